// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/selector.h"
#include "sandbox/http/httpconnection.h"
#include "sandbox/store/objectstore.h"

#include <QObject>

class QTimer;

namespace maestro::sandbox {

class SimClock;
class Faults;

/// What one watch asked for.
struct WatchRequest
{
    const ResourceType *type = nullptr;
    QString ns = {};
    QString name = {};
    Selector selector = {};
    bool bookmarks = false;
    bool table = false;
    bool groupedEvents = false;
    /// Send the present state first; with `endMark` a bookmark says when it is complete.
    bool initialState = false;
    bool endMark = false;
    QString includeObject = {};
    qint64 fromVersion = 0;
    /// Real seconds; 0 means thirty minutes.
    int timeoutSeconds = 0;
};

/// One open watch on one connection: replays history, follows the store, sends bookmarks, ends by itself.
/// A child of its connection. While answers are frozen it keeps what it would say.
class WatchSession : public QObject
{
    Q_OBJECT
public:
    WatchSession(HttpConnection *connection, WatchRequest request, ObjectStore &store, const SimClock &clock, const Faults &faults);

    void start();
    /// Says ERROR 410 and ends.
    void expire();
    /// Sends what was held back while answers were frozen.
    void thaw();
    void end();

private:
    void onChange(const Change &change);
    void send(const QByteArray &type, const QJsonObject &object);
    void sendObject(const QByteArray &type, const StoredObject &object);
    void sendBookmark(bool endMark);
    void write(const QByteArray &line);
    bool wants(const StoredObject &object) const;

    HttpConnection *m_connection;
    WatchRequest m_request;
    ObjectStore &m_store;
    const SimClock &m_clock;
    const Faults &m_faults;
    QTimer *m_bookmarkTimer;
    QByteArray m_held;
    bool m_over = false;
};

} // namespace maestro::sandbox
