// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

/// The policy as it applies: limits looked up ("unset" where there is none), metric templates written out, gate sets and ladders
/// expanded, gates inherited. With a service: what concerns it, its variables filled in; empty when the policy does not know it.
QVariantMap resolvedPolicy(const Policy &policy, const QString &service = {});

/// What one policy says otherwise than another, by meaning: entries are found by name or id, not by their place in the file.
struct PolicyDifference
{
    enum class Kind { Added, Removed, Changed };

    QString path; ///< gates[latency].pass
    Kind kind = Kind::Changed;
    QVariant before;
    QVariant after;

    bool operator==(const PolicyDifference &) const = default;
};
QList<PolicyDifference> policyDifferences(const Policy &before, const Policy &after);

} // namespace maestro
