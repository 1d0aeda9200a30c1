// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/poddecoder.h"

#include "kube/decode/metadecoder.h"

namespace maestro {

namespace {

/// status.*containerStatuses[].state or lastState
struct ContainerState
{
    bool waiting = false;
    bool running = false;
    bool terminated = false;
    QString reason;
    int exitCode = 0;
    int signal = 0;
    QDateTime finishedAt;
};

struct ContainerStatus
{
    QString name;
    bool ready = false;
    bool started = false;
    int restarts = 0;
    ContainerState state;
    ContainerState last;
};

/// What the status word is made of.
struct PodFacts
{
    QString phase;
    QString reason;
    QList<Condition> conditions;
    QStringList initContainers;
    QStringList sidecars; ///< init containers with restartPolicy Always
    int containers = 0;
    QList<ContainerStatus> initStatuses;
    QList<ContainerStatus> statuses;

    Condition conditionOf(QLatin1String type) const
    {
        const auto found = std::find_if(conditions.begin(), conditions.end(), [&](const Condition &c) { return c.type == type; });
        return found == conditions.end() ? Condition() : *found;
    }
    QString condition(QLatin1String type) const { return conditionOf(type).status; }
    bool over() const { return phase == QLatin1String("Succeeded") || phase == QLatin1String("Failed"); }
};

ContainerState readState(JsonNode node)
{
    ContainerState state;
    node.members([&](std::string_view kind, JsonNode detail) {
        if (detail.isNull())
            return;
        state.waiting = state.waiting || kind == "waiting";
        state.running = state.running || kind == "running";
        state.terminated = state.terminated || kind == "terminated";
        detail.members([&](std::string_view key, JsonNode value) {
            if (key == "reason")
                value.read(state.reason);
            else if (key == "exitCode")
                value.read(state.exitCode);
            else if (key == "signal")
                value.read(state.signal);
            else if (key == "finishedAt")
                value.read(state.finishedAt);
        });
    });
    return state;
}

QList<ContainerStatus> readStatuses(JsonNode node)
{
    QList<ContainerStatus> statuses;
    node.elements([&](int, JsonNode element) {
        ContainerStatus status;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "name")
                value.read(status.name);
            else if (key == "ready")
                value.read(status.ready);
            else if (key == "started")
                value.read(status.started);
            else if (key == "restartCount")
                value.readCount(status.restarts);
            else if (key == "state")
                status.state = readState(value);
            else if (key == "lastState")
                status.last = readState(value);
        });
        statuses.append(status);
    });
    return statuses;
}

void readInitContainers(JsonNode node, PodFacts &facts)
{
    node.elements([&](int, JsonNode element) {
        QString name;
        QString restartPolicy;
        element.members([&](std::string_view key, JsonNode value) {
            if (key == "name")
                value.read(name);
            else if (key == "restartPolicy")
                value.read(restartPolicy);
        });
        facts.initContainers.append(name);
        if (restartPolicy == QLatin1String("Always"))
            facts.sidecars.append(name);
    });
}

void readSpec(JsonNode node, Pod &out, PodFacts &facts)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "nodeName")
            value.read(out.node);
        else if (key == "initContainers")
            readInitContainers(value, facts);
        else if (key == "containers")
            value.elements([&](int, JsonNode container) {
                ++facts.containers;
                container.members([&](std::string_view name, JsonNode part) {
                    QString text;
                    if (name == "image" && part.read(text))
                        out.images.append(text);
                    else if (name == "name" && part.read(text))
                        out.containerNames.append(text);
                });
            });
    });
}

void readStatus(JsonNode node, Pod &out, PodFacts &facts)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "phase")
            value.read(facts.phase);
        else if (key == "reason")
            value.read(facts.reason);
        else if (key == "podIP")
            value.read(out.ip);
        else if (key == "conditions")
            facts.conditions = readConditions(value);
        else if (key == "initContainerStatuses")
            facts.initStatuses = readStatuses(value);
        else if (key == "containerStatuses")
            facts.statuses = readStatuses(value);
    });
}

QString endWord(const ContainerState &state)
{
    if (!state.reason.isEmpty())
        return state.reason;
    return state.signal != 0 ? QStringLiteral("Signal:%1").arg(state.signal) : QStringLiteral("ExitCode:%1").arg(state.exitCode);
}

