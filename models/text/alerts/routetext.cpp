// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/alerts/routetext.h"

#include "text/humanize.h"
#include "text/slotext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Alerts)
};

} // namespace

QString routeMatchersText(const AlertRoute &route)
{
    QStringList words;
    for (const SilenceMatcher &matcher : route.matchers)
        words.append(matcherText(matcher));
    return words.isEmpty() ? Words::tr("everything else") : words.join(QStringLiteral(", "));
}

QString receiverText(const RouteTree &tree, const QString &receiver)
{
    const QStringList integrations = tree.receivers.value(receiver);
    return integrations.isEmpty() ? Words::tr("%1 (tells nobody)").arg(displaySafe(receiver, 80))
                                  : QStringLiteral("%1 (%2)").arg(displaySafe(receiver, 80), displaySafe(integrations.join(QStringLiteral(", ")), 120));
}

QString routeRestText(const AlertRoute &route)
{
    QStringList parts;
    if (route.goesOn)
        parts << Words::tr("goes on");
    if (!route.muted.isEmpty())
        parts << Words::tr("silent in %1").arg(displaySafe(route.muted.join(QStringLiteral(", ")), 120));
    if (!route.active.isEmpty())
        parts << Words::tr("only in %1").arg(displaySafe(route.active.join(QStringLiteral(", ")), 120));
    return parts.join(QStringLiteral(", "));
}

QString reachText(const AlertReach &reach)
{
    switch (reach.state) {
    case AlertReach::State::Reaches: return reach.timed ? Words::tr("told, except in some hours") : Words::tr("told");
    case AlertReach::State::TellsNobody: return Words::tr("tells nobody");
    case AlertReach::State::NoRule: return Words::tr("no rule of this name");
    case AlertReach::State::Unknown: break;
    }
    return Words::tr("unknown");
}

} // namespace maestro
