// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/recordfollower.h"

#include "config/privatefile.h"
#include "services/evidence/packreview.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

/// A refusal changed nothing and left no record.
bool isTold(const OperationPlan &plan, const Outcome &outcome)
{
    const bool back = plan.request.verb == Verb::Abort || plan.request.verb == Verb::Rollback;
    return back && outcome.journalSeq >= 0 && outcome.state != OutcomeState::Refused && outcome.state != OutcomeState::NotPermitted && outcome.state != OutcomeState::NotSent;
}

QList<JournalRecord> recordsOf(JournalService *journal, const QString &id)
{
    QList<JournalRecord> own;
    const Result<QList<JournalRecord>> records = journal->records();
    if (records)
        std::copy_if(records->cbegin(), records->cend(), std::back_inserter(own), [&id](const JournalRecord &record) { return record.id == id; });
    return own;
}

} // namespace

QString announcement(const OperationPlan &plan, const Outcome &outcome, const JournalRecord &intent, const EvidenceRules &rules)
{
    const QString who = intent.actor.server.isEmpty() ? intent.actor.os : intent.actor.server;
    const ObjectRef &ref = plan.request.target;
    QStringList lines{u"%1%2 %3/%4 (%5): %6, by %7"_s.arg(plan.policy.drill ? u"DRILL "_s : QString(), verbWord(plan.request.verb), ref.ns, ref.name, ref.context, outcomeWord(outcome.state), who)};
    lines.append(u"Reason: "_s + intent.reason);
    const QString log = intent.details.value(u"logUrl"_s).toString();
    if (rules.include.contains(u"record_path"_s))
        lines.append(u"Evidence: "_s + (outcome.evidencePath.isEmpty() ? Words::tr("no record was written") : outcome.evidencePath));
    if (rules.include.contains(u"log_url"_s))
        lines.append(u"Log: "_s + (log.isEmpty() ? Words::tr("none was given") : log));
    lines.append(u"Action: "_s + outcome.id);
    return lines.join(u'\n');
}

RecordFollower::RecordFollower(Means means, QObject *parent)
    : QObject(parent)
    , m_means(std::move(means))
{
}

void RecordFollower::follow(const OperationPlanPtr &plan, const Outcome &outcome, Callback<Made> done)
{
    const EvidenceRules rules = m_means.rules ? m_means.rules(plan->policy.name) : EvidenceRules();
    const auto made = std::make_shared<Made>();
    const auto open = std::make_shared<qsizetype>(1);
    const auto joined = [made, open, done = std::move(done)] {
        if (--*open == 0 && done)
            done(*made);
    };
    if (rules.reviewNote && !outcome.evidencePath.isEmpty())
        leaveReview(outcome, made.get());
    if (!rules.channels.isEmpty() && isTold(*plan, outcome) && m_means.sender) {
        const QList<JournalRecord> own = recordsOf(m_means.journal, outcome.id);
        Validation subject;
        subject.id = outcome.id;
        subject.target = plan->request.target;
        subject.service = plan->policy.service;
        subject.policy = plan->policy.name;
        const QString text = announcement(*plan, outcome, own.isEmpty() ? JournalRecord() : own.constFirst(), rules);
        for (const QString &channel : rules.channels) {
            ++*open;
            m_means.sender->sendText(subject, u"announce"_s, channel, text, [made, joined](const EscalationSender::Told &told) {
                made->told.append(told.message);
                joined();
            });
        }
    }
    QTimer::singleShot(0, this, joined);
}

/// Beside the record, under its name; one that is there is a person's.
void RecordFollower::leaveReview(const Outcome &outcome, Made *made) const
{
    const QFileInfo record(outcome.evidencePath);
    const QString folder = QDir::cleanPath(record.absolutePath() + u"/../reviews"_s);
    const QString path = folder + u'/' + record.completeBaseName() + u".md"_s;
    if (QFileInfo::exists(path))
        return;
    PackContent content;
    content.id = outcome.id;
    content.at = m_means.clock->utcNow();
    content.excerpt.records = recordsOf(m_means.journal, outcome.id);
    addReview(content);
    const Result<Done> there = ensurePrivateFolder(folder);
    const Result<Done> written = there ? writePrivateFile(path, content.files.constLast().second) : there;
    if (written)
        made->review = path;
    else
        made->problem = Words::tr("The draft of the review could not be written: %1").arg(written.error().message);
}

} // namespace maestro
