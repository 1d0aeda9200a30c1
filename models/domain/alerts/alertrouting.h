// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertreach.h"
#include "domain/base/error.h"

namespace maestro {

/// What one connection has loaded: alerting rules of its Prometheus, routes of its Alertmanager.
struct AlertRouting
{
    struct Reach
    {
        QString policy;
        AlertReach reach;

        bool operator==(const Reach &) const = default;
    };

    QString connection;
    std::optional<QList<LoadedAlert>> rules; ///< nothing: no Prometheus, or it could not be read
    std::optional<RouteTree> routes;
    QString alertmanager; ///< whose routes they are; of peers the first that answers
    QList<Error> problems;
    QList<Reach> reaches; ///< of every alert that a policy of this connection names

    bool operator==(const AlertRouting &) const = default;
};

} // namespace maestro
