// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sampledata.h"

#include <tuple>

namespace maestro::test {

namespace {

struct Sample
{
    const char *context;
    const char *ns;
    const char *name;
    const char *image;
    int revision;
    RolloutPhase phase;
    Strategy strategy;
    QList<int> weights; ///< canary steps: a weight and a pause after each
    int step; ///< -1: all done
    int pauseSeconds; ///< of the current pause; 0: waits for a person; -1: not paused
    int observed;
    int ready;
    int desired;
};

QList<CanaryStep> stepsOf(const QList<int> &weights, int seconds)
{
    QList<CanaryStep> steps;
    for (const int weight : weights) {
        steps << CanaryStep{StepKind::SetWeight, QStringLiteral("setWeight"), weight};
        CanaryStep pause{StepKind::Pause, QStringLiteral("pause")};
        if (seconds > 0)
            pause.pauseSeconds = seconds;
        steps << pause;
    }
    return steps;
}

int wantedAt(const Sample &s)
{
    if (s.step < 0 || s.weights.isEmpty())
        return 100;
    return s.phase == RolloutPhase::Degraded ? 0 : s.weights.at(qMin(s.step / 2, int(s.weights.size()) - 1));
}

FleetRowPtr rowOf(const Sample &s, const QDateTime &now, int minutes)
{
    auto row = std::make_shared<FleetRow>();
    row->ref = {QLatin1String(s.context), QLatin1String(s.ns), QLatin1String(s.name)};
    Rollout r;
    r.meta.ns = row->ref.ns;
    r.meta.name = row->ref.name;
    r.meta.uid = QStringLiteral("uid-") + row->ref.context + row->ref.ns + row->ref.name;
    r.meta.resourceVersion = QStringLiteral("100");
    r.meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision"), QString::number(s.revision));
    r.meta.createdAt = now.addDays(-90);
    r.strategy = s.strategy;
    r.images = {QLatin1String(s.image)};
    r.steps = stepsOf(s.weights, s.pauseSeconds);
    if (s.step >= 0)
        r.currentStepIndex = s.step;
    else if (!r.steps.isEmpty())
        r.currentStepIndex = int(r.steps.size());
    r.specReplicas = s.desired;
    r.replicas = s.desired;
    r.readyReplicas = r.availableReplicas = s.ready;
    r.updatedReplicas = s.step < 0 ? s.desired : qMax(1, s.desired * s.observed / 100);
    r.currentPodHash = QStringLiteral("6d5f9c7b4");
    r.stableHash = s.step < 0 ? r.currentPodHash : QStringLiteral("7c9d8f6b5");
    row->phase.phase = s.phase;
    r.phaseText = phaseWord(s.phase);
    if (s.phase == RolloutPhase::Degraded) {
        r.abort = true;
        r.abortedAt = now.addSecs(-360).toString(Qt::ISODate);
        row->phase.message = QStringLiteral("RolloutAborted: Rollout aborted update to revision 32: Metric \"success-rate\" assessed Failed");
    }
    if (s.phase == RolloutPhase::Paused) {
        r.controllerPause = true;
        r.pauseConditions << PauseCondition{s.strategy == Strategy::BlueGreen ? QStringLiteral("BlueGreenPause") : QStringLiteral("CanaryPauseStep"),
                                            now.addSecs(-minutes * 60).toString(Qt::ISODate)};
    }
    r.conditions << Condition{QStringLiteral("Progressing"), QStringLiteral("True"), QStringLiteral("ReplicaSetUpdated"), {}, now.addSecs(-minutes * 60)};
    if (s.strategy == Strategy::Canary) {
        Weight weight;
        weight.wanted = wantedAt(s);
        weight.recorded = wantedAt(s);
        if (s.observed >= 0) {
            weight.observed = s.observed;
            weight.observedFrom = QStringLiteral("pods");
        }
        row->weight = weight;
        r.recordedWeights = RecordedWeights{*weight.recorded, 100 - *weight.recorded, true};
    }
    if (s.phase == RolloutPhase::Progressing && s.strategy == Strategy::Canary)
        r.analysis << AnalysisStatus{QStringLiteral("step"), QStringLiteral("success-rate"), QStringLiteral("Running"), {}};
    const EffectivePhase told = std::exchange(row->phase, {});
    const std::optional<Weight> observed = std::exchange(row->weight, {});
    row->setRollout(r);
    row->phase = told;
    row->weight = observed;
    return row;
}

QList<ConnectionStatus> sampleConnections(qint64 bootMs)
{
    ConnectionStatus east;
    east.context = QStringLiteral("prod-us-east-1");
    east.server = QStringLiteral("https://10.20.0.1:6443");
    east.user = QStringLiteral("jonas.weber@intelgraph.example");
    east.configuredUser = QStringLiteral("jonas");
    east.environment = QStringLiteral("prod");
    east.phase = ConnectionPhase::Connected;
    east.heardAtBootMs = bootMs - 400;
    east.listed = true;
    east.kubernetesVersion = QStringLiteral("v1.31.4");
    east.argoVersion = QStringLiteral("v1.8.3");
    east.argoPresent = true;
    east.current = true;
    ConnectionStatus west = east;
    west.context = QStringLiteral("prod-eu-west-1");
    west.server = QStringLiteral("https://10.30.0.1:6443");
    west.current = false;
    west.heardAtBootMs = bootMs - 900;
    west.listed = true;
    west.notices = {QStringLiteral("Secrets are not readable with this identity; nothing here needs them.")};
    ConnectionStatus south = east;
    south.context = QStringLiteral("prod-ap-south-1");
    south.server = QStringLiteral("https://10.40.0.1:6443");
    south.current = false;
    south.phase = ConnectionPhase::Reconnecting;
    south.message = QStringLiteral("No answer for 42 s; attempt 4");
    south.hint = QStringLiteral("Check the VPN to ap-south-1, then press Reconnect.");
    south.heardAtBootMs = bootMs - 42'000;
    south.listed = true;
    ConnectionStatus staging = east;
    staging.context = QStringLiteral("staging-us-east-1");
    staging.server = QStringLiteral("https://10.50.0.1:6443");
    staging.environment = QStringLiteral("staging");
    staging.current = false;
    staging.heardAtBootMs = bootMs - 600;
    staging.listed = true;
    return {east, west, south, staging};
}

} // namespace

FleetSnapshotPtr sampleFleet(const QDateTime &now, qint64 bootMs)
{
    using P = RolloutPhase;
    constexpr auto canary = Strategy::Canary;
    constexpr auto east = "prod-us-east-1";
    constexpr auto west = "prod-eu-west-1";
    constexpr auto south = "prod-ap-south-1";
    const QList<int> five = {5, 25, 50, 75};
    const Sample samples[] = {
        {west, "aivo-system", "user-svc", "ghcr.io/intelgraph/user-svc:v4.9.0", 32, P::Degraded, canary, five, 2, -1, 0, 12, 12},
        {east, "aivo-system", "inference-gateway-svc", "ghcr.io/intelgraph/inference-gateway-svc:v1.22.0", 119, P::Paused, canary, five, 3, 0, 25, 16, 16},
        {east, "maestro", "maestro-control-plane", "ghcr.io/intelgraph/maestro-control-plane:v2.14.0-rc.2", 58, P::Progressing, canary, five, 4, -1, 44, 23, 25},
        {east, "maestro-conductor-canary", "maestro-conductor", "ghcr.io/intelgraph/maestro-conductor:v3.0.0-rc.4", 8, P::Paused, canary, {1, 5, 25}, 3, 259200, 5, 21, 21},
        {east, "aivo-system", "auth-svc", "ghcr.io/intelgraph/auth-svc:v7.3.1", 84, P::Progressing, canary, {10, 25, 50, 75, 90}, 4, -1, 50, 10, 10},
        {west, "aivo-system", "auth-svc", "ghcr.io/intelgraph/auth-svc:v7.3.1", 80, P::Progressing, canary, {10, 25, 50, 75, 90}, 0, -1, -1, 11, 12},
        {east, "aivo-system", "reporting-svc", "ghcr.io/intelgraph/reporting-svc:v2.2.0", 19, P::Paused, Strategy::BlueGreen, {}, -1, -1, -1, 8, 4},
        {"staging-us-east-1", "intelgraph-staging", "maestro-control-plane", "ghcr.io/intelgraph/maestro-control-plane:v2.14.0-bad", 203, P::Progressing, canary, five, 0, -1, 5, 4, 5},
        {south, "aivo-system", "user-svc", "ghcr.io/intelgraph/user-svc:v4.9.0", 29, P::Progressing, canary, five, 0, -1, 10, 9, 10},
        {south, "aivo-system", "auth-svc", "ghcr.io/intelgraph/auth-svc:v7.3.0", 77, P::Healthy, canary, five, -1, -1, 100, 10, 10},
    };
    auto fleet = std::make_shared<FleetSnapshot>();
    int minutes = 6;
    for (const Sample &sample : samples) {
        fleet->rows << rowOf(sample, now, minutes);
        minutes += 13;
    }
    const char *steady[] = {"maestro-ui", "orchestrator", "analytics-svc", "batch-worker-svc", "billing-svc", "search-svc", "ingest-svc", "notifier",
                            "catalog-svc", "tenant-svc", "export-svc", "rules-engine", "graph-api", "prompt-cache", "model-router", "embedder", "webhooks"};
    int revision = 31;
    for (const char *name : steady) {
        const Sample sample{revision % 3 ? east : west, "aivo-system", name, "ghcr.io/intelgraph/app:v5.1.2", revision, P::Healthy, canary, five, -1, -1, 100, 6, 6};
        fleet->rows << rowOf(sample, now, revision * 97);
        revision += 7;
    }
    std::sort(fleet->rows.begin(), fleet->rows.end(), [](const FleetRowPtr &a, const FleetRowPtr &b) { 
        return std::tie(a->ref.context, a->ref.ns, a->ref.name) < std::tie(b->ref.context, b->ref.ns, b->ref.name);
    });
    fleet->connections = sampleConnections(bootMs);
    return fleet;
}

FleetSnapshotPtr largeFleet(int count, qint64 bootMs)
{
    auto fleet = std::make_shared<FleetSnapshot>();
    const QDateTime now(QDate(2026, 11, 18), QTime(14, 20), Qt::UTC);
    for (int i = 0; i < count; ++i) {
        const bool moving = i % 7 == 0;
        const QByteArray name = QStringLiteral("app-%1").arg(i, 5, 10, QLatin1Char('0')).toLatin1();
        const Sample sample{"prod-us-east-1", "load", name.constData(), "registry.example/app:v2", 3, moving ? RolloutPhase::Progressing : RolloutPhase::Healthy, Strategy::Canary,
                            {25, 50}, moving ? 0 : -1, -1, moving ? 25 : 100, 4, 4};
        fleet->rows << rowOf(sample, now, 5);
    }
    fleet->connections = {sampleConnections(bootMs).first()};
    return fleet;
}

FleetSnapshotPtr withRow(const FleetSnapshotPtr &fleet, qsizetype row, const std::function<void(FleetRow &)> &change)
{
    auto next = std::make_shared<FleetSnapshot>(*fleet);
    auto changed = std::make_shared<FleetRow>(*next->rows.at(row));
    change(*changed);
    next->rows[row] = changed;
    return next;
}

std::shared_ptr<const QList<JournalRecord>> sampleJournal(const QDateTime &now)
{
    auto records = std::make_shared<QList<JournalRecord>>();
    struct Entry
    {
        int minutesAgo;
        const char *who;
        const char *verb;
        const char *ns;
        const char *name;
        const char *reason;
        const char *state;
        const char *message;
    };
    const Entry entries[] = {
        {14'400, "jonas.weber@intelgraph.example", "promote", "maestro", "maestro-control-plane", "Gates green for 20 min, INT-455", "applied", "Applied, observed"},
        {4'330, "mara.lindqvist@intelgraph.example", "abort", "aivo-system", "user-svc", "success-rate 98.91 % under 99.5 %, three times", "applied", "Applied, observed"},
        {2'900, "jonas.weber@intelgraph.example", "retry", "aivo-system", "user-svc", "Fixed in v4.9.0, try again", "refused", "Data was 42 s old"},
        {2'880, "jonas.weber@intelgraph.example", "promote", "maestro-conductor-canary", "maestro-conductor", "Go for 5 %, phase 1 complete, two of two signed", "applied", "Applied, observed"},
        {95, "mara.lindqvist@intelgraph.example", "rollback", "maestro", "maestro-control-plane", "Crash-looping canary pods, 2 of 5 since 12:41; error rate 2.31 %", "applied", "Applied, observed in 41 s"},
        {35, "jonas.weber@intelgraph.example", "promote", "maestro", "maestro-control-plane", "10 % gates green for 20 min, INT-482", "applied", "Applied, observed"},
        {22, "jonas.weber@intelgraph.example", "pause", "aivo-system", "reporting-svc", "Hold for the database migration window", "unknown", "Sent; the answer was lost"},
    };
    qint64 seq = 1;
    const auto add = [&](const Entry &e, RecordType type, const QString &state, const QString &message, int seconds) {
        JournalRecord record;
        record.segment = QStringLiteral("journal-000001");
        record.seq = seq++;
        record.id = QStringLiteral("01JCX") + QString::number(e.minutesAgo, 36).toUpper();
        record.type = type;
        record.at = now.addSecs(-e.minutesAgo * 60 + seconds);
        record.actor = {QLatin1String(e.who), QLatin1String(e.who).left(QLatin1String(e.who).indexOf(QLatin1Char('.'))), QStringLiteral("ops-laptop-3"), {}};
        record.server = QStringLiteral("https://10.20.0.1:6443");
        record.object = {QStringLiteral("prod-us-east-1"), QLatin1String(e.ns), QLatin1String(e.name)};
        record.objectKind = QStringLiteral("Rollout");
        record.objectUid = QStringLiteral("5f0b8a3e-93a4-4d9d-8a6e-2f6a0d1f7c11");
        record.verb = QLatin1String(e.verb);
        record.reason = QLatin1String(e.reason);
        record.state = state;
        record.message = message;
        record.details = {{QStringLiteral("auditId"), QStringLiteral("2c7f6b1e-0a9c-4f59-a1ce-77b5d2b1f001")}, {QStringLiteral("revision"), 58}};
        records->append(record);
    };
    for (const Entry &e : entries) {
        add(e, RecordType::Intent, QStringLiteral("open"), {}, 0);
        add(e, RecordType::Outcome, QLatin1String(e.state), QLatin1String(e.message), 9);
    }
    const Entry open{3, "jonas.weber@intelgraph.example", "promote", "aivo-system", "inference-gateway-svc", "All gates pass after the bake, INT-490", "open", ""};
    add(open, RecordType::Intent, QStringLiteral("open"), {}, 0);
    return records;
}

} // namespace maestro::test
