// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/watchsession.h"

#include "sandbox/documents/eventconversion.h"
#include "sandbox/api/faults.h"
#include "sandbox/documents/tables.h"
#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

#include <QTimer>

namespace maestro::sandbox {

namespace {

constexpr int bookmarkIntervalMs = 10'000;
constexpr int defaultTimeoutSeconds = 1800;
/// A peer that takes nothing is cut off rather than buffered for ever.
constexpr qint64 backlogLimit = 64 * 1024 * 1024;

} // namespace

WatchSession::WatchSession(HttpConnection *connection, WatchRequest request, ObjectStore &store, const SimClock &clock, const Faults &faults)
    : QObject(connection)
    , m_connection(connection)
    , m_request(std::move(request))
    , m_store(store)
    , m_clock(clock)
    , m_faults(faults)
    , m_bookmarkTimer(new QTimer(this))
{
}

void WatchSession::start()
{
    if (m_request.initialState) {
        for (const ObjectPtr &object : m_store.list(*m_request.type, m_request.ns)) {
            if (wants(*object))
                sendObject("ADDED", *object);
        }
        if (m_request.endMark)
            sendBookmark(true);
    } else {
        for (const Change &change : m_store.changesSince(m_request.fromVersion))
            onChange(change);
    }
    connect(&m_store, &ObjectStore::changed, this, &WatchSession::onChange);
    if (m_request.bookmarks) {
        connect(m_bookmarkTimer, &QTimer::timeout, this, [this] { sendBookmark(false); });
        m_bookmarkTimer->start(bookmarkIntervalMs);
    }
    const int seconds = m_request.timeoutSeconds > 0 ? m_request.timeoutSeconds : defaultTimeoutSeconds;
    QTimer::singleShot(std::chrono::seconds(seconds), this, &WatchSession::end);
}

bool WatchSession::wants(const StoredObject &object) const
{
    return (m_request.ns.isEmpty() || object.ns() == m_request.ns) && (m_request.name.isEmpty() || object.name() == m_request.name)
        && (m_request.selector.isEmpty() || m_request.selector.matches(object.body()));
}

void WatchSession::onChange(const Change &change)
{
    if (m_over || &change.object->type() != m_request.type)
        return;
    const bool now = change.type != ChangeType::Deleted && wants(*change.object);
    const bool before = change.previous && wants(*change.previous);
    if (now)
        sendObject(before ? "MODIFIED" : "ADDED", *change.object);
    else if (before && change.type == ChangeType::Deleted)
        sendObject("DELETED", *change.object);
    else if (before)
        sendObject("DELETED", StoredObject(change.object->type(), change.version, change.object->body()));
}

void WatchSession::sendObject(const QByteArray &type, const StoredObject &object)
{
    if (m_request.table || m_request.groupedEvents) {
        const QJsonObject body = m_request.groupedEvents ? eventFromCore(object.body()) : object.body();
        QJsonObject sent = body;
        if (m_request.table) {
            sent = tableOf(*m_request.type, {body}, m_clock, m_request.includeObject);
            put(sent, u"metadata.resourceVersion", QString::number(object.version()));
        }
        send(type, sent);
        return;
    }
    write("{\"type\":\"" + type + "\",\"object\":" + object.json() + "}\n");
}

void WatchSession::send(const QByteArray &type, const QJsonObject &object)
{
    write("{\"type\":\"" + type + "\",\"object\":" + compact(object) + "}\n");
}

void WatchSession::sendBookmark(bool endMark)
{
    QJsonObject meta{{QStringLiteral("resourceVersion"), QString::number(m_store.version())}, {QStringLiteral("creationTimestamp"), QJsonValue()}};
    if (endMark)
        meta.insert(QStringLiteral("annotations"), QJsonObject{{QStringLiteral("k8s.io/initial-events-end"), QStringLiteral("true")}});
    send("BOOKMARK", {{QStringLiteral("kind"), m_request.type->kind},
                      {QStringLiteral("apiVersion"), m_request.groupedEvents ? QStringLiteral("events.k8s.io/v1") : m_request.type->apiVersion()},
                      {QStringLiteral("metadata"), meta}});
}

void WatchSession::write(const QByteArray &line)
{
    if (m_over)
        return;
    if (m_faults.frozen) {
        m_held += line;
        return;
    }
    m_connection->writeChunk(line);
    if (m_connection->backlog() + m_held.size() > backlogLimit) {
        m_over = true;
        m_connection->drop(true);
    }
}

void WatchSession::thaw()
{
    if (!m_over)
        m_connection->writeChunk(std::exchange(m_held, {}));
}

void WatchSession::expire()
{
    send("ERROR", statusObject(expired()));
    end();
}

void WatchSession::end()
{
    if (m_over || m_faults.frozen)
        return;
    m_over = true;
    disconnect(&m_store, nullptr, this, nullptr);
    m_connection->endStream();
    deleteLater();
}

} // namespace maestro::sandbox
