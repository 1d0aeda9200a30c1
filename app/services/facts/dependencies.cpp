// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/dependencies.h"

#include "domain/slo/facts.h"
#include "kube/api/resourcepath.h"
#include "kube/decode/poddecoder.h"
#include "kube/workloads/workloadsource.h"

#include <QCoreApplication>
#include <QUrl>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

using State = DependencyState;

constexpr int podsAtMost = 500;

std::optional<WorkloadKind> kindNamed(const QString &word)
{
    for (const WorkloadKind kind : {WorkloadKind::Rollout, WorkloadKind::Deployment, WorkloadKind::StatefulSet})
        if (workloadWord(kind) == word)
            return kind;
    return {};
}

/// One dependency while it is read.
struct Looking
{
    QString name;
    QStringList sources;
    QList<State> seen;
    QStringList texts;

    void add(State state, const QString &text)
    {
        seen.append(state);
        texts.append(text);
    }
};

std::optional<double> valueOf(State state)
{
    switch (state) {
    case State::Healthy: return 1;
    case State::Degraded: return 0.5;
    case State::Unhealthy: return 0;
    case State::Unknown: break;
    }
    return {};
}

/// All of them together: answers when the last question is answered.
class Reading : public QObject
{
public:
    Reading(ClusterAccess *access, HealthProber *prober, const Clock *clock, QObject *owner, Callback<QList<FactReading>> done)
        : QObject(owner)
        , m_access(access)
        , m_prober(prober)
        , m_clock(clock)
        , m_done(std::move(done))
    {
    }

    void read(const PolicyMatch &match, const QStringList &names, const QString &ns, const HealthProber::Variables &variables)
    {
        for (const QString &name : names) {
            const auto looking = std::make_shared<Looking>();
            looking->name = name;
            m_all.append(looking);
            const PolicyDependency dependency = dependencyNamed(*match.policy, name).value_or(PolicyDependency());
            if (!dependency.workload.name.isEmpty())
                readWorkload(looking, dependency.workload, dependency.workload.ns.isEmpty() ? ns : dependency.workload.ns);
            if (!dependency.podsNamespace.isEmpty())
                readPods(looking, dependency);
            for (const HealthProbe &probe : dependency.health)
                readProbe(looking, probe, variables);
        }
        QTimer::singleShot(0, this, [this] {
            m_asked = true;
            finishIfDone();
        });
    }

private:
    void readWorkload(const std::shared_ptr<Looking> &looking, const ServiceWorkload &workload, const QString &ns)
    {
        const QString what = QStringLiteral("%1 %2/%3").arg(workload.kind, ns, workload.name);
        looking->sources.append(what);
        const auto kind = kindNamed(workload.kind);
        const Result<QString> path = kind ? resourcePath(workloadSource(*kind).type, ns, workload.name) : Error{};
        if (!m_access || !kind || !path)
            return looking->add(State::Unknown, !m_access ? Facts::tr("%1: no connection").arg(what) : Facts::tr("%1 cannot be read").arg(what));
        ++m_open;
        m_access->client()->get(*path, whileAlive(this, [this, looking, what, decode = workloadSource(*kind).decode](const Result<QByteArray> &body) {
            const Result<Rollout> read = body ? decode(*body) : Result<Rollout>(body.error());
            if (!read && read.error().kind == ErrorKind::NotFound)
                looking->add(State::Unhealthy, Facts::tr("%1 does not exist").arg(what));
            else if (!read)
                looking->add(State::Unknown, Facts::tr("%1: %2").arg(what, read.error().message));
            else if (!read->hasStatus || !read->unreadable.isEmpty() || !read->generationObserved())
                looking->add(State::Unknown, Facts::tr("%1: its controller has not looked at it yet").arg(what));
            else
                looking->add(stateOfReplicas(read->readyReplicas, read->specReplicas), Facts::tr("%1: %2 of %3 ready").arg(what).arg(read->readyReplicas).arg(read->specReplicas));
            answered();
        }));
    }

    void readPods(const std::shared_ptr<Looking> &looking, const PolicyDependency &dependency)
    {
        const QString what = Facts::tr("pods in %1").arg(dependency.podsNamespace);
        looking->sources.append(what);
        const Result<QString> path = resourcePath(ResourceType::pods(), dependency.podsNamespace);
        if (!m_access || !path)
            return looking->add(State::Unknown, Facts::tr("%1 cannot be read").arg(what));
        QString query = *path + QStringLiteral("?limit=%1").arg(podsAtMost);
        if (!dependency.podsSelector.isEmpty())
            query += QStringLiteral("&labelSelector=") + QString::fromLatin1(QUrl::toPercentEncoding(dependency.podsSelector));
        ++m_open;
        m_access->client()->get(query, whileAlive(this, [this, looking, what](const Result<QByteArray> &body) {
            const Result<DecodedList<Pod>> pods = body ? decodePodList(*body) : Result<DecodedList<Pod>>(body.error());
            if (!pods || !pods->faults.isEmpty() || !pods->page.continueToken.isEmpty()) {
                looking->add(State::Unknown, Facts::tr("%1: %2").arg(what, pods ? Facts::tr("not all of them can be read") : pods.error().message));
                return answered();
            }
            int ready = 0;
            int all = 0;
            for (const Pod &pod : pods->items) {
                if (pod.over || pod.meta.deletedAt.isValid())
                    continue;
                ++all;
                ready += pod.ready ? 1 : 0;
            }
            looking->add(stateOfReplicas(ready, all), Facts::tr("%1: %2 of %3 ready").arg(what).arg(ready).arg(all));
            answered();
        }));
    }

