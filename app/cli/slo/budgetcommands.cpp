// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/slo/budgetcommands.h"

#include "cli/commands/operationinput.h"
#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "cli/slo/healthteller.h"
#include "cli/slo/slodocument.h"
#include "services/facts/decisionservice.h"
#include "text/budget/budgettext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr qint64 questionMs = 120'000;

QJsonObject reportOf(const SloReport &report, const QList<BudgetReading> &budgets, const QString &record)
{
    QJsonObject object = document(QStringLiteral("BudgetReport"));
    const QJsonObject whole = sloDocument(report);
    for (const char *key : {"context", "namespace", "name", "at", "policy", "policyHash", "problem"})
        object.insert(QLatin1String(key), whole.value(QLatin1String(key)));
    object.insert(QStringLiteral("budgets"), budgetArray(budgets));
    object.insert(QStringLiteral("record"), textOrNull(record));
    return object;
}

QString wordsOf(const QList<BudgetReading> &budgets)
{
    QString text;
    for (const BudgetReading &budget : budgets) {
        const QString acknowledged = acknowledgementText(budget);
        text += QStringLiteral("%1: %2\n    %3\n").arg(displaySafe(budget.name, 80), budgetUseText(budget), acknowledged.isEmpty() ? CliText::tr("nobody acknowledged it") : acknowledged);
    }
    return text.isEmpty() ? CliText::tr("the policy promises no budget here") : text.trimmed();
}

/// The one that is named, or the only one there is.
Result<BudgetReading> chosen(const QList<BudgetReading> &budgets, const QString &name)
{
    QStringList names;
    for (const BudgetReading &budget : budgets) {
        names.append(budget.name);
        if (budget.name == name || (name.isEmpty() && budgets.size() == 1))
            return budget;
    }
    if (names.isEmpty())
        return Error{ErrorKind::Refused, QStringLiteral("budgetUnknown"), CliText::tr("the policy promises no budget here"), {}, {}};
    return Error{ErrorKind::BadInput, QStringLiteral("unknownBudget"), name.isEmpty() ? CliText::tr("which budget?") : CliText::tr("there is no budget \"%1\"").arg(displaySafe(name, 80)),
                 CliText::tr("There are: %1").arg(displaySafe(names.join(QStringLiteral(", ")), 1000)), {}};
}

void write(Call *call, JournalService *journal, const SloReport &report, const BudgetReading &budget, const OperationInput &input)
{
    auto *service = new DecisionService([](const ObjectRef &) { return std::optional<DecisionService::Subject>(); },
                                        [call](const QString &context) { const auto access = call->access(context); return access ? *access : nullptr; }, journal, call->clock(), call);
    service->setImpersonating(call->line().value("as"));
    QObject::connect(service, &DecisionPort::failed, call, [call](const Error &error) { call->fail(error); });
    QObject::connect(service, &DecisionPort::written, call, [call, journal, report, budget](const QString &id) {
        BudgetReading now = budget;
        if (const auto records = journal->records())
            now.acknowledged = acknowledgementOf(now, budgetAcknowledgements(*records, report.target), call->clock()->utcNow());
        call->out().answer(reportOf(report, {now}, id));
        call->out().answer(wordsOf({now}));
        call->finish(0);
    });
    service->acknowledge({report.target, budget.name, budget.meaning, budget.consumed, report.policy, report.policyHash, input.reason, call->line().value("link")});
}

/// What is used is read, shown and confirmed; that value, not a later one, is what was acknowledged.
void ask(Call *call, JournalService *journal, const SloReport &report, const OperationInput &input)
{
    const Result<BudgetReading> budget = chosen(report.budgets, call->line().operands.value(1));
    if (!budget)
        return call->fail(budget.error());
    call->out().note(wordsOf({*budget}));
    if (!budget->consumed || input.yes)
        return write(call, journal, report, *budget, input);
    askOnTerminal(call, call->out(), QStringLiteral("acknowledge"), questionMs, [call, journal, report, budget = *budget, input](bool confirmed) {
        if (confirmed)
            return write(call, journal, report, budget, input);
        call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed: nothing was recorded"), {}, {}});
    });
}

} // namespace

void runBudgetShow(Call *call)
{
    const auto target = targetOf(call, call->line().operand(0));
    if (!target)
        return call->fail(target.error());
    const auto tell = [call](const SloReport &report) {
        call->out().answer(reportOf(report, report.budgets, {}));
        call->out().answer(wordsOf(report.budgets));
    };
    (new HealthTeller(call, *target, HealthTeller::Moment::OnGrid, tell))->round();
}

void runBudgetAcknowledge(Call *call)
{
    const Result<OperationInput> input = operationInput(*call, Verb::Pause, haveTerminal()); // the rules for a reason of every verb but abort
    const auto target = input ? targetOf(call, call->line().operand(0)) : Result<Target>(input.error());
    const auto journal = target ? call->journal() : Result<JournalService *>(target.error());
    if (!journal)
        return call->fail(journal.error());
    const auto tell = [call, journal = *journal, input = *input](const SloReport &report) { ask(call, journal, report, input); };
    auto *teller = new HealthTeller(call, *target, HealthTeller::Moment::OnGrid, tell);
    teller->leaveOpen();
    teller->round();
}

} // namespace maestro
