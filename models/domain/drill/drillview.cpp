// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/drill/drillview.h"

#include <algorithm>

namespace maestro {

std::optional<qint64> drillTotalMs(const DrillRun &run)
{
    const auto begin = std::find_if(run.steps.cbegin(), run.steps.cend(), [](const DrillStepRun &step) { return isDeploying(step.deed); });
    const auto well = std::find_if(run.steps.cbegin(), run.steps.cend(), [](const DrillStepRun &step) { return step.deed == DrillDeed::Recover && step.state == DrillState::Passed; });
    if (begin == run.steps.cend() || well == run.steps.cend() || !begin->startedAt.isValid() || !well->endedAt.isValid())
        return std::nullopt;
    return std::max<qint64>(0, begin->startedAt.msecsTo(well->endedAt));
}

const DrillRun *bestRun(const QList<DrillRun> &runs, const QString &except)
{
    const DrillRun *best = nullptr;
    for (const DrillRun &run : runs) {
        const auto total = run.state == DrillState::Passed && run.id != except ? drillTotalMs(run) : std::nullopt;
        if (total && (!best || *total < *drillTotalMs(*best)))
            best = &run;
    }
    return best;
}

QList<DrillSplit> drillSplits(const DrillRun &run, const PolicyDrill &drill)
{
    using Part = DrillSplit::Part;
    const auto find = [&run](auto begin, auto fits) { return std::find_if(begin, run.steps.cend(), fits); };
    const auto deed = [](const DrillStepRun &step) { return isDeploying(step.deed); };
    const auto deploy = find(run.steps.cbegin(), deed);
    if (deploy == run.steps.cend() || !deploy->startedAt.isValid())
        return {};
    const bool over = run.state != DrillState::Running;
    QList<DrillSplit> splits;
    const auto add = [&](Part part, const QDateTime &from, const QDateTime &to, qint64 target) {
        if (!from.isValid() || (over && !to.isValid())) // what never ended did not take place
            return;
        splits.append({part, deploy->startedAt.msecsTo(from), to.isValid() ? std::optional(deploy->startedAt.msecsTo(to)) : std::nullopt, target});
    };
    add(Part::Deploy, deploy->startedAt, deploy->endedAt, 0);
    const auto wait = find(deploy, [](const DrillStepRun &step) { return step.deed == DrillDeed::Wait && step.startedAt.isValid(); });
    if (wait == run.steps.cend())
        return splits;
    add(Part::Detect, deploy->endedAt, run.firstFailedAt, drill.detectionMs);
    const auto against = find(wait, [&deed](const DrillStepRun &step) { return deed(step) && step.startedAt.isValid(); });
    if (run.firstFailedAt.isValid())
        add(Part::Decide, run.firstFailedAt, against == run.steps.cend() ? QDateTime() : against->startedAt, drill.decisionMs);
    if (against != run.steps.cend())
        add(Part::Deed, against->startedAt, against->endedAt, 0);
    const auto recover = find(wait, [](const DrillStepRun &step) { return step.deed == DrillDeed::Recover && step.startedAt.isValid(); });
    if (recover != run.steps.cend())
        add(Part::Recover, recover->startedAt, recover->endedAt, drill.recoveryMs);
    QDateTime from;
    QDateTime to;
    for (const DrillStepRun &step : run.steps) {
        if (step.deed != DrillDeed::Assert || !step.startedAt.isValid())
            continue;
        from = from.isValid() ? from : step.startedAt;
        to = step.endedAt;
    }
    add(Part::Proof, from, to, 0);
    return splits;
}

} // namespace maestro
