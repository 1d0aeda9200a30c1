// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/operationservice.h"

#include "domain/base/weblink.h"
#include "domain/journal/keptvalue.h"
#include "domain/operation/expectation.h"
#include "domain/planner/strategyplanner.h"
#include "kube/patch/rolloutpatches.h"
#include "services/evidence/configbackup.h"
#include "services/localuser.h"
#include "services/operation/dryrunner.h"
#include "services/operation/eventqueue.h"
#include "services/operation/evidencerecord.h"
#include "services/operation/intentdetails.h"
#include "services/operation/operationrun.h"
#include "text/operationtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QPointer>
#include <QSet>

namespace maestro {

struct OperationService::Private
{
    LockFor lock;
    AccessFor access;
    ReadOnlyFor readOnly;
    ProblemFor problem;
    PolicyFor policy;
    EmergencyFor emergency;
    JournalService *journal = nullptr;
    const Clock *clock = nullptr;
    OperationRun::Settings settings;
    EvidencePlace evidence;
    RulesFor rules;
    QString logUrl;
    RollbackDesk *desk = nullptr;
    QSet<QString> usedDigests; ///< a plan is good for one execution
    QHash<QString, QPointer<ClusterAccess>> madeOver; ///< the connection of each plan that was not executed yet
    QSet<QString> running; ///< object UIDs

    EvidenceRules rulesOf(const OperationPlan &plan) const { return rules && !plan.policy.name.isEmpty() ? rules(plan.policy.name) : EvidenceRules(); }
};

/// One plan in the making: identity, object, neighbours, then permission. Lives as long as an answer is waited for.
struct OperationService::Draft
{
    OperationRequest request;
    QPointer<ClusterAccess> access;
    Actor actor;
    std::optional<RolloutParts> parts;
    std::optional<Rollout> referenced;
    ClusterAccess::Source object = std::make_shared<QByteArray>();
    ClusterAccess::Source referencedObject = std::make_shared<QByteArray>();
    QString unreadReference; ///< why the Deployment that it refers to could not be read
    std::optional<Error> error;
    int open = 2;
    bool told = false; ///< planReady or planFailed went out
    QMetaObject::Connection gone;

