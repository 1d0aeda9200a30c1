// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/slo/healthteller.h"

#include "cli/alerts/alertcommands.h"
#include "domain/metrics/shownmetrics.h"
#include "services/slo/alertfacts.h"
#include "services/slo/pace.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr int settleMs = 500; ///< after a point of the grid, so that a scrape of that moment is in

} // namespace

HealthTeller::HealthTeller(Call *call, const Target &target, Moment moment, Tell tell)
    : QObject(call)
    , m_call(call)
    , m_target(target)
    , m_moment(moment)
    , m_tell(std::move(tell))
    , m_health(&m_sampler)
    , m_reader(call->clock())
{
    m_health.setDetailed(true);
    connect(&m_health, &WorkloadHealth::changed, this, &HealthTeller::tell);
    connect(&m_roundTimer, &QTimer::timeout, this, &HealthTeller::round);
    m_roundTimer.setSingleShot(true);
}

void HealthTeller::round()
{
    readJudged(m_call, m_target, NeedsPolicy::Yes, [this](const Result<JudgedWorkload> &found) {
        if (!found && !m_health.report())
            return m_call->fail(found.error());
        if (!found) {
            m_call->out().note(CliText::tr("maestro: %1").arg(displaySafe(found.error().message, 400)));
            return again();
        }
        m_judged = *found;
        m_health.setTarget(m_judged.sloTarget());
        readAlerts();
    });
}

void HealthTeller::readAlerts()
{
    const QString context = m_target.access->context();
    const Workspace *workspace = *m_call->workspace();
    if (!workspace->endpoint(context, QStringLiteral("alertmanager")).isSet())
        return readFacts();
    if (!m_alerts) {
        const auto service = alertServiceOf(m_call);
        if (!service)
            return m_call->fail(service.error());
        m_alerts = *service;
    }
    m_alerts->read([this, connection = workspace->connectionName(context)](const QList<AlertBoard> &boards) {
        const AlertBoard *board = boardOf(boards, connection);
        if (board && board->problem)
            m_call->out().note(CliText::tr("maestro: without alerts: %1").arg(displaySafe(board->problem->message, 400)));
        m_health.setAlerts(alertsOf(board, m_judged.match.service));
        m_health.setFacts(alertFacts(board, m_judged.match.service, *m_judged.match.policy));
        readFacts();
    });
}

void HealthTeller::readFacts()
{
    if (!m_keeper)
        m_keeper = std::make_unique<FactKeeper>(&m_reader, m_call->clock(), m_call->folders() ? m_call->folders()->state : QString());
    const SloTarget target = m_judged.sloTarget();
    const FactReader::Question question{target.ref, m_judged.parts.rollout.workload, target.match, target.judged == Judged::Canary};
    m_keeper->refresh(question, m_target.access, [this, target](const FactSheet &) {
        std::optional<QList<JournalRecord>> said;
        const auto journal = m_call->journal();
        const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
        if (records) {
            said = signalRecords(*records);
            m_health.setPace(rollbackPace(*records, target.ref));
            m_health.setAcknowledgements(budgetAcknowledgements(*records, target.ref));
        } else {
            m_call->out().note(CliText::tr("maestro: without signals: %1").arg(displaySafe(records.error().message, 400)));
        }
        m_health.setHistory(m_keeper->history(target.match.policy, {target.ref, target.match.phase, target.revision}, said));
        evaluate();
    });
}

QDateTime HealthTeller::now() const
{
    return m_judged.client ? m_judged.client->serverNow() : m_call->clock()->utcNow();
}

qint64 HealthTeller::stepMs() const
{
    return m_judged.match ? openStepMs(*m_judged.match.policy) : intervalMs;
}

void HealthTeller::evaluate()
{
    const qint64 ms = now().toMSecsSinceEpoch();
    if (!m_health.evaluate(m_judged.client, m_moment == Moment::Now ? ms : RangeQuery::onGrid(ms, stepMs()), stepMs()))
        again();
}

void HealthTeller::tell()
{
    m_tell(*m_health.report());
    if (m_open)
        return;
    if (!m_call->line().has("watch") || m_call->out().readerGone() || m_call->out().failed())
        return m_call->finish(0);
    again();
}

void HealthTeller::again()
{
    m_roundTimer.start(int(stepMs() - now().toMSecsSinceEpoch() % stepMs()) + settleMs);
}

} // namespace maestro
