// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/duty/dutycommands.h"

#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/duty/dutyservice.h"
#include "text/duty/dutytext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QJsonObject dutyDocument(const Duty &duty, const QDateTime &now)
{
    return {{QStringLiteral("id"), duty.id}, {QStringLiteral("title"), duty.title}, {QStringLiteral("action"), textOrNull(duty.action)},
            {QStringLiteral("context"), textOrNull(duty.object.context)}, {QStringLiteral("namespace"), textOrNull(duty.object.ns)}, {QStringLiteral("name"), textOrNull(duty.object.name)},
            {QStringLiteral("state"), duty.isOpen() ? QStringLiteral("open") : QStringLiteral("closed")}, {QStringLiteral("overdue"), duty.isOverdue(now)},
            {QStringLiteral("due"), timeValue(duty.due)}, {QStringLiteral("openedAt"), timeValue(duty.openedAt)}, {QStringLiteral("openedBy"), textOrNull(duty.openedBy)},
            {QStringLiteral("closedAt"), timeValue(duty.closedAt)}, {QStringLiteral("closedBy"), textOrNull(duty.closedBy)}, {QStringLiteral("how"), textOrNull(duty.how)}};
}

/// The records of the Journal, or nothing after the call has failed.
std::optional<QList<JournalRecord>> recordsOf(Call *call)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (records)
        return *records;
    call->fail(records.error());
    return std::nullopt;
}

/// One note is written, told and the end of the call; a cluster is asked who acts where there is one.
void write(Call *call, const std::function<void(DutyService *)> &what)
{
    const auto journal = call->journal();
    const auto usable = journal ? (*journal)->usable() : Result<Done>(journal.error());
    if (!usable)
        return call->fail(usable.error());
    const auto access = [call](const QString &context) -> ClusterAccess * {
        const auto workspace = call->workspace();
        return workspace && (*workspace)->contexts().contains(context) ? (*workspace)->access(context) : nullptr;
    };
    auto *service = new DutyService(access, *journal, call->clock(), call);
    QObject::connect(service, &DutyPort::failed, call, [call](const Error &error) { call->fail(error); });
    QObject::connect(service, &DutyPort::written, call, [call](const QString &id) {
        QJsonObject object = document(QStringLiteral("Noted"));
        object[QLatin1String("id")] = id;
        call->out().answer(object);
        call->out().answer(CliText::tr("noted: %1").arg(id));
        call->finish(0);
    });
    what(service);
}

} // namespace

void runDutyList(Call *call)
{
    const auto records = recordsOf(call);
    if (!records)
        return;
    const QDateTime now = call->clock()->utcNow();
    QJsonArray items;
    TextTable table({QStringLiteral("ID"), QStringLiteral("OWED"), QStringLiteral("OBJECT"), QStringLiteral("BY"), QStringLiteral("STATE")});
    for (const Duty &duty : dutiesOf(*records)) {
        if (!duty.isOpen() && !call->line().has("all"))
            continue;
        items.append(dutyDocument(duty, now));
        table.add({duty.id, duty.title, duty.object.isEmpty() ? QString() : duty.object.ns + u'/' + duty.object.name, duty.openedBy, dutyStateText(duty, now)});
    }
    QJsonObject object = document(QStringLiteral("DutyList"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("Nothing is owed.\n") : table.text());
    call->finish(0);
}

void runDutyOpen(Call *call)
{
    DutyRequest request{call->line().operand(0), {}, call->line().value("action"), {}};
    if (const auto within = call->line().milliseconds("within"))
        request.due = call->clock()->utcNow().addMSecs(*within);
    write(call, [request](DutyService *service) { service->open(request); });
}

void runDutyClose(Call *call)
{
    write(call, [id = call->line().operand(0), how = call->line().value("reason")](DutyService *service) { service->close(id, how); });
}

void runLessonList(Call *call)
{
    const auto records = recordsOf(call);
    if (!records)
        return;
    QJsonArray items;
    TextTable table({QStringLiteral("AT"), QStringLiteral("ACTION"), QStringLiteral("OBJECT"), QStringLiteral("BY"), QStringLiteral("LEARNED")});
    for (const Lesson &lesson : lessonsOf(*records)) {
        items.append(QJsonObject{{QStringLiteral("action"), lesson.action}, {QStringLiteral("verb"), textOrNull(lesson.verb)}, {QStringLiteral("namespace"), textOrNull(lesson.object.ns)},
                                 {QStringLiteral("name"), textOrNull(lesson.object.name)}, {QStringLiteral("at"), timeValue(lesson.at)}, {QStringLiteral("by"), textOrNull(lesson.by)},
                                 {QStringLiteral("text"), lesson.text}, {QStringLiteral("link"), textOrNull(lesson.link)}});
        table.add({utcText(lesson.at), lesson.verb, lesson.object.ns + u'/' + lesson.object.name, lesson.by, lesson.text});
    }
    QJsonObject object = document(QStringLiteral("LessonList"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("No lessons are recorded.\n") : table.text());
    call->finish(0);
}

void runLessonAdd(Call *call)
{
    const LessonRequest request{call->line().operand(0), call->line().operand(1), call->line().value("link")};
    write(call, [request](DutyService *service) { service->learn(request); });
}

} // namespace maestro
