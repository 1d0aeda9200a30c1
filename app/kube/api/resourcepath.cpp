// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/resourcepath.h"

#include <QCoreApplication>

namespace maestro {

bool isPathSegment(const QString &segment)
{
    const auto isAllowed = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'.'; };
    const auto isEdge = [](QChar c) { return c != u'-' && c != u'.'; };
    return !segment.isEmpty() && segment.size() <= 253 && std::all_of(segment.begin(), segment.end(), isAllowed) && isEdge(segment.front())
        && isEdge(segment.back()) && !segment.contains(QLatin1String(".."));
}

Result<QString> resourcePath(const ResourceType &type, const QString &ns, const QString &name, const QString &subresource)
{
    const QStringList parts{type.group, type.version, type.plural, ns, name, subresource};
    for (const QString &part : parts) {
        if (!part.isEmpty() && !isPathSegment(part))
            return Error{ErrorKind::BadInput, QStringLiteral("invalidName"),
                         QCoreApplication::translate("maestro::KubeClient", "\"%1\" is not a name that Kubernetes accepts.").arg(part.left(80))};
    }
    QString path = type.group.isEmpty() ? QString(u"/api/" + type.version) : QString(u"/apis/" + type.group + u'/' + type.version);
    if (!ns.isEmpty())
        path += u"/namespaces/" + ns;
    path += u'/' + type.plural;
    if (!name.isEmpty())
        path += u'/' + name;
    if (!subresource.isEmpty())
        path += u'/' + subresource;
    return path;
}

} // namespace maestro
