// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/chartreader.h"

#include "domain/slo/limit.h"
#include "services/metrics/metricreader.h"

#include <cmath>

namespace maestro {

namespace {

constexpr qint64 scrapeMs = 15'000; ///< no finer step shows more
constexpr qint64 baselineWindowMs = 5 * 60'000; ///< what most queries look back

constexpr qsizetype mostOfNoGate = 6; ///< charts of metrics that no gate in force reads

/// Where the line breaks the limit that decides; a point speaks for the step before it.
QList<ChartData::Span> breachesOf(const SampleSeries &series, const PolicyGate &gate, const ChartData &chart)
{
    QList<ChartData::Span> spans;
    const std::optional<double> limit = chart.failInForce ? chart.failLimit : chart.passLimit;
    const std::optional<GateBound> &bound = chart.failInForce ? gate.fail : gate.pass;
    if (!limit || !bound)
        return spans;
    for (const SampleSeries::Point &point : series.points) {
        if (std::isnan(point.value) || holds(bound->comparison, point.value, *limit) != chart.failInForce)
            continue;
        const QDateTime from = QDateTime::fromMSecsSinceEpoch(point.ms - series.stepMs, Qt::UTC);
        const QDateTime to = QDateTime::fromMSecsSinceEpoch(point.ms, Qt::UTC);
        if (!spans.isEmpty() && spans.last().to == from)
            spans.last().to = to;
        else
            spans.append({from, to});
    }
    return spans;
}

/// Of the line that is judged, and of a canary that was; each stretch of time once.
void addBreaches(ChartData &chart, const PolicyGate &gate)
{
    QList<ChartData::Span> spans;
    for (const SampleSeries &line : std::as_const(chart.series))
        if (&line == &chart.series.constFirst() || line.role == SampleRole::Canary)
            spans += breachesOf(line, gate, chart);
    std::sort(spans.begin(), spans.end(), [](const ChartData::Span &a, const ChartData::Span &b) { return a.from < b.from; });
    for (const ChartData::Span &span : std::as_const(spans)) {
        if (chart.breaches.isEmpty() || span.from > chart.breaches.last().to)
            chart.breaches.append(span);
        else
            chart.breaches.last().to = std::max(chart.breaches.last().to, span.to);
    }
}

/// Beside the line of a canary, those that serve everybody are the stable ones.
void nameStable(ChartData &chart)
{
    const auto canary = [](const SampleSeries &one) { return one.role == SampleRole::Canary; };
    if (std::any_of(chart.series.cbegin(), chart.series.cend(), canary))
        for (SampleSeries &line : chart.series)
            if (line.role == SampleRole::None)
                line.role = SampleRole::Stable;
    std::stable_sort(chart.series.begin(), chart.series.end(), [](const SampleSeries &a, const SampleSeries &b) { return a.role < b.role; });
}

ChartData chartOf(const GateReading &reading, const PolicyMetric &metric)
{
    ChartData chart;
    chart.metric = metric.name;
    chart.gate = reading.gate.name;
    chart.unit = metric.unit;
    chart.lowerIsBetter = metric.lowerIsBetter;
    chart.passLimit = reading.verdict.passLimit;
    chart.failLimit = reading.verdict.failLimit;
    chart.failInForce = reading.gate.fail && reading.gate.fail->amount;
    chart.onFail = reading.gate.onFail;
    chart.fewRequests = reading.verdict.cause == GateCause::FewRequests;
    chart.provenance = reading.provenance;
    return chart;
}

} // namespace

QString seriesLabel(const PromSeries &series)
{
    QStringList parts;
    for (auto label = series.labels.cbegin(); label != series.labels.cend(); ++label)
        if (label.key() != u"__name__")
            parts.append(label.key() % u'=' % label.value());
    return parts.join(QStringLiteral(", "));
}

struct ChartReader::Work
{
    ChartSet set;
    QMap<QString, PolicyGate> gates; ///< by metric
    qint64 stepMs = scrapeMs;
    int open = 1;
    Callback<ChartSetPtr> done;

