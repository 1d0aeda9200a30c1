// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/resourcetype.h"

#include <QJsonObject>
#include <QMap>
#include <QObject>

#include <deque>
#include <memory>

namespace maestro::sandbox {

/// One stored version of an object; never changed after it was stored.
class StoredObject
{
public:
    StoredObject(const ResourceType &type, qint64 version, QJsonObject body);

    const ResourceType &type() const { return *m_type; }
    qint64 version() const { return m_version; }
    const QJsonObject &body() const { return m_body; }
    const QString &ns() const { return m_ns; }
    const QString &name() const { return m_name; }
    /// The object as compact JSON, made once.
    const QByteArray &json() const;

private:
    const ResourceType *m_type;
    qint64 m_version;
    QJsonObject m_body;
    QString m_ns;
    QString m_name;
    mutable QByteArray m_json;
};

using ObjectPtr = std::shared_ptr<const StoredObject>;

enum class ChangeType { Added, Modified, Deleted };

/// One committed write. `previous` is null for Added; for Deleted `object` is the last state under the new version.
struct Change
{
    ChangeType type;
    ObjectPtr object;
    ObjectPtr previous;
    qint64 version = 0;
};

/// Objects of one simulated cluster under one resource version counter, with the history that watches replay.
/// The raw floor: it knows no rules of kinds (see ObjectWriter). Lives on the thread that made it.
class ObjectStore : public QObject
{
    Q_OBJECT
public:
    explicit ObjectStore(QObject *parent = nullptr);

    qint64 version() const { return m_version; }
    ObjectPtr find(const ResourceType &type, const QString &ns, const QString &name) const;
    /// Sorted by namespace and name; all namespaces when `ns` is empty.
    QList<ObjectPtr> list(const ResourceType &type, const QString &ns = {}) const;
    /// Objects of a kind whose controller owner has this uid, sorted by name.
    QList<ObjectPtr> ownedBy(const ResourceType &type, const QString &uid) const;
    qsizetype count(const ResourceType &type) const;

    ObjectPtr insert(const ResourceType &type, QJsonObject body);
    ObjectPtr replace(const ObjectPtr &old, QJsonObject body);
    void erase(const ObjectPtr &old);

    /// Oldest version a watch may start from.
    qint64 oldestReplayable() const { return m_compacted; }
    /// Changes after `version`, oldest first.
    QList<Change> changesSince(qint64 version) const;
    /// Forgets the history: a watch or a continue token from before gets 410.
    void compactHistory();
    void setHistoryLimit(qsizetype changes) { m_historyLimit = changes; }

signals:
    void changed(const maestro::sandbox::Change &change);

private:
    using Shelf = QMap<QPair<QString, QString>, ObjectPtr>;

    void commit(Change change);

    QHash<const ResourceType *, Shelf> m_shelves;
    QHash<QString, QMap<QPair<QString, QString>, ObjectPtr>> m_owned;
    std::deque<Change> m_history;
    qsizetype m_historyLimit = 20000;
    qint64 m_version = 1;
    qint64 m_compacted = 1;
};

} // namespace maestro::sandbox
