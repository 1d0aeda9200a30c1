// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/drill/drillrun.h"
#include "process/supervisedprocess.h"
#include "services/cluster/clusteraccess.h"
#include "services/drill/drillplan.h"
#include "services/drill/nativestep.h"
#include "services/facts/healthprober.h"
#include "services/journalservice.h"

#include <QTimer>

namespace maestro {

class ActionLock;

/// Runs one drill to its end (ledger DRL-02 to DRL-04): a step is on record before it begins and when it ended, a program is started at most
/// once. When a step fails the waits behind it are skipped, but programs and native steps are run all the same, so that what the drill broke is put back, and what
/// has to be on record is looked for. Of the same drill in one environment one runs at a time. When this process dies nothing is run by
/// itself: the next run records that it was interrupted. Lives on the services' thread.
class DrillRunner : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        ClusterAccess *access = nullptr;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QMap<QString, QString> environment; ///< of every program
        QString runs; ///< folder of all runs of programs
        QString locks;
        QString notes; ///< folder of the notes that drills write lines into
        Actor actor;
        OperationService *operations = nullptr; ///< of this drill alone: native steps go through it; its evidence goes where the programs leave theirs
    };

    DrillRunner(DrillPlan plan, Means means, QObject *parent = nullptr);
    ~DrillRunner() override;

    void start();
    /// Asks the program under way to end; nothing else is begun, what the drill deployed stays.
    void stop();
    const DrillRun &run() const { return m_run; }

Q_SIGNALS:
    void progressed(); ///< run() changed, and is on record
    void said(QString line); ///< of a program's output, without secrets
    void finished();
    void failed(maestro::Error error); ///< not begun, or the Journal cannot be written any more: nothing further is begun

private:
    bool record();
    void next();
    void beginTool();
    void lookAtTool();
    void beginNative();
    void nativeEnded(const Outcome &outcome);
    void beginProbing();
    void probe();
    void judge(const ProbeAnswer &plain, const ProbeAnswer &canary);
    void lookForProof();
    void writeNote();
    void conclude(DrillState state, const QString &finding);
    void finish();
    DrillStepRun &now() { return m_run.steps[m_at]; }
    QString marker() const;

    DrillPlan m_plan;
    Means m_means;
    DrillRun m_run;
    qsizetype m_at = -1;
    bool m_broken = false; ///< a step did not hold
    bool m_stopping = false;
    std::unique_ptr<ActionLock> m_lock;
    std::unique_ptr<SupervisedProcess> m_process;
    std::unique_ptr<NativeStep> m_native;
    QString m_deployedHash; ///< of the version that this drill's set-image brought
    bool m_notUndone = false; ///< the native abort did not leave: there is no recovery to wait for
    bool m_mayHaveDeployed = false; ///< a program ran, or a request whose effect was not seen
    HealthProber m_prober;
    QTimer m_look;
    QSet<QString> m_recordsBefore;
    QDateTime m_failingSince; ///< of the probe; invalid: it does not fail
    qint64 m_failingSinceMs = 0; ///< by Clock::bootMs
    int m_wellTimes = 0;
    qint64 m_deadlineMs = 0; ///< Clock::bootMs()
    qsizetype m_toldTo = 0;
};

/// Makes runs whose end nobody recorded Interrupted, unless somebody is at it. Reads the locks.
QList<DrillRun> withInterruptions(QList<DrillRun> runs, const QString &locks);

} // namespace maestro
