// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"
#include "cli/commands/commands.h"
#include "cli/commands/terminal.h"
#include "cli/desk/deskcommands.h"
#include "cli/documents/documents.h"
#include "services/localuser.h"
#include "services/operation/operationservice.h"
#include "services/operation/reconciler.h"
#include "services/validation/checkchain.h"
#include "text/humanize.h"

#include <QDir>

namespace maestro {

namespace {

constexpr int shortestReason = 10;

void printRecords(Call *call, const QList<JournalRecord> &records, const JournalVerification &state)
{
    if (call->out().json()) {
        QJsonObject object = journalListDocument(records);
        object[QLatin1String("brokenAt")] = journalVerificationDocument(state).value(u"brokenAt");
        return call->out().answer(object);
    }
    TextTable table({QStringLiteral("TIME"), QStringLiteral("TYPE"), QStringLiteral("VERB"), QStringLiteral("OBJECT"), QStringLiteral("STATE"),
                     QStringLiteral("WHO"), QStringLiteral("ID"), QStringLiteral("REASON")});
    for (const JournalRecord &r : records)
        table.add({r.at.toUTC().toString(Qt::ISODate), recordTypeWord(r.type), r.verb, r.object.isEmpty() ? QString() : r.object.ns + u'/' + r.object.name,
                   r.state, r.actor.server.isEmpty() ? r.actor.os : r.actor.server, r.id, r.reason.isEmpty() ? r.message : r.reason});
    if (table.isEmpty())
        call->out().note(CliText::tr("the Journal is empty"));
    else
        call->out().answer(table.text());
}

struct Kept
{
    QList<JournalRecord> records;
    JournalVerification state; ///< in a damaged Journal the records end at the damage
};

/// All records that can be read; that some cannot is told before them. An error ends the call.
std::optional<Kept> recordsOf(Call *call)
{
    const auto journal = call->journal();
    const JournalVerification state = journal ? (*journal)->glance() : JournalVerification();
    if (call->endIsTorn())
        call->out().note(CliText::tr("the last write to the Journal was interrupted; what it left is set aside"));
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (!records) {
        call->fail(records.error());
        return std::nullopt;
    }
    if (state.state == JournalState::Broken)
        call->out().note(CliText::tr("maestro: the Journal is damaged, and records from there on may be missing here: %1").arg(displaySafe(state.message, 1000)) + u'\n'
                         + CliText::tr("hint: See `maestro journal verify`; `maestro journal export FILE` writes everything that is there."));
    return Kept{*records, state};
}

QString verificationText(const JournalVerification &v)
{
    QString text;
    switch (v.state) {
    case JournalState::Valid: text = CliText::tr("valid: %n record(s)", "", int(v.records)); break;
    case JournalState::RecoveredTail: text = CliText::tr("valid, with a recovered tail: %n record(s)", "", int(v.records)); break;
    case JournalState::Broken: text = v.brokenSeq < 0 ? CliText::tr("NOT READABLE") : CliText::tr("BROKEN at segment %1, record %2").arg(displaySafe(v.brokenSegment)).arg(v.brokenSeq); break;
    }
    if (!v.message.isEmpty())
        text += u'\n' + displaySafe(v.message, 1000);
    if (!v.openIntents.isEmpty())
        text += u'\n' + CliText::tr("without an outcome: %1; settle with `maestro journal reconcile`").arg(v.openIntents.join(QStringLiteral(", ")));
    return text + u'\n' + CliText::tr("head %1").arg(v.head);
}

/// Of actions whose checks nobody began, once whoever acted has had the time to.
QList<UnbegunCheck> giveUpOld(JournalService *journal, const Clock *clock)
{
    const auto records = journal->records();
    QList<UnbegunCheck> old;
    for (const UnbegunCheck &one : records ? unbegunChecks(*records) : QList<UnbegunCheck>())
        if (one.at.msecsTo(clock->utcNow()) >= unbegunAfterMs)
            old.append(one);
    return giveUp(old, journal, clock);
}

} // namespace

void runJournalList(Call *call)
{
    if (const auto kept = recordsOf(call)) {
        printRecords(call, kept->records, kept->state);
        call->finish(0);
    }
}

void runJournalShow(Call *call)
{
    auto kept = recordsOf(call);
    if (!kept)
        return;
    const QString id = call->line().operand(0);
    kept->records.removeIf([&](const JournalRecord &r) { return r.id != id; });
    if (kept->records.isEmpty() && kept->state.state == JournalState::Broken)
        return call->fail({ErrorKind::Internal, QStringLiteral("journalBroken"), CliText::tr("what can be read of the damaged Journal has no action \"%1\"").arg(displaySafe(id, 80)),
                           CliText::tr("`maestro journal export FILE` writes everything that is there."), {}});
    if (kept->records.isEmpty())
        return call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("the Journal has no action \"%1\"").arg(displaySafe(id, 80)), CliText::tr("`maestro journal list` names them."), {}});
    printRecords(call, kept->records, kept->state);
    call->finish(0);
}

