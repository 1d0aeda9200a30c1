// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/abortorigin.h"

#include <QRegularExpression>

namespace maestro {

namespace {

/// A row of the fleet has no conditions any more; the phase repeats what the condition says.
QString abortMessage(const Rollout &rollout, const EffectivePhase &phase)
{
    for (const Condition &condition : rollout.conditions)
        if (condition.type == QLatin1String("Progressing") && condition.reason == QLatin1String("RolloutAborted"))
            return condition.message;
    return phase.message;
}

} // namespace

AbortOrigin abortOrigin(const Rollout &rollout, const EffectivePhase &phase)
{
    if (!rollout.abort)
        return {};
    static const QRegularExpression sentence(QStringLiteral("Rollout aborted update to revision (\\d+)(?:: (.+))?\\z"),
                                             QRegularExpression::DotMatchesEverythingOption);
    AbortOrigin origin {AbortOrigin::By::Unknown, {}, 0, QDateTime::fromString(rollout.abortedAt, Qt::ISODate)};
    const QRegularExpressionMatch match = sentence.match(abortMessage(rollout, phase));
    if (!match.hasMatch())
        return origin;
    origin.revision = match.captured(1).toInt();
    origin.cause = match.captured(2).simplified();
    origin.by = origin.cause.isEmpty() ? AbortOrigin::By::Request : AbortOrigin::By::Controller;
    return origin;
}

QString abortedByWord(AbortOrigin::By by)
{
    switch (by) {
    case AbortOrigin::By::Controller: return QStringLiteral("controller");
    case AbortOrigin::By::Request: return QStringLiteral("request");
    case AbortOrigin::By::Nobody:
    case AbortOrigin::By::Unknown: break;
    }
    return {};
}

} // namespace maestro
