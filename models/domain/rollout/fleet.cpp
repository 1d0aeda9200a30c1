// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/fleet.h"

#include "domain/fleet/packedrollout.h"

namespace maestro {

namespace {

QDateTime sinceOf(const Rollout &rollout)
{
    QDateTime since;
    if (rollout.abort)
        since = QDateTime::fromString(rollout.abortedAt, Qt::ISODate);
    for (const PauseCondition &pause : rollout.pauseConditions) {
        const QDateTime start = QDateTime::fromString(pause.startTime, Qt::ISODate);
        if (start.isValid() && (!since.isValid() || start < since))
            since = start;
    }
    if (since.isValid())
        return since;
    for (const Condition &condition : rollout.conditions)
        if (condition.lastTransitionAt.isValid() && (!since.isValid() || condition.lastTransitionAt > since))
            since = condition.lastTransitionAt;
    return since;
}

/// The row that was unpacked last on this thread: its cells are painted one after the other.
struct Unpacked
{
    QByteArray packed;
    Rollout rollout;
};

} // namespace

Rollout FleetRow::rollout() const
{
    thread_local Unpacked last;
    if (last.packed.constData() != packed.constData()) {
        last.rollout = unpackRollout(packed);
        last.packed = packed;
    }
    Rollout rollout = last.rollout;
    rollout.meta.ns = ref.ns;
    rollout.meta.name = ref.name;
    rollout.meta.uid = uid;
    rollout.meta.resourceVersion = resourceVersion;
    return rollout;
}

void FleetRow::setRollout(const Rollout &rollout)
{
    ref.ns = rollout.meta.ns;
    ref.name = rollout.meta.name;
    uid = rollout.meta.uid;
    resourceVersion = rollout.meta.resourceVersion;
    refersTo = rollout.workloadRef && rollout.workloadRef->kind == QLatin1String("Deployment") ? rollout.workloadRef->name : QString();
    phase = effectivePhase(rollout);
    weight = weightFromStatus(rollout);
    since = sinceOf(rollout);
    workload = rollout.workload;
    specPaused = rollout.specPaused;
    aborted = rollout.abort;
    waitsForPerson = rollout.waitsForPerson();
    inconclusive = std::any_of(rollout.pauseConditions.begin(), rollout.pauseConditions.end(),
                               [](const PauseCondition &pause) { return pause.reason == QLatin1String("InconclusiveAnalysisRun"); });
    packed = packRollout(rollout);
}

FleetRow fleetRowOf(const QString &context, const Rollout &rollout)
{
    FleetRow row;
    row.ref.context = context;
    row.setRollout(rollout);
    return row;
}

FleetRowPtr makeFleetRow(const QString &context, const Rollout &rollout)
{
    return std::make_shared<const FleetRow>(fleetRowOf(context, rollout));
}

Attention attentionOf(const FleetRow &row, const Freshness &freshness)
{
    if (freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected)
        return Attention::DataIsOld;
    switch (row.phase.phase) {
    case RolloutPhase::Degraded:
    case RolloutPhase::Unknown: return Attention::NeedsPerson;
    case RolloutPhase::Paused: return row.waitsForPerson ? Attention::NeedsPerson : Attention::InProgress;
    case RolloutPhase::Progressing: return Attention::InProgress;
    case RolloutPhase::Healthy: break;
    }
    return row.aborted ? Attention::NeedsPerson : Attention::Steady;
}

} // namespace maestro
