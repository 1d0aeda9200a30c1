// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/gatebuilder.h"

#include "config/policy/metrictemplates.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

using Kind = PolicyNode::Kind;

bool isTrue(const PolicyNode::Ptr &node, const QString &key)
{
    return node->textOf(key) == u"true";
}

std::optional<double> numberOf(const PolicyNode::Ptr &node, const QString &key)
{
    const auto quantity = parseQuantity(node->textOf(key));
    return quantity && quantity->unit.isEmpty() ? std::optional(quantity->number) : std::nullopt;
}

/// Something inside of it is wrong already: what seems to be missing may be just that.
bool isDoubted(const PolicyNode::Ptr &node, const PolicyProblems &problems)
{
    const QString &path = node->place.field;
    return std::any_of(problems.cbegin(), problems.cend(), [&](const Error &problem) {
        return problem.where && problem.where->file == node->place.file && problem.where->field.size() > path.size() && problem.where->field.startsWith(path)
            && (problem.where->field.at(path.size()) == u'.' || problem.where->field.at(path.size()) == u'[');
    });
}

/// Which one of these keys is there; with none or several a problem.
QString onlyOneOf(const PolicyNode::Ptr &node, const QStringList &keys, PolicyProblems &problems)
{
    QStringList found;
    std::copy_if(keys.cbegin(), keys.cend(), std::back_inserter(found), [&node](const QString &key) { return node->find(key) != nullptr; });
    if (found.isEmpty() && !isDoubted(node, problems))
        addProblem(problems, node->place, Words::tr("needs one of %1").arg(keys.join(u", ")));
    else if (found.size() > 1)
        addProblem(problems, node->find(found.at(1))->place, Words::tr("%1 and %2 exclude each other").arg(found.at(0), found.at(1)));
    return found.value(0);
}

BaselineSource baselineFrom(const QString &word)
{
    return word == u"stable" ? BaselineSource::Stable : word == u"baseline" ? BaselineSource::Baseline : word == u"last-good" ? BaselineSource::LastGood : BaselineSource::None;
}

PolicyGate::Kind gateKind(const QString &key)
{
    return key == u"signal" ? PolicyGate::Kind::Signal : key == u"any" ? PolicyGate::Kind::Any : key == u"all" ? PolicyGate::Kind::All
        : key == u"consecutive_failures_of"                                                                   ? PolicyGate::Kind::ConsecutiveFailures
                                                                                                              : PolicyGate::Kind::Metric;
}

} // namespace

std::vector<PolicyNode::Ptr> entriesOf(const PolicyNode::Ptr &node, const QString &key)
{
    const PolicyNode::Ptr list = node && node->kind == Kind::Map ? node->find(key) : nullptr;
    std::vector<PolicyNode::Ptr> entries;
    if (list && list->kind == Kind::List)
        std::copy_if(list->items.cbegin(), list->items.cend(), std::back_inserter(entries), [](const PolicyNode::Ptr &item) { return item->kind == Kind::Map; });
    return entries;
}

QStringList textsOf(const PolicyNode::Ptr &node, const QString &key)
{
    const PolicyNode::Ptr list = node->find(key);
    QStringList texts;
    if (list && list->kind == Kind::List) {
        for (const PolicyNode::Ptr &item : list->items) {
            if (item->kind == Kind::Scalar)
                texts.append(item->text);
        }
    }
    return texts;
}

std::optional<std::chrono::milliseconds> durationOf(const PolicyNode::Ptr &node, const QString &key)
{
    return parsePolicyDuration(node->textOf(key));
}

GateBuilder::GateBuilder(Policy &policy, PolicyProblems &problems)
    : m_policy(policy)
    , m_problems(problems)
{
}

PolicyMetric GateBuilder::metric(const PolicyNode::Ptr &node)
{
    PolicyMetric metric;
    metric.name = node->identity();
    metric.unit = unitNamed(node->textOf(QStringLiteral("unit"))).value_or(MetricUnit::None);
    metric.lowerIsBetter = node->textOf(QStringLiteral("better")) != u"higher";
    metric.minRequests = numberOf(node, QStringLiteral("min_requests"));
    metric.staleAfter = durationOf(node, QStringLiteral("stale_after")).value_or(std::chrono::milliseconds(0));
    metric.panel = node->textOf(QStringLiteral("panel"));
    if (const PolicyNode::Ptr baseline = node->find(QStringLiteral("baseline")); baseline && baseline->kind == Kind::Map) {
        metric.baseline = baselineFrom(baseline->textOf(QStringLiteral("from")));
        if (const auto floor = parseQuantity(baseline->textOf(QStringLiteral("floor")))) {
            metric.floor = inUnit(*floor, metric.unit);
            if (!metric.floor)
                addProblem(m_problems, baseline->find(QStringLiteral("floor"))->place,
                           Words::tr("the unit \"%1\" does not fit a metric in %2").arg(floor->unit, unitWord(metric.unit)));
        }
    }
    const QString source = onlyOneOf(node, {QStringLiteral("query"), QStringLiteral("template")}, m_problems);
    metric.query = node->textOf(QStringLiteral("query"));
    if (source == u"query") {
        checkVariables(node->find(source));
    } else if (!source.isEmpty()) {
        const MetricTemplate wanted{node->textOf(source), metric.unit, numberOf(node, QStringLiteral("quantile")), node->textOf(QStringLiteral("series")),
                                    node->textOf(QStringLiteral("over"))};
        const Result<QString> query = queryOf(wanted);
        if (query)
            metric.query = *query;
        else
            addProblem(m_problems, node->find(source)->place, query.error().message);
    }
    return metric;
}

