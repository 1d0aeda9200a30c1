// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace maestro {

struct Policy;

/// What a policy says about a service that is down (`emergency.service_down`, ledger EMG-01, EMG-02, EMG-03) and about the number of pods of a Scale
/// (`actions.scale`). It is advice on the order and a limit: nothing is done by itself. Empty without a policy.
struct EmergencyRules
{
    struct Step
    {
        QString word; ///< as written: "undo", "set-weight-100"; "scale" where a number is
        std::optional<int> replicas = {}; ///< of "scale"

        bool operator==(const Step &) const = default;
    };

    QString policy;
    QList<Step> serviceDown; ///< in the order of the policy
    std::optional<int> preset; ///< of `actions.scale`
    std::optional<int> most; ///< the same: its `max`

    /// What a Scale asks for that names no number: that of service_down, else the preset; nothing: the policy names none.
    std::optional<int> scaleTo() const;
    bool refuses(int replicas) const { return most && replicas > *most; }
    bool operator==(const EmergencyRules &) const = default;
};

/// `environment` may be empty; what it says about a Scale goes before what the whole policy says. Pure.
EmergencyRules emergencyRulesOf(const Policy &policy, const QString &environment);

} // namespace maestro
