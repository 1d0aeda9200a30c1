// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/intentdetails.h"

#include "domain/desk/deskcall.h"
#include "domain/journal/keptvalue.h"
#include "domain/operation/dryrun.h"
#include "domain/planner/strategyplanner.h"
#include "journal/redactor.h"
#include "text/operationtext.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace maestro {

namespace {

QString sha256(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QJsonObject revisionObject(int number, const QString &hash, const QStringList &images)
{
    return {{QStringLiteral("revision"), number}, {QStringLiteral("hash"), hash}, {QStringLiteral("images"), QJsonArray::fromStringList(images)}};
}

QJsonObject fromRevision(const RolloutSnapshot &before)
{
    const Rollout &rollout = before.rollout;
    for (const Revision &revision : before.revisions)
        if (revision.hash == rollout.currentPodHash && !revision.hash.isEmpty())
            return revisionObject(revision.number, revision.hash, revision.images);
    return revisionObject(rollout.revision(), rollout.currentPodHash, rollout.images);
}

QJsonObject toRevision(const OperationPlan &plan)
{
    if (plan.call) {
        QJsonObject to {{QStringLiteral("ref"), plan.call->to}};
        const QString tag = plan.call->toTag;
        const QString image = plan.before->rollout.images.value(0).section(u'@', 0, 0);
        const QString bare = tagOf(image).isEmpty() ? image : image.chopped(tagOf(image).size() + 1);
        if (!tag.isEmpty() && !bare.isEmpty())
            to.insert(QStringLiteral("images"), QJsonArray {QString(bare + u':' + tag)});
        if (!tag.isEmpty())
            to.insert(QStringLiteral("tag"), tag);
        if (!plan.call->toDigest.isEmpty())
            to.insert(QStringLiteral("digest"), plan.call->toDigest);
        return to;
    }
    if (plan.effect.kind == EffectKind::ImageSet && !plan.steps.isEmpty())
        return {{QStringLiteral("images"), QJsonArray {plan.steps.constFirst().changes.constFirst().value.toObject().value(u"image")}}};
    if (plan.targetRevision)
        return revisionObject(plan.targetRevision->number, plan.targetRevision->hash, plan.targetRevision->images);
    const bool backward = plan.request.verb == Verb::Abort || plan.way == RollbackWay::Abort;
    for (const Revision &revision : plan.before->revisions)
        if (revision.has(backward ? RevisionRole::Stable : RevisionRole::Canary))
            return revisionObject(revision.number, revision.hash, revision.images);
    return {};
}

QJsonObject effectObject(const ExpectedEffect &effect)
{
    QJsonObject out {{QStringLiteral("kind"), int(effect.kind)}, {QStringLiteral("hash"), effect.hash}, {QStringLiteral("restartAt"), effect.restartAt}};
    if (effect.fromStep)
        out.insert(QStringLiteral("fromStep"), *effect.fromStep);
    if (!effect.valueSha256.isEmpty())
        out.insert(QStringLiteral("valueSha256"), effect.valueSha256);
    if (effect.replicas)
        out.insert(QStringLiteral("replicas"), *effect.replicas);
    if (!effect.podTemplate.isEmpty())
        out.insert(QStringLiteral("templateSha256"), templateFingerprint(effect.podTemplate));
    return out;
}

/// Enough to find by reading what it did; neither arguments nor environment, which may hold secrets.
QJsonObject callObject(const DeskCall &call)
{
    QJsonArray checks;
    for (const FollowingCheck &check : call.checks)
        checks.append(check.item);
    return {{QStringLiteral("checks"), checks}, {QStringLiteral("kind"), deskKindWord(call.kind)}, {QStringLiteral("to"), call.to}, {QStringLiteral("program"), call.argv.value(0)},
            {QStringLiteral("programSha256"), call.programSha256}, {QStringLiteral("callSha256"), sha256(callBytes(call))}, {QStringLiteral("server"), call.server},
            {QStringLiteral("release"), call.release}, {QStringLiteral("releaseNamespace"), call.releaseNamespace}, {QStringLiteral("fromRevision"), call.fromRevision},
            {QStringLiteral("affects"), call.affects}, {QStringLiteral("marker"), call.marker}, {QStringLiteral("readPin"), call.readPin}, {QStringLiteral("pin"), call.pin}, {QStringLiteral("repo"), call.repo},
            {QStringLiteral("workflow"), call.workflow}, {QStringLiteral("ref"), call.ref}, {QStringLiteral("readsRecord"), call.readsRecord}};
}

} // namespace

DeskCall callFromIntent(const JournalRecord &intent)
{
    const QJsonObject kept = intent.details.value(QStringLiteral("call")).toObject();
    const auto text = [&kept](const char *key) { return kept.value(QLatin1String(key)).toString(); };
    DeskCall call;
    call.provider = intent.details.value(QStringLiteral("provider")).toString();
    for (const DeskKind kind : {DeskKind::Helm, DeskKind::HelmImage, DeskKind::Script, DeskKind::Workflow, DeskKind::Route})
        if (deskKindWord(kind) == text("kind"))
            call.kind = kind;
    call.to = text("to");
    if (!text("program").isEmpty())
        call.argv = {text("program")};
    call.server = text("server");
    call.release = text("release");
    call.releaseNamespace = text("releaseNamespace");
    call.fromRevision = kept.value(QStringLiteral("fromRevision")).toInt();
    call.marker = text("marker");
    call.readPin = text("readPin");
    call.pin = text("pin");
    call.repo = text("repo");
    call.workflow = text("workflow");
    call.ref = text("ref");
    return call;
}

QString templateFingerprint(const QJsonObject &podTemplate)
{
    return sha256(QJsonDocument(podTemplate).toJson(QJsonDocument::Compact));
}

QJsonObject intentDetails(const OperationPlan &plan, const QStringList &auditIds)
{
    const QJsonValue part = takenOut(plan);
    const std::optional<GuardField> taken = part.isUndefined() ? std::nullopt : strategyField(plan.request.verb);
    QJsonArray guards;
    for (qsizetype step = 0; step < plan.steps.size(); ++step)
        for (const Guard &guard : plan.steps[step].guards)
            guards.append(QJsonObject {{QStringLiteral("step"), step}, {QStringLiteral("field"), int(guard.field)}, {QStringLiteral("path"), guardPath(guard.field)},
                                       {QStringLiteral("value"), taken && guard.field == *taken ? QJsonValue(QStringLiteral("kept")) : guard.value}});
    QJsonArray requests;
    for (qsizetype i = 0; i < plan.requests.size(); ++i)
        requests.append(QJsonObject {{QStringLiteral("method"), plan.requests[i].method},
                                     {QStringLiteral("path"), plan.requests[i].path},
                                     {QStringLiteral("auditId"), auditIds.value(i)},
                                     {QStringLiteral("bodySha256"), sha256(plan.requests[i].body)}});
    QJsonObject details = policyDetails(plan.policy);
    const QJsonObject own{{QStringLiteral("digest"), plan.digest},
            {QStringLiteral("guards"), guards},
            {QStringLiteral("requests"), requests},
            {QStringLiteral("effect"), effectObject(plan.effect)},
            {QStringLiteral("way"), int(plan.way)},
            {QStringLiteral("from"), fromRevision(*plan.before)},
            {QStringLiteral("to"), toRevision(plan)},
            {QStringLiteral("resourceVersion"), plan.before->rollout.meta.resourceVersion},
            {QStringLiteral("generation"), plan.before->rollout.meta.generation}};
    for (auto it = own.begin(); it != own.end(); ++it)
        details.insert(it.key(), it.value());
    if (plan.dryRun)
        details.insert(QStringLiteral("dryRun"), dryRunJson(*plan.dryRun));
    if (!plan.request.via.isEmpty())
        details.insert(QStringLiteral("provider"), plan.request.via);
    if (plan.call)
        details.insert(QStringLiteral("call"), callObject(*plan.call));
    if (taken)
        if (const auto kept = keptDetails(guardPath(*taken), part))
            details.insert(QStringLiteral("kept"), *kept);
    if (plan.duty)
        details.insert(QStringLiteral("duty"), QJsonObject {{QStringLiteral("kind"), planDutyWord(plan.duty->kind)}, {QStringLiteral("title"), planDutyTitle(*plan.duty, plan.request.target)},
                                                            {QStringLiteral("due"), plan.duty->due.toUTC().toString(Qt::ISODateWithMs)}});
    if (plan.request.kept)
        details.insert(QStringLiteral("restores"), plan.request.kept->action);
    const ActionTrigger &trigger = plan.request.trigger;
    const bool drill = trigger.kind == TriggerKind::Manual && plan.policy.drill;
    details.insert(QStringLiteral("trigger"), triggerWord(drill ? TriggerKind::Drill : trigger.kind));
    if (!trigger.rule.isEmpty())
        details.insert(QStringLiteral("rule"), trigger.rule);
    if (!trigger.release.isEmpty())
        details.insert(QStringLiteral("release"), trigger.release);
    return details;
}

QJsonObject policyDetails(const PlanPolicy &policy)
{
    if (policy.hash.isEmpty())
        return {};
    QJsonObject details{{QStringLiteral("policy"), policy.name}, {QStringLiteral("policyHash"), policy.hash}};
    if (!policy.environment.isEmpty())
        details.insert(QStringLiteral("environment"), policy.environment);
    if (!policy.phase.isEmpty())
        details.insert(QStringLiteral("policyPhase"), policy.phase);
    return details;
}

QJsonObject policyDetails(const JournalRecord &record)
{
    QJsonObject details;
    for (const QString &kept : {QStringLiteral("policy"), QStringLiteral("policyHash"), QStringLiteral("environment"), QStringLiteral("policyPhase")}) {
        if (record.details.contains(kept))
            details.insert(kept, record.details.value(kept));
    }
    return details;
}

JournalRecord reconcileRecord(const JournalRecord &intent, OutcomeState state, const QString &message, const QDateTime &at)
{
    JournalRecord record = intent;
    record.type = RecordType::Reconcile;
    record.at = at;
    record.state = outcomeWord(state);
    record.message = message;
    record.details = policyDetails(intent);
    return record;
}

OperationPlan planFromIntent(const JournalRecord &intent)
{
    OperationPlan plan;
    plan.request.verb = verbFromWord(intent.verb).value_or(Verb::Promote);
    plan.request.target = intent.object;
    plan.request.uid = intent.objectUid;
    plan.request.workload = intent.objectKind == QLatin1String("Deployment") ? WorkloadKind::Deployment : WorkloadKind::Rollout;
    plan.request.reason = intent.reason;
    plan.way = RollbackWay(intent.details.value(QStringLiteral("way")).toInt());
    const QJsonObject effect = intent.details.value(QStringLiteral("effect")).toObject();
    plan.effect.kind = EffectKind(effect.value(QStringLiteral("kind")).toInt());
    plan.effect.hash = effect.value(QStringLiteral("hash")).toString();
    plan.effect.restartAt = effect.value(QStringLiteral("restartAt")).toString();
    if (effect.contains(QStringLiteral("fromStep")))
        plan.effect.fromStep = effect.value(QStringLiteral("fromStep")).toInt();
    plan.effect.valueSha256 = effect.value(QStringLiteral("valueSha256")).toString();
    if (effect.contains(QStringLiteral("replicas")))
        plan.effect.replicas = effect.value(QStringLiteral("replicas")).toInt();
    for (const QJsonValue &value : intent.details.value(QStringLiteral("guards")).toArray()) {
        const QJsonObject guard = value.toObject();
        const qsizetype step = guard.value(QStringLiteral("step")).toInt();
        while (plan.steps.size() <= step)
            plan.steps.append(PatchStep {});
        const QJsonObject kept = intent.details.value(QStringLiteral("kept")).toObject();
        const bool taken = !kept.isEmpty() && kept.value(QStringLiteral("path")) == guard.value(QStringLiteral("path"));
        plan.steps[step].guards.append({GuardField(guard.value(QStringLiteral("field")).toInt()), taken ? keptFrom(kept).value_or(QJsonValue()) : guard.value(QStringLiteral("value"))});
    }
    plan.digest = intent.details.value(QStringLiteral("digest")).toString();
    return plan;
}

bool canBeKept(const OperationPlan &plan)
{
    const QJsonValue part = takenOut(plan);
    if (part.isUndefined())
        return true;
    const auto kept = keptDetails(guardPath(*strategyField(plan.request.verb)), part);
    if (!kept || looksLikeSecret(keptPieces(*kept).join(QString())))
        return false;
    const QStringList pieces = keptPieces(*kept);
    return std::all_of(pieces.cbegin(), pieces.cend(), [](const QString &piece) { return scrubbed(piece) == piece; });
}

} // namespace maestro
