// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "domain/policy/evidencerules.h"
#include "journal/actionlock.h"
#include "services/cluster/clusteraccess.h"
#include "services/journalservice.h"
#include "services/operation/deed.h"

#include <QPointer>

namespace maestro {

/// One confirmed plan on its way: the order of safety.md section 4.4, once. Reports and then deletes itself.
class OperationRun : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        int observeTimeoutMs = 30'000;
        QString lockDirectory;
        QString evidenceDirectory; ///< empty: no evidence files
        EvidenceRules rules = {}; ///< of the policy
        QString eventDirectory; ///< where Events wait until the cluster has them; empty: they are sent once
    };

    OperationRun(OperationPlanPtr plan, const Confirmation &confirmation, ClusterAccess *access, JournalService *journal, const Clock *clock,
                 const Settings &settings, std::unique_ptr<Deed> deed, QObject *parent);

    void start();
    void stopObserving() { m_settings.observeTimeoutMs = 0; }

Q_SIGNALS:
    void progressed(maestro::OperationProgress progress);
    void settled(); ///< the server answered: other actions on the object may follow
    void finished(maestro::Outcome outcome);

private:
    std::optional<Error> gate() const;
    Result<Done> keepBefore();
    void checkFirst();
    void reserve();
    void giveBack();
    bool recordIntent();
    void send(qsizetype step);
    void answered(qsizetype step, const MutationResult &result);
    void refused(qsizetype step, const MutationResult &result);
    void watchForEffect(bool answerLost);
    void look(bool answerLost);
    void seen(const Deed::Sight &sight, bool answerLost);
    void notSeen(bool answerLost, const QString &unreadable);
    void left(const QJsonObject &process);
    void namePrecondition(const QString &why, OutcomeState state);
    void finish(OutcomeState state, const QString &message);
    void tellCluster();
    void readAfter();
    void endTail();
    void connectionGone();
    void progress(OperationStage stage);
    void keepEvidence();
    JournalRecord record(RecordType type) const;
    QString auditId(qsizetype step) const;

    OperationPlanPtr m_plan;
    Confirmation m_confirmation;
    QPointer<ClusterAccess> m_access; ///< may go while we wait: a reconnect makes a new one
    JournalService *m_journal;
    const Clock *m_clock;
    Settings m_settings;
    std::unique_ptr<ActionLock> m_lock;
    std::unique_ptr<Deed> m_deed; ///< null: the requests of the plan are sent to the cluster
    Outcome m_outcome;
    JournalRecord m_intent;
    QStringList m_lacking; ///< what the policy requires of the record and nobody gave
    QString m_noEvidence; ///< why no evidence file is written, where the operator goes on without
    bool m_ended = false; ///< finish() has run
    OutcomeState m_ifGone = OutcomeState::NotSent; ///< what is true when the connection goes now
    QString m_toldSight; ///< what is at work, as it was told last
    bool m_stillAtWork = false; ///< what was started goes on without us: others have to wait for it
    bool m_changed = false; ///< at least one request was accepted
    qint64 m_observeFromMs = 0;
    int m_openTails = 0;
};

} // namespace maestro
