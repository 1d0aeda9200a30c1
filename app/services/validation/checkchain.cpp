// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/checkchain.h"

#include "services/localuser.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

/// Whether anybody began the check or said how it ended.
bool isTold(const QList<JournalRecord> &records, const QString &id, const QString &item)
{
    return std::any_of(records.cbegin(), records.cend(), [&](const JournalRecord &record) {
        return record.id == id && record.type == RecordType::Note && record.details.value(QLatin1String("check")).toString() == item;
    });
}

/// The reason and the id of the action, which are known only now.
Result<DeskCall> completed(DeskCall call, const DeskVariables &last)
{
    for (QString &argument : call.argv) {
        const Result<QString> value = filledArgument(argument, last);
        if (!value)
            return value.error();
        argument = *value;
    }
    for (QString &value : call.environment)
        value = filled(value, last);
    return call;
}

} // namespace

CheckChain::CheckChain(const OperationPlan &plan, const QString &id, ToolRun::Means means, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_means(std::move(means))
    , m_waiting(plan.call ? plan.call->checks : QList<FollowingCheck>())
{
}

bool CheckChain::follows(const OperationPlan &plan, const Outcome &outcome)
{
    return outcome.state == OutcomeState::Applied && plan.call && !plan.call->checks.isEmpty();
}

bool CheckChain::allOk() const
{
    return m_waiting.isEmpty() && !m_run && std::all_of(m_results.cbegin(), m_results.cend(), [](const End &one) { return one.ok; });
}

void CheckChain::start()
{
    QMetaObject::invokeMethod(this, &CheckChain::next, Qt::QueuedConnection);
}

bool CheckChain::stop()
{
    return m_run && m_run->stop();
}

void CheckChain::next()
{
    if (m_waiting.isEmpty())
        return Q_EMIT finished();
    m_now = m_waiting.takeFirst();
    const auto records = m_means.journal->records();
    const auto subject = records ? subjectOf(*records, m_id) : std::nullopt;
    if (!subject)
        return conclude(false, records ? Words::tr("The Journal has no such rollback or abort.") : records.error().message);
    if (isTold(*records, m_id, m_now.item))
        return conclude(false, Words::tr("Somebody else has begun it or said how it ended; it was not started."));
    if (!m_now.problem.isEmpty())
        return notBegun(*subject, m_now.problem);
    begin(*subject);
}

void CheckChain::begin(const ValidationSubject &subject)
{
    const auto call = completed(callOf(m_now), {{QStringLiteral("reason"), subject.reason.simplified()}, {QStringLiteral("action_id"), subject.id}});
    if (!call)
        return notBegun(subject, call.error().message);
    m_run = new ToolRun({subject, m_now.item, 1, false, *call}, m_means, this);
    const auto over = [this](bool ok, const QString &note) {
        std::exchange(m_run, nullptr)->deleteLater();
        m_means.journal->publish();
        conclude(ok, note);
    };
    connect(m_run, &ToolRun::said, this, [this](const QString &line) { Q_EMIT said(m_now.item, line); });
    connect(m_run, &ToolRun::ended, this, over);
    connect(m_run, &ToolRun::failed, this, [over](const Error &error) { over(false, error.message); });
    Q_EMIT begun(m_now.item);
    m_run->start();
}

void CheckChain::notBegun(const ValidationSubject &subject, const QString &why)
{
    JournalRecord record = confirmationRecord(subject, m_now.item, false, Words::tr("It was not started: %1").arg(why));
    record.at = m_means.clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    const auto kept = m_means.journal->appendUnless([this](const QList<JournalRecord> &all) { return isTold(all, m_id, m_now.item); }, record);
    m_means.journal->publish();
    conclude(false, kept ? record.reason : kept.error().message);
}

void CheckChain::conclude(bool ok, const QString &note)
{
    m_results.append({m_now.item, ok, note});
    Q_EMIT ended(m_now.item, ok, note);
    start();
}

QList<UnbegunCheck> unbegunChecks(const QList<JournalRecord> &records)
{
    struct Chain
    {
        QString id;
        QStringList items;
        QSet<QString> begun;
        QSet<QString> ended;
        bool applied = false;
        QDateTime at;
    };
    QList<Chain> chains;
    QHash<QString, qsizetype> known;
    for (const JournalRecord &record : records) {
        const auto at = known.constFind(record.id);
        if (record.type == RecordType::Intent && at == known.constEnd()) {
            QStringList items;
            for (const QJsonValue &item : record.details.value(QLatin1String("call")).toObject().value(QLatin1String("checks")).toArray())
                items.append(item.toString());
            if (items.isEmpty())
                continue;
            known.insert(record.id, chains.size());
            chains.append({record.id, items, {}, {}, false, record.at});
        } else if (at != known.constEnd()) {
            Chain &chain = chains[*at];
            const QString item = record.details.value(QLatin1String("check")).toString();
            const bool note = record.type == RecordType::Note && !item.isEmpty();
            const bool outcome = record.type == RecordType::Outcome || record.type == RecordType::Reconcile;
            if (outcome && record.state == outcomeWord(OutcomeState::Applied))
                chain.applied = true;
            if (note)
                (record.state == QLatin1String("started") ? chain.begun : chain.ended).insert(item);
            if (outcome || note)
                chain.at = std::max(chain.at, record.at);
        }
    }
    QList<UnbegunCheck> found;
    for (const Chain &chain : std::as_const(chains)) {
        if (!chain.applied || !(chain.begun - chain.ended).isEmpty())
            continue;
        for (const QString &item : chain.items)
            if (!chain.ended.contains(item))
                found.append({chain.id, item, chain.at});
    }
    return found;
}

QList<UnbegunCheck> giveUp(const QList<UnbegunCheck> &checks, JournalService *journal, const Clock *clock)
{
    QList<UnbegunCheck> recorded;
    const auto records = journal->records();
    for (const UnbegunCheck &check : checks) {
        const auto subject = records ? subjectOf(*records, check.id) : std::nullopt;
        if (!subject || isTold(*records, check.id, check.item))
            continue;
        JournalRecord record = confirmationRecord(*subject, check.item, false,
                                                  Words::tr("It was not started: whoever acted ended before it could follow. It is not started by itself any more; a person can run it."));
        record.at = clock->utcNow();
        record.actor = {{}, localUserName(), localHostName(), {}};
        const auto kept = journal->appendUnless([&check](const QList<JournalRecord> &all) { return isTold(all, check.id, check.item); }, record);
        if (kept && kept->seq >= 0)
            recorded.append(check);
    }
    if (!recorded.isEmpty())
        journal->publish();
    return recorded;
}

} // namespace maestro