    Draft() = default;
    Q_DISABLE_COPY_MOVE(Draft)
    ~Draft() { QObject::disconnect(gone); }
};

namespace {

AccessQuestion questionFor(const PatchStep &step, const OperationPlan &plan)
{
    const ObjectRef &ref = plan.before->ref;
    const Rollout &rollout = plan.before->rollout;
    if (step.target == PatchTarget::Workload || plan.request.workload == WorkloadKind::Deployment)
        return {QStringLiteral("patch"), QStringLiteral("apps"), QStringLiteral("deployments"), {}, ref.ns,
                step.target == PatchTarget::Workload && rollout.workloadRef ? rollout.workloadRef->name : ref.name};
    return {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts"),
            step.target == PatchTarget::Status ? QStringLiteral("status") : QString(), ref.ns, ref.name};
}

QString permissionText(const AccessQuestion &question)
{
    const QString resource = question.subresource.isEmpty() ? question.resource : question.resource + u'/' + question.subresource;
    return QStringLiteral("%1 %2").arg(question.verb, resource);
}

} // namespace

OperationService::OperationService(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent)
    : OperationPort(parent)
    , d(std::make_unique<Private>())
{
    d->access = std::move(access);
    d->journal = journal;
    d->clock = clock;
    setLockDirectory(journal->directory() + QStringLiteral("/../state/locks"));
}

OperationService::~OperationService() = default;

void OperationService::setPolicyFor(PolicyFor policy)
{
    d->policy = std::move(policy);
}

void OperationService::setEmergencyFor(EmergencyFor emergency)
{
    d->emergency = std::move(emergency);
}

void OperationService::askEmergency(const RolloutSnapshotPtr &snapshot)
{
    if (snapshot && d->emergency)
        Q_EMIT emergencyTold(snapshot->ref, d->emergency(snapshot->ref.context, snapshot->rollout));
}

void OperationService::setReadOnlyCheck(ReadOnlyFor readOnly)
{
    d->readOnly = std::move(readOnly);
}

void OperationService::setProblemFor(ProblemFor problem)
{
    d->problem = std::move(problem);
}

void OperationService::setLockFor(LockFor lock)
{
    d->lock = std::move(lock);
}

void OperationService::setObserveTimeout(int ms)
{
    d->settings.observeTimeoutMs = ms;
}

void OperationService::setLockDirectory(const QString &path)
{
    d->settings.lockDirectory = path;
    d->settings.eventDirectory = QDir::cleanPath(path + QStringLiteral("/../events"));
}

void OperationService::deliverEvents()
{
    auto *courier = new EventCourier(d->settings.eventDirectory, d->access, d->clock, this);
    courier->startRounds();
    courier->deliver({});
}

void OperationService::setEvidenceDirectory(const QString &path)
{
    d->evidence = {path, {}};
}

void OperationService::setEvidence(const EvidencePlace &place, RulesFor rules)
{
    d->evidence = place;
    d->rules = std::move(rules);
}

void OperationService::setLogUrl(const QString &url)
{
    d->logUrl = isWebAddress(url) ? url : QString();
}

void OperationService::setDesk(RollbackDesk *desk)
{
    d->desk = desk;
}

void OperationService::stopObserving()
{
    for (OperationRun *run : findChildren<OperationRun *>(Qt::FindDirectChildrenOnly))
        run->stopObserving();
}

void OperationService::requestPlan(const OperationRequest &request)
{
    ClusterAccess *access = d->access(request.target.context);
    if (!access) {
        const Error error = d->problem ? d->problem(request.target.context)
                                       : Error {ErrorKind::BadInput, QStringLiteral("unknownContext"),
                                                QCoreApplication::translate("OperationRun", "There is no connection named %1.").arg(request.target.context)};
        QTimer::singleShot(0, this, [this, request, error] { Q_EMIT planFailed(request, error); });
        return;
    }
    if (!hasVerbs(request.workload)) {
        const Error error {ErrorKind::Refused, QStringLiteral("notAllowed"), refusalText({false, RefusalCode::KindIsReadOnly, {workloadWord(request.workload)}})};
        QTimer::singleShot(0, this, [this, request, error] { Q_EMIT planFailed(request, error); });
        return;
    }
    const auto draft = std::make_shared<Draft>();
    draft->request = request;
    draft->access = access;
    draft->gone = connect(access, &QObject::destroyed, this, [this, weak = std::weak_ptr<Draft>(draft)] {
        if (const DraftPtr waiting = weak.lock())
            fail(waiting, {ErrorKind::Unreachable, QStringLiteral("connectionClosed"),
                           QCoreApplication::translate("OperationRun", "The connection was closed before the plan was ready; nothing was sent.")});
    });
    const auto joined = [this, access, draft] {
        if (--draft->open > 0)
            return;
        if (draft->error)
            fail(draft, *draft->error);
        else
            plan(access, draft);
    };
    access->whoAmI(whileAlive(this, [access, draft, joined](Result<WhoAmI> who) {
        if (who)
            draft->actor = {who->confirmed ? who->username : QString(), localUserName(), localHostName(), access->client()->context().user.impersonate.user};
        else if (!draft->error)
            draft->error = who.error();
        joined();
    }));
    access->readParts(request.target.ns, request.target.name, request.uid.isEmpty() ? std::nullopt : std::optional(request.workload), ClusterAccess::Depth::Whole,
                      whileAlive(this, [this, access, draft, joined](Result<RolloutParts> parts) {
                          if (!parts) {
                              draft->error = parts.error();
                              return joined();
                          }
                          draft->parts = *parts;
                          draft->request.workload = parts->rollout.workload;
                          const std::optional<WorkloadRef> ref = parts->rollout.workloadRef;
                          if (!ref || ref->kind != QLatin1String("Deployment"))
                              return joined();
                          access->readWorkload(parts->rollout.meta.ns, ref->name, WorkloadKind::Deployment, whileAlive(this, [draft, joined](Result<Rollout> deployment) {
                              if (deployment)
                                  draft->referenced = *deployment;
                              else
                                  draft->unreadReference = deployment.error().message;
                              joined();
                          }), draft->referencedObject);
                      }), draft->object);
}

void OperationService::plan(ClusterAccess *access, const DraftPtr &draft)
{
    const OperationRequest &request = draft->request;
    RolloutSnapshot snapshot = assembleSnapshot(*draft->parts);
    snapshot.heardAtBootMs = d->clock->bootMs();
    snapshot.connected = true;
    const auto before = std::make_shared<const RolloutSnapshot>(std::move(snapshot));
    const Rollout *referenced = draft->referenced ? &*draft->referenced : nullptr;
    auto made = std::make_shared<OperationPlan>();
    if (request.verb == Verb::RestoreSteps || request.verb == Verb::RestoreAnalysis) {
        const Result<QList<JournalRecord>> records = d->journal->records();
        draft->request.kept = records ? keptFor(*records, before->rollout.meta.uid, request.verb) : std::nullopt;
    }
    const EmergencyRules rules = request.verb == Verb::Scale && d->emergency ? d->emergency(request.target.context, before->rollout) : EmergencyRules();
    if (request.verb == Verb::Scale && !request.replicas)
        draft->request.replicas = rules.scaleTo();
    if (request.via.isEmpty())
        *made = planOperation(request, before, draft->parts->replicaSets, referenced, d->clock->utcNow());
    else
        made->request = request, made->before = before, made->allowed = asExpected(request, *before);
    made->actor = draft->actor;
    made->server = access->server();
    if (d->policy)
        made->policy = d->policy(request.target.context, before->rollout, request.verb);
    if (made->allowed.allowed && request.replicas && rules.refuses(*request.replicas))
        made->allowed = {false, RefusalCode::ReplicasOutOfRange, {QString::number(*request.replicas), QString::number(*rules.most), rules.policy}};
    const bool ofADrill = request.verb == Verb::SetImage || request.trigger.kind == TriggerKind::Drill;
    if (ofADrill && !made->policy.drill) // asked for every plan: what was marked when the drill began may not be any more (S10)
        made->allowed = {false, RefusalCode::NotForDrills, {made->policy.environment.isEmpty() ? request.target.context : made->policy.environment}};
    if (made->allowed.allowed && !canBeKept(*made))
        made->allowed = {false, RefusalCode::CannotBeKept, {guardPath(*strategyField(request.verb))}};
    if (made->allowed.allowed)
        made->duty = dutyAfter(request, made->policy, d->clock->utcNow());
    if (!request.uid.isEmpty() && request.uid != before->rollout.meta.uid)
        made->allowed = {false, RefusalCode::ObjectReplaced, {}};
    else if (d->readOnly && d->readOnly(request.target.context))
        made->allowed = {false, RefusalCode::ReadOnly, {request.target.context}};
    else if (d->running.contains(before->rollout.meta.uid))
        made->allowed = {false, RefusalCode::InFlight, {}};
    else if (!request.via.isEmpty() && !d->desk)
        made->allowed = {false, RefusalCode::WayUnusable, {QCoreApplication::translate("OperationRun", "There is no other way back here.")}};
    if (!made->allowed.allowed || !d->lock)
        return complete(access, draft, made);
    d->lock(request.target, before->rollout, request.verb, access, whileAlive(this, [this, access = QPointer<ClusterAccess>(access), draft, made](const QString &why) {
        if (!why.isEmpty())
            made->allowed = {false, RefusalCode::WayUnusable, {why}};
        if (access)
            complete(access, draft, made);
    }));
}

void OperationService::complete(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &made)
{
    if (!made->allowed.allowed || made->request.via.isEmpty())
        return requestsOf(access, draft, made);
    const Rollout *referenced = draft->referenced ? &*draft->referenced : nullptr;
    d->desk->complete({access, draft->parts->replicaSets, referenced}, made, whileAlive(this, [this, access = QPointer<ClusterAccess>(access), draft, made](const std::optional<Error> &problem) {
        if (problem)
            fail(draft, *problem);
        else if (access)
            requestsOf(access, draft, made);
    }));
}

void OperationService::requestsOf(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &made)
{
    if (!made->allowed.allowed || made->call)
        return seal(draft, made);
    Result<QList<PlannedRequest>> requests = patchRequests(*made);
    if (!requests)
        return fail(draft, requests.error());
    made->requests = std::move(requests).value();
    askPermission(access, draft, made, 0);
}

void OperationService::askPermission(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan, qsizetype step)
{
    if (step >= plan->steps.size())
        return askServer(access, draft, plan);
    const AccessQuestion question = questionFor(plan->steps[step], *plan);
    access->canI(question, whileAlive(this, [this, access, draft, plan, step, question](const AccessAnswer &answer) {
        if (answer.access == Access::Denied) {
            plan->allowed = {false, RefusalCode::MissingPermission, {permissionText(question), question.ns, answer.reason}};
            return seal(draft, plan);
        }
        askPermission(access, draft, plan, step + 1);
    }));
}

/// Last of all, so that what it says is as young as the plan; once for each plan.
void OperationService::askServer(ClusterAccess *access, const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan)
{
    if (!wantsDryRun(*plan))
        return seal(draft, plan);
    requestDryRun(access, *plan, d->clock, whileAlive(this, [this, draft, plan](const DryRun &said) {
        plan->dryRun = std::make_shared<const DryRun>(said);
        if (said.state == DryRun::State::Refused)
            plan->allowed = {false, RefusalCode::DryRunRefused, {said.message}};
        seal(draft, plan);
    }));
}

void OperationService::seal(const DraftPtr &draft, const std::shared_ptr<OperationPlan> &plan)
{
    draft->told = true;
    const QString folder = d->evidence.folder(d->rulesOf(*plan));
    if (plan->allowed.allowed && !folder.isEmpty()) {
        plan->backup = backupOf(*draft);
        if (const Result<Done> writable = evidenceWritable(folder, plan->backup->yaml.size()); !writable)
            plan->evidenceProblem = writable.error().message;
        else if (!plan->backup->problem.isEmpty())
            plan->evidenceProblem = QCoreApplication::translate("OperationRun", "The configuration cannot be backed up: %1").arg(plan->backup->problem);
        // What nobody can give with the yes: it has to be said before.
        const QStringList lacks = recordLacks(*plan, {{}, QStringLiteral("given"), QStringLiteral("given"), QStringLiteral("given"), false}, d->rulesOf(*plan));
        plan->recordAsks = recordLacks(*plan, {}, d->rulesOf(*plan));
        plan->recordAsks.removeIf([&lacks](const QString &word) { return lacks.contains(word); });
        if (plan->evidenceProblem.isEmpty() && !lacks.isEmpty())
            plan->evidenceProblem = QCoreApplication::translate("OperationRun", "The policy asks for a record with %1.").arg(lacks.join(QStringLiteral(", ")));
    }
    plan->logUrl = d->logUrl;
    plan->digest = planDigest(*plan);
    plan->armedAtBootMs = d->clock->bootMs();
    d->madeOver.removeIf([](const auto &entry) { return entry.value().isNull(); });
    d->madeOver.insert(plan->digest + QString::number(plan->armedAtBootMs), draft->access);
    Q_EMIT planReady(plan);
}

/// Made before anybody confirms, so that the way from there to the request has one file to write and nothing to compute.
std::shared_ptr<const ConfigBackup> OperationService::backupOf(const Draft &draft)
{
    QList<QByteArray> objects;
    for (const ClusterAccess::Source &source : {draft.object, draft.referencedObject})
        if (!source->isEmpty())
            objects.append(*source);
    const std::optional<WorkloadRef> ref = draft.parts->rollout.workloadRef;
    QStringList missing;
    if (ref && draft.referencedObject->isEmpty())
        missing.append(QStringLiteral("%1 %2: %3").arg(ref->kind, ref->name, draft.unreadReference.isEmpty() ? QCoreApplication::translate("OperationRun", "it was not read") : draft.unreadReference));
    return std::make_shared<const ConfigBackup>(configBackup(objects, missing));
}

void OperationService::fail(const DraftPtr &draft, const Error &error)
{
    if (std::exchange(draft->told, true))
        return;
    Q_EMIT planFailed(draft->request, error);
}

void OperationService::execute(OperationPlanPtr plan, const Confirmation &confirmation)
{
    const QString uid = plan->before->rollout.meta.uid;
    ClusterAccess *access = d->access(plan->request.target.context);
    const QString key = plan->digest + QString::number(plan->armedAtBootMs);
    const bool otherConnection = access && d->madeOver.contains(key) && d->madeOver.take(key) != access;
    if (!access || otherConnection || d->running.contains(uid) || (plan->allowed.allowed && d->usedDigests.contains(key))) {
        Outcome outcome;
        outcome.verb = plan->request.verb;
        outcome.state = OutcomeState::Refused;
        outcome.before = plan->before;
        outcome.message = !access && d->problem ? QCoreApplication::translate("OperationRun", "Nothing was sent. %1").arg(d->problem(plan->request.target.context).message)
                          : !access             ? QCoreApplication::translate("OperationRun", "The connection is gone; nothing was sent.")
                          : otherConnection     ? QCoreApplication::translate("OperationRun", "The connection was made anew since this plan; nothing was sent. Plan again.")
                                                : QCoreApplication::translate("OperationRun", "This confirmation was already used; nothing was sent again.");
        QTimer::singleShot(0, this, [this, outcome] { Q_EMIT finished(outcome); });
        return;
    }
    d->usedDigests.insert(key);
    d->running.insert(uid);
    std::unique_ptr<Deed> deed = plan->call && d->desk ? d->desk->deed(plan, access) : nullptr;
    OperationRun::Settings settings = d->settings;
    settings.rules = d->rulesOf(*plan);
    settings.evidenceDirectory = d->evidence.folder(settings.rules);
    auto *run = new OperationRun(plan, confirmation, access, d->journal, d->clock, settings, std::move(deed), this);
    connect(run, &OperationRun::progressed, this, &OperationPort::progressed);
    connect(run, &OperationRun::settled, this, [this, uid] { d->running.remove(uid); });
    connect(run, &OperationRun::finished, this, [this, uid, plan](const Outcome &outcome) {
        d->running.remove(uid);
        d->journal->publish();
        Q_EMIT ended(plan, outcome);
        Q_EMIT finished(outcome);
    });
    run->start();
}

} // namespace maestro
