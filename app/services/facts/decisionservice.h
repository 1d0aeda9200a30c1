// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policymatch.h"
#include "ports/decisionport.h"
#include "services/cluster/clusteraccess.h"
#include "services/journalservice.h"

namespace maestro {

/// Writes what people say, signals, decisions and budgets they acknowledge, to the Journal; it is on disk when `written` is told. Who they are is asked of the
/// cluster; a cluster that does not answer keeps nobody from raising an alarm: then the operating system's user stands alone.
/// Lives on the services' thread.
class DecisionService final : public DecisionPort
{
    Q_OBJECT
public:
    /// What is known of a target.
    struct Subject
    {
        PolicyMatch match;
        SignalScope scope;
        QString kind; ///< "Rollout", "Deployment"
        QString uid; ///< empty: not known
    };
    using SubjectOf = std::function<std::optional<Subject>(const ObjectRef &)>;
    using AccessFor = std::function<ClusterAccess *(const QString &context)>;

    DecisionService(SubjectOf subjectOf, AccessFor access, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    void setSignal(const SignalRequest &request) override;
    void decide(const DecisionRequest &request) override;
    void acknowledge(const BudgetRequest &request) override;
    void openSignals(const ObjectRef &target) override;

    void setImpersonating(const QString &user) { m_impersonating = user; }
    void takeRecords(const JournalRecordsPtr &records);
    void tellSignals(); ///< of the open target, as they are now

    static constexpr int shortestReason = 10;

private:
    void write(JournalRecord record, const Subject &subject);
    void writeIfAllowed(const QString &deed, const JournalRecord &record, const Subject &subject); ///< by the roles of the policy
    std::optional<Error> reasonProblem(const QString &reason) const;

    SubjectOf m_subjectOf;
    AccessFor m_access;
    JournalService *m_journal;
    const Clock *m_clock;
    QString m_impersonating;
    ObjectRef m_open;
    QList<JournalRecord> m_signals;
};

} // namespace maestro
