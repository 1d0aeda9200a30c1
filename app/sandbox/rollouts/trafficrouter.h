// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// NGINX weights: keeps the canary Ingress and status.canary.weights at what the present step, abort or promotion
/// asks for, and leaves them alone while the stable set cannot carry its share.
void reconcileTraffic(RolloutPass &pass);

} // namespace maestro::sandbox
