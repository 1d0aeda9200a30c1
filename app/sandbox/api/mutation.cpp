// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/mutation.h"

#include "sandbox/documents/eventconversion.h"
#include "sandbox/documents/protobuf.h"
#include "sandbox/api/listing.h"
#include "sandbox/store/json.h"
#include "sandbox/store/patches.h"

#include <QJsonDocument>

namespace maestro::sandbox {

namespace {

QString managerOf(const HttpRequest &request)
{
    const QString named = request.parameter(QStringLiteral("fieldManager"));
    return named.isEmpty() ? QString::fromUtf8(request.header("user-agent")).section(u'/', 0, 0) : named;
}

Answer<QJsonObject> objectBody(const HttpRequest &request)
{
    const bool binary = request.header("content-type").startsWith("application/vnd.kubernetes.protobuf");
    if (const auto ns = binary ? namespaceFromProtobuf(request.body) : std::nullopt)
        return *ns;
    if (binary)
        return StatusError{415, QStringLiteral("UnsupportedMediaType"), QStringLiteral("the sandbox reads objects as application/json only")};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (!document.isObject())
        return badRequest(QStringLiteral("the request body is not a JSON object: %1").arg(error.errorString()));
    return document.object();
}

Answer<QJsonValue> patched(const QJsonObject &current, const HttpRequest &request, const ResourceType &type)
{
    const QByteArray media = request.header("content-type").split(';').first().trimmed();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (document.isNull())
        return badRequest(QStringLiteral("error decoding patch: %1").arg(error.errorString()));
    if (media == "application/json-patch+json") {
        if (!document.isArray())
            return badRequest(QStringLiteral("error decoding patch: a JSON Patch is a list of operations"));
        return applyJsonPatch(current, document.array());
    }
    const QJsonValue patch = document.object();
    if (!document.isObject())
        return badRequest(QStringLiteral("error decoding patch: a merge patch is an object"));
    if (media == "application/merge-patch+json")
        return applyMergePatch(current, patch);
    if (media == "application/strategic-merge-patch+json" && !type.custom)
        return applyStrategicPatch(current, patch);
    return StatusError{415, QStringLiteral("UnsupportedMediaType"),
                       QStringLiteral("the body of the request was in an unknown format - accepted media types include: "
                                      "application/json-patch+json, application/merge-patch+json%1")
                           .arg(type.custom ? QString() : QStringLiteral(", application/strategic-merge-patch+json"))};
}

Answer<QJsonObject> patch(ObjectWriter &writer, const HttpRequest &request, const ResourcePath &path, const WriteOptions &options)
{
    const ResourceType &type = storedType(path);
    const ObjectPtr current = writer.store().find(type, path.ns, path.name);
    if (!current)
        return notFound(type.group, type.plural, path.name);
    const Answer<QJsonValue> result = patched(current->body(), request, type);
    if (const StatusError *error = refusal(result))
        return *error;
    const QJsonValue next = std::get<QJsonValue>(result);
    if (!next.isObject())
        return patchRefused();
    const QJsonObject object = next.toObject();
    if (text(object, u"kind") != type.kind || text(object, u"apiVersion") != type.apiVersion())
        return badRequest(QStringLiteral("the patch changes kind or apiVersion"));
    return writer.update(type, path.ns, path.name, object, options);
}

Answer<QJsonObject> removeCollection(ObjectWriter &writer, const HttpRequest &request, const ResourcePath &path, bool dryRun)
{
    const Answer<Selector> parsed
        = Selector::parse(request.parameter(QStringLiteral("labelSelector")), request.parameter(QStringLiteral("fieldSelector")));
    if (const StatusError *error = refusal(parsed))
        return *error;
    const ResourceType &type = storedType(path);
    for (const ObjectPtr &object : writer.store().list(type, path.ns)) {
        if (std::get<Selector>(parsed).matches(object->body()))
            (void)writer.remove(type, object->ns(), object->name(), {}, dryRun);
    }
    return QJsonObject{{QStringLiteral("kind"), QStringLiteral("Status")}, {QStringLiteral("apiVersion"), QStringLiteral("v1")},
                       {QStringLiteral("metadata"), QJsonObject()}, {QStringLiteral("status"), QStringLiteral("Success")}};
}

} // namespace

Answer<QJsonObject> mutate(ObjectWriter &writer, const HttpRequest &request, const ResourcePath &path)
{
    const QString dryRun = request.parameter(QStringLiteral("dryRun"));
    if (!dryRun.isEmpty() && dryRun != u"All")
        return badRequest(QStringLiteral("dryRun: Unsupported value: \"%1\": supported values: \"All\"").arg(dryRun));
    if (managerOf(request).size() > 128)
        return badRequest(QStringLiteral("fieldManager: Too long: may not be more than 128 bytes"));
    const WriteOptions options{managerOf(request), path.subresource == u"status", dryRun == u"All"};
    const bool grouped = path.type->kind == u"Event" && !path.type->group.isEmpty();
    if (request.method == "PATCH")
        return patch(writer, request, path, options);
    if (request.method == "DELETE" && path.name.isEmpty())
        return removeCollection(writer, request, path, options.dryRun);
    const Answer<QJsonObject> body = request.body.isEmpty() && request.method == "DELETE" ? Answer<QJsonObject>(QJsonObject()) : objectBody(request);
    if (refusal(body))
        return body;
    const QJsonObject given = std::get<QJsonObject>(body);
    if (request.method == "DELETE") {
        QJsonObject deletion = given;
        if (!request.parameter(QStringLiteral("propagationPolicy")).isEmpty())
            deletion.insert(QStringLiteral("propagationPolicy"), request.parameter(QStringLiteral("propagationPolicy")));
        return writer.remove(storedType(path), path.ns, path.name, deletion, options.dryRun);
    }
    if (text(given, u"kind") != path.type->kind && !text(given, u"kind").isEmpty())
        return badRequest(QStringLiteral("%1 in version \"%2\" cannot be handled as a %3").arg(text(given, u"kind"), path.version, path.type->kind));
    const QJsonObject object = grouped ? eventToCore(given) : given;
    if (request.method == "PUT")
        return writer.update(storedType(path), path.ns, path.name, object, options);
    const Answer<QJsonObject> created = writer.create(storedType(path), path.ns, object, options);
    return grouped && !refusal(created) ? Answer<QJsonObject>(eventFromCore(std::get<QJsonObject>(created))) : created;
}

} // namespace maestro::sandbox
