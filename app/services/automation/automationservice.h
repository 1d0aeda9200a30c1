// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/automation/automationchoice.h"
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
/// Lives on the thread of the services.
class AutomationService : public QObject
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

    void setTiming(const LeaseHolder::Timing &timing) { m_timing = timing; } ///< of Leases still to come

private:
    struct Running
    {
        AutomationChoice choice;
        SloReportPtr report;
        bool sent = false;
    };

    void lookForAborts();
    void consider(const SloReportPtr &report);
    AutomationFacts factsFor(const SloReportPtr &report, const FleetRow &row) const;
    const FleetRow *rowOf(const ObjectRef &ref) const;
    const ConnectionStatus *connectionOf(const QString &context) const;
    LeaseHolder *lease(const ObjectRef &ref);
    void countAttempts(AutomationFacts &facts, const QString &release) const;
    bool isRecorded(RecordType type, const ActionTrigger &trigger) const;
    void act(const AutomationChoice &choice, const SloReportPtr &report, const FleetRow &row);
    void planned(const OperationPlanPtr &plan);
    void record(RecordType type, const FleetRow &row, const QString &verb, const QString &message, const ActionTrigger &trigger, const Policy *policy);

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
    QSet<QString> m_told; ///< what was recorded by this process
};

} // namespace maestro
