// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/alerts/silencerun.h"

#include "domain/alerts/silencemark.h"
#include "services/operation/intentdetails.h"
#include "text/plain/joined.h"
#include "text/slotext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QTimer>

namespace maestro {

namespace {

constexpr int lookMs = 200;
constexpr qsizetype shortestReason = 10;
/// After this long no request of ours can still be on its way (its own deadline is shorter).
constexpr qint64 settledAfterSeconds = 75;
/// Alertmanager forgets expired silences after 120 h, unless told otherwise.
constexpr qint64 rememberedSeconds = 100 * 3600;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Alerts)
};

const Silence *marked(const QList<Silence> &silences, const QString &id)
{
    const auto found = std::find_if(silences.begin(), silences.end(), [mark = silenceMark(id)](const Silence &s) { return s.comment.endsWith(mark); });
    return found == silences.end() ? nullptr : &*found;
}

const Silence *named(const QList<Silence> &silences, const QString &id)
{
    const auto found = std::find_if(silences.begin(), silences.end(), [&id](const Silence &s) { return s.id == id; });
    return found == silences.end() ? nullptr : &*found;
}

QString matchersText(const Silence &silence)
{
    QStringList parts;
    for (const SilenceMatcher &matcher : silence.matchers)
        parts << matcherText(matcher);
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString silenceDigest(const SilencePlan &plan)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray(QByteArray::number(part.size()) + ':'));
        hash.addData(part);
    };
    for (const QString &part : {plan.id, plan.connection, plan.server, plan.silence.id, plan.request.method, plan.request.path, plan.request.contentType})
        add(part.toUtf8());
    add(plan.request.body);
    return QString::fromLatin1(hash.result().toHex());
}

