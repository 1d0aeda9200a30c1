// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/scenarioloader.h"

#include "sandbox/scenario/yamlmap.h"

#include <QDir>
#include <QFile>

#include <sstream>
#include <yaml-cpp/eventhandler.h>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QString folder = u":/scenarios"_s;

QString at(const QString &list, size_t index)
{
    return u"%1[%2]"_s.arg(list).arg(index);
}

Behaviour readBehaviour(YamlMap &map)
{
    Behaviour behaviour;
    behaviour.health = Behaviour::Health(map.oneOf("health", {u"good"_s, u"crashLoop"_s, u"neverReady"_s, u"imagePullFails"_s}, false));
    behaviour.readyAfterMs = map.duration("readyAfter", behaviour.readyAfterMs);
    behaviour.errorRate = map.number("errorRate", behaviour.errorRate, 0, 1);
    behaviour.p50Ms = map.number("p50Ms", behaviour.p50Ms, 0, 600'000);
    behaviour.p95Ms = map.number("p95Ms", behaviour.p95Ms, 0, 600'000);
    behaviour.requestsPerSecond = map.number("requestsPerSecond", behaviour.requestsPerSecond, 0, 1'000'000);
    behaviour.degradesAfterMs = map.duration("degradesAfter", 0);
    return behaviour;
}

BehaviourPlan readBehaviourPlan(YamlMap &map)
{
    BehaviourPlan plan;
    plan.service = map.string("service", {});
    plan.version = map.string("version", {});
    plan.behaviour = readBehaviour(map);
    return plan;
}

QJsonArray readSteps(YamlMap &map, YamlFault &fault)
{
    static const QStringList kinds{u"setWeight"_s, u"pause"_s, u"analysis"_s, u"setCanaryScale"_s, u"experiment"_s, u"setHeaderRoute"_s,
                                   u"setMirrorRoute"_s, u"plugin"_s};
    QJsonArray steps;
    size_t index = 0;
    for (const YAML::Node &item : map.items("steps")) {
        const QString path = at(map.pathOf("steps"), index++);
        const QJsonObject step = jsonOf(item, path, fault).toObject();
        if (step.size() != 1 || !kinds.contains(step.constBegin().key()))
            fault.raise(item, path, u"a step has exactly one of: %1"_s.arg(kinds.join(u", "_s)));
        steps.append(step);
    }
    return steps;
}

RolloutPlan readRollout(const YAML::Node &node, const QString &path, YamlFault &fault)
{
    YamlMap map(node, path, fault);
    RolloutPlan plan;
    plan.name = map.requiredName("name");
    plan.ns = map.requiredName("namespace");
    plan.strategy = RolloutPlan::Strategy(map.oneOf("strategy", {u"canary"_s, u"nginx"_s, u"blueGreen"_s}, true));
    plan.replicas = map.integer("replicas", 3, 0, 1000);
    plan.image = map.string("image", u"registry.example/"_s + plan.name);
    plan.versions = map.strings("versions");
    if (plan.versions.isEmpty())
        fault.raise(node, path + u".versions"_s, u"needs at least one image tag"_s);
    plan.sinceMs = map.duration("since", 0);
    plan.steps = readSteps(map, fault);
    plan.workloadRef = map.boolean("workloadRef", false);
    plan.annotations = map.stringMap("annotations");
    plan.labels = map.stringMap("labels");
    if (map.has("spec"))
        plan.spec = jsonOf(map.node("spec"), map.pathOf("spec"), fault).toObject();
    if (map.has("podSpec"))
        plan.podSpec = jsonOf(map.node("podSpec"), map.pathOf("podSpec"), fault).toObject();
    if (map.has("strategySpec"))
        plan.strategySpec = jsonOf(map.node("strategySpec"), map.pathOf("strategySpec"), fault).toObject();
    map.finish();
    return plan;
}

TemplatePlan readTemplate(const YAML::Node &node, const QString &path, YamlFault &fault)
{
    YamlMap map(node, path, fault);
    TemplatePlan plan;
    plan.name = map.requiredName("name");
    plan.ns = map.requiredName("namespace");
    size_t index = 0;
    for (const YAML::Node &item : map.items("metrics")) {
        const QString metricPath = at(map.pathOf("metrics"), index++);
        YamlMap metric(item, metricPath, fault);
        QJsonObject json{{u"name"_s, metric.requiredString("name")}};
        for (const char *key : {"interval", "initialDelay", "successCondition", "failureCondition"}) {
            if (metric.has(key))
                json.insert(QString::fromLatin1(key), metric.string(key, {}));
        }
        for (const char *key : {"count", "failureLimit", "inconclusiveLimit", "consecutiveErrorLimit"}) {
            if (metric.has(key))
                json.insert(QString::fromLatin1(key), metric.integer(key, 0, -1, 100000));
        }
        json.insert(u"provider"_s, QJsonObject{{u"prometheus"_s, QJsonObject{{u"address"_s, u"http://127.0.0.1"_s},
                                                                            {u"query"_s, metric.string("query", u"sandbox"_s)}}}});
        metric.finish();
        plan.metrics.append(json);
    }
    if (plan.metrics.isEmpty())
        fault.raise(node, path + u".metrics"_s, u"needs at least one metric"_s);
    map.finish();
    return plan;
}

ObjectPlan readObject(const YAML::Node &node, const QString &path, YamlFault &fault)
{
    static const QStringList kinds{u"ConfigMap"_s, u"Secret"_s, u"Ingress"_s, u"Application"_s, u"Service"_s};
    YamlMap map(node, path, fault);
    ObjectPlan plan;
    plan.atMs = map.duration("at", -1000, true);
    plan.kind = kinds.at(map.oneOf("kind", kinds, true));
    plan.ns = map.requiredName("namespace");
    plan.name = map.requiredName("name");
    plan.by = map.string("by", {});
    if (map.has("body"))
        plan.body = jsonOf(map.node("body"), map.pathOf("body"), fault).toObject();
    map.finish();
    return plan;
}

ScriptEntry readScript(const YAML::Node &node, const QString &path, YamlFault &fault)
{
    static const QStringList actions{u"setImage"_s, u"promote"_s, u"promoteFull"_s, u"abort"_s,       u"retry"_s,   u"pause"_s,          u"resume"_s,
                                     u"restart"_s,  u"behave"_s,  u"freeze"_s,      u"thaw"_s,        u"dropWatches"_s, u"compact"_s,
                                     u"delayController"_s};
    YamlMap map(node, path, fault);
    ScriptEntry entry;
    if (!map.has("at"))
        fault.raise(node, path + u".at"_s, u"is missing"_s);
    entry.atMs = map.duration("at", 0, true);
    entry.action = ScriptEntry::Action(map.oneOf("do", actions, true));
    if (entry.action <= ScriptEntry::Action::Restart) {
        const QString target = map.requiredString("rollout");
        entry.ns = target.section(u'/', 0, 0);
        entry.name = target.section(u'/', 1);
        if (!target.isEmpty() && (entry.name.isEmpty() || entry.name.contains(u'/')))
            fault.raise(node, path + u".rollout"_s, u"must be NAMESPACE/NAME"_s);
    }
    if (entry.action == ScriptEntry::Action::SetImage)
        entry.version = map.requiredString("version");
    if (entry.action == ScriptEntry::Action::Behave)
        entry.behaviour = readBehaviourPlan(map);
    if (entry.action == ScriptEntry::Action::DelayController)
        entry.durationMs = map.duration("by", 0);
    map.finish();
    return entry;
}

/// Many healthy rollouts of one pattern, spread over namespaces; every `updatingEvery`-th is given a new version.
void generateFleet(const YAML::Node &node, const QString &path, ClusterPlan &cluster, int count, YamlFault &fault)
{
    YamlMap map(node, path, fault);
    const int asked = map.integer("count", 100, 1, 100'000);
    const int total = count > 0 ? count : asked;
    const int namespaces = map.integer("namespaces", 10, 1, 1000);
    const int replicas = map.integer("replicas", 1, 0, 100);
    const int updatingEvery = map.integer("updatingEvery", 0, 0, 100'000);
    const qint64 updatePeriod = map.duration("updatePeriod", 1000);
    const QJsonArray steps = readSteps(map, fault);
    map.finish();
    for (int i = 0; i < namespaces; ++i)
        cluster.namespaces.append(u"team-%1"_s.arg(i, 3, 10, QLatin1Char('0')));
    for (int i = 0; i < total; ++i) {
        RolloutPlan plan;
        plan.ns = u"team-%1"_s.arg(i % namespaces, 3, 10, QLatin1Char('0'));
        plan.name = u"service-%1"_s.arg(i, 5, 10, QLatin1Char('0'));
        plan.replicas = replicas;
        plan.image = u"registry.example/"_s + plan.name;
        plan.versions = {u"v1.%1.0"_s.arg(i % 40)};
        plan.steps = steps;
        cluster.rollouts.append(plan);
        if (updatingEvery > 0 && i % updatingEvery == 0)
            cluster.script.append({(i / updatingEvery + 1) * updatePeriod, ScriptEntry::Action::SetImage, plan.ns, plan.name, u"v2.0.0"_s});
    }
}

void checkReferences(const ClusterPlan &cluster, const YAML::Node &node, const QString &path, YamlFault &fault)
{
    QStringList known;
    for (const RolloutPlan &rollout : cluster.rollouts) {
        const QString id = rollout.ns + u'/' + rollout.name;
        if (!cluster.namespaces.contains(rollout.ns))
            fault.raise(node, path + u".rollouts"_s, u"%1 is in a namespace the cluster does not have"_s.arg(id));
        if (cluster.rollouts.size() < 1000 && known.contains(id))
            fault.raise(node, path + u".rollouts"_s, u"%1 is there twice"_s.arg(id));
        known.append(id);
    }
    for (const ScriptEntry &entry : cluster.script) {
        if (entry.action <= ScriptEntry::Action::Restart && !known.contains(entry.ns + u'/' + entry.name))
            fault.raise(node, path + u".script"_s, u"there is no rollout %1/%2"_s.arg(entry.ns, entry.name));
    }
}

ClusterPlan readCluster(const YAML::Node &node, const QString &path, int count, YamlFault &fault)
{
    YamlMap map(node, path, fault);
    ClusterPlan cluster;
    cluster.name = map.requiredName("name");
    cluster.namespaces = map.strings("namespaces");
    const auto each = [&map](const char *key, auto &&read) {
        size_t index = 0;
        for (const YAML::Node &item : map.items(key))
            read(item, at(map.pathOf(key), index++));
    };
    each("contexts", [&](const YAML::Node &item, const QString &where) {
        static const QStringList users{u"captain"_s, u"admin"_s, u"viewer"_s};
        YamlMap context(item, where, fault);
        const QString name = context.requiredName("name");
        cluster.contexts.append({name, users.at(context.oneOf("user", users, true))});
        context.finish();
    });
    each("rollouts", [&](const YAML::Node &item, const QString &where) { cluster.rollouts.append(readRollout(item, where, fault)); });
    each("templates", [&](const YAML::Node &item, const QString &where) { cluster.templates.append(readTemplate(item, where, fault)); });
    each("script", [&](const YAML::Node &item, const QString &where) { cluster.script.append(readScript(item, where, fault)); });
    each("objects", [&](const YAML::Node &item, const QString &where) { cluster.objects.append(readObject(item, where, fault)); });
    each("behaviours", [&](const YAML::Node &item, const QString &where) {
        YamlMap behaviour(item, where, fault);
        cluster.behaviours.append(readBehaviourPlan(behaviour));
        behaviour.finish();
    });
    each("deployments", [&](const YAML::Node &item, const QString &where) {
        YamlMap deployment(item, where, fault);
        DeploymentPlan plan;
        plan.name = deployment.requiredName("name");
        plan.ns = deployment.requiredName("namespace");
        plan.replicas = deployment.integer("replicas", 2, 0, 1000);
        plan.image = deployment.string("image", u"registry.example/"_s + plan.name);
        plan.version = deployment.requiredString("version");
        deployment.finish();
        cluster.deployments.append(plan);
    });
    each("statefulSets", [&](const YAML::Node &item, const QString &where) {
        YamlMap set(item, where, fault);
        const QString name = set.requiredName("name");
        cluster.statefulSets.append({set.requiredName("namespace"), name, set.integer("replicas", 1, 0, 1000), set.string("image", u"registry.example/"_s + name),
                                     set.requiredString("version")});
        set.finish();
    });
    each("helmReleases", [&](const YAML::Node &item, const QString &where) {
        static const QStringList states{u"deployed"_s, u"failed"_s, u"pending-install"_s, u"pending-upgrade"_s, u"pending-rollback"_s, u"superseded"_s, u"uninstalled"_s};
        YamlMap release(item, where, fault);
        const QString name = release.requiredName("name");
        cluster.helmReleases.append({release.requiredName("namespace"), name, release.string("chart", name), release.requiredString("version"),
                                     release.string("appVersion", {}), states.at(release.oneOf("status", states, false)), release.integer("revision", 1, 1, 100'000)});
        release.finish();
    });
    if (map.has("fleet"))
        generateFleet(map.node("fleet"), map.pathOf("fleet"), cluster, count, fault);
    map.finish();
    checkReferences(cluster, node, path, fault);
    return cluster;
}

Scenario readScenario(const YAML::Node &root, int count, YamlFault &fault)
{
    YamlMap map(root, {}, fault);
    Scenario scenario;
    scenario.name = map.requiredName("name");
    scenario.description = map.string("description", {});
    size_t index = 0;
    for (const YAML::Node &item : map.items("clusters")) {
        const ClusterPlan cluster = readCluster(item, at(u"clusters"_s, index++), count, fault);
        for (const ClusterPlan &other : std::as_const(scenario.clusters)) {
            if (other.name == cluster.name)
                fault.raise(item, u"clusters"_s, u"the cluster %1 is there twice"_s.arg(cluster.name));
        }
        scenario.clusters.append(cluster);
    }
    if (scenario.clusters.isEmpty())
        fault.raise(root, u"clusters"_s, u"needs at least one cluster"_s);
    map.finish();
    return scenario;
}

struct Nowhere final : YAML::EventHandler
{
    void OnDocumentStart(const YAML::Mark &) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark &, YAML::anchor_t) override {}
    void OnAlias(const YAML::Mark &, YAML::anchor_t) override {}
    void OnScalar(const YAML::Mark &, const std::string &, YAML::anchor_t, const std::string &) override {}
    void OnSequenceStart(const YAML::Mark &, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const YAML::Mark &, const std::string &, YAML::anchor_t, YAML::EmitterStyle::value) override {}
    void OnMapEnd() override {}
};

/// YAML::LoadAll of yaml-cpp 0.7 does not always come back.
bool isOneDocument(const QByteArray &yaml)
{
    std::istringstream stream(yaml.toStdString());
    YAML::Parser parser(stream);
    Nowhere nowhere;
    return parser.HandleNextDocument(nowhere) && !parser.HandleNextDocument(nowhere);
}

} // namespace

Result<Scenario> parseScenario(const QByteArray &yaml, const QString &file, int count)
{
    YamlFault fault{file};
    try {
        if (!isOneDocument(yaml))
            return Error{ErrorKind::BadInput, u"badScenario"_s, u"%1: must hold exactly one YAML document"_s.arg(file), {}, SourcePlace{file, 1, 1, {}}};
        const Scenario scenario = readScenario(YAML::Load(yaml.toStdString()), count, fault);
        if (fault.error)
            return *fault.error;
        return scenario;
    } catch (const YAML::Exception &e) {
        const SourcePlace place{file, e.mark.is_null() ? 0 : e.mark.line + 1, e.mark.is_null() ? 0 : e.mark.column + 1, {}};
        return Error{ErrorKind::BadInput, u"badScenario"_s,
                     u"%1:%2:%3: %4"_s.arg(file).arg(place.line).arg(place.column).arg(QString::fromStdString(e.msg)), {}, place};
    }
}

Result<Scenario> loadScenario(const QString &nameOrFile, int count)
{
    const bool builtIn = builtInScenarios().contains(nameOrFile);
    QFile file(builtIn ? folder + u'/' + nameOrFile + u".yaml"_s : nameOrFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::BadInput, u"noScenario"_s, u"cannot read scenario %1: %2"_s.arg(nameOrFile, file.errorString()),
                     u"built-in scenarios: %1"_s.arg(builtInScenarios().join(u", "_s))};
    if (file.size() > 8 * 1024 * 1024)
        return Error{ErrorKind::BadInput, u"badScenario"_s, u"%1: larger than 8 MiB"_s.arg(nameOrFile), {}, SourcePlace{nameOrFile, 0, 0, {}}};
    return parseScenario(file.readAll(), nameOrFile, count);
}

QStringList builtInScenarios()
{
    QStringList names;
    for (const QString &entry : QDir(folder).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name))
        names.append(entry.chopped(5));
    return names;
}

} // namespace maestro::sandbox
