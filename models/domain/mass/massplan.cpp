// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massplan.h"

#include "domain/validation/policyduration.h"

namespace maestro {

namespace {

/// When the present version became the stable one, as the condition Completed (canary) or Healthy tells.
QDateTime promotedAt(const Rollout &rollout)
{
    for (const QString &type : {QStringLiteral("Completed"), QStringLiteral("Healthy")})
        for (const Condition &condition : rollout.conditions)
            if (condition.type == type && condition.status == u"True")
                return condition.lastTransitionAt;
    return {};
}

MassRow rowOf(const QString &context, const Rollout &rollout, const QDateTime &now, std::chrono::milliseconds lately)
{
    MassRow row;
    row.ref = {context, rollout.meta.ns, rollout.meta.name};
    row.uid = rollout.meta.uid;
    row.hash = rollout.currentPodHash;
    row.images = rollout.images;
    row.phase = effectivePhase(rollout);
    if (const auto weight = weightFromStatus(rollout)) {
        row.weight = weight->observed ? weight->observed : weight->recorded;
        row.maxWeight = weight->max;
    }
    const auto skip = [&row](MassWhy why) {
        row.why = why;
        return row;
    };
    if (!rollout.unreadable.isEmpty() || !rollout.hasStatus || rollout.currentPodHash.isEmpty())
        return skip(MassWhy::NotReadable);
    if (rollout.abort)
        return skip(MassWhy::AbortedAlready);
    if (!rollout.isFullyPromoted()) {
        if (rollout.stableHash.isEmpty())
            return skip(MassWhy::NotReadable);
        row.deed = MassDeed::Abort;
        row.why = MassWhy::Moving;
        row.chosen = true;
        return row;
    }
    if (!rollout.generationObserved())
        return skip(MassWhy::NotSettled);
    row.promotedAt = promotedAt(rollout);
    const qint64 ageMs = row.promotedAt.isValid() ? row.promotedAt.msecsTo(now) : -1;
    if (lately.count() <= 0 || ageMs < 0 || ageMs > lately.count() || rollout.revision() < 2)
        return skip(MassWhy::Idle);
    row.deed = MassDeed::Rollback;
    row.why = MassWhy::PromotedLately;
    return row;
}

/// Another way takes the place of what the Rollout itself would be asked for, where the policy lets the row be taken at all.
void takeWay(MassRow *row, MassWay way, bool everywhere)
{
    const auto leave = [row](MassWhy why) {
        row->deed = MassDeed::Skip;
        row->why = why;
        row->chosen = false;
    };
    if (row->deed != MassDeed::Skip && everywhere && way.oneNamespace)
        leave(MassWhy::OneNamespace);
    else if (row->deed != MassDeed::Skip && row->why == MassWhy::Moving && way.leavesMoving)
        leave(MassWhy::PolicyLeavesMoving);
    else if (row->deed != MassDeed::Skip && row->why == MassWhy::PromotedLately && way.leavesPromoted)
        leave(MassWhy::PolicyLeavesPromoted);
    else if (row->why == MassWhy::PromotedLately && way.takesPromoted)
        row->chosen = true;
    if (row->deed == MassDeed::Skip || (row->why == MassWhy::Moving && way.abortsMoving))
        way.via.clear();
    row->way = std::move(way);
    if (!row->way.via.isEmpty()) {
        row->deed = MassDeed::Rollback;
    } else {
        row->way.command.clear();
        row->way.after.clear();
    }
}

bool isCall(const DeskWay &way)
{
    return way.kind != DeskKind::Argo && way.kind != DeskKind::DeploymentUndo && way.kind != DeskKind::Observe;
}

/// The first way of the order that can be taken for a Rollout, and those behind it.
void takeOrder(const Policy &policy, const PolicyMatch &match, const Rollout &rollout, MassWay *way)
{
    const QStringList order = policy.document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("order")).toMap().value(match.environment).toStringList();
    const QList<DeskWay> ways = waysBack(&policy, match.environment, match.serviceEntry(), rollout);
    for (const QString &name : order) {
        const auto found = std::find_if(ways.cbegin(), ways.cend(), [&name](const DeskWay &known) { return known.name == name && !known.implied; });
        if (found == ways.cend() || found->kind == DeskKind::Observe || found->kind == DeskKind::DeploymentUndo)
            continue; // others watch it, or it is no Rollout
        if (way->via.isEmpty() && !isCall(*found))
            return; // the Rollout itself is first
        if (way->via.isEmpty()) {
            way->via = found->name;
            way->kind = found->kind;
            way->command = found->argv;
        } else {
            way->after.append(isCall(*found) ? found->name : QString());
        }
    }
}

void takeMass(const QVariantMap &mass, MassWay *way)
{
    const auto text = [](const QVariantMap &map, const char *key) { return map.value(QLatin1String(key)).toString(); };
    way->abortsMoving = text(mass, "in_progress") == QLatin1String("abort");
    way->leavesMoving = text(mass, "in_progress") == QLatin1String("skip");
    way->oneNamespace = text(mass, "scope") == QLatin1String("namespace");
    way->parallel = std::clamp(mass.value(QStringLiteral("parallel"), 1).toInt(), 1, mostAtOnce);
    way->confirm = text(mass, "confirm");
    const QVariantMap promoted = mass.value(QStringLiteral("promoted_within")).toMap();
    if (promoted.isEmpty())
        return;
    if (const auto age = policyMilliseconds(promoted.value(QStringLiteral("age"))))
        way->lately = std::chrono::milliseconds(*age);
    way->leavesPromoted = text(promoted, "do") == QLatin1String("skip");
    way->takesPromoted = text(promoted, "opt_in") == QLatin1String("false");
}

} // namespace

