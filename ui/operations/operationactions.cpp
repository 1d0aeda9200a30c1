// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationactions.h"

#include "operations/emergency/emergencydialog.h"
#include "operations/guard/confirmdialog.h"
#include "operations/guard/guardoverlay.h"
#include "operations/outcomebar.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include "text/duty/dutytext.h"

namespace maestro {

namespace {

constexpr int remindEveryMs = 30'000;

} // namespace

OperationActions::OperationActions(const Ports &ports, Theme *theme, QWidget *window)
    : QObject(window)
    , m_ports(ports)
    , m_theme(theme)
    , m_window(window)
    , m_bar(new OutcomeBar(ports.clock, theme, window))
    , m_reminder(this)
{
    connect(ports.operations, &OperationPort::planReady, this, &OperationActions::takePlan);
    connect(ports.operations, &OperationPort::planFailed, this, &OperationActions::takeFailure);
    connect(ports.operations, &OperationPort::emergencyTold, this, [this](const ObjectRef &target, const EmergencyRules &rules) { m_rulesOf = target, m_rules = rules; });
    connect(ports.operations, &OperationPort::progressed, m_bar, [this](const OperationProgress &p) { m_bar->take(p); });
    connect(ports.operations, &OperationPort::finished, m_bar, [this](const Outcome &o) { m_bar->take(o); });
    if (ports.slo)
        connect(ports.slo, &SloPort::reportChanged, this, [this](const SloReportPtr &report) {
            m_report = report;
            if (isGuardOpen() && report && report->target == m_guard->plan().request.target)
                m_guard->see(report);
        });
    if (ports.journal)
        connect(ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
            m_duties = records ? dutiesOf(*records) : QList<Duty>();
            remind();
        });
    if (ports.checkpoints)
        connect(ports.checkpoints, &CheckpointPort::fleetChanged, this, [this](const QList<CheckpointList> &lists) {
            m_points = lists;
            remind();
        });
    if (ports.validations)
        connect(ports.validations, &ValidationPort::scriptEnded, this, [this](const QString &id, const QString &item, bool ok, const QString &note) {
            QString &said = m_failedChecks[id % u'/' % item];
            if (ok)
                return m_bar->unsay(std::exchange(said, {})); // tried again, it passed
            said = tr("The check %1 failed. %2").arg(displaySafe(item, 80), displaySafe(note, 600));
            m_bar->say(said); // of a way back it turns the whole red, of a suite it keeps Promote waiting, whatever page is open
        });
    m_reminder.setInterval(remindEveryMs);
    connect(&m_reminder, &QTimer::timeout, this, &OperationActions::remind);
    m_reminder.start();
    connect(ports.fleet, &FleetPort::fleetChanged, this, &OperationActions::takeFleet);
    connect(ports.fleet, &FleetPort::rolloutChanged, this, [this](const RolloutSnapshotPtr &s) { takeRollout(s); });
    connect(m_bar, &OutcomeBar::waysAsked, this, [this](const OperationPlanPtr &plan) { showWays(plan->request.target, plan->request.workload); });
    connect(m_bar, &OutcomeBar::planAgainAsked, this, [this](const OperationPlanPtr &plan) {
        OperationRequest request = plan->request;
        request.uid.clear(); // read anew; the guard shows what is there now
        ask(request);
    });
}

void OperationActions::start(Verb verb, const ObjectRef &ref, WorkloadKind workload, const QString &uid)
{
    ask({.verb = verb, .target = ref, .workload = workload, .uid = uid});
}

void OperationActions::showWays(const ObjectRef &ref, WorkloadKind workload)
{
    if (m_ports.desk && !isGuardOpen())
        Q_EMIT waysAsked(ref, workload);
}

bool OperationActions::showEmergency(const ObjectRef &ref)
{
    if (!m_rollout || m_rollout->ref != ref || !m_window)
        return false;
    if (isGuardOpen())
        return true;
    if (m_emergency)
        m_emergency->close();
    QStringList owed;
    for (const Duty &duty : std::as_const(m_duties))
        if (duty.isOpen() && duty.object == ref)
            owed.append(duty.kind);
    m_emergency = new EmergencyDialog(m_rollout, owed, m_rulesOf == ref ? m_rules : EmergencyRules(), m_ports.clock, m_theme, m_window);
    connect(m_emergency, &EmergencyDialog::massAsked, this, [this, ref] { Q_EMIT massAsked(ref); });
    connect(m_emergency, &EmergencyDialog::chosen, this, [this, seen = m_rollout](Verb verb, const std::optional<int> &replicas) {
        // a full promotion from here is the bypass: it is confirmed by what it does, and a review is owed
        ask({.verb = verb, .target = seen->ref, .workload = seen->rollout.workload, .uid = seen->rollout.meta.uid, .replicas = replicas, .review = verb == Verb::PromoteFull});
    });
    m_emergency->open();
    return true;
}

