// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/decision/decisiontext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Board
{
    Q_DECLARE_TR_FUNCTIONS(Board)
};

constexpr int nameAtMost = 80;

/// "2:14", "1:02:05"
QString clockText(std::chrono::milliseconds time)
{
    const qint64 seconds = time.count() / 1000;
    const QString tail = QStringLiteral("%1:%2").arg(seconds / 60 % 60, seconds >= 3600 ? 2 : 1, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return seconds >= 3600 ? QStringLiteral("%1:%2").arg(seconds / 3600).arg(tail) : tail;
}

int unknownsOf(const DecisionBoard &board)
{
    return int(std::count_if(board.conditions.cbegin(), board.conditions.cend(), [](const BoardCondition &condition) { return !condition.rule.state; }));
}

QString choiceWord(const QString &choice)
{
    return choice == QLatin1String("go") ? Board::tr("go") : choice == QLatin1String("no-go") ? Board::tr("no-go") : Board::tr("put off");
}

} // namespace

QString defaultRulesText(const DecisionBoard &board)
{
    return board.hasDefaultRules ? Board::tr("The policy %1 has no rules for a rollback (decisions: immediate_any, rollback_any): these are the default ones. They recommend; nothing acts by them.")
                                       .arg(displaySafe(board.policy, nameAtMost))
                                 : QString();
}

QString conditionStateText(const std::optional<bool> &state)
{
    return !state ? Board::tr("unknown") : *state ? Board::tr("met") : Board::tr("not met");
}

QString columnTitle(RuleReading::Column column)
{
    switch (column) {
    case RuleReading::Column::Immediate: return Board::tr("Roll back at once");
    case RuleReading::Column::Rollback: return Board::tr("Roll back now");
    case RuleReading::Column::Hold: return Board::tr("Hold");
    }
    return {};
}

QString conditionTimerText(const BoardCondition &condition)
{
    const RuleReading &rule = condition.rule;
    if (rule.needed.count() <= 0)
        return {};
    if (!rule.trueSince.isValid())
        return Board::tr("waits for %1").arg(clockText(rule.needed));
    return Board::tr("failing %1 of %2").arg(clockText(rule.elapsed), clockText(rule.needed));
}

QString conditionGapText(const BoardCondition &condition)
{
    const RuleReading &rule = condition.rule;
    const bool full = rule.needed.count() > 0 && rule.trueSince.isValid() && rule.elapsed > rule.needed;
    return full && rule.state == false ? Board::tr("long enough, but another condition of the rule is not met") : QString();
}

QString boardVerdictLabel(const DecisionBoard &board)
{
    switch (board.verdict) {
    case BoardVerdict::Immediate: return Board::tr("Roll back at once");
    case BoardVerdict::Rollback: return Board::tr("Roll back now");
    case BoardVerdict::Hold: return Board::tr("Hold");
    case BoardVerdict::Conflict: return Board::tr("A person decides");
    case BoardVerdict::None: break;
    }
    return unknownsOf(board) > 0 ? Board::tr("Not known") : Board::tr("No rule is met");
}

QString boardSentence(const DecisionBoard &board)
{
    const QString rule = displaySafe(board.rule, 2 * nameAtMost);
    switch (board.verdict) {
    case BoardVerdict::Immediate: return Board::tr("Roll back at once: %1 is met, and nothing holds against it.").arg(rule);
    case BoardVerdict::Rollback: return Board::tr("Roll back now: %1 says so.").arg(rule);
    case BoardVerdict::Hold: return Board::tr("Hold: %1 is met, and no rule asks for a rollback.").arg(rule);
    case BoardVerdict::Conflict: return Board::tr("Conflict: %1 disagree. A person decides; automation stands still.").arg(rule);
    case BoardVerdict::None: break;
    }
    const int unknown = unknownsOf(board);
    if (unknown > 0)
        return Board::tr("No rule is met, but %n of them cannot be told: that is not an all-clear.", nullptr, unknown);
    return board.conditions.isEmpty() ? Board::tr("The policy has no decision rules.") : Board::tr("No rule asks for a rollback or to hold.");
}

