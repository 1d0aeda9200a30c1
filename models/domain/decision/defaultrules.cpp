// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/defaultrules.h"

#include "domain/slo/facts.h"

namespace maestro {

namespace {

bool speaksOf(const QString &name, const char *word)
{
    return name.contains(QLatin1String(word), Qt::CaseInsensitive);
}

bool isFromTemplate(const Policy &policy, const QString &metric, const QString &wanted)
{
    const QVariantList written = policy.document.value(QStringLiteral("metrics")).toList();
    return std::any_of(written.cbegin(), written.cend(), [&](const QVariant &one) {
        const QVariantMap map = one.toMap();
        return map.value(QStringLiteral("name")).toString() == metric && map.value(QStringLiteral("template")).toString() == wanted;
    });
}

/// Puts what a service has in the place of what the default rules name.
struct Binder
{
    const Policy &policy;
    const PolicyService &service;
    const QList<PolicyGate> &inForce;
    std::optional<Unmeasured> missing;

    /// One leaf for each of `names`, any of which will do; none: unknown.
    PolicyWhen anyOf(const PolicyWhen &leaf, const QStringList &names, Unmeasured otherwise)
    {
        if (names.isEmpty() && !missing)
            missing = otherwise;
        PolicyWhen any;
        any.kind = PolicyWhen::Kind::Any;
        for (const QString &name : names) {
            any.members.append(leaf);
            any.members.last().subject = name;
        }
        return any.members.size() == 1 ? any.members.first() : any;
    }

    PolicyWhen gate(const PolicyWhen &leaf)
    {
        QStringList lastGood;
        for (const PolicyGate &one : inForce) {
            const PolicyMetric *metric = one.kind == PolicyGate::Kind::Metric ? policy.metric(one.subject) : nullptr;
            if (!metric || !one.fail)
                continue;
            if (metric->baseline == BaselineSource::LastGood)
                lastGood.append(one.name);
            const bool errors = metric->lowerIsBetter && (isFromTemplate(policy, metric->name, QStringLiteral("error_rate")) || speaksOf(metric->name, "error"));
            if (leaf.subject != QLatin1String("errors") || !errors)
                continue;
            PolicyWhen bound = leaf;
            bound.subject = one.name;
            bound.value = one.fail; // from when it is over the limit: the gate's own patience is not added
            return bound;
        }
        return leaf.subject == QLatin1String("errors") ? anyOf(leaf, {}, Unmeasured::NoErrorGate) : anyOf(leaf, lastGood, Unmeasured::NoLastGood);
    }

    PolicyWhen bind(const PolicyWhen &leaf)
    {
        QStringList names;
        switch (leaf.kind) {
        case PolicyWhen::Kind::Any:
        case PolicyWhen::Kind::All: {
            PolicyWhen bound = leaf;
            for (PolicyWhen &member : bound.members)
                member = bind(member);
            return bound;
        }
        case PolicyWhen::Kind::Gate: return gate(leaf);
        case PolicyWhen::Kind::Health:
            for (const HealthProbe &probe : service.health)
                names.append(probe.name);
            return anyOf(leaf, names, Unmeasured::NoHealth);
        case PolicyWhen::Kind::Signal:
            for (const AlertFamily &family : policy.alertFamilies) {
                const QStringList words = family.match + QStringList {family.name, family.signal};
                const bool burns = std::any_of(words.cbegin(), words.cend(), [](const QString &word) { return speaksOf(word, "burn"); });
                if (burns && !family.signal.isEmpty() && !names.contains(family.signal))
                    names.append(family.signal);
            }
            return anyOf(leaf, names, Unmeasured::NoBurnAlert);
        case PolicyWhen::Kind::Dependencies:
            if (service.dependsOn.isEmpty() && !missing)
                missing = Unmeasured::NoDependencies;
            return leaf;
        case PolicyWhen::Kind::Builtin:
        case PolicyWhen::Kind::DependencyFlag:
        case PolicyWhen::Kind::RegressionStarted: break;
        }
        return leaf;
    }
};

} // namespace

std::optional<BoundRules> withDefaultRules(const PolicyPtr &policy, const PolicyService &service, const QList<PolicyGate> &inForce, const DecisionRules &written)
{
    if (!policy->decisions.immediate.isEmpty() || !policy->decisions.rollback.isEmpty())
        return {};
    BoundRules bound;
    auto made = std::make_shared<Policy>(*policy);
    const auto take = [&](const QList<DecisionRule> &rules, QList<DecisionRule> &into) {
        for (const DecisionRule &rule : rules) {
            Binder binder {*policy, service, inForce, {}};
            into.append({rule.id, binder.bind(rule.when)});
            if (binder.missing)
                bound.unmeasured.insert(rule.id, *binder.missing);
        }
    };
    take(written.rollback, made->decisions.rollback);
    if (made->decisions.hold.isEmpty())
        take(written.hold, made->decisions.hold);
    bound.policy = made;
    return bound;
}

} // namespace maestro
