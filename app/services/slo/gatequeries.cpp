// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/gatequeries.h"

#include "domain/promql/querytemplate.h"

namespace maestro {

namespace {

using Variables = QMap<QString, QString>;

/// A metric's questions, one role after the other.
class Asking
{
public:
    Asking(const Policy &policy, const PolicyMetric &metric, Variables variables, GateQueries &into)
        : m_policy(policy)
        , m_metric(metric)
        , m_variables(std::move(variables))
        , m_into(into)
        , m_hasRole(metric.query.contains(QLatin1String("{{role}}")))
    {
    }

    bool hasRole() const { return m_hasRole; }

    void ask(SampleRole role, const QString &label, GateQuery::When when)
    {
        m_variables.insert(QStringLiteral("role"), label);
        add(role, GateQuery::Purpose::Value, when, m_metric.query);
        if (m_metric.minRequests)
            add(role, GateQuery::Purpose::Requests, when, trafficQuery());
    }

private:
    void add(SampleRole role, GateQuery::Purpose purpose, GateQuery::When when, const QString &query)
    {
        const auto filled = fillQuery(query, m_variables);
        if (filled)
            m_into.list.append({m_metric.name, role, purpose, when, *filled});
        else
            m_into.problems.insert(m_metric.name, filled.error());
    }

    /// How many requests a sample stands for: of the policy's own traffic metric, else of the usual counter, over five minutes.
    QString trafficQuery() const
    {
        const PolicyMetric *traffic = m_policy.metric(QStringLiteral("traffic"));
        if (traffic && traffic->unit == MetricUnit::PerSecond)
            return QStringLiteral("(%1) * 300").arg(traffic->query);
        return m_hasRole ? QStringLiteral("sum(increase(http_requests_total{service=\"{{service}}\",role=\"{{role}}\"}[5m]))")
                         : QStringLiteral("sum(increase(http_requests_total{service=\"{{service}}\"}[5m]))");
    }

    const Policy &m_policy;
    const PolicyMetric &m_metric;
    Variables m_variables;
    GateQueries &m_into;
    bool m_hasRole;
};

void askFor(const Policy &policy, const PolicyMetric &metric, const Variables &variables, Judged judged, GateQueries &into)
{
    const QString canary = QStringLiteral("canary");
    const QString stable = QStringLiteral("stable");
    const bool update = judged == Judged::Canary;
    Asking asking(policy, metric, variables, into);
    if (!asking.hasRole())
        asking.ask(SampleRole::None, {}, GateQuery::When::Now);
    else
        asking.ask(update ? SampleRole::Canary : SampleRole::None, update ? canary : stable, GateQuery::When::Now);
    if (asking.hasRole() && update)
        asking.ask(SampleRole::Stable, stable, GateQuery::When::Now);
    if (metric.baseline == BaselineSource::None)
        return;
    if (metric.baseline == BaselineSource::Baseline && asking.hasRole())
        asking.ask(SampleRole::Baseline, QStringLiteral("baseline"), GateQuery::When::Now);
    else if (metric.baseline == BaselineSource::LastGood || !asking.hasRole() || !update)
        asking.ask(SampleRole::Baseline, stable, GateQuery::When::LastGood);
}

} // namespace

const GateQuery *GateQueries::value(const QString &metric) const
{
    const auto found = std::find_if(list.cbegin(), list.cend(), [&metric](const GateQuery &query) {
        return query.metric == metric && query.purpose == GateQuery::Purpose::Value && (query.role == SampleRole::Canary || query.role == SampleRole::None);
    });
    return found == list.cend() ? nullptr : &*found;
}

GateQueries queriesFor(const Policy &policy, const PolicyService &service, const QString &environment, const QStringList &metrics, Judged judged)
{
    Variables variables = service.variables;
    if (!environment.isEmpty())
        variables.insert(QStringLiteral("environment"), environment);
    GateQueries queries;
    for (const QString &name : metrics)
        if (const PolicyMetric *metric = policy.metric(name))
            askFor(policy, *metric, variables, judged, queries);
    return queries;
}

} // namespace maestro
