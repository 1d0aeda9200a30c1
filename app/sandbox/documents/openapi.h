// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace maestro::sandbox {

/// /openapi/v3 and the document of one group and version below it: every kind is an open object, and every PATCH takes
/// fieldValidation, so that kubectl leaves validation to the server. nullopt for other paths.
std::optional<QJsonObject> openApiDocument(const QString &path);

/// The older description in its protobuf form: it names no kind, so clients skip their own validation.
QByteArray openApiV2Protobuf();

} // namespace maestro::sandbox