void GateBuilder::checkVariables(const PolicyNode::Ptr &query)
{
    static const QSet<QString> filled{QStringLiteral("service"), QStringLiteral("namespace"), QStringLiteral("role"), QStringLiteral("name"),
                                      QStringLiteral("container"), QStringLiteral("environment"), QStringLiteral("connection"), QStringLiteral("region"),
                                      QStringLiteral("phase"), QStringLiteral("route")};
    static const QRegularExpression variable(QStringLiteral("\\{\\{([^{}]*)\\}\\}"));
    const QVariantMap declared = m_policy.document.value(QStringLiteral("variables")).toMap();
    for (auto matches = variable.globalMatch(query->text); matches.hasNext();) {
        const QString name = matches.next().captured(1);
        const auto knows = [&name](const PolicyService &service) { return service.variables.contains(name); };
        if (!filled.contains(name) && !declared.contains(name) && std::none_of(m_policy.services.cbegin(), m_policy.services.cend(), knows))
            addProblem(m_problems, query->place, Words::tr("nothing fills in {{%1}}").arg(name));
    }
}

std::optional<GateBound> GateBuilder::bound(const PolicyNode::Ptr &node, const QString &key, const PolicyMetric *metric)
{
    const PolicyNode::Ptr written = node->find(key);
    QString problem;
    const auto condition = written && written->kind == Kind::Scalar ? parseCondition(written->text, &problem) : std::nullopt;
    if (!condition)
        return std::nullopt;
    const bool compares = condition->bound.form != GateBound::Form::Absolute;
    if (compares && (!metric || metric->baseline == BaselineSource::None)) {
        addProblem(m_problems, written->place, metric ? Words::tr("the metric %1 has no baseline").arg(metric->name) : Words::tr("there is no baseline here"));
        return std::nullopt;
    }
    const auto resolved = resolveCondition(*condition, metric ? metric->unit : MetricUnit::None, m_policy.limits, &problem);
    if (!resolved)
        addProblem(m_problems, written->place, problem);
    return resolved;
}

void GateBuilder::checkTarget(const PolicyNode::Ptr &kpi)
{
    if (const PolicyMetric *metric = m_policy.metric(kpi->textOf(QStringLiteral("metric"))))
        bound(kpi, QStringLiteral("target"), metric);
}

PolicyGate GateBuilder::gate(const PolicyNode::Ptr &node, bool member)
{
    QStringList kinds{QStringLiteral("metric"), QStringLiteral("signal"), QStringLiteral("any"), QStringLiteral("all")};
    if (!member)
        kinds.append(QStringLiteral("consecutive_failures_of"));
    PolicyGate gate;
    gate.place = node->place;
    gate.name = member ? QString() : node->identity();
    const QString key = onlyOneOf(node, kinds, m_problems);
    gate.kind = gateKind(key);
    gate.subject = node->textOf(key);
    for (const PolicyNode::Ptr &part : entriesOf(node, key))
        gate.members.append(this->gate(part, true));
    if (gate.kind == PolicyGate::Kind::ConsecutiveFailures)
        gate.of = textsOf(node, key);
    const PolicyMetric *metric = gate.kind == PolicyGate::Kind::Metric ? m_policy.metric(gate.subject) : nullptr;
    if (gate.kind != PolicyGate::Kind::Metric || metric) {
        gate.pass = bound(node, QStringLiteral("pass"), metric);
        gate.fail = bound(node, QStringLiteral("fail"), metric);
    }
    const QString onFail = node->textOf(QStringLiteral("on_fail"));
    gate.onFail = onFail == u"rollback" ? OnFail::Rollback : onFail == u"prepare-rollback" ? OnFail::PrepareRollback : OnFail::Hold;
    gate.needed = durationOf(node, QStringLiteral("for")).value_or(std::chrono::milliseconds(0));
    gate.every = durationOf(node, QStringLiteral("every")).value_or(std::chrono::milliseconds(0));
    gate.consecutive = std::max(1, int(numberOf(node, QStringLiteral("consecutive")).value_or(1)));
    gate.meaning = node->textOf(QStringLiteral("meaning"));
    gate.showOnly = isTrue(node, QStringLiteral("show_only"));
    if (!key.isEmpty())
        checkBounds(node, gate);
    return gate;
}

