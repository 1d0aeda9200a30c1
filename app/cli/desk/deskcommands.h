// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "services/desk/deskservice.h"

namespace maestro {

/// The rollback desk over the policies and connections of a call; owned by the call. `evidenceDirectory` is what {{evidence_dir}} means;
/// empty: a folder of the state.
Result<DeskService *> deskServiceOf(Call *call, const QString &evidenceDirectory);

void runOptions(Call *call);

/// RollbackOptions of cli.md.
QJsonObject rollbackOptionsDocument(const RollbackOptions &options);

} // namespace maestro