    ChartData *chart(const QString &metric)
    {
        const auto found = std::find_if(set.charts.begin(), set.charts.end(), [&metric](const ChartData &one) { return one.metric == metric; });
        return found == set.charts.end() ? nullptr : &*found;
    }

    /// A chart for each metric that the gate reads, with the gate's limits where it is the metric's own.
    void add(const GateReading &reading, const WorkloadHealth &health)
    {
        for (const PolicyGate &member : reading.gate.members)
            add({{}, member, MetricUnit::None, {}}, health);
        const PolicyMetric *metric = reading.gate.kind == PolicyGate::Kind::Metric ? health.target().match.policy->metric(reading.gate.subject) : nullptr;
        if (!metric || chart(metric->name))
            return;
        set.charts.append(chartOf(reading, *metric));
        gates.insert(metric->name, reading.gate);
        const QList<GateQuery> &asked = health.queries().list;
        if (std::none_of(asked.begin(), asked.end(), [metric](const GateQuery &one) { return one.metric == metric->name && one.when == GateQuery::When::LastGood; }))
            return;
        set.charts.last().baselineLevel = reading.verdict.baseline;
        if (health.lastGoodAt().isValid() && set.baselineWindows.isEmpty())
            set.baselineWindows.append({health.lastGoodAt().addMSecs(-baselineWindowMs), health.lastGoodAt()});
    }

    void takeLines(const GateQuery &query, const PromAnswer &answer)
    {
        for (const PromSeries &series : answer.series)
            chart(query.metric)->series.append({query.metric, query.role, answer.series.size() > 1 ? seriesLabel(series) : QString(), series.points, answer.stepMs});
    }

    void take(const GateQuery &query, const PromAnswer &answer)
    {
        ChartData *into = chart(query.metric);
        if (!answer.ok()) {
            into->provenance.error = answer.provenance.error;
            return;
        }
        takeLines(query, answer);
        if (answer.warned && !into->provenance.error)
            into->provenance.error = incompleteAnswer(answer);
        for (const QString &warning : answer.provenance.warnings)
            if (!into->provenance.warnings.contains(warning))
                into->provenance.warnings.append(warning);
    }

