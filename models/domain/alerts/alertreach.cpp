// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/alertreach.h"

#include "domain/alerts/regexoverlap.h"

#include <algorithm>

namespace maestro {

namespace {

using State = AlertReach::State;

const QString patternMark = QStringLiteral("re:");

bool names(const QString &written, const QString &alert)
{
    return written.startsWith(patternMark) ? matchesWhole(written.mid(patternMark.size()), alert) : written == alert;
}

AlertReach reachOf(const QString &written, const QString &family, const std::optional<QList<LoadedAlert>> &rules, const std::optional<RouteTree> &routes)
{
    AlertReach reach {written, family, State::Unknown, {}, {}, false};
    if (!rules)
        return reach;
    bool all = true;
    for (const LoadedAlert &rule : *rules) {
        if (!names(written, rule.name))
            continue;
        reach.rules.append(rule.name);
        if (!routes)
            continue;
        QMap<QString, QString> labels = rule.labels;
        labels.insert(QStringLiteral("alertname"), rule.name);
        bool told = false;
        for (const RouteHit &hit : routeOf(*routes, labels)) {
            told = told || !hit.integrations.isEmpty();
            reach.timed = reach.timed || hit.timed;
            reach.receivers.append(hit.integrations.isEmpty() ? hit.receiver : QStringLiteral("%1 (%2)").arg(hit.receiver, hit.integrations.join(QStringLiteral(", "))));
        }
        all = all && told;
    }
    for (QStringList *list : {&reach.rules, &reach.receivers})
        list->removeDuplicates();
    if (reach.rules.isEmpty())
        reach.state = State::NoRule;
    else if (routes)
        reach.state = all ? State::Reaches : State::TellsNobody;
    return reach;
}

} // namespace

QList<AlertReach> alertReach(const Policy &policy, const std::optional<QList<LoadedAlert>> &rules, const std::optional<RouteTree> &routes)
{
    QList<AlertReach> out;
    for (const AlertFamily &family : policy.alertFamilies)
        for (const QString &written : family.match)
            out.append(reachOf(written, family.name, rules, routes));
    for (const NativeAlert &alert : policy.nativeAlerts)
        if (std::none_of(out.begin(), out.end(), [&](const AlertReach &one) { return one.alert == alert.name; }))
            out.append(reachOf(alert.name, {}, rules, routes));
    return out;
}

} // namespace maestro
