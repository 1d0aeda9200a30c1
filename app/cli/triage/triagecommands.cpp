// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/triage/triagecommands.h"

#include "cli/commands/commands.h"
#include "cli/commands/operationinput.h"
#include "cli/commands/servicefinder.h"
#include "cli/documents/documents.h"
#include "services/localuser.h"
#include "services/triage/handoff.h"
#include "services/triage/triagedocument.h"
#include "text/humanize.h"
#include "text/triage/changetext.h"
#include "text/triage/handofftext.h"
#include "text/triage/triagetext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int reasonAtLeast = 10;

Result<TriageService *> triageOf(Call *call)
{
    const auto workspace = call->workspace();
    const auto policies = call->policies();
    const auto endpoints = call->endpoints();
    const auto journal = call->journal();
    const auto folders = call->folders();
    if (!workspace || !policies)
        return workspace ? policies.error() : workspace.error();
    if (!endpoints || !journal)
        return endpoints ? journal.error() : endpoints.error();
    if (!folders)
        return folders.error();
    return new TriageService({*workspace, *policies, *endpoints, *journal, call->clock(), folders->state + u"/evidence"_s, folders->state}, call);
}

QString clockText(const TriageRun &run, const QDateTime &now)
{
    const QString elapsed = durationText(run.elapsed(now).count() / 1000);
    return run.budget.count() > 0 ? CliText::tr("%1 of %2").arg(elapsed, durationText(run.budget.count() / 1000)) : elapsed;
}

QString itemNote(const TriageItem &item)
{
    QStringList parts;
    if (item.changedSinceTick())
        parts.append(CliText::tr("changed since it was ticked: was \"%1\"").arg(item.tick->finding));
    if (item.reading && !item.reading->finding.isEmpty())
        parts.append(item.reading->finding);
    if (item.tick)
        parts.append(CliText::tr("ticked by %1%2").arg(item.tick->by, item.tick->note.isEmpty() ? QString() : u": "_s + item.tick->note));
    return parts.join(u"; "_s);
}

QString runText(const TriageView &view, const QDateTime &now)
{
    const TriageRun &run = view.run;
    QString text = CliText::tr("%1 of %2, run %3, %4, begun by %5").arg(displaySafe(run.playbook), displaySafe(run.service), run.id, clockText(run, now), displaySafe(run.by.value(0))) + u"\n\n"_s;
    TextTable table({u"STEP"_s, u"ITEM"_s, u"STATE"_s, u"WHAT WAS SEEN"_s});
    for (const TriageItem &item : run.items)
        table.add({stepTitle(item.check.step), item.check.id, itemLabel(item.state()), itemNote(item)});
    text += table.text() + u'\n';
    for (const EscalationPrompt &one : view.prompts)
        text += promptSentence(one, now) + u'\n';
    for (const HandOver &one : run.handOvers)
        text += handOverSentence(one, false) + u'\n';
    if (run.decision)
        return text + CliText::tr("Decided: %1, by %2: %3").arg(decisionLabel(run.decision->verdict), displaySafe(run.decision->by), displaySafe(run.decision->reason, 1000));
    if (view.changes) {
        TextTable changed({u"CHANGED"_s, u"KIND"_s, u"WHAT"_s, u"DETAIL"_s, u"BY"_s});
        for (const ChangeRow &row : changeRows(*view.changes))
            changed.add(row.cells);
        text += changed.text() + displaySafe(changeMarkText(*view.changes), 600) + u'\n';
        if (!view.changes->unread.isEmpty())
            text += CliText::tr("Not read, so something may be missing: %1").arg(displaySafe(changeGapsText(*view.changes), 1000)) + u'\n';
        text += u'\n';
    }
    return text + displaySafe(suggestionSentence(view.suggestion), 1000);
}

