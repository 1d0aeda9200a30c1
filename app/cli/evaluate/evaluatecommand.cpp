// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/evaluate/samplereader.h"
#include "cli/evaluate/verdictseries.h"
#include "cli/policy/policyinput.h"
#include "domain/slo/decisions.h"
#include "domain/slo/facts.h"
#include "text/gatereason.h"
#include "text/humanize.h"

namespace maestro {

namespace {

/// The gates of --service and --phase.
Result<QList<PolicyGate>> gatesAsked(const CommandLine &line, const Policy &policy)
{
    const auto service = serviceFrom(policy, line.value("service"));
    if (!service)
        return service.error();
    const PolicyStrategy *strategy = policy.strategyOf(**service);
    const QString phase = line.value("phase");
    const auto named = [&phase](const PolicyPhase &one) { return one.name == phase || one.group == phase; };
    if (phase.isEmpty() || (strategy && std::any_of(strategy->phases.cbegin(), strategy->phases.cend(), named)))
        return policy.gatesInForce(**service, phase);
    QStringList names;
    for (const PolicyPhase &known : strategy ? strategy->phases : QList<PolicyPhase>())
        names.append(known.name);
    return Error{ErrorKind::BadInput, QStringLiteral("unknownPhase"), CliText::tr("the service has no phase \"%1\"").arg(displaySafe(phase, 80)),
                 CliText::tr("There are: %1").arg(displaySafe(names.join(QStringLiteral(", ")), 1000)), {}};
}

SampleReader readerOf(const QString &file, const Policy &policy)
{
    QSet<QString> names = factNames(policy);
    QSet<QString> severities;
    for (const PolicyMetric &metric : policy.metrics)
        names.insert(metric.name);
    for (const PolicySignal &signal : policy.signalList)
        if (signal.kind == PolicySignal::Kind::Severity)
            severities.insert(signal.name);
    return SampleReader(file, names, severities);
}

const PolicyMetric *metricOf(const Policy &policy, const PolicyGate &gate)
{
    return gate.kind == PolicyGate::Kind::Metric ? policy.metric(gate.subject) : nullptr;
}

/// Everything after the policy is known.
Result<Done> evaluate(Call *call, const PolicyPtr &policy)
{
    const auto gates = gatesAsked(call->line(), *policy);
    if (!gates)
        return gates.error();
    SampleReader reader = readerOf(call->line().value("samples"), *policy);
    if (const auto opened = reader.open(); !opened)
        return opened.error();
    GateEvaluator evaluator(policy, *gates);
    DecisionMaker maker(policy);
    VerdictSeries series(&call->out(), policy->hash);
    for (;;) {
        const auto instant = reader.next();
        if (!instant)
            return instant.error();
        if (!*instant)
            return series.finish();
        QList<GateVerdict> verdicts = evaluator.evaluate((*instant)->at, (*instant)->samples);
        for (qsizetype i = 0; i < verdicts.size(); ++i)
            verdicts[i].reason = gateReason(verdicts.at(i), gates->at(i), metricOf(*policy, gates->at(i)));
        series.add(verdicts, *gates, maker.decide(evaluator));
    }
}

} // namespace

void runPolicyEvaluate(Call *call)
{
    for (const char *needed : {"policy", "service", "samples"})
        if (!call->line().has(needed))
            return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--%1 is missing").arg(QLatin1String(needed)),
                               CliText::tr("See `maestro policy evaluate --help`."), {}});
    const PolicyPtr policy = policyFrom(call, call->line().value("policy"));
    if (!policy)
        return;
    const auto done = evaluate(call, policy);
    if (!done)
        return call->fail(done.error());
    call->finish(0);
}

} // namespace maestro
