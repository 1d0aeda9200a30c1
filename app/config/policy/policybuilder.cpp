// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policybuilder.h"

#include "config/policy/bakebuilder.h"
#include "config/policy/gatebuilder.h"
#include "config/policy/healthbuilder.h"

#include <QCoreApplication>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

using Kind = PolicyNode::Kind;

QMap<QString, QString> textMap(const PolicyNode::Ptr &node)
{
    QMap<QString, QString> map;
    for (const PolicyNode::Entry &entry : node ? node->entries : std::vector<PolicyNode::Entry>()) {
        if (entry.value->kind == Kind::Scalar)
            map.insert(entry.key, entry.value->text);
    }
    return map;
}

PolicyNode::Ptr mapAt(const PolicyNode::Ptr &node, const QString &key)
{
    const PolicyNode::Ptr found = node && node->kind == Kind::Map ? node->find(key) : nullptr;
    return found && found->kind == Kind::Map ? found : std::make_shared<const PolicyNode>();
}

PolicyEnvironment environmentFrom(const PolicyNode::Ptr &node)
{
    PolicyEnvironment environment;
    environment.name = node->identity();
    environment.connection = node->textOf(QStringLiteral("connection"));
    if (environment.connection.isEmpty())
        environment.connection = environment.name;
    environment.namespaces = textMap(mapAt(node, QStringLiteral("namespaces")));
    environment.guard = node->textOf(QStringLiteral("guard"));
    environment.drill = node->textOf(QStringLiteral("drill")) == u"true";
    environment.minReasonChars = mapAt(node, QStringLiteral("reason"))->textOf(QStringLiteral("min_chars")).toInt();
    environment.prometheus = toVariant(*mapAt(node, QStringLiteral("prometheus"))).toMap();
    return environment;
}

PolicyService serviceFrom(const PolicyNode::Ptr &node)
{
    PolicyService service;
    service.name = node->identity();
    service.place = node->place;
    const PolicyNode::Ptr workload = mapAt(node, QStringLiteral("workload"));
    service.workload = {workload->textOf(QStringLiteral("kind")), workload->textOf(QStringLiteral("namespace")), workload->textOf(QStringLiteral("name")),
                        workload->textOf(QStringLiteral("container")), workload->textOf(QStringLiteral("selector"))};
    if (service.workload.name.isEmpty() && !service.workload.kind.isEmpty())
        service.workload.name = service.name;
    service.strategy = node->textOf(QStringLiteral("strategy"));
    service.dependsOn = textsOf(node, QStringLiteral("depends_on"));
    service.links = textMap(mapAt(node, QStringLiteral("links")));
    if (const QString log = node->textOf(QStringLiteral("log_url")); !log.isEmpty())
        service.links.insert(QStringLiteral("log_url"), log);
    service.variables = textMap(mapAt(node, QStringLiteral("variables")));
    const auto set = [&service](const QString &name, const QString &value) {
        if (!value.isEmpty())
            service.variables.insert(name, value);
    };
    set(QStringLiteral("service"), service.name);
    set(QStringLiteral("namespace"), service.workload.ns);
    set(QStringLiteral("name"), service.workload.name);
    set(QStringLiteral("container"), service.workload.container);
    set(QStringLiteral("route"), node->textOf(QStringLiteral("route")));
    return service;
}

PolicySignal signalFrom(const PolicyNode::Ptr &node)
{
    const QString kind = node->textOf(QStringLiteral("kind"));
    return {node->identity(),
            kind == u"counter"      ? PolicySignal::Kind::Counter
                : kind == u"severity" ? PolicySignal::Kind::Severity
                                      : PolicySignal::Kind::Flag,
            node->textOf(QStringLiteral("reset")) == u"phase", durationOf(node, QStringLiteral("expires")).value_or(std::chrono::milliseconds(0))};
}

std::optional<Automation::Promote> promoteFrom(const QString &word)
{
    if (word == u"auto")
        return Automation::Promote::Auto;
    if (word == u"approve")
        return Automation::Promote::Approve;
    return word == u"confirm" ? std::optional(Automation::Promote::Confirm) : std::nullopt;
}

