// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/boardjson.h"

#include <QJsonArray>

namespace maestro {

namespace {

constexpr qsizetype textAtMost = 300;

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue textOrNothing(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text.left(textAtMost));
}

QString goWord(Decision decision)
{
    return decision == Decision::Promote ? QStringLiteral("go") : QStringLiteral("noGo");
}

QJsonObject conditionJson(const BoardCondition &condition)
{
    const RuleReading &rule = condition.rule;
    QJsonArray reads;
    QStringList sources;
    for (const FactReading &fact : condition.reads) {
        reads.append(factJson(fact));
        if (!fact.source.isEmpty() && !sources.contains(fact.source))
            sources.append(fact.source);
    }
    return {{QStringLiteral("id"), rule.id},
            {QStringLiteral("column"), boardColumnWord(rule.column)},
            {QStringLiteral("state"), rule.state ? QJsonValue(*rule.state) : QJsonValue()},
            {QStringLiteral("since"), timeOrNull(condition.since)},
            {QStringLiteral("failingSince"), timeOrNull(rule.trueSince)},
            {QStringLiteral("neededSeconds"), double(rule.needed.count()) / 1000},
            {QStringLiteral("elapsedSeconds"), double(rule.elapsed.count()) / 1000},
            {QStringLiteral("source"), textOrNothing(sources.join(QStringLiteral(", ")))},
            {QStringLiteral("reads"), reads}};
}

} // namespace

QJsonObject factJson(const FactReading &fact)
{
    return {{QStringLiteral("what"), fact.name},
            {QStringLiteral("value"), fact.value ? QJsonValue(*fact.value) : QJsonValue()},
            {QStringLiteral("since"), timeOrNull(fact.since)},
            {QStringLiteral("source"), textOrNothing(fact.source)},
            {QStringLiteral("at"), timeOrNull(fact.at)},
            {QStringLiteral("text"), textOrNothing(fact.text)}};
}

QJsonArray probesJson(const QList<ProbeHistory> &probes)
{
    const auto known = [](std::optional<bool> ok) { return ok ? QJsonValue(*ok) : QJsonValue(); };
    QJsonArray all;
    for (const ProbeHistory &probe : probes) {
        QJsonArray looks;
        for (const HealthLook &look : probe.looks)
            looks.append(QJsonObject{{QStringLiteral("at"), timeOrNull(look.at)}, {QStringLiteral("ok"), known(look.ok)}, {QStringLiteral("text"), textOrNothing(look.text)}});
        all.append(QJsonObject{{QStringLiteral("name"), probe.name},
                               {QStringLiteral("ok"), known(probe.ok())},
                               {QStringLiteral("failingSince"), timeOrNull(probe.failingSince)},
                               {QStringLiteral("atLeast"), probe.isAtLeast},
                               {QStringLiteral("firstFailureAt"), timeOrNull(probe.firstFailure())},
                               {QStringLiteral("looks"), looks}});
    }
    return all;
}

QJsonObject boardJson(const DecisionBoard &board)
{
    QJsonArray conditions;
    for (const BoardCondition &condition : board.conditions)
        conditions.append(conditionJson(condition));
    QJsonArray facts;
    for (const FactReading &fact : board.facts)
        facts.append(factJson(fact));
    QJsonObject made {{QStringLiteral("context"), board.target.context},
            {QStringLiteral("namespace"), board.target.ns},
            {QStringLiteral("name"), board.target.name},
            {QStringLiteral("service"), board.service},
            {QStringLiteral("policy"), board.policy},
            {QStringLiteral("policyHash"), QString::fromLatin1(board.policyHash)},
            {QStringLiteral("at"), timeOrNull(board.at)},
            {QStringLiteral("conditions"), conditions},
            {QStringLiteral("verdict"), boardVerdictWord(board.verdict)},
            {QStringLiteral("rule"), textOrNothing(board.rule)},
            {QStringLiteral("goNoGo"), QJsonObject{{QStringLiteral("state"), goWord(board.goNoGo.decision)}, {QStringLiteral("rule"), textOrNothing(board.goNoGo.rule)}}},
            {QStringLiteral("facts"), facts}};
    if (board.hasDefaultRules)
        made.insert(QStringLiteral("defaultRules"), true);
    return made;
}

} // namespace maestro
