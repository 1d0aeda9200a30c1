// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/evidencerules.h"
#include "ports/operationport.h"
#include "services/callback.h"
#include "services/cluster/clusteraccess.h"
#include "services/journalservice.h"
#include "services/operation/deed.h"

namespace maestro {

/// Plans and executes: walk 2 of ARCHITECTURE.md. Plan, guard, intent on disk, one request, observe the effect, outcome on disk.
/// Never sends a request twice; an answer that was lost is settled by reading alone.
class OperationService final : public OperationPort
{
    Q_OBJECT
public:
    using AccessFor = std::function<ClusterAccess *(const QString &context)>;
    using PolicyFor = std::function<PlanPolicy(const QString &context, const Rollout &rollout, Verb verb)>;
    using EmergencyFor = std::function<EmergencyRules(const QString &context, const Rollout &rollout)>;
    using ProblemFor = std::function<Error(const QString &context)>;
    /// Why a verb has to wait, in words; empty: it has not.
    using LockFor = std::function<void(const ObjectRef &target, const Rollout &workload, Verb verb, ClusterAccess *access, Callback<QString> done)>;
    using RulesFor = std::function<EvidenceRules(const QString &policy)>;
    using ReadOnlyFor = std::function<bool(const QString &context)>;

    OperationService(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent = nullptr);
    ~OperationService() override;

    /// What the policy says; asked for every plan.
    void setPolicyFor(PolicyFor policy);
    void setEmergencyFor(EmergencyFor emergency); ///< how many pods a Scale may ask for; without, any number within the program's own bounds
    void setReadOnlyCheck(ReadOnlyFor readOnly);
    void setProblemFor(ProblemFor problem); ///< why there is no access to a context
    void setLockFor(LockFor lock); ///< asked for every plan; none: nothing waits
    void setObserveTimeout(int ms); ///< default 30 s
    void setLockDirectory(const QString &path); ///< where the per-object locks of this user live; beside it, in events, Events wait for their cluster
    void deliverEvents(); ///< from now on, once a minute, those that wait

    void setEvidenceDirectory(const QString &path); ///< of all actions, whatever a policy says; empty: no evidence files
    /// What the operator named, else what the policy of each action says; its rules are asked for by its name.
    void setEvidence(const EvidencePlace &place, RulesFor rules);
    void setLogUrl(const QString &url); ///< DEPLOYMENT_LOG_URL, offered in plans; what is no web address is left out
    /// Who completes requests with `via`; not owned, outlives this. Without one they are refused.
    void setDesk(RollbackDesk *desk);

    /// Looks for the effects of what is under way once more and no longer; outcomes are recorded as known then.
    void stopObserving();

    void requestPlan(const OperationRequest &request) override;
    void execute(OperationPlanPtr plan, const Confirmation &confirmation) override;
    void askEmergency(const RolloutSnapshotPtr &snapshot) override;

Q_SIGNALS:
    void ended(maestro::OperationPlanPtr plan, maestro::Outcome outcome); ///< before finished(), with the plan that was carried out

private:
    struct Private;
    struct Draft;
    using DraftPtr = std::shared_ptr<Draft>;

    void plan(ClusterAccess *access, const DraftPtr &draft);
    void complete(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan);
    void requestsOf(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan);
    void askPermission(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan, qsizetype step);
    void askServer(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan);
    static std::shared_ptr<const ConfigBackup> backupOf(const Draft &draft);
    void seal(const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan);
    void fail(const DraftPtr &draft, const Error &error);

    std::unique_ptr<Private> d;
};

/// safety.md section 4.3.
constexpr qint64 confirmationLifetimeMs = 60'000;

} // namespace maestro
