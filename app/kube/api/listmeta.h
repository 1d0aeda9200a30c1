// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace maestro {

/// Metadata of a list page or of an object, found without decoding the rest; the whole has to be complete JSON.
struct ListMeta
{
    QByteArray resourceVersion;
    QByteArray continueToken;
    QByteArray kind;
};
Result<ListMeta> listMeta(const QByteArray &body);

/// Whether objects of `kind` are what `path` leads to: "Rollout" for ".../rollouts?...", "Ingress" for ".../ingresses"; compared without case.
bool isKindOf(const QString &path, const QByteArray &kind);

/// `kind` of a JSON object, empty without one; nullopt unless the body is one complete JSON object. Reads all of it.
std::optional<QByteArray> kindOfJson(const QByteArray &body);

} // namespace maestro
