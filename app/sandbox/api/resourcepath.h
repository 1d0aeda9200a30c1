// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/resourcetype.h"

#include <optional>

namespace maestro::sandbox {

/// A request path below /api/v1 or /apis/GROUP/VERSION taken apart. `type` is null for an unknown resource.
struct ResourcePath
{
    QString group;
    QString version;
    QString plural;
    QString ns;
    QString name;
    QString subresource;
    const ResourceType *type = nullptr;

    static std::optional<ResourcePath> parse(const QString &path);
};

} // namespace maestro::sandbox
