// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/facts.h"

#include <algorithm>

namespace maestro {

namespace {

/// Of one leaf: what it reads.
QString factOf(const PolicyWhen &when)
{
    switch (when.kind) {
    case PolicyWhen::Kind::Health: return healthFact(wordOf(when));
    case PolicyWhen::Kind::Builtin: return builtinFact(wordOf(when));
    case PolicyWhen::Kind::Dependencies: return dependenciesFact(wordOf(when));
    case PolicyWhen::Kind::DependencyFlag: return dependencyFlagFact(wordOf(when));
    case PolicyWhen::Kind::Signal: return when.subject;
    case PolicyWhen::Kind::Any:
    case PolicyWhen::Kind::All:
    case PolicyWhen::Kind::Gate:
    case PolicyWhen::Kind::RegressionStarted: break;
    }
    return {};
}

void collect(const PolicyWhen &when, QSet<QString> &names, QSet<QString> &staying)
{
    const QString fact = factOf(when);
    if (!fact.isEmpty())
        names.insert(fact);
    if (when.kind == PolicyWhen::Kind::Signal || when.kind == PolicyWhen::Kind::DependencyFlag)
        staying.insert(fact);
    if (!when.unlessFlag.isEmpty())
        staying.insert(when.unlessFlag);
    for (const PolicyWhen &member : when.members)
        collect(member, names, staying);
}

void collectSignals(const PolicyGate &gate, QSet<QString> &staying)
{
    if (gate.kind == PolicyGate::Kind::Signal)
        staying.insert(gate.subject);
    for (const PolicyGate &member : gate.members)
        collectSignals(member, staying);
}

std::pair<QSet<QString>, QSet<QString>> allOf(const Policy &policy)
{
    QSet<QString> names;
    QSet<QString> staying{changeFact()};
    for (const PolicySignal &signal : policy.signalList)
        staying.insert(signal.name);
    for (const AlertFamily &family : policy.alertFamilies)
        if (!family.signal.isEmpty())
            staying.insert(family.signal);
    for (const PolicyGate &gate : policy.gates) {
        collectSignals(gate, staying);
        for (const QString &counted : gate.of)
            if (!policy.gate(counted))
                names.insert(healthFact(counted));
    }
    for (const QList<DecisionRule> *rules : {&policy.decisions.immediate, &policy.decisions.rollback, &policy.decisions.hold})
        for (const DecisionRule &rule : *rules)
            collect(rule.when, names, staying);
    return {names, staying};
}

} // namespace

QString healthFact(const QString &probe)
{
    return QStringLiteral("health:") + probe;
}

QString failedLooksFact(const QString &probe)
{
    return QStringLiteral("failed-looks:") + probe;
}

QString builtinFact(const QString &name)
{
    return QStringLiteral("builtin:") + name;
}

QString dependenciesFact(const QString &state)
{
    return QStringLiteral("dependencies:") + state;
}

QString dependencyFlagFact(const QString &flag)
{
    return QStringLiteral("dependency_flag:") + flag;
}

QString changeFact()
{
    return QStringLiteral("change");
}

QString wordOf(const PolicyWhen &when)
{
    return when.subject.isEmpty() ? when.argument : when.subject;
}

QStringList factsReadBy(const PolicyWhen &when)
{
    QStringList names{factOf(when), when.unlessFlag};
    names.removeAll(QString());
    return names;
}

QSet<QString> factNames(const Policy &policy)
{
    const auto [names, staying] = allOf(policy);
    return names | staying;
}

QSet<QString> factsThatStay(const Policy &policy)
{
    return allOf(policy).second;
}

bool isRaisedByPeople(const Policy &policy, const QString &name)
{
    const bool fromAlerts = std::any_of(policy.alertFamilies.cbegin(), policy.alertFamilies.cend(), [&name](const AlertFamily &family) { return family.signal == name; });
    if (fromAlerts)
        return false;
    const auto signal = std::find_if(policy.signalList.cbegin(), policy.signalList.cend(), [&name](const PolicySignal &one) { return one.name == name; });
    return signal == policy.signalList.cend() || signal->kind != PolicySignal::Kind::Counter;
}

} // namespace maestro
