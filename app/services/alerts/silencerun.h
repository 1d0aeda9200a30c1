// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alertmanager/alertmanagerclient.h"
#include "domain/operation/operationplan.h"
#include "journal/actionlock.h"
#include "ports/alertport.h"
#include "services/alerts/silencewriter.h"
#include "services/journalservice.h"

namespace maestro {

/// One confirmed silence plan on its way: lock, intent on disk, one request, read back, outcome on disk. Reports and deletes itself.
/// A lost answer is settled by looking for the mark in the comment, never by sending again.
class SilenceRun : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        Endpoint endpoint; ///< of the one peer that is written to
        QString context;
        QPointer<ClusterAccess> access; ///< behind a service proxy
        QPointer<AlertmanagerClient> client;
        SecretStore *secrets = nullptr;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QString lockDirectory;
        PlanPolicy policy; ///< of the connection
        int observeTimeoutMs = 30'000;
    };

    SilenceRun(SilencePlan plan, Confirmation confirmation, Means means, QObject *parent);

    void start();
    void stopObserving() { m_means.observeTimeoutMs = 0; }

Q_SIGNALS:
    void finished(maestro::SilenceOutcome outcome);

private:
    bool recordIntent();
    void answered(const WriteAnswer &answer);
    void look();
    void looked(const PeerAnswers<Silence> &found);
    void finish(OutcomeState state, const QString &message);
    JournalRecord record(RecordType type) const;

    SilencePlan m_plan;
    Confirmation m_confirmation;
    Means m_means;
    std::unique_ptr<ActionLock> m_lock;
    SilenceOutcome m_outcome;
    bool m_answerLost = false;
    qint64 m_observeFromMs = 0;
};

/// Hex SHA-256 over everything that a confirmation of the plan stands for.
QString silenceDigest(const SilencePlan &plan);

/// What reading says about an action whose outcome was never recorded; nothing: not decidable now.
struct SilenceFinding
{
    OutcomeState state = OutcomeState::Unknown;
    QString message;
};
std::optional<SilenceFinding> settledBy(const JournalRecord &intent, const PeerAnswers<Silence> &found, const QDateTime &nowUtc);

} // namespace maestro
