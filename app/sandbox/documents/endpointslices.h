// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/objectstore.h"

namespace maestro::sandbox {

/// The EndpointSlices of a namespace (all of them when it is empty), one for each Service with a selector: its pods that have an address,
/// ready or not. Made of Services and Pods when they are asked for; nothing is stored, so a watch of them stays silent.
QList<ObjectPtr> endpointSlices(const ObjectStore &store, const QString &ns);

} // namespace maestro::sandbox
