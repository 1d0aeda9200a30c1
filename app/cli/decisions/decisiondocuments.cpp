// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/decisions/decisioncommands.h"
#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/facts/boardjson.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QString kindWord(PolicySignal::Kind kind)
{
    switch (kind) {
    case PolicySignal::Kind::Counter: return QStringLiteral("counter");
    case PolicySignal::Kind::Flag: return QStringLiteral("flag");
    case PolicySignal::Kind::Severity: return QStringLiteral("severity");
    }
    return {};
}

} // namespace

QJsonObject boardDocument(const DecisionBoard &board)
{
    QJsonObject object = document(QStringLiteral("DecisionBoard"));
    const QJsonObject members = boardJson(board);
    for (auto member = members.begin(); member != members.end(); ++member)
        object.insert(member.key(), member.value());
    object.insert(QStringLiteral("probes"), probesJson(board.probes));
    object.insert(QStringLiteral("sentence"), boardSentence(board));
    return object;
}

QString boardText(const DecisionBoard &board)
{
    QString text = boardSentence(board) % u'\n' % goNoGoText(board) % u'\n';
    if (board.hasDefaultRules)
        text += defaultRulesText(board) % u'\n';
    TextTable table({QStringLiteral("COLUMN"), QStringLiteral("CONDITION"), QStringLiteral("STATE"), QStringLiteral("SINCE"), QStringLiteral("TIMER"), QStringLiteral("READ")});
    for (const BoardCondition &condition : board.conditions) {
        QStringList reads{conditionGapText(condition)};
        for (const FactReading &fact : condition.reads)
            reads.append(readText(fact));
        reads.removeAll(QString());
        table.add({columnTitle(condition.rule.column), condition.rule.id, conditionStateText(condition.rule.state), condition.since.isValid() ? utcText(condition.since) : QString(),
                   conditionTimerText(condition), reads.join(QStringLiteral("; "))});
    }
    if (!table.isEmpty())
        text += u'\n' % table.text();
    TextTable health({QStringLiteral("HEALTH"), QStringLiteral("STATE"), QStringLiteral("LOOKS")});
    for (const ProbeHistory &probe : board.probes)
        health.add({probe.name, probeStateText(probe), probeLooksText(probe)});
    return health.isEmpty() ? text : QString(text % u'\n' % health.text());
}

QJsonObject signalListDocument(const ObjectRef &target, const QString &service, const QList<SignalState> &states)
{
    QJsonObject object = document(QStringLiteral("SignalList"));
    object.insert(QStringLiteral("context"), target.context);
    object.insert(QStringLiteral("namespace"), target.ns);
    object.insert(QStringLiteral("name"), target.name);
    object.insert(QStringLiteral("service"), service);
    QJsonArray items;
    for (const SignalState &state : states)
        items.append(QJsonObject{{QStringLiteral("name"), state.spec.name},
                                 {QStringLiteral("kind"), kindWord(state.spec.kind)},
                                 {QStringLiteral("immediate"), state.spec.immediate},
                                 {QStringLiteral("raised"), state.raised},
                                 {QStringLiteral("value"), state.value ? QJsonValue(*state.value) : QJsonValue()},
                                 {QStringLiteral("since"), timeValue(state.since)},
                                 {QStringLiteral("expiresAt"), timeValue(state.expiresAt)},
                                 {QStringLiteral("by"), textOrNull(state.by)},
                                 {QStringLiteral("owner"), textOrNull(state.owner.isEmpty() ? state.by : state.owner)},
                                 {QStringLiteral("reason"), textOrNull(state.reason)},
                                 {QStringLiteral("link"), textOrNull(state.link)}});
    object.insert(QStringLiteral("items"), items);
    return object;
}

QString signalListText(const QList<SignalState> &states)
{
    TextTable table({QStringLiteral("SIGNAL"), QStringLiteral("KIND"), QStringLiteral("STATE"), QStringLiteral("SINCE"), QStringLiteral("REASON"), QStringLiteral("LINK")});
    for (const SignalState &state : states)
        table.add({state.spec.name, kindWord(state.spec.kind), signalStateText(state), state.since.isValid() ? utcText(state.since) : QString(), state.reason, state.link});
    return table.text();
}

} // namespace maestro
