// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/watchcommand.h"
#include "cli/commands/verbpermissions.h"

#include "cli/documents/documents.h"
#include "services/cluster/clustersession.h"
#include "text/humanize.h"
#include "text/labels.h"

namespace maestro {

namespace {

/// Tells the losses and returns of one connection; says nothing while it is still on its way and nothing is wrong.
class ConnectionTeller
{
public:
    void tell(Call *call, const ConnectionStatus &status)
    {
        const bool live = status.phase == ConnectionPhase::Connected;
        if (!m_seen && !live && status.message.isEmpty())
            return;
        if (m_seen && status.phase == m_phase)
            return;
        const bool first = !std::exchange(m_seen, true);
        m_phase = status.phase;
        if (first && live)
            return;
        call->out().answer(connectionDocument(status, call->clock()->utcNow()));
        call->out().note(CliText::tr("%1: %2 %3").arg(status.context, connectionPhaseLabel(status.phase), status.message));
    }

private:
    bool m_seen = false;
    ConnectionPhase m_phase = ConnectionPhase::Connecting;
};

/// The watched rows of one context and what was printed of them. Lives as long as the call.
class FleetPrinter : public QObject
{
public:
    FleetPrinter(Call *call, ClusterSession *session)
        : QObject(call)
        , m_call(call)
        , m_session(session)
    {
        session->setParent(this);
        connect(session, &ClusterSession::rowsChanged, this, [this] { print(); });
        connect(session, &ClusterSession::statusChanged, this, [this] { m_teller.tell(m_call, m_session->status()); });
    }

private:
    using Key = std::pair<ObjectRef, int>; ///< a Helm release may have the name of a Rollout
    using Rows = QHash<Key, FleetRowPtr>;

    QString lineOf(const FleetRow &row) const
    {
        const qint64 now = m_call->clock()->bootMs();
        return utcText(m_call->clock()->utcNow()) + QStringLiteral("  ") + displaySafe(row.ref.context) + u' ' + displaySafe(row.ref.ns) + u'/'
            + displaySafe(row.ref.name) + QStringLiteral("  ") + rowSentence(row, freshnessAt(now, true, now));
    }

    void print()
    {
        const qint64 now = m_call->clock()->bootMs();
        const Freshness age = freshnessAt(now, true, now);
        Rows rows;
        QJsonArray all;
        for (const FleetRowPtr &row : m_session->rows()) {
            const Key key {row->ref, int(row->workload)};
            rows.insert(key, row);
            if (m_first)
                all.append(rolloutRowDocument(*row, age));
            else if (m_printed.value(key) != row)
                m_call->out().answer(rolloutRowDocument(*row, age));
            if (m_first || m_printed.value(key) != row)
                m_call->out().answer(lineOf(*row));
        }
        if (std::exchange(m_first, false))
            m_call->out().answer(rolloutListDocument(all, {}, m_call->clock()->utcNow()));
        for (auto old = m_printed.cbegin(); old != m_printed.cend(); ++old)
            if (!rows.contains(old.key()))
                removed(**old);
        m_printed = rows;
        if (m_call->out().readerGone() || m_call->out().failed())
            m_call->finish(0);
    }

    void removed(const FleetRow &row)
    {
        QJsonObject object = document(QStringLiteral("Removed"));
        object[QLatin1String("context")] = row.ref.context;
        object[QLatin1String("namespace")] = row.ref.ns;
        object[QLatin1String("name")] = row.ref.name;
        object[QLatin1String("uid")] = row.uid;
        m_call->out().answer(object);
        m_call->out().answer(CliText::tr("%1/%2 was deleted").arg(displaySafe(row.ref.ns), displaySafe(row.ref.name)));
    }

    Call *m_call;
    ClusterSession *m_session;
    ConnectionTeller m_teller;
    Rows m_printed;
    bool m_first = true;
};

/// One rollout and the last document printed of it.
class RolloutPrinter : public QObject
{
public:
    RolloutPrinter(Call *call, ClusterSession *session)
        : QObject(call)
        , m_call(call)
        , m_session(session)
    {
        session->setParent(this);
    }

