// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/resourcepath.h"
#include "sandbox/api/selector.h"
#include "sandbox/http/httprequest.h"
#include "sandbox/store/objectstore.h"

namespace maestro::sandbox {

class SimClock;

/// Which JSON the client accepts, from its Accept header.
struct Wanted
{
    bool table = false;
    bool metadataOnly = false;
    static Wanted from(const QByteArray &accept);
};

/// GET of one object or of a page of a list, as bytes. Pages of one list come from one snapshot; a compaction of the
/// history or 32 newer lists make its continue token expire (410).
class Listing
{
public:
    Listing(ObjectStore &store, const SimClock &clock);

    Answer<QByteArray> get(const HttpRequest &request, const ResourcePath &path) const;
    Answer<QByteArray> list(const HttpRequest &request, const ResourcePath &path);
    void forgetSnapshots() { m_snapshots.clear(); }

private:
    struct Snapshot
    {
        quint64 id;
        qint64 version;
        QList<ObjectPtr> objects;
    };
    QList<ObjectPtr> objects(const ResourcePath &path) const;
    ObjectPtr find(const ResourcePath &path) const;
    Answer<QByteArray> page(const HttpRequest &request, const ResourcePath &path, const Snapshot &snapshot, qsizetype from, bool keep);

    ObjectStore &m_store;
    const SimClock &m_clock;
    std::deque<Snapshot> m_snapshots;
    quint64 m_lastId = 0;
};

/// The stored kind behind a path: both spellings of Event are one.
const ResourceType &storedType(const ResourcePath &path);

} // namespace maestro::sandbox
