// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/objectwriter.h"

#include "sandbox/store/json.h"
#include "sandbox/store/managedfields.h"
#include "sandbox/store/simclock.h"

#include <QRegularExpression>

namespace maestro::sandbox {

namespace {

const QString metadataKey = QStringLiteral("metadata");
const QString statusKey = QStringLiteral("status");

bool validName(const QString &name)
{
    static const QRegularExpression dns(QStringLiteral("\\A[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\\z"));
    return dns.match(name).hasMatch();
}

/// What a write may not touch: the identity the server gave.
void keepIdentity(QJsonObject &next, const QJsonObject &old)
{
    for (const QStringView key : {u"metadata.uid", u"metadata.name", u"metadata.namespace", u"metadata.creationTimestamp", u"metadata.resourceVersion",
                                  u"metadata.generation", u"metadata.deletionTimestamp", u"apiVersion", u"kind"})
        put(next, key, at(old, key));
}

} // namespace

ObjectWriter::ObjectWriter(ObjectStore &store, SimClock &clock, quint64 seed)
    : m_store(store)
    , m_clock(clock)
    , m_state(seed * 0x9E3779B97F4A7C15ULL + 0x2545F4914F6CDD1DULL)
{
}

quint64 ObjectWriter::random()
{
    m_state ^= m_state << 13;
    m_state ^= m_state >> 7;
    m_state ^= m_state << 17;
    return m_state * 0x2545F4914F6CDD1DULL;
}

QString ObjectWriter::newUid()
{
    const quint64 high = random();
    const quint64 low = random();
    return QStringLiteral("%1-%2-4%3-a%4-%5")
        .arg(high >> 32, 8, 16, QLatin1Char('0'))
        .arg((high >> 16) & 0xFFFF, 4, 16, QLatin1Char('0'))
        .arg(high & 0xFFF, 3, 16, QLatin1Char('0'))
        .arg(low >> 52, 3, 16, QLatin1Char('0'))
        .arg(low & 0xFFFFFFFFFFFFULL, 12, 16, QLatin1Char('0'));
}

QString ObjectWriter::newSuffix()
{
    static const QLatin1String letters("bcdfghjklmnpqrstvwxz2456789");
    QString suffix;
    quint64 value = random() >> 8;
    for (int i = 0; i < 5; ++i) {
        suffix.append(letters.at(int(value % 27)));
        value /= 27;
    }
    return suffix;
}

Answer<QJsonObject> ObjectWriter::create(const ResourceType &type, const QString &ns, QJsonObject body, const WriteOptions &options)
{
    QJsonObject meta = body.value(metadataKey).toObject();
    QString name = text(meta, u"name");
    if (name.isEmpty() && !text(meta, u"generateName").isEmpty())
        name = text(meta, u"generateName") + newSuffix();
    if (!validName(name))
        return invalid(type.group, type.kind, name, QStringLiteral("metadata.name"), QStringLiteral("Invalid value: a lowercase RFC 1123 subdomain is required"));
    if (type.namespaced && !text(meta, u"namespace").isEmpty() && text(meta, u"namespace") != ns)
        return badRequest(QStringLiteral("the namespace of the provided object does not match the namespace sent on the request"));
    if (type.namespaced && !m_store.find(typeOf(QStringLiteral("Namespace")), {}, ns))
        return notFound({}, QStringLiteral("namespaces"), ns);
    if (m_store.find(type, ns, name))
        return alreadyExists(type.group, type.plural, name);
    meta.insert(QStringLiteral("name"), name);
    if (type.namespaced)
        meta.insert(QStringLiteral("namespace"), ns);
    meta.insert(QStringLiteral("uid"), newUid());
    meta.insert(QStringLiteral("creationTimestamp"), m_clock.stamp());
    meta.remove(QLatin1String("resourceVersion"));
    meta.remove(QLatin1String("managedFields"));
    if (type.generation)
        meta.insert(QStringLiteral("generation"), 1);
    body.insert(metadataKey, meta);
    body.insert(QStringLiteral("apiVersion"), type.apiVersion());
    body.insert(QStringLiteral("kind"), type.kind);
    if (type.statusSubresource)
        body.remove(statusKey);
    recordManager(body, {}, options.manager, false, m_clock.stamp());
    return options.dryRun ? body : m_store.insert(type, body)->body();
}

QJsonObject ObjectWriter::merged(const ObjectPtr &old, QJsonObject next, const WriteOptions &options) const
{
    const QJsonObject &before = old->body();
    if (options.status) {
        QJsonObject kept = before;
        if (next.contains(statusKey))
            kept.insert(statusKey, next.value(statusKey));
        else
            kept.remove(statusKey);
        return kept;
    }
    keepIdentity(next, before);
    if (old->type().statusSubresource)
        put(next, statusKey, before.value(statusKey));
    put(next, u"metadata.managedFields", at(before, u"metadata.managedFields"));
    if (old->type().generation) {
        QJsonObject a = next;
        QJsonObject b = before;
        for (const QString &part : {metadataKey, old->type().statusSubresource ? statusKey : metadataKey}) {
            a.remove(part);
            b.remove(part);
        }
        if (a != b)
            put(next, u"metadata.generation", number(before, u"metadata.generation") + 1);
    }
    return next;
}

Answer<QJsonObject> ObjectWriter::update(const ResourceType &type, const QString &ns, const QString &name, QJsonObject next,
                                         const WriteOptions &options)
{
    const ObjectPtr old = m_store.find(type, ns, name);
    if (!old)
        return notFound(type.group, type.plural, name);
    const QString version = text(next, u"metadata.resourceVersion");
    if (!version.isEmpty() && version != QString::number(old->version()))
        return conflict(type.group, type.plural, name);
    const QString uid = text(next, u"metadata.uid");
    if (!options.status && !uid.isEmpty() && uid != uidOf(old->body()))
        return invalid(type.group, type.kind, name, QStringLiteral("metadata.uid"), QStringLiteral("Invalid value: \"%1\": field is immutable").arg(uid));
    const QString newName = nameOf(next);
    if (!newName.isEmpty() && newName != name)
        return badRequest(QStringLiteral("the name of the object (%1) does not match the name on the URL (%2)").arg(newName, name));
    if (options.status && next.contains(statusKey) && !next.value(statusKey).isObject())
        return invalid(type.group, type.kind, name, statusKey, QStringLiteral("Invalid value: must be of type object"));
    QJsonObject result = merged(old, std::move(next), options);
    if (result == old->body())
        return result;
    recordManager(result, old->body(), options.manager, options.status, m_clock.stamp());
    return options.dryRun ? result : m_store.replace(old, result)->body();
}

Answer<QJsonObject> ObjectWriter::remove(const ResourceType &type, const QString &ns, const QString &name, const QJsonObject &deleteOptions,
                                         bool dryRun)
{
    const ObjectPtr old = m_store.find(type, ns, name);
    if (!old)
        return notFound(type.group, type.plural, name);
    const QString uid = text(deleteOptions, u"preconditions.uid");
    const QString version = text(deleteOptions, u"preconditions.resourceVersion");
    if ((!uid.isEmpty() && uid != uidOf(old->body())) || (!version.isEmpty() && version != QString::number(old->version())))
        return conflict(type.group, type.plural, name);
    if (!dryRun) {
        if (text(deleteOptions, u"propagationPolicy") == u"Orphan")
            m_store.erase(old);
        else
            eraseWithOwned(old);
    }
    return old->body();
}

void ObjectWriter::eraseWithOwned(const ObjectPtr &object)
{
    m_store.erase(object);
    const QString uid = uidOf(object->body());
    for (const ResourceType &type : resourceTypes()) {
        for (const ObjectPtr &owned : m_store.ownedBy(type, uid))
            eraseWithOwned(owned);
    }
}

} // namespace maestro::sandbox
