// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massplan.h"

#include "domain/desk/deskway.h"

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

/// A script takes the place of what the Rollout itself would be asked for.
void takeWay(MassRow *row, MassWay way)
{
    if (row->deed == MassDeed::Skip || (row->why == MassWhy::Moving && way.abortsMoving))
        way.via.clear();
    row->way = std::move(way);
    if (!row->way.via.isEmpty())
        row->deed = MassDeed::Rollback;
    else
        row->way.command.clear();
}

} // namespace

MassWay massWayOf(const PolicyMatch &match, const Rollout &rollout)
{
    MassWay way;
    if (!match)
        return way;
    const Policy &policy = *match.policy;
    way.policyHash = QString::fromLatin1(policy.hash);
    const QString first = policy.document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("order")).toMap().value(match.environment).toStringList().value(0);
    for (const DeskWay &known : waysBack(&policy, match.environment, match.serviceEntry(), rollout))
        if (!first.isEmpty() && known.name == first && known.kind == DeskKind::Script && !known.implied) {
            way.via = known.name;
            way.command = known.argv;
        }
    const QVariantMap mass = policy.document.value(QStringLiteral("emergency")).toMap().value(QStringLiteral("mass")).toMap();
    way.abortsMoving = mass.value(QStringLiteral("in_progress")).toString() == QLatin1String("abort");
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

QString MassPlan::confirmation() const
{
    return (ns.isEmpty() ? context : ns) % u' ' % QString::number(chosen());
}

MassPlan massPlan(const QString &context, const QString &ns, const QList<Rollout> &rollouts, const QDateTime &now, std::chrono::milliseconds lately, const std::function<MassWay(const Rollout &)> &wayOf)
{
    MassPlan plan{context, ns, {}};
    for (const Rollout &rollout : rollouts)
        if (rollout.workload == WorkloadKind::Rollout) {
            plan.rows.append(rowOf(context, rollout, now, lately));
            if (wayOf)
                takeWay(&plan.rows.last(), wayOf(rollout));
        }
    // Aborts, which take seconds, before what takes minutes; then the worst first: what serves the new version to most.
    std::stable_sort(plan.rows.begin(), plan.rows.end(), [](const MassRow &a, const MassRow &b) {
        const auto share = [](const MassRow &row) { return -double(row.weight.value_or(0)) / std::max(1, row.maxWeight); };
        return std::tuple(a.deed, a.phase.phase != RolloutPhase::Degraded, share(a), a.ref) < std::tuple(b.deed, b.phase.phase != RolloutPhase::Degraded, share(b), b.ref);
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
    request.trigger.rule = QStringLiteral("mass-rollback");
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
    static const char *const words[] = {"moving", "promotedLately", "idle", "abortedAlready", "notReadable", "notSettled"};
    return QString::fromLatin1(words[int(why)]);
}

} // namespace maestro
