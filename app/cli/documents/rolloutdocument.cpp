// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"

#include "domain/analysis/abortorigin.h"
#include "text/operationtext.h"

#include <QJsonDocument>

namespace maestro {

namespace {

const QJsonValue null(QJsonValue::Null);

QJsonValue number(const std::optional<int> &value)
{
    return value ? QJsonValue(*value) : null;
}

/// Who stopped it and why (AUT-04). Null when not aborted.
QJsonValue abortValue(const Rollout &r, const EffectivePhase &phase)
{
    const AbortOrigin origin = abortOrigin(r, phase);
    if (origin.by == AbortOrigin::By::Nobody)
        return null;
    return QJsonObject {{QStringLiteral("by"), textOrNull(abortedByWord(origin.by))}, {QStringLiteral("cause"), textOrNull(origin.cause)},
                        {QStringLiteral("revision"), origin.revision > 0 ? QJsonValue(origin.revision) : null}, {QStringLiteral("at"), textOrNull(r.abortedAt)}};
}

QJsonObject identity(const ObjectRef &ref, const Rollout &r, const EffectivePhase &phase)
{
    QJsonObject object = document(QStringLiteral("Rollout"));
    object[QLatin1String("context")] = ref.context;
    object[QLatin1String("namespace")] = ref.ns;
    object[QLatin1String("name")] = ref.name;
    object[QLatin1String("uid")] = textOrNull(r.meta.uid);
    object[QLatin1String("resourceVersion")] = textOrNull(r.meta.resourceVersion);
    object[QLatin1String("generation")] = r.meta.generation > 0 ? QJsonValue(r.meta.generation) : null;
    object[QLatin1String("workload")] = workloadWord(r.workload);
    object[QLatin1String("strategy")] = strategyValue(r.strategy);
    object[QLatin1String("phase")] = phaseWord(phase.phase);
    object[QLatin1String("message")] = textOrNull(phase.message);
    object[QLatin1String("aborted")] = r.isUnreadable(QStringLiteral("status.abort")) ? null : QJsonValue(r.abort);
    object[QLatin1String("abort")] = abortValue(r, phase);
    object[QLatin1String("promotingFull")] = r.isUnreadable(QStringLiteral("status.promoteFull")) ? null : QJsonValue(r.promoteFull);
    object[QLatin1String("pausedBySpec")] = r.isUnreadable(QStringLiteral("spec.paused")) ? null : QJsonValue(r.specPaused);
    object[QLatin1String("images")] = QJsonArray::fromStringList(r.images);
    object[QLatin1String("chart")] = r.chart ? QJsonValue(QJsonObject {{QStringLiteral("name"), r.chart->name}, {QStringLiteral("version"), textOrNull(r.chart->version)},
                                                                       {QStringLiteral("appVersion"), textOrNull(r.chart->appVersion)}}) : null;
    object[QLatin1String("revision")] = r.revision() > 0 ? QJsonValue(r.revision()) : null;
    object[QLatin1String("unreadable")] = QJsonArray::fromStringList(r.unreadable);
    return object;
}

/// Null for strategies without steps. Past the last step `current` is null.
QJsonValue stepValue(const Rollout &r)
{
    if (r.strategy != Strategy::Canary || r.steps.isEmpty())
        return null;
    QJsonObject step{{QStringLiteral("index"), number(r.currentStepIndex)}, {QStringLiteral("count"), r.steps.size()}};
    const bool inside = r.currentStepIndex && *r.currentStepIndex >= 0 && *r.currentStepIndex < r.steps.size();
    step[QLatin1String("current")] = inside ? QJsonValue(stepDocument(r.steps.at(*r.currentStepIndex))) : null;
    return step;
}

QJsonValue weightValue(const std::optional<Weight> &weight)
{
    if (!weight)
        return null;
    return QJsonObject{{QStringLiteral("wanted"), number(weight->wanted)},
                       {QStringLiteral("recorded"), number(weight->recorded)},
                       {QStringLiteral("observed"), number(weight->observed)},
                       {QStringLiteral("verified"), weight->verified ? QJsonValue(*weight->verified) : null},
                       {QStringLiteral("max"), weight->max},
                       {QStringLiteral("observedFrom"), textOrNull(weight->observedFrom)}};
}

QJsonObject replicasOf(const Rollout &r)
{
    // Without a status nobody has counted yet, and Helm counts nothing.
    const bool counted = r.workload != WorkloadKind::HelmRelease && r.hasStatus;
    const auto count = [&](const QString &path, int value) {
        return r.isUnreadable(path) || (path.startsWith(u"status") ? !counted : r.workload == WorkloadKind::HelmRelease) ? null : QJsonValue(value);
    };
    return {{QStringLiteral("desired"), count(QStringLiteral("spec.replicas"), r.specReplicas)},
            {QStringLiteral("updated"), count(QStringLiteral("status.updatedReplicas"), r.updatedReplicas)},
            {QStringLiteral("ready"), count(QStringLiteral("status.readyReplicas"), r.readyReplicas)},
            {QStringLiteral("available"), count(QStringLiteral("status.availableReplicas"), r.availableReplicas)}};
}

/// Whether a list of neighbours could be read; without it none is known, which is not the same as there being none.
bool isListed(const RolloutSnapshot &snapshot, QLatin1String resource)
{
    return std::none_of(snapshot.missing.begin(), snapshot.missing.end(), [&](const QString &what) { return what.startsWith(resource + u':'); });
}

QJsonArray revisionsValue(const QList<Revision> &revisions)
{
    QJsonArray items;
    for (const Revision &revision : revisions) {
        QJsonArray roles;
        for (const RevisionRole role : revision.roles)
            roles.append(roleWord(role));
        items.append(QJsonObject{{QStringLiteral("number"), revision.number > 0 ? QJsonValue(revision.number) : null},
                                 {QStringLiteral("hash"), textOrNull(revision.hash)},
                                 {QStringLiteral("roles"), roles},
                                 {QStringLiteral("images"), QJsonArray::fromStringList(revision.images)},
                                 {QStringLiteral("replicas"), QJsonObject{{QStringLiteral("desired"), revision.desired},
                                                                          {QStringLiteral("ready"), revision.ready},
                                                                          {QStringLiteral("available"), revision.available}}},
                                 {QStringLiteral("replicaSet"), textOrNull(revision.replicaSet)},
                                 {QStringLiteral("changeCause"), textOrNull(revision.changeCause)},
                                 {QStringLiteral("createdAt"), timeValue(revision.createdAt)}});
    }
    return items;
}

QJsonArray metricsValue(const QList<MetricResult> &metrics)
{
    QJsonArray items;
    for (const MetricResult &metric : metrics)
        items.append(metricDocument(metric));
    return items;
}

QJsonArray analysisValue(const QList<AnalysisRun> &runs)
{
    QJsonArray items;
    for (const AnalysisRun &run : runs)
        items.append(QJsonObject{{QStringLiteral("name"), run.meta.name},
                                 {QStringLiteral("kind"), textOrNull(run.kind)},
                                 {QStringLiteral("phase"), textOrNull(run.phase)},
                                 {QStringLiteral("message"), textOrNull(run.message)},
                                 {QStringLiteral("metrics"), metricsValue(run.metrics)}});
    return items;
}

QJsonObject allowedValue(const RolloutSnapshot &snapshot, const Freshness &age)
{
    QJsonObject object;
    for (const Verb verb : allVerbs()) {
        const Allowed allowed = allowedNow(verb, snapshot, age);
        object[verbWord(verb)] = QJsonObject{{QStringLiteral("allowed"), allowed.allowed}, {QStringLiteral("reason"), textOrNull(refusalText(allowed))}};
    }
    return object;
}

QJsonObject ageValue(const Freshness &age)
{
    return {{QStringLiteral("seconds"), age.seconds < 0 ? null : QJsonValue(age.seconds)}, {QStringLiteral("state"), freshnessWord(age.state)}};
}

} // namespace

QJsonValue strategyValue(Strategy strategy)
{
    switch (strategy) {
    case Strategy::Canary: return QStringLiteral("canary");
    case Strategy::BlueGreen: return QStringLiteral("blueGreen");
    case Strategy::RollingUpdate: return QStringLiteral("rollingUpdate");
    case Strategy::Recreate: return QStringLiteral("recreate");
    case Strategy::Unknown: break;
    }
    return null;
}

QJsonObject stepDocument(const CanaryStep &step)
{
    QJsonObject object{{QStringLiteral("kind"), stepKindWord(step.kind)}};
    switch (step.kind) {
    case StepKind::SetWeight: object[QLatin1String("weight")] = number(step.weight); break;
    case StepKind::Pause: object[QLatin1String("durationSeconds")] = step.pauseSeconds ? QJsonValue(*step.pauseSeconds) : null; break;
    default: object[QLatin1String("raw")] = QJsonDocument::fromJson(step.raw).object(); break;
    }
    if (step.kind == StepKind::Unknown || step.key.contains(u'+'))
        object[QLatin1String("key")] = textOrNull(step.key);
    return object;
}

QJsonObject rolloutDocument(const RolloutSnapshot &snapshot, const Freshness &age)
{
    QJsonObject object = identity(snapshot.ref, snapshot.rollout, snapshot.phase);
    object[QLatin1String("step")] = stepValue(snapshot.rollout);
    object[QLatin1String("weight")] = weightValue(snapshot.weight);
    object[QLatin1String("revisions")] = isListed(snapshot, QLatin1String("replicasets")) ? QJsonValue(revisionsValue(snapshot.revisions)) : null;
    object[QLatin1String("replicas")] = replicasOf(snapshot.rollout);
    object[QLatin1String("analysis")] = isListed(snapshot, QLatin1String("analysisruns")) ? QJsonValue(analysisValue(snapshot.analysisRuns)) : null;
    object[QLatin1String("missing")] = QJsonArray::fromStringList(snapshot.missing);
    object[QLatin1String("allowed")] = allowedValue(snapshot, age);
    object[QLatin1String("age")] = ageValue(age);
    return object;
}

QJsonObject rolloutRowDocument(const ObjectRef &ref, const Rollout &rollout, const EffectivePhase &phase, const std::optional<Weight> &weight, const Freshness &age)
{
    QJsonObject object = identity(ref, rollout, phase);
    object[QLatin1String("step")] = stepValue(rollout);
    object[QLatin1String("weight")] = weightValue(weight);
    object[QLatin1String("revisions")] = null;
    object[QLatin1String("replicas")] = replicasOf(rollout);
    object[QLatin1String("analysis")] = null;
    object[QLatin1String("allowed")] = null;
    object[QLatin1String("age")] = ageValue(age);
    return object;
}

QJsonObject rolloutRowDocument(const FleetRow &row, const Freshness &age)
{
    return rolloutRowDocument(row.ref, row.rollout(), row.phase, row.weight, age);
}

QJsonObject rolloutListDocument(const QJsonArray &items, const QList<ListProblem> &problems, const QDateTime &readAt)
{
    QJsonArray list;
    for (const ListProblem &problem : problems)
        list.append(QJsonObject{{QStringLiteral("context"), problem.context}, {QStringLiteral("code"), problem.code}, {QStringLiteral("message"), problem.message}});
    QJsonObject object = document(QStringLiteral("RolloutList"));
    object[QLatin1String("readAt")] = timeValue(readAt);
    object[QLatin1String("items")] = items;
    object[QLatin1String("problems")] = list;
    return object;
}

} // namespace maestro
