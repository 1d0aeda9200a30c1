// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/measurementbook.h"
#include "services/analysis/measurementlog.h"

#include <QObject>

#include <optional>

namespace maestro {

/// Keeps the measurements of every AnalysisRun that it is shown, in memory and on disk, beyond the ten that the controller keeps.
/// What was kept before is read when the first run comes. Lives on the services' thread.
class MeasurementKeeper : public QObject
{
    Q_OBJECT
public:
    /// No folder: in memory only.
    explicit MeasurementKeeper(const QString &folder, QObject *parent = nullptr);

    /// Keeps what the run shows and fills in what was seen of it before.
    void complete(const QString &context, AnalysisRun &run);
    /// The same for a run that nobody looks at. One that has ended and was not seen while it ran has nothing to be kept.
    void see(const QString &context, const AnalysisRun &run);

Q_SIGNALS:
    void problem(maestro::Error error); ///< kept measurements are damaged, or cannot be kept; told once each

private:
    void load();
    void keep(const QString &key, const AnalysisRun &run);
    void kept(const MeasurementLog::Line &line);

    MeasurementBook m_book;
    std::optional<MeasurementLog> m_log;
    QHash<QString, QHash<QString, Measurement>> m_last; ///< by run and metric: kept last, without its texts
    bool m_loaded = false;
    bool m_failed = false; ///< the last write; told when it begins to fail
};

} // namespace maestro
