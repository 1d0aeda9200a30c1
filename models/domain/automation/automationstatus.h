// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/automation/automationchoice.h"

namespace maestro {

/// What this window would do by itself about one rollout, before it does it. Exists only where the policy names the console as owner.
struct AutomationStatus
{
    enum class Mood {
        Ready, ///< would act as soon as a rule asks for it
        Acting, ///< a rule asks for it and nothing is in the way
        Waits, ///< for data, for the Lease, for the end of the pause
        StandsBy, ///< another window holds the Lease
        WillNot, ///< the policy lets it recommend only, a person decides, or it was tried
        StoodDown, ///< somebody switched it off in this window
    };

    ObjectRef target;
    QString policy;
    QStringList abortRules; ///< gates in force and rules that would lead to an abort; empty: it aborts nothing
    bool promotes = false; ///< when every gate passes
    bool leaseHeld = false;
    QString leaseHolder; ///< as last read; empty: nobody, or not known
    QString leaseProblem; ///< why the Lease could not be read or written; empty: it could
    QString rule; ///< that asks for something now
    AutomationChoice::What what = AutomationChoice::What::Nothing;
    AutomationBlock block = AutomationBlock::None;
    std::optional<Verb> verb;
    bool current = false; ///< report and rollout are both fresh
    bool standsDown = false;

    bool operator==(const AutomationStatus &) const = default;
};

using AutomationStatusPtr = std::shared_ptr<const AutomationStatus>;

/// Pure. Null where no policy names the console as owner of this rollout; the Lease is the caller's to fill in.
std::shared_ptr<AutomationStatus> automationStatus(const AutomationFacts &facts, const AutomationChoice &choice);

AutomationStatus::Mood moodOf(const AutomationStatus &status);

} // namespace maestro
