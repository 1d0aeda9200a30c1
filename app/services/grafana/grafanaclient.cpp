// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/grafana/grafanaclient.h"

#include "services/alerts/silencewriter.h"
#include "services/endpoints/endpointsender.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int boardsAtMost = 100;
constexpr int annotationsAtMost = 500;
constexpr qint64 bodyLimit = 8 * 1024 * 1024;
constexpr qsizetype textLimit = 2'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Grafana)
};

QString rootOf(QString url)
{
    while (url.endsWith(u'/'))
        url.chop(1);
    return url;
}

QDateTime timeOf(const QJsonValue &value)
{
    const double ms = value.toDouble(0);
    return ms > 0 && ms < 1e15 ? QDateTime::fromMSecsSinceEpoch(qint64(ms), Qt::UTC) : QDateTime();
}

/// Texts of annotations are HTML; what stands for a sign becomes the sign, tags stay as they came.
QString plainText(QString text)
{
    for (const auto &[entity, sign] : {std::pair(u"&lt;"_s, u"<"_s), {u"&gt;"_s, u">"_s}, {u"&quot;"_s, u"\""_s}, {u"&#39;"_s, u"'"_s}, {u"&amp;"_s, u"&"_s}})
        text.replace(entity, sign);
    return text;
}

std::optional<QJsonArray> listOf(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isArray() ? std::optional(document.array()) : std::nullopt;
}

} // namespace

