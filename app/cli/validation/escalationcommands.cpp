// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "services/localuser.h"
#include "services/validation/validationservice.h"
#include "text/humanize.h"

namespace maestro {

namespace {

/// Of the last day; an error ends the call.
std::optional<QList<ValidationView>> viewsOf(Call *call)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto policies = records ? call->policies() : Result<PolicyLibrary *>(records.error());
    if (!policies) {
        call->fail(policies.error());
        return std::nullopt;
    }
    return validationViews(*records, **policies, call->clock()->utcNow());
}

QJsonValue markValue(const std::optional<EscalationMark> &mark)
{
    return mark ? QJsonValue(QJsonObject{{QStringLiteral("by"), mark->by}, {QStringLiteral("at"), timeValue(mark->at)}, {QStringLiteral("note"), textOrNull(mark->note)}}) : QJsonValue();
}

void markEscalation(Call *call, bool acknowledged)
{
    const auto views = viewsOf(call);
    if (!views)
        return;
    const QString id = call->line().operand(0);
    for (const ValidationView &view : *views) {
        for (const EscalationClock &clock : view.clocks) {
            if (clock.id != id)
                continue;
            JournalRecord record = escalationRecord(view.validation, clock, acknowledged, call->line().value("note"));
            record.at = call->clock()->utcNow();
            record.actor = {{}, localUserName(), localHostName(), {}};
            const auto written = (*call->journal())->append(record);
            if (!written)
                return call->fail(written.error());
            QJsonObject object = document(QStringLiteral("EscalationMark"));
            object[QLatin1String("id")] = id;
            object[QLatin1String("state")] = record.state;
            object[QLatin1String("journal")] = QJsonObject{{QStringLiteral("segment"), written->segment}, {QStringLiteral("seq"), written->seq}};
            call->out().answer(object);
            call->out().answer(CliText::tr("recorded: %1 %2").arg(id, record.state));
            return call->finish(0);
        }
    }
    call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("there is no escalation \"%1\"").arg(displaySafe(id, 120)), CliText::tr("`maestro escalation list` shows them."), {}});
}

} // namespace

void runEscalationList(Call *call)
{
    const auto views = viewsOf(call);
    if (!views)
        return;
    QJsonArray items;
    TextTable table({QStringLiteral("STATE"), QStringLiteral("DUE"), QStringLiteral("TO"), QStringLiteral("OBJECT"), QStringLiteral("BY"), QStringLiteral("ID")});
    for (const ValidationView &view : *views) {
        for (const EscalationClock &clock : view.clocks) {
            const ObjectRef &target = view.validation.target;
            items.append(QJsonObject{{QStringLiteral("id"), clock.id}, {QStringLiteral("action"), view.validation.id}, {QStringLiteral("service"), view.validation.service}, {QStringLiteral("rule"), clock.rule},
                                     {QStringLiteral("rung"), clock.rung}, {QStringLiteral("title"), textOrNull(clock.title)}, {QStringLiteral("to"), QJsonArray::fromStringList(clock.to)},
                                     {QStringLiteral("dueAt"), timeValue(clock.dueAt)}, {QStringLiteral("state"), clockStateWord(clock.state)},
                                     {QStringLiteral("sent"), markValue(clock.sent)}, {QStringLiteral("acknowledged"), markValue(clock.acknowledged)}});
            const auto &mark = clock.acknowledged ? clock.acknowledged : clock.sent;
            table.add({clockStateWord(clock.state), utcText(clock.dueAt), clock.to.join(QStringLiteral(", ")), target.ns + u'/' + target.name, mark ? mark->by : QString(), clock.id});
        }
    }
    QJsonObject object = document(QStringLiteral("EscalationList"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("no way back of the last day has an escalation") : table.text());
    call->finish(0);
}

void runEscalationSent(Call *call)
{
    markEscalation(call, false);
}

void runEscalationAck(Call *call)
{
    markEscalation(call, true);
}

} // namespace maestro
