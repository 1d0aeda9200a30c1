// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "domain/journal/auditsink.h"
#include "domain/operation/outcome.h"
#include "services/audit/auditwebhook.h"

namespace maestro {

/// Delivers what waits for the audit webhook, for at most `ms`, then calls back; at once when none is configured. What is not
/// delivered then stays in the Journal for the next call. Never fails a call.
void deliverAudit(Call *call, int ms, const std::function<void(const AuditSinkStatus &)> &then);

/// Grafana as a receiver, with what the policies of this call say of annotations.
Result<std::optional<AuditWebhook::Settings>> grafanaSettingsOf(Call *call, const Paths &folders);

/// What follows the record of an action by its policy (RecordFollower), told on stderr; `then` is called back at the end, at once where
/// nothing follows. Never fails a call.
void followRecord(Call *call, const OperationPlanPtr &plan, const Outcome &outcome, const std::function<void()> &then);

/// The same for a mass rollback as a whole, by its id.
void followMass(Call *call, const QString &batch, const std::function<void()> &then);

/// Delivers the Events that wait for their cluster, for at most `ms`, then calls back with how many still do; at once when none waits. Never
/// fails a call.
void deliverEvents(Call *call, int ms, const std::function<void(int waiting)> &then);

} // namespace maestro
