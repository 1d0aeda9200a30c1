// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/policy/policyfault.h"
#include "ports/alertport.h"
#include "services/alerts/silencerun.h"
#include "services/callback.h"
#include "services/endpoints/endpoints.h"
#include "services/operation/reconciler.h"

#include <QSet>
#include <QTimer>

namespace maestro {

/// Alerts and silences of every connection that has an Alertmanager, matched to the policies, and the way to change silences. Lives on
/// the services' thread.
class AlertService final : public AlertPort
{
    Q_OBJECT
public:
    using Policies = std::function<QList<PolicyPtr>()>;

    AlertService(Workspace *workspace, Endpoints *endpoints, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    void setPolicies(Policies policies) { m_policies = std::move(policies); }
    void setPolicyFaults(std::function<PolicyFaults()> faults) { m_faults = std::move(faults); }
    void setLockDirectory(const QString &path) { m_lockDirectory = path; }
    void setObserveTimeout(int ms) { m_observeTimeoutMs = ms; } ///< default 30 s

    /// Looks for the effects of what is under way once more and no longer.
    void stopObserving();

    /// Reads all of them now; boardsChanged hears of it too. One board per connection, in their order.
    void read(Callback<QList<AlertBoard>> done);
    /// Reads again and again from now on.
    void watch(int everyMs = 15'000);
    /// The last boards; empty before the first reading.
    const QList<AlertBoard> &boards() const { return m_boards; }

    /// `connection` is a name of connections.yaml, a context, or empty where there is only one.
    void planSilence(const QString &connection, const Silence &silence, bool expire) override;
    void execute(const SilencePlan &plan, const Confirmation &confirmation) override;
    void readRouting() override;

    /// Settles an intent of this service by reading. Nothing is ever sent.
    void settle(const JournalRecord &intent, Callback<Reconciled> done);

private:
    Result<QString> contextOf(const QString &connection) const;
    void readOne(const QString &context, Callback<AlertBoard> done);
    AlertBoard board(const QString &context, const PeerAnswers<AlertReading> &alerts, const PeerAnswers<Silence> &silences) const;
    QList<PolicyPtr> policiesFor(const QString &context) const;
    PlanPolicy policyInForce(const QString &context) const;
    void planAllowed(const QString &context, const Silence &silence, bool expire); ///< by the roles of the policy
    void planCreate(SilencePlan plan, const QString &context);
    void planExpire(SilencePlan plan, const QString &context);
    void seal(SilencePlan plan, const QString &context);
    void reject(const Error &error);

    Workspace *m_workspace;
    Endpoints *m_endpoints;
    JournalService *m_journal;
    const Clock *m_clock;
    Policies m_policies;
    std::function<PolicyFaults()> m_faults;
    QString m_lockDirectory;
    int m_observeTimeoutMs = 30'000;
    QList<AlertBoard> m_boards;
    QSet<QString> m_armed; ///< digests that may be executed, once
    QTimer m_timer;
    bool m_reading = false;
};

} // namespace maestro
