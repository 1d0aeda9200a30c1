// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/abortorigin.h"
#include "domain/analysis/failurestory.h"
#include "services/triage/readingbuilder.h"
#include "text/analysistext.h"
#include "text/humanize.h"
#include "text/labels.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QString kindWord(const TriageScene &scene)
{
    return scene.snapshot.rollout.workload == WorkloadKind::Deployment ? u"deploy"_s : u"rollout"_s;
}

QString objectSource(const BuilderPtr &builder)
{
    const Rollout &rollout = builder->scene().snapshot.rollout;
    return builder->apiSource(u" %1 %2/%3"_s.arg(workloadWord(rollout.workload), rollout.meta.ns, rollout.meta.name));
}

bool isCrashing(const Pod &pod)
{
    return pod.status.contains(u"CrashLoop") || pod.status.contains(u"Error") || pod.status.contains(u"BackOff") || pod.status.contains(u"OOMKilled");
}

/// Of the newest revision; null: none failed.
const AnalysisRun *failedAnalysis(const TriageScene &scene)
{
    const auto found = std::find_if(scene.snapshot.analysisRuns.cbegin(), scene.snapshot.analysisRuns.cend(), [&scene](const AnalysisRun &run) {
        return run.meta.labels.value(u"rollouts-pod-template-hash"_s) == scene.newestHash() && (run.phase == u"Failed" || run.phase == u"Error");
    });
    return found == scene.snapshot.analysisRuns.cend() ? nullptr : &*found;
}

} // namespace

QString labelText(const QMap<QString, QString> &labels)
{
    QStringList parts;
    for (auto it = labels.begin(); it != labels.end(); ++it)
        parts.append(it.key() + u'=' + it.value());
    return parts.join(u',');
}

void readWorkload(const BuilderPtr &builder)
{
    const RolloutSnapshot &snapshot = builder->scene().snapshot;
    const Rollout &rollout = snapshot.rollout;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, kindWord(builder->scene()), rollout.meta.name});
    builder->reading().output = columns({{u"NAME"_s, u"DESIRED"_s, u"UPDATED"_s, u"READY"_s, u"AVAILABLE"_s, u"PHASE"_s},
                                         {rollout.meta.name, QString::number(rollout.specReplicas), QString::number(rollout.updatedReplicas),
                                          QString::number(rollout.readyReplicas), QString::number(rollout.availableReplicas), phaseLabel(snapshot.phase.phase)}})
        + u'\n' + summarySentence(snapshot) + u'\n';
    const QString available = TriageWords::tr("%1 of %2 available").arg(rollout.availableReplicas).arg(rollout.specReplicas);
    builder->read(u"status"_s, objectSource(builder), available);
    if (!rollout.hasStatus || !rollout.unreadable.isEmpty())
        return builder->unknown(TriageWords::tr("its status cannot be read"));
    if (!rollout.generationObserved() || snapshot.phase.phase == RolloutPhase::Unknown)
        return builder->unknown(TriageWords::tr("%1, but its status is not of its newest spec yet").arg(available));
    const bool degraded = snapshot.phase.phase == RolloutPhase::Degraded || rollout.abort;
    const bool bad = degraded || rollout.availableReplicas < rollout.specReplicas;
    builder->finish(bad ? ItemState::Bad : ItemState::Ok, TriageWords::tr("%1, %2").arg(available, phaseLabel(snapshot.phase.phase)),
                    u"%1/%2 %3"_s.arg(rollout.availableReplicas).arg(rollout.specReplicas).arg(int(snapshot.phase.phase)));
}

bool hasEnded(const Pod &pod)
{
    return pod.status == u"Completed" || pod.status == u"Succeeded";
}

QString podTable(const QList<Pod> &pods, const QDateTime &now)
{
    QList<QStringList> rows{{u"  NAME"_s, u"READY"_s, u"STATUS"_s, u"RESTARTS"_s, u"AGE"_s, u"NODE"_s, u"LAST END"_s}};
    for (const Pod &pod : pods)
        rows.append({(pod.ready || hasEnded(pod) ? u"  "_s : u"! "_s) + pod.meta.name, u"%1/%2"_s.arg(pod.readyContainers).arg(pod.containers), pod.status, QString::number(pod.restarts),
                     pod.meta.createdAt.isValid() ? durationText(pod.meta.createdAt.secsTo(now)) : u"?"_s, pod.node, pod.lastTermination});
    return columns(rows);
}

