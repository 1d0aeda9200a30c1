// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/triage/handofftext.h"

#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "text/triage/triagetext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

constexpr qsizetype itemsAtMost = 40;
constexpr qsizetype linksAtMost = 10;
constexpr int findingAtMost = 240;

/// What needs work first.
int urgency(const TriageItem &item)
{
    switch (item.state()) {
    case ItemState::Bad: return 0;
    case ItemState::Unknown: return 1;
    case ItemState::Open: return 2;
    case ItemState::Ok:
    case ItemState::Skipped: break;
    }
    return 3;
}

QString itemLine(const TriageItem &item)
{
    QString line = Words::tr("- %1: %2").arg(displaySafe(item.check.id, 80), itemLabel(item.state()));
    if (item.reading && !item.reading->finding.isEmpty())
        line += QStringLiteral(": ") + displaySafe(item.reading->finding, findingAtMost);
    if (item.tick)
        line += Words::tr("; ticked by %1").arg(displaySafe(item.tick->by, 80)) + (item.tick->note.isEmpty() ? QString() : QStringLiteral(": ") + displaySafe(item.tick->note, findingAtMost));
    if (item.reading && !item.reading->sha256.isEmpty())
        line += QStringLiteral(" (sha256 %1)").arg(displaySafe(item.reading->sha256, 64));
    return line;
}

} // namespace

QString handOffText(const TriageView &view, const QString &to, const QString &by, const QString &note, const QDateTime &now)
{
    const TriageRun &run = view.run;
    const auto safe = [](const QString &text) { return displaySafe(text, 200); };
    QStringList lines{Words::tr("Hand-off to %1: %2, %3/%4 in %5").arg(safe(to), safe(run.service), safe(run.ref.ns), safe(run.ref.name), safe(run.ref.context)),
                      Words::tr("Run %1 of %2, begun %3 by %4, %5 ago; handed over by %6.").arg(safe(run.id), safe(run.playbook), utcText(run.startedAt, now.date()), safe(run.by.value(0)),
                                                                                               durationText(run.startedAt.secsTo(now)), safe(by))};
    if (!run.alert.isEmpty())
        lines.append(Words::tr("Alert: %1").arg(safe(run.alert)));
    if (!note.isEmpty())
        lines.append(Words::tr("Note: %1").arg(displaySafe(note, 1000)));
    if (run.decision)
        lines.append(Words::tr("Decided: %1, by %2: %3").arg(decisionLabel(run.decision->verdict), safe(run.decision->by), displaySafe(run.decision->reason, 1000)));
    else
        lines.append(Words::tr("The checklist: %1").arg(displaySafe(suggestionSentence(view.suggestion), 1000)));
    lines.append(Words::tr("The board: %1").arg(view.board ? displaySafe(boardSentence(*view.board), 1000) : Words::tr("it was not judged.")));
    QList<TriageItem> items = run.items;
    std::stable_sort(items.begin(), items.end(), [](const TriageItem &a, const TriageItem &b) { return urgency(a) < urgency(b); });
    for (const TriageItem &item : items.mid(0, itemsAtMost))
        lines.append(itemLine(item));
    if (items.size() > itemsAtMost)
        lines.append(Words::tr("and %n more item(s), in the run", nullptr, int(items.size() - itemsAtMost)));
    for (const WebLink &link : view.links.mid(0, linksAtMost))
        lines.append(QStringLiteral("%1: %2").arg(safe(link.title), displaySafe(link.url, 500)));
    return lines.join(u'\n');
}

QString promptSentence(const EscalationPrompt &prompt, const QDateTime &now)
{
    const auto safe = [](const QString &text, int length) { return displaySafe(text, length); };
    const QString last = prompt.lastAt.isValid() ? Words::tr("%1, %2 ago").arg(safe(prompt.lastRun, 80), durationText(std::max<qint64>(0, prompt.lastAt.secsTo(now)))) : safe(prompt.lastRun, 80);
    const QString whom = prompt.rule.to.isEmpty() ? Words::tr("somebody") : safe(prompt.rule.to.join(QStringLiteral(", ")), 200);
    const QString what = prompt.rule.title.isEmpty() ? QString() : QStringLiteral(": ") + safe(prompt.rule.title, 200);
    return Words::tr("%n AnalysisRun(s) failed in a row, the last %1. The policy asks to escalate to %2 (%3, %4)%5. Nothing is sent by itself.", nullptr, prompt.failures)
        .arg(last, whom, safe(prompt.rule.rule, 60), safe(prompt.rule.text, 40), what);
}

QString handOverSentence(const HandOver &one, bool sending)
{
    using State = EscalationDelivery::State;
    const QString to = displaySafe(one.to, 80);
    const QString channel = displaySafe(one.channel, 80);
    const QString when = utcText(one.delivery.at);
    const QString why = displaySafe(one.delivery.message, 300);
    switch (one.delivery.state) {
    case State::Sent: return Words::tr("Handed over to %1 by %2: sent %3 by %4. %5 goes on from here; it is not sent again.").arg(to, channel, when, displaySafe(one.by, 80), to);
    case State::NotSent: return Words::tr("Not handed over to %1: the message was not sent, %2. %3 Send it again, or tell them yourself.").arg(to, when, why);
    case State::Sending:
        if (sending)
            return Words::tr("Handing over to %1 by %2: the message is on its way.").arg(to, channel);
        break;
    case State::Unknown: break;
    }
    return Words::tr("Not known whether %1 was told: the message left by %2, %3, and no answer settles it. It is not sent again: tell them yourself.").arg(to, channel, when);
}

} // namespace maestro
