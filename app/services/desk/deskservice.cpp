// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskscene.h"

#include "services/hold/desklease.h"

#include "domain/planner/guards.h"
#include "domain/planner/rollbackway.h"
#include "kube/patch/rolloutpatches.h"
#include "services/desk/workflowdeed.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

/// What must still be so when a call leaves: the object, and the version it asks for.
QList<Guard> callGuards(const Rollout &workload)
{
    return guardsOf(workload, {GuardField::Uid, workload.workload == WorkloadKind::Deployment ? GuardField::RevisionAnnotation : GuardField::CurrentPodHash});
}

bool usesHelm(const DeskWay &way)
{
    return way.kind == DeskKind::Helm || way.kind == DeskKind::HelmImage;
}

/// The first release that any way works on.
std::pair<QString, QString> releaseOf(const QList<DeskWay> &ways, const Rollout &workload)
{
    for (const DeskWay &way : ways)
        if (usesHelm(way)) {
            const auto [release, ns] = helmReleaseOf(way.argv);
            return {release, ns.isEmpty() ? workload.meta.ns : ns};
        }
    return {};
}

QList<AccessQuestion> questionsFor(const DeskWay &way, const DeskCall &call)
{
    QList<AccessQuestion> questions;
    if (way.needs == QLatin1String("cluster-admin"))
        questions.append({QStringLiteral("*"), QStringLiteral("*"), QStringLiteral("*")});
    if (usesHelm(way)) {
        questions.append({QStringLiteral("create"), {}, QStringLiteral("secrets"), {}, call.releaseNamespace});
        questions.append({QStringLiteral("patch"), QStringLiteral("apps"), QStringLiteral("deployments"), {}, call.releaseNamespace});
    }
    return questions;
}

} // namespace

DeskService::DeskService(Means means, QObject *parent)
    : DeskPort(parent)
    , m_means(std::move(means))
{
}

DeskService::~DeskService() = default;

void DeskService::readScene(const Ground &ground, const RolloutSnapshotPtr &before, Callback<ScenePtr> done)
{
    const auto scene = std::make_shared<Scene>();
    scene->access = ground.access;
    scene->replicaSets = ground.replicaSets;
    if (ground.referenced)
        scene->referenced = *ground.referenced;
    scene->before = before;
    scene->match = matchPolicy(m_means.policies(), m_means.connection(before->ref.context), before->rollout);
    scene->environment = scene->match.environment;
    scene->ways = waysBack(scene->match.policy.get(), scene->environment, scene->match ? scene->match.serviceEntry() : nullptr, before->rollout);
    if (const Result<QList<JournalRecord>> records = m_means.journal->records())
        scene->records = *records;
    const auto ready = [this, scene, done](const HelmRevisions &history) {
        scene->helm = history;
        scene->known = lastKnownGood(*scene->before, history, scene->records);
        readHold(scene, done);
    };
    const auto [release, ns] = releaseOf(scene->ways, before->rollout);
    if (release.isEmpty() || !ground.access) {
        QTimer::singleShot(0, this, [ready] { ready({}); });
        return;
    }
    readHelmHistory(ground.access, ns, release, whileAlive(this, [scene, ready](const Result<HelmRevisions> &history) {
        if (!history)
            scene->helmProblem = history.error();
        ready(history ? *history : HelmRevisions());
    }));
}

