// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/grafanarecorder.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

Recorder::Reply GrafanaRecorder::answer(const HttpRequest &request)
{
    const bool read = request.method == "GET";
    if (request.path == u"/api/annotations")
        return read ? list(request) : annotate(request);
    if (request.path == u"/api/snapshots" && !read)
        return snapshot(request);
    if (read && request.path == u"/api/search")
        return search(request);
    const QString one = u"/api/dashboards/uid/"_s;
    if (read && request.path.startsWith(one))
        return board(request.path.mid(one.size()));
    if (read && request.path.startsWith(u"/d/")) // what a browser opens: a simulated one says what it would show
        return reply(200, {{u"simulated board"_s, request.path.mid(3)}, {u"asked for"_s, request.query.toString(QUrl::FullyDecoded)}});
    return reply(404, {{u"message"_s, u"Not found"_s}});
}

Recorder::Reply GrafanaRecorder::search(const HttpRequest &request) const
{
    QJsonArray found;
    for (const Board &one : boards)
        if (one.title.contains(request.parameter(u"query"_s), Qt::CaseInsensitive))
            found.append(QJsonObject {{u"uid"_s, one.uid}, {u"title"_s, one.title}, {u"folderTitle"_s, one.folder}, {u"type"_s, u"dash-db"_s}, {u"url"_s, QString(u"/d/"_s + one.uid)}});
    return {200, QJsonDocument(found).toJson(QJsonDocument::Compact), {}};
}

Recorder::Reply GrafanaRecorder::board(const QString &uid) const
{
    for (const Board &one : boards)
        if (one.uid == uid)
            return reply(200, {{u"meta"_s, QJsonObject {{u"folderTitle"_s, one.folder}}}, {u"dashboard"_s, QJsonObject {{u"uid"_s, uid}, {u"title"_s, one.title}}}});
    return reply(404, {{u"message"_s, u"Dashboard not found"_s}});
}

/// Those that have every tag, the newest first.
Recorder::Reply GrafanaRecorder::list(const HttpRequest &request) const
{
    const QStringList wanted = request.query.allQueryItemValues(u"tags"_s, QUrl::FullyDecoded);
    const qint64 from = request.parameter(u"from"_s).toLongLong();
    const qint64 to = request.parameter(u"to"_s).toLongLong();
    const int limit = std::max(1, request.parameter(u"limit"_s).toInt());
    QList<std::pair<qint64, QJsonObject>> found;
    for (int i = 0; i < annotations.size(); ++i) {
        const Annotation &one = annotations.at(i);
        const qint64 at = one.at.toMSecsSinceEpoch();
        const bool tagged = std::all_of(wanted.begin(), wanted.end(), [&one](const QString &tag) { return one.tags.contains(tag); });
        if (tagged && at >= from && (to == 0 || at <= to))
            found.append({at, {{u"id"_s, i + 1}, {u"time"_s, at}, {u"timeEnd"_s, at}, {u"text"_s, one.text}, {u"tags"_s, QJsonArray::fromStringList(one.tags)}, {u"login"_s, one.login}, {u"dashboardUID"_s, one.board}}});
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QJsonArray items;
    for (const auto &[at, item] : found)
        if (items.size() < limit)
            items.append(item);
    return {200, QJsonDocument(items).toJson(QJsonDocument::Compact), {}};
}

Recorder::Reply GrafanaRecorder::annotate(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (body[u"text"].toString().isEmpty())
        return reply(400, {{u"message"_s, u"text is missing"_s}});
    QStringList tags;
    for (const QJsonValue &tag : body[u"tags"].toArray())
        tags.append(tag.toString());
    annotations.append({QDateTime::fromMSecsSinceEpoch(qint64(body[u"time"].toDouble()), Qt::UTC), body[u"text"].toString(), tags, login});
    return reply(200, {{u"message"_s, u"Annotation added"_s}, {u"id"_s, annotations.size()}});
}

Recorder::Reply GrafanaRecorder::snapshot(const HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (body[u"dashboard"].toObject().isEmpty())
        return reply(400, {{u"message"_s, u"dashboard is missing"_s}});
    snapshots.append(body[u"name"].toString());
    const QString key = u"snapshot%1"_s.arg(snapshots.size());
    return reply(200, {{u"key"_s, key}, {u"deleteKey"_s, QString(u"delete"_s + key)}, {u"url"_s, QString(url() + u"/dashboard/snapshot/"_s + key)}});
}

} // namespace maestro::sandbox
