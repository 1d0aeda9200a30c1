// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/automation/automationservice.h"

#include "domain/analysis/abortorigin.h"
#include "services/localuser.h"
#include "text/automation/automationtext.h"

#include <QCoreApplication>
#include <QUuid>

namespace maestro {

namespace {

constexpr qint64 reportLifetimeMs = 90'000; ///< gates are looked at once a minute
constexpr int abortsEveryMs = 1'000;
constexpr int statusEveryMs = 1'000;

bool isOpenUpdate(const FleetRow &row)
{
    return row.workload == WorkloadKind::Rollout && !row.uid.isEmpty();
}

QString toldKey(RecordType type, const ActionTrigger &trigger)
{
    return QStringLiteral("%1/%2/%3").arg(recordTypeWord(type), trigger.release, trigger.rule);
}

JournalRecord recordOf(RecordType type, const QString &verb, const QString &message)
{
    JournalRecord record;
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.type = type;
    record.verb = verb;
    record.state = type == RecordType::Note ? QStringLiteral("skipped") : QStringLiteral("applied");
    record.message = message;
    return record;
}

} // namespace

AutomationService::AutomationService(Doors doors, QObject *parent)
    : AutomationPort(parent)
    , m_doors(std::move(doors))
    , m_identity(QStringLiteral("%1_%2_%3").arg(localHostName()).arg(QCoreApplication::applicationPid()).arg(QUuid::createUuid().toString(QUuid::WithoutBraces)))
    , m_aborts(this) // timers move to the services' thread with this
    , m_statusTimer(this)
{
    m_aborts.setSingleShot(true);
    m_aborts.setInterval(abortsEveryMs);
    connect(&m_aborts, &QTimer::timeout, this, &AutomationService::lookForAborts);
    m_statusTimer.setInterval(statusEveryMs);
    connect(&m_statusTimer, &QTimer::timeout, this, &AutomationService::tellStatus);
    connect(m_doors.fleet, &FleetPort::fleetChanged, this, [this](const FleetSnapshotPtr &fleet) {
        m_fleet = fleet;
        if (!m_aborts.isActive())
            m_aborts.start();
    });
    connect(m_doors.slo, &SloPort::fleetVerdictsChanged, this, [this](const QList<SloReportPtr> &reports) {
        for (const SloReportPtr &report : reports)
            consider(report);
    });
    connect(m_doors.slo, &SloPort::reportChanged, this, &AutomationService::consider);
    connect(m_doors.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) { m_records = records; });
    connect(m_doors.operations, &OperationPort::planReady, this, &AutomationService::planned);
    connect(m_doors.operations, &OperationPort::planFailed, this, [this](const OperationRequest &request) { m_running.remove(request.trigger.release); });
    connect(m_doors.operations, &OperationPort::finished, this, [this](const Outcome &outcome) {
        if (outcome.before)
            m_running.remove(releaseKey(outcome.before->rollout, outcome.verb));
    });
}

/// An abort that happens while we look is recorded; what was aborted before is history that the cluster tells itself.
void AutomationService::lookForAborts()
{
    for (const FleetRowPtr &row : m_fleet->rows) {
        const auto known = m_abortKnown.constFind(row->uid);
        const bool before = known == m_abortKnown.constEnd() || *known;
        if (row->aborted && !before) {
            const Rollout rollout = row->rollout();
            const AbortOrigin origin = abortOrigin(rollout, row->phase);
            if (origin.by == AbortOrigin::By::Unknown)
                continue; // the controller has not said yet who it was
            const ActionTrigger trigger {TriggerKind::Controller, {}, releaseKey(rollout, Verb::Abort) + u'/' + rollout.abortedAt};
            if (origin.by == AbortOrigin::By::Controller && !isRecorded(RecordType::Observe, trigger))
                record(recordOf(RecordType::Observe, verbWord(Verb::Abort), abortedByControllerText(origin.cause)), row.get(), trigger, nullptr);
        }
        if (known == m_abortKnown.constEnd() || *known != row->aborted)
            m_abortKnown.insert(row->uid, row->aborted);
    }
}

const FleetRow *AutomationService::rowOf(const ObjectRef &ref) const
{
    if (!m_fleet)
        return nullptr;
    const auto found = std::find_if(m_fleet->rows.begin(), m_fleet->rows.end(), [&](const FleetRowPtr &row) { return row->ref == ref && isOpenUpdate(*row); });
    return found == m_fleet->rows.end() ? nullptr : found->get();
}

const ConnectionStatus *AutomationService::connectionOf(const QString &context) const
{
    const auto found = std::find_if(m_fleet->connections.begin(), m_fleet->connections.end(),
                                    [&](const ConnectionStatus &connection) { return connection.context == context; });
    return found == m_fleet->connections.end() ? nullptr : &*found;
}