/// What an emergency left to do and is overdue, and a go/no-go point that is, are said once on every page, one at a time; the rollout's page, the Journal and
/// the fleet's inspector go on saying it.
void OperationActions::remind()
{
    const QDateTime now = m_present.at(m_ports.clock->utcNow(), m_ports.clock->bootMs());
    for (const Duty &duty : std::as_const(m_duties)) {
        if (duty.kind.isEmpty() || !duty.isOverdue(now) || m_reminded.contains(duty.id) || m_awaited)
            continue;
        m_reminded.insert(duty.id);
        return m_bar->say(dutySentence(duty, now));
    }
    for (const CheckpointList &list : std::as_const(m_points)) {
        for (const CheckpointState &state : list.states) {
            const QString key = QStringList {list.target.context, list.target.ns, list.target.name, QString::number(list.revision), state.point.phase, state.point.title, state.deferredTo.toString(Qt::ISODate)}.join(u'\n');
            if (!state.isOverdue(now) || m_reminded.contains(key) || m_awaited)
                continue;
            m_reminded.insert(key);
            return m_bar->say(overduePointText(list.target, state, now));
        }
    }
}

void OperationActions::ask(const OperationRequest &request)
{
    if (isGuardOpen()) {
        m_guard->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_awaited = request;
    m_bar->say(tr("Reading %1 in %2 again to plan: %3 …")
                   .arg(displaySafe(request.target.name), displaySafe(request.target.ns), verbLabel(request.verb)));
    m_ports.operations->requestPlan(request);
}

QWidget *OperationActions::outcomeBar()
{
    return m_bar;
}

bool OperationActions::isGuardOpen() const
{
    return m_guard && m_overlay && !m_overlay->isHidden();
}

bool OperationActions::isAwaited(const OperationRequest &request) const
{
    return m_awaited && m_awaited->verb == request.verb && m_awaited->target == request.target && m_awaited->workload == request.workload;
}

void OperationActions::takePlan(const OperationPlanPtr &plan)
{
    if (!plan || !isAwaited(plan->request) || !m_window)
        return;
    const QString reason = m_awaited->reason;
    m_awaited.reset();
    m_bar->unsay();
    if (!plan->allowed.allowed) {
        m_bar->say(tr("Refused: %1: %2").arg(planTitle(*plan), refusalText(plan->allowed)));
        return;
    }
    openGuard(plan);
    m_guard->setReason(reason);
}

void OperationActions::takeFailure(const OperationRequest &request, const Error &error)
{
    if (!isAwaited(request))
        return;
    m_awaited.reset();
    QString text = tr("Refused: %1 %2/%3: %4").arg(verbLabel(request.verb), displaySafe(request.target.ns), displaySafe(request.target.name),
                                                   displaySafe(error.message, 1024));
    if (!error.hint.isEmpty())
        text += QLatin1Char(' ') + displaySafe(error.hint, 512);
    m_bar->say(text);
}

void OperationActions::openGuard(const OperationPlanPtr &plan)
{
    closeGuard();
    const ConnectionStatus *connection = connectionOf(plan->request.target.context);
    m_overlay = new GuardOverlay(m_window, m_theme);
    m_guard = new ConfirmDialog(plan, connection ? connection->environment : QString(), m_ports.clock, m_theme, m_overlay);
    connect(m_guard, &ConfirmDialog::cancelled, this, &OperationActions::closeGuard);
    connect(m_guard, &ConfirmDialog::confirmed, this, [this, plan](const Confirmation &c) { execute(plan, c); });
    connect(m_guard, &ConfirmDialog::planAgainAsked, this, [this, plan] {
        OperationRequest again = plan->request;
        again.reason = m_guard ? m_guard->reason() : QString();
        again.uid.clear();
        closeGuard();
        ask(again);
    });
    if (m_report && m_report->target == plan->request.target)
        m_guard->see(m_report);
    m_overlay->setFrame(m_guard);
    if (connection)
        m_guard->see(*connection);
    if (m_rollout && m_rollout->ref == plan->request.target)
        m_guard->see(*m_rollout);
}

void OperationActions::closeGuard()
{
    if (m_overlay) {
        m_overlay->hide();
        m_overlay->deleteLater();
    }
    m_overlay.clear();
    m_guard.clear();
}

void OperationActions::execute(const OperationPlanPtr &plan, const Confirmation &confirmation)
{
    closeGuard();
    m_bar->track(plan);
    m_ports.operations->execute(plan, confirmation);
}

const ConnectionStatus *OperationActions::connectionOf(const QString &context) const
{
    if (!m_fleet)
        return nullptr;
    for (const ConnectionStatus &connection : m_fleet->connections) {
        if (connection.context == context)
            return &connection;
    }
    return nullptr;
}

void OperationActions::takeFleet(const FleetSnapshotPtr &fleet)
{
    m_fleet = fleet;
    if (!isGuardOpen())
        return;
    if (const ConnectionStatus *connection = connectionOf(m_guard->plan().request.target.context))
        m_guard->see(*connection);
}

void OperationActions::takeRollout(const RolloutSnapshotPtr &snapshot)
{
    m_rollout = snapshot;
    m_ports.operations->askEmergency(snapshot); // before it is needed: nothing changes its place in an open dialog
    if (m_emergency)
        m_emergency->see(snapshot);
    if (snapshot && isGuardOpen() && snapshot->ref == m_guard->plan().request.target && snapshot->rollout.workload == m_guard->plan().request.workload)
        m_guard->see(*snapshot);
}

} // namespace maestro