QString goNoGoText(const DecisionBoard &board)
{
    if (board.goNoGo.decision == Decision::Promote)
        return Board::tr("Go: every gate passes and no rule stands against it.");
    const QString rule = displaySafe(board.goNoGo.rule, 2 * nameAtMost);
    return rule.isEmpty() ? Board::tr("No go: no gate says that it may go on.") : Board::tr("No go: %1.").arg(rule);
}

QString readText(const FactReading &fact)
{
    if (fact.name.startsWith(QLatin1String("unmeasured:")))
        return displaySafe(fact.text, 300);
    if (fact.source == QLatin1String("journal"))
        return Board::tr("%1: %2").arg(displaySafe(fact.name, 160), fact.text.isEmpty() ? Board::tr("not raised") : displaySafe(fact.text, 300));
    const QString what = displaySafe(fact.source.isEmpty() ? fact.name : fact.source, 160);
    const QString text = fact.text.isEmpty() ? (!fact.value ? Board::tr("unknown") : QString::number(*fact.value)) : displaySafe(fact.text, 300);
    if (fact.name.startsWith(QLatin1String("health:")) && fact.value == 0.0 && fact.since.isValid())
        return Board::tr("%1: %2, failing since %3").arg(what, text, utcText(fact.since));
    return Board::tr("%1: %2").arg(what, text);
}

QString probeWord(std::optional<bool> ok)
{
    return !ok ? Board::tr("unknown") : *ok ? Board::tr("fine") : Board::tr("failed");
}

QString probeStateText(const ProbeHistory &probe)
{
    if (probe.looks.isEmpty())
        return Board::tr("unknown: nobody looked yet");
    const HealthLook &last = probe.looks.constLast();
    if (probe.isStale)
        return Board::tr("unknown: nobody looked since %1").arg(utcText(last.at));
    const QString text = displaySafe(last.text, 300);
    if (last.ok != false)
        return Board::tr("%1: %2").arg(probeWord(last.ok), text);
    return (probe.isAtLeast ? Board::tr("failing since %1 at least: %2") : Board::tr("failing since %1: %2")).arg(utcText(probe.failingSince), text);
}

QString probeLooksText(const ProbeHistory &probe)
{
    if (probe.looks.isEmpty())
        return {};
    QString text = Board::tr("%n look(s) since %1, the last at %2: %3 fine, %4 failed, %5 unknown", nullptr, int(probe.looks.size()))
                       .arg(utcText(probe.looks.constFirst().at), utcText(probe.looks.constLast().at))
                       .arg(probe.count(true)).arg(probe.count(false)).arg(probe.count(std::nullopt));
    if (const QDateTime first = probe.firstFailure(); first.isValid())
        text += Board::tr("; first failure at %1").arg(utcText(first));
    return text;
}

QString checkpointText(const CheckpointState &state, const QDateTime &now)
{
    const QString by = displaySafe(state.by, 120);
    if (state.isOverdue(now))
        return Board::tr("overdue since %1").arg(utcText(state.choice.isEmpty() ? state.dueAt : state.deferredTo));
    if (state.choice == QLatin1String("go"))
        return Board::tr("go by %1").arg(by);
    if (state.choice == QLatin1String("no-go"))
        return Board::tr("no-go by %1").arg(by);
    if (state.choice == QLatin1String("defer"))
        return Board::tr("put off by %1 until %2").arg(by, utcText(state.deferredTo));
    return Board::tr("open");
}

QString checkpointWord(const CheckpointState &state, const QDateTime &now)
{
    if (state.isOverdue(now))
        return Board::tr("overdue");
    return state.choice.isEmpty() ? Board::tr("open") : choiceWord(state.choice);
}

