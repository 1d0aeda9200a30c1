// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/recordfollower.h"

#include "config/privatefile.h"
#include "domain/mass/massplan.h"
#include "journal/actionlock.h"
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

MassStory massStory(const QList<JournalRecord> &records, const QString &batch)
{
    MassStory story;
    QHash<QString, qsizetype> places;
    for (const JournalRecord &record : records) {
        if (record.id == batch && record.type == RecordType::Note && record.verb == massRollbackWord) {
            if (story.begun.id.isEmpty()) {
                story.begun = record;
                story.wanted = record.details.value(u"batch"_s).toObject().value(u"count"_s).toInteger();
            }
            story.ended = story.ended || record.state == u"finished"_s || record.state == u"stopped"_s;
        } else if (record.type == RecordType::Intent && record.details.value(u"release"_s).toString() == batch) {
            places.insert(record.id, story.rows.size());
            story.rows.append({record, u"unknown"_s});
        } else if (record.type == RecordType::Outcome || record.type == RecordType::Reconcile) {
            if (const auto place = places.constFind(record.id); place != places.constEnd())
                story.rows[*place].state = record.state;
        }
    }
    return story;
}

QString announcement(const MassStory &story, const EvidenceRules &rules)
{
    constexpr qsizetype namedAtMost = 20;
    const JournalRecord &begun = story.begun;
    QMap<QString, int> counts;
    QStringList rows;
    QString log;
    for (const MassStory::Row &row : story.rows) {
        ++counts[row.state];
        log = row.intent.details.value(u"logUrl"_s).toString();
        if (rows.size() < namedAtMost)
            rows.append(u"%1/%2: %3 %4, action %5"_s.arg(row.intent.object.ns, row.intent.object.name, row.intent.verb, row.state, row.intent.id));
    }
    QStringList ends;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        ends.append(u"%1 %2"_s.arg(it.value()).arg(it.key()));
    if (const qsizetype never = story.wanted - story.rows.size(); never > 0)
        ends.append(Words::tr("%1 not begun").arg(never));
    const QString place = begun.object.ns.isEmpty() ? begun.object.context : u"%1/%2"_s.arg(begun.object.context, begun.object.ns);
    QStringList lines{Words::tr("mass rollback of %1 in %2: %3, by %4").arg(story.wanted).arg(place, ends.join(u", "_s), begun.actor.server.isEmpty() ? begun.actor.os : begun.actor.server)};
    if (!story.ended)
        lines.append(Words::tr("It was interrupted before its end: what is unknown may have been sent."));
    lines.append(u"Reason: "_s + begun.reason);
    lines += rows;
    if (story.rows.size() > rows.size())
        lines.append(Words::tr("and %1 more").arg(story.rows.size() - rows.size()));
    if (rules.include.contains(u"record_path"_s))
        lines.append(u"Evidence: "_s + Words::tr("a record for each of them, by its action"));
    if (rules.include.contains(u"log_url"_s))
        lines.append(u"Log: "_s + (log.isEmpty() ? Words::tr("none was given") : log));
    lines.append(u"Action: "_s + begun.id);
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
    const bool single = plan->request.trigger.rule != massRollbackWord; // the rows of a mass are told together
    if (!rules.channels.isEmpty() && single && isTold(*plan, outcome) && m_means.sender) {
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

void RecordFollower::followMass(const QString &batch, Callback<Made> done)
{
    const auto made = std::make_shared<Made>();
    const auto open = std::make_shared<qsizetype>(1);
    const auto joined = [made, open, done = std::move(done)] {
        if (--*open == 0 && done)
            done(*made);
    };
    QTimer::singleShot(0, this, joined);
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    const MassStory story = records ? massStory(*records, batch) : MassStory();
    if (story.begun.id.isEmpty() || !m_means.sender || !m_means.rules)
        return;
    static const QStringList quiet {u"refused"_s, u"notPermitted"_s, u"notSent"_s};
    QSet<QString> asked;
    QSet<QString> webhooks;
    for (const MassStory::Row &row : story.rows) {
        const QString policy = row.intent.details.value(u"policy"_s).toString();
        if (quiet.contains(row.state) || asked.contains(policy))
            continue;
        asked.insert(policy);
        const EvidenceRules rules = m_means.rules(policy);
        Validation subject;
        subject.id = batch;
        subject.target = story.begun.object;
        subject.policy = policy;
        for (const QString &channel : rules.channels) {
            const QString webhook = m_means.sender->webhookOf(policy, channel);
            if (!webhook.isEmpty() && webhooks.contains(webhook))
                continue; // two policies may tell the same people
            webhooks.insert(webhook);
            ++*open;
            m_means.sender->sendText(subject, u"announce"_s, channel, announcement(story, rules), [made, joined](const EscalationSender::Told &told) {
                made->told.append(told.message);
                joined();
            });
        }
    }
}

void RecordFollower::followLostMasses()
{
    constexpr qint64 oldestMs = 2 * 3600'000; ///< what lies further back is for a person to judge
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    const QDateTime now = m_means.clock->utcNow();
    QSet<QString> seen;
    for (const JournalRecord &record : records ? *records : QList<JournalRecord>()) {
        if (record.type != RecordType::Note || record.verb != massRollbackWord || record.at.msecsTo(now) > oldestMs || seen.contains(record.id))
            continue;
        seen.insert(record.id);
        if (ActionLock::acquire(m_means.locks, massLockOf(record.id))) // nobody carries it out any more
            followMass(record.id);
    }
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
