// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"
#include "cli/slo/judgedworkload.h"
#include "cli/slo/slodocument.h"
#include "services/slo/alertfacts.h"
#include "services/slo/pace.h"
#include "services/slo/workloadhealth.h"
#include "text/humanize.h"
#include "text/slotext.h"

namespace maestro {

namespace {

constexpr int settleMs = 500; ///< after a point of the grid, so that a scrape of that moment is in

/// One rollout's health, told once or again and again. Lives as long as the call.
class HealthTeller : public QObject
{
public:
    HealthTeller(Call *call, const Target &target)
        : QObject(call)
        , m_call(call)
        , m_target(target)
        , m_health(&m_sampler)
    {
        m_health.setDetailed(true);
        connect(&m_health, &WorkloadHealth::changed, this, [this] { tell(); });
        connect(&m_roundTimer, &QTimer::timeout, this, [this] { round(); });
        m_roundTimer.setSingleShot(true);
    }

    /// Reads everything anew: the rollout may be elsewhere by now.
    void round()
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

private:
    void readAlerts()
    {
        const QString context = m_target.access->context();
        const Workspace *workspace = *m_call->workspace();
        if (!workspace->endpoint(context, QStringLiteral("alertmanager")).isSet())
            return evaluate();
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
            evaluate();
        });
    }

    QDateTime now() const { return m_judged.client ? m_judged.client->serverNow() : m_call->clock()->utcNow(); }

    void evaluate()
    {
        const qint64 stepMs = openStepMs(*m_judged.match.policy);
        if (!m_health.evaluate(m_judged.client, RangeQuery::onGrid(now().toMSecsSinceEpoch(), stepMs), stepMs))
            again();
    }

    void tell()
    {
        const SloReport &report = *m_health.report();
        const bool watching = m_call->line().has("watch");
        m_call->out().answer(sloDocument(report));
        m_call->out().answer(watching ? utcText(report.at) % QStringLiteral("  ") % verdictSentence(report) : sloText(report));
        if (!watching || m_call->out().readerGone() || m_call->out().failed())
            return m_call->finish(0);
        again();
    }

    void again()
    {
        const qint64 stepMs = m_judged.match ? openStepMs(*m_judged.match.policy) : intervalMs;
        m_roundTimer.start(int(stepMs - now().toMSecsSinceEpoch() % stepMs) + settleMs);
    }

    Call *m_call;
    Target m_target;
    Sampler m_sampler;
    WorkloadHealth m_health;
    JudgedWorkload m_judged;
    AlertService *m_alerts = nullptr;
    QTimer m_roundTimer;
};

} // namespace

void runSlo(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    (new HealthTeller(call, *target))->round();
}

} // namespace maestro