void runJournalVerify(Call *call)
{
    const auto folders = call->folders();
    if (!folders)
        return call->fail(folders.error());
    // Without opening it for writing: looking must not repair.
    const JournalVerification v = verifyJournal(folders->journal);
    call->out().answer(journalVerificationDocument(v));
    call->out().answer(QStringList(QStringList{verificationText(v)} + placeNotices(folders->journal)).join(u'\n'));
    call->finish(v.state == JournalState::Broken ? 1 : 0);
}

void runJournalAcknowledge(Call *call)
{
    const QString reason = call->setting("reason", "ROLLBACK_REASON").trimmed();
    if (reason.size() < shortestReason)
        return call->fail({ErrorKind::BadInput, QStringLiteral("reason"), CliText::tr("a reason of at least %1 characters is required").arg(shortestReason),
                           CliText::tr("Say what was found: `maestro journal verify` names the record."), {}});
    if (!call->line().has("yes") && !haveTerminal())
        return call->fail({ErrorKind::BadInput, QStringLiteral("confirmation"), CliText::tr("a break is not acknowledged without a confirmation"), CliText::tr("Give --yes, or call it on a terminal."), {}});
    const auto acknowledge = [call, reason] {
        const auto journal = call->journal();
        const auto place = journal ? (*journal)->acknowledgeBroken({{}, localUserName(), localHostName(), {}}, reason) : Result<JournalPlace>(journal.error());
        if (!place)
            return call->fail(place.error());
        QJsonObject object = document(QStringLiteral("JournalAcknowledgement"));
        object[QLatin1String("journal")] = QJsonObject{{QStringLiteral("segment"), place->segment}, {QStringLiteral("seq"), place->seq}};
        call->out().answer(object);
        call->out().answer(CliText::tr("acknowledged: a new chain begins with %1").arg(displaySafe(place->segment)));
        call->finish(0);
    };
    if (call->line().has("yes"))
        return acknowledge();
    askOnTerminal(call, call->out(), QStringLiteral("acknowledge"), confirmationLifetimeMs, [call, acknowledge](bool confirmed) {
        if (confirmed)
            return acknowledge();
        call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed: nothing was written"), {}, {}});
    });
}

void runJournalExport(Call *call)
{
    const auto journal = call->journal();
    const QString path = QDir::current().absoluteFilePath(call->line().operand(0));
    const auto written = journal ? (*journal)->exportRecords(path) : Result<Done>(journal.error());
    if (!written)
        return call->fail(written.error());
    QJsonObject object = document(QStringLiteral("JournalExport"));
    object[QLatin1String("path")] = path;
    call->out().answer(object);
    call->out().answer(CliText::tr("written: %1").arg(path));
    call->finish(0);
}

void runJournalReconcile(Call *call)
{
    const auto journal = call->journal();
    const auto workspace = journal ? call->workspace() : Result<Workspace *>(journal.error());
    if (!workspace)
        return call->fail(workspace.error());
    auto *reconciler = new Reconciler([space = *workspace](const QString &context) -> ClusterAccess * {
        return space->contexts().contains(context) ? space->access(context) : nullptr;
    }, *journal, call->clock(), call);
    if (const auto folders = call->folders(); folders)
        reconciler->setLockDirectory(folders->state + QStringLiteral("/locks"));
    if (const auto alerts = alertServiceOf(call); alerts)
        reconciler->setSettler(QStringLiteral("Silence"), [service = *alerts](const JournalRecord &intent, Callback<Reconciled> done) { service->settle(intent, std::move(done)); });
    if (const auto desk = deskServiceOf(call, {}); desk)
        reconciler->setSettler(QStringLiteral("Call"), [service = *desk, space = *workspace](const JournalRecord &intent, Callback<Reconciled> done) {
            const QString context = intent.object.context;
            service->settle(intent, space->contexts().contains(context) ? space->access(context) : nullptr, std::move(done));
        });
    reconciler->run([call, journal = *journal](const Result<QList<Reconciled>> &settled) {
        if (!settled)
            return call->fail(settled.error());
        QJsonArray items;
        TextTable table({QStringLiteral("ID"), QStringLiteral("STATE"), QStringLiteral("WHAT WAS FOUND")});
        for (const Reconciled &one : *settled) {
            items.append(QJsonObject{{QStringLiteral("id"), one.id}, {QStringLiteral("state"), outcomeWord(one.state)}, {QStringLiteral("message"), textOrNull(one.message)}});
            table.add({one.id, outcomeWord(one.state), one.message});
        }
        for (const UnbegunCheck &one : giveUpOld(journal, call->clock())) {
            const QString message = CliText::tr("the check %1 was to follow and was not begun: recorded as not verified, not started").arg(displaySafe(one.item, 80));
            items.append(QJsonObject{{QStringLiteral("id"), one.id}, {QStringLiteral("check"), one.item}, {QStringLiteral("state"), QStringLiteral("failed")}, {QStringLiteral("message"), message}});
            table.add({one.id, QStringLiteral("failed"), message});
        }
        QJsonObject object = document(QStringLiteral("Reconciliation"));
        object[QLatin1String("items")] = items;
        call->out().answer(object);
        call->out().answer(table.isEmpty() ? CliText::tr("every action has its outcome") : table.text());
        call->finish(0);
    });
}

} // namespace maestro