    void readProbe(const std::shared_ptr<Looking> &looking, const HealthProbe &probe, const HealthProber::Variables &variables)
    {
        looking->sources.append(probe.service.isEmpty() ? probe.url : probe.service);
        ++m_open;
        m_prober->ask(probe, variables, {}, m_access, whileAlive(this, [this, looking](const ProbeAnswer &answer) {
            looking->add(!answer.ok ? State::Unknown : *answer.ok ? State::Healthy : State::Unhealthy, QStringLiteral("%1: %2").arg(answer.probe.name, answer.text));
            answered();
        }));
    }

    void answered()
    {
        --m_open;
        finishIfDone();
    }

    void finishIfDone()
    {
        if (!m_asked || m_open > 0 || !m_done)
            return;
        QList<FactReading> facts;
        for (const auto &looking : std::as_const(m_all)) {
            const QString nothing = Facts::tr("the policy does not say how to look at it");
            facts.append({QStringLiteral("dependency:") + looking->name, valueOf(worstOf(looking->seen)), {}, m_clock->utcNow(),
                          looking->sources.join(QStringLiteral(", ")), looking->texts.isEmpty() ? nothing : looking->texts.join(QStringLiteral("; "))});
        }
        deleteLater();
        std::exchange(m_done, {})(facts);
    }

    QPointer<ClusterAccess> m_access;
    HealthProber *m_prober;
    const Clock *m_clock;
    Callback<QList<FactReading>> m_done;
    QList<std::shared_ptr<Looking>> m_all;
    int m_open = 0;
    bool m_asked = false;
};

/// Whether any is so: one that is makes it true, else an unknown one makes it unknown.
std::optional<double> any(const QList<FactReading> &each, const std::function<bool(double)> &is)
{
    bool unknown = each.isEmpty();
    for (const FactReading &one : each) {
        if (one.value && is(*one.value))
            return 1;
        unknown = unknown || !one.value;
    }
    return unknown ? std::nullopt : std::optional<double>(0);
}

} // namespace

DependencyState stateOfReplicas(int ready, int desired)
{
    if (desired <= 0 || ready <= 0)
        return State::Unhealthy;
    return ready >= desired ? State::Healthy : State::Degraded;
}

DependencyState worstOf(const QList<DependencyState> &seen)
{
    if (seen.contains(State::Unhealthy))
        return State::Unhealthy;
    if (seen.isEmpty() || seen.contains(State::Unknown))
        return State::Unknown;
    return seen.contains(State::Degraded) ? State::Degraded : State::Healthy;
}

QList<FactReading> dependencyFacts(const QList<FactReading> &each, const QDateTime &at)
{
    const auto bad = any(each, [](double value) { return value < 1; });
    QStringList texts;
    QStringList sources;
    for (const FactReading &one : each) {
        texts.append(one.text);
        sources.append(one.source);
    }
    const QString text = each.isEmpty() ? Facts::tr("the policy names no dependencies") : texts.join(QStringLiteral("; "));
    const auto tell = [&](const QString &state, std::optional<double> value) {
        return FactReading{dependenciesFact(state), value, {}, at, sources.join(QStringLiteral(", ")), text};
    };
    return each + QList<FactReading>{tell(QStringLiteral("healthy"), bad ? std::optional<double>(1 - *bad) : std::nullopt),
                                     tell(QStringLiteral("degraded"), any(each, [](double value) { return value > 0 && value < 1; })),
                                     tell(QStringLiteral("unhealthy"), any(each, [](double value) { return value == 0; }))};
}

std::optional<PolicyDependency> dependencyNamed(const Policy &policy, const QString &name)
{
    const auto listed = std::find_if(policy.dependencies.cbegin(), policy.dependencies.cend(), [&name](const PolicyDependency &one) { return one.name == name; });
    if (listed != policy.dependencies.cend())
        return *listed;
    if (const PolicyService *service = policy.service(name))
        return PolicyDependency{name, service->workload, {}, {}, service->health};
    return std::nullopt;
}

void readDependencies(const PolicyMatch &match, const QStringList &names, const QString &ns, ClusterAccess *access, HealthProber *prober, const HealthProber::Variables &variables,
                      const Clock *clock, QObject *owner, Callback<QList<FactReading>> done)
{
    (new Reading(access, prober, clock, owner, std::move(done)))->read(match, names, ns, variables);
}

} // namespace maestro
