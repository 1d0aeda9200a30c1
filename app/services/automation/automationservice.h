// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/automationport.h"
#include "ports/fleetport.h"
#include "ports/operationport.h"
#include "ports/sloport.h"
#include "services/automation/leaseholder.h"
#include "services/journalservice.h"

#include <QSet>

#include <map>

namespace maestro {

/// Watches automation, and is it where a policy says so. What the controller aborts by itself is recorded once (AUT-04); what the gates
/// ask for and nobody here does is recorded with its rule (AUT-19); where the policy names the console as owner, the console that holds
/// the Lease "maestro-automation" of the namespace acts, through the same plan, journal and single request as a click.
/// Where a policy names the console, it says beforehand what it would do. Lives on the thread of the services.
class AutomationService final : public AutomationPort
{
    Q_OBJECT
public:
    struct Doors
    {
        SloPort *slo = nullptr;
        FleetPort *fleet = nullptr;
        OperationPort *operations = nullptr; ///< of its own: nobody else hears its plans
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        std::function<PolicyPtr(const QString &name)> policy;
        std::function<KubeClient *(const QString &context)> client; ///< null: not connected
    };

    explicit AutomationService(Doors doors, QObject *parent = nullptr);

    void open(const ObjectRef &ref) override;
    void setStandDown(bool down) override;

    void setTiming(const LeaseHolder::Timing &timing) { m_timing = timing; } ///< of Leases still to come

private:
    struct Running
    {
        AutomationChoice choice;
        SloReportPtr report;
        bool sent = false;
    };

    void lookForAborts();
    void tellStatus();
    AutomationStatusPtr statusOf(const ObjectRef &ref) const;
    void consider(const SloReportPtr &report);
    AutomationFacts factsFor(const SloReportPtr &report, const FleetRow &row) const;
    const FleetRow *rowOf(const ObjectRef &ref) const;
    const ConnectionStatus *connectionOf(const QString &context) const;
    LeaseHolder *lease(const ObjectRef &ref);
    void countAttempts(AutomationFacts &facts, const QString &release) const;
    bool isRecorded(RecordType type, const ActionTrigger &trigger) const;
    void act(const AutomationChoice &choice, const SloReportPtr &report, const FleetRow &row);
    void planned(const OperationPlanPtr &plan);
    /// Why it could not be written, if so.
    std::optional<Error> record(JournalRecord record, const FleetRow *row, const ActionTrigger &trigger, const Policy *policy);

    Doors m_doors;
    LeaseHolder::Timing m_timing;
    QString m_identity;
    FleetSnapshotPtr m_fleet;
    JournalRecordsPtr m_records;
    std::map<QString, LeaseHolder *> m_leases; ///< by context/namespace
    QHash<QString, Running> m_running; ///< by release key
    QHash<QString, bool> m_abortKnown; ///< by uid: whether it was aborted when last seen
    QTimer m_aborts; ///< a fleet of thousands is not walked through for every change
    QHash<ObjectRef, SloReportPtr> m_considered; ///< the newest of each: the whole fleet's come again whenever one changes
    ObjectRef m_open;
    AutomationStatusPtr m_status; ///< as told last of m_open
    QTimer m_statusTimer; ///< 1 Hz while one is open: data ages and Leases run out without any event
    bool m_standsDown = false;
    QSet<QString> m_told; ///< what was recorded by this process
};

} // namespace maestro
