// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/rollbackoptions.h"

namespace maestro {

// Words of the rollback desk.

QString deskKindLabel(DeskKind kind); ///< "Helm rollback"
QString revertsText(const DeskWay &way, const OperationPlan *plan); ///< what it brings back
QString leavesText(const DeskWay &way); ///< what it does not
QString sideEffectsText(const DeskWay &way);
QString goodReasonText(const KnownGood &good); ///< why it counts as good, and by whom
QString callTitle(const DeskCall &call); ///< "Helm rollback to 3 by B-helm"
QString callEffect(const DeskCall &call);
QString commandText(const DeskCall &call); ///< a command line to read, arguments quoted where they need it; environment first
QString checksText(const DeskCall &call); ///< what follows it by itself, one line each; empty: nothing does

} // namespace maestro
