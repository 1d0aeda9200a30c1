// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/status.h"

#include <QJsonArray>
#include <QJsonValue>

namespace maestro::sandbox {

/// RFC 6902, all or nothing. A malformed document is 400; an operation that cannot be applied is patchRefused().
/// As the API server's library does, a `test` for null passes on an absent member.
Answer<QJsonValue> applyJsonPatch(const QJsonValue &target, const QJsonArray &operations);

/// RFC 7386.
QJsonValue applyMergePatch(const QJsonValue &target, const QJsonValue &patch);

/// Merge patch whose lists of named objects (containers, env, ports by containerPort, conditions by type) merge by key.
QJsonValue applyStrategicPatch(const QJsonValue &target, const QJsonValue &patch, const QString &field = {});

} // namespace maestro::sandbox
