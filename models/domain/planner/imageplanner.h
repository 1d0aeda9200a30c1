// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"

namespace maestro {

/// The image of one container of a canary, of a drill alone (ledger DRL-02): nothing else of the template changes. The generation travels as a
/// guard, and the container's name and image as they were seen; the plan is already known to be allowed.
void planSetImage(OperationPlan &plan);

/// Hex SHA-256 of a container's name with its image.
QString imageFingerprint(const QString &container, const QString &image);

/// `image` with another tag; a digest goes.
QString withTag(const QString &image, const QString &tag);

} // namespace maestro
