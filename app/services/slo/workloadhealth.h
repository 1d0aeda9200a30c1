// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/facthistory.h"
#include "domain/decision/decisionboard.h"
#include "domain/decision/defaultrules.h"
#include "domain/slo/decisions.h"
#include "services/metrics/metricreader.h"
#include "services/slo/budgetsource.h"
#include "services/slo/sampler.h"
#include "services/slo/slotarget.h"

namespace maestro {

/// The health of one workload: asks, judges, remembers. When it begins, and whenever the server did not answer for more than two steps,
/// it has the past told by the server and judges that first: timers and the beginning of trouble are what they would be had it looked
/// all the time. Lives on the services' thread.
class WorkloadHealth : public QObject
{
    Q_OBJECT
public:
    explicit WorkloadHealth(Sampler *sampler, QObject *parent = nullptr);

    /// Judging begins anew when the policy, the phase, the revision or the pods that are judged are others than before.
    void setTarget(const SloTarget &target);
    const SloTarget &target() const { return m_target; }
    /// What is known besides metrics, over time; for the evaluations to come.
    void setHistory(FactHistoryPtr history) { m_factHistory = std::move(history); }
    /// The signals of alerts (facts.h), for the evaluations to come.
    void setFacts(const QList<Sample> &facts) { m_facts = facts; }
    /// Of the Journal, for the reports to come.
    void setPace(const RollbackPace &pace) { m_pace = pace; }
    void setAcknowledgements(const QList<BudgetAcknowledgement> &known) { m_acknowledged = known; }
    void setAlerts(const QList<AlertReading> &alerts) { m_alerts = alerts; }
    /// What is on screen: budgets and the metrics that nobody judges as well, and every evaluation is kept.
    void setDetailed(bool detailed);

    /// One evaluation at a point of the grid; null: no Prometheus is configured. changed() follows. False, and nothing happens: that
    /// point is judged already, or one is under way, for less than a minute.
    bool evaluate(PromClient *client, qint64 atMs, qint64 stepMs);

    SloReportPtr report() const { return m_report; } ///< null before the first evaluation
    const QList<GateVerdict> &history() const { return m_history; } ///< since it is detailed, oldest first
    const GateQueries &queries() const { return m_queries; }
    QList<PolicyGate> inForce() const { return m_gates ? m_gates->inForce() : QList<PolicyGate>(); }
    std::optional<BudgetSource> budget() const;
    QDateTime lastGoodAt() const; ///< a minute before the present revision began
    bool isBusy(qint64 atMs) const; ///< an evaluation is under way and not yet given up

Q_SIGNALS:
    void changed();

private:
    void restart();
    void makeJudges(const QList<PolicyGate> &inForce);
    DecisionBoardPtr board(const SloReport &report) const;
    void askPast(PromClient *client, const SampleSet &now, qint64 stepMs);
    void conclude(PromClient *client, const SampleSet &set);
    struct Details;
    void askDetails(PromClient *client, const SampleSet &set);
    void askSamples(PromClient *client, const SampleSet &set, const std::shared_ptr<Details> &work, const std::function<void()> &came);
    void judge(const SampleSet &set, bool isNow);
    /// Facts have a past of their own, where no server tells that of the metrics.
    void judgePast(qint64 atMs, qint64 stepMs);
    QList<FactReading> readings() const;
    void publish(const SampleSet &set, const Details &details);
    GateReading reading(qsizetype index, const SampleSet &set) const;
    QList<BudgetReading> budgets(const QDateTime &at, const QMap<QString, std::optional<double>> &badRatios) const;
    qint64 pastFromMs(qint64 atMs, qint64 stepMs) const;
    /// The whole minutes since the change that is being judged, "28m"; empty when there is none.
    QString sinceChange(const QDateTime &at) const;

    Sampler *m_sampler;
    MetricReader m_metrics;
    SloTarget m_target;
    FactHistoryPtr m_factHistory;
    QList<Sample> m_facts;
    QList<AlertReading> m_alerts;
    RollbackPace m_pace;
    QList<BudgetAcknowledgement> m_acknowledged;
    bool m_detailed = false;
    std::unique_ptr<GateEvaluator> m_gates;
    std::unique_ptr<DecisionMaker> m_decisions; ///< by the policy's own rules
    std::optional<BoundRules> m_bound; ///< where it has none for a rollback
    std::unique_ptr<DecisionMaker> m_defaults; ///< with those
    DecisionVerdict m_decision;
    DecisionVerdict m_byDefaults;
    QString m_badName; ///< what is bad and became so first
    QDateTime m_badSince;
    GateQueries m_queries;
    QList<GateVerdict> m_history;
    SloReportPtr m_report;
    std::optional<qint64> m_lastMs; ///< judged up to here
    std::optional<qint64> m_knownMs; ///< the server answered last
    bool m_factsJudged = false; ///< with their past, where no server has one
    std::optional<qint64> m_busyMs; ///< the evaluation under way
    quint64 m_round = 0; ///< answers of another round are nobody's
};

} // namespace maestro
