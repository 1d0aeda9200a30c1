// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evaluate/samplesource.h"

#include "cli/policy/policyinput.h"
#include "domain/slo/facts.h"
#include "domain/slo/gateevaluator.h"
#include "services/endpoints/endpointsender.h"
#include "services/slo/sampler.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr qint64 stepMs = 60'000; ///< the ledger's interval (Z-01)
constexpr qint64 longestMs = 7 * 24 * 3'600'000; ///< at that step, what one answer of Prometheus may hold

Error usage(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("usage"), message, CliText::tr("See `maestro policy evaluate --help`."), {}};
}

void addNames(const Policy &policy, QSet<QString> &names, QSet<QString> &severities)
{
    names |= factNames(policy);
    for (const PolicyMetric &metric : policy.metrics)
        names.insert(metric.name);
    for (const PolicySignal &signal : policy.signalList)
        if (signal.kind == PolicySignal::Kind::Severity)
            severities.insert(signal.name);
}

void fromFile(Call *call, const Policy &policy, const PolicyPtr &also, const std::function<void(const SampleStream &)> &then)
{
    QSet<QString> names;
    QSet<QString> severities;
    addNames(policy, names, severities);
    if (also)
        addNames(*also, names, severities);
    const auto reader = std::make_shared<SampleReader>(call->line().value("samples"), names, severities);
    if (const auto opened = reader->open(); !opened)
        return call->fail(opened.error());
    then([reader] { return reader->next(); });
}

SampleStream streamOf(const QList<SampleSet> &sets)
{
    return [sets, at = qsizetype(0)]() mutable -> Result<std::optional<SampleInstant>> {
        if (at >= sets.size())
            return std::optional<SampleInstant>();
        const SampleSet &set = sets.at(at++);
        return std::optional(SampleInstant{set.at, set.samples});
    };
}

/// A range that could not be read gives no samples and no reason; one question of the present tells it.
void tellWhy(Call *call, Sampler *sampler, PromClient *client, const GateQueries &queries)
{
    sampler->now(client, queries, client->serverNow(), {}, [call, client](const SampleSet &set) {
        Error error = set.problem.value_or(Error{ErrorKind::Unreachable, QStringLiteral("noSamples"), CliText::tr("Prometheus %1 did not give that time").arg(client->source()),
                                                 CliText::tr("Ask for less with --since, or give it longer with --request-timeout."), {}});
        for (const Provenance &one : set.provenance)
            if (one.error && !set.problem)
                error = *one.error;
        call->fail(error);
    });
}

/// The one of --prometheus, for which nobody needs a kubeconfig; else the connection's, else the environment's.
Result<PromClient *> serverOf(Call *call, const PolicyEnvironment &environment)
{
    if (call->line().has("prometheus")) {
        const auto endpoint = endpointOf(call->line().value("prometheus"));
        if (!endpoint)
            return Error{endpoint.error().kind, endpoint.error().code, CliText::tr("--%1: %2").arg(QStringLiteral("prometheus"), endpoint.error().message), endpoint.error().hint, {}};
        auto *client = new PromClient(std::make_unique<EndpointSender>(*endpoint, call->secrets(), call->clock()), call->clock(), call);
        client->setDeadline(call->requestTimeoutMs());
        return client;
    }
    const auto endpoints = call->endpoints();
    if (!endpoints)
        return endpoints.error();
    if (PromClient *client = (*endpoints)->prometheus((*call->workspace())->currentContext(), endpointFrom(environment.prometheus)))
        return client;
    return Error{ErrorKind::BadInput, QStringLiteral("noPrometheus"), CliText::tr("no Prometheus is configured"),
                 CliText::tr("Name one in connections.yaml, in the policy's environment or with --prometheus."), {}};
}

void fromPrometheus(Call *call, const PolicyPtr &policy, const QList<PolicyGate> &gates, const std::function<void(const SampleStream &)> &then)
{
    const auto service = serviceFrom(*policy, call->line().value("service"));
    const auto environment = environmentFrom(*policy, call->line().value("environment"));
    if (!service || !environment)
        return call->fail(service ? environment.error() : service.error());
    const auto server = serverOf(call, *environment);
    if (!server)
        return call->fail(server.error());
    PromClient *client = *server;
    const GateQueries queries = queriesFor(*policy, **service, environment->name, GateEvaluator(policy, gates).metrics(),
                                           call->line().has("running") ? Judged::Running : Judged::Canary);
    for (const Error &problem : queries.problems)
        call->out().note(displaySafe(problem.message, 400));
    auto *sampler = new Sampler(call);
    client->status([call, client, sampler, queries, then](const Result<PromStatus> &) { // whose clock it is
        const qint64 toMs = client->serverNow().toMSecsSinceEpoch();
        sampler->past(client, queries, toMs - call->line().milliseconds("since").value_or(0), toMs, stepMs, {}, [call, client, sampler, queries, then](const QList<SampleSet> &sets) {
            if (sets.isEmpty())
                return tellWhy(call, sampler, client, queries);
            QStringList warnings;
            for (const Provenance &one : sets.first().provenance)
                warnings += one.warnings;
            warnings.removeDuplicates();
            for (const QString &warning : std::as_const(warnings))
                call->out().note(CliText::tr("maestro: the server warns: %1").arg(displaySafe(warning, 400)));
            then(streamOf(sets));
        });
    });
}

} // namespace

void withSamples(Call *call, const PolicyPtr &policy, const QList<PolicyGate> &gates, const PolicyPtr &also, std::function<void(const SampleStream &)> then)
{
    const CommandLine &line = call->line();
    if (line.has("samples") == line.has("since"))
        return call->fail(usage(line.has("since") ? CliText::tr("--samples and --since exclude each other") : CliText::tr("--samples is missing")));
    if (line.has("samples"))
        return fromFile(call, *policy, also, then);
    if (line.milliseconds("since").value_or(0) > longestMs)
        return call->fail(usage(CliText::tr("--since reaches back 7 days at most")));
    fromPrometheus(call, policy, gates, then);
}

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

} // namespace maestro
