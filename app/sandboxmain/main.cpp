// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/grafanarecorder.h"
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/world/sandbox.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace maestro;

namespace {

void say(const QString &line)
{
    std::fputs(line.toUtf8().constData(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

int fail(const Error &error)
{
    std::fputs(u"maestro-sandbox: %1\n"_s.arg(error.message).toUtf8().constData(), stderr);
    if (!error.hint.isEmpty())
        std::fputs(u"  %1\n"_s.arg(error.hint).toUtf8().constData(), stderr);
    return exitCode(error.kind);
}

Error badFlag(const QString &flag, const QString &what)
{
    return {ErrorKind::BadInput, u"badFlag"_s, u"%1 %2"_s.arg(flag, what), u"see maestro-sandbox --help"_s};
}

Result<sandbox::SandboxOptions> readOptions(const QCommandLineParser &parser)
{
    bool good = false;
    sandbox::SandboxOptions options;
    options.port = parser.value(u"port"_s).toUShort(&good);
    if (!good)
        return badFlag(u"--port"_s, u"must be a number from 0 to 65535"_s);
    options.seed = parser.value(u"seed"_s).toULongLong(&good);
    if (!good)
        return badFlag(u"--seed"_s, u"must be a whole number"_s);
    options.speed = parser.value(u"speed"_s).toDouble(&good);
    if (!good || !(options.speed > 0) || options.speed > 1000)
        return badFlag(u"--speed"_s, u"must be a number above 0, at most 1000"_s);
    const int count = parser.value(u"count"_s).toInt(&good);
    if (!good || count < 0 || count > 100'000)
        return badFlag(u"--count"_s, u"must be a number from 0 to 100000"_s);
    options.plain = parser.isSet(u"plain"_s);
    options.admin = parser.isSet(u"admin"_s);
    options.kubeconfig = parser.value(u"kubeconfig-out"_s);
    options.metricsHistory = parser.value(u"metrics-history"_s);
    if (!options.metricsHistory.isEmpty() && !QDir().mkpath(options.metricsHistory))
        return badFlag(u"--metrics-history"_s, u"must be a folder that can be written"_s);
    options.user = parser.value(u"user"_s);
    const QStringList users{u"captain"_s, u"admin"_s, u"viewer"_s};
    if (!users.contains(options.user))
        return badFlag(u"--user"_s, u"must be one of: %1"_s.arg(users.join(u", "_s)));
    Result<sandbox::Scenario> scenario = sandbox::loadScenario(parser.value(u"scenario"_s), count);
    if (!scenario)
        return scenario.error();
    options.scenario = *scenario;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    options.now = QDateTime::fromMSecsSinceEpoch(std::chrono::duration_cast<std::chrono::milliseconds>(now).count(), Qt::UTC);
    return options;
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(u"Serves simulated Kubernetes clusters with Argo Rollouts on 127.0.0.1."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({{u"scenario"_s, u"Built-in scenario or YAML file."_s, u"name|file"_s, u"healthy-canary"_s},
                       {u"list"_s, u"List the built-in scenarios."_s},
                       {u"port"_s, u"Port of the first cluster, the others take the next ones; 0 picks free ports."_s, u"port"_s, u"0"_s},
                       {u"kubeconfig-out"_s, u"Write a kubeconfig with one context for each cluster."_s, u"file"_s},
                       {u"metrics-history"_s, u"Write the workloads' metrics of the last six hours as OpenMetrics, CONTEXT.om for each cluster."_s, u"folder"_s},
                       {u"user"_s, u"User of the contexts: captain, admin or viewer."_s, u"name"_s, u"captain"_s},
                       {u"seed"_s, u"Seed of names, uids and chance."_s, u"number"_s, u"1"_s},
                       {u"speed"_s, u"Simulated seconds in each second."_s, u"factor"_s, u"1"_s},
                       {u"count"_s, u"Size of a generated fleet; 0 keeps the scenario's."_s, u"number"_s, u"0"_s},
                       {u"services"_s, u"Serve GitHub Actions, the routing API and a registry beside the clusters."_s},
                       {u"grafana"_s, u"Serve a simulated Grafana beside the clusters, in plain http."_s},
                       {u"plain"_s, u"Plain http instead of TLS."_s},
                       {u"admin"_s, u"Serve the fault switches below /admin/ on the workload port."_s}});
}

/// What stands beside a cluster, with a little to roll back.
struct Services
{
    sandbox::GithubRecorder github;
    sandbox::RouteRecorder maestro;
    sandbox::RegistryRecorder registry;

    void serve(const sandbox::Sandbox &world)
    {
        maestro.pins = {{u"answers/default"_s, {u"model-1"_s, u"model-2"_s, u"model-3"_s}}};
        registry.tags = {{u"maestro-ui"_s, {u"v5.1.1"_s, u"v5.1.2"_s}}};
        const QList<std::pair<QString, sandbox::Recorder *>> all {{u"github"_s, &github}, {u"maestro"_s, &maestro}, {u"registry"_s, &registry}};
        github.now = [clock = &world.clusters().constFirst()->clock()] { return clock->now(); };
        for (const auto &[name, recorder] : all)
            if (recorder->listen(world.tls()))
                say(u"service %1 %2"_s.arg(name, recorder->url()));
    }
};

/// Three boards, and what people wrote onto them lately.
void serveGrafana(sandbox::GrafanaRecorder &grafana, const QDateTime &now)
{
    grafana.boards = {{u"canary-overview"_s, u"Canary Release Overview"_s, u"Releases"_s}, {u"argo-rollouts"_s, u"Argo Rollouts Overview"_s, u"Releases"_s},
                      {u"service-slo"_s, u"Service SLO"_s, u"SLO"_s}, {u"inference-gateway"_s, u"inference-gateway-svc"_s, u"SLO"_s}};
    grafana.annotations = {{now.addSecs(-5400), u"Node pool of us-east upgraded"_s, {u"infrastructure"_s}, u"platform-bot"_s},
                           {now.addSecs(-1500), u"Load test of the gateway begins"_s, {u"service:inference-gateway-svc"_s, u"loadtest"_s}, u"dana"_s, u"inference-gateway"_s},
                           {now.addSecs(-1260), u"Image v1.21.3 pushed by CI"_s, {u"service:inference-gateway-svc"_s, u"deploy"_s}, u"ci"_s},
                           {now.addSecs(-900), u"Retention of traces shortened"_s, {u"observability"_s}, u"lee"_s},
                           {now.addSecs(-600), u"Cache of user-svc emptied by hand"_s, {u"service:user-svc"_s}, u"sam"_s}};
    if (grafana.listen({}))
        say(u"service grafana %1"_s.arg(grafana.url()));
}

int list()
{
    for (const QString &name : sandbox::builtInScenarios()) {
        const auto scenario = sandbox::loadScenario(name);
        say(u"%1  %2"_s.arg(name, -20).arg(scenario ? scenario->description : scenario.error().message));
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"maestro-sandbox"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MAESTRO_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(app.arguments()))
        return fail({ErrorKind::BadInput, u"badFlag"_s, parser.errorText(), u"see maestro-sandbox --help"_s});
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (!parser.positionalArguments().isEmpty())
        return fail(badFlag(parser.positionalArguments().constFirst(), u"is not expected here"_s));
    if (parser.isSet(u"list"_s))
        return list();
    const Result<sandbox::SandboxOptions> options = readOptions(parser);
    if (!options)
        return fail(options.error());
    sandbox::Sandbox world(*options);
    QObject::connect(&world, &sandbox::Sandbox::failed, &app, [](const Error &error) { QCoreApplication::exit(fail(error)); });
    QObject::connect(&world, &sandbox::Sandbox::ready, &app, [&world, &options] {
        for (const sandbox::Cluster *cluster : world.clusters())
            say(u"serving %1 context %2 metrics %3"_s.arg(world.apiUrl(*cluster), cluster->name(), world.metricsUrl(*cluster)));
        if (!options->kubeconfig.isEmpty())
            say(u"kubeconfig %1"_s.arg(options->kubeconfig));
    });
    Services services;
    if (parser.isSet(u"services"_s))
        QObject::connect(&world, &sandbox::Sandbox::ready, &app, [&world, &services] { services.serve(world); });
    sandbox::GrafanaRecorder grafana;
    if (parser.isSet(u"grafana"_s))
        serveGrafana(grafana, options->now);
    world.start();
    return app.exec();
}
