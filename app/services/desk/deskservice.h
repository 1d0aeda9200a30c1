// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/rollbackoptions.h"
#include "domain/policy/evidencerules.h"
#include "domain/policy/policymatch.h"
#include "ports/deskport.h"
#include "services/cluster/clusteraccess.h"
#include "services/desk/helmdeed.h"
#include "services/desk/remotereader.h"
#include "services/desk/programrules.h"
#include "services/endpoints/endpoints.h"
#include "services/journalservice.h"
#include "services/operation/deed.h"
#include "services/operation/reconciler.h"

namespace maestro {

/// The rollback desk: every way back for one service, what each would do now, and how the one that was chosen is carried out (ledger
/// RBK-01 to RBK-18). It plans and reads; OperationService alone lets anything leave. Lives on the services' thread.
class DeskService : public DeskPort, public RollbackDesk
{
    Q_OBJECT
public:
    struct Means
    {
        std::function<ClusterAccess *(const QString &context)> access; ///< for read(); null: none
        std::function<QList<PolicyPtr>()> policies;
        std::function<PolicyConnection(const QString &context)> connection;
        std::function<PlanPolicy(const QString &context, const Rollout &rollout)> policyInForce;
        std::function<bool(const QString &context)> readOnly;
        std::function<QStringList(const QString &context)> kubeconfig;
        QString impersonate;
        QProcessEnvironment environment;
        QString helmProgram; ///< of the settings; empty: PATH
        QString locks; ///< of the objects: who holds one is acting
        QString runs; ///< where programs leave their output and their end
        EvidencePlace evidence; ///< what {{evidence_dir}} means
        QString logUrl; ///< what {{log_url}} means where the policy says nothing
        Endpoints *endpoints = nullptr; ///< null: nothing beside the cluster can be reached
        std::function<Endpoint(const QString &context, const QString &key)> endpoint;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
    };

    explicit DeskService(Means means, QObject *parent = nullptr);
    ~DeskService() override;

    /// Plans all ways for one workload. NotFound and others as readParts(). Where a registry has not listed its tags by then, `known` is
    /// called with the ways first, `asking` the registry; `done` follows after 8 s at the latest.
    void options(ClusterAccess *access, const ObjectRef &target, std::optional<WorkloadKind> kind, Callback<Result<RollbackOptionsPtr>> done, Callback<RollbackOptionsPtr> known = {});

    void read(const ObjectRef &target, WorkloadKind workload) override;
    void complete(const Ground &ground, const std::shared_ptr<OperationPlan> &plan, Callback<std::optional<Error>> done) override;
    std::unique_ptr<Deed> deed(const OperationPlanPtr &plan, ClusterAccess *access) override;

    /// Settles an intent whose change was a call, by reading alone; appends its reconcile record. `access` may be null.
    void settle(const JournalRecord &intent, ClusterAccess *access, Callback<Reconciled> done);

private:
    struct Scene; ///< what all ways of one workload rest on, read once
    using ScenePtr = std::shared_ptr<Scene>;
    using Planned = Callback<std::shared_ptr<OperationPlan>>;

    void readHold(const ScenePtr &scene, const Callback<ScenePtr> &done);
    void readScene(const Ground &ground, const RolloutSnapshotPtr &before, Callback<ScenePtr> done);
    /// Fills in `plan` for one way; calls back with it, later.
    void planWay(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, Planned done);
    void planPatch(const ScenePtr &scene, const DeskWay &way, OperationPlan *plan) const;
    void planProgram(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done);
    void planRoute(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done);
    void planWorkflow(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done);
    /// Refuses a tag that the registry of the connection does not have; where there is none, or it does not answer, it is not asked.
    void checkTag(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, const Planned &done);
    /// Tags of the connection's registry behind what is known to be good: told, never aimed at. Calls back once, at the latest after 8 s.
    /// `told` says whom it asks meanwhile.
    void addTags(const ScenePtr &scene, const std::shared_ptr<RollbackOptions> &told, std::function<void()> done);
    std::shared_ptr<RemoteReader> reader(const QString &context, const char *key) const;
    /// NotYet: everything could be read, and nothing shows the effect.
    void settleRemote(const JournalRecord &intent, const DeskCall &call, const Callback<Deed::Sight> &done);
    Result<Done> aimHelm(const Scene &scene, DeskCall *call) const;
    QList<FollowingCheck> checksAfter(const Scene &scene, const DeskVariables &known) const;
    void ask(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, QList<AccessQuestion> questions, const Planned &done);
    void patchOptions(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, const Planned &done);
    DeskVariables variables(const Scene &scene, const OperationRequest &request) const;
    ProgramGround programGround(const Scene &scene) const;
    RollbackOption option(const Scene &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan) const;

    Means m_means;
};

} // namespace maestro
