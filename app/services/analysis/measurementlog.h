// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/analysisrun.h"

#include <functional>

namespace maestro {

/// Measurements on disk: lines, each with its own checksum, in files of a private folder that go round: when the newest is full the
/// oldest goes. A line is one write, so what was said to be kept survives `kill -9` (not a loss of power: nothing waits for the disk),
/// and several processes may write at the same time. Blocks for as long as a write into the page cache takes.
class MeasurementLog
{
public:
    struct Line
    {
        QString key; ///< of the run, as the book knows it
        QString metric;
        Measurement measurement;
    };

    explicit MeasurementLog(QString folder);
    ~MeasurementLog();
    MeasurementLog(const MeasurementLog &) = delete;
    MeasurementLog &operator=(const MeasurementLog &) = delete;

    /// Everything that can be read, oldest first; what cannot be is counted and named in the answer, in words.
    QStringList read(const std::function<void(const Line &)> &take);
    Result<Done> append(const QList<Line> &lines);

    static constexpr qint64 fileLimit = 4'000'000; ///< bytes; less than a private file may have
    static constexpr int filesKept = 4;

private:
    QList<int> numbers() const; ///< of the files there are, oldest first
    QString pathOf(int number) const;
    Result<Done> open(int number);
    Result<Done> makeRoom();
    Result<Done> write(const QByteArray &bytes);

    const QString m_folder;
    int m_number = 0;
    int m_fd = -1;
};

} // namespace maestro
