// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/mass/massrun.h"

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
    connect(operations, &OperationPort::planReady, this, [this](const OperationPlanPtr &plan) {
        // A plan that may not be executed goes the same way: the refusal is recorded.
        if (!m_row || plan->request.uid != m_row->uid)
            return;
        if (!m_row->way.via.isEmpty() && plan->policy.hash != m_row->way.policyHash)
            take({*m_row, {}, QCoreApplication::translate("Mass", "not begun: the policy is not the one of the preview any more")});
        else
            m_operations->execute(plan, {plan->digest, m_reason, m_ticket, m_logUrl, m_withoutEvidence});
    });
    connect(operations, &OperationPort::planFailed, this, [this](const OperationRequest &request, const Error &error) {
        if (m_row && request.uid == m_row->uid)
            take({*m_row, {}, error.message});
    });
    connect(operations, &OperationPort::finished, this, [this](const Outcome &outcome) {
        if (m_row)
            take({*m_row, outcome, {}});
    });
}

void MassRun::start(const MassPlan &plan, const Actor &actor, const QString &reason, const QString &ticket, bool stopOnFailure)
{
    m_report = {QUuid::createUuid().toString(QUuid::WithoutBraces), plan, {}, false};
    m_actor = actor;
    m_reason = reason;
    m_ticket = ticket;
    m_stopOnFailure = stopOnFailure;
    m_stopped = false;
    m_waiting.clear();
    QJsonArray names;
    for (const MassRow &row : plan.rows)
        if (row.chosen && row.deed != MassDeed::Skip) {
            m_waiting.append(row);
            if (names.size() < namedAtMost)
                names.append(QString(massDeedWord(row.deed) % (row.way.via.isEmpty() ? QString() : QString(u" via " % row.way.via)) % u' ' % row.ref.ns % u'/' % row.ref.name));
        }
    if (const auto begun = record(u"started"_s, {{u"count"_s, m_waiting.size()}, {u"rows"_s, names}}); !begun) {
        for (const MassRow &row : std::as_const(m_waiting))
            m_report.results.append({row, {}, begun.error().message});
        m_waiting.clear();
        QMetaObject::invokeMethod(this, [this] { Q_EMIT finished(); }, Qt::QueuedConnection);
        return;
    }
    QMetaObject::invokeMethod(this, &MassRun::next, Qt::QueuedConnection);
}

void MassRun::next()
{
    if (m_stopped && !m_waiting.isEmpty()) {
        m_report.stopped = true;
        for (const MassRow &row : std::as_const(m_waiting))
            m_report.results.append({row, {}, QCoreApplication::translate("Mass", "not begun: stopped")});
        m_waiting.clear();
    }
    if (m_waiting.isEmpty())
        return end();
    m_row = m_waiting.takeFirst();
    m_operations->requestPlan(massRequest(*m_row, m_report.batch));
}

void MassRun::take(MassResult result)
{
    m_row.reset();
    const bool failed = !result.outcome || result.outcome->state != OutcomeState::Applied;
    m_report.results.append(std::move(result));
    m_stopped = m_stopped || (failed && m_stopOnFailure);
    Q_EMIT progressed();
    QMetaObject::invokeMethod(this, &MassRun::next, Qt::QueuedConnection);
}

void MassRun::end()
{
    QJsonArray rows;
    for (const MassResult &one : std::as_const(m_report.results))
        if (rows.size() < namedAtMost)
            rows.append(QJsonObject{{u"object"_s, QString(one.row.ref.ns % u'/' % one.row.ref.name)}, {u"action"_s, one.outcome ? one.outcome->id : QString()},
                                    {u"state"_s, one.outcome ? outcomeWord(one.outcome->state) : u"notSent"_s}});
    (void)record(m_report.stopped ? u"stopped"_s : u"finished"_s, {{u"applied"_s, m_report.applied()}, {u"notDone"_s, m_report.notDone()}, {u"rows"_s, rows}});
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
    record.verb = u"mass-rollback"_s;
    record.state = state;
    record.reason = m_reason;
    record.ticket = m_ticket;
    record.details = {{u"batch"_s, details}};
    const auto place = m_journal->append(record);
    return place ? Result<Done>(Done{}) : place.error();
}

} // namespace maestro
