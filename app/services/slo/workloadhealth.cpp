// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/workloadhealth.h"

#include "domain/budget/errorbudget.h"
#include "domain/decision/decisionboard.h"
#include "domain/metrics/shownmetrics.h"
#include "domain/promql/queryselectors.h"
#include "domain/slo/facts.h"
#include "domain/slo/limit.h"
#include "services/policy/writtenrules.h"
#include "text/gatereason.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QTimeZone>

#include <algorithm>
#include <limits>

namespace maestro {

namespace {

struct Health
{
    Q_DECLARE_TR_FUNCTIONS(SloService)
};

constexpr qint64 minuteMs = 60'000;
constexpr qint64 usualPastMs = 30 * minuteMs; ///< the ledger's change window
constexpr qint64 longestPastMs = 6 * 60 * minuteMs;
constexpr qint64 beforeChangeMs = 10 * minuteMs;
constexpr qint64 patienceMs = minuteMs;
constexpr std::chrono::hours budgetWindow(30 * 24); ///< of an objective that names none
constexpr qsizetype mostKept = 20'000; ///< evaluations: a day of eight gates, one a minute, and some

QDateTime timeOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

QString ladderText(const QList<double> &ladder)
{
    QStringList weights;
    for (const double weight : ladder)
        weights.append(QString::number(weight));
    return weights.isEmpty() ? Health::tr("none") : QString(weights.join(QStringLiteral(", ")) % QStringLiteral(" %"));
}

QString skewText(qint64 skewMs)
{
    const QString much = ageText(double(std::abs(skewMs)) / 1000);
    return skewMs > 0 ? Health::tr("the server's clock is %1 ahead of this machine's").arg(much) : Health::tr("the server's clock is %1 behind this machine's").arg(much);
}

/// The metric whose numbers a gate stands on; of a group that of the member that decided.
QString metricOf(const PolicyGate &gate, const GateVerdict &verdict)
{
    if (gate.kind == PolicyGate::Kind::Metric)
        return gate.subject;
    const auto member = std::find_if(gate.members.cbegin(), gate.members.cend(), [&verdict](const PolicyGate &one) { return one.subject == verdict.decidedBy; });
    return member == gate.members.cend() || member->kind != PolicyGate::Kind::Metric ? QString() : member->subject;
}

} // namespace

struct WorkloadHealth::Details
{
    QMap<QString, std::optional<double>> ratios; ///< of bad events, by window
    QList<MetricReading> metrics;
    QMap<QString, int> samples; ///< in the window of a metric's query
    qsizetype open = 0;
};

WorkloadHealth::WorkloadHealth(Sampler *sampler, QObject *parent)
    : QObject(parent)
    , m_sampler(sampler)
{
}

QDateTime WorkloadHealth::lastGoodAt() const
{
    return m_target.changedAt.isValid() ? m_target.changedAt.addMSecs(-minuteMs) : QDateTime();
}

void WorkloadHealth::setTarget(const SloTarget &target)
{
    const auto rules = [](const SloTarget &t) {
        return std::tuple(t.match.policy ? t.match.policy->hash : QByteArray(), t.match.service, t.match.environment, t.match.phase, t.judged, t.revision, t.changedAt);
    };
    const bool same = m_gates && rules(target) == rules(m_target);
    m_target = target;
    if (!same)
        restart();
}

void WorkloadHealth::restart()
{
    ++m_round;
    m_busyMs.reset();
    m_lastMs.reset();
    m_knownMs.reset();
    m_factsJudged = false;
    m_gates.reset();
    m_decisions.reset();
    const PolicyService *service = m_target.match ? m_target.match.serviceEntry() : nullptr;
    if (!service)
        return;
    const PolicyPtr &policy = m_target.match.policy;
    makeJudges(policy->gatesInForce(*service, m_target.match.phase));
    m_queries = queriesFor(*policy, *service, m_target.match.environment, m_gates->metrics(), m_target.judged);
}

void WorkloadHealth::makeJudges(const QList<PolicyGate> &inForce)
{
    const PolicyPtr &policy = m_target.match.policy;
    m_bound = withDefaultRules(policy, *m_target.match.serviceEntry(), inForce, writtenRules());
    m_gates = std::make_unique<GateEvaluator>(m_bound ? m_bound->policy : policy, inForce);
    m_decisions = std::make_unique<DecisionMaker>(policy);
    m_defaults = m_bound ? std::make_unique<DecisionMaker>(m_bound->policy) : nullptr;
}

bool WorkloadHealth::isBusy(qint64 atMs) const
{
    return m_busyMs && std::abs(atMs - *m_busyMs) < patienceMs;
}

void WorkloadHealth::setDetailed(bool detailed)
{
    if (detailed == m_detailed)
        return;
    m_detailed = detailed;
    m_history = {};
    m_knownMs.reset(); // the past is told anew, and kept
}

bool WorkloadHealth::evaluate(PromClient *client, qint64 atMs, qint64 stepMs)
{
    const bool again = m_knownMs && m_lastMs && atMs <= *m_lastMs && *m_lastMs - atMs < patienceMs;
    if (!m_gates || isBusy(atMs) || again)
        return false;
    ++m_round;
    m_busyMs = atMs;
    if (!client) {
        SampleSet none;
        none.at = timeOf(atMs);
        if (!m_factsJudged && m_factHistory && !m_factHistory->readings().isEmpty()) { // they came after the first look
            m_factsJudged = true;
            m_lastMs.reset();
            makeJudges(m_gates->inForce());
            m_history.clear();
        }
        judgePast(atMs, stepMs);
        none.problem = Error{ErrorKind::BadInput, QStringLiteral("noPrometheus"), Health::tr("no Prometheus is configured for %1").arg(m_target.ref.context),
                             Health::tr("Name one in connections.yaml, in the policy's environment or with --prometheus."), {}};
        conclude(nullptr, none);
        return true;
    }
    const auto take = [this, client = QPointer(client), round = m_round, atMs, stepMs](const SampleSet &set) {
        if (round != m_round)
            return;
        const bool away = !m_knownMs || atMs - *m_knownMs > 2 * stepMs;
        if (away && !set.problem && client)
            return askPast(client, set, stepMs);
        judgePast(atMs, stepMs);
        conclude(client, set);
    };
    m_sampler->now(client, m_queries, timeOf(atMs), lastGoodAt(), whileAlive(this, take));
    return true;
}

qint64 WorkloadHealth::pastFromMs(qint64 atMs, qint64 stepMs) const
{
    qint64 length = usualPastMs;
    for (const PolicyGate &gate : m_gates->policy().gates)
        length = std::max({length, 2 * qint64(gate.needed.count()), 2 * gate.consecutive * std::max(stepMs, qint64(gate.every.count()))});
    if (m_target.changedAt.isValid() && atMs - m_target.changedAt.toMSecsSinceEpoch() < longestPastMs)
        length = std::max(length, atMs - m_target.changedAt.toMSecsSinceEpoch() + beforeChangeMs);
    return atMs - std::min(length, longestPastMs);
}

void WorkloadHealth::askPast(PromClient *client, const SampleSet &now, qint64 stepMs)
{
    const qint64 atMs = now.at.toMSecsSinceEpoch();
    const auto take = [this, client = QPointer(client), round = m_round, now](const QList<SampleSet> &sets) {
        if (round != m_round)
            return;
        // Judged from the beginning: what was known before is part of what the server tells.
        if (!sets.isEmpty()) {
            makeJudges(m_gates->inForce());
            m_history.removeIf([from = sets.first().at](const GateVerdict &verdict) { return verdict.at >= from; });
        }
        for (const SampleSet &set : sets)
            judge(set, false);
        conclude(client, now);
    };
    m_sampler->past(client, m_queries, pastFromMs(atMs, stepMs), atMs - stepMs, stepMs, lastGoodAt(), whileAlive(this, take));
}

void WorkloadHealth::conclude(PromClient *client, const SampleSet &set)
{
    judge(set, true);
    if (!set.problem)
        m_knownMs = m_lastMs;
    if (m_detailed && client && !set.problem)
        askDetails(client, set);
    else
        publish(set, Details());
}

std::optional<BudgetSource> WorkloadHealth::budget() const
{
    return m_gates ? budgetSource(m_gates->policy(), m_gates->inForce(), m_queries) : std::nullopt;
}

void WorkloadHealth::askDetails(PromClient *client, const SampleSet &set)
{
    const auto work = std::make_shared<Details>();
    const auto came = [this, work, set, round = m_round] {
        if (--work->open == 0 && round == m_round)
            publish(set, *work);
    };
    const auto source = budget();
    QStringList windows = source ? burnWindows() : QStringList();
    if (const QString since = sinceChange(set.at); source && !since.isEmpty() && !windows.contains(since))
        windows.append(since);
    work->open = windows.size() + 1;
    for (const QString &window : std::as_const(windows))
        client->instant(source->badRatio(window), set.at, whileAlive(this, [work, window, came](const PromAnswer &answer) {
            const bool one = answer.ok() && answer.series.size() == 1 && answer.series.first().points.size() == 1;
            work->ratios.insert(window, one ? std::optional(answer.series.first().points.first().value) : std::nullopt);
            came();
        }));
    askSamples(client, set, work, came);
    const PolicyMatch &match = m_target.match;
    const QList<MetricReading> shown = shownMetrics(*match.policy, *match.serviceEntry(), match.phase, m_gates->metrics());
    QStringList names;
    for (const MetricReading &one : shown)
        names.append(one.metric);
    m_metrics.read(client, shown, queriesFor(*match.policy, *match.serviceEntry(), match.environment, names, m_target.judged), set.at,
                   whileAlive(this, [work, came](const QList<MetricReading> &readings) {
                       work->metrics = readings;
                       came();
                   }));
}

void WorkloadHealth::askSamples(PromClient *client, const SampleSet &set, const std::shared_ptr<Details> &work, const std::function<void()> &came)
{
    for (const GateQuery &query : m_queries.list) {
        const bool judged = query.purpose == GateQuery::Purpose::Value && query.when == GateQuery::When::Now && (query.role == SampleRole::Canary || query.role == SampleRole::None);
        const auto counts = judged ? sampleCounts(query.promql) : Result<SampleCounts>(SampleCounts());
        if (!counts || counts->parts == 0)
            continue;
        ++work->open;
        client->instant(counts->query, set.at, whileAlive(this, [work, came, metric = query.metric, parts = counts->parts](const PromAnswer &answer) {
            double fewest = answer.series.size() < parts ? 0 : std::numeric_limits<double>::max();
            for (const PromSeries &series : answer.series)
                fewest = std::min(fewest, series.points.isEmpty() ? 0 : series.points.first().value);
            if (answer.ok() && fewest >= 0 && fewest <= std::numeric_limits<int>::max())
                work->samples.insert(metric, int(fewest));
            came();
        }));
    }
}

void WorkloadHealth::judgePast(qint64 atMs, qint64 stepMs)
{
    if (m_lastMs || !m_factHistory)
        return;
    const qint64 fromMs = std::max(pastFromMs(atMs, stepMs), atMs - qint64(FactBook::kept.count()));
    for (qint64 ms = RangeQuery::onGrid(fromMs, stepMs); ms <= atMs - stepMs; ms += stepMs) {
        SampleSet past;
        past.at = timeOf(ms);
        judge(past, false);
    }
}

void WorkloadHealth::judge(const SampleSet &set, bool isNow)
{
    QList<Sample> samples = set.samples + m_facts;
    if (m_factHistory)
        samples += isNow ? m_factHistory->samplesNow(set.at) : m_factHistory->samplesAt(set.at);
    if (m_target.changedAt.isValid() && m_target.changedAt <= set.at)
        samples.append({m_target.changedAt, changeFact(), SampleRole::None, double(m_target.revision), {}});
    const QList<GateVerdict> verdicts = m_gates->evaluate(set.at, samples);
    std::tie(m_badName, m_badSince) = firstFailure(*m_gates);
    std::optional<QDateTime> bad;
    if (const auto fact = m_factHistory && isNow ? m_factHistory->book.firstBad(m_factHistory->now) : std::pair<QString, QDateTime>(); fact.second.isValid()) {
        if (!m_badSince.isValid() || fact.second < m_badSince)
            std::tie(m_badName, m_badSince) = fact;
        bad = m_badSince;
    }
    m_decision = m_decisions->decide(*m_gates, bad);
    if (m_defaults)
        m_byDefaults = m_defaults->decide(*m_gates, bad);
    m_lastMs = set.at.toMSecsSinceEpoch();
    if (!m_detailed)
        return;
    m_history += verdicts;
    if (m_history.size() > mostKept)
        m_history.remove(0, m_history.size() - mostKept);
}

GateReading WorkloadHealth::reading(qsizetype index, const SampleSet &set) const
{
    GateReading made;
    made.gate = m_gates->inForce().at(index);
    made.verdict = m_gates->verdicts().at(index);
    const PolicyMetric *metric = m_gates->policy().metric(metricOf(made.gate, made.verdict));
    made.unit = metric && made.gate.kind == PolicyGate::Kind::Metric ? metric->unit : MetricUnit::None;
    made.verdict.reason = gateReason(made.verdict, made.gate, made.gate.kind == PolicyGate::Kind::Metric ? metric : nullptr);
    if (metric) {
        made.provenance = set.provenance.value(metric->name);
        if (const GateQuery *query = m_queries.value(metric->name); query && made.provenance.query.isEmpty())
            made.provenance.query = query->promql;
    }
    if (set.problem && !made.provenance.error)
        made.provenance.error = set.problem;
    if (made.provenance.error && made.verdict.cause == GateCause::NoSample)
        made.verdict.reason = made.provenance.error->message;
    if (set.skewMs != 0)
        made.provenance.warnings.append(skewText(set.skewMs));
    return made;
}

QString WorkloadHealth::sinceChange(const QDateTime &at) const
{
    const qint64 minutes = m_target.changedAt.isValid() && m_target.judged == Judged::Canary ? m_target.changedAt.msecsTo(at) / minuteMs : 0;
    return minutes > 0 ? QStringLiteral("%1m").arg(minutes) : QString();
}

QList<BudgetReading> WorkloadHealth::budgets(const QDateTime &at, const QMap<QString, std::optional<double>> &badRatios) const
{
    const auto source = budget();
    BudgetReading base;
    const ErrorBudget counted(source ? source->objective : 0, budgetWindow);
    if (source) {
        base.objective = source->objective;
        for (const QString &window : burnWindows())
            base.burn.insert(window, counted.burn(badRatios.value(window)));
    }
    QList<BudgetReading> made;
    for (qsizetype i = 0; i < m_gates->inForce().size(); ++i) {
        const PolicyGate &gate = m_gates->inForce().at(i);
        if (gate.meaning.isEmpty())
            continue;
        BudgetReading one = base;
        one.name = gate.name;
        one.meaning = gate.meaning;
        const PolicyMetric *metric = m_gates->policy().metric(gate.subject);
        const GateVerdict &verdict = m_gates->verdicts().at(i);
        const double unit = metric && metric->unit == MetricUnit::Percent ? 100 : 1;
        if (verdict.value && gate.meaning != QLatin1String("burn-multiple"))
            one.consumed = *verdict.value / unit;
        if (verdict.passLimit && gate.meaning != QLatin1String("burn-multiple"))
            one.limit = *verdict.passLimit / unit;
        if (one.consumed && one.limit)
            one.within = holds(gate.pass->comparison, *one.consumed, *one.limit);
        made.append(one);
    }
    if (made.isEmpty() && source) {
        base.name = source->metric;
        const QString since = sinceChange(at);
        base.meaning = since.isEmpty() ? QStringLiteral("burn-multiple") : QStringLiteral("consumed-since-T");
        base.consumed = since.isEmpty() ? std::nullopt : counted.consumedSince(badRatios.value(since), std::chrono::milliseconds(m_target.changedAt.msecsTo(at)));
        made.append(base);
    }
    for (BudgetReading &one : made)
        one.acknowledged = acknowledgementOf(one, m_acknowledged, at);
    return made;
}

QList<FactReading> WorkloadHealth::readings() const
{
    QList<FactReading> all = m_factHistory ? m_factHistory->readings() : QList<FactReading>();
    for (const Sample &fact : m_facts)
        all.append({fact.metric, fact.value, {}, fact.at, Health::tr("Alertmanager"), {}});
    return all;
}

/// Of what somebody looks at: only then is read what the default rules rest on.
DecisionBoardPtr WorkloadHealth::board(const SloReport &report) const
{
    const QList<ProbeHistory> probes = m_factHistory ? m_factHistory->probes() : QList<ProbeHistory>();
    if (!m_defaults || !m_detailed) {
        DecisionBoard made = decisionBoard(*m_target.match.policy, report, m_decisions->rules(), readings());
        made.probes = probes;
        return std::make_shared<const DecisionBoard>(made);
    }
    DecisionBoard made = decisionBoard(*m_bound->policy, report, m_defaults->rules(), readings());
    made.hasDefaultRules = true;
    made.probes = probes;
    made.goNoGo = m_byDefaults;
    for (BoardCondition &condition : made.conditions)
        if (const auto why = m_bound->unmeasured.constFind(condition.rule.id); why != m_bound->unmeasured.cend())
            condition.reads.prepend({QStringLiteral("unmeasured:") + condition.rule.id, {}, {}, report.at, {}, unmeasuredText(*why)});
    return std::make_shared<const DecisionBoard>(made);
}

void WorkloadHealth::publish(const SampleSet &set, const Details &details)
{
    auto report = std::make_shared<SloReport>();
    report->target = m_target.ref;
    report->at = set.at;
    report->skewMs = set.skewMs;
    report->policy = m_target.match.policy->name;
    report->policyHash = m_target.match.policy->hash;
    report->service = m_target.match.service;
    report->phase = m_target.match.phase;
    for (qsizetype i = 0; i < m_gates->inForce().size(); ++i)
        report->gates.append(reading(i, set));
    for (GateReading &one : report->gates)
        if (const auto found = details.samples.constFind(metricOf(one.gate, one.verdict)); found != details.samples.cend())
            one.provenance.samplesInWindow = *found;
    if (m_detailed)
        report->budgets = budgets(set.at, details.ratios);
    report->metrics = details.metrics;
    report->rollbackPace = rollbackPace(m_pace, *m_target.match.policy);
    report->criteria = promotionCriteria(*m_target.match.policy, m_target.match.service, m_target.annotations);
    report->alerts = m_alerts;
    report->decision = m_decision;
    report->updating = m_target.judged == Judged::Canary;
    report->regression.gate = m_badName;
    report->regression.firstBadAt = m_badSince;
    report->regression.revision = m_target.revision;
    report->regression.changedAt = m_target.changedAt;
    if (const auto &drift = m_target.match.drift)
        report->ladderDrift = Health::tr("the policy's ladder is %1, the cluster's steps are %2").arg(ladderText(drift->policy), ladderText(drift->cluster));
    report->problem = set.problem;
    report->board = board(*report);
    m_report = report;
    m_busyMs.reset();
    Q_EMIT changed();
}

} // namespace maestro