    void begin(const Target &target)
    {
        // A plain read first: it is the fastest first line, and its error has an exit code.
        m_session->access()->readParts(target.ns, target.name.name, target.name.kind, ClusterAccess::Depth::Whole, [this, target](Result<RolloutParts> parts) {
            if (!parts)
                return m_call->fail(parts.error());
            m_whole = parts->missing.isEmpty();
            const auto snapshot = std::make_shared<const RolloutSnapshot>(snapshotNow(*parts, *m_call->clock()));
            askVerbPermissions(m_call, m_session->access(), *parts, snapshot, [this, target, snapshot](const VerbRefusals &refusals) {
                m_refusals = refusals;
                print(*snapshot);
                follow(target, snapshot->rollout.workload);
            });
        });
    }

private:
    void follow(const Target &target, WorkloadKind workload)
    {
        connect(m_session, &ClusterSession::snapshotChanged, this, [this](const RolloutSnapshotPtr &snapshot) {
            // Until all neighbours are listed once, the watch knows less than the read did.
            if (!snapshot->connected && !m_watchWasLive)
                return; // the watch is still being opened: what the read said stands
            m_watchWasLive = true;
            const bool whole = snapshot->partsComplete && snapshot->missing.isEmpty();
            if (m_whole && !whole && !m_watchWasWhole)
                return;
            m_watchWasWhole = m_watchWasWhole || whole;
            print(*snapshot);
        });
        connect(m_session, &ClusterSession::statusChanged, this, [this] { m_teller.tell(m_call, m_session->status()); });
        connect(m_session, &ClusterSession::openRolloutGone, this, [this](const QString &message) {
            m_call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), message, {}, {}});
        });
        m_session->open(target.ns, target.name.name, workload);
        m_session->start();
    }

    void print(const RolloutSnapshot &snapshot)
    {
        const QJsonObject whole = withRefusals(rolloutDocument(snapshot, ageOf(snapshot, *m_call->clock())), m_refusals);
        QJsonObject content = whole;
        content.remove(QLatin1String("age"));
        if (content == m_last)
            return;
        m_last = content;
        m_call->out().answer(whole);
        m_call->out().answer(utcText(m_call->clock()->utcNow()) + QStringLiteral("  ") + summarySentence(snapshot));
        if (m_call->out().readerGone() || m_call->out().failed())
            m_call->finish(0);
    }

    Call *m_call;
    ClusterSession *m_session;
    ConnectionTeller m_teller;
    QJsonObject m_last;
    VerbRefusals m_refusals; ///< as they were when the watch began
    bool m_whole = false;
    bool m_watchWasWhole = false;
    bool m_watchWasLive = false;
};

Result<ClusterSession *> makeSession(Call *call, const QString &context, bool fleet)
{
    const auto workspace = call->workspace();
    if (!workspace)
        return workspace.error();
    const auto access = call->access(context);
    if (!access)
        return access.error();
    ClusterSession::Options options;
    options.environment = (*workspace)->environment(context);
    options.readOnly = (*workspace)->isReadOnly(context);
    options.fleet = fleet;
    options.kinds = listedKinds(call->line());
    options.throttleMs = 0;
    if (!call->line().has("all-namespaces"))
        options.namespaces = {(*access)->defaultNamespace()};
    const auto config = (*workspace)->config(context);
    if (!config)
        return config.error();
    return new ClusterSession(*config, options, call->clock(), (*workspace)->pluginTrust());
}

} // namespace

void watchFleet(Call *call, const QStringList &contexts)
{
    // Each context answers once by a plain read, so that one that cannot be read has its exit code.
    for (const QString &context : contexts) {
        const auto session = makeSession(call, context, true);
        if (!session)
            return call->fail(session.error());
        new FleetPrinter(call, *session);
        const QString ns = call->line().has("all-namespaces") ? QString() : (*session)->access()->defaultNamespace();
        const bool alone = contexts.size() == 1;
        (*session)->access()->list(WorkloadKind::Rollout, ns, [call, context, alone, watched = *session](const Result<QList<Rollout>> &list) {
            if (!list && alone)
                return call->fail(list.error());
            if (!list)
                call->out().note(CliText::tr("maestro: context %1: %2").arg(context, list.error().message));
            watched->start();
        });
    }
}

void watchRollout(Call *call, const Target &target)
{
    const auto session = makeSession(call, target.access->context(), false);
    if (!session)
        return call->fail(session.error());
    (new RolloutPrinter(call, *session))->begin(target);
}

} // namespace maestro