Automation automationFrom(const PolicyNode::Ptr &node)
{
    Automation automation;
    const QString owner = node->textOf(QStringLiteral("owner"));
    automation.owner = owner == u"console" ? Automation::Owner::Console : owner == u"controller" ? Automation::Owner::Controller : Automation::Owner::None;
    automation.promote = promoteFrom(node->textOf(QStringLiteral("promote"))).value_or(Automation::Promote::Confirm);
    automation.abort = node->textOf(QStringLiteral("abort")) == u"auto" ? Automation::Abort::Auto : Automation::Abort::Recommend;
    return automation;
}

std::optional<double> weightFrom(const QString &text)
{
    const auto quantity = parseQuantity(text);
    return quantity ? std::optional(quantity->number) : std::nullopt;
}

/// Strategies with their phases, once gates and sets are known.
class StrategyBuilder
{
public:
    StrategyBuilder(const Policy &policy, PolicyProblems &problems)
        : m_policy(policy)
        , m_problems(problems)
    {
    }

    PolicyStrategy strategy(const PolicyNode::Ptr &node)
    {
        PolicyStrategy strategy;
        strategy.name = node->identity();
        strategy.blueGreen = node->textOf(QStringLiteral("kind")) == u"bluegreen";
        strategy.automation = automationFrom(mapAt(node, QStringLiteral("automation")));
        strategy.always = expanded(node, QStringLiteral("always"));
        const QString own = strategy.blueGreen ? QStringLiteral("stages") : QStringLiteral("phases");
        for (const QString &other : {QStringLiteral("phases"), QStringLiteral("stages"), QStringLiteral("ladder")}) {
            const PolicyNode::Ptr list = node->find(other);
            if (list && other != own && (strategy.blueGreen || other == u"stages" || node->find(own)))
                addProblem(m_problems, list->place, Words::tr("a strategy of this kind has %1, not %2").arg(own, other));
        }
        QStringList inherited = expanded(node, QStringLiteral("gates"));
        const bool fromStrategy = node->find(QStringLiteral("gates")) != nullptr;
        for (const PolicyNode::Ptr &entry : entriesOf(node, own)) {
            const bool lists = entry->find(QStringLiteral("gates")) != nullptr;
            const QStringList gates = lists ? expanded(entry, QStringLiteral("gates")) : inherited;
            addPhases(strategy, entry, gates);
            if (!fromStrategy)
                inherited = gates;
        }
        for (const QString &rung : textsOf(node, QStringLiteral("ladder")))
            strategy.phases.append({u'w' + QString(rung).remove(u'%').trimmed(), {}, weightFrom(rung), {}, {}, {}, inherited, node->find(QStringLiteral("ladder"))->place});
        return strategy;
    }

private:
    void addPhases(PolicyStrategy &strategy, const PolicyNode::Ptr &node, const QStringList &gates)
    {
        PolicyPhase phase;
        phase.name = node->identity();
        phase.place = node->place;
        phase.gates = gates;
        phase.promote = promoteFrom(node->textOf(QStringLiteral("promote")));
        phase.weight = weightFrom(node->textOf(QStringLiteral("weight")));
        const QStringList ladder = textsOf(node, QStringLiteral("ladder"));
        const PolicyNode::Ptr dwell = mapAt(node, ladder.isEmpty() ? QStringLiteral("dwell") : QStringLiteral("step_every"));
        phase.dwellMin = durationOf(dwell, QStringLiteral("min")).value_or(durationOf(node, QStringLiteral("validate")).value_or(std::chrono::milliseconds(0)));
        phase.dwellMax = durationOf(dwell, QStringLiteral("max"));
        if (phase.dwellMax && *phase.dwellMax < phase.dwellMin)
            addProblem(m_problems, dwell->find(QStringLiteral("max"))->place, Words::tr("max is shorter than min"));
        if (ladder.isEmpty()) {
            strategy.phases.append(phase);
            return;
        }
        if (const PolicyNode::Ptr weight = node->find(QStringLiteral("weight")))
            addProblem(m_problems, weight->place, Words::tr("weight and ladder exclude each other"));
        phase.group = phase.name;
        for (const QString &rung : ladder) {
            phase.name = phase.group + u'-' + QString(rung).remove(u'%').trimmed();
            phase.weight = weightFrom(rung);
            strategy.phases.append(phase);
        }
    }

