// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/samplerollout.h"

namespace maestro::test {

namespace {

using namespace Qt::StringLiterals;

Revision revision(int number, const QString &hash, const QString &image, const QDateTime &created, int ready, QList<RevisionRole> roles)
{
    Revision r;
    r.number = number;
    r.hash = hash;
    r.replicaSet = u"web-"_s + hash;
    r.replicaSetUid = u"rs-"_s + hash;
    r.roles = std::move(roles);
    r.images = {image};
    r.desired = r.ready = r.available = ready;
    r.createdAt = created;
    return r;
}

Pod pod(int index, const QString &hash, const QString &image, const QDateTime &created)
{
    Pod p;
    p.meta.name = u"web-%1-%2"_s.arg(hash, QString::number(0x5f3a1 + index * 7919, 36));
    p.meta.uid = u"pod-%1-%2"_s.arg(hash).arg(index);
    p.meta.createdAt = created;
    p.meta.labels.insert(u"rollouts-pod-template-hash"_s, hash);
    p.status = u"Running"_s;
    p.readyContainers = p.containers = 2;
    p.ready = true;
    p.node = u"ip-10-20-%1-%2"_s.arg(index % 3).arg(17 + index);
    p.ip = u"10.42.%1.%2"_s.arg(index % 5).arg(30 + index);
    p.images = {image};
    return p;
}

KubeEvent event(int index, const QDateTime &at, const QString &type, const QString &reason, const QString &message, int count = 1)
{
    KubeEvent e;
    e.meta.uid = u"event-%1"_s.arg(index);
    e.type = type;
    e.reason = reason;
    e.message = message;
    e.source = u"rollouts-controller"_s;
    e.regardingKind = u"Rollout"_s;
    e.regardingName = u"web"_s;
    e.count = count;
    e.firstAt = e.lastAt = at;
    return e;
}

MetricResult metric(const QString &name, const QDateTime &from, int stepSeconds, const QStringList &phases, const QStringList &values)
{
    MetricResult m;
    m.name = name;
    m.phase = u"Running"_s;
    for (int i = 0; i < phases.size(); ++i) {
        m.measurements << Measurement {phases.at(i), values.value(i), {}, from.addSecs(i * stepSeconds), from.addSecs(i * stepSeconds + 1)};
        m.count++;
        m.successful += phases.at(i) == u"Successful"_s;
        m.failed += phases.at(i) == u"Failed"_s;
        m.error += phases.at(i) == u"Error"_s;
        m.inconclusive += phases.at(i) == u"Inconclusive"_s;
    }
    m.failureLimit = 3;
    return m;
}

struct Line
{
    qint64 minutesAgo;
    EntrySource source;
    EntryKind kind;
    QString text;
    QString actor = {};
    QString detail = {};
    std::optional<int> weight = {};
};

TimelinePtr timelineOf(const QDateTime &now, const QList<Line> &lines)
{
    auto timeline = std::make_shared<Timeline>();
    int n = 0;
    for (const Line &line : lines)
        timeline->entries << TimelineEntry {now.addSecs(-line.minutesAgo * 60), line.source, line.kind, line.text, line.actor, line.detail, line.weight, u"obs:%1"_s.arg(n++)};
    return timeline;
}

RolloutSnapshot baseOf(const QString &ns, const QString &name, const QDateTime &now, qint64 bootMs)
{
    RolloutSnapshot s;
    s.ref = {u"prod-us-east-1"_s, ns, name};
    s.rollout.meta.ns = ns;
    s.rollout.meta.name = name;
    s.rollout.meta.uid = u"5f0b8a3e-93a4-4d9d-8a6e-2f6a0d1f7c11"_s;
    s.rollout.meta.resourceVersion = u"91827364"_s;
    s.rollout.meta.generation = 12;
    s.rollout.meta.createdAt = now.addDays(-120);
    s.rollout.observedGeneration = u"12"_s;
    s.rollout.workload = WorkloadKind::Rollout;
    s.connected = true;
    s.heardAtBootMs = bootMs - 400;
    return s;
}

CanaryStep weightStep(int weight)
{
    return {StepKind::SetWeight, u"setWeight"_s, weight};
}

CanaryStep pauseStep(std::optional<qint64> seconds)
{
    return {StepKind::Pause, u"pause"_s, {}, seconds};
}

RolloutSnapshot canarySnapshot(const QDateTime &now, qint64 bootMs)
{
    RolloutSnapshot s = baseOf(u"default"_s, u"web"_s, now, bootMs);
    Rollout &r = s.rollout;
    const QString newImage = u"ghcr.io/intelgraph/web:v3.0.0-rc.4"_s;
    const QString oldImage = u"ghcr.io/intelgraph/web:v2.9.6"_s;
    r.meta.annotations.insert(u"rollout.argoproj.io/revision"_s, u"8"_s);
    r.strategy = Strategy::Canary;
    r.specReplicas = r.replicas = 21;
    r.images = {newImage};
    r.steps = {weightStep(1), pauseStep(21600), weightStep(5), pauseStep(43200), weightStep(25), {StepKind::Analysis, u"analysis"_s}, pauseStep({}),
               weightStep(50), pauseStep(14400), weightStep(75), pauseStep(14400)};
    r.currentStepIndex = 6;
    r.traffic.present = true;
    r.traffic.routers = {u"nginx"_s};
    r.currentPodHash = u"6d5f9c7b4"_s;
    r.stableHash = u"7c9d8f6b5"_s;
    r.controllerPause = true;
    r.pauseConditions << PauseCondition {u"CanaryPauseStep"_s, now.addSecs(-260 * 60).toString(Qt::ISODate)};
    r.phaseText = u"Paused"_s;
    s.phase = {RolloutPhase::Paused, u"CanaryPauseStep"_s, true};
    s.weight = Weight {25, 25, 25, true, 100, u"Ingress web-main-canary"_s};
    r.recordedWeights = RecordedWeights {25, 75, true};
    s.revisions = {revision(8, r.currentPodHash, newImage, now.addSecs(-2700 * 60), 6, {RevisionRole::Canary}),
                   revision(7, r.stableHash, oldImage, now.addDays(-12), 15, {RevisionRole::Stable}),
                   revision(6, u"5b8c7d6f4"_s, u"ghcr.io/intelgraph/web:v2.9.5"_s, now.addDays(-31), 0, {RevisionRole::Old}),
                   revision(5, u"4a7b6c5d3"_s, u"ghcr.io/intelgraph/web:v2.9.2"_s, now.addDays(-54), 0, {RevisionRole::Old})};
    s.revisions[0].changeCause = u"INT-482 new router"_s;
    for (int i = 0; i < 6; ++i)
        s.pods << pod(i, r.currentPodHash, newImage, now.addSecs(-300 * 60));
    for (int i = 0; i < 15; ++i)
        s.pods << pod(i + 6, r.stableHash, oldImage, now.addDays(-12));
    s.pods[2].status = u"CrashLoopBackOff"_s;
    s.pods[2].ready = false;
    s.pods[2].readyContainers = 1;
    s.pods[2].restarts = 14;
    s.pods[2].lastTermination = u"Error, exit 137"_s;
    s.pods[4].restarts = 1;
    return s;
}

void addAnalysis(RolloutSnapshot &s, const QDateTime &now)
{
    const QString ok = u"Successful"_s;
    AnalysisRun run;
    run.meta.uid = u"run-8-5"_s;
    run.meta.name = u"web-6d5f9c7b4-8-5"_s;
    run.kind = u"step"_s;
    run.stepIndex = 5;
    run.phase = u"Running"_s;
    run.startedAt = now.addSecs(-280 * 60);
    run.metrics << metric(u"success-rate"_s, now.addSecs(-270 * 60), 1500, {ok, ok, ok, ok, u"Inconclusive"_s, ok, ok, ok, ok, ok},
                          {u"[0.9991]"_s, u"[0.9993]"_s, u"[0.9994]"_s, u"[0.9991]"_s, u"[0.9982]"_s, u"[0.9991]"_s, u"[0.9992]"_s, u"[0.9995]"_s, u"[0.9991]"_s, u"[0.9997]"_s});
    run.metrics << metric(u"p95-latency"_s, now.addSecs(-270 * 60), 1500, {ok, ok, u"Failed"_s, ok, ok, ok, u"Error"_s, ok, ok, ok}, {u"[412]"_s, u"[418]"_s, u"[1180]"_s, u"[431]"_s});
    run.metrics << metric(u"error-budget"_s, now.addSecs(-270 * 60), 1500, {ok, ok, ok, ok, ok, ok, ok, ok, ok, ok}, {});
    s.analysisRuns << run;
    run.meta.uid = u"run-8-bg"_s;
    run.meta.name = u"web-6d5f9c7b4-8"_s;
    run.kind = u"background"_s;
    run.stepIndex.reset();
    run.startedAt = now.addSecs(-2600 * 60);
    run.metrics = {metric(u"synthetic-score"_s, now.addSecs(-2500 * 60), 16000, {ok, ok, ok, u"Failed"_s, ok, ok, ok, ok, ok}, {u"0.987"_s})};
    run.metrics[0].dryRun = true;
    s.analysisRuns << run;
}

} // namespace

RolloutSnapshotPtr changed(const RolloutSnapshotPtr &snapshot, const std::function<void(RolloutSnapshot &)> &change)
{
    auto next = std::make_shared<RolloutSnapshot>(*snapshot);
    change(*next);
    return next;
}

SampleRollout sampleCanary(const QDateTime &now, qint64 bootMs)
{
    using S = EntrySource;
    using K = EntryKind;
    RolloutSnapshot s = canarySnapshot(now, bootMs);
    addAnalysis(s, now);
    s.events = {event(1, now.addSecs(-2700 * 60), u"Normal"_s, u"RolloutUpdated"_s, u"Rollout updated to revision 8"_s),
                event(2, now.addSecs(-2699 * 60), u"Normal"_s, u"NewReplicaSetCreated"_s, u"Created ReplicaSet web-6d5f9c7b4 (revision 8)"_s),
                event(3, now.addSecs(-300 * 60), u"Normal"_s, u"RolloutStepCompleted"_s, u"Rollout step 4/11 completed (pause: 12h)"_s),
                event(4, now.addSecs(-210 * 60), u"Warning"_s, u"BackOff"_s, u"Back-off restarting failed container web in pod web-6d5f9c7b4-8kq2x"_s, 38),
                event(5, now.addSecs(-12 * 60), u"Normal"_s, u"AnalysisRunRunning"_s, u"Step Analysis Run 'web-6d5f9c7b4-8-5' Status New: 'Running' Previous: ''"_s)};
    const TimelinePtr timeline = timelineOf(now, {
        {4300, S::Observed, K::Boundary, u"Nothing was recorded before this"_s},
        {4200, S::Reported, K::Revision, u"revision 7 (v2.9.6)"_s},
        {3900, S::Observed, K::Disconnected, u"Connection lost"_s},
        {3700, S::Observed, K::Event, u"Connected again"_s},
        {2700, S::Reported, K::Revision, u"revision 8 (v3.0.0-rc.4)"_s},
        {2698, S::Operator, K::Action, u"started"_s, u"jonas.weber@intelgraph.example"_s, u"Go decision was taken"_s},
        {2690, S::Observed, K::Weight, u"weight 1 %"_s, {}, {}, 1},
        {2500, S::Reported, K::Warning, u"Unhealthy: readiness probe failed"_s},
        {2300, S::Observed, K::Weight, u"weight 5 %"_s, {}, {}, 5},
        {2298, S::Operator, K::Action, u"promoted"_s, u"pia.neumann@intelgraph.example"_s, u"1 % gates green for 6 h"_s},
        {1500, S::Reported, K::Event, u"ScalingReplicaSet"_s},
        {1499, S::Reported, K::Event, u"ScalingReplicaSet"_s},
        {1000, S::Reported, K::Warning, u"BackOff: restarting failed container"_s},
        {300, S::Observed, K::Weight, u"weight 25 %"_s, {}, {}, 25},
        {299, S::Operator, K::Action, u"promoted to 25 %"_s, u"jonas.weber@intelgraph.example"_s, u"All gates pass, INT-490"_s},
        {280, S::Reported, K::Analysis, u"analysis run web-6d5f9c7b4-8-5 started"_s},
        {260, S::Reported, K::Pause, u"paused: waits for a person"_s},
        {210, S::Reported, K::Warning, u"BackOff: restarting failed container, 38 times"_s},
    });
    return {std::make_shared<const RolloutSnapshot>(s), timeline};
}

SampleRollout sampleAborted(const QDateTime &now, qint64 bootMs)
{
    const SampleRollout canary = sampleCanary(now, bootMs);
    auto timeline = std::make_shared<Timeline>(*canary.timeline);
    timeline->entries << TimelineEntry {now.addSecs(-3600), EntrySource::Operator, EntryKind::Action, u"aborted"_s, u"mara.lindqvist@intelgraph.example"_s,
                                        u"p95 doubled on the canary"_s, {}, u"journal:1/intent"_s}
                      << TimelineEntry {now.addSecs(-3599), EntrySource::Observed, EntryKind::Abort, u"aborted"_s, {}, {}, {}, u"obs:90"_s}
                      << TimelineEntry {now.addSecs(-3590), EntrySource::Observed, EntryKind::Weight, u"weight 0 %"_s, {}, {}, 0, u"obs:91"_s};
    return {changed(canary.snapshot, [&](RolloutSnapshot &s) {
                s.rollout.abort = true;
                s.rollout.abortedAt = now.addSecs(-3599).toString(Qt::ISODate);
                s.rollout.pauseConditions.clear();
                s.rollout.controllerPause = false;
                s.rollout.currentStepIndex = 0;
                s.phase = {RolloutPhase::Degraded, u"RolloutAborted: Rollout aborted update to revision 8"_s, true};
                s.weight = Weight {0, 0, 0, true, 100, u"Ingress web-main-canary"_s};
            }), timeline};
}

SampleRollout sampleBlueGreen(const QDateTime &now, qint64 bootMs)
{
    RolloutSnapshot s = baseOf(u"aivo-system"_s, u"reporting-svc"_s, now, bootMs);
    Rollout &r = s.rollout;
    r.strategy = Strategy::BlueGreen;
    r.traffic.activeService = u"reporting-svc"_s;
    r.traffic.previewService = u"reporting-svc-preview"_s;
    r.autoPromotionEnabled = false;
    r.currentPodHash = r.previewHash = u"66f5d4c3b"_s;
    r.activeHash = r.stableHash = u"7788aa99b"_s;
    r.controllerPause = true;
    r.pauseConditions << PauseCondition {u"BlueGreenPause"_s, now.addSecs(-192).toString(Qt::ISODate)};
    s.phase = {RolloutPhase::Paused, u"BlueGreenPause"_s, true};
    const QString blue = u"ghcr.io/intelgraph/reporting-svc:v2.1.7"_s;
    const QString green = u"ghcr.io/intelgraph/reporting-svc:v2.2.0"_s;
    s.revisions = {revision(19, r.currentPodHash, green, now.addSecs(-520), 6, {RevisionRole::Preview}),
                   revision(18, r.activeHash, blue, now.addDays(-3), 6, {RevisionRole::Stable, RevisionRole::Active})};
    for (int i = 0; i < 6; ++i)
        s.pods << pod(i, r.currentPodHash, green, now.addSecs(-500)) << pod(i + 10, r.activeHash, blue, now.addDays(-3));
    using S = EntrySource;
    using K = EntryKind;
    return {std::make_shared<const RolloutSnapshot>(s),
            timelineOf(now, {{4320, S::Observed, K::Boundary, u"Nothing was recorded before this"_s},
                             {4319, S::Reported, K::Revision, u"revision 18 (v2.1.7)"_s},
                             {8, S::Reported, K::Revision, u"revision 19 (v2.2.0)"_s},
                             {3, S::Reported, K::Pause, u"paused: a person switches"_s}})};
}

SampleRollout sampleDeployment(const QDateTime &now, qint64 bootMs)
{
    RolloutSnapshot s = baseOf(u"default"_s, u"api"_s, now, bootMs);
    s.rollout.workload = WorkloadKind::Deployment;
    s.rollout.strategy = Strategy::RollingUpdate;
    s.phase = {RolloutPhase::Healthy, {}, true};
    for (int i = 0; i < 4; ++i)
        s.revisions << revision(14 - i, u"7f6b5c4d%1"_s.arg(i), u"ghcr.io/intelgraph/api:v1.2.%1"_s.arg(9 - i), now.addSecs(-86400 * (2 + i * 3)), i == 0 ? 3 : 0,
                                {i == 0 ? RevisionRole::Stable : RevisionRole::Old});
    s.rollout.currentPodHash = s.revisions.first().hash;
    for (int i = 0; i < 3; ++i)
        s.pods << pod(i, s.revisions.first().hash, s.revisions.first().images.first(), now.addDays(-2));
    using S = EntrySource;
    using K = EntryKind;
    return {std::make_shared<const RolloutSnapshot>(s), timelineOf(now, {{2880, S::Observed, K::Boundary, u"Nothing was recorded before this"_s},
                                                                         {2879, S::Reported, K::Revision, u"revision 14 (v1.2.9)"_s}})};
}

OperationPlanPtr samplePlan(Verb verb, const RolloutSnapshotPtr &before, qint64 bootMs)
{
    auto plan = std::make_shared<OperationPlan>();
    plan->request = {.verb = verb, .target = before->ref, .workload = before->rollout.workload, .uid = before->rollout.meta.uid};
    plan->before = before;
    plan->allowed.allowed = true;
    if (verb == Verb::Rollback)
        plan->way = RollbackWay::Abort;
    PatchStep step;
    step.guards = {{GuardField::Uid, before->rollout.meta.uid}, {GuardField::CurrentPodHash, before->rollout.currentPodHash},
                   {GuardField::StableHash, before->rollout.stableHash}, {GuardField::StepIndex, before->rollout.currentStepIndex.value_or(0)}};
    step.changes = {{ChangeKind::SetAbort, true}};
    plan->steps = {step};
    plan->effect.kind = verb == Verb::Abort || verb == Verb::Rollback ? EffectKind::Aborted : EffectKind::GatePassed;
    plan->warnings = {{WarningCode::AbortKeepsSpec, {}}};
    plan->actor = {u"jonas.weber@intelgraph.example"_s, u"jonas"_s, u"ops-laptop-3"_s, {}};
    plan->server = u"https://10.20.0.1:6443"_s;
    plan->requests = {{u"PATCH"_s, u"/apis/argoproj.io/v1alpha1/namespaces/%1/rollouts/%2/status?fieldManager=maestro-console&fieldValidation=Strict"_s.arg(before->ref.ns, before->ref.name),
                       u"application/json-patch+json"_s,
                       "[{\"op\":\"test\",\"path\":\"/metadata/uid\",\"value\":\"5f0b8a3e-93a4-4d9d-8a6e-2f6a0d1f7c11\"},"
                       "{\"op\":\"test\",\"path\":\"/status/currentPodHash\",\"value\":\"6d5f9c7b4\"},{\"op\":\"add\",\"path\":\"/status/abort\",\"value\":true}]"}};
    plan->digest = u"3f1c9a"_s;
    plan->armedAtBootMs = bootMs;
    return plan;
}

} // namespace maestro::test
