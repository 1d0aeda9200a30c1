// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policyroles.h"

namespace maestro {

/// Why a role does not allow an action, what it does allow, and who may instead. Empty: it is allowed.
QString roleText(const RoleAnswer &answer, const QString &policy, const QString &verb, const RolePerson &person);

} // namespace maestro
