// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/analysis/measurementkeeper.h"

#include "domain/analysis/analysisfleet.h"

namespace maestro {

namespace {

QString keyOf(const QString &context, const AnalysisRun &run)
{
    return context + QLatin1Char('\n') + run.meta.uid;
}

/// Texts may have been cut on disk.
bool sameOne(const Measurement &a, const Measurement &b)
{
    return a.startedAt == b.startedAt && a.finishedAt == b.finishedAt && a.phase == b.phase;
}

/// Those that ended and are newer than the last that was kept.
QList<Measurement> fresh(const QList<Measurement> &window, const Measurement &last)
{
    QList<Measurement> ended;
    std::copy_if(window.begin(), window.end(), std::back_inserter(ended), [](const Measurement &m) { return m.startedAt.isValid() && m.finishedAt.isValid(); });
    if (!last.startedAt.isValid())
        return ended;
    const auto known = std::find_if(ended.rbegin(), ended.rend(), [&](const Measurement &m) { return sameOne(m, last); });
    const auto from = known != ended.rend() ? known.base() : std::find_if(ended.begin(), ended.end(), [&](const Measurement &m) { return m.startedAt >= last.startedAt; });
    return {from, ended.end()};
}

} // namespace

MeasurementKeeper::MeasurementKeeper(const QString &folder, QObject *parent)
    : QObject(parent)
{
    if (!folder.isEmpty())
        m_log.emplace(folder);
}

void MeasurementKeeper::kept(const MeasurementLog::Line &line)
{
    Measurement last = line.measurement;
    last.value.clear();
    last.message.clear();
    m_last[line.key].insert(line.metric, last);
    if (m_last.size() > 2 * MeasurementBook::keptRuns)
        m_last.removeIf([this, &line](const auto &run) { return run.key() != line.key && !m_book.knows(run.key()); });
}

void MeasurementKeeper::load()
{
    if (std::exchange(m_loaded, true) || !m_log)
        return;
    const QStringList problems = m_log->read([this](const MeasurementLog::Line &line) {
        if (fresh({line.measurement}, m_last.value(line.key).value(line.metric)).isEmpty())
            return; // two windows may have kept the same
        m_book.remember(line.key, line.metric, line.measurement);
        kept(line);
    });
    for (const QString &message : problems)
        Q_EMIT problem({ErrorKind::Refused, QStringLiteral("measurements"), message, {}});
}

void MeasurementKeeper::keep(const QString &key, const AnalysisRun &run)
{
    if (!m_log)
        return;
    QList<MeasurementLog::Line> lines;
    const QHash<QString, Measurement> last = m_last.value(key);
    for (const MetricResult &metric : run.metrics)
        for (const Measurement &measurement : fresh(metric.measurements, last.value(metric.name)))
            lines.append({key, metric.name, measurement});
    const Result<Done> written = m_log->append(lines);
    if (!written && !m_failed)
        Q_EMIT problem(written.error());
    m_failed = !written;
    for (const MeasurementLog::Line &line : lines)
        if (written)
            kept(line);
}

void MeasurementKeeper::complete(const QString &context, AnalysisRun &run)
{
    if (run.meta.uid.isEmpty())
        return;
    load();
    const QString key = keyOf(context, run);
    if (isActive(run) || m_book.knows(key))
        keep(key, run);
    m_book.complete(key, run);
}

void MeasurementKeeper::see(const QString &context, const AnalysisRun &run)
{
    if (run.meta.uid.isEmpty())
        return;
    load();
    if (!isActive(run) && !m_book.knows(keyOf(context, run)))
        return;
    AnalysisRun copy = run;
    complete(context, copy);
}

} // namespace maestro
