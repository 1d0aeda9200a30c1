// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/operationrun.h"

#include "services/evidence/configbackup.h"
#include "services/operation/actionevent.h"
#include "services/operation/asasked.h"
#include "services/operation/eventqueue.h"
#include "services/operation/evidencerecord.h"
#include "services/operation/intentdetails.h"
#include "services/operation/overwriter.h"
#include "services/localuser.h"
#include "services/operation/operationservice.h"
#include "text/operationtext.h"
#include "text/plain/joined.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace maestro {

namespace {

constexpr int firstLookMs = 60;
constexpr int laterLookMs = 250;
constexpr int eventDeadlineMs = 1'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationRun)
};

/// What was wrong and what to do about it.
QString toldOf(const Error &error)
{
    return joinedSentences({error.message, error.hint});
}

QString toldOf(const MutationResult &result, const QString &otherwise)
{
    return result.error ? toldOf(*result.error) : otherwise;
}

} // namespace

OperationRun::OperationRun(OperationPlanPtr plan, const Confirmation &confirmation, ClusterAccess *access, JournalService *journal,
                           const Clock *clock, const Settings &settings, std::unique_ptr<Deed> deed, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_confirmation(confirmation)
    , m_access(access)
    , m_journal(journal)
    , m_clock(clock)
    , m_settings(settings)
    , m_deed(std::move(deed))
{
    m_outcome.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_outcome.verb = m_plan->request.verb;
    m_outcome.before = m_plan->before;
    m_lacking = recordLacks(*m_plan, m_confirmation, m_settings.rules);
}

void OperationRun::progress(OperationStage stage)
{
    OperationProgress progress {m_outcome.id, stage, {}};
    progress.text = stageText(progress);
    Q_EMIT progressed(progress);
}

QString OperationRun::auditId(qsizetype step) const
{
    return QStringLiteral("%1-%2").arg(m_outcome.id).arg(step + 1);
}

JournalRecord OperationRun::record(RecordType type) const
{
    JournalRecord out;
    out.id = m_outcome.id;
    out.type = type;
    out.at = m_clock->utcNow();
    out.actor = m_plan->actor;
    out.server = m_plan->server;
    out.object = m_plan->before->ref;
    out.objectKind = m_plan->request.workload == WorkloadKind::Deployment ? QStringLiteral("Deployment") : QStringLiteral("Rollout");
    out.objectUid = m_plan->before->rollout.meta.uid;
    out.verb = verbWord(m_plan->request.verb);
    out.reason = m_confirmation.reason;
    out.ticket = m_confirmation.ticket;
    out.details = policyDetails(m_plan->policy);
    return out;
}

/// What must hold at the last moment before anything is written or sent.
std::optional<Error> OperationRun::gate() const
{
    const auto refusal = [](const char *code, const QString &message, const QString &hint) {
        return Error {ErrorKind::Refused, QLatin1String(code), message, hint};
    };
    if (!m_plan->allowed.allowed)
        return refusal("notAllowed", refusalText(m_plan->allowed), {});
    if (m_confirmation.planDigest != m_plan->digest || (m_plan->requests.isEmpty() && !m_deed) || !m_plan->call == !!m_deed)
        return refusal("planMismatch", Words::tr("The confirmation is not for this plan."), Words::tr("Plan again."));
    if (m_clock->bootMs() - m_plan->armedAtBootMs > confirmationLifetimeMs)
        return refusal("planExpired", Words::tr("The plan is older than 60 s; what it was made from may have changed."), Words::tr("Plan again and read it again."));
    if (const int shortest = minimumReasonLength(*m_plan); m_confirmation.reason.trimmed().size() < shortest)
        return refusal("reasonMissing", shortest > minimumReasonLength(m_plan->request.verb) ? Words::tr("The policy asks for a reason of at least %1 characters.").arg(shortest)
                                                                                            : Words::tr("A reason is required."),
                       Words::tr("Say in at least %1 characters why.").arg(shortest));
    // A way back waits for no paper: its record says what it lacks (ledger X-19).
    const bool back = m_plan->request.verb == Verb::Abort || m_plan->request.verb == Verb::Rollback;
    if (!m_lacking.isEmpty() && !back && !m_confirmation.withoutEvidence)
        return refusal("recordIncomplete", Words::tr("The policy asks for a record with %1.").arg(m_lacking.join(QStringLiteral(", "))), Words::tr("Give it, or go on without complete evidence."));
    return std::nullopt;
}

void OperationRun::start()
{
    connect(m_access, &QObject::destroyed, this, &OperationRun::connectionGone);
    progress(OperationStage::Checking);
    if (const std::optional<Error> refusal = gate()) {
        const bool permission = m_plan->allowed.code == RefusalCode::MissingPermission;
        return finish(permission ? OutcomeState::NotPermitted : OutcomeState::Refused, refusal->code == QLatin1String("recordIncomplete") ? toldOf(*refusal) : refusal->message);
    }
    Result<std::unique_ptr<ActionLock>> lock = ActionLock::acquire(m_settings.lockDirectory, m_plan->before->rollout.meta.uid);
    if (!lock)
        return finish(OutcomeState::Refused, toldOf(lock.error()));
    m_lock = std::move(lock).value();
    if (!m_settings.evidenceDirectory.isEmpty())
        if (const Result<Done> writable = keepBefore(); !writable) {
            if (!m_confirmation.withoutEvidence)
                return finish(OutcomeState::Refused, toldOf(writable.error()));
            m_settings.evidenceDirectory.clear();
            m_noEvidence = writable.error().message;
        }
    if (m_deed)
        return checkFirst();
    if (recordIntent())
        send(0);
}

/// What the action changes is on disk as it was, before the intent names it. Without an intent such a file belongs to an action that did not begin.
Result<Done> OperationRun::keepBefore()
{
    const Result<Done> writable = evidenceWritable(m_settings.evidenceDirectory);
    const Result<QString> kept = writable ? keepBackup(m_settings.evidenceDirectory, m_plan->backup ? *m_plan->backup : ConfigBackup()) : Result<QString>(writable.error());
    if (kept)
        m_outcome.backupPath = *kept;
    return kept ? Result<Done>(Done {}) : kept.error();
}

/// No server checks the guards of a call in the same write: they are read as late as can be.
void OperationRun::checkFirst()
{
    const ObjectRef &ref = m_plan->before->ref;
    m_access->readParts(ref.ns, ref.name, m_plan->request.workload, ClusterAccess::Depth::Effect, whileAlive(this, [this](Result<RolloutParts> parts) {
        if (m_ended)
            return;
        if (!parts)
            return finish(OutcomeState::NotSent, Words::tr("The object could not be read again; nothing was sent. %1").arg(parts.error().message));
        m_outcome.failedPrecondition = failedPrecondition(*m_plan, assembleSnapshot(*parts));
        if (m_outcome.failedPrecondition)
            return finish(OutcomeState::Refused, Words::tr("Nothing was changed: %1 was %2 when you confirmed and is %3 now.")
                                                     .arg(m_outcome.failedPrecondition->path, m_outcome.failedPrecondition->expected, m_outcome.failedPrecondition->found));
        reserve();
    }));
}

/// The lock keeps out this user's consoles; what keeps out those of others is in the cluster.
void OperationRun::reserve()
{
    const auto go = [this] {
        if (recordIntent())
            send(0);
    };
    if (!m_deed->reservation().take)
        return go();
    m_deed->reservation().take(m_outcome.id, whileAlive(this, [this, go](const std::optional<Error> &refusal) {
        if (m_ended)
            return;
        if (refusal)
            return finish(refusal->kind == ErrorKind::Refused ? OutcomeState::Refused : OutcomeState::NotSent, refusal->message);
        go();
    }));
}

void OperationRun::giveBack()
{
    if (!m_deed || !m_deed->reservation().giveBack || m_stillAtWork)
        return;
    ++m_openTails;
    m_deed->reservation().giveBack(whileAlive(this, [this] { endTail(); }));
}

bool OperationRun::recordIntent()
{
    QStringList auditIds;
    for (qsizetype i = 0; i < m_plan->requests.size(); ++i)
        auditIds.append(auditId(i));
    JournalRecord intent = record(RecordType::Intent);
    intent.state = QStringLiteral("open");
    intent.details = intentDetails(*m_plan, auditIds);
    if (!m_confirmation.logUrl.isEmpty())
        intent.details.insert(QStringLiteral("logUrl"), m_confirmation.logUrl);
    if (!m_outcome.backupPath.isEmpty())
        intent.details.insert(QStringLiteral("backup"), backupDetails(*m_plan->backup, m_outcome.backupPath));
    if (!m_lacking.isEmpty())
        intent.details.insert(QStringLiteral("lacks"), QJsonArray::fromStringList(m_lacking));
    if (!m_noEvidence.isEmpty())
        intent.details.insert(QStringLiteral("withoutEvidence"), m_noEvidence);
    const Result<JournalPlace> place = m_journal->appendIntent(intent);
    if (!place) {
        finish(OutcomeState::Refused, toldOf(place.error()));
        return false;
    }
    m_outcome.journalSegment = place->segment;
    m_outcome.journalSeq = place->seq;
    m_intent = intent;
    progress(OperationStage::IntentRecorded);
    return true;
}

void OperationRun::send(qsizetype step)
{
    if (m_ended)
        return;
    // A process that was stopped between the confirmation and here must not act late.
    if (m_clock->bootMs() - m_plan->armedAtBootMs > confirmationLifetimeMs)
        return finish(m_changed ? OutcomeState::Failed : OutcomeState::NotSent, Words::tr("The time for this confirmation ran out before the request could leave."));
    m_ifGone = OutcomeState::Unknown;
    const auto told = whileAlive(this, [this, step](const MutationResult &result) { answered(step, result); });
    if (m_deed) {
        connect(m_deed.get(), &Deed::left, this, &OperationRun::left);
        m_deed->setLock(m_lock->descriptor());
        m_deed->send(m_outcome.id, m_confirmation.reason, told);
    } else {
        m_access->client()->mutate(m_plan->requests[step], auditId(step), told);
    }
    progress(OperationStage::Sent);
}

void OperationRun::answered(qsizetype step, const MutationResult &result)
{
    m_outcome.httpStatus = result.httpStatus;
    m_outcome.auditId = result.auditId.isEmpty() ? auditId(step) : result.auditId;
    switch (result.verdict) {
    case WriteVerdict::Accepted:
        if (!m_deed && !isAboutPlanned(*m_plan, step, result.body))
            return watchForEffect(true);
        m_changed = true;
        if (!m_deed && step + 1 < m_plan->requests.size())
            return send(step + 1);
        progress(OperationStage::Accepted);
        if (m_deed) { // what was started may still be at work: the object stays ours
            m_ifGone = OutcomeState::NotObserved;
            return watchForEffect(false);
        }
        // From here on only reading is left: an abort must not wait for a promote's effect.
        m_lock.reset();
        m_ifGone = OutcomeState::NotObserved;
        Q_EMIT settled();
        return watchForEffect(false);
    case WriteVerdict::Refused:
        return refused(step, result);
    case WriteVerdict::NotSent:
        if (m_changed)
            return finish(OutcomeState::Failed, Words::tr("The first of two changes was made, the second could not be sent: %1").arg(toldOf(result, {})));
        return finish(OutcomeState::NotSent, toldOf(result, {}));
    case WriteVerdict::Unknown:
        return watchForEffect(true);
    }
}

void OperationRun::refused(qsizetype step, const MutationResult &result)
{
    Q_UNUSED(step)
    const QString why = toldOf(result, Words::tr("The server refused the request."));
    if (m_changed)
        return finish(OutcomeState::Failed, Words::tr("The first of two changes was made, the second was refused: %1").arg(why));
    const int status = result.httpStatus.value_or(0);
    const bool admission = why.contains(QLatin1String("admission webhook")) || why.contains(QLatin1String("ValidatingAdmissionPolicy"));
    const OutcomeState state = status == 401 || (status == 403 && !admission) ? OutcomeState::NotPermitted : OutcomeState::Refused;
    if (!m_deed)
        return namePrecondition(why, state);
    finish(state, Words::tr("Nothing was changed: %1").arg(why));
}

/// A failed test names nothing (argo-semantics.md O1): read back and say which fact moved. What was asked for may be there nevertheless: another
/// one was quicker, or something on the way delivered the request twice and handed back the second answer, or refused after it had passed it on.
void OperationRun::namePrecondition(const QString &why, OutcomeState state)
{
    m_ifGone = state;
    const ObjectRef &ref = m_plan->before->ref;
    m_access->readParts(ref.ns, ref.name, m_plan->request.workload, ClusterAccess::Depth::Effect, whileAlive(this, [this, why, state](Result<RolloutParts> parts) {
        const QString nothing = Words::tr("Nothing was changed: %1");
        if (!parts) // a refusal alone does not tell, see above
            return finish(state, parts.error().kind == ErrorKind::NotFound ? nothing.arg(why) : Words::tr("The server refused it: %1 What stands there now is not known: it could not be read back (%2).").arg(why, parts.error().message));
        const RolloutSnapshot now = assembleSnapshot(*parts);
        const std::optional<FailedPrecondition> moved = failedPrecondition(*m_plan, now);
        const int status = m_outcome.httpStatus.value_or(0);
        const bool isWhy = moved && (status == 409 || status == 422 || status == 404); // any other refusal has a reason of its own
        if (isWhy)
            m_outcome.failedPrecondition = moved;
        const QString fact = isWhy ? Words::tr("%1 was %2 when you confirmed and is %3 now.").arg(moved->path, moved->expected, moved->found) : why;
        const bool same = parts->rollout.meta.uid == m_plan->before->rollout.meta.uid;
        const bool appeared = effectVisible(*m_plan, now) && !effectVisible(*m_plan, *m_plan->before);
        if (same && (appeared || (moved && isAsAsked(m_plan->steps.first().changes, *moved))))
            return finish(state, Words::tr("The server refused it: %1 What was asked for is there all the same: another one was quicker, or something on the way delivered it twice.").arg(fact));
        finish(state, nothing.arg(fact));
    }));
}

void OperationRun::watchForEffect(bool answerLost)
{
    if (m_ended)
        return;
    m_observeFromMs = m_clock->bootMs();
    progress(OperationStage::Observing);
    QTimer::singleShot(firstLookMs, this, [this, answerLost] { look(answerLost); });
}

void OperationRun::look(bool answerLost)
{
    if (m_ended || !m_access)
        return;
    if (m_deed)
        return m_deed->look(whileAlive(this, [this, answerLost](const Deed::Sight &sight) { seen(sight, answerLost); }));
    const ObjectRef &ref = m_plan->before->ref;
    m_access->readParts(ref.ns, ref.name, m_plan->request.workload, ClusterAccess::Depth::Effect, whileAlive(this, [this, answerLost](Result<RolloutParts> parts) {
        if (parts && parts->rollout.meta.uid != m_plan->before->rollout.meta.uid)
            return finish(answerLost ? OutcomeState::Unknown : OutcomeState::NotObserved, Words::tr("The object was deleted and made anew meanwhile."));
        if (parts && effectVisible(*m_plan, assembleSnapshot(*parts)))
            return finish(OutcomeState::Applied, answerLost ? Words::tr("No answer settled it, but the effect is there: read back from the cluster. Whether this request or an equal one of somebody else brought it about cannot be told.") : Words::tr("The effect was observed."));
        notSeen(answerLost, parts ? QString() : parts.error().message);
    }));
}

/// Looks again, or says that the time is over.
void OperationRun::notSeen(bool answerLost, const QString &unreadable)
{
    const qint64 waited = m_clock->bootMs() - m_observeFromMs;
    if (waited < m_settings.observeTimeoutMs) {
        QTimer::singleShot(waited < 2'000 ? firstLookMs * 2 : laterLookMs, this, [this, answerLost] { look(answerLost); });
        return;
    }
    if (answerLost)
        return finish(OutcomeState::Unknown, m_outcome.httpStatus ? Words::tr("The request was sent and answered with HTTP %1, which does not say whether it was applied; nor does what can be read. It will not be sent again.").arg(*m_outcome.httpStatus)
                                                                   : Words::tr("The request was sent and its answer lost; what can be read does not show whether it was applied. It will not be sent again."));
    if (!unreadable.isEmpty())
        return finish(OutcomeState::NotObserved, Words::tr("The server accepted the change, but the object could not be read afterwards: %1").arg(unreadable));
    const QString unseen = Words::tr("The server accepted the change, but its effect was not seen within %1 s.").arg(m_settings.observeTimeoutMs / 1000);
    if (!m_access || m_settings.observeTimeoutMs <= 0) // nobody waits any more
        return finish(OutcomeState::NotObserved, unseen);
    readOverwriter(m_access, *m_plan, whileAlive(this, [this, unseen](const QString &overwriter) {
        if (!m_ended)
            finish(OutcomeState::NotObserved, overwriter.isEmpty() ? unseen : QString(unseen % u' ' % overwriter));
    }));
}

void OperationRun::seen(const Deed::Sight &sight, bool answerLost)
{
    if (m_ended)
        return;
    switch (sight.state) {
    case Deed::Sight::State::There:
        return finish(OutcomeState::Applied, answerLost ? Words::tr("The answer was lost, but the effect is there: %1").arg(sight.message) : sight.message);
    case Deed::Sight::State::Failed:
        return finish(OutcomeState::Failed, sight.message);
    case Deed::Sight::State::Undecidable:
        return finish(OutcomeState::Unknown, sight.message);
    case Deed::Sight::State::Unseen:
        return finish(answerLost ? OutcomeState::Unknown : OutcomeState::NotObserved,
                      answerLost ? Words::tr("The request was sent and its answer lost. It will not be sent again. %1").arg(sight.message) : sight.message);
    case Deed::Sight::State::UnderWay: // it has limits of its own
        if (std::exchange(m_toldSight, sight.message) != sight.message)
            Q_EMIT progressed({m_outcome.id, OperationStage::Observing, sight.message});
        if (m_settings.observeTimeoutMs > 0)
            QTimer::singleShot(laterLookMs, this, [this, answerLost] { look(answerLost); });
        else {
            m_stillAtWork = true;
            finish(OutcomeState::Unknown, Words::tr("It is still at work and was left alone: %1").arg(sight.message));
        }
        return;
    case Deed::Sight::State::NotYet:
        return notSeen(answerLost, sight.message);
    }
}

/// A program runs: who it is goes on disk, so that another process finds it again.
void OperationRun::left(const QJsonObject &process)
{
    JournalRecord sent = record(RecordType::Sent);
    sent.details.insert(QStringLiteral("process"), process);
    Q_UNUSED(m_journal->append(sent).ok()) // the program keeps the same in a file of its own
}

void OperationRun::finish(OutcomeState state, const QString &message)
{
    m_ended = true;
    m_outcome.state = state;
    m_outcome.message = message;
    const bool intended = m_outcome.journalSeq >= 0;
    JournalRecord end = record(intended ? RecordType::Outcome : RecordType::Refused);
    end.state = outcomeWord(state);
    end.message = message;
    if (m_outcome.httpStatus)
        end.details.insert(QStringLiteral("http"), *m_outcome.httpStatus);
    if (!m_outcome.auditId.isEmpty())
        end.details.insert(QStringLiteral("auditId"), m_outcome.auditId);
    if (intended && !m_outcome.backupPath.isEmpty())
        end.details.insert(QStringLiteral("backup"), backupDetails(*m_plan->backup, m_outcome.backupPath));
    const Result<JournalPlace> place = m_journal->append(end);
    if (!place)
        m_outcome.message = joinedSentences({m_outcome.message, Words::tr("This outcome could not be written to the journal: %1").arg(place.error().message)});
    else if (!intended) {
        m_outcome.journalSegment = place->segment;
        m_outcome.journalSeq = place->seq;
    }
    m_lock.reset();
    m_openTails = 1;
    giveBack();
    if (m_changed || state == OutcomeState::Applied)
        tellCluster();
    if (m_access && (m_changed || state == OutcomeState::Applied || state == OutcomeState::Unknown))
        readAfter();
    QTimer::singleShot(0, this, [this] { endTail(); });
}

/// Kept before it is sent: what the cluster does not take now is delivered later (EventCourier).
void OperationRun::tellCluster()
{
    if (!m_settings.rules.clusterEvent)
        return;
    const QDateTime now = m_clock->utcNow();
    const WaitingEvent event {m_outcome.id, m_plan->before->ref.context, m_plan->server, actionEvent(*m_plan, m_outcome, m_confirmation.reason, now, localHostName()), now};
    const auto queue = m_settings.eventDirectory.isEmpty() ? std::nullopt : std::optional(EventQueue(m_settings.eventDirectory));
    if (queue)
        Q_UNUSED(queue->keep(event).ok()) // an Event is beside the Journal, which has all of it
    if (!m_access)
        return;
    ++m_openTails;
    m_access->client()->mutate(event.request, m_outcome.id + QStringLiteral("-event"), whileAlive(this, [this, queue, id = event.id](const MutationResult &result) {
        if (queue && EventQueue::isSettled(result))
            queue->remove(id);
        endTail();
    }), eventDeadlineMs);
}

void OperationRun::readAfter()
{
    ++m_openTails;
    const ObjectRef &ref = m_plan->before->ref;
    m_access->readParts(ref.ns, ref.name, m_plan->request.workload, ClusterAccess::Depth::Whole, whileAlive(this, [this](Result<RolloutParts> parts) {
        if (parts) {
            RolloutSnapshot after = assembleSnapshot(*parts);
            after.heardAtBootMs = m_clock->bootMs();
            after.connected = true;
            m_outcome.after = std::make_shared<const RolloutSnapshot>(std::move(after));
        }
        endTail();
    }));
}

/// The journal already holds the record; a file that cannot be written now is said, not hidden.
void OperationRun::keepEvidence()
{
    if (m_settings.evidenceDirectory.isEmpty() || m_intent.id.isEmpty())
        return;
    QJsonObject evidence = evidenceRecord(*m_plan, m_outcome, m_intent, m_clock->utcNow());
    if (m_deed)
        evidence.insert(QStringLiteral("run"), m_deed->evidence());
    addRules(&evidence, m_settings.rules, m_lacking);
    const Result<QString> path = writeEvidence(m_settings.evidenceDirectory, evidence, m_intent);
    if (path)
        m_outcome.evidencePath = *path;
    else
        m_outcome.message += u' ' + Words::tr("The evidence file could not be written: %1").arg(path.error().message);
}

/// Answers that were waited for will not come any more: what is known now is the outcome.
void OperationRun::connectionGone()
{
    m_access.clear();
    if (!m_ended)
        return finish(m_ifGone, Words::tr("The connection was closed while this action was under way."));
    m_openTails = std::min(m_openTails, 1); // 0: it was told already, and is told once
    endTail();
}

void OperationRun::endTail()
{
    if (m_openTails <= 0 || --m_openTails > 0)
        return;
    keepEvidence();
    progress(OperationStage::Finished);
    Q_EMIT finished(m_outcome);
    deleteLater();
}

} // namespace maestro
