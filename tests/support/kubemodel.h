// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QMap>
#include <QUrlQuery>

namespace maestro {

/// The smallest list and watch server: named objects, a version counter, pages, watches that a test feeds, and faults on demand.
class KubeModel
{
public:
    explicit KubeModel(ScriptedServer *server)
    {
        server->setScript([this](const ScriptedRequest &r, ScriptedConnection *c) { serve(r, c); });
    }

    void put(const QByteArray &name) { change(objects.contains(name) ? "MODIFIED" : "ADDED", name, false); }
    void remove(const QByteArray &name) { change("DELETED", name, true); }
    void sendToWatches(const QByteArray &event)
    {
        for (const auto &watch : std::as_const(watches)) {
            if (watch && watch->isOpen())
                watch->sendChunk(event);
        }
    }
    void endWatches()
    {
        for (const auto &watch : std::as_const(watches)) {
            if (watch && watch->isOpen()) {
                watch->endChunks();
                watch->close();
            }
        }
        watches.clear();
    }
    int openWatches() const
    {
        return static_cast<int>(std::count_if(watches.cbegin(), watches.cend(), [](const auto &w) { return w && w->isOpen(); }));
    }

    QMap<QByteArray, qint64> objects;
    qint64 version = 100;
    QList<QPointer<ScriptedConnection>> watches;
    QList<QUrlQuery> lists; ///< queries in the order they came
    QList<QUrlQuery> watchRequests;
    std::function<bool(const QUrlQuery &, ScriptedConnection *)> onList; ///< true: answered
    std::function<bool(const QUrlQuery &, ScriptedConnection *)> onWatch;

    static QByteArray status(int code, const char *reason)
    {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"" + QByteArray(reason) + "\",\"code\":" + QByteArray::number(code) + "}";
    }

private:
    static QByteArray object(const QByteArray &name, qint64 at)
    {
        return "{\"metadata\":{\"name\":\"" + name + "\",\"resourceVersion\":\"" + QByteArray::number(at) + "\"}}";
    }

    void change(const QByteArray &type, const QByteArray &name, bool gone)
    {
        ++version;
        if (gone)
            objects.remove(name);
        else
            objects.insert(name, version);
        const QByteArray event = "{\"type\":\"" + type + "\",\"object\":" + object(name, version) + "}\n";
        m_history.append({version, event});
        sendToWatches(event);
    }

    void serve(const ScriptedRequest &request, ScriptedConnection *c)
    {
        const QUrlQuery query(QUrl::fromEncoded("http://x" + request.target));
        if (query.hasQueryItem(QStringLiteral("watch"))) {
            watchRequests.append(query);
            if (onWatch && onWatch(query, c))
                return;
            c->sendHead(200, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
            watches.append(c);
            for (const auto &[at, event] : std::as_const(m_history)) {
                if (at > query.queryItemValue(QStringLiteral("resourceVersion")).toLongLong())
                    c->sendChunk(event);
            }
            return;
        }
        lists.append(query);
        if (onList && onList(query, c))
            return;
        const qsizetype from = query.queryItemValue(QStringLiteral("continue")).toLongLong();
        const qsizetype limit = query.hasQueryItem(QStringLiteral("limit")) ? query.queryItemValue(QStringLiteral("limit")).toLongLong() : objects.size();
        const QList<QByteArray> names = objects.keys().mid(from, limit);
        QByteArrayList items;
        for (const QByteArray &name : names)
            items.append(object(name, objects.value(name)));
        const QByteArray next = from + limit < objects.size() ? QByteArray::number(from + limit) : QByteArray();
        c->reply(200, "{\"kind\":\"RolloutList\",\"metadata\":{\"resourceVersion\":\"" + QByteArray::number(version) + "\",\"continue\":\"" + next + "\"},\"items\":[" + items.join(',') + "]}");
    }

    QList<std::pair<qint64, QByteArray>> m_history;
};

} // namespace maestro
