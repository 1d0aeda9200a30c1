// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/routetree.h"
#include "domain/policy/policy.h"

namespace maestro {

/// An alerting rule as a Prometheus has it loaded.
struct LoadedAlert
{
    QString name;
    QMap<QString, QString> labels; ///< of the rule; those of its query come on top

    bool operator==(const LoadedAlert &) const = default;
};

/// Whether an alert that a policy names exists and would be told to somebody (ledger ALR-09).
struct AlertReach
{
    enum class State {
        Reaches, ///< every rule of that name ends at a receiver that tells somebody
        TellsNobody, ///< one of them ends at receivers without a way to tell
        NoRule, ///< nothing loaded has this name
        Unknown, ///< rules or routes could not be read
    };

    QString alert; ///< as the policy writes it: a name, or "re:" and a pattern
    QString family; ///< empty: one of the policy's own rules
    State state = State::Unknown;
    QStringList rules; ///< names
    QStringList receivers; ///< "pager (webhook)", "nobody"
    bool timed = false; ///< a time interval may keep it from being told

    bool operator==(const AlertReach &) const = default;
};

/// Every alert that the policy's families and its own rules name, in their order. Nothing for rules or routes: they could not be read.
/// Routes are followed by the rule's own labels; what its query adds is not known before it fires.
QList<AlertReach> alertReach(const Policy &policy, const std::optional<QList<LoadedAlert>> &rules, const std::optional<RouteTree> &routes);

} // namespace maestro
