// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/objectstore.h"

#include <QJsonObject>

namespace maestro::sandbox {

class SimClock;

/// meta.k8s.io/v1 Table of these objects, as `kubectl get` asks for it; `includeObject` is None, Metadata or Object.
QJsonObject tableOf(const ResourceType &type, const QList<QJsonObject> &objects, const SimClock &clock, const QString &includeObject);

} // namespace maestro::sandbox
