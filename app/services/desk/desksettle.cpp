// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskscene.h"

#include "journal/actionlock.h"
#include "services/hold/desklease.h"
#include "services/operation/intentdetails.h"

#include <QCoreApplication>
#include <QFile>

namespace maestro {

namespace {

/// After this long no request of ours can still be on its way.
constexpr qint64 settledAfterSeconds = 75;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

Reconciled reconciled(const QString &id, const Deed::Sight &sight)
{
    switch (sight.state) {
    case Deed::Sight::State::There: return {id, OutcomeState::Applied, sight.message};
    case Deed::Sight::State::Failed: return {id, OutcomeState::Failed, sight.message};
    default: return {id, OutcomeState::Unknown, sight.message};
    }
}

bool isOpen(const Deed::Sight &sight)
{
    return sight.state == Deed::Sight::State::UnderWay || sight.state == Deed::Sight::State::NotYet;
}

} // namespace

void DeskService::settle(const JournalRecord &intent, ClusterAccess *access, Callback<Reconciled> done)
{
    const DeskCall call = callFromIntent(intent);
    const auto keep = [this, intent, done, access = QPointer<ClusterAccess>(access)](Reconciled result) {
        if (const auto place = m_means.journal->settle(reconcileRecord(intent, result.state, result.message, m_means.clock->utcNow())); !place)
            result.message = place.error().message;
        else
            QFile::remove(runFolder(m_means.runs, intent.id) + QStringLiteral("/output")); // what it said unscrubbed
        if (access)
            return DeskLease::clear(access, intent.object.ns, intent.objectUid, intent.id, [done, result] { done(result); });
        done(result);
    };
    const auto conclude = [intent, done, keep](const Deed::Sight &sight) { isOpen(sight) ? done(reconciled(intent.id, sight)) : keep(reconciled(intent.id, sight)); };
    const bool old = intent.at.secsTo(m_means.clock->utcNow()) > settledAfterSeconds;
    const QString folder = runFolder(m_means.runs, intent.id);
    const bool running = call.isProgram() && readRun(folder, intent.id).state == ProcessReport::State::Running;
    Result<std::unique_ptr<ActionLock>> free = ActionLock::acquire(m_means.locks, intent.objectUid);
    if (!free && !running) {
        QTimer::singleShot(0, this, [done, intent, why = free.error().message] { done({intent.id, OutcomeState::Unknown, why}); });
        return;
    }
    const std::shared_ptr<ActionLock> lock = free ? std::shared_ptr<ActionLock>(std::move(free).value()) : nullptr; // until it is settled
    if (!running && call.isProgram() && fenceRun(folder)) {
        QTimer::singleShot(0, this, [keep, lock, intent] { keep({intent.id, OutcomeState::NotSent, Words::tr("It was never started, and now never will be: nothing was changed.")}); });
        return;
    }
    if (!call.isProgram())
        return settleRemote(intent, call, [conclude, keep, lock, intent, route = call.kind == DeskKind::Route, old](const Deed::Sight &sight) {
            if (sight.state != Deed::Sight::State::NotYet || !old)
                return conclude(sight);
            if (route)
                return keep({intent.id, OutcomeState::NotSent, Words::tr("It was not applied, or somebody undid it since. %1").arg(sight.message)});
            conclude({Deed::Sight::State::Undecidable, Words::tr("It can no longer be told, and it is not sent again. %1").arg(sight.message)});
        });
    const Deed::Sight own = programSight(readRun(folder, intent.id), call.argv.value(0));
    const bool helm = call.kind == DeskKind::Helm || call.kind == DeskKind::HelmImage;
    if (!helm || own.state == Deed::Sight::State::UnderWay || !access) {
        QTimer::singleShot(0, this, [conclude, own] { conclude(own); });
        return;
    }
    readHelmHistory(access, call.releaseNamespace, call.release, whileAlive(this, [call, own, conclude, lock](const Result<HelmRevisions> &history) {
        if (!history)
            return conclude({Deed::Sight::State::NotYet, history.error().message});
        const std::optional<Deed::Sight> told = helmSight(call, *history);
        if (told && (told->state != Deed::Sight::State::NotYet || own.state == Deed::Sight::State::UnderWay))
            return conclude(*told);
        if (told)
            return conclude({Deed::Sight::State::Undecidable, told->message + u' ' + own.message});
        conclude({own.state == Deed::Sight::State::There ? Deed::Sight::State::Undecidable : own.state, own.message + u' ' + Words::tr("Helm made no new revision.")});
    }));
}

} // namespace maestro