MassWay massWayOf(const PolicyMatch &match, const Rollout &rollout)
{
    MassWay way;
    if (!match)
        return way;
    const Policy &policy = *match.policy;
    way.policyHash = QString::fromLatin1(policy.hash);
    takeOrder(policy, match, rollout, &way);
    takeMass(policy.document.value(QStringLiteral("emergency")).toMap().value(QStringLiteral("mass")).toMap(), &way);
    for (const PolicyStrategy &strategy : policy.strategies) {
        if (strategy.name != match.strategy)
            continue;
        way.asksApproval = strategy.automation.promote == Automation::Promote::Approve;
        for (const PolicyPhase &phase : strategy.phases)
            way.asksApproval = way.asksApproval || phase.promote == Automation::Promote::Approve;
    }
    for (const QVariant &strategy : policy.document.value(QStringLiteral("strategies")).toList())
        if (const QVariantMap written = strategy.toMap(); written.value(QStringLiteral("name")).toString() == match.strategy)
            for (const QVariant &phase : written.value(QStringLiteral("phases")).toList())
                way.asksApproval = way.asksApproval || phase.toMap().contains(QStringLiteral("approvals"));
    return way;
}

int MassPlan::chosen() const
{
    return int(std::count_if(rows.begin(), rows.end(), [](const MassRow &row) { return row.chosen; }));
}

int MassPlan::parallel() const
{
    int least = mostAtOnce;
    for (const MassRow &row : rows)
        if (row.chosen && row.deed != MassDeed::Skip)
            least = std::min(least, row.way.parallel);
    return chosen() > 0 ? std::max(1, least) : 1;
}

QString MassPlan::confirmation() const
{
    return (ns.isEmpty() ? context : ns) % u' ' % QString::number(chosen());
}

MassPlan massPlan(const QString &context, const QString &ns, const QList<Rollout> &rollouts, const QDateTime &now, std::chrono::milliseconds lately, const std::function<MassWay(const Rollout &)> &wayOf)
{
    MassPlan plan{context, ns, {}};
    for (const Rollout &rollout : rollouts)
        if (rollout.workload == WorkloadKind::Rollout) {
            const MassWay way = wayOf ? wayOf(rollout) : MassWay();
            plan.rows.append(rowOf(context, rollout, now, way.lately.value_or(lately)));
            takeWay(&plan.rows.last(), way, ns.isEmpty());
        }
    // Aborts, which take seconds, before what takes minutes; then the worst first: what serves the new version to most.
    std::stable_sort(plan.rows.begin(), plan.rows.end(), [](const MassRow &a, const MassRow &b) {
        const auto share = [](const MassRow &row) { return -double(row.weight.value_or(0)) / std::max(1, row.maxWeight); };
        const auto left = [](const MassRow &row) { return row.why < MassWhy::PolicyLeavesMoving; }; // what only a policy keeps out is read before the rest
        return std::tuple(a.deed, left(a), a.phase.phase != RolloutPhase::Degraded, share(a), a.ref) < std::tuple(b.deed, left(b), b.phase.phase != RolloutPhase::Degraded, share(b), b.ref);
    });
    return plan;
}

OperationRequest massRequest(const MassRow &row, const QString &batch)
{
    OperationRequest request;
    request.verb = row.deed == MassDeed::Abort ? Verb::Abort : Verb::Rollback;
    request.target = row.ref;
    request.uid = row.uid;
    request.expectHash = row.hash;
    request.via = row.way.via;
    request.trigger.rule = massRollbackWord;
    request.trigger.release = batch;
    return request;
}

int MassReport::applied() const
{
    return int(std::count_if(results.begin(), results.end(), [](const MassResult &one) { return one.outcome && one.outcome->state == OutcomeState::Applied; }));
}

int MassReport::notDone() const
{
    return plan.chosen() - applied();
}

QString massDeedWord(MassDeed deed)
{
    switch (deed) {
    case MassDeed::Abort: return QStringLiteral("abort");
    case MassDeed::Rollback: return QStringLiteral("rollback");
    case MassDeed::Skip: break;
    }
    return QStringLiteral("skip");
}

QString massWhyWord(MassWhy why)
{
    static const char *const words[] = {"moving", "promotedLately", "idle", "abortedAlready", "notReadable", "notSettled", "policyLeavesMoving", "policyLeavesPromoted", "oneNamespace"};
    return QString::fromLatin1(words[int(why)]);
}

} // namespace maestro
