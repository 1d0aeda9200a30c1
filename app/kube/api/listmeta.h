// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArray>

namespace maestro {

/// Metadata of a list page or of an object, found without decoding the rest; the whole has to be complete JSON.
struct ListMeta
{
    QByteArray resourceVersion;
    QByteArray continueToken;
};
Result<ListMeta> listMeta(const QByteArray &body);

} // namespace maestro
