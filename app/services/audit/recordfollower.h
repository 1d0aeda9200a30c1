// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "domain/policy/evidencerules.h"
#include "services/validation/escalationsender.h"

namespace maestro {

/// What follows the record of an action because its policy says so: the draft of a review beside it (`evidence.review_note`, ledger EVD-08),
/// and a message with the record and the log to channels after a way back (`evidence.announce`, ledger EVD-07, COM-10): once for each action
/// and channel, with a note in the Journal before and after. Lives on the services' thread.
class RecordFollower : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        std::function<EvidenceRules(const QString &policy)> rules;
        EscalationSender *sender = nullptr; ///< outlives this
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
    };
    struct Made
    {
        QString review; ///< path; empty: none was wanted, or could be written
        QStringList told; ///< one sentence for each channel
        QString problem; ///< why no review was written
    };

    explicit RecordFollower(Means means, QObject *parent = nullptr);

    /// Calls back once, later; may be empty.
    void follow(const OperationPlanPtr &plan, const Outcome &outcome, Callback<Made> done = {});

private:
    void leaveReview(const Outcome &outcome, Made *made) const;

    Means m_means;
};

/// What a channel is told of a way back; the reason and the paths are data.
QString announcement(const OperationPlan &plan, const Outcome &outcome, const JournalRecord &intent, const EvidenceRules &rules);

} // namespace maestro
