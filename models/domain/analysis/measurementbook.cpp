// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/measurementbook.h"

namespace maestro {

namespace {

/// The controller's window replaces what is remembered from its own beginning on: the last of them may have been unfinished. What began
/// in the same second is told apart by its place.
QList<Measurement> joined(const QList<Measurement> &known, const QList<Measurement> &window)
{
    if (window.isEmpty())
        return known;
    const QDateTime begin = window.first().startedAt;
    if (!begin.isValid())
        return window;
    auto from = known.begin();
    while (from != known.end() && from->startedAt < begin)
        ++from;
    const auto same = std::find(from, known.end(), window.first());
    QList<Measurement> all(known.begin(), same != known.end() ? same : from);
    all += window;
    return all.size() > MeasurementBook::keptPerMetric ? all.mid(all.size() - MeasurementBook::keptPerMetric) : all;
}

} // namespace

void MeasurementBook::complete(AnalysisRun &run)
{
    if (run.meta.uid.isEmpty())
        return;
    if (!m_runs.contains(run.meta.uid) && m_runs.size() >= keptRuns)
        m_runs.erase(std::min_element(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) { return a.usedAt < b.usedAt; }));
    Run &kept = m_runs[run.meta.uid];
    kept.usedAt = ++m_uses;
    for (MetricResult &metric : run.metrics) {
        QList<Measurement> &known = kept.byMetric[metric.name];
        known = joined(known, metric.measurements);
        metric.measurements = known;
    }
}

} // namespace maestro
