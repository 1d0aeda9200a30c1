// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

namespace maestro::sandbox {

/// The access reviews that newer kubectl posts in Kubernetes' protobuf framing, as the JSON they would have been.
/// nullopt for anything else or malformed bytes.
std::optional<QJsonObject> reviewFromProtobuf(const QByteArray &bytes);

/// A Namespace in the same framing; other kinds are not read.
std::optional<QJsonObject> namespaceFromProtobuf(const QByteArray &bytes);

} // namespace maestro::sandbox