LeaseHolder *AutomationService::lease(const ObjectRef &ref)
{
    const QString place = ref.context + u'/' + ref.ns;
    const auto found = m_leases.find(place);
    if (found != m_leases.end())
        return found->second;
    KubeClient *client = m_doors.client(ref.context);
    if (!client)
        return nullptr;
    auto *holder = new LeaseHolder(client, ref.ns, QStringLiteral("maestro-automation"), m_identity, m_timing, this);
    m_leases.emplace(place, holder);
    connect(client, &QObject::destroyed, this, [this, place] {
        if (const auto gone = m_leases.find(place); gone != m_leases.end()) {
            delete gone->second;
            m_leases.erase(gone);
        }
    });
    holder->standDown(m_standsDown);
    connect(holder, &LeaseHolder::changed, this, &AutomationService::tellStatus);
    holder->start();
    return holder;
}

AutomationFacts AutomationService::factsFor(const SloReportPtr &report, const FleetRow &row) const
{
    AutomationFacts facts;
    facts.policy = m_doors.policy(report->policy);
    facts.report = report;
    facts.rollout = row.rollout();
    const QDateTime ours = m_doors.clock->utcNow();
    facts.now = std::min(ours, report->serverTime(ours)); // no time is counted that only one of two clocks has seen pass
    const ConnectionStatus *connection = connectionOf(row.ref.context);
    const bool live = connection
        && freshnessAt(connection->heardAtBootMs, connection->phase == ConnectionPhase::Connected, m_doors.clock->bootMs()).state == FreshnessState::Live;
    const qint64 age = report->at.msecsTo(report->serverTime(ours));
    const bool samePolicy = facts.policy && facts.policy->hash == report->policyHash;
    facts.current = live && samePolicy && !report->problem && age >= 0 && age <= reportLifetimeMs;
    const auto lease = m_leases.find(row.ref.context + u'/' + row.ref.ns);
    facts.leaseHeld = lease != m_leases.end() && lease->second->isHeld();
    facts.standsDown = m_standsDown;
    return facts;
}

void AutomationService::countAttempts(AutomationFacts &facts, const QString &release) const
{
    facts.attempts = 0;
    facts.settled = true;
    QString last;
    for (const JournalRecord &record : m_records ? *m_records : QList<JournalRecord>()) {
        if (record.type == RecordType::Intent && record.details.value(QLatin1String("release")).toString() == release) {
            ++facts.attempts;
            last = record.id;
            facts.settled = false;
        } else if (!last.isEmpty() && record.id == last && (record.type == RecordType::Outcome || record.type == RecordType::Reconcile)) {
            facts.settled = record.state == outcomeWord(OutcomeState::Refused) || record.state == outcomeWord(OutcomeState::NotSent);
        }
    }
}

void AutomationService::consider(const SloReportPtr &report)
{
    if (!report || report->policy.isEmpty() || m_considered.value(report->target) == report)
        return;
    const FleetRow *row = rowOf(report->target);
    if (!row)
        return;
    m_considered.insert(report->target, report);
    AutomationFacts facts = factsFor(report, *row);
    AutomationChoice choice = automationChoice(facts);
    // Where this console may act at all it keeps the Lease before the moment comes.
    if (const PolicyService *service = facts.policy ? facts.policy->service(report->service) : nullptr)
        if (const PolicyStrategy *strategy = facts.policy->strategyOf(*service); strategy && strategy->automation.owner == Automation::Owner::Console)
            lease(row->ref);
    if (choice.what == AutomationChoice::What::Act) {
        countAttempts(facts, choice.trigger.release);
        choice = automationChoice(facts);
    }
    if (choice.what == AutomationChoice::What::Act)
        act(choice, report, *row);
    else if (choice.what == AutomationChoice::What::Skip && facts.current && !isRecorded(RecordType::Note, choice.trigger))
        record(recordOf(RecordType::Note, verbWord(Verb::Abort), notActedText(choice.block, report->decision)), row, choice.trigger, facts.policy.get());
    if (report->target == m_open)
        tellStatus();
}

void AutomationService::open(const ObjectRef &ref)
{
    m_open = ref;
    m_status.reset();
    Q_EMIT statusChanged(ref, {});
    m_statusTimer.start();
    tellStatus();
}

