// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/desk/deskservice.h"

namespace maestro {

/// What all ways of one workload rest on. The workload of a plan is `before`; nothing here changes any more.
struct DeskService::Scene
{
    QPointer<ClusterAccess> access;
    QList<ReplicaSet> replicaSets;
    std::optional<Rollout> referenced;
    RolloutSnapshotPtr before;
    PolicyMatch match;
    QString environment;
    QList<DeskWay> ways;
    HelmRevisions helm;
    std::optional<Error> helmProblem; ///< why there is no history, where a release is named
    QString busy; ///< who takes a way back here now, and until when
    QString unguarded; ///< DeskCall::unguarded
    QList<KnownGood> known;
    QList<JournalRecord> records;
};

/// What a program or a service calls it that nobody may use now.
inline Allowed unusable(const QString &why)
{
    return {false, RefusalCode::WayUnusable, {why}};
}

} // namespace maestro
