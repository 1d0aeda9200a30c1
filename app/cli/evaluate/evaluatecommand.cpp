// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/evaluate/samplesource.h"
#include "cli/evaluate/verdictseries.h"
#include "cli/policy/policyinput.h"
#include "domain/slo/decisions.h"
#include "text/gatereason.h"

namespace maestro {

namespace {

const PolicyMetric *metricOf(const Policy &policy, const PolicyGate &gate)
{
    return gate.kind == PolicyGate::Kind::Metric ? policy.metric(gate.subject) : nullptr;
}

Result<Done> evaluate(Call *call, const PolicyPtr &policy, const QList<PolicyGate> &gates, const SampleStream &samples)
{
    GateEvaluator evaluator(policy, gates);
    DecisionMaker maker(policy);
    VerdictSeries series(&call->out(), policy->hash);
    for (;;) {
        const auto instant = samples();
        if (!instant)
            return instant.error();
        if (!*instant)
            return series.finish();
        QList<GateVerdict> verdicts = evaluator.evaluate((*instant)->at, (*instant)->samples);
        for (qsizetype i = 0; i < verdicts.size(); ++i)
            verdicts[i].reason = gateReason(verdicts.at(i), gates.at(i), metricOf(*policy, gates.at(i)));
        series.add(verdicts, gates, maker.decide(evaluator));
    }
}

} // namespace

void runPolicyEvaluate(Call *call)
{
    for (const char *needed : {"policy", "service"})
        if (!call->line().has(needed))
            return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--%1 is missing").arg(QLatin1String(needed)),
                               CliText::tr("See `maestro policy evaluate --help`."), {}});
    const PolicyPtr policy = policyFrom(call, call->line().value("policy"));
    if (!policy)
        return;
    const auto gates = gatesAsked(call->line(), *policy);
    if (!gates)
        return call->fail(gates.error());
    withSamples(call, policy, *gates, nullptr, [call, policy, gates = *gates](const SampleStream &samples) {
        const auto done = evaluate(call, policy, gates, samples);
        if (!done)
            return call->fail(done.error());
        call->finish(0);
    });
}

} // namespace maestro
