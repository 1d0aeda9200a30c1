// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QFile>

namespace maestro::sandbox {

/// The telemetry of the simulated past as OpenMetrics with times, for `promtool tsdb create-blocks-from openmetrics`: a Prometheus that
/// starts with the sandbox then knows what it would have scraped. Carries the labels job="workloads" and instance=NAME of a scrape.
class MetricsHistory
{
public:
    MetricsHistory(const QString &path, const QString &instance);

    /// `exposition` as it was at that moment.
    void record(const QByteArray &exposition, qint64 atMs);
    /// Ends the text; BadInput, historyFile, when anything could not be written.
    Result<Done> close();

private:
    QFile m_file;
    QByteArray m_labels;
    bool m_good;
};

} // namespace maestro::sandbox
