// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskscene.h"

#include "kube/patch/rolloutpatches.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

QString permissionOf(const DeskWay &way, const OperationPlan &plan)
{
    if (plan.allowed.code == RefusalCode::MissingPermission)
        return Words::tr("missing: %1").arg(plan.allowed.arguments.value(0));
    const QString needed = way.needs.isEmpty() ? QString() : Words::tr("needs %1").arg(displaySafe(way.needs, 80));
    switch (way.kind) {
    case DeskKind::Argo:
    case DeskKind::DeploymentUndo: return Words::tr("patch %1").arg(writtenResource(Verb::Rollback, *plan.before));
    case DeskKind::Helm:
    case DeskKind::HelmImage: return needed.isEmpty() ? Words::tr("create secrets, patch deployments") : needed;
    default: return needed;
    }
}

QString targetOf(const OperationPlan &plan)
{
    if (plan.call)
        return plan.call->to;
    if (plan.targetRevision)
        return QString::number(plan.targetRevision->number);
    if (plan.way == RollbackWay::Abort)
        for (const Revision &revision : plan.before->revisions)
            if (revision.has(RevisionRole::Stable) && revision.number > 0)
                return QString::number(revision.number);
    return {};
}

/// "an abort, because an update is under way": what the state decided.
QString choiceOf(const OperationPlan &plan)
{
    switch (plan.way) {
    case RollbackWay::Abort: return Words::tr("Aborts: an update is under way.");
    case RollbackWay::Undo:
        if (plan.before->rollout.workload != WorkloadKind::Rollout)
            return {};
        return plan.before->rollout.abort ? Words::tr("Undoes: the update is aborted, and the spec still names it.") : Words::tr("Undoes: the update is promoted already.");
    case RollbackWay::SwitchBack: return Words::tr("Switches back: the old version still stands by.");
    case RollbackWay::None: return {};
    }
    return {};
}

/// What the policy wants of the revision that an undo goes to. It is told and not enforced: nothing goes back that a person did not confirm with its
/// revision named, and a mass rollback could not ask for each.
QString revisionWishOf(const PolicyMatch &match, const DeskWay &way, const OperationPlan &plan)
{
    if (!match || way.implied || plan.way != RollbackWay::Undo || way.kind != DeskKind::Argo)
        return {};
    QString wish;
    for (const QVariant &provider : match.policy->document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("providers")).toList())
        if (const QVariantMap map = provider.toMap(); map.value(QStringLiteral("name")).toString() == way.name)
            wish = map.value(QStringLiteral("to_revision")).toString();
    if (wish.isEmpty())
        return {};
    if (wish == QLatin1String("pick"))
        return Words::tr("The policy wants a person to pick the revision: choose one of the versions; without a choice it is the last known good.");
    return Words::tr("The policy says \"%1\" of the revision, which this program does not know: without a choice it is the last known good.").arg(displaySafe(wish, 80));
}

/// All ways of one workload, planned one after the other.
struct Round
{
    std::shared_ptr<RollbackOptions> told;
    QList<DeskWay> left;
};

} // namespace

RollbackOption DeskService::option(const Scene &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan) const
{
    RollbackOption out;
    out.way = way;
    out.usable = plan->allowed.allowed;
    out.reason = !out.usable ? refusalText(plan->allowed) : plan->call ? plan->call->caution : choiceOf(*plan);
    if (const QString wish = revisionWishOf(scene.match, way, *plan); out.usable && !wish.isEmpty())
        out.reason = out.reason.isEmpty() ? wish : QString(out.reason + u' ' + wish);
    out.permission = permissionOf(way, *plan);
    out.target = targetOf(*plan);
    out.reverts = revertsText(way, plan.get());
    out.leaves = leavesText(way);
    out.sideEffects = sideEffectsText(way);
    if (plan->call && !plan->call->unguarded.isEmpty())
        out.sideEffects += u' ' + plan->call->unguarded;
    out.estimateSeconds = rollbackSeconds(scene.records, scene.before->rollout.meta.uid, way.name);
    plan->digest = planDigest(*plan);
    out.plan = plan;
    return out;
}

