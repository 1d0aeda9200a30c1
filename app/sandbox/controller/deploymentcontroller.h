// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/controllercontext.h"

namespace maestro::sandbox {

/// The Deployment controller: RollingUpdate and Recreate with revisions, pause and the progress deadline.
void reconcileDeployment(ControllerContext &context, const QJsonObject &deployment);

} // namespace maestro::sandbox
