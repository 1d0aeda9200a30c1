// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// The expectations of a request (uid, revision, hash, step) against the object as read; of every way, patch or call.
Allowed asExpected(const OperationRequest &request, const RolloutSnapshot &snapshot);

} // namespace maestro