/// The requests of a patch and whether we may send them, as OperationService would find.
void DeskService::patchOptions(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, const Planned &done)
{
    const Result<QList<PlannedRequest>> requests = patchRequests(*plan);
    if (!requests) {
        plan->allowed = unusable(requests.error().message);
        return done(plan);
    }
    plan->requests = *requests;
    const ObjectRef &ref = plan->before->ref;
    const QString written = writtenResource(Verb::Rollback, *plan->before);
    const bool deployment = written == QLatin1String("deployments");
    ask(scene, plan, {{QStringLiteral("patch"), deployment ? QStringLiteral("apps") : QStringLiteral("argoproj.io"), written.section(u'/', 0, 0), written.section(u'/', 1), ref.ns,
                       plan->before->rollout.workloadRef && deployment ? plan->before->rollout.workloadRef->name : ref.name}}, done);
}

void DeskService::read(const ObjectRef &target, WorkloadKind workload)
{
    const auto failed = [this, target](const Error &error) { Q_EMIT readFailed(target, error); };
    ClusterAccess *access = m_means.access ? m_means.access(target.context) : nullptr;
    if (!access) {
        QTimer::singleShot(0, this, [failed] { failed({ErrorKind::Unreachable, QStringLiteral("noConnection"), Words::tr("There is no connection to this cluster.")}); });
        return;
    }
    const auto told = [this](const RollbackOptionsPtr &options) { Q_EMIT optionsRead(options); };
    options(access, target, workload, [told, failed](const Result<RollbackOptionsPtr> &options) { options ? told(*options) : failed(options.error()); }, told);
}

void DeskService::options(ClusterAccess *access, const ObjectRef &target, std::optional<WorkloadKind> kind, Callback<Result<RollbackOptionsPtr>> done, Callback<RollbackOptionsPtr> known)
{
    access->readParts(target.ns, target.name, kind, ClusterAccess::Depth::Whole, whileAlive(this, [this, access = QPointer<ClusterAccess>(access), done, known](Result<RolloutParts> parts) {
        if (!parts)
            return done(parts.error());
        RolloutSnapshot snapshot = assembleSnapshot(*parts);
        snapshot.heardAtBootMs = m_means.clock->bootMs();
        snapshot.connected = true;
        const auto before = std::make_shared<const RolloutSnapshot>(std::move(snapshot));
        readScene({access, parts->replicaSets, nullptr}, before, [this, before, done, known](const ScenePtr &scene) {
            const auto round = std::make_shared<Round>();
            round->told = std::make_shared<RollbackOptions>();
            round->left = scene->ways;
            RollbackOptions &told = *round->told;
            told.service = scene->match ? scene->match.service : before->rollout.meta.name;
            told.target = before->ref;
            told.before = before;
            if (m_means.policyInForce)
                told.policy = m_means.policyInForce(before->ref.context, before->rollout);
            told.lastKnownGood = scene->known;
            told.helm = scene->helm;
            told.busy = scene->busy;
            told.at = m_means.clock->utcNow();
            if (scene->helmProblem)
                told.problems.append(scene->helmProblem->message);
            const auto part = [round, done, open = std::make_shared<int>(2)] { // the ways, and at the same time the tags
                if (--*open == 0)
                    done(RollbackOptionsPtr(round->told));
            };
            addTags(scene, round->told, part);
            const auto next = std::make_shared<std::function<void()>>();
            *next = [this, scene, round, part, known, weak = std::weak_ptr(next)] {
                if (round->left.isEmpty()) {
                    if (known && !round->told->asking.isEmpty()) {
                        known(std::make_shared<const RollbackOptions>(*round->told)); // what comes later changes a copy of its own
                        round->told->amended = true;
                    }
                    return part();
                }
                const DeskWay way = round->left.takeFirst();
                auto plan = std::make_shared<OperationPlan>();
                plan->request.verb = Verb::Rollback;
                plan->request.target = scene->before->ref;
                plan->request.workload = scene->before->rollout.workload;
                plan->before = scene->before;
                plan->policy = round->told->policy;
                plan->allowed = {true};
                const auto add = [this, scene, round, way, self = weak.lock()](const std::shared_ptr<OperationPlan> &made) {
                    if (m_means.readOnly && m_means.readOnly(scene->before->ref.context) && made->allowed.allowed)
                        made->allowed = {false, RefusalCode::ReadOnly, {scene->before->ref.context}};
                    round->told->options.append(option(*scene, way, made));
                    (*self)();
                };
                planWay(scene, way, plan, [this, scene, add](const std::shared_ptr<OperationPlan> &made) {
                    if (made->allowed.allowed && !made->call)
                        patchOptions(scene, made, add);
                    else
                        add(made);
                });
            };
            (*next)();
        });
    }));
}

} // namespace maestro
