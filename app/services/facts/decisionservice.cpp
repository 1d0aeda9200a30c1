// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/decisionservice.h"

#include "services/cluster/actor.h"
#include "services/facts/boardjson.h"
#include "services/facts/factkeeper.h"
#include "services/policy/roledoor.h"
#include "text/budget/budgettext.h"
#include "text/decision/decisiontext.h"
#include "text/policy/policyfaulttext.h"

#include <QCoreApplication>
#include <QUuid>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

Error noPolicy(const PolicyFaults &doubts)
{
    return absenceError(Facts::tr("no policy names this workload, so it has no signals and no decision rules"), {}, doubts);
}

const QStringList &choices()
{
    static const QStringList words{QStringLiteral("rollback"), QStringLiteral("hold"), QStringLiteral("promote"), QStringLiteral("escalate")};
    return words;
}

} // namespace

DecisionService::DecisionService(SubjectOf subjectOf, AccessFor access, JournalService *journal, const Clock *clock, QObject *parent)
    : DecisionPort(parent)
    , m_subjectOf(std::move(subjectOf))
    , m_access(std::move(access))
    , m_journal(journal)
    , m_clock(clock)
{
}

std::optional<Error> DecisionService::reasonProblem(const QString &reason) const
{
    if (reason.trimmed().size() >= shortestReason)
        return {};
    return Error{ErrorKind::BadInput, QStringLiteral("reason"), Facts::tr("a reason of at least %n character(s) is needed", nullptr, shortestReason), {}, {}};
}

void DecisionService::setSignal(const SignalRequest &request)
{
    const auto subject = m_subjectOf(request.target);
    if (!subject || !subject->match)
        return Q_EMIT failed(noPolicy(subject ? subject->match.doubts : PolicyFaults()));
    const Policy &policy = *subject->match.policy;
    if (const auto problem = problemOf(policy, request))
        return Q_EMIT failed(signalProblem(policy, request, *problem));
    if (const auto problem = reasonProblem(request.reason))
        return Q_EMIT failed(*problem);
    JournalRecord record;
    record.type = RecordType::Signal;
    record.at = m_clock->utcNow();
    record.object = request.target;
    record.verb = request.clear ? QStringLiteral("clear") : QStringLiteral("set");
    record.reason = request.reason.trimmed();
    record.state = QStringLiteral("recorded");
    record.message = signalRecordText(request);
    record.details = signalDetails(policy, request, subject->scope, record.at);
    writeIfAllowed(QStringLiteral("signal"), record, *subject);
}

void DecisionService::decide(const DecisionRequest &request)
{
    if (!request.board || !choices().contains(request.choice))
        return Q_EMIT failed({ErrorKind::BadInput, QStringLiteral("choice"), Facts::tr("a decision is one of %1").arg(choices().join(QStringLiteral(", "))), {}, {}});
    if (const auto problem = reasonProblem(request.reason))
        return Q_EMIT failed(*problem);
    const DecisionBoard &board = *request.board;
    JournalRecord record;
    record.type = RecordType::Decision;
    record.at = m_clock->utcNow();
    record.object = board.target;
    record.verb = request.choice;
    record.reason = request.reason.trimmed();
    record.state = QStringLiteral("decided");
    record.message = boardSentence(board);
    QJsonObject frozen = boardJson(board);
    frozen.remove(QStringLiteral("facts")); // what a condition read is with it
    record.details = {{QStringLiteral("board"), frozen},
                      {QStringLiteral("policy"), board.policy},
                      {QStringLiteral("policyHash"), QString::fromLatin1(board.policyHash)},
                      {QStringLiteral("rule"), board.rule}};
    writeIfAllowed(QStringLiteral("decide"), record, m_subjectOf(board.target).value_or(Subject()));
}

void DecisionService::writeIfAllowed(const QString &deed, const JournalRecord &record, const Subject &subject)
{
    askRoleOf(this, m_access ? m_access(record.object.context) : nullptr, subject.match.policy, subject.match.environment, deed, [this, record, subject](const std::optional<Error> &refused) {
        if (refused)
            return Q_EMIT failed(*refused);
        write(record, subject);
    });
}

void DecisionService::acknowledge(const BudgetRequest &request)
{
    if (problemOf(request))
        return Q_EMIT failed({ErrorKind::Refused, QStringLiteral("budgetUnknown"), Facts::tr("how much of this budget is used is not known, so nobody can acknowledge it"), {}, {}});
    if (const auto problem = reasonProblem(request.reason))
        return Q_EMIT failed(*problem);
    JournalRecord record = acknowledgementRecord(request, m_clock->utcNow());
    record.message = acknowledgementRecordText(request);
    write(record, m_subjectOf(request.target).value_or(Subject()));
}

void DecisionService::write(JournalRecord record, const Subject &subject)
{
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.objectKind = subject.kind;
    record.objectUid = subject.uid;
    ClusterAccess *access = m_access ? m_access(record.object.context) : nullptr;
    if (access)
        record.server = access->server();
    whoActs(this, access, m_impersonating, [this, said = std::move(record)](const Actor &actor) mutable {
        said.actor = actor;
        const Result<JournalPlace> place = m_journal->append(said);
        if (!place)
            return Q_EMIT failed(place.error());
        m_journal->publish();
        Q_EMIT written(said.id);
    });
}

void DecisionService::openSignals(const ObjectRef &target)
{
    m_open = target;
    tellSignals();
}

void DecisionService::takeRecords(const JournalRecordsPtr &records)
{
    m_signals = signalRecords(*records);
    tellSignals();
}

void DecisionService::tellSignals()
{
    if (m_open.isEmpty())
        return;
    const auto subject = m_subjectOf(m_open);
    Q_EMIT signalsChanged(m_open, subject && subject->match ? maestro::signalsNow(*subject->match.policy, m_signals, subject->scope, m_clock->utcNow()) : QList<SignalState>());
}

} // namespace maestro