    QStringList expanded(const PolicyNode::Ptr &node, const QString &key) const
    {
        QStringList gates;
        for (const QString &name : textsOf(node, key))
            gates += m_policy.gateSets.value(name, {name});
        gates.removeDuplicates();
        return gates;
    }

    const Policy &m_policy;
    PolicyProblems &m_problems;
};

void readGateSets(const PolicyNode::Ptr &root, Policy &policy, PolicyProblems &problems)
{
    const PolicyNode::Ptr sets = mapAt(root, QStringLiteral("gate_sets"));
    for (const PolicyNode::Entry &entry : sets->entries) {
        policy.gateSets.insert(entry.key, textsOf(sets, entry.key));
        if (policy.gate(entry.key))
            addProblem(problems, entry.place, Words::tr("%1 is a gate already").arg(entry.key));
    }
}

void readAlerts(const PolicyNode::Ptr &root, Policy &policy)
{
    const PolicyNode::Ptr alerts = mapAt(root, QStringLiteral("alerts"));
    for (const PolicyNode::Ptr &node : entriesOf(alerts, QStringLiteral("families")))
        policy.alertFamilies.append({node->identity(), node->textOf(QStringLiteral("severity")), textsOf(node, QStringLiteral("match")),
                                     textsOf(node, QStringLiteral("builtin")), node->textOf(QStringLiteral("playbook")), node->textOf(QStringLiteral("signal"))});
    for (const PolicyNode::Ptr &node : entriesOf(alerts, QStringLiteral("native")))
        policy.nativeAlerts.append({node->identity(), node->textOf(QStringLiteral("severity")), node->textOf(QStringLiteral("expr")),
                                    durationOf(node, QStringLiteral("for")).value_or(std::chrono::milliseconds(0))});
}

void readLimits(const PolicyNode::Ptr &root, Policy &policy, PolicyProblems &problems)
{
    const PolicyNode::Ptr limits = mapAt(root, QStringLiteral("limits")); // outlives the loop: without limits nobody else holds it
    for (const PolicyNode::Entry &entry : limits->entries)
        policy.limits.insert(entry.key, entry.value->kind == Kind::Scalar ? std::optional(entry.value->text) : std::nullopt);
    const PolicyNode::Ptr median = mapAt(mapAt(root, QStringLiteral("rollback")), QStringLiteral("target"))->find(QStringLiteral("median"));
    if (median && median->text.startsWith(u'$') && !policy.limits.contains(median->text.mid(1)))
        addProblem(problems, median->place, Words::tr("there is no limit %1").arg(median->text.mid(1)));
}

void readDecisions(const PolicyNode::Ptr &root, Policy &policy, GateBuilder &builder)
{
    const PolicyNode::Ptr decisions = mapAt(root, QStringLiteral("decisions"));
    policy.decisions.changeWindow = durationOf(decisions, QStringLiteral("change_window")).value_or(std::chrono::minutes(30));
    policy.decisions.readinessGrace = durationOf(decisions, QStringLiteral("readiness_grace")).value_or(std::chrono::minutes(1));
    const auto read = [&](const QString &key, QList<DecisionRule> &rules) {
        for (const PolicyNode::Ptr &node : entriesOf(decisions, key))
            rules.append(builder.rule(node));
    };
    read(QStringLiteral("immediate_any"), policy.decisions.immediate);
    read(QStringLiteral("rollback_any"), policy.decisions.rollback);
    read(QStringLiteral("hold_any"), policy.decisions.hold);
}

