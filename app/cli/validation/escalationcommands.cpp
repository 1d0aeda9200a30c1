// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "services/localuser.h"
#include "services/validation/contactdirectory.h"
#include "services/validation/escalationsender.h"
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

QJsonArray deliveriesValue(const EscalationClock &clock)
{
    QJsonArray out;
    for (const QString &channel : clock.channels) {
        const auto known = clock.deliveries.constFind(channel);
        const bool none = known == clock.deliveries.constEnd();
        out.append(QJsonObject{{QStringLiteral("channel"), channel}, {QStringLiteral("state"), none ? QJsonValue() : QJsonValue(deliveryWord(known->state))},
                               {QStringLiteral("at"), none ? QJsonValue() : timeValue(known->at)}, {QStringLiteral("message"), none ? QJsonValue() : textOrNull(known->message)}});
    }
    return out;
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
                                     {QStringLiteral("locks"), QJsonArray::fromStringList(clock.locks)}, {QStringLiteral("channels"), deliveriesValue(clock)},
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

/// ESC-10, ESC-11: a telephone number that nobody wrote down is told as such, never left blank.
void runEscalationContacts(Call *call)
{
    const auto policies = call->policies();
    const auto folders = policies ? call->folders() : Result<Paths>(policies.error());
    const auto directory = folders ? contactDirectory(**policies, folders->config) : Result<ContactDirectory>(folders.error());
    if (!directory)
        return call->fail(directory.error());
    QJsonArray items;
    const QString none = CliText::tr("not given");
    TextTable table({QStringLiteral("NAME"), QStringLiteral("CHAT"), QStringLiteral("PHONE"), QStringLiteral("EMAIL"), QStringLiteral("POLICY")});
    for (const ContactDirectory::Book &book : directory->books)
        for (const Contact &contact : book.contacts) {
            items.append(QJsonObject{{QStringLiteral("name"), contact.name}, {QStringLiteral("kind"), contact.channel ? QStringLiteral("channel") : QStringLiteral("person")},
                                     {QStringLiteral("chat"), textOrNull(contact.chat)}, {QStringLiteral("phone"), textOrNull(contact.phone)}, {QStringLiteral("email"), textOrNull(contact.email)},
                                     {QStringLiteral("own"), contact.ownPart}, {QStringLiteral("policy"), book.policy}});
            const auto orNone = [&none, &contact](const QString &text) { return !text.isEmpty() ? text : contact.channel ? QString() : none; };
            table.add({contact.name, contact.chat.isEmpty() ? none : contact.chat, orNone(contact.phone), orNone(contact.email), book.policy});
        }
    QJsonObject object = document(QStringLiteral("ContactList"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("no policy has contacts, and config/contacts.yaml has none") : table.text());
    call->finish(0);
}

void runEscalationSent(Call *call)
{
    markEscalation(call, false);
}

EscalationLocks *escalationLocks(Call *call, Workspace *workspace, PolicyLibrary *policies, JournalService *journal)
{
    return new EscalationLocks({policies, journal, call->clock(), [workspace](const QString &context) { return workspace->policyConnection(context); }}, call);
}

void runEscalationSend(Call *call)
{
    const auto views = viewsOf(call);
    if (!views)
        return;
    const auto policies = call->policies();
    const auto endpoints = call->endpoints();
    const auto folders = call->folders();
    const auto authority = folders ? loadWebhookAuthority(folders->connectionsFile()) : Result<QString>(folders.error());
    if (!endpoints || !authority)
        return call->fail(endpoints ? authority.error() : endpoints.error());
    const QString id = call->line().operand(0);
    for (const ValidationView &view : *views)
        for (const EscalationClock &clock : view.clocks)
            if (clock.id == id) {
                auto *sender = new EscalationSender({*policies, (*endpoints)->secrets(), *call->journal(), call->clock(), folders->state + QStringLiteral("/locks"), *authority}, call);
                const auto left = std::make_shared<qsizetype>(std::max<qsizetype>(1, clock.channels.size()));
                const auto worst = std::make_shared<int>(0);
                return sender->send(view, clock, [call, id, left, worst](const EscalationSender::Told &told) {
                    using State = EscalationDelivery::State;
                    const int code = told.state == State::Sent ? 0 : told.state == State::NotSent ? 3 : 6;
                    *worst = std::max(*worst, code);
                    QJsonObject object = document(QStringLiteral("EscalationDelivery"));
                    object[QLatin1String("id")] = id;
                    object[QLatin1String("state")] = deliveryWord(told.state);
                    object[QLatin1String("message")] = told.message;
                    call->out().answer(object);
                    call->out().answer(told.message);
                    if (--*left == 0)
                        call->finish(*worst);
                });
            }
    call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("there is no escalation \"%1\"").arg(displaySafe(id, 120)), CliText::tr("`maestro escalation list` shows them."), {}});
}

void runEscalationAck(Call *call)
{
    markEscalation(call, true);
}

} // namespace maestro
