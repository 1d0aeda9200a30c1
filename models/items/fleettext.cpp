// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fleetmodel.h"

#include "text/humanize.h"
#include "text/labels.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Fleet)
};

} // namespace

QString changeText(const Rollout &rollout)
{
    if (rollout.chart)
        return displaySafe(rollout.chart->version);
    if (rollout.images.isEmpty())
        return rollout.workloadRef ? displaySafe(rollout.workloadRef->name) : Words::tr("unknown");
    return displaySafe(imageTag(rollout.images.first()));
}

QString changeDetail(const Rollout &rollout)
{
    if (rollout.workload == WorkloadKind::StatefulSet)
        return Words::tr("no revision numbers");
    if (rollout.revision() <= 0)
        return Words::tr("no revision yet");
    const QString revision = Words::tr("rev %1").arg(rollout.revision());
    if (rollout.chart)
        return Words::tr("%1, chart %2").arg(revision, displaySafe(rollout.chart->name));
    if (rollout.stableHash.isEmpty() || rollout.workload == WorkloadKind::Deployment)
        return revision;
    return rollout.stableHash == rollout.currentPodHash ? Words::tr("%1, stable").arg(revision) : Words::tr("%1, new").arg(revision);
}

QString stepsText(const FleetRow &row)
{
    const Rollout rollout = row.rollout();
    if (rollout.workload == WorkloadKind::Deployment)
        return Words::tr("Deployment");
    if (rollout.workload == WorkloadKind::StatefulSet)
        return Words::tr("StatefulSet, shown only");
    if (rollout.workload == WorkloadKind::HelmRelease)
        return Words::tr("Helm release, shown only");
    if (rollout.workload == WorkloadKind::External)
        return Words::tr("external, shown only");
    if (rollout.strategy == Strategy::BlueGreen)
        return Words::tr("blue/green");
    const qsizetype count = rollout.steps.size();
    if (count == 0)
        return Words::tr("no steps");
    if (rollout.isUnreadable(QStringLiteral("/spec/strategy")) || !rollout.currentStepIndex)
        return Words::tr("step unknown of %1").arg(count);
    if (rollout.isFullyPromoted())
        return Words::tr("one version, %1 steps done").arg(count);
    if (*rollout.currentStepIndex >= count)
        return Words::tr("all %1 steps done").arg(count);
    return Words::tr("step %1 of %2").arg(*rollout.currentStepIndex + 1).arg(count);
}

QString weightHeadline(const FleetRow &row)
{
    if (!row.weight)
        return {};
    if (!row.aborted && row.rollout().isFullyPromoted()) // one version is left: there is no share of a new one to tell
        return {};
    if (row.weight->observed)
        return weightText(row.weight->observed, row.weight->max);
    return row.weight->recorded ? weightText(row.weight->recorded, row.weight->max) : Words::tr("?");
}

QString weightDetail(const FleetRow &row)
{
    if (!row.weight)
        return {};
    const Weight &weight = *row.weight;
    if (!row.aborted && row.rollout().isFullyPromoted())
        return {};
    if (!weight.observed)
        return weight.recorded ? Words::tr("recorded") : Words::tr("weight unknown");
    if (weight.wanted && weight.wanted != weight.observed)
        return Words::tr("wants %1").arg(weightText(weight.wanted, weight.max));
    return {};
}

QString podsText(const Rollout &rollout)
{
    if (rollout.workload == WorkloadKind::HelmRelease || rollout.workload == WorkloadKind::External)
        return Words::tr("n/a");
    if (!rollout.hasStatus)
        return Words::tr("? / %1").arg(rollout.specReplicas);
    return Words::tr("%1 / %2").arg(rollout.readyReplicas).arg(rollout.specReplicas);
}

QString analysisText(const Rollout &rollout)
{
    QStringList parts;
    for (const AnalysisStatus &analysis : rollout.analysis)
        parts << (analysis.phase.isEmpty() ? Words::tr("not started") : displaySafe(analysis.phase, 24));
    parts.removeDuplicates();
    return parts.isEmpty() ? Words::tr("none") : parts.join(QStringLiteral(", "));
}

FleetClass fleetClassOf(const FleetRow &row, const Freshness &freshness)
{
    if (freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected)
        return FleetClass::Old;
    switch (row.phase.phase) {
    case RolloutPhase::Healthy:
        return FleetClass::Steady;
    case RolloutPhase::Degraded:
        return FleetClass::Degraded;
    case RolloutPhase::Paused:
        return row.inconclusive ? FleetClass::Unclear : row.waitsForPerson ? FleetClass::Waits : FleetClass::Baking;
    case RolloutPhase::Progressing:
        return FleetClass::Moving;
    case RolloutPhase::Unknown:
        break;
    }
    return FleetClass::Unclear;
}

QString fleetClassLabel(FleetClass kind)
{
    switch (kind) {
    case FleetClass::Degraded:
        return Words::tr("degraded");
    case FleetClass::Waits:
        return Words::tr("need a person");
    case FleetClass::AtRisk:
        return Words::tr("at risk");
    case FleetClass::Unclear:
        return Words::tr("unclear");
    case FleetClass::Baking:
        return Words::tr("baking");
    case FleetClass::Moving:
        return Words::tr("moving");
    case FleetClass::Old:
        return Words::tr("old data");
    case FleetClass::Steady:
        break;
    }
    return Words::tr("steady");
}

} // namespace maestro