    void ended()
    {
        if (--open > 0)
            return;
        for (ChartData &chart : set.charts) {
            std::stable_sort(chart.series.begin(), chart.series.end(), [](const SampleSeries &a, const SampleSeries &b) { return a.role < b.role; });
            if (chart.series.isEmpty() || chart.series.first().role > SampleRole::Canary)
                continue;
            addBreaches(chart, gates.value(chart.metric));
            chart.spikes = spikesOf(chart.series.first(), chart.lowerIsBetter);
            nameStable(chart);
        }
        std::sort(set.burn.begin(), set.burn.end(), [](const SampleSeries &a, const SampleSeries &b) { return burnWindows().indexOf(a.metric) < burnWindows().indexOf(b.metric); });
        done(std::make_shared<const ChartSet>(set));
    }
};

ChartReader::ChartReader(QObject *parent)
    : QObject(parent)
{
}

void ChartReader::ask(RangeCache *cache, const std::shared_ptr<Work> &work, const QString &promql, std::function<void(const PromAnswer &)> take)
{
    ++work->open;
    const RangeQuery query{promql, work->set.from.toMSecsSinceEpoch(), work->set.to.toMSecsSinceEpoch(), work->stepMs};
    cache->range(query, whileAlive(this, [work, take = std::move(take)](const PromAnswer &answer) {
        take(answer);
        work->ended();
    }));
}

/// After an update the lines of its canary stay in the charts: they are why it ended as it did.
void ChartReader::askForCanary(RangeCache *cache, const std::shared_ptr<Work> &work, const SloTarget &target)
{
    const PolicyService *service = target.match.serviceEntry();
    if (!service)
        return;
    const GateQueries queries = queriesFor(*target.match.policy, *service, target.match.environment, work->gates.keys(), Judged::Canary);
    for (const GateQuery &query : queries.list)
        if (query.role == SampleRole::Canary && query.purpose == GateQuery::Purpose::Value && query.when == GateQuery::When::Now)
            ask(cache, work, query.promql, [work, query](const PromAnswer &answer) {
                work->takeLines(query, answer);
                if (answer.warned && !work->chart(query.metric)->provenance.error)
                    work->chart(query.metric)->provenance.error = incompleteAnswer(answer);
            });
}

void ChartReader::read(PromClient *client, const WorkloadHealth &health, const ChartRange &range, Callback<ChartSetPtr> done)
{
    const auto work = std::make_shared<Work>();
    const SloReport &report = *health.report();
    work->done = std::move(done);
    work->stepMs = rangeStepMs(range.spanMs, std::max(2, range.points), scrapeMs);
    work->set.target = report.target;
    work->set.to = range.to.isValid() ? range.to : client->serverNow();
    work->set.from = work->set.to.addMSecs(-range.spanMs);
    work->set.skewMs = report.skewMs;
    const QDateTime judgedSince = health.target().judgedSince;
    for (const GateVerdict &verdict : health.history())
        if (verdict.at >= work->set.from && verdict.at <= work->set.to && (!judgedSince.isValid() || verdict.at >= judgedSince))
            work->set.verdicts.append(verdict);
    for (const GateReading &reading : report.gates) {
        if (reading.gate.meaning == u"burn-multiple") {
            work->set.burnPlanLimit = reading.verdict.passLimit;
            work->set.burnPageLine = reading.verdict.failLimit;
        }
        work->add(reading, health);
    }
    RangeCache *cache = rangeCacheOf(client);
    for (const GateQuery &query : health.queries().list)
        if (query.purpose == GateQuery::Purpose::Value && query.when == GateQuery::When::Now && work->chart(query.metric))
            ask(cache, work, query.promql, [work, query](const PromAnswer &answer) { work->take(query, answer); });
    if (health.target().judged == Judged::Running)
        askForCanary(cache, work, health.target());
    qsizetype added = 0;
    for (const MetricReading &reading : report.metrics) {
        if (reading.provenance.query.isEmpty() || work->chart(reading.metric) || ++added > mostOfNoGate)
            continue;
        ChartData chart;
        chart.metric = reading.metric;
        chart.unit = reading.unit;
        chart.lowerIsBetter = reading.lowerIsBetter;
        chart.provenance = reading.provenance;
        work->set.charts.append(chart);
        const GateQuery query{reading.metric, SampleRole::None, GateQuery::Purpose::Value, GateQuery::When::Now, reading.provenance.query};
        ask(cache, work, query.promql, [work, query](const PromAnswer &answer) { work->take(query, answer); });
    }
    if (const auto budget = health.budget())
        for (const QString &window : burnWindows())
            ask(cache, work, budget->badRatio(window), [work, window, allowed = 1 - budget->objective](const PromAnswer &answer) {
                if (!work->set.burnProvenance.error) // what is wrong with one window is told of all
                    work->set.burnProvenance = answer.provenance;
                if (answer.warned && !work->set.burnProvenance.error)
                    work->set.burnProvenance.error = incompleteAnswer(answer);
                if (!answer.ok() || answer.series.size() != 1)
                    return;
                SampleSeries burn{window, SampleRole::None, window, answer.series.first().points, answer.stepMs};
                for (SampleSeries::Point &point : burn.points)
                    point.value /= allowed;
                work->set.burn.append(burn);
            });
    QMetaObject::invokeMethod(this, [work] { work->ended(); }, Qt::QueuedConnection);
}

} // namespace maestro