GrafanaClient::GrafanaClient(const Endpoint &endpoint, SecretStore *secrets, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_secrets(secrets)
    , m_root(rootOf(endpoint.url))
    , m_pool(std::make_unique<EndpointSender>(endpoint, secrets, clock), 2)
{
}

Error GrafanaClient::problem(ErrorKind kind, const char *code, const QString &message, const QString &hint) const
{
    return {kind, QString::fromLatin1(code), Words::tr("Grafana %1: %2").arg(m_root, message), hint, {}};
}

void GrafanaClient::ask(const QByteArray &path, const QList<std::pair<QByteArray, QString>> &query, Callback<Result<QByteArray>> done)
{
    QByteArray whole = path; // below the root
    char mark = '?';
    for (const auto &[name, value] : query) {
        whole += mark + name + '=' + QUrl::toPercentEncoding(value);
        mark = '&';
    }
    m_pool.ask({"GET", whole, {{"Accept", "application/json"}}, {}, 10'000, bodyLimit}, [this, done = std::move(done)](const HttpResponse &response) {
        if (response.error)
            return done(problem(response.error->kind, "unreachable", response.error->message, response.error->hint));
        switch (response.status.value_or(0)) {
        case 200: return done(response.body);
        case 401: return done(problem(ErrorKind::NotPermitted, "token", Words::tr("it does not accept the token"), Words::tr("`maestro secret set` keeps another one.")));
        case 403: return done(problem(ErrorKind::NotPermitted, "forbidden", Words::tr("the token may not read this")));
        case 404: return done(problem(ErrorKind::NotFound, "notFound", Words::tr("it has no such thing")));
        default: return done(problem(ErrorKind::Unreachable, "status", Words::tr("it answered %1").arg(response.status.value_or(0))));
        }
    });
}

void GrafanaClient::search(const QString &words, const Range &range, Callback<Result<QList<GrafanaBoard>>> done)
{
    ask("/api/search", {{"type", u"dash-db"_s}, {"limit", QString::number(boardsAtMost)}, {"query", words}}, [this, range, done = std::move(done)](const Result<QByteArray> &body) {
        const std::optional<QJsonArray> list = body ? listOf(*body) : std::nullopt;
        if (!list)
            return done(body ? problem(ErrorKind::Unreachable, "badAnswer", Words::tr("what it answered is no list of boards")) : body.error());
        QList<GrafanaBoard> boards;
        for (const QJsonValue &one : *list) {
            const QString uid = one[u"uid"].toString();
            if (const QString url = boardUrl(m_root, uid, range.service, range.from, range.to); !url.isEmpty() && boards.size() < boardsAtMost)
                boards.append({uid, one[u"title"].toString().left(textLimit), one[u"folderTitle"].toString().left(textLimit), url});
        }
        done(boards);
    });
}

void GrafanaClient::board(const QString &uid, const Range &range, Callback<Result<GrafanaBoard>> done)
{
    const QString url = boardUrl(m_root, uid, range.service, range.from, range.to);
    if (url.isEmpty()) {
        QMetaObject::invokeMethod(this, [this, done] { done(problem(ErrorKind::BadInput, "uid", Words::tr("a uid has letters, digits, - and _"))); }, Qt::QueuedConnection);
        return;
    }
    ask("/api/dashboards/uid/" + uid.toLatin1(), {}, [this, uid, url, done = std::move(done)](const Result<QByteArray> &body) {
        if (!body)
            return done(body.error());
        const QJsonObject answer = QJsonDocument::fromJson(*body).object();
        const QJsonObject board = answer[u"dashboard"].toObject();
        if (board[u"uid"].toString() != uid)
            return done(problem(ErrorKind::Unreachable, "badAnswer", Words::tr("what it answered is not this board")));
        done(GrafanaBoard{uid, board[u"title"].toString().left(textLimit), answer[u"meta"][u"folderTitle"].toString().left(textLimit), url});
    });
}

void GrafanaClient::annotations(const QDateTime &from, const QDateTime &to, const QStringList &tags, Callback<Result<Annotations>> done)
{
    QList<std::pair<QByteArray, QString>> query{{"type", u"annotation"_s}, {"limit", QString::number(annotationsAtMost)}, {"from", QString::number(from.toMSecsSinceEpoch())}, {"to", QString::number(to.toMSecsSinceEpoch())}};
    for (const QString &tag : tags)
        query.append({"tags", tag});
    ask("/api/annotations", query, [this, done = std::move(done)](const Result<QByteArray> &body) {
        const std::optional<QJsonArray> list = body ? listOf(*body) : std::nullopt;
        if (!list)
            return done(body ? problem(ErrorKind::Unreachable, "badAnswer", Words::tr("what it answered is no list of annotations")) : body.error());
        Annotations found;
        found.more = list->size() >= annotationsAtMost;
        for (const QJsonValue &one : *list) {
            GrafanaAnnotation annotation{qint64(one[u"id"].toInteger()), timeOf(one[u"time"]), timeOf(one[u"timeEnd"]), plainText(one[u"text"].toString().left(textLimit)), {},
                                         one[u"dashboardUID"].toString().left(64), one[u"login"].toString().left(200)};
            if (!annotation.at.isValid())
                return done(problem(ErrorKind::Unreachable, "badAnswer", Words::tr("an annotation has no time")));
            if (annotation.until == annotation.at)
                annotation.until = {};
            for (const QJsonValue &tag : one[u"tags"].toArray())
                annotation.tags.append(tag.toString().left(200));
            found.items.append(annotation);
        }
        std::stable_sort(found.items.begin(), found.items.end(), [](const GrafanaAnnotation &a, const GrafanaAnnotation &b) { return a.at < b.at; });
        done(found);
    });
}

void GrafanaClient::snapshot(const QJsonObject &dashboard, const QString &name, int expiresS, const QString &auditId, Callback<Snapshot> done)
{
    const QJsonObject body{{u"dashboard"_s, dashboard}, {u"name"_s, name}, {u"expires"_s, expiresS}};
    const PlannedRequest request{u"POST"_s, u"/api/snapshots"_s, u"application/json"_s, QJsonDocument(body).toJson(QJsonDocument::Compact)};
    sendOnce(m_endpoint, nullptr, m_secrets, request, auditId, this, [root = m_root, done = std::move(done)](const WriteAnswer &answer) {
        const QString status = answer.httpStatus ? Words::tr("it answered %1").arg(*answer.httpStatus) : answer.message;
        if (answer.fate == WriteAnswer::Fate::Unknown)
            return done({Snapshot::Fate::Unknown, {}, Words::tr("it left for Grafana and no answer settles whether it was made")});
        if (answer.fate != WriteAnswer::Fate::Accepted)
            return done({Snapshot::Fate::NotMade, {}, status});
        // The address that Grafana names may be one that it only believes to have; the key is what counts.
        const QString key = QJsonDocument::fromJson(answer.body).object().value(u"key"_s).toString();
        const bool fits = !key.isEmpty() && key.size() <= 64 && std::all_of(key.cbegin(), key.cend(), [](QChar c) { return c.isLetterOrNumber() && c.unicode() < 128; });
        if (!fits)
            return done({Snapshot::Fate::Unknown, {}, Words::tr("Grafana took it and did not say where it is")});
        done({Snapshot::Fate::Made, root + u"/dashboard/snapshot/"_s + key, {}});
    }, {{"User-Agent", "maestro-console/" MAESTRO_VERSION}});
}

} // namespace maestro
