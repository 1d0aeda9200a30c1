// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massplan.h"
#include "journal/actionlock.h"
#include "services/journalservice.h"
#include "services/operation/operationservice.h"

namespace maestro {

/// Carries out the chosen rows of a plan, as many at once as their policies allow (else one after the other), each as an operation of its own: planned
/// anew, intent, one request (or the first declared way that can be used, under the policy of the preview), effect, outcome. A row that fails does not stop the others. The batch is in the Journal before the first row and again after the last. Lives on
/// the services' thread; the operation service must outlive it, and nobody else uses it meanwhile.
class MassRun : public QObject
{
    Q_OBJECT
public:
    MassRun(OperationService *operations, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    /// finished() follows, at once when the Journal cannot be written: then nothing was sent (`problem` of every row).
    void start(const MassPlan &plan, const Actor &actor, const QString &reason, const QString &ticket, bool stopOnFailure);
    /// Before start(): what goes into the record of every row (Confirmation).
    void setRecord(const QString &logUrl, bool withoutEvidence)
    {
        m_logUrl = logUrl;
        m_withoutEvidence = withoutEvidence;
    }
    /// Before start(): where it holds its lock, by which others know that it is still under way.
    void setLockDirectory(const QString &locks) { m_locks = locks; }
    /// What is under way is finished; nothing more is begun.
    void stop() { m_stopped = true; }
    const MassReport &report() const { return m_report; }

Q_SIGNALS:
    void progressed(); ///< report() has one more result
    void finished();

private:
    struct Under
    {
        MassRow row;
        QStringList passedOver;
    };

    void next();
    void planned(const OperationPlanPtr &plan);
    void take(const QString &uid, const std::optional<Outcome> &outcome, const QString &problem);
    void end();
    Result<Done> record(const QString &state, const QJsonObject &details);

    OperationService *m_operations;
    JournalService *m_journal;
    const Clock *m_clock;
    MassReport m_report;
    QList<MassRow> m_waiting;
    QHash<QString, Under> m_under; ///< under way, by uid
    bool m_ended = true;
    Actor m_actor;
    QString m_reason;
    QString m_ticket;
    QString m_logUrl;
    bool m_withoutEvidence = false;
    bool m_stopOnFailure = false;
    bool m_stopped = false;
    QString m_locks;
    std::unique_ptr<ActionLock> m_lock;
};

} // namespace maestro