QString checkpointDueText(const CheckpointState &state, const QDateTime &clock)
{
    const QDateTime now = state.present(clock);
    const bool put = state.choice == QLatin1String("defer");
    const QDateTime &due = put ? state.deferredTo : state.dueAt;
    if (!due.isValid())
        return Board::tr("due at %1, and when that is nobody knows").arg(displaySafe(state.point.at, nameAtMost));
    const QString when = utcText(due, now.date());
    if (!put && !state.choice.isEmpty())
        return now < due ? Board::tr("due at %1").arg(when) : Board::tr("was due at %1").arg(when);
    const std::chrono::milliseconds left(now.msecsTo(due));
    if (left.count() <= 0)
        return Board::tr("overdue for %1, since %2").arg(clockText(-left), when);
    return put ? Board::tr("put off until %1, in %2").arg(when, clockText(left)) : Board::tr("due at %1, in %2").arg(when, clockText(left));
}

QString overduePointText(const ObjectRef &target, const CheckpointState &state, const QDateTime &now)
{
    return Board::tr("Go or no-go of %1/%2: \"%3\" is %4. Nobody decided.").arg(displaySafe(target.ns, nameAtMost), displaySafe(target.name, nameAtMost), displaySafe(state.point.title, nameAtMost), checkpointDueText(state, now));
}

QString checkpointSaidText(const CheckpointState &state)
{
    if (state.choice.isEmpty())
        return {};
    QStringList kept;
    for (auto it = state.attached.cbegin(); it != state.attached.cend(); ++it)
        kept.append(Board::tr("%1 (SHA-256 %2)").arg(displaySafe(it.key(), nameAtMost), displaySafe(it.value().left(12), 12)));
    const QString said = Board::tr("%1 by %2 at %3: %4").arg(choiceWord(state.choice), displaySafe(state.by, 120), utcText(state.decidedAt), displaySafe(state.reason, 300));
    return kept.isEmpty() ? said : Board::tr("%1. Attached: %2").arg(said, kept.join(QStringLiteral(", ")));
}

QString noGoText(const CheckpointState &state)
{
    return Board::tr("No-go at \"%1\", said by %2 at %3: %4. A go at the same point lifts it (decision board, or maestro checkpoint go).")
        .arg(displaySafe(state.point.title, 80), displaySafe(state.by, 120), utcText(state.decidedAt), displaySafe(state.reason, 300));
}

QString signalStateText(const SignalState &state)
{
    const QString by = displaySafe(state.owner.isEmpty() ? state.by : state.owner, nameAtMost);
    if (state.spec.kind == PolicySignal::Kind::Counter) {
        const QString count = QString::number(state.value.value_or(0));
        return by.isEmpty() ? count : Board::tr("%1, last by %2").arg(count, by);
    }
    if (!state.raised)
        return Board::tr("not raised");
    const QString what = state.spec.kind == PolicySignal::Kind::Severity ? QStringLiteral("P%1").arg(state.value.value_or(0)) : Board::tr("raised");
    return state.expiresAt.isValid() ? Board::tr("%1 by %2 until %3").arg(what, by, utcText(state.expiresAt)) : Board::tr("%1 by %2").arg(what, by);
}

Error signalProblem(const Policy &policy, const SignalRequest &request, Error error)
{
    QStringList known;
    for (const SignalSpec &spec : signalsOf(policy))
        known.append(displaySafe(spec.name, nameAtMost));
    const QString name = displaySafe(request.signal, nameAtMost);
    if (error.code == QLatin1String("unknownSignal")) {
        error.message = Board::tr("the policy %1 has no signal \"%2\" that people set").arg(displaySafe(policy.name, nameAtMost), name);
        error.hint = Board::tr("It knows: %1").arg(known.join(QStringLiteral(", ")));
    } else if (error.code == QLatin1String("valueNeeded")) {
        error.message = Board::tr("\"%1\" is a severity: say which, P0 to P9").arg(name);
    } else if (error.code == QLatin1String("valueNotAllowed")) {
        error.message = Board::tr("\"%1\" does not take this value").arg(name);
        error.hint = Board::tr("A flag has none, a counter a whole number from 1, a severity P0 to P9.");
    }
    return error;
}

QString signalRecordText(const SignalRequest &request)
{
    if (request.clear)
        return Board::tr("%1 cleared").arg(request.signal);
    return request.value ? Board::tr("%1: %2").arg(request.signal).arg(*request.value) : Board::tr("%1 set").arg(request.signal);
}

} // namespace maestro
