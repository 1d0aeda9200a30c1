// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/escalationsender.h"

#include "journal/actionlock.h"
#include "services/alerts/silencewriter.h"
#include "services/localuser.h"
#include "text/humanize.h"
#include "text/validation/validationtext.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QUrl>

namespace maestro {

namespace {

using State = EscalationDelivery::State;

constexpr qint64 oldestDueMs = 2 * 3600'000; ///< what was due before the console slept is for a person to judge

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Escalation)
};

/// What a chat would take for a mention or a link is text.
QByteArray payload(const QString &text)
{
    QString plain = text;
    plain.replace(u'&', QStringLiteral("&amp;")).replace(u'<', QStringLiteral("&lt;")).replace(u'>', QStringLiteral("&gt;"));
    return QJsonDocument(QJsonObject {{QStringLiteral("text"), plain}}).toJson(QJsonDocument::Compact);
}

/// https, or http to this machine; nothing that hides another target.
std::optional<Endpoint> endpointFor(const QUrl &url, const QString &caFile)
{
    const bool loopback = url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
    const bool secure = url.scheme() == QLatin1String("https") || (url.scheme() == QLatin1String("http") && loopback);
    if (!url.isValid() || !secure || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment())
        return std::nullopt;
    Endpoint endpoint;
    endpoint.url = url.toString(QUrl::RemovePath | QUrl::RemoveQuery);
    endpoint.caFile = caFile;
    return endpoint;
}

QString placeOf(const EscalationClock &clock)
{
    return clock.rule + u'/' + QString::number(clock.rung);
}

} // namespace

EscalationSender::EscalationSender(Means means, QObject *parent)
    : QObject(parent)
    , m_means(std::move(means))
{
}

void EscalationSender::take(const QList<ValidationView> &views)
{
    const QDateTime now = m_means.clock->utcNow();
    for (const ValidationView &view : views)
        for (const EscalationClock &clock : view.clocks)
            if (clock.state == ClockState::Due && clock.dueAt.msecsTo(now) < oldestDueMs)
                for (const QString &channel : clock.channels)
                    if (mayDeliver(clock, channel, now))
                        deliver({view, placeOf(clock), channel, escalationMessage(clock, view.message)}, {});
}

void EscalationSender::send(const ValidationView &view, const EscalationClock &clock, Callback<Told> done)
{
    if (clock.channels.isEmpty()) {
        QTimer::singleShot(0, this, [done] { done({State::NotSent, Words::tr("No channel with a webhook is named for it: tell them yourself.")}); });
        return;
    }
    for (const QString &channel : clock.channels)
        deliver({view, placeOf(clock), channel, escalationMessage(clock, view.message)}, done);
}

void EscalationSender::sendMessage(const ValidationView &view, const QString &item, Callback<Told> done)
{
    if (view.messageChannel.isEmpty()) {
        QTimer::singleShot(0, this, [done] { done({State::NotSent, Words::tr("Its channel has no webhook: copy the message.")}); });
        return;
    }
    deliver({view, QStringLiteral("message/") + item, view.messageChannel, view.message}, done);
}

void EscalationSender::sendText(const Validation &subject, const QString &place, const QString &channel, const QString &text, Callback<Told> done)
{
    Order order{{}, place, channel, text};
    order.view.validation = subject;
    deliver(order, done);
}

QString EscalationSender::webhookOf(const QString &policy, const QString &channel) const
{
    const PolicyPtr said = m_means.policies->policy(policy);
    return said ? channelWebhook(*said, channel) : QString();
}

bool EscalationSender::record(const Order &order, const Told &told)
{
    JournalRecord record = deliveryRecord(order.view.validation, order.place, order.channel, told.state, told.message);
    record.at = m_means.clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    return m_means.journal->append(record).ok();
}

