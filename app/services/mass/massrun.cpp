// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/mass/massrun.h"

#include "text/operationtext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUuid>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype namedAtMost = 60; ///< in one record

} // namespace

MassRun::MassRun(OperationService *operations, JournalService *journal, const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_operations(operations)
    , m_journal(journal)
    , m_clock(clock)
{
    connect(operations, &OperationPort::planReady, this, &MassRun::planned);
    connect(operations, &OperationPort::planFailed, this, [this](const OperationRequest &request, const Error &error) { take(request.uid, {}, error.message); });
    connect(operations, &OperationPort::finished, this, [this](const Outcome &outcome) { take(outcome.before ? outcome.before->rollout.meta.uid : QString(), outcome, {}); });
}

/// A way that cannot be used gives place to the next one that the policy orders; only before anything was written or sent. A plan that may not
/// be executed and has none behind it goes on all the same: the refusal is recorded.
void MassRun::planned(const OperationPlanPtr &plan)
{
    const auto found = m_under.find(plan->request.uid);
    if (found == m_under.end())
        return;
    MassRow &row = found->row;
    if (!row.way.via.isEmpty() && plan->policy.hash != row.way.policyHash)
        return take(plan->request.uid, {}, QCoreApplication::translate("Mass", "not begun: the policy is not the one of the preview any more"));
    const bool unusable = !plan->allowed.allowed && ((plan->allowed.code == RefusalCode::WayUnusable && !plan->call) || plan->allowed.code == RefusalCode::MissingPermission);
    if (!unusable || row.way.via.isEmpty() || row.way.after.isEmpty() || m_stopped)
        return m_operations->execute(plan, {plan->digest, m_reason, m_ticket, m_logUrl.isEmpty() ? plan->logUrl : m_logUrl, m_withoutEvidence});
    found->passedOver.append(row.way.via % u": "_s % refusalText(plan->allowed));
    row.way.via = row.way.after.takeFirst();
    if (row.way.via.isEmpty())
        row.deed = row.why == MassWhy::Moving ? MassDeed::Abort : MassDeed::Rollback;
    row.way.command.clear();
    m_operations->requestPlan(massRequest(row, m_report.batch));
}

void MassRun::start(const MassPlan &plan, const Actor &actor, const QString &reason, const QString &ticket, bool stopOnFailure)
{
    m_report = {QUuid::createUuid().toString(QUuid::WithoutBraces), plan, {}, false};
    m_actor = actor;
    m_reason = reason;
    m_ticket = ticket;
    m_stopOnFailure = stopOnFailure;
    m_stopped = false;
    m_ended = false;
    m_under.clear();
    m_waiting.clear();
    if (!m_locks.isEmpty())
        if (auto lock = ActionLock::acquire(m_locks, massLockOf(m_report.batch)))
            m_lock = std::move(lock).value();
    QJsonArray names;
    for (const MassRow &row : plan.rows)
        if (row.chosen && row.deed != MassDeed::Skip) {
            m_waiting.append(row);
            if (names.size() < namedAtMost)
                names.append(QString(massDeedWord(row.deed) % (row.way.via.isEmpty() ? QString() : QString(u" via " % row.way.via)) % u' ' % row.ref.ns % u'/' % row.ref.name));
        }
    if (const auto begun = record(u"started"_s, {{u"count"_s, m_waiting.size()}, {u"atOnce"_s, plan.parallel()}, {u"rows"_s, names}}); !begun) {
        for (const MassRow &row : std::as_const(m_waiting))
            m_report.results.append({row, {}, begun.error().message});
        m_waiting.clear();
        m_ended = true;
        QMetaObject::invokeMethod(this, [this] { Q_EMIT finished(); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, &MassRun::next, Qt::QueuedConnection);
}

void MassRun::next()
{
    if (m_ended)
        return;
    if (m_stopped && !m_waiting.isEmpty()) {
        m_report.stopped = true;
        for (const MassRow &row : std::as_const(m_waiting))
            m_report.results.append({row, {}, QCoreApplication::translate("Mass", "not begun: stopped")});
        m_waiting.clear();
    }
    if (m_waiting.isEmpty() && m_under.isEmpty())
        return end();
    while (!m_waiting.isEmpty() && m_under.size() < m_report.plan.parallel()) {
        const MassRow row = m_waiting.takeFirst();
        m_under.insert(row.uid, {row, {}});
        m_operations->requestPlan(massRequest(row, m_report.batch));
    }
}

void MassRun::take(const QString &uid, const std::optional<Outcome> &outcome, const QString &problem)
{
    if (!m_under.contains(uid))
        return;
    const Under under = m_under.take(uid);
    m_report.results.append({under.row, outcome, problem, under.passedOver});
    m_stopped = m_stopped || (m_stopOnFailure && (!outcome || outcome->state != OutcomeState::Applied));
    Q_EMIT progressed();
    QMetaObject::invokeMethod(this, &MassRun::next, Qt::QueuedConnection);
}

void MassRun::end()
{
    m_ended = true;
    QJsonArray rows;
    for (const MassResult &one : std::as_const(m_report.results))
        if (rows.size() < namedAtMost)
            rows.append(QJsonObject{{u"object"_s, QString(one.row.ref.ns % u'/' % one.row.ref.name)}, {u"action"_s, one.outcome ? one.outcome->id : QString()},
                                    {u"state"_s, one.outcome ? outcomeWord(one.outcome->state) : u"notSent"_s}, {u"passedOver"_s, QJsonArray::fromStringList(one.passedOver)}});
    (void)record(m_report.stopped ? u"stopped"_s : u"finished"_s, {{u"applied"_s, m_report.applied()}, {u"notDone"_s, m_report.notDone()}, {u"rows"_s, rows}});
    m_lock.reset();
    Q_EMIT finished();
}

Result<Done> MassRun::record(const QString &state, const QJsonObject &details)
{
    JournalRecord record;
    record.id = m_report.batch;
    record.type = RecordType::Note;
    record.at = m_clock->utcNow();
    record.actor = m_actor;
    record.object = {m_report.plan.context, m_report.plan.ns, {}};
    record.verb = massRollbackWord;
    record.state = state;
    record.reason = m_reason;
    record.ticket = m_ticket;
    record.details = {{u"batch"_s, details}};
    const auto place = m_journal->append(record);
    return place ? Result<Done>(Done{}) : place.error();
}

} // namespace maestro
