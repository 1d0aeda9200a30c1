// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/objectstore.h"
#include "sandbox/store/status.h"

#include <QDateTime>

namespace maestro::sandbox {

class SimClock;

/// Who writes, and which half of the object.
struct WriteOptions
{
    QString manager;
    bool status = false;
    bool dryRun = false;
};

/// The rules of writing: what an API server does between a request and the store. Uids and times come from the
/// simulation, so the same seed gives the same objects. Never retries, never blocks.
class ObjectWriter
{
public:
    ObjectWriter(ObjectStore &store, SimClock &clock, quint64 seed);

    ObjectStore &store() { return m_store; }

    Answer<QJsonObject> create(const ResourceType &type, const QString &ns, QJsonObject body, const WriteOptions &options);
    /// `next` is the whole object; a resourceVersion or uid in it that is not the stored one is refused.
    Answer<QJsonObject> update(const ResourceType &type, const QString &ns, const QString &name, QJsonObject next, const WriteOptions &options);
    Answer<QJsonObject> remove(const ResourceType &type, const QString &ns, const QString &name, const QJsonObject &deleteOptions, bool dryRun);

    quint64 random();
    QString newUid();
    /// A five letter suffix as generateName makes it.
    QString newSuffix();

private:
    QJsonObject merged(const ObjectPtr &old, QJsonObject next, const WriteOptions &options) const;
    void eraseWithOwned(const ObjectPtr &object);

    ObjectStore &m_store;
    SimClock &m_clock;
    quint64 m_state;
};

} // namespace maestro::sandbox
