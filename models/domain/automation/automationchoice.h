// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationpolicy.h"
#include "domain/policy/policy.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// What this console knows when it asks itself whether to act without a click (AUT-01, AUT-02).
struct AutomationFacts
{
    PolicyPtr policy;
    SloReportPtr report;
    Rollout rollout;
    bool current = false; ///< report and rollout are both fresh
    bool leaseHeld = false;
    bool standsDown = false; ///< somebody switched this window's automation off
    int attempts = 0; ///< actions already recorded for this release and verb
    bool settled = true; ///< the last of them provably changed nothing, or there was none
    QDateTime now;
};

/// Why nothing is done although gates and rules ask for something.
enum class AutomationBlock { None, NotOwner, RecommendOnly, Conflict, DataOld, NoLease, DwellNotMet, AlreadyTried, StoodDown };

struct AutomationChoice
{
    enum class What {
        Nothing, ///< nobody asks for anything
        Wait, ///< it may still be done: data, Lease or dwell are missing
        Skip, ///< asked for and not done, as the policy says; recorded (AUT-19)
        Act,
    };

    What what = What::Nothing;
    std::optional<Verb> verb;
    AutomationBlock block = AutomationBlock::None;
    ActionTrigger trigger; ///< of the action or of the record of not acting

    bool operator==(const AutomationChoice &) const = default;
};

/// Pure. Only the owner named by the policy acts, only on current data, only with the Lease, and once per release: an action is
/// tried again only when the one before provably changed nothing, three times at most. An update that is aborted is never aborted again.
AutomationChoice automationChoice(const AutomationFacts &facts);

/// Whether the policy lets the owner promote in this phase without a person; a phase that it does not know has no rule that lets it pass.
bool promotesByItself(const PolicyStrategy &strategy, const QString &phase);

/// "uid/podHash/verb[/step]": what an action of automation is about; one action each.
QString releaseKey(const Rollout &rollout, Verb verb);

} // namespace maestro