SilenceRun::SilenceRun(SilencePlan plan, Confirmation confirmation, Means means, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_confirmation(std::move(confirmation))
    , m_means(std::move(means))
{
    m_outcome.id = m_plan.id;
    m_outcome.silence = m_plan.silence;
}

JournalRecord SilenceRun::record(RecordType type) const
{
    JournalRecord out;
    out.id = m_plan.id;
    out.type = type;
    out.at = m_means.clock->utcNow();
    out.actor = m_plan.actor;
    out.server = m_plan.server;
    out.object = {m_means.context, {}, m_plan.expire ? m_plan.silence.id : matchersText(m_plan.silence)};
    out.objectKind = QStringLiteral("Silence");
    out.objectUid = m_plan.silence.id;
    out.verb = m_plan.expire ? QStringLiteral("silence-expire") : QStringLiteral("silence-create");
    out.reason = m_confirmation.reason;
    out.ticket = m_confirmation.ticket;
    out.details = policyDetails(m_means.policy);
    return out;
}

void SilenceRun::start()
{
    if (m_confirmation.planDigest != m_plan.digest || silenceDigest(m_plan) != m_plan.digest)
        return finish(OutcomeState::Refused, Words::tr("The confirmation is not for this plan."));
    if (m_means.clock->bootMs() - m_plan.armedAtBootMs > silencePlanLifetimeMs)
        return finish(OutcomeState::Refused, Words::tr("The plan is older than 60 s; plan again and read it again."));
    if (const qsizetype shortest = std::max(shortestReason, qsizetype(m_means.policy.minReasonChars)); m_confirmation.reason.trimmed().size() < shortest)
        return finish(OutcomeState::Refused, Words::tr("A reason of at least %1 characters is required.").arg(shortest));
    const QString key = m_plan.expire ? m_plan.silence.id : m_plan.digest;
    Result<std::unique_ptr<ActionLock>> lock = ActionLock::acquire(m_means.lockDirectory, key);
    if (!lock)
        return finish(OutcomeState::Refused, lock.error().message);
    m_lock = std::move(lock).value();
    if (recordIntent())
        sendOnce(m_means.endpoint, m_means.access, m_means.secrets, m_plan.request, m_plan.id, this, [this](const WriteAnswer &answer) { answered(answer); });
}

bool SilenceRun::recordIntent()
{
    JournalRecord intent = record(RecordType::Intent);
    intent.state = QStringLiteral("open");
    intent.details.insert(QStringLiteral("digest"), m_plan.digest);
    intent.details.insert(QStringLiteral("request"), QString(m_plan.request.method + u' ' + m_plan.request.path));
    const Result<JournalPlace> place = m_means.journal->appendIntent(intent);
    if (!place) {
        finish(OutcomeState::Refused, place.error().message);
        return false;
    }
    m_outcome.journalSegment = place->segment;
    m_outcome.journalSeq = place->seq;
    return true;
}

void SilenceRun::answered(const WriteAnswer &answer)
{
    m_outcome.httpStatus = answer.httpStatus;
    switch (answer.fate) {
    case WriteAnswer::Fate::NotSent:
        return finish(OutcomeState::NotSent, answer.message);
    case WriteAnswer::Fate::Refused:
        return finish(OutcomeState::Refused, answer.message);
    case WriteAnswer::Fate::NotPermitted:
        return finish(OutcomeState::NotPermitted, answer.message);
    case WriteAnswer::Fate::Unknown:
        m_answerLost = true;
        break;
    case WriteAnswer::Fate::Accepted:
        if (const Result<QString> id = m_plan.expire ? Result<QString>(m_plan.silence.id) : AlertmanagerClient::createdId(answer.body); id)
            m_outcome.silence.id = *id;
        break;
    }
    m_observeFromMs = m_means.clock->bootMs();
    look();
}

void SilenceRun::look()
{
    if (!m_means.client)
        return finish(m_answerLost ? OutcomeState::Unknown : OutcomeState::NotObserved, Words::tr("The connection was closed while this action was under way."));
    m_means.client->silences([this, guard = QPointer<SilenceRun>(this)](const PeerAnswers<Silence> &found) {
        if (guard)
            looked(found);
    });
}

void SilenceRun::looked(const PeerAnswers<Silence> &found)
{
    const Silence *silence = m_plan.expire ? named(found.items, m_plan.silence.id) : marked(found.items, m_plan.id);
    const bool there = silence && (silence->state == Silence::State::Expired) == m_plan.expire;
    if (there) {
        m_outcome.silence = *silence;
        m_outcome.silence.hides = m_plan.silence.hides; // Alertmanager knows of no policy
        return finish(OutcomeState::Applied, m_answerLost ? Words::tr("The answer was lost, but the effect is there: read back.") : Words::tr("The effect was observed."));
    }
    if (m_means.clock->bootMs() - m_observeFromMs < m_means.observeTimeoutMs) {
        QTimer::singleShot(lookMs, this, [this] { look(); });
        return;
    }
    if (m_answerLost)
        return finish(OutcomeState::Unknown, Words::tr("The request was sent and its answer lost; Alertmanager does not show whether it was applied. It will not be sent again."));
    finish(OutcomeState::NotObserved, Words::tr("Alertmanager accepted the change, but its effect was not seen in time."));
}

void SilenceRun::finish(OutcomeState state, const QString &message)
{
    m_outcome.state = state;
    m_outcome.message = message;
    const bool intended = m_outcome.journalSeq >= 0;
    JournalRecord end = record(intended ? RecordType::Outcome : RecordType::Refused);
    end.state = outcomeWord(state);
    end.message = message;
    if (m_outcome.httpStatus)
        end.details.insert(QStringLiteral("http"), *m_outcome.httpStatus);
    const Result<JournalPlace> place = m_means.journal->append(end);
    if (!place) {
        m_outcome.message = joinedSentences({m_outcome.message, Words::tr("This outcome could not be written to the journal: %1").arg(place.error().message)});
    } else if (!intended) {
        m_outcome.journalSegment = place->segment;
        m_outcome.journalSeq = place->seq;
    }
    m_lock.reset();
    QTimer::singleShot(0, this, [this] {
        Q_EMIT finished(m_outcome);
        deleteLater();
    });
}

std::optional<SilenceFinding> settledBy(const JournalRecord &intent, const PeerAnswers<Silence> &found, const QDateTime &nowUtc)
{
    const bool expire = intent.verb == u"silence-expire";
    const Silence *silence = expire ? named(found.items, intent.objectUid) : marked(found.items, intent.id);
    if (silence && (!expire || silence->state == Silence::State::Expired))
        return SilenceFinding{OutcomeState::Applied, expire ? Words::tr("The silence has ended; whether by this action or another is not proven.")
                                                           : Words::tr("The silence is there: it carries the mark of this action.")};
    const qint64 age = intent.at.secsTo(nowUtc);
    if (found.answered == 0 || !found.problems.isEmpty() || age < settledAfterSeconds)
        return std::nullopt;
    if (age > rememberedSeconds || (expire && !silence))
        return SilenceFinding{OutcomeState::Unknown, Words::tr("Alertmanager no longer knows: it can no longer be told.")};
    return SilenceFinding{OutcomeState::NotSent, expire ? Words::tr("The silence still stands: the action was not applied.")
                                                        : Words::tr("No silence carries the mark of this action: it was not applied.")};
}

} // namespace maestro