void GateBuilder::checkBounds(const PolicyNode::Ptr &node, const PolicyGate &gate)
{
    const bool group = gate.kind == PolicyGate::Kind::Any || gate.kind == PolicyGate::Kind::All;
    const PolicyNode::Ptr pass = node->find(QStringLiteral("pass"));
    const PolicyNode::Ptr fail = node->find(QStringLiteral("fail"));
    if (group && (pass || fail))
        addProblem(m_problems, (pass ? pass : fail)->place, Words::tr("a gate of members has no bound of its own"));
    if (group && gate.members.isEmpty())
        addProblem(m_problems, node->place, Words::tr("a gate without members never decides"));
    if (!group && !pass && !fail && !gate.showOnly && !isDoubted(node, m_problems))
        addProblem(m_problems, node->place, Words::tr("needs pass or fail, or show_only: true"));
    if (gate.kind == PolicyGate::Kind::Signal && m_policy.signalList.size()) {
        const auto named = [&gate](const PolicySignal &signal) { return signal.name == gate.subject && signal.kind == PolicySignal::Kind::Severity; };
        if (std::any_of(m_policy.signalList.cbegin(), m_policy.signalList.cend(), named))
            addProblem(m_problems, node->place, Words::tr("a severity is no number: decide on it with a rule that says is:"));
    }
}

DecisionRule GateBuilder::rule(const PolicyNode::Ptr &node)
{
    const PolicyNode::Ptr condition = node->find(QStringLiteral("when"));
    return {node->identity(), condition && condition->kind == Kind::Map ? when(condition) : PolicyWhen()};
}

PolicyWhen GateBuilder::when(const PolicyNode::Ptr &node)
{
    using What = PolicyWhen::Kind;
    static const QList<std::pair<QString, What>> kinds{
        {QStringLiteral("any"), What::Any}, {QStringLiteral("all"), What::All}, {QStringLiteral("gate"), What::Gate}, {QStringLiteral("signal"), What::Signal},
        {QStringLiteral("health"), What::Health}, {QStringLiteral("builtin"), What::Builtin}, {QStringLiteral("dependencies"), What::Dependencies},
        {QStringLiteral("dependency_flag"), What::DependencyFlag}, {QStringLiteral("regression_started"), What::RegressionStarted}};
    QStringList keys;
    for (const auto &[key, kind] : kinds)
        keys.append(key);
    PolicyWhen when;
    const QString key = onlyOneOf(node, keys, m_problems);
    for (const auto &[word, kind] : kinds) {
        if (word == key)
            when.kind = kind;
    }
    for (const PolicyNode::Ptr &member : entriesOf(node, key))
        when.members.append(this->when(member));
    const bool says = when.kind == What::Dependencies || when.kind == What::RegressionStarted;
    (says ? when.argument : when.subject) = node->textOf(key);
    if (when.kind == What::Signal)
        when.argument = node->textOf(QStringLiteral("is"));
    for (const QString &duration : {QStringLiteral("for"), QStringLiteral("failing_for")}) {
        QString text = node->textOf(duration);
        if (text.isEmpty())
            continue;
        when.strictly = text.startsWith(u'>') && !text.startsWith(u">=");
        text.remove(0, when.strictly ? 1 : text.startsWith(u'>') ? 2 : 0);
        when.needed = parsePolicyDuration(text.trimmed()).value_or(std::chrono::milliseconds(0));
    }
    when.afterChange = isTrue(node, QStringLiteral("after_change"));
    when.unlessFlag = node->textOf(QStringLiteral("unless_flag"));
    if (const PolicyNode::Ptr value = node->find(QStringLiteral("value"))) {
        const PolicyGate *gate = m_policy.gate(when.subject);
        const PolicyMetric *metric = gate && gate->kind == PolicyGate::Kind::Metric ? m_policy.metric(gate->subject) : nullptr;
        if (metric)
            when.value = bound(node, QStringLiteral("value"), metric);
        else if (when.kind != What::Gate || gate)
            addProblem(m_problems, value->place, Words::tr("a value needs a gate on one metric"));
    }
    return when;
}

void GateBuilder::checkCircles(const std::vector<PolicyNode::Ptr> &nodes)
{
    for (const PolicyNode::Ptr &node : nodes) {
        QStringList open = textsOf(node, QStringLiteral("consecutive_failures_of"));
        QSet<QString> seen;
        while (!open.isEmpty() && !seen.contains(node->identity())) {
            const QString next = open.takeLast();
            if (seen.contains(next))
                continue;
            seen.insert(next);
            if (const PolicyGate *gate = m_policy.gate(next))
                open += gate->of;
        }
        if (seen.contains(node->identity()))
            addProblem(m_problems, node->find(QStringLiteral("consecutive_failures_of"))->place, Words::tr("%1 counts its own failures").arg(node->identity()));
    }
}

} // namespace maestro
