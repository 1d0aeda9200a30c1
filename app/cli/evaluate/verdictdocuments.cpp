// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evaluate/verdictdocuments.h"

#include "cli/documents/documents.h"

#include <cmath>

namespace maestro {

namespace {

QJsonValue numberOrNull(const std::optional<double> &number)
{
    return number && std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
}

double secondsOf(std::chrono::milliseconds time)
{
    return double(time.count()) / 1000;
}

} // namespace

QJsonObject verdictObject(const GateVerdict &verdict, const PolicyGate &gate)
{
    const bool timed = gate.needed.count() > 0;
    return {{QStringLiteral("at"), timeValue(verdict.at)},
            {QStringLiteral("gate"), verdict.gate},
            {QStringLiteral("verdict"), gateStateWord(verdict.state)},
            {QStringLiteral("value"), numberOrNull(verdict.value)},
            {QStringLiteral("baseline"), numberOrNull(verdict.baseline)},
            {QStringLiteral("passLimit"), numberOrNull(verdict.passLimit)},
            {QStringLiteral("failLimit"), numberOrNull(verdict.failLimit)},
            {QStringLiteral("since"), timeValue(verdict.since)},
            {QStringLiteral("failingSince"), timeValue(verdict.failingSince)},
            {QStringLiteral("forNeeded"), timed ? QJsonValue(secondsOf(gate.needed)) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("forElapsed"), timed ? QJsonValue(secondsOf(verdict.failingFor)) : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("requests"), numberOrNull(verdict.requests)},
            {QStringLiteral("reason"), textOrNull(verdict.reason)}};
}

QJsonObject decisionObject(const DecisionVerdict &decision)
{
    return {{QStringLiteral("at"), timeValue(decision.at)},
            {QStringLiteral("verdict"), decisionWord(decision.decision)},
            {QStringLiteral("rule"), textOrNull(decision.rule)}};
}

} // namespace maestro
