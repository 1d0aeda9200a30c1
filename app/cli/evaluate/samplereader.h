// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/slo/sample.h"

#include <QFile>
#include <QSet>

namespace maestro {

/// All samples of one instant.
struct SampleInstant
{
    QDateTime at;
    QList<Sample> samples;
};

/// The lines of a samples file (cli.md): one object each, in time order, lines of one instant together. Holds one instant at a time;
/// a line may have 64 KiB and an instant 10,000 lines. Errors are BadInput, code "badSample", with file and line. Reads blocking:
/// the file is all that the program waits for.
class SampleReader
{
public:
    /// `names`: the metrics, signals and facts a line may be about; `severities`: those whose value may be a word like "P0".
    SampleReader(const QString &file, QSet<QString> names, QSet<QString> severities);

    Result<Done> open();
    /// The next instant; nothing at the end of the file.
    Result<std::optional<SampleInstant>> next();

private:
    /// The next line that is not blank; nothing at the end.
    Result<std::optional<Sample>> line();
    Result<Sample> parsed(const QByteArray &text) const;
    Error bad(const QString &message, const QString &field = {}, int column = 0) const;

    QFile m_file;
    QSet<QString> m_names;
    QSet<QString> m_severities;
    int m_line = 0;
    std::optional<Sample> m_ahead; ///< of the next instant
    bool m_started = false;
};

} // namespace maestro
