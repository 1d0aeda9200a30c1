// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace maestro::sandbox {

/// core/v1 Event and events.k8s.io/v1 Event are one stored object with two spellings; the store holds the core one.
QJsonObject eventFromCore(QJsonObject core);
QJsonObject eventToCore(QJsonObject event);

} // namespace maestro::sandbox