/// What a person can do next, as commands to copy (ledger TRI-08, TRI-16).
QString nextText(const TriageView &view)
{
    const TriageRun &run = view.run;
    const auto call = [&run](QStringList words) { return shellWords(QStringList{u"maestro"_s, u"--context"_s, run.ref.context, u"-n"_s, run.ref.ns} + words); };
    const QString ways = call({u"options"_s, u"--service"_s, run.service});
    if (run.decision)
        return run.decision->verdict == u"rollback" ? CliText::tr("The ways back: %1").arg(displaySafe(ways, 400)) : QString();
    QStringList lines;
    for (const WebLink &link : view.links)
        lines.append(CliText::tr("Look further, %1: %2").arg(displaySafe(link.title, 80), displaySafe(link.url, 500)));
    for (const EscalationPrompt &one : view.prompts)
        for (const QString &to : one.rule.to)
            lines.append(CliText::tr("Hand over: %1").arg(displaySafe(call({u"triage"_s, u"hand-off"_s, run.id, u"--to"_s, to}), 400)));
    lines.append(CliText::tr("Decide: %1").arg(displaySafe(call({u"triage"_s, u"decide"_s, run.id}) % u" rollback|hold|escalate --reason WHY"_s, 400)));
    lines.append(CliText::tr("The ways back: %1").arg(displaySafe(ways, 400)));
    return lines.join(u'\n');
}

/// Prints a run and ends the call.
TriageService::Answer telling(Call *call)
{
    return [call](const Result<TriageView> &view) {
        if (!view)
            return call->fail(view.error());
        const QDateTime now = call->clock()->utcNow();
        call->out().answer(triageDocument(*view, now));
        call->out().answer(runText(*view, now));
        if (const QString next = nextText(*view); !next.isEmpty())
            call->out().answer(next);
        call->finish(0);
    };
}

} // namespace

void runTriagePlaybooks(Call *call)
{
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    const QList<PlaybookOffer> offers = (*triage)->playbooks();
    TextTable table({u"PLAYBOOK"_s, u"TITLE"_s, u"BUDGET"_s, u"FROM"_s, u"ITEMS"_s});
    for (const PlaybookOffer &offer : offers) {
        QStringList items;
        for (const PlaybookCheck &check : offer.playbook.checks)
            items.append(check.id);
        table.add({offer.playbook.name, offer.playbook.title, offer.playbook.budget.count() > 0 ? durationText(offer.playbook.budget.count() / 1000) : QString(), offer.policy, items.join(u", "_s)});
    }
    call->out().answer(playbooksDocument(offers));
    call->out().answer(table.text());
    call->finish(0);
}

void runTriageList(Call *call)
{
    const auto triage = triageOf(call);
    const auto runs = triage ? (*triage)->runs() : Result<QList<TriageRun>>(triage.error());
    if (!runs)
        return call->fail(runs.error());
    const QDateTime now = call->clock()->utcNow();
    TextTable table({u"RUN"_s, u"PLAYBOOK"_s, u"SERVICE"_s, u"STARTED"_s, u"ELAPSED"_s, u"WITH"_s, u"DECISION"_s});
    for (const TriageRun &run : *runs)
        table.add({run.id, run.playbook, run.service, utcText(run.startedAt, now.date()), clockText(run, now), run.holder, run.decision ? decisionLabel(run.decision->verdict) : QString()});
    call->out().answer(triageListDocument(*runs, now));
    call->out().answer(table.isEmpty() ? CliText::tr("no run yet") : table.text());
    call->finish(0);
}

void runTriageStart(Call *call)
{
    const QString service = call->line().value("service");
    if (service.isEmpty())
        return call->fail({ErrorKind::BadInput, u"usage"_s, CliText::tr("--service is missing"), {}, {}});
    const auto access = call->access();
    const auto triage = access ? triageOf(call) : Result<TriageService *>(access.error());
    if (!triage)
        return call->fail(triage.error());
    serviceWorkload(call, service, [call, triage = *triage, access = *access](const Result<Rollout> &found) {
        if (!found)
            return call->fail(found.error());
        triage->start({{access->context(), found->meta.ns, found->meta.name}, found->workload, call->line().operand(0), call->line().value("alert")}, telling(call));
    });
}

