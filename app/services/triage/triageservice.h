// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/changes/troublereader.h"
#include "services/changes/workflowmemory.h"
#include "services/endpoints/endpoints.h"
#include "services/journalservice.h"
#include "services/triage/evidencestore.h"
#include "services/triage/triagescene.h"

namespace maestro {

struct TriageStart
{
    ObjectRef ref;
    std::optional<WorkloadKind> kind; ///< nothing: a Rollout of that name, else a Deployment
    QString playbook;
    QString alert;
};

/// Runs of playbooks (ledger TRI-01). A run is its records in the Journal, so it survives restarts, belongs to whoever takes it, and
/// cannot be changed unseen; outputs are kept beside it by their hashes. Lives on the services' thread. Callbacks come once.
class TriageService : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Workspace *workspace;
        PolicyLibrary *policies;
        Endpoints *endpoints;
        JournalService *journal;
        const Clock *clock;
        QString evidenceFolder;
        QString stateFolder = {}; ///< where facts are kept over time
        /// The health that somebody judges anyway; without it, or where it gives none, trouble is looked for here.
        std::function<SloReportPtr(const ObjectRef &)> report = {};
    };
    explicit TriageService(Parts parts, QObject *parent = nullptr);

    using Answer = Callback<Result<TriageView>>;

    QList<PlaybookOffer> playbooks() const;
    Result<QList<TriageRun>> runs(); ///< those without a decision first, then the newest
    /// Records the beginning, reads everything, records what was seen.
    void start(const TriageStart &start, Answer done);
    /// Reads everything anew, unless it is decided; records nothing.
    void show(const QString &id, Answer done);
    /// The same, kept with its hashes and recorded: for whoever goes on with it.
    void gather(const QString &id, Answer done);
    /// One reading of something for this run, item of it or not; records nothing.
    void look(const QString &id, CheckKind kind, Callback<Result<TriageItem>> done);
    /// Reads the item anew and keeps what it saw: that is what was ticked. Codes noItem, decided.
    void tick(const QString &id, const QString &item, const QString &note, ItemState state, Answer done);
    void untick(const QString &id, const QString &item, const QString &note, Answer done);
    /// It is mine from now on (another shift, another desk).
    void take(const QString &id, const QString &note, Answer done);
    /// "rollback", "hold" or "escalate". Freezes everything that was read. Nothing is sent to any cluster.
    void decide(const QString &id, const QString &verdict, const QString &reason, Answer done);
private:
    struct Round;

    Result<TriageRun> load(const QString &id);
    void readAll(const TriageRun &run, Answer done);
    void readScene(const TriageRun &run, std::optional<WorkloadKind> kind, std::function<void(const std::shared_ptr<TriageScene> &)> done);
    void whoActs(const TriageRun &run, std::function<void(const Actor &)> done);
    /// Goes on where the roles of the policy that has the service allow the deed; otherwise `done` is told who may.
    void ifAllowed(const TriageRun &run, const QString &deed, const Answer &done, std::function<void()> go);
    /// One reading of what changed and of what is bad, shared by all checks of a round.
    void offerChanges(TriageScene &scene, const RolloutParts &parts);
    struct TroubleScene
    {
        ObjectRef ref;
        PolicyMatch match;
        QPointer<PromClient> prometheus;
        const RolloutParts &parts;
    };
    void askTrouble(const TroubleScene &scene, Callback<Trouble> done);
    Result<Done> record(const TriageRun &run, const Actor &actor, const QString &state, const QString &reason, const QJsonObject &details);
    void tickAllowed(const TriageRun &run, const QString &item, const QString &note, ItemState state, Answer done);
    void decideAllowed(const TriageRun &run, const QString &verdict, const QString &reason, Answer done);
    Error decidedAlready(const QString &id);
    TriageRun withOutputs(TriageRun run) const;
    Result<Done> freeze(QList<TriageItem> &items) const;
    QList<PolicyPtr> places() const; ///< of playbooks: the policies in force, then what is built in
    std::optional<Playbook> playbook(const QString &name, const QString &service, const PolicyPtr &policy) const;

    Parts m_parts;
    HealthProber m_prober;
    TroubleReader m_trouble;
    WorkflowMemory m_workflows;
    EvidenceStore m_evidence;
    mutable PolicyPtr m_builtIn; ///< read when it is first needed
};

} // namespace maestro
