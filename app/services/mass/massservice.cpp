// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/mass/massservice.h"

#include "services/localuser.h"
#include "text/mass/massviewtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

/// What a promotion is of: the version, and which time it came.
QString versionOf(const Rollout &rollout)
{
    return rollout.currentPodHash % u'/' % QString::number(rollout.revision());
}

constexpr int publishIntervalMs = 200;
constexpr qint64 readAgainMs = 5'000; ///< the shortest time between two lists

} // namespace

MassService::MassService(Doors doors, QObject *parent)
    : MassPort(parent)
    , m_doors(std::move(doors))
    , m_throttle(new Throttle(publishIntervalMs, [this] { publish(); }, this))
    , m_run(new MassRun(m_doors.operations, m_doors.journal, m_doors.clock, this))
{
    m_run->setLockDirectory(m_doors.locks);
    connect(m_doors.fleet, &FleetPort::fleetChanged, this, [this](const FleetSnapshotPtr &fleet) {
        m_fleet = fleet;
        if (!m_context.isEmpty())
            m_throttle->poke();
    });
    connect(m_run, &MassRun::progressed, this, [this] { Q_EMIT progressed(std::make_shared<const MassReport>(m_run->report())); });
    connect(m_run, &MassRun::finished, this, [this] {
        m_running = false;
        learn();
        Q_EMIT finished(std::make_shared<const MassReport>(m_run->report()));
        publish();
    });
}

void MassService::open(const QString &context, const QString &ns)
{
    const bool another = context != m_context || ns != m_ns;
    m_context = context;
    m_ns = ns;
    if (another) {
        ++m_scope;
        m_choices.clear();
        m_promotions.clear();
        m_readAtBootMs = -1;
        m_reading = false;
        m_asked.clear();
        m_mayAbort.reset();
        m_mayRollback.reset();
        learn();
    }
    publish();
}

void MassService::choose(const ObjectRef &ref, bool chosen)
{
    const MassViewPtr view = look();
    for (const MassRow &row : view->plan.rows)
        if (row.ref == ref && row.deed != MassDeed::Skip)
            m_choices.insert(ref, {row.hash, chosen});
    publish();
}

void MassService::publish()
{
    if (m_context.isEmpty())
        return;
    if (ClusterAccess *access = m_doors.access(m_context)) {
        if (access != m_asked)
            ask(access);
        readPromotions(access);
    }
    Q_EMIT planChanged(look());
}

/// Once for each scope and after each run: the Journal is long.
void MassService::learn()
{
    m_abortSeconds.reset();
    m_rollbackSeconds.reset();
    const Result<QList<JournalRecord>> records = m_context.isEmpty() ? Result<QList<JournalRecord>>(QList<JournalRecord>()) : m_doors.journal->records();
    if (!records)
        return;
    m_abortSeconds = typicalSeconds(*records, m_context, MassDeed::Abort);
    m_rollbackSeconds = typicalSeconds(*records, m_context, MassDeed::Rollback);
}

MassViewPtr MassService::look()
{
    QList<Rollout> rollouts;
    auto view = std::make_shared<MassView>();
    if (m_fleet) {
        for (const FleetRowPtr &row : m_fleet->rows) {
            if (!inScope(*row))
                continue;
            Rollout rollout = row->rollout();
            const Promotion known = m_promotions.value(rollout.meta.uid);
            if (known.version == versionOf(rollout))
                rollout.conditions = known.conditions;
            rollouts.append(rollout);
        }
        for (const ConnectionStatus &connection : m_fleet->connections)
            if (connection.context == m_context)
                view->connection = connection;
    }
    ClusterAccess *access = m_doors.access(m_context);
    const qint64 skewMs = access ? access->client()->clockSkewMs().value_or(0) : 0;
    std::function<MassWay(const Rollout &)> wayOf;
    if (m_doors.way)
        wayOf = [this](const Rollout &rollout) { return m_doors.way(m_context, rollout); };
    view->plan = massPlan(m_context, m_ns, rollouts, m_doors.clock->utcNow().addMSecs(skewMs), massLately, wayOf);
    for (MassRow &row : view->plan.rows) {
        const auto choice = m_choices.constFind(row.ref);
        if (row.deed != MassDeed::Skip && choice != m_choices.constEnd() && choice->hash == row.hash)
            row.chosen = choice->chosen;
    }
    if (const Result<Done> usable = m_doors.journal->usable(); !usable)
        view->journalProblem = usable.error().message;
    view->abortSeconds = m_abortSeconds;
    view->rollbackSeconds = m_rollbackSeconds;
    view->mayAbort = m_mayAbort;
    view->mayRollback = m_mayRollback;
    view->digest = massDigest(view->plan);
    return view;
}

