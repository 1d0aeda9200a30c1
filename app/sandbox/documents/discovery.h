// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace maestro::sandbox {

/// Documents that tell a client what is served: /version, /api, /apis, /api/v1, /apis/GROUP/VERSION, /openapi/v3.
/// nullopt when the path is none of these.
std::optional<QJsonObject> discoveryDocument(const QString &path);

} // namespace maestro::sandbox
