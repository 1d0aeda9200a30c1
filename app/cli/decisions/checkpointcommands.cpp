// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/servicefinder.h"
#include "cli/decisions/decisioncommands.h"
#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/facts/checkpointservice.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QJsonObject itemDocument(const CheckpointState &state, const QDateTime &now)
{
    QJsonArray attached;
    for (auto it = state.attached.cbegin(); it != state.attached.cend(); ++it)
        attached.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    QJsonArray received;
    for (auto it = state.received.cbegin(); it != state.received.cend(); ++it)
        received.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    return {{QStringLiteral("title"), state.point.title}, {QStringLiteral("phase"), textOrNull(state.point.phase)}, {QStringLiteral("at"), state.point.at},
            {QStringLiteral("items"), QJsonArray::fromStringList(state.point.items)}, {QStringLiteral("needs"), QJsonArray::fromStringList(state.point.needs)},
            {QStringLiteral("dueAt"), timeValue(state.dueAt)}, {QStringLiteral("overdue"), state.isOverdue(now)}, {QStringLiteral("choice"), textOrNull(state.choice)},
            {QStringLiteral("by"), textOrNull(state.by)}, {QStringLiteral("decidedAt"), timeValue(state.decidedAt)}, {QStringLiteral("reason"), textOrNull(state.reason)},
            {QStringLiteral("deferredTo"), timeValue(state.deferredTo)}, {QStringLiteral("attached"), attached},
            {QStringLiteral("received"), received}, {QStringLiteral("checked"), QJsonArray::fromStringList(state.checked)}};
}

void tell(Call *call, const CheckpointList &list, const QString &record)
{
    const QDateTime now = call->clock()->utcNow();
    QJsonObject object = document(QStringLiteral("CheckpointList"));
    object.insert(QStringLiteral("context"), list.target.context);
    object.insert(QStringLiteral("namespace"), list.target.ns);
    object.insert(QStringLiteral("name"), list.target.name);
    object.insert(QStringLiteral("service"), list.service);
    object.insert(QStringLiteral("phase"), textOrNull(list.phase));
    object.insert(QStringLiteral("revision"), list.revision);
    if (!record.isEmpty())
        object.insert(QStringLiteral("record"), record);
    QJsonArray items;
    TextTable table({QStringLiteral("POINT"), QStringLiteral("PHASE"), QStringLiteral("DUE"), QStringLiteral("STATE"), QStringLiteral("CHECKLIST"), QStringLiteral("NEEDS"), QStringLiteral("REASON")});
    for (const CheckpointState &state : list.states) {
        items.append(itemDocument(state, now));
        table.add({state.point.title, state.point.phase, state.dueAt.isValid() ? utcText(state.dueAt) : CliText::tr("unknown (%1)").arg(state.point.at), checkpointText(state, now),
                   state.point.items.join(QStringLiteral("; ")), state.point.needs.join(QStringLiteral(", ")), state.reason});
    }
    object.insert(QStringLiteral("items"), items);
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("The policy has no go/no-go points here.\n") : table.text());
    call->finish(0);
}

/// NAME=FILE, each.
Result<QMap<QString, QString>> filesOf(const QStringList &given)
{
    QMap<QString, QString> files;
    for (const QString &one : given) {
        const qsizetype split = one.indexOf(u'=');
        if (split < 1 || one.size() > 4096)
            return Error {ErrorKind::BadInput, QStringLiteral("attachment"), CliText::tr("an attachment is NAME=FILE"), {}, {}};
        files.insert(one.left(split), one.mid(split + 1));
    }
    return files;
}

/// What was said on the line, of the points as they were read.
Result<CheckpointRequest> requestOf(Call *call, const CheckpointList &list, const QString &choice)
{
    CheckpointRequest request {list.target, list.revision, {}, choice, call->line().value("reason"), {}, {}, call->line().ticks};
    const QString title = call->line().operand(0);
    const auto found = std::find_if(list.states.cbegin(), list.states.cend(), [&title](const CheckpointState &one) { return one.point.title == title; });
    if (found == list.states.cend())
        return Error {ErrorKind::BadInput, QStringLiteral("noCheckpoint"), CliText::tr("there is no point \"%1\" in the phase of this release").arg(displaySafe(title, 80)),
                      CliText::tr("`maestro checkpoint list` shows them."), {}};
    request.point = found->point;
    if (choice == QLatin1String("defer")) {
        const auto wait = call->line().milliseconds("until");
        if (!wait)
            return Error {ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--until DURATION says how long it is put off"), {}, {}};
        request.deferredTo = call->clock()->utcNow().addMSecs(*wait);
    }
    return request;
}

/// Reads the points; says `choice` at one of them, unless it is empty; tells how they stand then.
void run(Call *call, const QString &choice)
{
    if (call->line().value("service").isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME says whose"), {}, {}});
    const auto files = filesOf(choice.isEmpty() ? QStringList() : call->line().operands.mid(1));
    if (!files)
        return call->fail(files.error());
    serviceTarget(call, call->line().value("service"), [call, choice, files = *files](const Result<Target> &target) {
        const auto policies = target ? call->policies() : Result<PolicyLibrary *>(target.error());
        const auto journal = policies ? call->journal() : Result<JournalService *>(policies.error());
        const auto folders = journal ? call->folders() : Result<Paths>(journal.error());
        if (!folders)
            return call->fail(folders.error());
        auto *service = new CheckpointService({[access = target->access](const QString &) { return access; }, *policies,
                                               [call](const QString &context) { return (*call->workspace())->policyConnection(context); }, *journal, call->clock(),
                                               folders->state + QStringLiteral("/evidence"), call->line().value("as")}, call);
        service->setKind(target->name.kind);
        const auto said = std::make_shared<QString>(choice);
        const auto record = std::make_shared<QString>();
        QObject::connect(service, &CheckpointPort::readFailed, call, [call](const ObjectRef &, const Error &error) { call->fail(error); });
        QObject::connect(service, &CheckpointPort::failed, call, [call](const Error &error) { call->fail(error); });
        QObject::connect(service, &CheckpointPort::written, call, [service, record](const QString &id) {
            *record = id;
            service->takeRecords();
        });
        QObject::connect(service, &CheckpointPort::listChanged, call, [call, service, said, record, files, asks = choice.isEmpty()](const CheckpointList &list) {
            if (const QString now = std::exchange(*said, {}); !now.isEmpty()) {
                const auto request = requestOf(call, list, now);
                return request ? service->decide(*request, files) : call->fail(request.error());
            }
            if (asks || !record->isEmpty())
                tell(call, list, *record);
        });
        service->open({target->access->context(), target->ns, target->name.name});
    });
}

} // namespace

void runCheckpointList(Call *call)
{
    run(call, {});
}

void runCheckpointGo(Call *call)
{
    run(call, QStringLiteral("go"));
}

void runCheckpointNoGo(Call *call)
{
    run(call, QStringLiteral("no-go"));
}

void runCheckpointDefer(Call *call)
{
    run(call, QStringLiteral("defer"));
}

} // namespace maestro