/// Under a lock of its own, by the Journal as it is on disk now: another process may have been faster.
void EscalationSender::deliver(const Order &order, const Callback<Told> &done)
{
    const QString key = order.view.validation.id + u'/' + order.place + u'/' + order.channel;
    const auto tell = [this, done](const Told &told) {
        if (done)
            QTimer::singleShot(0, this, [done, told] { done(told); });
    };
    if (m_busy.contains(key))
        return tell({State::Sending, Words::tr("It is being sent.")});
    Result<std::unique_ptr<ActionLock>> lock = ActionLock::acquire(m_means.lockDirectory, QStringLiteral("escalation/") + key);
    if (!lock)
        return tell({State::NotSent, lock.error().message});
    const std::shared_ptr<ActionLock> held = std::move(lock).value();
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    if (!records)
        return tell({State::NotSent, records.error().message});
    EscalationClock known;
    known.deliveries = deliveriesOf(*records, order.view.validation.id, order.place);
    if (!mayDeliver(known, order.channel, m_means.clock->utcNow())) {
        const EscalationDelivery &before = known.deliveries[order.channel];
        const bool lost = before.state == State::Sending || before.state == State::Unknown;
        return tell({before.state, before.state == State::Sent ? Words::tr("It was sent before.")
                                   : lost                      ? Words::tr("It left before and its answer was lost; it is not sent again. Tell them yourself.")
                                                               : Words::tr("It could not be sent: %1").arg(before.message)});
    }
    const QString reference = webhookOf(order.view.validation.policy, order.channel);
    if (reference.isEmpty())
        return tell({State::NotSent, Words::tr("The channel %1 has no webhook.").arg(displaySafe(order.channel, 80))});
    if (!record(order, {State::Sending, {}}))
        return tell({State::NotSent, Words::tr("The Journal cannot be written; nothing was sent.")});
    m_busy.insert(key);
    const auto settle = [this, order, key, held, tell](const Told &told) {
        m_busy.remove(key);
        (void)record(order, told); // without it the first note stands alone: it is never sent again
        m_means.journal->publish();
        tell(told);
    };
    m_means.secrets->read(reference, whileAlive(this, [this, order, settle](const Result<QByteArray> &address) {
        if (!address)
            return settle({State::NotSent, address.error().message});
        post(order, QString::fromUtf8(*address), settle);
    }));
}

void EscalationSender::post(const Order &order, const QString &address, const Callback<Told> &done)
{
    const QUrl url(address, QUrl::StrictMode);
    const std::optional<Endpoint> endpoint = endpointFor(url, m_means.caFile);
    if (!endpoint)
        return done({State::NotSent, Words::tr("The webhook of %1 is no https address.").arg(displaySafe(order.channel, 80))});
    const QString path = url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::FullyEncoded);
    const PlannedRequest request {QStringLiteral("POST"), path.isEmpty() ? QStringLiteral("/") : path, QStringLiteral("application/json"), payload(order.text)};
    const QString id = order.view.validation.id + u'/' + order.place;
    sendOnce(*endpoint, nullptr, m_means.secrets, request, id, this, [channel = displaySafe(order.channel, 80), done](const WriteAnswer &answer) {
        const QString status = answer.httpStatus ? Words::tr("HTTP %1").arg(*answer.httpStatus) : QString();
        switch (answer.fate) { // what the server said may hold its address: only the status is kept
        case WriteAnswer::Fate::Accepted: return done({State::Sent, Words::tr("%1 took it: %2.").arg(channel, status)});
        case WriteAnswer::Fate::Refused:
        case WriteAnswer::Fate::NotPermitted: return done({State::NotSent, Words::tr("%1 refused it: %2.").arg(channel, status)});
        case WriteAnswer::Fate::NotSent: return done({State::NotSent, Words::tr("%1 could not be reached.").arg(channel)});
        case WriteAnswer::Fate::Unknown: return done({State::Unknown, Words::tr("It left for %1 and no answer settles whether it arrived. It is not sent again.").arg(channel)});
        }
    }, {{"Idempotency-Key", id.toUtf8()}, {"User-Agent", "maestro-console/" MAESTRO_VERSION}});
}

} // namespace maestro
