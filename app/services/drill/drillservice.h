// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/drill/drillport.h"
#include "ports/journalport.h"
#include "services/drill/drillrunner.h"
#include "services/policy/policylibrary.h"
#include "services/workspace.h"

#include <QPointer>

namespace maestro {

/// Drills of the window (ledger DRL-01 to DRL-04): the board out of the policies in force and the Journal, an offer, one run at a time. A policy
/// whose file is wrong at the moment lets nothing begin. Lives on the services' thread.
class DrillService final : public DrillPort
{
    Q_OBJECT
public:
    struct Means
    {
        Workspace *workspace = nullptr;
        PolicyLibrary *policies = nullptr;
        JournalService *journal = nullptr;
        OperationService *operations = nullptr; ///< of its own: nobody else hears its plans
        const Clock *clock = nullptr;
        QProcessEnvironment environment;
        QString runs;
        QString locks;
        QString notes;
        QString evidence;
        QString logUrl;
    };

    explicit DrillService(Means means, QObject *parent = nullptr);

    void takeRecords(const JournalRecordsPtr &records);

    void refresh() override;
    void prepare(const DrillAsk &ask) override;
    void begin(const QString &id) override;
    void stop() override;

private:
    QList<DrillTarget> targetsOf(const Policy &policy, const PolicyDrill &drill) const;
    void offer(const DrillAsk &ask, const PolicyPtr &policy, ClusterAccess *access, const Rollout &workload);
    void run(const DrillPlan &plan, ClusterAccess *access, const Actor &actor);
    void refuse(const QString &code, const QString &message, const QString &hint = {});
    ProgramGround ground(const Policy &policy, const QString &context) const;

    Means m_means;
    JournalRecordsPtr m_records;
    int m_asked = 0; ///< counts prepare(): answers to an earlier one are void
    std::optional<DrillPlan> m_plan; ///< offered, and not begun yet
    QPointer<ClusterAccess> m_over; ///< the connection of m_plan
    std::unique_ptr<DrillRunner> m_runner;
    bool m_beginning = false;
};

} // namespace maestro