/// Whether somebody else is at it, and whether we could tell others that we are.
void DeskService::readHold(const ScenePtr &scene, const Callback<ScenePtr> &done)
{
    const bool calls = std::any_of(scene->ways.cbegin(), scene->ways.cend(), [](const DeskWay &way) { return way.kind != DeskKind::Argo && way.kind != DeskKind::DeploymentUndo && way.kind != DeskKind::Observe; });
    if (!calls || !scene->access)
        return done(scene);
    const QString ns = scene->before->rollout.meta.ns;
    DeskLease::look(scene->access, ns, scene->before->rollout.meta.uid, this, [this, scene, ns, done](const Result<std::optional<DeskHold>> &hold) {
        if (hold && *hold)
            scene->busy = holdText(**hold);
        const auto denied = [scene, ns](const QString &why) {
            scene->unguarded = Words::tr("Nobody is kept from taking it at the same time: Leases of %1 cannot be used. %2").arg(displaySafe(ns, 80), displaySafe(why, 200));
        };
        if (!hold)
            denied(hold.error().message);
        if (!hold || !scene->access)
            return done(scene);
        const auto plan = std::make_shared<OperationPlan>();
        plan->allowed = {true};
        const QString group = QStringLiteral("coordination.k8s.io");
        ask(scene, plan, {{QStringLiteral("create"), group, QStringLiteral("leases"), {}, ns}, {QStringLiteral("update"), group, QStringLiteral("leases"), {}, ns}}, [scene, denied, done](const std::shared_ptr<OperationPlan> &answered) {
            if (!answered->allowed.allowed)
                denied(Words::tr("You may not: %1.").arg(answered->allowed.arguments.value(0)));
            done(scene);
        });
    });
}

void DeskService::complete(const Ground &ground, const std::shared_ptr<OperationPlan> &plan, Callback<std::optional<Error>> done)
{
    readScene(ground, plan->before, [this, plan, done](const ScenePtr &scene) {
        const DeskWay *way = findWay(scene->ways, plan->request.via);
        if (!way) {
            QStringList names;
            for (const DeskWay &known : std::as_const(scene->ways))
                names.append(known.name);
            return done(Error {ErrorKind::BadInput, QStringLiteral("unknownWay"), Words::tr("There is no way back named %1.").arg(displaySafe(plan->request.via, 80)),
                               Words::tr("Known here: %1.").arg(displaySafe(names.join(QStringLiteral(", "))))});
        }
        planWay(scene, *way, plan, [done](const auto &) { done(std::nullopt); });
    });
}

void DeskService::planWay(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, Planned done)
{
    const auto told = [scene, done](const std::shared_ptr<OperationPlan> &made) {
        if (made->call && made->allowed.allowed && !scene->busy.isEmpty()) {
            made->allowed = unusable(scene->busy);
        } else if (made->call && !scene->unguarded.isEmpty()) {
            DeskCall call = *made->call;
            call.unguarded = scene->unguarded;
            made->call = std::make_shared<const DeskCall>(call);
        }
        done(made);
    };
    plan->request.via = way.name;
    plan->steps = {{.target = PatchTarget::Main, .guards = callGuards(plan->before->rollout), .changes = {}}}; // of a call; a patch has its own
    const bool deployment = scene->before->rollout.workload == WorkloadKind::Deployment;
    switch (way.kind) {
    case DeskKind::Argo:
    case DeskKind::DeploymentUndo:
        if (deployment == (way.kind == DeskKind::DeploymentUndo))
            planPatch(scene, way, plan.get());
        else
            plan->allowed = unusable(deployment ? Words::tr("This is a Deployment, not a Rollout.") : Words::tr("This is a Rollout: undoing a Deployment is not possible."));
        break;
    case DeskKind::Helm:
    case DeskKind::HelmImage:
    case DeskKind::Script:
        return planProgram(scene, way, plan, told);
    case DeskKind::Workflow:
        return planWorkflow(scene, way, plan, told);
    case DeskKind::Route:
        return planRoute(scene, way, plan, told);
    case DeskKind::Observe:
        plan->allowed = unusable(Words::tr("It rolls back by itself; there is nothing to call."));
        break;
    }
    QTimer::singleShot(0, this, [done, plan] { done(plan); });
}

