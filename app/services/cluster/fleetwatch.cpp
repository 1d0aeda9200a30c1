// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/fleetwatch.h"

#include "kube/workloads/workloadsource.h"

#include <QCoreApplication>
#include <QSet>

namespace maestro {

struct FleetWatch::Part
{
    Part(KubeClient *client, WorkloadKind watchedKind, const QString &watchedNamespace, const WorkloadSource &source, const QString &path, std::function<void()> changed)
        : kind(watchedKind)
        , ns(watchedNamespace)
        , store(
              [client, source](const QByteArray &b) -> Result<FleetRow> {
                  Result<Rollout> rollout = source.decode(b);
                  if (!rollout)
                      return rollout.error();
                  return *makeFleetRow(client->context().name, *rollout);
              },
              [client, source](const QByteArray &b) -> Result<DecodedList<FleetRow>> {
                  Result<DecodedList<Rollout>> rollouts = source.decodeList(b);
                  if (!rollouts)
                      return rollouts.error();
                  DecodedList<FleetRow> rows;
                  rows.faults = rollouts->faults;
                  rows.items.reserve(rollouts->items.size());
                  for (const Rollout &rollout : rollouts->items)
                      rows.items.append(*makeFleetRow(client->context().name, rollout));
                  return rows;
              },
              std::move(changed))
        , reflector(client, path, &store, {}, source.query)
    {
    }

    WorkloadKind kind;
    QString ns; ///< empty: all
    bool given = false; ///< forbidden for good, or not served: no longer waited for
    ResourceStore<FleetRow> store;
    Reflector reflector;
};

FleetWatch::FleetWatch(KubeClient *client, const QStringList &namespaces, const QStringList &fallbackNamespaces, const QList<WorkloadKind> &kinds, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_fallbackNamespaces(fallbackNamespaces)
{
    const QStringList scopes = namespaces.isEmpty() ? QStringList {QString()} : namespaces;
    for (const QString &ns : scopes)
        for (const WorkloadKind kind : kinds)
            add(kind, ns);
}

FleetWatch::~FleetWatch() = default;

void FleetWatch::add(WorkloadKind kind, const QString &ns)
{
    const WorkloadSource source = workloadSource(kind);
    const Result<QString> path = resourcePath(source.type, ns);
    if (!path) {
        m_notices.append(path.error().message);
        return;
    }
    auto part = std::make_unique<Part>(m_client, kind, ns, source, *path, [this] { Q_EMIT changed(); });
    Part *raw = part.get();
    connect(&raw->reflector, &Reflector::stateChanged, this, [this, raw] { partState(raw); });
    connect(&raw->reflector, &Reflector::heard, this, &FleetWatch::stateChanged);
    m_parts.push_back(std::move(part));
    raw->reflector.start();
}

void FleetWatch::partState(Part *part)
{
    const std::optional<Error> error = part->reflector.lastError();
    if (part->reflector.state() == ReflectorState::Backoff && error && !part->store.complete() && !part->given) {
        const QString what = workloadSource(part->kind).type.plural;
        if (error->code == QLatin1String("forbidden")) {
            part->given = true;
            QTimer::singleShot(0, this, [this, part, what] {
                part->reflector.stop();
                if (part->ns.isEmpty()) {
                    m_notices.append(QCoreApplication::translate("Cluster", "Listing %1 in all namespaces is not permitted; watching namespace %2 only.")
                                         .arg(what, m_fallbackNamespaces.join(QStringLiteral(", "))));
                    for (const QString &ns : std::as_const(m_fallbackNamespaces))
                        add(part->kind, ns);
                } else {
                    m_notices.append(QCoreApplication::translate("Cluster", "Listing %1 in namespace %2 is not permitted.").arg(what, part->ns));
                }
                Q_EMIT stateChanged();
            });
        } else if (error->kind == ErrorKind::NotFound) {
            part->given = true; // Argo Rollouts is not installed: nothing to wait for, and no error either
        }
    }
    Q_EMIT stateChanged();
}

QList<FleetRowPtr> FleetWatch::rows() const
{
    QList<FleetRowPtr> rows;
    QSet<std::pair<QString, QString>> referenced;
    for (const auto &part : m_parts)
        if (part->kind == WorkloadKind::Rollout)
            for (const FleetRowPtr &row : part->store.items()) {
                rows.append(row);
                if (row->rollout.workloadRef && row->rollout.workloadRef->kind == QLatin1String("Deployment"))
                    referenced.insert({row->ref.ns, row->rollout.workloadRef->name});
            }
    QHash<std::pair<QString, QString>, FleetRowPtr> releases; // a release has a Secret for each revision
    for (const auto &part : m_parts) {
        if (part->kind == WorkloadKind::Rollout)
            continue;
        for (const FleetRowPtr &row : part->store.items()) {
            const std::pair<QString, QString> place {row->ref.ns, row->ref.name};
            if (part->kind == WorkloadKind::HelmRelease) {
                FleetRowPtr &newest = releases[place];
                if (!newest || newest->rollout.revision() < row->rollout.revision())
                    newest = row;
            } else if (part->kind != WorkloadKind::Deployment || !referenced.contains(place)) {
                rows.append(row);
            }
        }
    }
    for (const FleetRowPtr &row : std::as_const(releases))
        if (row->rollout.phaseText != QLatin1String("uninstalled"))
            rows.append(row);
    std::sort(rows.begin(), rows.end(), [](const FleetRowPtr &a, const FleetRowPtr &b) {
        return a->ref == b->ref ? a->rollout.workload < b->rollout.workload : a->ref < b->ref;
    });
    return rows;
}

bool FleetWatch::complete() const
{
    return std::all_of(m_parts.begin(), m_parts.end(), [](const auto &part) { return part->given || part->store.complete(); });
}

bool FleetWatch::watching() const
{
    return std::all_of(m_parts.begin(), m_parts.end(),
                       [](const auto &part) { return part->given || part->reflector.state() == ReflectorState::Watching; });
}

qint64 FleetWatch::heardAtBootMs() const
{
    qint64 oldest = std::numeric_limits<qint64>::max();
    for (const auto &part : m_parts)
        if (!part->given)
            oldest = qMin(oldest, part->reflector.heardAtBootMs());
    return oldest == std::numeric_limits<qint64>::max() ? -1 : oldest;
}

QStringList FleetWatch::notices() const
{
    QStringList notices = m_notices;
    for (const auto &part : m_parts)
        notices.append(part->store.faults());
    return notices;
}

std::optional<Error> FleetWatch::lastError() const
{
    for (const auto &part : m_parts)
        if (!part->given && part->reflector.lastError())
            return part->reflector.lastError();
    return std::nullopt;
}

void FleetWatch::wake()
{
    for (const auto &part : m_parts)
        if (!part->given)
            part->reflector.wake();
}

} // namespace maestro