/// True while init containers still decide the word. `sidecarRestarts` counts those that live beside the containers.
bool initialising(const PodFacts &facts, Pod &out, QString &word, int &sidecarRestarts)
{
    for (qsizetype i = 0; i < facts.initStatuses.size(); ++i) {
        const ContainerStatus &status = facts.initStatuses.at(i);
        const bool sidecar = facts.sidecars.contains(status.name);
        out.restarts += status.restarts;
        sidecarRestarts += sidecar ? status.restarts : 0;
        if (status.state.terminated && status.state.exitCode == 0)
            continue;
        if (sidecar && status.started) {
            out.readyContainers += status.ready ? 1 : 0;
            continue;
        }
        if (status.state.terminated)
            word = QStringLiteral("Init:") + endWord(status.state);
        else if (status.state.waiting && !status.state.reason.isEmpty() && status.state.reason != QLatin1String("PodInitializing"))
            word = QStringLiteral("Init:") + status.state.reason;
        else
            word = QStringLiteral("Init:%1/%2").arg(i).arg(facts.initContainers.size());
        return true;
    }
    return false;
}

/// The first container with something to say wins, hence from the last to the first.
void readContainers(const PodFacts &facts, Pod &out, QString &word)
{
    bool running = false;
    for (auto status = facts.statuses.crbegin(); status != facts.statuses.crend(); ++status) {
        out.restarts += status->restarts;
        if (status->state.waiting && !status->state.reason.isEmpty()) {
            word = status->state.reason;
        } else if (status->state.terminated) {
            word = endWord(status->state);
        } else if (status->ready && status->state.running) {
            running = true;
            ++out.readyContainers;
        }
    }
    if (word == QLatin1String("Completed") && running)
        word = facts.condition(QLatin1String("Ready")) == QLatin1String("False") ? QStringLiteral("NotReady") : QStringLiteral("Running");
}

QString statusWord(const PodFacts &facts, Pod &out)
{
    QString word = facts.reason.isEmpty() ? facts.phase : facts.reason;
    for (const Condition &condition : facts.conditions) {
        if (condition.type == QLatin1String("PodScheduled") && condition.reason == QLatin1String("SchedulingGated"))
            word = condition.reason;
    }
    int sidecarRestarts = 0;
    const bool waiting = initialising(facts, out, word, sidecarRestarts);
    if (!waiting || facts.condition(QLatin1String("Initialized")) == QLatin1String("True")) {
        out.restarts = sidecarRestarts;
        readContainers(facts, out, word);
    }
    if (!out.meta.deletedAt.isValid())
        return word;
    if (facts.reason == QLatin1String("NodeLost"))
        return QStringLiteral("Unknown");
    return facts.over() ? word : QStringLiteral("Terminating");
}

void readLastTermination(const PodFacts &facts, Pod &out)
{
    const ContainerState *last = nullptr;
    for (const ContainerStatus &status : facts.statuses) {
        if (status.last.terminated && (!last || status.last.finishedAt > last->finishedAt))
            last = &status.last;
        if (status.state.terminated && status.state.finishedAt > out.lastTerminatedAt)
            out.lastTerminatedAt = status.state.finishedAt;
    }
    if (!last)
        return;
    if (last->finishedAt.isValid() && (!out.lastTerminatedAt.isValid() || last->finishedAt > out.lastTerminatedAt))
        out.lastTerminatedAt = last->finishedAt;
    const QString end = last->signal != 0 ? QStringLiteral("signal %1").arg(last->signal) : QStringLiteral("exit %1").arg(last->exitCode);
    out.lastTermination = last->reason.isEmpty() ? end : last->reason + QStringLiteral(", ") + end;
}

void fillPod(JsonNode root, Pod &out)
{
    PodFacts facts;
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "spec")
            readSpec(value, out, facts);
        else if (key == "status")
            readStatus(value, out, facts);
    });
    out.containerNames += facts.sidecars;
    out.containers = facts.containers + static_cast<int>(facts.sidecars.size());
    out.status = statusWord(facts, out);
    const Condition ready = facts.conditionOf(QLatin1String("Ready"));
    out.ready = ready.status == QLatin1String("True");
    out.readyChangedAt = ready.lastTransitionAt;
    out.over = facts.over();
    readLastTermination(facts, out);
}

} // namespace

Result<Pod> decodePod(QByteArrayView json)
{
    return decodeObject<Pod>(json, fillPod);
}

Result<DecodedList<Pod>> decodePodList(QByteArrayView body)
{
    return decodeObjects<Pod>(body, fillPod);
}

} // namespace maestro
