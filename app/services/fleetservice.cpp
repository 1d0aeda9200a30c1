// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/fleetservice.h"

#include "services/cluster/analysiswatch.h"

namespace maestro {

namespace {

constexpr int fleetIntervalMs = 10; ///< one event is shown at once, a storm well within the frames of a screen
constexpr int runsIntervalMs = 200;
constexpr qsizetype observedLimit = 2'000; ///< entries kept for one open rollout

/// Same facts, only the age moved: the timeline need not be built again.
bool sameFacts(const RolloutSnapshot &a, const RolloutSnapshot &b)
{
    return a.rollout == b.rollout && a.revisions == b.revisions && a.analysisRuns == b.analysisRuns && a.events == b.events && a.weight == b.weight
        && a.connected == b.connected;
}

} // namespace

FleetService::FleetService(Workspace *workspace, JournalService *journal, const Clock *clock, const QString &measurements, QObject *parent)
    : FleetPort(parent)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_runsKept(!measurements.isEmpty())
    , m_measurements(measurements, this)
    , m_throttle(new Throttle(fleetIntervalMs, [this] { publishFleet(); }, this))
    , m_runsThrottle(new Throttle(runsIntervalMs, [this] { publishRuns(); }, this))
{
    connect(workspace, &Workspace::sessionsChanged, this, &FleetService::follow);
    connect(journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
        m_records = records;
        m_timeline.reset();
        publishRollout();
    });
}

void FleetService::follow()
{
    for (ClusterSession *session : m_workspace->sessions()) {
        connect(session, &ClusterSession::rowsChanged, m_throttle, &Throttle::poke, Qt::UniqueConnection);
        connect(session, &ClusterSession::statusChanged, m_throttle, &Throttle::poke, Qt::UniqueConnection);
        connect(session, &ClusterSession::analysisRunsChanged, m_runsThrottle, &Throttle::poke, Qt::UniqueConnection);
        connect(session, &ClusterSession::analysisRunSeen, this, &FleetService::runSeen, Qt::UniqueConnection);
        watchRuns(session);
        connect(session, &ClusterSession::snapshotChanged, this, &FleetService::snapshotCame, Qt::UniqueConnection);
        connect(session, &ClusterSession::openRolloutGone, this, &FleetService::openGone, Qt::UniqueConnection);
    }
    if (!m_open.isEmpty())
        if (ClusterSession *session = m_workspace->session(m_open.context); session && session != m_openIn)
            (m_openIn = session)->open(m_open.ns, m_open.name, m_openKind);
    m_throttle->poke();
    m_runsThrottle->poke();
}

void FleetService::publishFleet()
{
    auto fleet = std::make_shared<FleetSnapshot>();
    for (ClusterSession *session : m_workspace->sessions()) {
        if (fleet->rows.isEmpty())
            fleet->rows = session->rows(); // shared, not copied
        else
            fleet->rows.append(session->rows());
        ConnectionStatus status = session->status();
        if (m_runsKept && status.heardAtBootMs >= 0)
            session->watchAnalysisRuns(true); // the fleet is waited for, measurements are not
        status.current = status.context == m_workspace->currentContext();
        fleet->connections.append(status);
    }
    fleet->connections.append(m_workspace->unusable());
    Q_EMIT fleetChanged(fleet);
}

void FleetService::watchAnalysisRuns(bool on)
{
    m_runsWanted = on;
    for (ClusterSession *session : m_workspace->sessions())
        watchRuns(session);
    m_runsThrottle->poke();
}

/// What is kept goes on being watched, whether or not anybody looks.
void FleetService::watchRuns(ClusterSession *session)
{
    session->watchAnalysisRuns(m_runsWanted || (m_runsKept && session->analysisRuns()));
}

void FleetService::runSeen(const FleetRun &seen)
{
    m_measurements.see(seen.context, *seen.run);
}

void FleetService::publishRuns()
{
    if (!m_runsWanted)
        return;
    auto all = std::make_shared<AnalysisFleet>();
    all->complete = true;
    for (const ClusterSession *session : m_workspace->sessions()) {
        const AnalysisWatch *watch = session->analysisRuns();
        if (!watch)
            continue;
        all->runs.append(watch->runs());
        all->complete = all->complete && watch->complete();
        for (const QString &problem : watch->problems())
            all->problems.append(session->status().context + QStringLiteral(": ") + problem);
    }
    sortRuns(all->runs);
    Q_EMIT analysisRunsChanged(all);
}

void FleetService::openRollout(const ObjectRef &ref, WorkloadKind workload)
{
    if (ref == m_open && workload == m_openKind && m_snapshot)
        return publishRollout();
    if (ClusterSession *session = m_workspace->session(m_open.context))
        session->open({}, {}, std::nullopt);
    m_open = ref;
    if (m_open.context.isEmpty())
        m_open.context = m_workspace->currentContext();
    m_openKind = workload;
    m_snapshot.reset();
    m_timeline.reset();
    m_observed.clear();
    m_openIn = m_workspace->session(m_open.context);
    if (m_openIn)
        m_openIn->open(m_open.ns, m_open.name, workload == WorkloadKind::Deployment ? std::optional(workload) : std::nullopt);
}

void FleetService::openGone(const QString &message)
{
    Q_EMIT rolloutGone(m_open, message);
}

void FleetService::refresh()
{
    for (ClusterSession *session : m_workspace->sessions())
        session->refresh();
}

void FleetService::snapshotCame(const RolloutSnapshotPtr &came)
{
    if (came->ref != m_open)
        return;
    RolloutSnapshotPtr snapshot = came;
    if (!came->analysisRuns.isEmpty()) {
        RolloutSnapshot whole = *came;
        for (AnalysisRun &run : whole.analysisRuns)
            m_measurements.complete(came->ref.context, run);
        snapshot = std::make_shared<const RolloutSnapshot>(std::move(whole));
    }
    if (!m_snapshot || !sameFacts(*m_snapshot, *snapshot)) {
        // The first list comes before its watch: that is the beginning, not a connection that was lost.
        if (snapshot->connected || !m_observed.isEmpty())
            m_observed.append(observedChanges(m_observed.isEmpty() ? nullptr : m_snapshot.get(), *snapshot, m_clock->utcNow()));
        if (m_observed.size() > observedLimit)
            m_observed.remove(0, m_observed.size() - observedLimit);
        m_timeline.reset();
    }
    m_snapshot = snapshot;
    publishRollout();
}

void FleetService::publishRollout()
{
    if (!m_snapshot)
        return;
    if (!m_timeline)
        m_timeline = std::make_shared<const Timeline>(buildTimeline(*m_snapshot, m_observed, m_records ? *m_records : QList<JournalRecord>()));
    Q_EMIT rolloutChanged(m_snapshot, m_timeline);
}

} // namespace maestro
