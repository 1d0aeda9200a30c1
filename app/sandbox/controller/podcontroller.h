// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/controllercontext.h"

namespace maestro::sandbox {

/// The ReplicaSet controller: makes and ends pods, counts them into status.
void reconcileReplicaSet(ControllerContext &context, const QJsonObject &replicaSet);

/// The kubelet: walks a pod through its life as its version behaves, and ends it after its grace period.
void reconcilePod(ControllerContext &context, const QJsonObject &pod);

/// Marks a pod for its end, as an eviction or a scale-down does.
void terminatePod(ControllerContext &context, const QJsonObject &pod);

bool isPodReady(const QJsonObject &pod);

} // namespace maestro::sandbox
