// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "domain/policy/evidencerules.h"
#include "services/validation/escalationsender.h"

namespace maestro {

/// What follows the record of an action because its policy says so: the draft of a review beside it (`evidence.review_note`, ledger EVD-08),
/// and a message with the record and the log to channels after a way back (`evidence.announce`, ledger EVD-07, COM-10): once for each action
/// and channel, with a note in the Journal before and after. Of the rows of a mass rollback nobody is told singly: the whole of it is one message
/// to each webhook. Lives on the services' thread.
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
        QString locks; ///< by which a mass rollback that is still under way is known
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
    /// Tells what the Journal has of a mass rollback, by its id, to the channels of the policies of its rows; who was told before is not told again.
    void followMass(const QString &batch, Callback<Made> done = {});
    /// Those of the last two hours whose program died before they were told, at the end or in the middle.
    void followLostMasses();

private:
    void leaveReview(const Outcome &outcome, Made *made) const;

    Means m_means;
};

/// What a channel is told of a way back; the reason and the paths are data.
QString announcement(const OperationPlan &plan, const Outcome &outcome, const JournalRecord &intent, const EvidenceRules &rules);

/// A mass rollback as the Journal has it.
struct MassStory
{
    struct Row
    {
        JournalRecord intent;
        QString state; ///< of its newest outcome; "unknown" without one
    };

    JournalRecord begun; ///< id empty: there is none
    bool ended = false;
    qsizetype wanted = 0; ///< rows that were to be acted on
    QList<Row> rows; ///< of those that began, as they began
};

MassStory massStory(const QList<JournalRecord> &records, const QString &batch);
/// Counts by state, then at most twenty rows with their actions.
QString announcement(const MassStory &story, const EvidenceRules &rules);

} // namespace maestro
