// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/samplehealth.h"

#include <cmath>
#include <limits>

namespace maestro::test {

using namespace std::chrono_literals;

namespace {

GateBound bound(Comparison comparison, double amount, const QString &text)
{
    GateBound made;
    made.comparison = comparison;
    made.amount = amount;
    made.text = text;
    return made;
}

struct GateSpec
{
    const char *name;
    MetricUnit unit;
    bool lower;
    double pass;
    double fail;
    double value;
    GateState state;
    int failingFor;
    int needed;
};

GateReading reading(const GateSpec &spec, const QDateTime &now)
{
    GateReading made;
    made.gate.name = QString::fromLatin1(spec.name);
    made.gate.subject = made.gate.name;
    made.gate.onFail = OnFail::Rollback;
    made.gate.needed = std::chrono::seconds(spec.needed);
    made.gate.pass = bound(spec.lower ? Comparison::LessOrEqual : Comparison::GreaterOrEqual, spec.pass, QStringLiteral("pass"));
    made.gate.fail = bound(spec.lower ? Comparison::Greater : Comparison::Less, spec.fail, QStringLiteral("fail"));
    made.unit = spec.unit;
    GateVerdict &verdict = made.verdict;
    verdict.at = now;
    verdict.gate = made.gate.name;
    verdict.state = spec.state;
    if (spec.state != GateState::NoData)
        verdict.value = spec.value;
    verdict.passLimit = spec.pass;
    verdict.failLimit = spec.fail;
    verdict.since = now.addSecs(-std::max(60, spec.failingFor));
    if (spec.failingFor > 0) {
        verdict.failingSince = now.addSecs(-spec.failingFor);
        verdict.failingFor = std::chrono::seconds(spec.failingFor);
        verdict.cause = spec.state == GateState::Fail ? GateCause::Compared : GateCause::Delayed;
    }
    verdict.failingCount = spec.failingFor / 15;
    made.provenance.query = QStringLiteral("sum(rate(http_requests_total{service=\"maestro-control-plane\",role=\"canary\",code=~\"5..\"}[5m]))");
    made.provenance.source = QStringLiteral("http://prometheus.monitoring:9090");
    made.provenance.newestSampleAt = now.addSecs(-6);
    made.provenance.targetsUp = 8;
    made.provenance.targetsTotal = 8;
    return made;
}

/// A line with a little noise that is the same in every run; after `bendAt` it leaves for `target`.
SampleSeries line(const QString &metric, SampleRole role, const QDateTime &now, double level, double noise, double target, int bendAt, quint32 seed)
{
    SampleSeries made {metric, role, {}, {}, 15'000};
    const qint64 end = now.toMSecsSinceEpoch() / 15'000 * 15'000;
    quint32 state = seed;
    double drift = 0;
    for (int i = 0; i < 120; ++i) {
        state = state * 1664525U + 1013904223U;
        drift = drift * 0.86 + (double(state >> 8) / double(1U << 24) - 0.5) * noise;
        const double share = i < bendAt ? 0.0 : std::min(1.0, double(i - bendAt) / std::max(1, 119 - bendAt));
        made.points << SampleSeries::Point {end - qint64(119 - i) * 15'000, level + (target - level) * share + drift};
    }
    return made;
}

struct ChartSpec
{
    const char *metric;
    MetricUnit unit;
    bool lower;
    double stable;
    double noise;
    double bad;
    std::optional<double> pass;
    std::optional<double> fail;
    bool breach;
};

ChartData chart(const ChartSpec &spec, const QDateTime &now, bool calm, quint32 seed)
{
    ChartData made;
    made.metric = QString::fromLatin1(spec.metric);
    made.gate = made.metric;
    made.unit = spec.unit;
    made.lowerIsBetter = spec.lower;
    const double target = calm || !spec.breach ? spec.stable : spec.bad;
    made.series = {line(made.metric, SampleRole::Canary, now, spec.stable, spec.noise * 1.6, target, 92, seed),
                   line(made.metric, SampleRole::Stable, now, spec.stable, spec.noise, spec.stable, 200, seed + 7),
                   line(made.metric, SampleRole::Baseline, now, spec.stable, spec.noise * 0.6, spec.stable, 200, seed + 13)};
    made.passLimit = spec.pass;
    made.failLimit = spec.fail;
    made.failInForce = spec.fail.has_value();
    made.onFail = OnFail::Rollback;
    if (!calm && spec.breach)
        made.breaches << ChartData::Span {now.addSecs(-255), now};
    made.provenance.query = QStringLiteral("histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service=\"maestro-control-plane\",role=\"canary\"}[5m]))) * 1000");
    made.provenance.source = QStringLiteral("http://prometheus.monitoring:9090");
    made.provenance.newestSampleAt = now.addSecs(-6);
    made.provenance.targetsUp = 8;
    made.provenance.targetsTotal = 8;
    return made;
}

} // namespace

SloReportPtr sampleHealth(const QDateTime &now, const ObjectRef &target)
{
    auto made = std::make_shared<SloReport>();
    made->target = target;
    made->at = now.addSecs(-2);
    made->policy = QStringLiteral("maestro-triage");
    made->policyHash = QByteArrayLiteral("4f1c9a0e7d55");
    made->service = QStringLiteral("maestro-control-plane");
    made->phase = QStringLiteral("w25");
    const GateSpec specs[] = {{"error_rate", MetricUnit::Ratio, true, 0.001, 0.01, 0.0231, GateState::Fail, 252, 120},
                              {"p95", MetricUnit::Milliseconds, true, 500, 1000, 1180, GateState::Fail, 181, 120},
                              {"availability", MetricUnit::Ratio, false, 0.999, 0.995, 0.9769, GateState::Hold, 134, 180},
                              {"workflow_success", MetricUnit::Ratio, false, 0.995, 0.99, 0.9978, GateState::Pass, 0, 300},
                              {"synthetic_score", MetricUnit::None, false, 0.95, 0.9, 0.987, GateState::Pass, 0, 0},
                              {"cost", MetricUnit::Percent, true, 5, 10, 0, GateState::NoData, 0, 0}};
    for (const GateSpec &spec : specs)
        made->gates << reading(spec, made->at);
    made->gates.last().provenance.error = Error {ErrorKind::NotFound, QStringLiteral("emptyResult"), QStringLiteral("the query gave no samples")};
    made->gates.last().provenance.newestSampleAt = {};
    made->budgets << BudgetReading {QStringLiteral("availability"), QStringLiteral("consumed-since-T"), 0.999, 0.31,
                                    {{QStringLiteral("5m"), 46.2}, {QStringLiteral("1h"), 6.1}, {QStringLiteral("6h"), 1.6}}};
    made->budgets << BudgetReading {QStringLiteral("latency"), QStringLiteral("burn-multiple"), 0.99, std::nullopt, {{QStringLiteral("5m"), std::nullopt}, {QStringLiteral("1h"), 2.4}}};
    made->alerts << AlertReading {QStringLiteral("a1"), QStringLiteral("MaestroHighErrorRate"), QStringLiteral("critical"), QStringLiteral("errors"), made->service,
                                  AlertReading::State::Firing, now.addSecs(-252), {}, {}, {{QStringLiteral("summary"), QStringLiteral("error rate above 1 %")}}};
    made->decision = {made->at, Decision::Rollback, QStringLiteral("error_rate")};
    made->regression = {59, now.addSecs(-522), now.addSecs(-252), QStringLiteral("error_rate")};
    return made;
}

SloReportPtr calmHealth(const QDateTime &now, const ObjectRef &target)
{
    auto made = std::make_shared<SloReport>(*sampleHealth(now, target));
    for (GateReading &gate : made->gates) {
        gate.verdict.state = GateState::Pass;
        gate.verdict.failingSince = {};
        gate.verdict.value = gate.gate.pass->amount;
        gate.provenance.error.reset();
        gate.provenance.newestSampleAt = now.addSecs(-6);
    }
    made->alerts.clear();
    made->decision = {made->at, Decision::Promote, {}};
    made->regression = {};
    return made;
}

ChartSetPtr sampleCharts(const QDateTime &now, bool calm)
{
    auto made = std::make_shared<ChartSet>();
    made->target = {QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")};
    made->from = now.addSecs(-1800);
    made->to = now;
    const ChartSpec specs[] = {{"availability", MetricUnit::Ratio, false, 0.9992, 0.0004, 0.9769, 0.999, 0.995, true},
                               {"p95", MetricUnit::Milliseconds, true, 405, 30, 1180, 500.0, 1000.0, true},
                               {"error_rate", MetricUnit::Ratio, true, 0.0008, 0.0003, 0.0231, 0.001, 0.01, true},
                               {"workflow_success", MetricUnit::Ratio, false, 0.9978, 0.0006, 0, 0.995, 0.99, false},
                               {"synthetic_score", MetricUnit::None, false, 0.985, 0.008, 0, 0.95, std::nullopt, false},
                               {"cost", MetricUnit::Percent, true, 1.4, 0.6, 0, 5.0, std::nullopt, false}};
    quint32 seed = 11;
    for (const ChartSpec &spec : specs)
        made->charts << chart(spec, now, calm, seed += 31);
    QList<SampleSeries::Point> &holed = made->charts[3].series[0].points;
    for (int i = 40; i < 52; ++i)
        holed[i].value = std::numeric_limits<double>::quiet_NaN();
    made->charts[3].series[1].points.remove(70, 14);
    made->charts[5].fewRequests = true;
    const std::pair<const char *, double> windows[] = {{"5m", 46}, {"1h", 6.2}, {"6h", 1.6}};
    for (const auto &[window, peak] : windows) {
        made->burn << line(QString::fromLatin1(window), SampleRole::None, now, 1.2, 0.25, calm ? 1.2 : peak, 92, seed += 17);
        made->burn.last().label = made->burn.last().metric;
    }
    made->burnPageLine = 14.4;
    made->burnPlanLimit = 10;
    made->baselineWindows << ChartData::Span {now.addSecs(-1700), now.addSecs(-1300)};
    for (int i = 0; i < 100; ++i) {
        const QDateTime at = now.addSecs(-1800 + i * 18);
        for (const char *gate : {"error_rate", "p95", "availability", "workflow_success"}) {
            GateVerdict verdict;
            verdict.at = at;
            verdict.gate = QString::fromLatin1(gate);
            const bool touched = !calm && verdict.gate != QLatin1String("workflow_success");
            verdict.state = i < 4 ? GateState::NoData : touched && i > 90 ? GateState::Fail : touched && i > 84 ? GateState::Hold : i % 37 == 20 ? GateState::Hold : GateState::Pass;
            made->verdicts << verdict;
        }
    }
    return made;
}

QList<AlertBoard> sampleBoards(const QDateTime &now)
{
    AlertBoard board;
    board.connection = QStringLiteral("prod-us-east-1");
    board.readAt = now.addSecs(-4);
    board.alerts << sampleHealth(now)->alerts;
    board.alerts << AlertReading {QStringLiteral("a2"), QStringLiteral("MaestroHighLatencyP95"), QStringLiteral("warning"), QStringLiteral("latency"),
                                  QStringLiteral("maestro-control-plane"), AlertReading::State::Suppressed, now.addSecs(-181), {QStringLiteral("7c2f")}, {}, {}};
    board.alerts << AlertReading {QStringLiteral("a3"), QStringLiteral("NodeDiskFilling"), QStringLiteral("info"), {}, QStringLiteral("node-7"),
                                  AlertReading::State::Pending, now.addSecs(-40), {}, {}, {}};
    Silence hiding;
    hiding.id = QStringLiteral("7c2f");
    hiding.matchers = {{QStringLiteral("alertname"), QStringLiteral("MaestroHighLatency.*"), true, true}};
    hiding.startsAt = now.addSecs(-3600);
    hiding.endsAt = now.addSecs(5400);
    hiding.createdBy = QStringLiteral("mara.lindqvist");
    hiding.comment = QStringLiteral("load test until noon");
    hiding.hides = {QStringLiteral("MaestroHighLatencyP95")};
    Silence old = hiding;
    old.id = QStringLiteral("19aa");
    old.matchers = {{QStringLiteral("alertname"), QStringLiteral("NodeDiskFilling"), false, true}};
    old.state = Silence::State::Expired;
    old.endsAt = now.addSecs(-600);
    old.hides.clear();
    old.comment = QStringLiteral("disk was replaced");
    board.silences = {hiding, old};
    return {board};
}

} // namespace maestro::test
