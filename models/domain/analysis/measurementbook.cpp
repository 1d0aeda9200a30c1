// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/measurementbook.h"

namespace maestro {

namespace {

/// The controller's window replaces what is remembered of its own time: the last of them may have been unfinished. What began in the
/// same second is told apart by its place. What began after the window was seen by a faster watch.
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
    const auto later = std::find_if(from, known.end(), [&window](const Measurement &m) { return m.startedAt > window.last().startedAt; });
    std::copy(later, known.end(), std::back_inserter(all));
    return all.size() > MeasurementBook::keptPerMetric ? all.mid(all.size() - MeasurementBook::keptPerMetric) : all;
}

} // namespace

void MeasurementBook::forgetOldest()
{
    const auto oldest = std::min_element(m_runs.begin(), m_runs.end(), [](const Run &a, const Run &b) { return a.usedAt < b.usedAt; });
    for (const QList<Measurement> &known : std::as_const(oldest->byMetric))
        m_total -= known.size();
    m_runs.erase(oldest);
}

MeasurementBook::Run &MeasurementBook::used(const QString &key)
{
    if (!m_runs.contains(key) && m_runs.size() >= keptRuns)
        forgetOldest();
    Run &run = m_runs[key];
    run.usedAt = ++m_uses;
    return run;
}

void MeasurementBook::set(QList<Measurement> &known, const QList<Measurement> &now)
{
    m_total += now.size() - known.size();
    known = now;
}

void MeasurementBook::complete(const QString &key, AnalysisRun &run)
{
    if (run.meta.uid.isEmpty())
        return;
    Run &kept = used(key);
    for (MetricResult &metric : run.metrics) {
        QList<Measurement> &known = kept.byMetric[metric.name];
        set(known, joined(known, metric.measurements));
        metric.measurements = known;
    }
    while (m_total > keptInAll && m_runs.size() > 1)
        forgetOldest();
}

void MeasurementBook::remember(const QString &key, const QString &metric, const Measurement &measurement)
{
    QList<Measurement> &known = used(key).byMetric[metric];
    ++m_total;
    known.append(measurement);
    if (known.size() > keptPerMetric) {
        known.removeFirst();
        --m_total;
    }
    while (m_total > keptInAll && m_runs.size() > 1)
        forgetOldest();
}

} // namespace maestro
