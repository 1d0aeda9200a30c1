// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/present.h"
#include "domain/journal/duty.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>
#include <QSet>
#include <QTimer>

#include <optional>

class QWidget;

namespace maestro {

class ConfirmDialog;
class EmergencyDialog;
class GuardOverlay;
class OutcomeBar;

/// From the wish to act to the guard and the tracked outcome. Nothing is sent from here without a confirmed plan, and one
/// window shows one guard at a time. GUI thread; guard and outcome bar are children of the window.
class OperationActions : public QObject
{
    Q_OBJECT
public:
    OperationActions(const Ports &ports, Theme *theme, QWidget *window);

    /// Asks for a plan and opens the guard on it. `uid` is the object's on screen. Ignored while a guard is open.
    void start(Verb verb, const ObjectRef &ref, WorkloadKind workload, const QString &uid);
    /// The same for a request that is complete.
    void start(const OperationRequest &request) { ask(request); }
    /// Every way back side by side, on the page of the shell. Nothing where there is no desk, or a guard is open.
    void showWays(const ObjectRef &ref, WorkloadKind workload);
    /// Big controls for the open rollout in the order of its policy, each of which opens the guard; false while none is known.
    bool showEmergency(const ObjectRef &ref);
    /// Hidden until an operation is under way; the shell places it above the status line.
    QWidget *outcomeBar();
    bool isGuardOpen() const;

Q_SIGNALS:
    void waysAsked(maestro::ObjectRef ref, maestro::WorkloadKind workload);
    void massAsked(maestro::ObjectRef of); ///< from the emergency controls: the namespace of this rollout

private:
    void remind();
    void ask(const OperationRequest &request);
    void takePlan(const OperationPlanPtr &plan);
    void takeFailure(const OperationRequest &request, const Error &error);
    void takeFleet(const FleetSnapshotPtr &fleet);
    void takeRollout(const RolloutSnapshotPtr &snapshot);
    void openGuard(const OperationPlanPtr &plan);
    void closeGuard();
    void execute(const OperationPlanPtr &plan, const Confirmation &confirmation);
    const ConnectionStatus *connectionOf(const QString &context) const;
    bool isAwaited(const OperationRequest &request) const;

    Ports m_ports;
    SteadyPresent m_present;
    Theme *m_theme;
    QPointer<QWidget> m_window;
    QPointer<OutcomeBar> m_bar;
    FleetSnapshotPtr m_fleet;
    RolloutSnapshotPtr m_rollout; ///< the last one of the open rollout
    SloReportPtr m_report; ///< the same
    std::optional<OperationRequest> m_awaited; ///< the plan that was asked for last
    QPointer<GuardOverlay> m_overlay;
    QPointer<ConfirmDialog> m_guard;
    QPointer<EmergencyDialog> m_emergency;
    ObjectRef m_rulesOf;
    EmergencyRules m_rules; ///< of the policy, for m_rulesOf
    QList<Duty> m_duties;
    QHash<QString, QString> m_failedChecks; ///< by action and item: what was said of it
    QList<CheckpointList> m_points; ///< of the fleet
    QSet<QString> m_reminded; ///< ids; once for each run of the program
    QTimer m_reminder;
};

} // namespace maestro
