// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskscene.h"

#include "services/operation/intentdetails.h"

#include <QCoreApplication>

namespace maestro {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("Desk", text);
}

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
    const auto keep = [this, intent, done](Reconciled result) {
        if (const Result<JournalPlace> place = m_means.journal->append(reconcileRecord(intent, result.state, result.message, m_means.clock->utcNow())); !place)
            result.message = place.error().message;
        done(result);
    };
    const auto conclude = [intent, done, keep](const Deed::Sight &sight) { isOpen(sight) ? done(reconciled(intent.id, sight)) : keep(reconciled(intent.id, sight)); };
    const QString folder = runFolder(m_means.runs, intent.id);
    if (call.isProgram() && fenceRun(folder)) {
        QTimer::singleShot(0, this, [keep, intent] { keep({intent.id, OutcomeState::NotSent, words("It was never started, and now never will be: nothing was changed.")}); });
        return;
    }
    const Deed::Sight own = programSight(readRun(folder, intent.id), call.argv.value(0));
    const bool helm = call.kind == DeskKind::Helm || call.kind == DeskKind::HelmImage;
    if (!helm || own.state == Deed::Sight::State::UnderWay || !access) {
        QTimer::singleShot(0, this, [conclude, own] { conclude(own); });
        return;
    }
    readHelmHistory(access, call.releaseNamespace, call.release, whileAlive(this, [call, own, conclude](const Result<HelmRevisions> &history) {
        if (!history)
            return conclude({Deed::Sight::State::NotYet, history.error().message});
        const std::optional<Deed::Sight> told = helmSight(call, *history);
        if (told && (told->state != Deed::Sight::State::NotYet || own.state == Deed::Sight::State::UnderWay))
            return conclude(*told);
        if (told)
            return conclude({Deed::Sight::State::Undecidable, told->message + u' ' + own.message});
        conclude({own.state == Deed::Sight::State::There ? Deed::Sight::State::Undecidable : own.state, own.message + u' ' + words("Helm made no new revision.")});
    }));
}

} // namespace maestro
