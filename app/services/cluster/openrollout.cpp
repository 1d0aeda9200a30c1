// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/openrollout.h"

#include "kube/api/resourcepath.h"
#include "kube/decode/analysisrundecoder.h"
#include "kube/decode/eventdecoder.h"
#include "kube/decode/poddecoder.h"
#include "kube/decode/replicasetdecoder.h"
#include "kube/decode/rolloutdecoder.h"
#include "kube/decode/servicedecoder.h"

#include <QCoreApplication>
#include <QUrl>

namespace maestro {

/// A store and what keeps it current.
template<typename T> struct OpenRollout::Watched
{
    Watched(KubeClient *client, const QString &path, const QString &selector, typename ResourceStore<T>::DecodeOne one,
            typename ResourceStore<T>::DecodeList list, std::function<void()> changed)
        : store(std::move(one), std::move(list), std::move(changed))
        , reflector(client, path, &store, {}, selector)
    {
        reflector.start();
    }

    ResourceStore<T> store;
    Reflector reflector;
};

namespace {

QString pathOf(const ResourceType &type, const QString &ns)
{
    const Result<QString> path = resourcePath(type, ns);
    return path ? *path : QString();
}

QString query(const QString &key, const QString &value)
{
    return key + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString labelQuery(const Rollout &rollout)
{
    if (rollout.selector.isEmpty() || rollout.selectorHasExpressions)
        return {};
    QStringList labels;
    for (auto it = rollout.selector.begin(); it != rollout.selector.end(); ++it)
        labels.append(it.key() + u'=' + it.value());
    return query(QStringLiteral("labelSelector"), labels.join(u','));
}

constexpr int watchGraceMs = 2'000; ///< ux/design.md section 7

const ResourceType ingressType {QStringLiteral("networking.k8s.io"), QStringLiteral("v1"), QStringLiteral("ingresses")};

} // namespace

OpenRollout::OpenRollout(KubeClient *client, const ObjectRef &ref, std::optional<WorkloadKind> kind, int throttleMs, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_ref(ref)
    , m_kind(kind)
    , m_kindOpen(!kind)
    , m_throttle(new Throttle(throttleMs, [this] { join(); }, this))
{
    if (!isPathSegment(ref.ns) || !isPathSegment(ref.name)) {
        QTimer::singleShot(0, this, [this] {
            Q_EMIT gone(QCoreApplication::translate("Cluster", "“%1/%2” is not a Kubernetes name.").arg(m_ref.ns, m_ref.name));
        });
        return;
    }
    watchSelf(kind.value_or(WorkloadKind::Rollout));
}

OpenRollout::~OpenRollout() = default;

void OpenRollout::watchSelf(WorkloadKind kind)
{
    m_kind = kind;
    const bool deployment = kind == WorkloadKind::Deployment;
    const auto one = [deployment](const QByteArray &b) {
        return deployment ? decodeDeployment(b, DecodeDepth::Whole) : decodeRollout(b, DecodeDepth::Whole);
    };
    const auto list = [deployment](const QByteArray &b) {
        return deployment ? decodeDeploymentList(b, DecodeDepth::Whole) : decodeRolloutList(b, DecodeDepth::Whole);
    };
    m_self = std::make_unique<Watched<Rollout>>(
        m_client, pathOf(deployment ? ResourceType::deployments() : ResourceType::rollouts(), m_ref.ns),
        query(QStringLiteral("fieldSelector"), QStringLiteral("metadata.name=") + m_ref.name), one, list, [this] { selfChanged(); });
    connect(&m_self->reflector, &Reflector::stateChanged, this, [this](ReflectorState state) {
        // Where the group argoproj.io is not served at all, the name may still be a Deployment.
        if (state == ReflectorState::Backoff && m_kindOpen && m_kind == WorkloadKind::Rollout && m_self->reflector.lastError()
            && m_self->reflector.lastError()->kind == ErrorKind::NotFound) {
            m_kindOpen = false;
            QTimer::singleShot(0, this, [this] { watchSelf(WorkloadKind::Deployment); });
        }
        Q_EMIT stateChanged();
    });
}

void OpenRollout::selfChanged()
{
    const auto &items = m_self->store.items();
    if (items.isEmpty()) {
        if (!m_self->store.complete())
            return;
        if (m_kindOpen && m_kind == WorkloadKind::Rollout) {
            m_kindOpen = false;
            QTimer::singleShot(0, this, [this] { watchSelf(WorkloadKind::Deployment); });
            return;
        }
        Q_EMIT gone(QCoreApplication::translate("Cluster", "There is no rollout or deployment %1/%2 in context %3.")
                        .arg(m_ref.ns, m_ref.name, m_ref.context));
        return;
    }
    m_kindOpen = false;
    const Rollout &rollout = **items.begin();
    if (rollout.meta.uid != m_uid) {
        m_uid = rollout.meta.uid;
        watchNeighbours(rollout);
    }
    m_throttle->poke();
}

void OpenRollout::watchNeighbours(const Rollout &rollout)
{
    const QString &ns = m_ref.ns;
    const QString labels = labelQuery(rollout);
    const auto changed = [this] { m_throttle->poke(); };
    m_replicaSets = std::make_unique<Watched<ReplicaSet>>(
        m_client, pathOf(ResourceType::replicaSets(), ns), labels, [](const QByteArray &b) { return decodeReplicaSet(b, DecodeDepth::Row); },
        [](const QByteArray &b) { return decodeReplicaSetList(b, DecodeDepth::Row); }, changed);
    m_pods = std::make_unique<Watched<Pod>>(m_client, pathOf(ResourceType::pods(), ns), labels, [](const QByteArray &b) { return decodePod(b); },
        [](const QByteArray &b) { return decodePodList(b); }, changed);
    m_events = std::make_unique<Watched<KubeEvent>>(m_client, pathOf(ResourceType::events(), ns), QString(), [](const QByteArray &b) { return decodeEvent(b); },
        [](const QByteArray &b) { return decodeEventList(b); }, changed);
    m_analysisRuns.reset();
    m_services.reset();
    m_ingresses.reset();
    if (rollout.workload == WorkloadKind::Rollout)
        m_analysisRuns = std::make_unique<Watched<AnalysisRun>>(m_client, pathOf(ResourceType::analysisRuns(), ns), QString(),
                                                                [](const QByteArray &b) { return decodeAnalysisRun(b); },
        [](const QByteArray &b) { return decodeAnalysisRunList(b); }, changed);
    if (rollout.strategy == Strategy::BlueGreen)
        m_services = std::make_unique<Watched<Service>>(m_client, pathOf(ResourceType::services(), ns), QString(), [](const QByteArray &b) { return decodeService(b); },
        [](const QByteArray &b) { return decodeServiceList(b); }, changed);
    if (!rollout.traffic.nginxStableIngresses.isEmpty())
        m_ingresses = std::make_unique<Watched<Ingress>>(m_client, pathOf(ingressType, ns), QString(), [](const QByteArray &b) { return decodeIngress(b); },
        [](const QByteArray &b) { return decodeIngressList(b); }, changed);
}

template<typename T>
void OpenRollout::take(const std::unique_ptr<Watched<T>> &watched, bool needed, const QString &what, QList<T> &into, RolloutParts &parts) const
{
    if (!watched)
        return;
    if (!watched->store.complete()) {
        if (needed)
            parts.partsComplete = false;
        const std::optional<Error> error = watched->reflector.lastError();
        parts.missing.append(what + QStringLiteral(": ") + (error ? error->message : QCoreApplication::translate("Cluster", "not read yet")));
    }
    into.reserve(watched->store.items().size());
    for (const auto &item : watched->store.items())
        into.append(*item);
}

void OpenRollout::join()
{
    if (!m_self || m_self->store.items().isEmpty())
        return;
    RolloutParts parts;
    parts.context = m_ref.context;
    parts.rollout = **m_self->store.items().begin();
    take(m_replicaSets, true, QStringLiteral("replicasets"), parts.replicaSets, parts);
    take(m_pods, false, QStringLiteral("pods"), parts.pods, parts);
    // forbidden, the rest still counts; on its way, "no analysis" would be a guess
    take(m_analysisRuns, m_analysisRuns && !m_analysisRuns->reflector.lastError(), QStringLiteral("analysisruns"), parts.analysisRuns, parts);
    take(m_events, false, QStringLiteral("events"), parts.events, parts);
    take(m_services, true, QStringLiteral("services"), parts.services, parts);
    take(m_ingresses, true, QStringLiteral("ingresses"), parts.ingresses, parts);
    Q_EMIT joined(assembleSnapshot(parts));
}

void OpenRollout::wake()
{
    for (Reflector *reflector : {m_self ? &m_self->reflector : nullptr, m_replicaSets ? &m_replicaSets->reflector : nullptr,
                                 m_pods ? &m_pods->reflector : nullptr, m_analysisRuns ? &m_analysisRuns->reflector : nullptr,
                                 m_events ? &m_events->reflector : nullptr, m_services ? &m_services->reflector : nullptr,
                                 m_ingresses ? &m_ingresses->reflector : nullptr})
        if (reflector)
            reflector->wake();
}

void OpenRollout::check()
{
    if (!watching() || m_self->store.items().isEmpty())
        return;
    const bool deployment = m_kind == WorkloadKind::Deployment;
    const Result<QString> path = resourcePath(deployment ? ResourceType::deployments() : ResourceType::rollouts(), m_ref.ns, m_ref.name);
    if (!path)
        return;
    const QPointer<OpenRollout> self(this);
    m_client->probe(*path, [self, deployment](Result<QByteArray> body) {
        if (!self || !body)
            return;
        const Result<Rollout> now = deployment ? decodeDeployment(*body, DecodeDepth::Row) : decodeRollout(*body, DecodeDepth::Row);
        if (now)
            QTimer::singleShot(watchGraceMs, self.data(), [self, version = now->meta.resourceVersion] { self->compare(version); });
    }, watchGraceMs * 2);
}

void OpenRollout::compare(const QString &version)
{
    if (!watching() || m_self->store.items().isEmpty())
        return;
    const Rollout &known = **m_self->store.items().begin();
    const auto order = compareVersions(known.meta.resourceVersion.toLatin1(), version.toLatin1());
    if (order && *order < 0)
        watchSelf(*m_kind);
}

bool OpenRollout::watching() const
{
    return m_self && m_self->reflector.state() == ReflectorState::Watching;
}

std::optional<Error> OpenRollout::lastError() const
{
    return m_self ? m_self->reflector.lastError() : std::nullopt;
}

qint64 OpenRollout::heardAtBootMs() const
{
    return m_self ? m_self->reflector.heardAtBootMs() : -1;
}

} // namespace maestro
