// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/helmdeed.h"

#include "kube/workloads/helmhistory.h"
#include "services/cluster/clusteraccess.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

} // namespace

void readHelmHistory(ClusterAccess *access, const QString &ns, const QString &release, Callback<Result<HelmRevisions>> done)
{
    const Result<QString> path = helmHistoryPath(ns, release);
    if (!path) {
        QTimer::singleShot(0, access, [done, error = path.error()] { done(error); });
        return;
    }
    access->client()->get(*path, [done](const Result<QByteArray> &body) {
        if (body)
            done(decodeHelmHistory(*body));
        else
            done(body.error());
    });
}

std::optional<Deed::Sight> helmSight(const DeskCall &call, const HelmRevisions &history)
{
    using State = Deed::Sight::State;
    const auto found = std::find_if(history.cbegin(), history.cend(), [&call](const HelmRevision &r) { return r.number == call.fromRevision + 1; });
    if (found == history.cend())
        return std::nullopt;
    const bool ours = call.kind == DeskKind::Helm ? found->description == QLatin1String("Rollback to ") + call.to : found->imageTag == call.to;
    const bool pending = found->status.startsWith(QLatin1String("pending"));
    const QString name = Words::tr("Revision %1 of %2").arg(found->number).arg(call.release);
    if (found->status == QLatin1String("failed"))
        return Deed::Sight {State::Failed, Words::tr("%1 failed: %2").arg(name, found->description.left(400))};
    if (pending)
        return Deed::Sight {State::NotYet, Words::tr("%1 is %2.").arg(name, found->status)};
    if (ours)
        return Deed::Sight {State::There, Words::tr("%1 is %2: %3.").arg(name, found->status, call.kind == DeskKind::Helm ? found->description : Words::tr("image tag %1").arg(call.to))};
    return Deed::Sight {State::Undecidable, Words::tr("%1 is there, but was made by something else: %2.").arg(name, found->description.left(400))};
}

HelmDeed::HelmDeed(DeskCall call, Place place, ClusterAccess *access)
    : ProgramDeed(std::move(call), std::move(place))
    , m_access(access)
{
}

void HelmDeed::send(const QString &id, const QString &reason, Callback<MutationResult> done)
{
    if (!m_access)
        return done(refusal({ErrorKind::Unreachable, QStringLiteral("connectionClosed"), Words::tr("The connection is gone; nothing was started.")}));
    readHelmHistory(m_access, call().releaseNamespace, call().release, whileAlive(this, [this, id, reason, done](const Result<HelmRevisions> &history) {
        const int newest = history && !history->isEmpty() ? history->first().number : 0;
        if (!history)
            return done(refusal({history.error().kind, history.error().code, Words::tr("The history of %1 could not be read again; nothing was started. %2").arg(call().release, history.error().message)}));
        if (newest != call().fromRevision)
            return done(refusal({ErrorKind::Refused, QStringLiteral("historyMoved"),
                                 Words::tr("Nothing was started: the newest revision of %1 was %2 when you confirmed and is %3 now.").arg(call().release).arg(call().fromRevision).arg(newest)}));
        run(id, reason, done);
    }));
}

void HelmDeed::look(Callback<Sight> done)
{
    const ProcessReport ended = report();
    const Sight own = programSight(ended, call().argv.first());
    if (ended.state == ProcessReport::State::Running || !m_access) {
        QTimer::singleShot(0, this, [done, own] { done(own); });
        return;
    }
    readHelmHistory(m_access, call().releaseNamespace, call().release, whileAlive(this, [this, done, own](const Result<HelmRevisions> &history) {
        if (!history)
            return done({Sight::State::NotYet, history.error().message});
        if (const std::optional<Sight> told = helmSight(call(), *history))
            return done(told->state == Sight::State::Failed && own.state == Sight::State::Failed ? Sight {told->state, QString(told->message + u' ' + own.message)} : *told);
        if (own.state == Sight::State::There)
            return done({Sight::State::NotYet, Words::tr("helm ended well, but revision %1 is not there.").arg(call().fromRevision + 1)});
        done({own.state, QString(own.message + u' ' + Words::tr("Helm made no new revision."))});
    }));
}

} // namespace maestro
