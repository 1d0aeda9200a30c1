// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/objectstore.h"

#include "sandbox/store/json.h"

namespace maestro::sandbox {

namespace {

QJsonObject stamped(QJsonObject body, qint64 version)
{
    put(body, u"metadata.resourceVersion", QString::number(version));
    return body;
}

} // namespace

StoredObject::StoredObject(const ResourceType &type, qint64 version, QJsonObject body)
    : m_type(&type)
    , m_version(version)
    , m_body(std::move(body))
    , m_ns(namespaceOf(m_body))
    , m_name(nameOf(m_body))
{
}

const QByteArray &StoredObject::json() const
{
    if (m_json.isEmpty())
        m_json = compact(m_body);
    return m_json;
}

ObjectStore::ObjectStore(QObject *parent)
    : QObject(parent)
{
}

ObjectPtr ObjectStore::find(const ResourceType &type, const QString &ns, const QString &name) const
{
    const auto shelf = m_shelves.constFind(&type);
    return shelf == m_shelves.constEnd() ? nullptr : shelf->value({ns, name});
}

QList<ObjectPtr> ObjectStore::list(const ResourceType &type, const QString &ns) const
{
    const auto shelf = m_shelves.constFind(&type);
    if (shelf == m_shelves.constEnd())
        return {};
    if (ns.isEmpty())
        return shelf->values();
    QList<ObjectPtr> found;
    for (auto it = shelf->lowerBound({ns, QString()}); it != shelf->end() && it.key().first == ns; ++it)
        found.append(it.value());
    return found;
}

QList<ObjectPtr> ObjectStore::ownedBy(const ResourceType &type, const QString &uid) const
{
    QList<ObjectPtr> found;
    for (const ObjectPtr &object : m_owned.value(uid)) {
        if (&object->type() == &type)
            found.append(object);
    }
    return found;
}

qsizetype ObjectStore::count(const ResourceType &type) const
{
    return m_shelves.value(&type).size();
}

ObjectPtr ObjectStore::insert(const ResourceType &type, QJsonObject body)
{
    const qint64 version = m_version + 1;
    auto object = std::make_shared<const StoredObject>(type, version, stamped(std::move(body), version));
    commit({ChangeType::Added, object, nullptr, version});
    return object;
}

ObjectPtr ObjectStore::replace(const ObjectPtr &old, QJsonObject body)
{
    const qint64 version = m_version + 1;
    auto object = std::make_shared<const StoredObject>(old->type(), version, stamped(std::move(body), version));
    commit({ChangeType::Modified, object, old, version});
    return object;
}

void ObjectStore::erase(const ObjectPtr &old)
{
    const qint64 version = m_version + 1;
    auto last = std::make_shared<const StoredObject>(old->type(), version, stamped(old->body(), version));
    commit({ChangeType::Deleted, last, old, version});
}

QList<Change> ObjectStore::changesSince(qint64 version) const
{
    const auto first = std::partition_point(m_history.begin(), m_history.end(), [version](const Change &c) { return c.version <= version; });
    return QList<Change>(first, m_history.end());
}

void ObjectStore::compactHistory()
{
    m_history.clear();
    m_compacted = m_version;
}

void ObjectStore::commit(Change change)
{
    m_version = change.version;
    const ObjectPtr &object = change.object;
    const QPair<QString, QString> key{object->ns(), object->name()};
    const QPair<QString, QString> ownedKey{object->type().plural, object->name()};
    const QString owner = controllerUid(object->body());
    if (change.previous) {
        const QString before = controllerUid(change.previous->body());
        if (!before.isEmpty() && (before != owner || change.type == ChangeType::Deleted))
            m_owned[before].remove(ownedKey);
    }
    if (change.type == ChangeType::Deleted) {
        m_shelves[&object->type()].remove(key);
    } else {
        m_shelves[&object->type()].insert(key, object);
        if (!owner.isEmpty())
            m_owned[owner].insert(ownedKey, object);
    }
    m_history.push_back(change);
    while (qsizetype(m_history.size()) > m_historyLimit) {
        m_compacted = m_history.front().version;
        m_history.pop_front();
    }
    emit changed(change);
}

} // namespace maestro::sandbox
