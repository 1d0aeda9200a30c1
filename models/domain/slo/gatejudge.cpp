// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/gatejudge.h"

#include "domain/slo/gateevaluator.h"
#include "domain/slo/limit.h"

#include <algorithm>
#include <cmath>

namespace maestro {

namespace {

bool negativeIsPossible(const PolicyMetric *metric)
{
    return metric && metric->unit == MetricUnit::None;
}

bool possible(const PolicyMetric *metric, double value)
{
    return std::isfinite(value) && (value >= 0 || sameNumber(value, 0) || negativeIsPossible(metric));
}

bool isStale(const PolicyMetric *metric, const Sample &sample, const QDateTime &at)
{
    if (!metric || !sample.at.isValid())
        return false;
    const auto limit = metric->staleAfter.count() > 0 ? metric->staleAfter : std::chrono::milliseconds(GateEvaluator::staleAfter);
    return std::abs(sample.at.msecsTo(at)) > limit.count();
}

/// The one number to compare with, the floor applied; nothing when there is none to be trusted.
std::optional<double> baselineOf(const PolicyMetric *metric, const QList<Sample> &samples, const QDateTime &at)
{
    if (!metric || samples.isEmpty())
        return std::nullopt;
    for (const Sample &sample : samples) {
        const bool old = sample.role != SampleRole::Baseline && isStale(metric, sample, at); // an earlier window is old by nature
        if (!sample.value || !possible(metric, *sample.value) || old || !sameNumber(*sample.value, *samples.first().value))
            return std::nullopt;
        if (metric->minRequests && sample.requests && !(*sample.requests >= *metric->minRequests))
            return std::nullopt;
    }
    const double value = *samples.first().value;
    return metric->floor ? std::max(value, *metric->floor) : value;
}

/// Why a sample cannot be looked at; nothing when it can.
std::optional<GateCause> unusable(const PolicyMetric *metric, const Sample &sample, const QDateTime &at)
{
    if (!sample.value)
        return GateCause::NoSample;
    if (std::isnan(*sample.value))
        return GateCause::NotANumber;
    if (isStale(metric, sample, at))
        return GateCause::Stale;
    if (metric && metric->minRequests) {
        if (!sample.requests || !std::isfinite(*sample.requests))
            return GateCause::RequestsUnknown;
        if (*sample.requests < *metric->minRequests)
            return GateCause::FewRequests;
    }
    return std::nullopt;
}

bool isUnset(const std::optional<GateBound> &bound)
{
    return bound && !bound->amount;
}

void settle(GateVerdict &verdict, GateState state, GateCause cause)
{
    verdict.state = state;
    verdict.cause = cause;
}

/// One sample, by the rules of ledger 5.1: fail, else what is not known, else pass, else hold.
void compare(GateVerdict &verdict, const PolicyGate &gate, const PolicyMetric *metric, const Sample &sample, const QDateTime &at)
{
    if (const auto cause = unusable(metric, sample, at))
        return settle(verdict, GateState::NoData, *cause);
    const double value = *sample.value;
    verdict.value = value;
    const auto holdsFor = [value](const std::optional<GateBound> &bound, const std::optional<double> &limit) {
        return bound && limit ? std::optional(holds(bound->comparison, value, *limit)) : std::nullopt;
    };
    const std::optional<bool> failing = holdsFor(gate.fail, verdict.failLimit);
    const std::optional<bool> passing = holdsFor(gate.pass, verdict.passLimit);
    if (failing == true || (!gate.fail && passing == false))
        return settle(verdict, GateState::Fail, GateCause::Compared);
    if ((gate.fail && gate.fail->amount && !failing) || (gate.pass && gate.pass->amount && !passing))
        return settle(verdict, GateState::NoData, GateCause::NoBaseline);
    if (!possible(metric, value))
        return settle(verdict, GateState::NoData, GateCause::Implausible);
    if (isUnset(gate.fail) || isUnset(gate.pass))
        return settle(verdict, GateState::Unset, GateCause::LimitUnset);
    settle(verdict, passing.value_or(true) ? GateState::Pass : GateState::Hold, GateCause::Compared);
}

bool worseThan(const GateVerdict &a, const GateVerdict &b)
{
    return a.state > b.state;
}

} // namespace

GateSort sortOf(const PolicyGate &gate)
{
    if (gate.kind != PolicyGate::Kind::Any && gate.kind != PolicyGate::Kind::All)
        return gate.pass && gate.fail ? GateSort::Both : gate.fail ? GateSort::ToFail : GateSort::ToPass;
    if (gate.members.isEmpty())
        return GateSort::Both;
    const GateSort first = sortOf(gate.members.first());
    const bool same = std::all_of(gate.members.cbegin(), gate.members.cend(), [first](const PolicyGate &member) { return sortOf(member) == first; });
    return same ? first : GateSort::Both;
}

GateVerdict judged(const PolicyGate &gate, const PolicyMetric *metric, const QList<Sample> &values, const QList<Sample> &baselines, const QDateTime &at)
{
    GateVerdict base;
    base.at = at;
    base.gate = gate.name;
    base.baseline = baselineOf(metric, baselines, at);
    base.passLimit = gate.pass ? resolvedLimit(*gate.pass, base.baseline) : std::nullopt;
    base.failLimit = gate.fail ? resolvedLimit(*gate.fail, base.baseline) : std::nullopt;
    QList<GateVerdict> all;
    for (const Sample &sample : values) {
        GateVerdict verdict = base;
        verdict.requests = sample.requests;
        verdict.sampleAt = sample.at;
        compare(verdict, gate, metric, sample, at);
        all.append(verdict);
    }
    GateVerdict result = all.isEmpty() ? base : *worst(all);
    // Without any number to compare with, no sample could change anything: that is what the reader has to know.
    const bool someNumber = (gate.pass && gate.pass->amount) || (gate.fail && gate.fail->amount);
    if (!someNumber)
        settle(result, GateState::Unset, GateCause::LimitUnset);
    return result;
}

const GateVerdict *worst(const QList<GateVerdict> &verdicts)
{
    const GateVerdict *found = nullptr;
    for (const GateVerdict &verdict : verdicts)
        if (!found || worseThan(verdict, *found))
            found = &verdict;
    return found;
}

QString memberName(const PolicyGate &gate)
{
    return !gate.name.isEmpty() ? gate.name : !gate.subject.isEmpty() ? gate.subject : gate.of.join(u'+');
}

GateVerdict combined(const PolicyGate &group, const QList<GateVerdict> &members)
{
    GateVerdict result;
    result.gate = group.name;
    if (members.isEmpty() || members.size() != group.members.size())
        return result;
    const auto atWorst = std::max_element(members.cbegin(), members.cend(), [](const GateVerdict &a, const GateVerdict &b) { return worseThan(b, a); });
    const auto atBest = std::min_element(members.cbegin(), members.cend(), [](const GateVerdict &a, const GateVerdict &b) { return worseThan(b, a); });
    const auto from = [&](QList<GateVerdict>::const_iterator member, GateState state) {
        result.decidedBy = memberName(group.members.at(member - members.cbegin()));
        result.state = state;
        result.cause = GateCause::Member;
    };
    const GateSort sort = sortOf(group);
    const bool oneIsEnough = group.kind == PolicyGate::Kind::Any && sort == GateSort::ToPass;
    const bool allAreNeeded = group.kind == PolicyGate::Kind::All && sort == GateSort::ToFail;
    const auto unknown = std::find_if(members.cbegin(), members.cend(), [](const GateVerdict &v) { return v.state == GateState::NoData || v.state == GateState::Unset; });
    if (!oneIsEnough && !allAreNeeded)
        from(atWorst, atWorst->state);
    else if (unknown != members.cend())
        from(unknown, unknown->state);
    else if (oneIsEnough)
        from(atBest, atBest->state);
    else if (atWorst->state == GateState::Fail && atBest->state != GateState::Fail)
        from(atWorst, GateState::Hold);
    else
        from(atWorst, atWorst->state);
    return result;
}

} // namespace maestro
