// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/deskcall.h"
#include "domain/rollout/replicaset.h"
#include "kube/api/mutationresult.h"
#include "services/callback.h"

#include <QJsonObject>
#include <QObject>

namespace maestro {

class ClusterAccess;

/// The one change of a plan that is no patch of the workload: a program that is started, or a request to another server. Made for one
/// confirmed plan and used by one OperationRun, which owns it and keeps the order: intent on disk, send once, look, outcome.
class Deed : public QObject
{
    Q_OBJECT
public:
    /// What reading says. There: the effect is there. UnderWay: it ends by itself, within limits of its own. Unseen: nothing can be
    /// read. Undecidable: what can be read does not decide it.
    struct Sight
    {
        enum class State { NotYet, Unseen, UnderWay, There, Failed, Undecidable };

        State state = State::NotYet;
        QString message;
    };

    /// What keeps others, in other homes, from the same.
    struct Reservation
    {
        std::function<void(const QString &id, Callback<std::optional<Error>>)> take; ///< nothing: it may go on
        std::function<void(std::function<void()>)> giveBack;
    };

    using QObject::QObject;

    void setReservation(Reservation reservation) { m_reservation = std::move(reservation); }
    const Reservation &reservation() const { return m_reservation; }
    /// The lock on the object: what goes on without this process keeps it. Before send().
    void setLock(int descriptor) { m_lock = descriptor; }
    /// Once. `id` is the action's, `reason` the operator's.
    virtual void send(const QString &id, const QString &reason, Callback<MutationResult> done) = 0;
    virtual void look(Callback<Sight> done) = 0;
    /// What belongs to the evidence of the action, scrubbed: output, answers, run.
    virtual QJsonObject evidence() const { return {}; }

Q_SIGNALS:
    void left(QJsonObject process); ///< a program runs: how it is found again

protected:
    int lock() const { return m_lock; }

private:
    Reservation m_reservation;
    int m_lock = -1;
};

/// What stands behind rollbacks with `via`.
class RollbackDesk
{
public:
    struct Ground
    {
        ClusterAccess *access = nullptr; ///< may go before the answer comes
        QList<ReplicaSet> replicaSets;
        const Rollout *referenced = nullptr; ///< the Deployment of a workloadRef; good until complete() returns
    };

    RollbackDesk() = default;
    virtual ~RollbackDesk() = default;
    RollbackDesk(const RollbackDesk &) = delete;
    RollbackDesk &operator=(const RollbackDesk &) = delete;

    /// Completes a plan that has request, before, actor, server and policy: steps or a call, or the refusal in `allowed`. Calls back once.
    virtual void complete(const Ground &ground, const std::shared_ptr<OperationPlan> &plan, Callback<std::optional<Error>> done) = 0;
    /// For the call of a plan; null: it cannot be carried out any more.
    virtual std::unique_ptr<Deed> deed(const OperationPlanPtr &plan, ClusterAccess *access) = 0;
};

} // namespace maestro
