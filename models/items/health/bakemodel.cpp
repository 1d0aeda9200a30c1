// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/bakemodel.h"

#include "text/baketext.h"

namespace maestro {

namespace {

Tone toneOf(BakeState state)
{
    switch (state) {
    case BakeState::Worse: return Tone::Bad;
    case BakeState::NotEnough: return Tone::Unknown;
    case BakeState::Better:
    case BakeState::Same: break;
    }
    return Tone::Good;
}

} // namespace

void BakeModel::setVerdict(const BakeVerdict &verdict)
{
    QList<BakeRow> rows;
    for (const BakeMetric &metric : verdict.metrics)
        rows << BakeRow {metric};
    replaceRows(rows);
}

QVariant BakeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const BakeMetric &metric = rowAt(index.row()).metric;
    if (role == Qt::ToolTipRole)
        return bakeSentence(metric);
    if (role == Qt::AccessibleDescriptionRole)
        return index.column() == Metric ? QVariant(bakeSentence(metric)) : QVariant();
    if (role == ToneRole)
        return int(index.column() == State ? toneOf(metric.state) : index.column() == Metric ? Tone::Plain : index.column() == Canary ? Tone::Canary : index.column() == Stable ? Tone::Stable : Tone::Muted);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Metric: return bakeMetricLabel(metric.name);
    case State: return bakeStateLabel(metric.state);
    case Canary: return bakeSideText(metric, true);
    case Stable: return bakeSideText(metric, false);
    case Difference: return metric.difference ? bakeDifferenceText(metric) : tr("not known");
    case Interval: return metric.low ? bakeIntervalText(metric) : tr("not known");
    default: return {};
    }
}

QVariant BakeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Metric: return tr("Comparison");
    case State: return tr("Verdict");
    case Canary: return tr("Canary, requests");
    case Stable: return tr("Stable, requests");
    case Difference: return tr("Difference");
    case Interval: return tr("Lies between");
    default: return {};
    }
}

} // namespace maestro