void runTriageShow(Call *call)
{
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    (*triage)->show(call->line().operand(0), telling(call));
}

void runTriageTick(Call *call)
{
    if (call->line().has("bad") && call->line().has("skip"))
        return call->fail({ErrorKind::BadInput, u"usage"_s, CliText::tr("--bad and --skip exclude one another"), {}, {}});
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    const ItemState state = call->line().has("bad") ? ItemState::Bad : call->line().has("skip") ? ItemState::Skipped : ItemState::Ok;
    (*triage)->tick(call->line().operand(0), call->line().operand(1), call->line().value("note"), state, telling(call));
}

void runTriageUntick(Call *call)
{
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    (*triage)->untick(call->line().operand(0), call->line().operand(1), call->line().value("note"), telling(call));
}

void runTriageTake(Call *call)
{
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    (*triage)->take(call->line().operand(0), call->line().value("note"), telling(call));
}

void runTriageDecide(Call *call)
{
    const QString reason = call->setting("reason", "ROLLBACK_REASON").trimmed();
    if (reason.size() < reasonAtLeast)
        return call->fail({ErrorKind::BadInput, u"reason"_s, CliText::tr("--reason is missing or shorter than %1 characters").arg(reasonAtLeast), CliText::tr("Say why; it goes into the Journal."), {}});
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    (*triage)->decide(call->line().operand(0), call->line().operand(1), reason, telling(call));
}

void runTriageHandOff(Call *call)
{
    if (call->line().value("to").isEmpty())
        return call->fail({ErrorKind::BadInput, u"usage"_s, CliText::tr("--to is missing"), CliText::tr("Name a channel, contact or role of the policy."), {}});
    const auto triage = triageOf(call);
    if (!triage)
        return call->fail(triage.error());
    const auto folders = call->folders();
    const auto authority = loadWebhookAuthority(folders->connectionsFile());
    if (!authority)
        return call->fail(authority.error());
    auto *sender = new EscalationSender({*call->policies(), (*call->endpoints())->secrets(), *call->journal(), call->clock(), folders->state + u"/locks"_s, *authority}, call);
    auto *handOff = new HandOff({*triage, *call->policies(), sender, call->clock(), localUserName()}, call);
    const auto tell = [call](const Result<HandOff::Sent> &sent) {
        using State = EscalationDelivery::State;
        if (!sent)
            return call->fail(sent.error());
        QJsonObject object = document(u"TriageHandOff"_s);
        object[u"run"_s] = call->line().operand(0);
        object[u"to"_s] = call->line().value("to");
        object[u"channel"_s] = sent->channel;
        object[u"state"_s] = deliveryWord(sent->told.state);
        object[u"message"_s] = sent->told.message;
        object[u"text"_s] = sent->text;
        call->out().answer(object);
        call->out().answer(QString(sent->text % u"\n\n"_s % sent->told.message));
        call->finish(sent->told.state == State::Sent ? 0 : sent->told.state == State::NotSent ? 3 : 6);
    };
    handOff->draft(call->line().operand(0), call->line().value("to"), call->line().value("note"), [call, handOff, tell](const Result<HandOverDraft> &draft) {
        if (!draft)
            return call->fail(draft.error());
        if (call->line().has("print")) {
            QJsonObject object = document(u"TriageHandOff"_s);
            object[u"run"_s] = draft->run;
            object[u"to"_s] = draft->to;
            object[u"channel"_s] = draft->channel.isEmpty() ? QJsonValue() : QJsonValue(draft->channel);
            object[u"state"_s] = QJsonValue();
            object[u"message"_s] = CliText::tr("nothing was sent");
            object[u"text"_s] = draft->text;
            call->out().answer(object);
            call->out().answer(draft->text);
            call->out().note(CliText::tr("nothing was sent"));
            return call->finish(0);
        }
        handOff->send(*draft, tell);
    });
}

} // namespace maestro
