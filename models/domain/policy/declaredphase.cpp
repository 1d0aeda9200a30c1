// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/declaredphase.h"

namespace maestro {

namespace {

QVariantMap named(const QVariant &list, const QString &name)
{
    for (const QVariant &one : list.toList())
        if (one.toMap().value(QStringLiteral("name")).toString() == name)
            return one.toMap();
    return {};
}

} // namespace

QString declaredPhase(const PolicyMatch &match)
{
    if (!match)
        return {};
    for (const PolicyStrategy &strategy : match.policy->strategies)
        for (const PolicyPhase &phase : strategy.phases)
            if (strategy.name == match.strategy && phase.name == match.phase && !phase.group.isEmpty())
                return phase.group;
    return match.phase;
}

QVariantMap declaredStrategyEntry(const PolicyMatch &match)
{
    return match ? named(match.policy->document.value(QStringLiteral("strategies")), match.strategy) : QVariantMap();
}

QVariantMap declaredPhaseEntry(const PolicyMatch &match)
{
    return named(declaredStrategyEntry(match).value(QStringLiteral("phases")), declaredPhase(match));
}

} // namespace maestro