/// Whether the server would take the patches at all; an answer that does not come blocks nothing.
void MassService::ask(ClusterAccess *access)
{
    m_asked = access;
    const auto answer = [this, scope = m_scope](std::optional<bool> MassService::*may) {
        return whileAlive(this, [this, scope, may](const AccessAnswer &got) {
            if (scope != m_scope)
                return;
            this->*may = got.access == Access::Unknown ? std::nullopt : std::optional(got.access == Access::Allowed);
            m_throttle->poke();
        });
    };
    access->canI({u"patch"_s, u"argoproj.io"_s, u"rollouts"_s, u"status"_s, m_ns}, answer(&MassService::m_mayAbort));
    access->canI({u"patch"_s, u"argoproj.io"_s, u"rollouts"_s, {}, m_ns}, answer(&MassService::m_mayRollback));
}

/// Only when a version stands there fully promoted that the last list did not tell.
void MassService::readPromotions(ClusterAccess *access)
{
    const qint64 now = m_doors.clock->bootMs();
    if (m_reading || !m_fleet || (m_readAtBootMs >= 0 && now - m_readAtBootMs < readAgainMs))
        return;
    const bool wanted = std::any_of(m_fleet->rows.begin(), m_fleet->rows.end(), [this](const FleetRowPtr &row) {
        if (!inScope(*row))
            return false;
        const Rollout rollout = row->rollout();
        return rollout.isFullyPromoted() && m_promotions.value(rollout.meta.uid).version != versionOf(rollout);
    });
    if (!wanted)
        return;
    m_reading = true;
    m_readAtBootMs = now;
    access->list(WorkloadKind::Rollout, m_ns, whileAlive(this, [this, scope = m_scope](const Result<QList<Rollout>> &rollouts) {
                     if (scope != m_scope)
                         return;
                     m_reading = false;
                     if (!rollouts)
                         return; // the rows stay what they are without it: nothing is offered that is not known
                     m_promotions.clear();
                     for (const Rollout &one : *rollouts)
                         if (one.isFullyPromoted())
                             m_promotions.insert(one.meta.uid, {versionOf(one), one.conditions});
                     m_throttle->poke();
                 }));
}

void MassService::refuse(const QString &code, const QString &message)
{
    Q_EMIT failed({ErrorKind::Refused, code, QCoreApplication::translate("Mass", "Nothing was sent: %1").arg(message)});
}

void MassService::begin(const MassOrder &order)
{
    if (m_running)
        return refuse(u"alreadyRunning"_s, QCoreApplication::translate("Mass", "a mass rollback is under way"));
    const MassViewPtr view = look();
    if (const QString problem = massBlockText(*view, m_doors.clock->bootMs()); !problem.isEmpty())
        return refuse(u"blocked"_s, problem);
    if (const QString problem = massOrderProblem(*view, order); !problem.isEmpty())
        return refuse(u"notConfirmed"_s, problem);
    m_running = true;
    m_run->start(view->plan, {view->connection.user, localUserName(), localHostName(), {}}, order.reason.trimmed(), {}, order.stopOnFailure);
    Q_EMIT progressed(std::make_shared<const MassReport>(m_run->report()));
}

} // namespace maestro
