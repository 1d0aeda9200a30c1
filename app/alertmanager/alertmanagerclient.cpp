// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertmanager/alertmanagerclient.h"

#include "alertmanager/alertdecoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace maestro {

namespace {

constexpr int atOnce = 3;
constexpr qint64 bodyLimit = 16 * 1024 * 1024;

QString subjectOf(const QString &source)
{
    return AlertmanagerClient::tr("Alertmanager %1").arg(source);
}

QString apiTime(const QDateTime &at)
{
    return at.toUTC().toString(Qt::ISODateWithMs);
}

/// Adds what a peer knows; of two copies the one that `better` prefers stays.
template<typename T, typename Better> void merge(QList<T> &known, const QList<T> &more, QString T::*key, Better better)
{
    for (const T &item : more) {
        const auto same = std::find_if(known.begin(), known.end(), [&](const T &other) { return other.*key == item.*key; });
        if (same == known.end())
            known.append(item);
        else if (better(item, *same))
            *same = item;
    }
}

} // namespace

AlertmanagerClient::AlertmanagerClient(std::vector<std::unique_ptr<HttpSender>> peers, QObject *parent)
    : QObject(parent)
{
    for (std::unique_ptr<HttpSender> &peer : peers)
        m_peers.push_back(std::make_unique<RequestPool>(std::move(peer), atOnce));
}

QStringList AlertmanagerClient::sources() const
{
    QStringList out;
    for (const auto &peer : m_peers)
        out.append(peer->sender().source());
    return out;
}

void AlertmanagerClient::askAll(const QByteArray &path, const Heard &heard, const std::function<void()> &done)
{
    const HttpRequest request{"GET", path, {{"Accept", "application/json"}}, {}, m_deadlineMs, bodyLimit};
    const auto left = std::make_shared<size_t>(m_peers.size());
    for (const auto &peer : m_peers)
        peer->ask(request, [source = peer->sender().source(), heard, done, left](const HttpResponse &response) {
            heard(source, response);
            if (--*left == 0)
                done();
        });
}

void AlertmanagerClient::status(std::function<void(const QList<AlertmanagerStatus> &)> done)
{
    const auto all = std::make_shared<QList<AlertmanagerStatus>>();
    askAll("/api/v2/status", [all](const QString &source, const HttpResponse &response) {
        const Result<QJsonValue> answer = decodeAnswer(subjectOf(source), response);
        if (!answer) {
            all->append({source, {}, {}, {}, answer.error()});
            return;
        }
        const QJsonObject root = answer->toObject();
        const QString version = root.value(u"versionInfo").toObject().value(u"version").toString();
        if (version.isEmpty()) {
            all->append({source, {}, {}, {}, Error{ErrorKind::Unreachable, QStringLiteral("badAnswer"), subjectOf(source) + u": " + tr("the answer names no version.")}});
            return;
        }
        all->append({source, version, root.value(u"cluster").toObject().value(u"status").toString(),
                     root.value(u"config").toObject().value(u"original").toString(), {}});
    }, [all, done = std::move(done)] { done(*all); });
}

void AlertmanagerClient::alerts(std::function<void(const PeerAnswers<AlertReading> &)> done)
{
    const auto all = std::make_shared<PeerAnswers<AlertReading>>();
    askAll("/api/v2/alerts", [all](const QString &source, const HttpResponse &response) {
        const Result<QList<AlertReading>> alerts = decodeAlerts(subjectOf(source), response);
        if (!alerts) {
            all->problems.append(alerts.error());
            return;
        }
        ++all->answered;
        // Firing wins over suppressed: somebody may be told.
        merge(all->items, *alerts, &AlertReading::fingerprint, [](const AlertReading &more, const AlertReading &) { return more.state == AlertReading::State::Firing; });
    }, [all, done = std::move(done)] { done(*all); });
}

void AlertmanagerClient::silences(std::function<void(const PeerAnswers<Silence> &)> done)
{
    const auto all = std::make_shared<PeerAnswers<Silence>>();
    askAll("/api/v2/silences", [all](const QString &source, const HttpResponse &response) {
        const Result<QList<Silence>> silences = decodeSilences(subjectOf(source), response);
        if (!silences) {
            all->problems.append(silences.error());
            return;
        }
        ++all->answered;
        // Expired is the last state of an id: the others have not heard yet.
        merge(all->items, *silences, &Silence::id, [](const Silence &more, const Silence &) { return more.state == Silence::State::Expired; });
    }, [all, done = std::move(done)] { done(*all); });
}

PlannedRequest AlertmanagerClient::createRequest(const Silence &silence)
{
    QJsonArray matchers;
    for (const SilenceMatcher &matcher : silence.matchers)
        matchers.append(QJsonObject{{QStringLiteral("name"), matcher.name}, {QStringLiteral("value"), matcher.value},
                                    {QStringLiteral("isRegex"), matcher.isRegex}, {QStringLiteral("isEqual"), matcher.isEqual}});
    const QJsonObject body{{QStringLiteral("matchers"), matchers}, {QStringLiteral("startsAt"), apiTime(silence.startsAt)},
                           {QStringLiteral("endsAt"), apiTime(silence.endsAt)}, {QStringLiteral("createdBy"), silence.createdBy},
                           {QStringLiteral("comment"), silence.comment}};
    return {QStringLiteral("POST"), QStringLiteral("/api/v2/silences"), QStringLiteral("application/json"), QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

PlannedRequest AlertmanagerClient::expireRequest(const QString &id)
{
    return {QStringLiteral("DELETE"), QStringLiteral("/api/v2/silence/") + QString::fromLatin1(QUrl::toPercentEncoding(id)), {}, {}};
}

Result<QString> AlertmanagerClient::createdId(const QByteArray &body)
{
    const QString id = QJsonDocument::fromJson(body).object().value(u"silenceID").toString();
    if (id.isEmpty())
        return Error{ErrorKind::UnknownOutcome, QStringLiteral("badAnswer"), tr("The answer names no silence.")};
    return id;
}

} // namespace maestro
