// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/resourcepath.h"

namespace maestro::sandbox {

std::optional<ResourcePath> ResourcePath::parse(const QString &path)
{
    QStringList parts = path.mid(1).split(u'/');
    ResourcePath result;
    if (parts.size() >= 3 && parts.at(0) == u"api" && parts.at(1) == u"v1") {
        result.version = parts.at(1);
        parts = parts.mid(2);
    } else if (parts.size() >= 4 && parts.at(0) == u"apis") {
        result.group = parts.at(1);
        result.version = parts.at(2);
        parts = parts.mid(3);
    } else {
        return std::nullopt;
    }
    if (parts.size() >= 3 && parts.at(0) == u"namespaces") {
        result.ns = parts.at(1);
        parts = parts.mid(2);
    }
    if (parts.size() > 3 || parts.contains(QString()))
        return std::nullopt;
    result.plural = parts.at(0);
    result.name = parts.value(1);
    result.subresource = parts.value(2);
    // /api/v1/namespaces/NAME/status is the subresource of a namespace, not a kind named status.
    if (result.group.isEmpty() && result.plural == u"status" && result.name.isEmpty()) {
        result.plural = QStringLiteral("namespaces");
        result.name = std::exchange(result.ns, {});
        result.subresource = QStringLiteral("status");
    }
    result.type = findType(result.group, result.version, result.plural);
    return result;
}

} // namespace maestro::sandbox
