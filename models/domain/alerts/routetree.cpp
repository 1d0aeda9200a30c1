// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/routetree.h"

#include "domain/alerts/alertmatching.h"

#include <algorithm>

namespace maestro {

namespace {

bool follow(const RouteTree &tree, const AlertRoute &route, const QMap<QString, QString> &labels, RouteHit here, QList<RouteHit> &hits)
{
    if (!std::all_of(route.matchers.begin(), route.matchers.end(), [&](const SilenceMatcher &matcher) { return matches(matcher, labels); }))
        return false;
    here.receiver = route.receiver;
    const qsizetype before = hits.size();
    for (int i = 0; i < route.routes.size(); ++i) {
        RouteHit below = here;
        below.path.append(i);
        if (follow(tree, route.routes.at(i), labels, below, hits) && !route.routes.at(i).goesOn)
            break;
    }
    if (hits.size() == before) {
        here.integrations = tree.receivers.value(here.receiver);
        here.timed = !route.muted.isEmpty() || !route.active.isEmpty(); // intervals are not inherited
        hits.append(here);
    }
    return true;
}

} // namespace

QList<RouteHit> routeOf(const RouteTree &tree, const QMap<QString, QString> &labels)
{
    QList<RouteHit> hits;
    follow(tree, tree.root, labels, {}, hits);
    return hits;
}

} // namespace maestro