AutomationStatusPtr AutomationService::statusOf(const ObjectRef &ref) const
{
    const SloReportPtr report = m_considered.value(ref);
    const FleetRow *row = report ? rowOf(ref) : nullptr;
    if (!row)
        return {};
    AutomationFacts facts = factsFor(report, *row);
    AutomationChoice choice = automationChoice(facts);
    if (choice.verb) {
        countAttempts(facts, choice.trigger.release);
        choice = automationChoice(facts);
    }
    const std::shared_ptr<AutomationStatus> status = automationStatus(facts, choice);
    const auto lease = m_leases.find(ref.context + u'/' + ref.ns);
    if (status && lease != m_leases.end()) {
        status->leaseHolder = lease->second->holder();
        if (lease->second->problem())
            status->leaseProblem = lease->second->problem()->message;
    }
    return status;
}

void AutomationService::tellStatus()
{
    AutomationStatusPtr status = statusOf(m_open);
    if (status == m_status || (status && m_status && *status == *m_status))
        return;
    m_status = std::move(status);
    Q_EMIT statusChanged(m_open, m_status);
}

/// Off at once, whatever the Journal says; on again only when that is on disk.
void AutomationService::setStandDown(bool down)
{
    if (down == m_standsDown)
        return;
    if (down) {
        m_standsDown = true;
        for (const auto &[place, holder] : m_leases)
            holder->standDown(true);
    }
    JournalRecord note = recordOf(RecordType::Note, down ? QStringLiteral("stand-down") : QStringLiteral("stand-up"), standDownText(down, m_identity));
    note.state = QStringLiteral("applied");
    const std::optional<Error> error = record(note, rowOf(m_open), {}, nullptr);
    if (error) {
        Q_EMIT failed(*error);
    } else if (!down) {
        m_standsDown = false;
        for (const auto &[place, holder] : m_leases)
            holder->standDown(false);
    }
    tellStatus();
}

void AutomationService::act(const AutomationChoice &choice, const SloReportPtr &report, const FleetRow &row)
{
    if (m_running.contains(choice.trigger.release))
        return;
    m_running.insert(choice.trigger.release, {choice, report, false});
    const Rollout rollout = row.rollout();
    OperationRequest request;
    request.verb = *choice.verb;
    request.target = row.ref;
    request.uid = row.uid;
    request.workload = row.workload;
    request.expectHash = rollout.currentPodHash;
    if (choice.verb == Verb::Promote)
        request.expectStep = rollout.currentStepIndex;
    request.reason = actedText(*report);
    request.trigger = choice.trigger;
    m_doors.operations->requestPlan(request);
}

/// Planning took a while: everything must still be so.
void AutomationService::planned(const OperationPlanPtr &plan)
{
    const QString release = plan->request.trigger.release;
    const auto running = m_running.find(release);
    if (running == m_running.end() || running->sent)
        return;
    const FleetRow *row = rowOf(plan->request.target);
    AutomationChoice now;
    if (row) {
        AutomationFacts facts = factsFor(running->report, *row);
        facts.rollout = plan->before->rollout;
        countAttempts(facts, release);
        now = automationChoice(facts);
    }
    if (!plan->allowed.allowed || now != running->choice) {
        m_running.erase(running);
        return;
    }
    running->sent = true;
    m_doors.operations->execute(plan, {plan->digest, plan->request.reason, {}});
}

bool AutomationService::isRecorded(RecordType type, const ActionTrigger &trigger) const
{
    if (m_told.contains(toldKey(type, trigger)))
        return true;
    for (const JournalRecord &record : m_records ? *m_records : QList<JournalRecord>())
        if (record.type == type && record.details.value(QLatin1String("release")).toString() == trigger.release
            && record.details.value(QLatin1String("rule")).toString() == trigger.rule)
            return true;
    return false;
}

std::optional<Error> AutomationService::record(JournalRecord out, const FleetRow *row, const ActionTrigger &trigger, const Policy *policy)
{
    const ConnectionStatus *connection = row ? connectionOf(row->ref.context) : nullptr;
    out.at = m_doors.clock->utcNow();
    out.actor = {connection ? connection->user : QString(), localUserName(), localHostName(), {}};
    out.server = connection ? connection->server : QString();
    if (row) {
        out.object = row->ref;
        out.objectKind = workloadWord(row->workload);
        out.objectUid = row->uid;
    }
    out.details = {{QStringLiteral("trigger"), triggerWord(trigger.kind)}, {QStringLiteral("rule"), trigger.rule}, {QStringLiteral("release"), trigger.release}};
    if (policy) {
        out.details.insert(QStringLiteral("policy"), policy->name);
        out.details.insert(QStringLiteral("policyHash"), QString::fromLatin1(policy->hash));
    }
    if (const Result<JournalPlace> written = m_doors.journal->append(out); !written)
        return written.error();
    if (!trigger.release.isEmpty())
        m_told.insert(toldKey(out.type, trigger));
    m_doors.journal->publish();
    return {};
}

} // namespace maestro
