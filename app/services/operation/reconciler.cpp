// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/reconciler.h"

#include "domain/journal/openintents.h"
#include "domain/operation/effect.h"
#include "journal/actionlock.h"
#include "services/operation/intentdetails.h"

#include <QCoreApplication>

namespace maestro {

namespace {

/// After this long no request of ours can still be on its way through an API server (kubernetes-client.md section 7.5).
constexpr qint64 settledAfterSeconds = 75;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationRun)
};

/// The same callback, which hears of a closed connection when no answer can come any more. Called once.
Callback<Result<RolloutParts>> orClosed(QObject *connection, QObject *owner, Callback<Result<RolloutParts>> done)
{
    struct Waiting
    {
        Callback<Result<RolloutParts>> done;
        QMetaObject::Connection gone;
        ~Waiting() { QObject::disconnect(gone); }
    };
    const auto waiting = std::make_shared<Waiting>();
    waiting->done = std::move(done);
    waiting->gone = QObject::connect(connection, &QObject::destroyed, owner, [weak = std::weak_ptr<Waiting>(waiting)] {
        if (const auto still = weak.lock(); still && still->done)
            std::exchange(still->done, {})(Error {ErrorKind::Unreachable, QStringLiteral("connectionClosed"), Words::tr("The connection was closed meanwhile.")});
    });
    return whileAlive(owner, [waiting](Result<RolloutParts> parts) {
        if (waiting->done)
            std::exchange(waiting->done, {})(std::move(parts));
    });
}

bool effectThere(const OperationPlan &plan, const QString &fingerprint, const RolloutParts &parts, const RolloutSnapshot &now)
{
    if (plan.effect.kind == EffectKind::TemplateInForce && !fingerprint.isEmpty())
        return templateFingerprint(parts.rollout.podTemplate) == fingerprint;
    return effectVisible(plan, now);
}

} // namespace

Reconciler::Reconciler(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_access(std::move(access))
    , m_journal(journal)
    , m_clock(clock)
{
}

void Reconciler::run(Callback<Result<QList<Reconciled>>> done)
{
    const Result<QList<JournalRecord>> records = m_journal->records();
    const QStringList open = records ? openIntents(*records) : QStringList();
    QList<JournalRecord> intents;
    if (records)
        for (const JournalRecord &record : *records)
            if (record.type == RecordType::Intent && open.contains(record.id))
                intents.append(record);
    if (!records || intents.isEmpty()) {
        const Result<QList<Reconciled>> answer = records ? Result<QList<Reconciled>>(QList<Reconciled>()) : Result<QList<Reconciled>>(records.error());
        QTimer::singleShot(0, this, [done, answer] { done(answer); });
        return;
    }
    auto results = std::make_shared<QList<Reconciled>>();
    const auto left = std::make_shared<qsizetype>(intents.size());
    for (const JournalRecord &intent : intents)
        settle(intent, [this, results, left, done](const Reconciled &one) {
            results->append(one);
            if (--*left == 0) {
                m_journal->publish();
                done(*results);
            }
        });
}

void Reconciler::settle(const JournalRecord &intent, Callback<Reconciled> done)
{
    const bool called = intent.details.contains(QStringLiteral("call"));
    if (const Settler settler = m_settlers.value(called ? QStringLiteral("Call") : intent.objectKind))
        return settler(intent, std::move(done));
    if (called) {
        QTimer::singleShot(0, this, [done, id = intent.id] { done({id, OutcomeState::Unknown, Words::tr("Nobody here can read what became of it.")}); });
        return;
    }
    ClusterAccess *access = m_access(intent.object.context);
    const Reconciled elsewhere {intent.id, OutcomeState::Unknown, Words::tr("The cluster of this action, %1, is not among the connections.").arg(intent.server)};
    if (!access) {
        QTimer::singleShot(0, this, [done, elsewhere] { done(elsewhere); });
        return;
    }
    // Between its intent and its answer whoever acts holds the lock, also while stopped: it could still leave.
    if (const auto lock = m_locks.isEmpty() ? Result<std::unique_ptr<ActionLock>>(nullptr) : ActionLock::acquire(m_locks, intent.objectUid); !lock) {
        QTimer::singleShot(0, this, [done, id = intent.id, why = lock.error().message] { done({id, OutcomeState::Unknown, why}); });
        return;
    }
    // The UID says whether it is the same cluster; an address may change, and another cluster may answer at the old one.
    const bool sameAddress = access->server() == intent.server;
    const OperationPlan plan = planFromIntent(intent);
    access->readParts(intent.object.ns, intent.object.name, plan.request.workload, ClusterAccess::Depth::Whole, orClosed(access, this, [this, intent, plan, done, elsewhere, sameAddress](Result<RolloutParts> parts) {
        Reconciled result {intent.id, OutcomeState::Unknown, {}};
        const qint64 age = intent.at.secsTo(m_clock->utcNow());
        const QString fingerprint = intent.details.value(QStringLiteral("effect")).toObject().value(QStringLiteral("templateSha256")).toString();
        if (!parts && parts.error().kind != ErrorKind::NotFound) {
            result.message = parts.error().message;
            return done(result);
        }
        const bool same = parts && parts->rollout.meta.uid == intent.objectUid;
        if (!same && !sameAddress)
            return done(elsewhere);
        if (!same) {
            result.message = Words::tr("The object of this action no longer exists.");
        } else {
            const RolloutSnapshot now = assembleSnapshot(*parts);
            if (effectThere(plan, fingerprint, *parts, now)) {
                result.state = OutcomeState::Applied;
                result.message = Words::tr("The effect is there; whether this action or another made it is not proven.");
            } else if (!failedPrecondition(plan, now)) {
                if (age < settledAfterSeconds) {
                    result.message = Words::tr("Nothing has changed so far; a request could still arrive until %1 s after it was sent.").arg(settledAfterSeconds);
                    return done(result);
                }
                result.state = OutcomeState::NotSent;
                result.message = Words::tr("Everything is as it was before the action: it was not applied, or somebody undid it since.");
            } else if (effectPending(plan, now)) {
                result.message = Words::tr("What was asked stands on the object; the controller has not finished it. It is settled when its effect is seen.");
                return done(result);
            } else {
                result.message = Words::tr("The object has changed since and does not show the effect: it can no longer be told.");
            }
        }
        if (const auto place = m_journal->settle(reconcileRecord(intent, result.state, result.message, m_clock->utcNow())); !place)
            result.message = place.error().message;
        done(result);
    }));
}

} // namespace maestro
