// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/sloservice.h"

#include "services/facts/factreader.h"
#include "services/policy/policylinks.h"
#include "text/policy/policyfaulttext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Health
{
    Q_DECLARE_TR_FUNCTIONS(SloService)
};

constexpr int rowsIntervalMs = 500;
constexpr int fleetIntervalMs = 1'000;

QList<SampleSeries> seriesOf(const PromAnswer &answer)
{
    QList<SampleSeries> all;
    for (const PromSeries &series : answer.series)
        all.append({series.labels.value(QStringLiteral("__name__")), SampleRole::None, seriesLabel(series), series.points, answer.stepMs});
    if (answer.type == PromAnswer::Type::String)
        all.append({{}, SampleRole::None, answer.text, {}, 0});
    return all;
}

} // namespace

SloService::SloService(Workspace *workspace, Endpoints *endpoints, const PolicyLibrary *policies, const Clock *clock, QObject *parent)
    : SloPort(parent)
    , m_workspace(workspace)
    , m_policies(policies)
    , m_clock(clock)
    , m_rounds(workspace, endpoints, policies, clock, this)
    , m_reader(this)
    , m_bake(this)
    , m_rowsThrottle(new Throttle(rowsIntervalMs, [this] { takeRows(); }, this))
    , m_fleetThrottle(new Throttle(fleetIntervalMs, [this] { Q_EMIT fleetVerdictsChanged(m_rounds.reports()); }, this))
{
    connect(workspace, &Workspace::sessionsChanged, this, &SloService::follow);
    connect(policies, &PolicyLibrary::problemsChanged, this, [this] {
        Q_EMIT policyFaultsChanged(m_policies->faults());
        if (!m_open.isEmpty() && !m_rounds.health(m_open))
            tellOpen();
    });
    connect(&m_rounds, &HealthRounds::reported, this, &SloService::reported);
    connect(&m_rounds, &HealthRounds::workloadsChanged, this, [this] {
        if (!m_open.isEmpty()) {
            m_rounds.setOpen(m_open);
            if (!m_rounds.health(m_open))
                tellOpen();
        }
        m_fleetThrottle->poke();
    });
}

void SloService::follow()
{
    for (ClusterSession *session : m_workspace->sessions())
        connect(session, &ClusterSession::rowsChanged, m_rowsThrottle, &Throttle::poke, Qt::UniqueConnection);
    m_rowsThrottle->poke();
}

void SloService::takeRows()
{
    QList<FleetRowPtr> rows;
    for (const ClusterSession *session : m_workspace->sessions())
        rows.append(session->rows());
    m_rounds.setWorkloads(rows);
    if (!m_open.isEmpty() && !m_absenceTold && !m_rounds.health(m_open))
        tellOpen(); // rows come in parts: its own may be of a later one
}

void SloService::open(const ObjectRef &ref)
{
    m_open = ref;
    if (m_open.context.isEmpty() && !m_open.isEmpty())
        m_open.context = m_workspace->currentContext();
    ++m_reading;
    m_absenceTold = false;
    m_rounds.setOpen(m_open);
    if (m_open.isEmpty())
        return;
    Q_EMIT policyFaultsChanged(m_policies->faults());
    tellOpen();
}

void SloService::reported(const ObjectRef &ref)
{
    m_fleetThrottle->poke();
    if (ref != m_open)
        return;
    tellOpen();
    if (m_chartsDue || !m_range.to.isValid())
        readCharts();
}

/// What is known of the open one now; that no policy names it is known as well, once its row is there and every file was read.
void SloService::tellOpen()
{
    if (const WorkloadHealth *health = m_rounds.health(m_open)) {
        if (health->report())
            Q_EMIT reportChanged(health->report());
        return;
    }
    const ClusterSession *session = m_workspace->session(m_open.context);
    const QList<FleetRowPtr> rows = session ? session->rows() : QList<FleetRowPtr>();
    if (std::none_of(rows.cbegin(), rows.cend(), [this](const FleetRowPtr &row) { return row->ref == m_open; }))
        return;
    m_absenceTold = true;
    auto report = std::make_shared<SloReport>();
    report->target = m_open;
    report->at = m_clock->utcNow();
    report->problem = absenceError(Health::tr("no policy names this rollout"), Health::tr("Put one into config/policies."), m_policies->unmatched().doubts);
    Q_EMIT reportChanged(report);
}

void SloService::setRange(const QDateTime &from, const QDateTime &to, int points)
{
    m_range.to = to;
    m_range.spanMs = std::max<qint64>(1'000, from.msecsTo(to.isValid() ? to : m_clock->utcNow()));
    m_range.points = points;
    readCharts();
}

void SloService::readCharts()
{
    const WorkloadHealth *health = m_rounds.health(m_open);
    PromClient *client = health && health->report() ? m_rounds.client(m_open) : nullptr;
    m_chartsDue = !client;
    if (!client)
        return;
    m_reader.read(client, *health, m_range, whileAlive(this, [this, reading = ++m_reading](const ChartSetPtr &charts) {
        if (reading == m_reading)
            Q_EMIT chartsChanged(withLinks(charts));
    }));
}

/// Boards of the policy for what the charts show (SLO-33).
ChartSetPtr SloService::withLinks(const ChartSetPtr &charts) const
{
    const auto standing = m_rounds.standing(m_open);
    const PolicyService *service = standing ? standing->match.serviceEntry() : nullptr;
    if (!service)
        return charts;
    auto linked = std::make_shared<ChartSet>(*charts);
    linked->links = policyLinks(*standing->match.policy, *service, variablesOf(standing->match, m_open), standing->uid, charts->from, charts->to);
    return linked;
}

void SloService::compare()
{
    const WorkloadHealth *health = m_rounds.health(m_open);
    if (!health || !health->report())
        return;
    const SloTarget &target = health->target();
    PromClient *client = m_rounds.client(m_open);
    auto report = std::make_shared<BakeReport>();
    report->target = m_open;
    report->rules = target.match.policy->bake;
    report->to = client ? client->serverNow() : m_clock->utcNow();
    report->from = bakeBegin(target.changedAt, report->to);
    if (!client)
        report->problem = Error{ErrorKind::BadInput, QStringLiteral("noPrometheus"), Health::tr("no Prometheus is configured here"), {}, {}};
    else if (target.judged != Judged::Canary)
        report->problem = Error{ErrorKind::NotFound, QStringLiteral("noCanary"), Health::tr("no update is under way"), {}, {}};
    if (report->problem)
        return void(Q_EMIT compared(report));
    const QString service = target.match.serviceEntry()->variables.value(QStringLiteral("service"), target.match.service);
    m_bake.read(client, service, report->from, report->to, whileAlive(this, [this, report](const Result<BakeReading> &reading) {
        if (report->target != m_open)
            return;
        if (reading)
            compareInto(*report, *reading);
        else
            report->problem = reading.error();
        Q_EMIT compared(report);
    }));
}

void SloService::query(const QString &promql)
{
    PromClient *client = m_open.isEmpty() ? nullptr : m_rounds.client(m_open);
    if (!client) {
        Provenance none;
        none.query = promql;
        none.error = Error{ErrorKind::BadInput, QStringLiteral("noPrometheus"), Health::tr("no Prometheus is configured here"), {}, {}};
        Q_EMIT queried(promql, {}, none);
        return;
    }
    client->instant(promql, {}, whileAlive(this, [this, promql](const PromAnswer &answer) {
        Q_EMIT queried(promql, answer.ok() ? seriesOf(answer) : QList<SampleSeries>(), answer.provenance);
    }));
}

} // namespace maestro