/// What OperationService would plan, aimed at the last known good: never at a version that was rolled back from.
void DeskService::planPatch(const ScenePtr &scene, const DeskWay &way, OperationPlan *plan) const
{
    OperationRequest request = plan->request;
    bool number = false;
    if (!request.to.isEmpty()) {
        request.toRevision = request.to.toInt(&number);
        if (!number || *request.toRevision <= 0) {
            plan->allowed = unusable(Words::tr("%1 is no revision number.").arg(displaySafe(request.to, 80)));
            return;
        }
    } else if (!request.toRevision && chooseRollback(*scene->before, std::nullopt, m_means.clock->utcNow()).way != RollbackWay::Abort) {
        const KnownGood *good = goodRevision(scene->known);
        if (good)
            request.toRevision = good->revision;
    }
    OperationPlan made = planOperation(request, plan->before, scene->replicaSets, scene->referenced ? &*scene->referenced : nullptr, m_means.clock->utcNow());
    made.actor = plan->actor;
    made.server = plan->server;
    made.policy = plan->policy;
    made.request.via = way.name;
    *plan = made;
}

DeskVariables DeskService::variables(const Scene &scene, const OperationRequest &request) const
{
    DeskVariables out;
    const auto addAll = [&out](const QVariant &map) { out.insert(declaredVariables(map.toMap())); };
    if (scene.match) {
        const QVariantMap &document = scene.match.policy->document;
        addAll(document.value(QStringLiteral("variables")));
        for (const QVariant &entry : document.value(QStringLiteral("environments")).toList())
            if (entry.toMap().value(QStringLiteral("name")).toString() == scene.environment)
                addAll(entry.toMap().value(QStringLiteral("variables")));
        for (const QVariant &entry : document.value(QStringLiteral("services")).toList())
            if (const QVariantMap service = entry.toMap(); service.value(QStringLiteral("name")).toString() == scene.match.service) {
                addAll(service.value(QStringLiteral("variables")));
                for (const char *key : {"route", "log_url"})
                    if (service.contains(QLatin1String(key)))
                        out.insert(QLatin1String(key), service.value(QLatin1String(key)).toString());
            }
        out.insert(QStringLiteral("environment"), scene.environment);
    }
    const Rollout &workload = scene.before->rollout;
    out.insert(QStringLiteral("service"), scene.match ? scene.match.service : workload.meta.name);
    out.insert(QStringLiteral("namespace"), workload.meta.ns);
    out.insert(QStringLiteral("name"), workload.meta.name);
    out.insert(QStringLiteral("context"), scene.before->ref.context);
    out.insert(QStringLiteral("ticket"), request.ticket);
    out.insert(QStringLiteral("deployment_id"), workload.meta.uid);
    out.insert(QStringLiteral("evidence_dir"), m_means.evidence.folder(scene.match ? evidenceRules(scene.match.policy->document) : EvidenceRules()));
    if (!m_means.logUrl.isEmpty())
        out.insert(QStringLiteral("log_url"), m_means.logUrl);
    out.insert(QStringLiteral("log_url"), filled(out.value(QStringLiteral("log_url")), out));
    if (!request.reason.isEmpty())
        out.insert(QStringLiteral("reason"), request.reason);
    const KnownGood *tag = goodTag(scene.known);
    const KnownGood *helm = goodHelmRevision(scene.known);
    const KnownGood *revision = helm ? helm : goodRevision(scene.known);
    const QString good = request.to.isEmpty() && tag ? tag->tag : request.to;
    if (!good.isEmpty()) {
        out.insert(QStringLiteral("good_tag"), good);
        out.insert(QStringLiteral("PREVIOUS_STABLE_VERSION"), good);
    }
    if (!request.to.isEmpty() || revision)
        out.insert(QStringLiteral("revision"), !request.to.isEmpty() ? request.to : QString::number(helm ? helm->helmRevision : revision->revision));
    return out;
}

ProgramGround DeskService::programGround(const Scene &scene) const
{
    const QString context = scene.before->ref.context;
    ProgramGround ground;
    ground.environment = m_means.environment;
    ground.scriptFolder = scene.match ? scriptFolderOf(*scene.match.policy) : QString();
    ground.helmProgram = m_means.helmProgram;
    ground.kubeconfig = m_means.kubeconfig(context);
    ground.context = context;
    ground.impersonate = m_means.impersonate;
    return ground;
}

