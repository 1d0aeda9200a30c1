// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/openapi.h"

#include "sandbox/store/resourcetype.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QString root = u"/openapi/v3"_s;

/// "api/v1" or "apis/GROUP/VERSION".
QString pathOf(const ResourceType &type)
{
    return type.group.isEmpty() ? u"api/"_s + type.version : u"apis/"_s + type.apiVersion();
}

QJsonObject kindOf(const ResourceType &type)
{
    return {{u"group"_s, type.group}, {u"version"_s, type.version}, {u"kind"_s, type.kind}};
}

QJsonObject index()
{
    QJsonObject paths;
    for (const ResourceType &type : resourceTypes())
        paths.insert(pathOf(type), QJsonObject{{u"serverRelativeURL"_s, QString(root + u'/' + pathOf(type) + u"?hash=sandbox")}});
    return {{u"paths"_s, paths}};
}

QJsonObject open(const QString &what)
{
    return {{u"type"_s, u"object"_s}, {u"description"_s, what}, {u"x-kubernetes-preserve-unknown-fields"_s, true}};
}

QJsonObject schema(const ResourceType &type)
{
    QJsonObject properties{{u"apiVersion"_s, QJsonObject{{u"type"_s, u"string"_s}}}, {u"kind"_s, QJsonObject{{u"type"_s, u"string"_s}}}};
    for (const QString &part : {u"metadata"_s, u"spec"_s, u"status"_s})
        properties.insert(part, open(u"Any member; the sandbox describes no fields."_s));
    QJsonObject result = open(type.kind + u" as the sandbox serves it."_s);
    result.insert(u"properties"_s, properties);
    result.insert(u"x-kubernetes-group-version-kind"_s, QJsonArray{kindOf(type)});
    return result;
}

QJsonObject operation(const ResourceType &type)
{
    QJsonArray parameters;
    for (const QString &name : {u"fieldValidation"_s, u"dryRun"_s, u"fieldManager"_s})
        parameters.append(QJsonObject{{u"name"_s, name}, {u"in"_s, u"query"_s}, {u"schema"_s, QJsonObject{{u"type"_s, u"string"_s}}}});
    return {{u"parameters"_s, parameters},
            {u"responses"_s, QJsonObject{{u"200"_s, QJsonObject{{u"description"_s, u"OK"_s}}}}},
            {u"x-kubernetes-group-version-kind"_s, kindOf(type)}};
}

} // namespace

std::optional<QJsonObject> openApiDocument(const QString &path)
{
    if (path == root)
        return index();
    QJsonObject paths;
    QJsonObject schemas;
    for (const ResourceType &type : resourceTypes()) {
        if (path != root + u'/' + pathOf(type))
            continue;
        const QString item = u'/' + pathOf(type) + (type.namespaced ? u"/namespaces/{namespace}/"_s : u"/"_s) + type.plural + u"/{name}";
        paths.insert(item, QJsonObject{{u"patch"_s, operation(type)}, {u"put"_s, operation(type)}});
        schemas.insert(u"sandbox."_s + type.kind, schema(type));
    }
    if (paths.isEmpty())
        return std::nullopt;
    return QJsonObject{{u"openapi"_s, u"3.0.0"_s},
                       {u"info"_s, QJsonObject{{u"title"_s, u"maestro-sandbox"_s}, {u"version"_s, u"v1"_s}}},
                       {u"paths"_s, paths},
                       {u"components"_s, QJsonObject{{u"schemas"_s, schemas}}}};
}

QByteArray openApiV2Protobuf()
{
    // Document{swagger: "2.0", info: {title: "sandbox", version: "v1"}}
    return QByteArray::fromHex("0a03322e30120d0a0773616e64626f7812027631");
}

} // namespace maestro::sandbox