void readPods(const BuilderPtr &builder, bool canaryOnly)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    const QString newest = scene.newestHash();
    QList<Pod> pods = scene.snapshot.pods;
    if (canaryOnly)
        pods.removeIf([&](const Pod &pod) { return pod.hash() != newest; });
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, u"pods"_s, u"-l"_s, labelText(rollout.selector), u"-o"_s, u"wide"_s});
    builder->reading().output = podTable(pods, scene.clock->utcNow());
    if (!scene.snapshot.partsComplete)
        return builder->unknown(scene.snapshot.missing.join(u", "_s));
    pods.removeIf(hasEnded); // it ran to its end, and is not missing
    qsizetype notReady = 0;
    qsizetype crashing = 0;
    int restarts = 0;
    for (const Pod &pod : std::as_const(pods)) {
        notReady += pod.ready ? 0 : 1;
        crashing += isCrashing(pod) ? 1 : 0;
        restarts += pod.restarts;
    }
    builder->read(u"pods"_s, objectSource(builder), TriageWords::tr("%1 of %2 ready, %3 restarts").arg(pods.size() - notReady).arg(pods.size()).arg(restarts));
    if (pods.isEmpty() && canaryOnly)
        return builder->finish(ItemState::Skipped, TriageWords::tr("no pods of the newest revision"), u"none"_s);
    if (pods.isEmpty())
        return builder->finish(rollout.specReplicas == 0 ? ItemState::Ok : ItemState::Bad, TriageWords::tr("no pods"), u"none"_s);
    QString finding = notReady == 0 ? TriageWords::tr("all %1 ready").arg(pods.size()) : TriageWords::tr("%1 of %2 not ready").arg(notReady).arg(pods.size());
    if (crashing > 0)
        finding += u", "_s + TriageWords::tr("%1 crash-looping or failing").arg(crashing);
    const qsizetype missing = canaryOnly ? 0 : std::max<qsizetype>(0, rollout.specReplicas - pods.size());
    if (missing > 0)
        finding += u", "_s + TriageWords::tr("%n of those wanted not there", nullptr, int(missing));
    if (restarts > 0)
        finding += u", "_s + TriageWords::tr("%n restart(s)", nullptr, restarts);
    builder->finish(notReady > 0 || crashing > 0 || missing > 0 ? ItemState::Bad : ItemState::Ok, finding, u"%1/%2 %3"_s.arg(notReady).arg(pods.size()).arg(crashing));
}

void readDescription(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"describe"_s, kindWord(scene), rollout.meta.name});
    QStringList lines{u"Name:        "_s + rollout.meta.name, u"Namespace:   "_s + rollout.meta.ns, u"Images:      "_s + rollout.images.join(u", "_s),
                      u"Revision:    "_s + QString::number(rollout.revision()), u"Conditions:"_s};
    for (const Condition &condition : rollout.conditions)
        lines.append(u"  %1  %2  %3  %4"_s.arg(condition.type, condition.status, condition.reason, condition.message));
    lines.append(u"Events:"_s);
    const QDateTime now = scene.clock->utcNow();
    const QDateTime recent = now.addSecs(-600);
    QStringList warnings;
    QStringList events;
    for (const KubeEvent &event : scene.snapshot.events) {
        events.append(u"  %1  %2  %3/%4  x%5  %6  %7"_s.arg(event.type, event.reason, event.regardingKind, event.regardingName, QString::number(event.count),
                                                            event.lastAt.toUTC().toString(Qt::ISODate), event.message.simplified()));
        if (event.type == u"Warning" && event.lastAt >= recent && !warnings.contains(event.reason))
            warnings.append(event.reason);
    }
    builder->reading().output = (lines + events.mid(std::max<qsizetype>(0, events.size() - builder->check().count))).join(u'\n') + u'\n';
    builder->read(u"events"_s, objectSource(builder), warnings.isEmpty() ? TriageWords::tr("no warnings in ten minutes") : warnings.join(u", "_s));
    if (!scene.snapshot.partsComplete)
        return builder->unknown(scene.snapshot.missing.join(u", "_s));
    warnings.sort();
    if (warnings.isEmpty())
        return builder->finish(ItemState::Ok, TriageWords::tr("no warnings in ten minutes"));
    builder->finish(ItemState::Bad, TriageWords::tr("warnings: %1").arg(warnings.join(u", "_s)), warnings.join(u','));
}