/// A native step does one thing, and says all of it.
void checkDrillStep(const PolicyNode::Ptr &step, PolicyProblems &problems)
{
    const PolicyNode::Ptr native = step->find(QStringLiteral("native"));
    const bool setsImage = native && native->text == u"set-image";
    for (const QString &key : {QStringLiteral("container"), QStringLiteral("image"), QStringLiteral("tag")})
        if (const PolicyNode::Ptr value = step->find(key); value && !setsImage)
            addProblem(problems, value->place, Words::tr("%1 is of a step with native: set-image").arg(key));
    if (!native)
        return;
    for (const QString &key : {QStringLiteral("tool"), QStringLiteral("env"), QStringLiteral("wait"), QStringLiteral("assert"), QStringLiteral("append_note")})
        if (const PolicyNode::Ptr other = step->find(key))
            addProblem(problems, other->place, Words::tr("a native step does nothing else: %1 belongs into a step of its own").arg(key));
    if (setsImage && step->textOf(QStringLiteral("image")).isEmpty() == step->textOf(QStringLiteral("tag")).isEmpty())
        addProblem(problems, native->place, Words::tr("set-image needs an image or a tag, and not both"));
}

} // namespace

QVariant toVariant(const PolicyNode &node)
{
    switch (node.kind) {
    case Kind::Null:
        return {};
    case Kind::Scalar: {
        if (node.plain && (node.text == u"true" || node.text == u"false"))
            return node.text == u"true";
        const auto quantity = node.plain ? parseQuantity(node.text) : std::nullopt;
        if (!quantity || !quantity->unit.isEmpty() || (node.text.size() > 1 && node.text.startsWith(u'0') && !node.text.startsWith(u"0.")))
            return node.text;
        bool whole = false;
        const qlonglong number = node.text.toLongLong(&whole);
        return whole ? QVariant(number) : QVariant(quantity->number);
    }
    case Kind::List: {
        QVariantList list;
        for (const PolicyNode::Ptr &item : node.items)
            list.append(toVariant(*item));
        return list;
    }
    case Kind::Map:
        break;
    }
    QVariantMap map;
    for (const PolicyNode::Entry &entry : node.entries)
        map.insert(entry.key, toVariant(*entry.value));
    return map;
}

Policy buildPolicy(const PolicyNode::Ptr &root, PolicyProblems &problems)
{
    Policy policy;
    const PolicyNode::Ptr metadata = mapAt(root, QStringLiteral("metadata"));
    policy.name = metadata->identity();
    policy.version = metadata->textOf(QStringLiteral("version"));
    policy.owner = metadata->textOf(QStringLiteral("owner"));
    policy.document = toVariant(*root).toMap();
    readLimits(root, policy, problems);
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("environments")))
        policy.environments.append(environmentFrom(node));
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("services")))
        policy.services.append(serviceFrom(node));
    readHealth(root, policy, problems);
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("signals")))
        policy.signalList.append(signalFrom(node));
    GateBuilder gates(policy, problems);
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("metrics")))
        policy.metrics.append(gates.metric(node));
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("gates")))
        policy.gates.append(gates.gate(node));
    const PolicyNode::Ptr targets = mapAt(root, QStringLiteral("kpis")); // held for the loop
    for (const PolicyNode::Entry &group : targets->entries)
        for (const PolicyNode::Entry &kpi : group.value->entries)
            gates.checkTarget(kpi.value);
    gates.checkCircles(entriesOf(root, QStringLiteral("gates")));
    readGateSets(root, policy, problems);
    StrategyBuilder strategies(policy, problems);
    for (const PolicyNode::Ptr &node : entriesOf(root, QStringLiteral("strategies")))
        policy.strategies.append(strategies.strategy(node));
    readDecisions(root, policy, gates);
    readAlerts(root, policy);
    for (const PolicyNode::Ptr &drill : entriesOf(root, QStringLiteral("drills")))
        for (const PolicyNode::Ptr &step : entriesOf(drill, QStringLiteral("steps")))
            checkDrillStep(step, problems);
    policy.bake = bakeRulesFrom(mapAt(root, QStringLiteral("bake")), problems);
    return policy;
}

} // namespace maestro
