// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"

namespace maestro {

/// The Event (events.k8s.io/v1) that tells other people on the object who did what and why: EVD-06. At most 1,024 bytes of note.
PlannedRequest actionEvent(const OperationPlan &plan, const Outcome &outcome, const QString &reason, const QDateTime &nowUtc, const QString &host);

} // namespace maestro