/// Checks the target of a Helm way against the history it was made from.
Result<Done> DeskService::aimHelm(const Scene &scene, DeskCall *call) const
{
    const auto refuse = [](const QString &why) { return Error {ErrorKind::Refused, QStringLiteral("notAllowed"), why}; };
    if (scene.helmProblem)
        return refuse(Words::tr("The history of %1 cannot be read: %2").arg(displaySafe(call->release, 80), scene.helmProblem->message));
    if (scene.helm.isEmpty() || scene.helm.first().release != call->release)
        return refuse(Words::tr("There is no Helm release %1 in the namespace %2.").arg(displaySafe(call->release, 80), displaySafe(call->releaseNamespace, 80)));
    const HelmRevision &newest = scene.helm.first();
    call->fromRevision = newest.number;
    if (newest.status.startsWith(QLatin1String("pending")) || newest.status == QLatin1String("uninstalling"))
        return refuse(Words::tr("Another action of Helm is under way: revision %1 is %2.").arg(newest.number).arg(displaySafe(newest.status, 40)));
    if (call->kind == DeskKind::HelmImage)
        return isTag(call->to) ? Result<Done>(Done {}) : refuse(Words::tr("%1 is no image tag.").arg(displaySafe(call->to, 80)));
    QStringList numbers;
    for (const HelmRevision &revision : scene.helm) {
        numbers.append(QString::number(revision.number));
        if (QString::number(revision.number) == call->to)
            return revision.number == newest.number ? refuse(Words::tr("Revision %1 is the newest one already.").arg(newest.number)) : Result<Done>(Done {});
    }
    return refuse(call->to.isEmpty() ? Words::tr("Helm knows no earlier revision that was deployed and not left by a rollback: name one.")
                                     : Words::tr("Revision %1 is not in Helm's history. Known: %2.").arg(displaySafe(call->to, 40), numbers.mid(0, 20).join(QStringLiteral(", "))));
}

void DeskService::planProgram(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done)
{
    DeskVariables known = variables(*scene, plan->request);
    if (usesHelm(way) && plan->request.to.isEmpty() && !goodHelmRevision(scene->known))
        known.remove(QStringLiteral("revision")); // that of the workload counts something else
    DeskCall call;
    call.provider = way.name;
    call.kind = way.kind;
    const QString all = way.argv.join(u' ') + way.environment.values().join(u' ');
    call.to = all.contains(QLatin1String("{{revision}}")) ? known.value(QStringLiteral("revision"))
              : all.contains(QLatin1String("{{good_tag}}")) || all.contains(QLatin1String("PREVIOUS_STABLE_VERSION")) ? known.value(QStringLiteral("good_tag")) : QString();
    if (isTag(call.to) && !usesHelm(way) && !all.contains(QLatin1String("{{revision}}")))
        call.toTag = call.to;
    Result<Done> prepared = prepareProgram(way, known, programGround(*scene), &call);
    if (usesHelm(way)) {
        const auto [release, ns] = helmReleaseOf(way.argv);
        call.release = release;
        call.releaseNamespace = ns.isEmpty() ? scene->before->rollout.meta.ns : ns;
        const Result<Done> aimed = aimHelm(*scene, &call);
        for (const HelmRevision &revision : scene->helm)
            if (call.kind == DeskKind::Helm && QString::number(revision.number) == call.to)
                call.toTag = revision.imageTag;
        if (call.kind == DeskKind::HelmImage)
            call.toTag = call.to;
        if (prepared || prepared.error().code == QLatin1String("noValue"))
            prepared = aimed ? prepared : aimed;
    } else if (!plan->request.to.isEmpty() && !isTag(plan->request.to)) {
        prepared = Error {ErrorKind::Refused, QStringLiteral("badTarget"), Words::tr("%1 is neither a revision nor a tag.").arg(displaySafe(plan->request.to, 80))};
    }
    if (!prepared) {
        plan->allowed = unusable(prepared.error().message);
        QTimer::singleShot(0, this, [done, plan] { done(plan); });
        return;
    }
    if (way.kind == DeskKind::Script)
        call.checks = checksAfter(*scene, known);
    plan->call = std::make_shared<const DeskCall>(call);
    ask(scene, plan, questionsFor(way, call), [this, scene, done](const std::shared_ptr<OperationPlan> &made) {
        if (made->allowed.allowed)
            checkTag(scene, made, done);
        else
            done(made);
    });
}

