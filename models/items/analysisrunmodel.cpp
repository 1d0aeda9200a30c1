// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/analysisrunmodel.h"

#include "text/humanize.h"

namespace maestro {

namespace {

QString countsText(const AnalysisRow &row)
{
    if (!row.metric)
        return {};
    const MetricResult &m = *row.metric;
    QStringList parts {AnalysisRunModel::tr("%1 passed").arg(m.successful)};
    if (m.failed > 0 || m.failureLimit)
        parts << (m.failureLimit ? AnalysisRunModel::tr("%1 failed, limit %2").arg(m.failed).arg(*m.failureLimit)
                                 : AnalysisRunModel::tr("%1 failed").arg(m.failed));
    if (m.inconclusive > 0)
        parts << AnalysisRunModel::tr("%1 inconclusive").arg(m.inconclusive);
    if (m.error > 0)
        parts << AnalysisRunModel::tr("%1 errors").arg(m.error);
    return parts.join(QStringLiteral(", "));
}

QString metricText(const AnalysisRow &row)
{
    if (!row.metric)
        return AnalysisRunModel::tr("no measurement yet");
    const QString name = displaySafe(row.metric->name);
    return row.metric->dryRun ? AnalysisRunModel::tr("%1 (dry run)").arg(name) : name;
}

QString measurementsText(const AnalysisRow &row)
{
    QStringList phases;
    if (row.metric) {
        for (const Measurement &m : row.metric->measurements)
            phases << displaySafe(m.phase);
    }
    return phases.join(QStringLiteral(", "));
}

QString text(const AnalysisRow &row, int column)
{
    switch (column) {
    case AnalysisRunModel::Metric:
        return metricText(row);
    case AnalysisRunModel::Phase:
        return displaySafe(row.metric && !row.metric->phase.isEmpty() ? row.metric->phase : row.runPhase);
    case AnalysisRunModel::Measurements:
        return measurementsText(row);
    case AnalysisRunModel::LastValue:
        return row.metric && !row.metric->measurements.isEmpty() ? displaySafe(row.metric->measurements.last().value) : QString();
    case AnalysisRunModel::Counts:
        return countsText(row);
    case AnalysisRunModel::Kind:
        return analysisKindText(row.runKind, row.stepIndex);
    case AnalysisRunModel::Run:
        return displaySafe(row.runName);
    case AnalysisRunModel::Started:
        return row.startedAt.isValid() ? utcText(row.startedAt) : AnalysisRunModel::tr("unknown");
    default:
        return {};
    }
}

QString sentence(const AnalysisRow &row)
{
    QString said = AnalysisRunModel::tr("%1: %2, %3, run %4")
                       .arg(metricText(row), text(row, AnalysisRunModel::Phase), countsText(row), displaySafe(row.runName));
    const QString message = row.metric && !row.metric->message.isEmpty() ? row.metric->message : row.runMessage;
    if (!message.isEmpty())
        said += QStringLiteral(". ") + displaySafe(message, 1024);
    if (row.metric) {
        for (const Measurement &m : row.metric->measurements) {
            said += QLatin1Char('\n') + AnalysisRunModel::tr("%1  %2  %3").arg(m.finishedAt.isValid() ? utcText(m.finishedAt) : AnalysisRunModel::tr("unfinished"),
                                                                             displaySafe(m.phase), displaySafe(m.value));
            if (!m.message.isEmpty())
                said += QStringLiteral("  ") + displaySafe(m.message);
        }
    }
    return said;
}

AnalysisRow rowOfRun(const AnalysisRun &run)
{
    return {run.meta.uid, run.meta.name, run.kind, run.stepIndex, run.phase, run.message, run.startedAt, run.completedAt, {}};
}

} // namespace

QString analysisKindText(const QString &kind, std::optional<int> stepIndex)
{
    if (kind == QLatin1String("step"))
        return stepIndex ? AnalysisRunModel::tr("step %1").arg(*stepIndex + 1) : AnalysisRunModel::tr("step");
    if (kind == QLatin1String("background"))
        return AnalysisRunModel::tr("background");
    if (kind == QLatin1String("prePromotion"))
        return AnalysisRunModel::tr("before the switch");
    if (kind == QLatin1String("postPromotion"))
        return AnalysisRunModel::tr("after the switch");
    return AnalysisRunModel::tr("unknown");
}

Tone analysisTone(const QString &phase)
{
    if (phase == QLatin1String("Successful"))
        return Tone::Good;
    if (phase == QLatin1String("Failed"))
        return Tone::Bad;
    if (phase == QLatin1String("Error") || phase == QLatin1String("Inconclusive"))
        return Tone::Warn;
    return phase == QLatin1String("Running") ? Tone::Active : Tone::Muted;
}

void AnalysisRunModel::setSnapshot(const RolloutSnapshot &snapshot)
{
    QList<AnalysisRow> rows;
    for (const AnalysisRun &run : snapshot.analysisRuns) {
        AnalysisRow row = rowOfRun(run);
        if (run.metrics.isEmpty())
            rows << row;
        for (const MetricResult &metric : run.metrics) {
            row.metric = metric;
            rows << row;
        }
    }
    replaceRows(rows);
}

QVariant AnalysisRunModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AnalysisRow &row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return sentence(row);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Metric ? QVariant(sentence(row)) : QVariant();
    case ToneRole:
        if (index.column() == Phase)
            return int(analysisTone(row.metric && !row.metric->phase.isEmpty() ? row.metric->phase : row.runPhase));
        return int(index.column() == Metric || index.column() == LastValue ? Tone::Plain : Tone::Muted);
    case MonoRole:
        return index.column() == LastValue;
    case MeasurementsRole: {
        QStringList phases;
        if (index.column() == Measurements && row.metric) {
            for (const Measurement &m : row.metric->measurements)
                phases << m.phase;
        }
        return phases;
    }
    default:
        return {};
    }
}

QVariant AnalysisRunModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Metric: return tr("Metric");
    case Phase: return tr("Phase");
    case Measurements: return tr("Measurements");
    case LastValue: return tr("Last value");
    case Counts: return tr("Counts");
    case Kind: return tr("When");
    case Run: return tr("Run");
    case Started: return tr("Started");
    default: return {};
    }
}

} // namespace maestro
