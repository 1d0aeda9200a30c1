// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/listing.h"

#include "sandbox/documents/endpointslices.h"
#include "sandbox/documents/eventconversion.h"
#include "sandbox/documents/tables.h"
#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

namespace maestro::sandbox {

namespace {

constexpr size_t snapshotLimit = 32;

bool groupedEvents(const ResourcePath &path)
{
    return path.type->kind == u"Event" && !path.type->group.isEmpty();
}

QByteArray bytesOf(const StoredObject &object, const ResourcePath &path, const Wanted &wanted)
{
    if (groupedEvents(path))
        return compact(eventFromCore(object.body()));
    if (wanted.metadataOnly)
        return compact({{QStringLiteral("kind"), QStringLiteral("PartialObjectMetadata")},
                        {QStringLiteral("apiVersion"), QStringLiteral("meta.k8s.io/v1")},
                        {QStringLiteral("metadata"), object.body().value(QLatin1String("metadata"))}});
    return object.json();
}

std::optional<StatusError> versionRefusal(const HttpRequest &request, const ObjectStore &store)
{
    const QString given = request.parameter(QStringLiteral("resourceVersion"));
    const QString match = request.parameter(QStringLiteral("resourceVersionMatch"));
    if (given.isEmpty())
        return match.isEmpty() ? std::nullopt : std::optional(badRequest(QStringLiteral("resourceVersionMatch is forbidden unless resourceVersion is provided")));
    bool number = false;
    const qint64 version = given.toLongLong(&number);
    if (!number || version < 0)
        return badRequest(QStringLiteral("resourceVersion: Invalid value: \"%1\"").arg(given));
    if (version > store.version()) {
        StatusError late{504, QStringLiteral("Timeout"), QStringLiteral("Too large resource version: %1, current: %2").arg(version).arg(store.version())};
        late.details = {{QStringLiteral("causes"), QJsonArray{QJsonObject{{QStringLiteral("reason"), QStringLiteral("ResourceVersionTooLarge")},
                                                                          {QStringLiteral("message"), QStringLiteral("Too large resource version")}}}}};
        late.retryAfterSeconds = 1;
        return late;
    }
    if (match == u"Exact" && version < store.version())
        return expired();
    return std::nullopt;
}

} // namespace

const ResourceType &storedType(const ResourcePath &path)
{
    return path.type->kind == u"Event" ? typeOf(QStringLiteral("Event")) : *path.type;
}

Wanted Wanted::from(const QByteArray &accept)
{
    const QByteArray first = accept.split(',').first();
    return {first.contains("as=Table"), first.contains("as=PartialObjectMetadata")};
}

Listing::Listing(ObjectStore &store, const SimClock &clock)
    : m_store(store)
    , m_clock(clock)
{
}

QList<ObjectPtr> Listing::objects(const ResourcePath &path) const
{
    const ResourceType &type = storedType(path);
    return type.kind == u"EndpointSlice" ? endpointSlices(m_store, path.ns) : m_store.list(type, path.ns);
}

ObjectPtr Listing::find(const ResourcePath &path) const
{
    if (storedType(path).kind != u"EndpointSlice")
        return m_store.find(storedType(path), path.ns, path.name);
    const QList<ObjectPtr> all = objects(path);
    const auto found = std::find_if(all.begin(), all.end(), [&path](const ObjectPtr &one) { return one->name() == path.name; });
    return found == all.end() ? nullptr : *found;
}

Answer<QByteArray> Listing::get(const HttpRequest &request, const ResourcePath &path) const
{
    const ObjectPtr object = find(path);
    if (!object)
        return notFound(path.group, path.plural, path.name);
    const Wanted wanted = Wanted::from(request.header("accept"));
    if (!wanted.table)
        return bytesOf(*object, path, wanted);
    QJsonObject table = tableOf(storedType(path), {object->body()}, m_clock, request.parameter(QStringLiteral("includeObject")));
    put(table, u"metadata.resourceVersion", QString::number(object->version()));
    return compact(table);
}

Answer<QByteArray> Listing::list(const HttpRequest &request, const ResourcePath &path)
{
    const QString token = request.parameter(QStringLiteral("continue"));
    if (!token.isEmpty()) {
        if (!request.parameter(QStringLiteral("resourceVersion")).isEmpty())
            return badRequest(QStringLiteral("specifying resource version is not allowed when using continue"));
        const QStringList parts = QString::fromUtf8(QByteArray::fromBase64(token.toLatin1(), QByteArray::Base64UrlEncoding)).split(u'.');
        if (parts.size() != 2)
            return badRequest(QStringLiteral("continue key is not valid"));
        for (const Snapshot &snapshot : m_snapshots) {
            if (snapshot.id == parts.at(0).toULongLong())
                return page(request, path, Snapshot(snapshot), parts.at(1).toLongLong(), true);
        }
        return StatusError{410, QStringLiteral("Expired"), QStringLiteral("The provided continue parameter is too old")};
    }
    if (const auto refused = versionRefusal(request, m_store))
        return *refused;
    const Answer<Selector> parsed
        = Selector::parse(request.parameter(QStringLiteral("labelSelector")), request.parameter(QStringLiteral("fieldSelector")));
    if (const StatusError *error = refusal(parsed))
        return *error;
    const Selector &selector = std::get<Selector>(parsed);
    Snapshot snapshot{++m_lastId, m_store.version(), objects(path)};
    if (!selector.isEmpty())
        snapshot.objects.removeIf([&selector](const ObjectPtr &object) { return !selector.matches(object->body()); });
    return page(request, path, snapshot, 0, false);
}

Answer<QByteArray> Listing::page(const HttpRequest &request, const ResourcePath &path, const Snapshot &snapshot, qsizetype from, bool keep)
{
    const QString limitText = request.parameter(QStringLiteral("limit"));
    bool number = true;
    const qint64 limit = limitText.isEmpty() ? 0 : limitText.toLongLong(&number);
    if (!number || limit < 0)
        return badRequest(QStringLiteral("limit: Invalid value: \"%1\"").arg(limitText));
    const qsizetype end = limit > 0 ? std::min<qsizetype>(from + limit, snapshot.objects.size()) : snapshot.objects.size();
    QJsonObject meta{{QStringLiteral("resourceVersion"), QString::number(snapshot.version)}};
    if (end < snapshot.objects.size()) {
        const QByteArray token = QByteArray::number(snapshot.id) + '.' + QByteArray::number(end);
        meta.insert(QStringLiteral("continue"), QString::fromLatin1(token.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)));
        meta.insert(QStringLiteral("remainingItemCount"), snapshot.objects.size() - end);
        if (!keep) {
            m_snapshots.push_back(snapshot);
            if (m_snapshots.size() > snapshotLimit)
                m_snapshots.pop_front();
        }
    }
    const Wanted wanted = Wanted::from(request.header("accept"));
    if (wanted.table) {
        QList<QJsonObject> bodies;
        for (qsizetype i = from; i < end; ++i)
            bodies.append(snapshot.objects.at(i)->body());
        QJsonObject table = tableOf(storedType(path), bodies, m_clock, request.parameter(QStringLiteral("includeObject")));
        table.insert(QStringLiteral("metadata"), meta);
        return compact(table);
    }
    const QString kind = wanted.metadataOnly ? QStringLiteral("PartialObjectMetadata") : path.type->kind;
    const QString version = wanted.metadataOnly ? QStringLiteral("meta.k8s.io/v1") : path.type->apiVersion();
    QByteArray body = "{\"kind\":\"" + kind.toLatin1() + "List\",\"apiVersion\":\"" + version.toLatin1() + "\",\"metadata\":" + compact(meta)
        + ",\"items\":[";
    for (qsizetype i = from; i < end; ++i) {
        if (i > from)
            body += ',';
        body += bytesOf(*snapshot.objects.at(i), path, wanted);
    }
    return body + "]}";
}

} // namespace maestro::sandbox