/// EMG-07: a rollback script is followed by the check scripts that the policy verifies a rollback with. One that cannot be started does not
/// keep anybody from going back.
QList<FollowingCheck> DeskService::checksAfter(const Scene &scene, const DeskVariables &known) const
{
    QList<FollowingCheck> checks;
    const QList<ValidationStep> steps = scene.match ? validationPlan(scene.match).steps : QList<ValidationStep>();
    for (const ValidationStep &step : steps) {
        if (step.type != CheckType::Tool)
            continue;
        DeskCall call;
        const Result<Done> ready = prepareCheck(step, known, programGround(scene), &call);
        if (ready)
            checks.append({step.id, call.argv, call.environment, call.programSha256, call.workingDirectory, call.timeout, {}});
        else
            checks.append({step.id, {}, {}, {}, {}, {}, ready.error().message});
    }
    return checks;
}

/// One question after the other; the first no is the refusal.
void DeskService::ask(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, QList<AccessQuestion> questions, const Planned &done)
{
    if (questions.isEmpty() || !scene->access) {
        QTimer::singleShot(0, this, [done, plan] { done(plan); });
        return;
    }
    const AccessQuestion question = questions.takeFirst();
    scene->access->canI(question, whileAlive(this, [this, scene, plan, questions, question, done](const AccessAnswer &answer) {
        if (answer.access != Access::Denied)
            return ask(scene, plan, questions, done);
        const QString resource = question.subresource.isEmpty() ? question.resource : question.resource + u'/' + question.subresource;
        plan->allowed = {false, RefusalCode::MissingPermission, {question.verb + u' ' + resource, question.ns, answer.reason}};
        done(plan);
    }));
}

std::unique_ptr<Deed> DeskService::deed(const OperationPlanPtr &plan, ClusterAccess *access)
{
    const DeskCall &call = *plan->call;
    ProgramGround ground;
    ground.environment = m_means.environment;
    ground.kubeconfig = m_means.kubeconfig(plan->request.target.context);
    EvidenceRules rules;
    for (const PolicyPtr &policy : m_means.policies())
        if (policy->name == plan->policy.name)
            rules = evidenceRules(policy->document);
    const ProgramDeed::Place place {m_means.runs, programEnvironment(ground), m_means.evidence.folder(rules)};
    const auto reserved = [&](std::unique_ptr<Deed> deed) {
        const Rollout &workload = plan->before->rollout;
        auto *lease = new DeskLease(access, {workload.meta.ns, workload.meta.uid, call.provider, programLimit(call), !call.isProgram(), call.unguarded.isEmpty()}, deed.get());
        deed->setReservation({[lease](const QString &id, Callback<std::optional<Error>> done) { lease->take(id, std::move(done)); },
                              [lease](std::function<void()> done) { lease->giveBack(std::move(done)); }});
        return deed;
    };
    if (call.kind == DeskKind::Helm || call.kind == DeskKind::HelmImage)
        return reserved(std::make_unique<HelmDeed>(call, place, access));
    if (call.isProgram())
        return reserved(std::make_unique<ProgramDeed>(call, place));
    const bool route = call.kind == DeskKind::Route;
    const std::shared_ptr<RemoteReader> api = reader(plan->request.target.context, route ? "maestro" : "github");
    if (!api || api->source() != call.server)
        return nullptr; // the connection is another one than when this was planned
    if (route)
        return reserved(std::make_unique<RouteDeed>(call, api, access, m_means.endpoints->secrets()));
    return reserved(std::make_unique<WorkflowDeed>(call, api, access, m_means.endpoints->secrets()));
}

} // namespace maestro
