// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/fleetwatch.h"

#include "kube/workloads/workloadsource.h"

#include <QCoreApplication>
#include <QSet>

namespace maestro {

namespace {

/// Within one context; a Rollout before a Deployment of the same name.
bool isBefore(const FleetRowPtr &a, const FleetRowPtr &b)
{
    if (const int order = a->ref.ns.compare(b->ref.ns); order != 0)
        return order < 0;
    const int order = a->ref.name.compare(b->ref.name);
    return order != 0 ? order < 0 : a->workload < b->workload;
}

} // namespace

struct FleetWatch::Part
{
    static StoreCheck::Decode listDecoder(const QString &context, const WorkloadSource &source)
    {
        return [context, source](const QByteArray &body) -> Result<DecodedList<FleetRow>> {
            const Result<DecodedList<Rollout>> rollouts = source.decodeList(body);
            if (!rollouts)
                return rollouts.error();
            DecodedList<FleetRow> rows {rollouts->page, {}, rollouts->faults};
            rows.items.reserve(rollouts->items.size());
            for (const Rollout &rollout : rollouts->items)
                rows.items.append(fleetRowOf(context, rollout));
            return rows;
        };
    }

    Part(KubeClient *client, WorkloadKind watchedKind, const QString &watchedNamespace, const WorkloadSource &source, const QString &listPath,
         ResourceStore<FleetRow>::Changed changed)
        : kind(watchedKind)
        , ns(watchedNamespace)
        , path(source.query.isEmpty() ? listPath : listPath + u'?' + source.query)
        , store(
              [context = client->context().name, source](const QByteArray &json) -> Result<FleetRow> {
                  const Result<Rollout> rollout = source.decode(json);
                  if (!rollout)
                      return rollout.error();
                  return fleetRowOf(context, *rollout);
              },
              listDecoder(client->context().name, source), std::move(changed))
        , reflector(client, listPath, &store, {}, source.query)
    {
    }

    WorkloadKind kind;
    QString ns; ///< empty: all
    QString path; ///< of the list
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
    const WorkloadSource source = workloadSource(kind, DecodeDepth::Fleet);
    const Result<QString> path = resourcePath(source.type, ns);
    if (!path) {
        m_notices.append(path.error().message);
        return;
    }
    auto part = std::make_unique<Part>(m_client, kind, ns, source, *path, [this](const FleetRowPtr &was, const FleetRowPtr &now) { rowChanged(was, now); });
    Part *raw = part.get();
    connect(&raw->reflector, &Reflector::stateChanged, this, [this, raw] { partState(raw); });
    connect(&raw->reflector, &Reflector::heard, this, &FleetWatch::heard);
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

/// A changed row takes its place in the ordered list; anything else makes the list be built anew when it is asked for.
void FleetWatch::rowChanged(const FleetRowPtr &was, const FleetRowPtr &now)
{
    const bool inPlace = was && now && was->ref == now->ref && was->refersTo == now->refersTo && now->workload != WorkloadKind::HelmRelease;
    if (inPlace && m_rowsValid) {
        const auto place = std::lower_bound(m_rows.cbegin(), m_rows.cend(), was, isBefore);
        if (place != m_rows.cend() && *place == was)
            m_rows[place - m_rows.cbegin()] = now;
    } else {
        m_rowsValid = false;
    }
    Q_EMIT changed();
}

QList<FleetRowPtr> FleetWatch::rows()
{
    if (std::exchange(m_rowsValid, true))
        return m_rows;
    m_rows.clear();
    QSet<std::pair<QString, QString>> referenced;
    QHash<std::pair<QString, QString>, FleetRowPtr> releases; // a release has a Secret for each revision
    for (const auto &part : m_parts) {
        for (const FleetRowPtr &row : part->store.items()) {
            if (part->kind == WorkloadKind::HelmRelease) {
                FleetRowPtr &newest = releases[{row->ref.ns, row->ref.name}];
                if (!newest || newest->rollout().revision() < row->rollout().revision())
                    newest = row;
                continue;
            }
            m_rows.append(row);
            if (!row->refersTo.isEmpty())
                referenced.insert({row->ref.ns, row->refersTo});
        }
    }
    m_rows.removeIf([&](const FleetRowPtr &row) { return row->workload == WorkloadKind::Deployment && referenced.contains({row->ref.ns, row->ref.name}); });
    for (const FleetRowPtr &row : std::as_const(releases))
        if (row->rollout().phaseText != QLatin1String("uninstalled"))
            m_rows.append(row);
    std::sort(m_rows.begin(), m_rows.end(), isBefore);
    return m_rows;
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

void FleetWatch::compare(int graceMs, const Callback<StoreComparison> &done)
{
    struct Joined
    {
        StoreComparison all;
        int open = 1;
    };
    const auto joined = std::make_shared<Joined>();
    const auto one = [joined, done] {
        if (--joined->open == 0)
            done(joined->all);
    };
    for (const auto &part : m_parts) {
        if (part->given)
            continue;
        if (!part->store.complete()) {
            joined->all.error = part->reflector.lastError().value_or(Error {ErrorKind::Unreachable, QStringLiteral("notListed"),
                QCoreApplication::translate("Cluster", "The list of %1 has not come yet.").arg(workloadSource(part->kind).type.plural), {}});
            continue;
        }
        ++joined->open;
        auto *check = new StoreCheck(m_client, part->path, Part::listDecoder(m_client->context().name, workloadSource(part->kind, DecodeDepth::Fleet)),
                                     [store = &part->store]() -> const StoreCheck::Rows & { return store->items(); }, this);
        check->setGrace(graceMs);
        connect(check, &StoreCheck::finished, this, [check, joined, one](const StoreComparison &found) {
            check->deleteLater();
            joined->all.listed += found.listed;
            joined->all.differences += found.differences;
            if (found.error)
                joined->all.error = found.error;
            one();
        });
        check->start();
    }
    if (joined->open == 1 && !joined->all.error)
        joined->all = StoreComparison::nothingWatched();
    QTimer::singleShot(0, this, one);
}

} // namespace maestro
