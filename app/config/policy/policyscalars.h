// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policytraps.h"

namespace maestro {

/// Why this is no scalar of the schema's type (name, duration, condition, ...), or nothing. The column is left open.
std::optional<PolicyTrap> checkPolicyScalar(const PolicyNode &node, const QString &type);

/// What the type is called in a sentence: "a duration like 5m".
QString policyScalarWords(const QString &type);

} // namespace maestro
