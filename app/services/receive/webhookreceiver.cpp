// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/receive/webhookreceiver.h"

#include "services/callback.h"
#include "services/triage/evidencestore.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrlQuery>
#include <QUuid>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int perMinute = 60;
constexpr qint64 minuteMs = 60'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Receiver)
};

/// Namespace and name as the sender says them; nothing: they are no such names.
std::optional<ObjectRef> targetOf(const QByteArray &query, const QString &context)
{
    static const QRegularExpression name(u"^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\\z"_s);
    const QUrlQuery said(QString::fromLatin1(query));
    const ObjectRef ref{context, said.queryItemValue(u"namespace"_s, QUrl::FullyDecoded), said.queryItemValue(u"name"_s, QUrl::FullyDecoded)};
    if (!name.match(ref.ns).hasMatch() || !name.match(ref.name).hasMatch())
        return std::nullopt;
    return ref;
}

} // namespace

WebhookReceiver::WebhookReceiver(const Means &means, QObject *parent)
    : QObject(parent)
    , m_means(means)
{
}

void WebhookReceiver::start(const ReceiverSettings &settings)
{
    m_settings = settings;
    m_means.secrets->read(settings.secret, whileAlive(this, [this](const Result<QByteArray> &secret) {
        if (!secret)
            return fail(secret.error().message);
        if (secret->size() < shortestSecret)
            return fail(Words::tr("the shared secret is shorter than %1 characters").arg(shortestSecret));
        listen(*secret);
    }));
}

void WebhookReceiver::listen(const QByteArray &secret)
{
    auto *server = new WebhookServer(path, secret, {}, [this](const WebhookRequest &request) { return take(request); }, this);
    const QHostAddress address(m_settings.address);
    const Result<quint16> port = server->listen(address, m_settings.port);
    if (!port)
        return fail(port.error().message);
    connect(server, &WebhookServer::refused, this, [this] {
        ++m_status.refused;
        Q_EMIT statusChanged(m_status);
    });
    const QString host = address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + m_settings.address + u']' : m_settings.address;
    m_status.url = u"http://%1:%2%3"_s.arg(host).arg(*port).arg(QLatin1String(path));
    m_status.problem.clear();
    Q_EMIT statusChanged(m_status);
}

void WebhookReceiver::fail(const QString &problem)
{
    m_status.problem = displaySafe(problem, 400);
    Q_EMIT statusChanged(m_status);
}

bool WebhookReceiver::isTooMany(qint64 nowMs)
{
    m_times.removeIf([nowMs](qint64 at) { return nowMs - at >= minuteMs; });
    if (m_times.size() >= perMinute)
        return true;
    m_times.append(nowMs);
    return false;
}

/// What the sender is told was taken is on disk, body and record.
WebhookAnswer WebhookReceiver::take(const WebhookRequest &request)
{
    if (isTooMany(m_means.clock->bootMs()))
        return {429, "more than 60 in a minute"};
    const auto target = targetOf(request.query, m_settings.context);
    if (!target)
        return {400, "the query names no rollout: ?namespace=NAMESPACE&name=NAME"};
    ReceivedWebhook webhook{*target, webhookWord(request.body), request.from, QString::fromLatin1(request.contentType), {}, request.body.size(), m_means.clock->utcNow()};
    const auto lost = [this](const Error &error) {
        fail(Words::tr("a webhook could not be kept: %1").arg(error.message));
        return WebhookAnswer{503, "it could not be kept; send it again"};
    };
    const Result<QString> kept = EvidenceStore(m_means.evidence).keep(request.body);
    if (!kept)
        return lost(kept.error());
    webhook.sha256 = *kept;
    JournalRecord record = webhookRecord(webhook);
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (const auto begun = m_means.journal->begin(); !begun) // what the Journal itself records is not the sender's
        return lost(begun.error());
    if (const auto place = m_means.journal->append(record); !place)
        return lost(place.error());
    m_means.journal->publish();
    ++m_status.taken;
    m_status.lastAt = webhook.at;
    m_status.problem.clear();
    Q_EMIT taken(record);
    Q_EMIT statusChanged(m_status);
    return {202, record.id.toLatin1()};
}

Result<std::optional<ReceiverSettings>> receiverSettings(const QString &configFolder)
{
    return loadReceiver(configFolder + u"/receiver.yaml"_s);
}

} // namespace maestro