void readAnalysis(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"describe"_s, u"analysisruns"_s, u"-l"_s, u"rollouts-pod-template-hash="_s + scene.newestHash()});
    QStringList lines;
    QString failed;
    int runs = 0;
    for (const AnalysisRun &run : scene.snapshot.analysisRuns) {
        const bool newest = run.meta.labels.value(u"rollouts-pod-template-hash"_s) == scene.newestHash();
        lines.append(u"%1  %2  %3"_s.arg(run.meta.name, run.phase, run.message.simplified()));
        for (const MetricResult &metric : run.metrics)
            lines.append(u"  %1  %2  %3"_s.arg(metric.name, metric.phase, storySentence(metricStory(metric))));
        if (!newest)
            continue;
        ++runs;
        if (const MetricResult *metric = decidingMetric(run); metric && failed.isEmpty())
            failed = metric->name + u": "_s + storySentence(metricStory(*metric));
        else if (failed.isEmpty() && (run.phase == u"Failed" || run.phase == u"Error"))
            failed = run.meta.name + u": "_s + run.message.simplified();
    }
    builder->reading().output = lines.join(u'\n') + u'\n';
    builder->read(u"analysisruns"_s, objectSource(builder), failed.isEmpty() ? TriageWords::tr("%n run(s) of the newest revision", nullptr, runs) : failed);
    builder->read(TriageWords::tr("the same here"), objectSource(builder), shellWords({u"maestro"_s, u"--context"_s, scene.ref.context, u"-n"_s, rollout.meta.ns, u"analysisruns"_s}));
    builder->read(TriageWords::tr("logs of the canary"), objectSource(builder),
                  kubectl({u"-n"_s, rollout.meta.ns, u"logs"_s, u"-l"_s, u"rollouts-pod-template-hash="_s + scene.newestHash(), u"--tail=200"_s}));
    if (!scene.snapshot.partsComplete)
        return builder->unknown(scene.snapshot.missing.join(u", "_s));
    if (!failed.isEmpty())
        return builder->finish(ItemState::Bad, failed, u"failed"_s);
    builder->finish(runs == 0 ? ItemState::Skipped : ItemState::Ok, runs == 0 ? TriageWords::tr("no AnalysisRun of the newest revision") : TriageWords::tr("no metric failed"));
}

void readControllerAbort(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    const AbortOrigin origin = abortOrigin(rollout, scene.snapshot.phase);
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"get"_s, kindWord(scene), rollout.meta.name, u"-o"_s, u"yaml"_s});
    builder->reading().output = u"abort: %1\nabortedAt: %2\nby: %3\ncause: %4\nphase: %5\n"_s.arg(rollout.abort ? u"true"_s : u"false"_s, rollout.abortedAt, abortedByWord(origin.by), origin.cause,
                                                                                                     phaseLabel(scene.snapshot.phase.phase));
    builder->read(u"status.abort"_s, objectSource(builder), rollout.abort ? u"true"_s : u"false"_s);
    switch (origin.by) {
    case AbortOrigin::By::Controller:
        return builder->finish(ItemState::Ok, TriageWords::tr("the controller aborted by itself: %1").arg(origin.cause), u"controller"_s);
    case AbortOrigin::By::Request: return builder->finish(ItemState::Ok, TriageWords::tr("aborted by request"), u"request"_s);
    case AbortOrigin::By::Unknown: return builder->unknown(TriageWords::tr("aborted; by whom is not said"));
    case AbortOrigin::By::Nobody: break;
    }
    if (!scene.hasCanary())
        return builder->finish(ItemState::Ok, TriageWords::tr("nothing is under way"), u"idle"_s);
    if (!scene.snapshot.partsComplete)
        return builder->unknown(scene.snapshot.missing.join(u", "_s));
    // An update that goes on is no fault by itself: only after a failed analysis should the controller have stopped it.
    const AnalysisRun *failed = failedAnalysis(scene);
    builder->finish(failed ? ItemState::Bad : ItemState::Open,
                    failed ? TriageWords::tr("not aborted, although %1 failed: the update is under way").arg(failed->meta.name)
                           : TriageWords::tr("not aborted, and no AnalysisRun of it failed: the update is under way, and only a person stops it"),
                    failed ? u"running, failed"_s : u"running"_s);
}

void readAbortNeed(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    if (rollout.workload == WorkloadKind::Deployment)
        return builder->finish(ItemState::Skipped, TriageWords::tr("a Deployment cannot be aborted; the ways back show what can be done"), u"deployment"_s);
    if (!rollout.hasStatus || !rollout.unreadable.isEmpty() || !rollout.generationObserved())
        return builder->unknown(TriageWords::tr("its status cannot be read, or is not of its newest spec yet"));
    builder->read(u"status.abort"_s, objectSource(builder), rollout.abort ? u"true"_s : u"false"_s);
    builder->reading().output = summarySentence(scene.snapshot) + u'\n';
    if (rollout.abort)
        return builder->finish(ItemState::Ok, TriageWords::tr("it is aborted already"), u"aborted"_s);
    if (!scene.hasCanary())
        return builder->finish(ItemState::Skipped, TriageWords::tr("no update is under way: there is nothing to abort"), u"idle"_s);
    builder->reading().command = shellWords({u"maestro"_s, u"--context"_s, scene.ref.context, u"-n"_s, rollout.meta.ns, u"abort"_s, rollout.meta.name, u"--reason"_s, u"WHY"_s});
    const AnalysisRun *failed = failedAnalysis(scene);
    const QString going = TriageWords::tr("an update to revision %1 is under way and can be aborted").arg(rollout.revision());
    builder->finish(failed ? ItemState::Bad : ItemState::Open, failed ? TriageWords::tr("%1; %2 failed and nothing stopped it").arg(going, failed->meta.name) : going, failed ? u"running, failed"_s : u"running"_s);
}

} // namespace maestro
