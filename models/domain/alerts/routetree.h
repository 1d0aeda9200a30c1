// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/silence.h"

#include <QMap>

namespace maestro {

/// A node of Alertmanager's tree of routes (its configuration, `route`).
struct AlertRoute
{
    QString receiver; ///< inherited where the node names none
    QList<SilenceMatcher> matchers; ///< all must match; the root has none
    bool goesOn = false; ///< `continue`: later siblings are tried too
    QStringList muted; ///< names of the time intervals in which it tells nobody
    QStringList active; ///< of those in which alone it tells anybody
    QList<AlertRoute> routes;

    bool operator==(const AlertRoute &) const = default;
};

struct RouteTree
{
    AlertRoute root;
    QMap<QString, QStringList> receivers; ///< how each tells: "email", "webhook" ...; empty: it tells nobody

    bool operator==(const RouteTree &) const = default;
};

/// Where an alert ends.
struct RouteHit
{
    QString receiver;
    QList<int> path; ///< which child, from the root on
    QStringList integrations; ///< empty: this receiver tells nobody
    bool timed = false; ///< a time interval on the way may keep it from telling

    bool operator==(const RouteHit &) const = default;
};

/// As Alertmanager routes (dispatch, Route.Match): into the first child that matches, further ones only behind `continue`; a node whose
/// children all do not match takes the alert itself.
QList<RouteHit> routeOf(const RouteTree &tree, const QMap<QString, QString> &labels);

} // namespace maestro
