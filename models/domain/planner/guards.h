// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// The value the server holds at a guarded field, as far as this object tells; Null: absent.
QJsonValue receivedValue(const Rollout &rollout, GuardField field);

/// Guards with the values of `rollout`.
QList<Guard> guardsOf(const Rollout &rollout, const QList<GuardField> &fields);

/// The same list with one value replaced: what the field must be once an earlier request of the plan was applied.
QList<Guard> withGuard(QList<Guard> guards, GuardField field, const QJsonValue &value);

} // namespace maestro
