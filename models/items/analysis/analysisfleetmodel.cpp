// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/analysis/analysisfleetmodel.h"

#include "items/analysisrunmodel.h"
#include "items/detailroles.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QString metricText(const MetricResult &metric)
{
    const QString value = metric.measurements.isEmpty() ? QString() : displaySafe(metric.measurements.last().value, 40);
    const QString phase = metric.phase.isEmpty() ? AnalysisFleetModel::tr("not started") : displaySafe(metric.phase, 24);
    const QString name = metric.dryRun ? AnalysisFleetModel::tr("%1 (dry run)").arg(displaySafe(metric.name)) : displaySafe(metric.name);
    return value.isEmpty() ? AnalysisFleetModel::tr("%1 %2").arg(name, phase) : AnalysisFleetModel::tr("%1 %2, last %3").arg(name, phase, value);
}

QString metricsText(const AnalysisRun &run)
{
    QStringList parts;
    for (const MetricResult &metric : run.metrics)
        parts << metricText(metric);
    return parts.isEmpty() ? AnalysisFleetModel::tr("no measurement yet") : parts.join(QStringLiteral("; "));
}

QString text(const FleetRun &row, int column)
{
    const AnalysisRun &run = *row.run;
    switch (column) {
    case AnalysisFleetModel::Rollout: {
        const QString rollout = row.rollout();
        return rollout.isEmpty() ? AnalysisFleetModel::tr("no rollout") : displaySafe(rollout);
    }
    case AnalysisFleetModel::Phase: return run.phase.isEmpty() ? AnalysisFleetModel::tr("not started") : displaySafe(run.phase, 24);
    case AnalysisFleetModel::Metrics: return metricsText(run);
    case AnalysisFleetModel::Kind: return analysisKindText(run.kind, run.stepIndex);
    case AnalysisFleetModel::Run: return displaySafe(run.meta.name);
    case AnalysisFleetModel::Namespace: return displaySafe(row.context) % u" / " % displaySafe(run.meta.ns);
    case AnalysisFleetModel::Started: return run.startedAt.isValid() ? utcText(run.startedAt) : AnalysisFleetModel::tr("unknown");
    default: return {};
    }
}

QString sentence(const FleetRun &row)
{
    const AnalysisRun &run = *row.run;
    QString said = AnalysisFleetModel::tr("%1: %2, %3. Run %4 in %5.").arg(text(row, AnalysisFleetModel::Rollout), text(row, AnalysisFleetModel::Phase),
                                                                         metricsText(run), displaySafe(run.meta.name), text(row, AnalysisFleetModel::Namespace));
    if (!run.message.isEmpty())
        said += u' ' + displaySafe(run.message, 1024);
    return said;
}

} // namespace

bool AnalysisFleetModel::isWanted(const FleetRun &run) const
{
    if ((!m_context.isEmpty() && run.context != m_context) || (!m_ns.isEmpty() && run.run->meta.ns != m_ns))
        return false;
    const QStringList places {run.rollout(), run.run->meta.name, run.run->meta.ns, run.context, run.run->phase};
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return std::any_of(places.begin(), places.end(), [&](const QString &place) { return place.contains(word, Qt::CaseInsensitive); });
    });
}

void AnalysisFleetModel::refill()
{
    QList<AnalysisFleetRow> rows;
    if (m_fleet)
        for (const FleetRun &run : m_fleet->runs)
            if (isWanted(run))
                rows.append({run});
    replaceRows(rows);
}

void AnalysisFleetModel::setRuns(AnalysisFleetPtr fleet)
{
    m_fleet = std::move(fleet);
    refill();
}

void AnalysisFleetModel::setFilter(const QString &words)
{
    m_filter = words;
    refill();
}

void AnalysisFleetModel::setScope(const QString &context, const QString &ns)
{
    m_context = context;
    m_ns = ns;
    refill();
}

QVariant AnalysisFleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const FleetRun &row = rowAt(index.row()).run;
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole: return sentence(row);
    case Qt::AccessibleDescriptionRole: return index.column() == Rollout ? QVariant(sentence(row)) : QVariant();
    case ToneRole:
        if (index.column() == Phase)
            return int(analysisTone(row.run->phase));
        return int(index.column() == Rollout || index.column() == Metrics ? Tone::Plain : Tone::Muted);
    default: return {};
    }
}

QVariant AnalysisFleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Rollout"), tr("Phase"), tr("Metrics"), tr("When"), tr("Run"), tr("Cluster and namespace"), tr("Started")};
    return titles[section];
}

} // namespace maestro
