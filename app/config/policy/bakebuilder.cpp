// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/bakebuilder.h"

#include "config/policy/policyvalues.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

/// The quantity of a key, and a problem when `reads` cannot make anything of it.
template<typename Reads> void take(const PolicyNode::Ptr &bake, const char *key, PolicyProblems &problems, const QString &wanted, Reads reads)
{
    const PolicyNode::Ptr node = bake->find(QLatin1String(key));
    if (!node || node->kind != PolicyNode::Kind::Scalar)
        return;
    const auto quantity = parseQuantity(node->text);
    if (!quantity || !reads(*quantity))
        addProblem(problems, node->place, wanted);
}

/// In the unit of the metric, or a share of stable's value.
bool readMargin(const PolicyQuantity &quantity, MetricUnit unit, BakeMargin &margin)
{
    if (!(quantity.number >= 0))
        return false;
    if (quantity.unit == u"%") {
        margin = {0, quantity.number / 100};
        return true;
    }
    const auto amount = quantity.unit == u"pp" ? std::optional(quantity.number / 100) : inUnit(quantity, unit);
    if (!amount || (quantity.unit == u"pp" && unit != MetricUnit::Ratio))
        return false;
    margin = {*amount, 0};
    return true;
}

} // namespace

BakeRules bakeRulesFrom(const PolicyNode::Ptr &bake, PolicyProblems &problems)
{
    BakeRules rules;
    take(bake, "confidence", problems, Words::tr("confidence is between 50% and 99.99%"), [&](const PolicyQuantity &quantity) {
        rules.confidence = quantity.unit == u"%" ? quantity.number / 100 : quantity.number;
        return (quantity.unit == u"%" || quantity.unit.isEmpty()) && rules.confidence >= 0.5 && rules.confidence <= 0.9999;
    });
    take(bake, "error_margin", problems, Words::tr("a margin of errors is like 0.5pp, or 10% of stable's"),
         [&](const PolicyQuantity &quantity) { return readMargin(quantity, MetricUnit::Ratio, rules.errors); });
    take(bake, "latency_margin", problems, Words::tr("a margin of latency is like 20ms, or 10% of stable's"),
         [&](const PolicyQuantity &quantity) { return readMargin(quantity, MetricUnit::Milliseconds, rules.latency); });
    take(bake, "min_requests", problems, Words::tr("a number of requests"), [&](const PolicyQuantity &quantity) {
        rules.minRequests = quantity.number;
        return quantity.unit.isEmpty() && quantity.number >= 0;
    });
    take(bake, "burst_intervals", problems, Words::tr("bursts last 1 to 1000 intervals in the mean"), [&](const PolicyQuantity &quantity) {
        rules.burstIntervals = quantity.number;
        return quantity.unit.isEmpty() && quantity.number >= 1 && quantity.number <= 1000;
    });
    const PolicyNode::Ptr weights = bake->find(QStringLiteral("weights"));
    for (const PolicyNode::Entry &entry : weights ? weights->entries : std::vector<PolicyNode::Entry>()) {
        const auto quantity = parseQuantity(entry.value->text);
        if (!quantity || !quantity->unit.isEmpty() || !(quantity->number >= 0))
            addProblem(problems, entry.value->place, Words::tr("a weight is a number of at least 0"));
        else
            rules.weights.insert(entry.key, quantity->number);
    }
    return rules;
}

} // namespace maestro
