// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/discovery.h"

#include "sandbox/documents/openapi.h"
#include "sandbox/store/resourcetype.h"

#include <QJsonArray>

namespace maestro::sandbox {

namespace {

QJsonObject versionDocument()
{
    return {{QStringLiteral("major"), QStringLiteral("1")},
            {QStringLiteral("minor"), QStringLiteral("36")},
            {QStringLiteral("gitVersion"), QStringLiteral("v1.36.0+maestro-sandbox")},
            {QStringLiteral("gitCommit"), QStringLiteral("sandbox")},
            {QStringLiteral("gitTreeState"), QStringLiteral("clean")},
            {QStringLiteral("buildDate"), QStringLiteral("1970-01-01T00:00:00Z")},
            {QStringLiteral("goVersion"), QStringLiteral("none")},
            {QStringLiteral("compiler"), QStringLiteral("none")},
            {QStringLiteral("platform"), QStringLiteral("sandbox")}};
}

QJsonObject resourceEntry(const ResourceType &type, const QString &subresource)
{
    static const QStringList all{QStringLiteral("create"), QStringLiteral("delete"), QStringLiteral("deletecollection"), QStringLiteral("get"),
                                 QStringLiteral("list"),   QStringLiteral("patch"),  QStringLiteral("update"),           QStringLiteral("watch")};
    const bool log = subresource == u"log";
    const QStringList verbs = subresource.isEmpty() ? all
        : log                                       ? QStringList{QStringLiteral("get")}
                                                    : QStringList{QStringLiteral("get"), QStringLiteral("patch"), QStringLiteral("update")};
    QJsonObject entry{{QStringLiteral("name"), subresource.isEmpty() ? type.plural : QString(type.plural + u'/' + subresource)},
                      {QStringLiteral("singularName"), subresource.isEmpty() ? type.singular : QString()},
                      {QStringLiteral("namespaced"), type.namespaced},
                      {QStringLiteral("kind"), type.kind},
                      {QStringLiteral("verbs"), QJsonArray::fromStringList(verbs)}};
    if (subresource.isEmpty() && !type.shortNames.isEmpty())
        entry.insert(QStringLiteral("shortNames"), QJsonArray::fromStringList(type.shortNames));
    return entry;
}

QJsonObject reviewEntry(const QString &plural, const QString &kind)
{
    return {{QStringLiteral("name"), plural},
            {QStringLiteral("singularName"), kind.toLower()},
            {QStringLiteral("namespaced"), false},
            {QStringLiteral("kind"), kind},
            {QStringLiteral("verbs"), QJsonArray{QStringLiteral("create")}}};
}

QMap<QString, QJsonArray> resourcesByGroupVersion()
{
    QMap<QString, QJsonArray> lists;
    for (const ResourceType &type : resourceTypes()) {
        QJsonArray &list = lists[type.apiVersion()];
        list.append(resourceEntry(type, {}));
        if (type.statusSubresource)
            list.append(resourceEntry(type, QStringLiteral("status")));
        if (type.kind == u"Pod")
            list.append(resourceEntry(type, QStringLiteral("log")));
    }
    lists[QStringLiteral("authentication.k8s.io/v1")].append(reviewEntry(QStringLiteral("selfsubjectreviews"), QStringLiteral("SelfSubjectReview")));
    QJsonArray &authorization = lists[QStringLiteral("authorization.k8s.io/v1")];
    authorization.append(reviewEntry(QStringLiteral("selfsubjectaccessreviews"), QStringLiteral("SelfSubjectAccessReview")));
    authorization.append(reviewEntry(QStringLiteral("selfsubjectrulesreviews"), QStringLiteral("SelfSubjectRulesReview")));
    return lists;
}

QJsonObject groupList()
{
    QJsonArray groups;
    const QMap<QString, QJsonArray> lists = resourcesByGroupVersion();
    for (auto it = lists.begin(); it != lists.end(); ++it) {
        const QStringList parts = it.key().split(u'/');
        if (parts.size() != 2)
            continue;
        const QJsonObject version{{QStringLiteral("groupVersion"), it.key()}, {QStringLiteral("version"), parts.at(1)}};
        groups.append(QJsonObject{{QStringLiteral("name"), parts.at(0)},
                                  {QStringLiteral("versions"), QJsonArray{version}},
                                  {QStringLiteral("preferredVersion"), version}});
    }
    return {{QStringLiteral("kind"), QStringLiteral("APIGroupList")}, {QStringLiteral("apiVersion"), QStringLiteral("v1")}, {QStringLiteral("groups"), groups}};
}

} // namespace

std::optional<QJsonObject> discoveryDocument(const QString &path)
{
    if (path == u"/version")
        return versionDocument();
    if (path == u"/api") {
        return QJsonObject{{QStringLiteral("kind"), QStringLiteral("APIVersions")},
                           {QStringLiteral("versions"), QJsonArray{QStringLiteral("v1")}},
                           {QStringLiteral("serverAddressByClientCIDRs"), QJsonArray()}};
    }
    if (path == u"/apis")
        return groupList();
    if (path.startsWith(QLatin1String("/openapi/v3")))
        return openApiDocument(path);
    const QString groupVersion = path == u"/api/v1" ? QStringLiteral("v1") : path.startsWith(QLatin1String("/apis/")) ? path.mid(6) : QString();
    const QMap<QString, QJsonArray> lists = resourcesByGroupVersion();
    const auto found = lists.constFind(groupVersion);
    if (found == lists.constEnd())
        return std::nullopt;
    return QJsonObject{{QStringLiteral("kind"), QStringLiteral("APIResourceList")},
                       {QStringLiteral("apiVersion"), QStringLiteral("v1")},
                       {QStringLiteral("groupVersion"), groupVersion},
                       {QStringLiteral("resources"), *found}};
}

} // namespace maestro::sandbox
