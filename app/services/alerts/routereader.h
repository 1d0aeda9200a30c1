// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertreach.h"
#include "services/endpoints/endpoints.h"

namespace maestro {

/// What one connection has loaded: alerting rules of its Prometheus, routes of its Alertmanager. Reads only.
struct AlertRouting
{
    QString connection;
    std::optional<QList<LoadedAlert>> rules; ///< nothing: no Prometheus, or it could not be read
    std::optional<RouteTree> routes;
    QString alertmanager; ///< whose routes they are; of peers the first that answers
    QList<Error> problems;
};

/// Of every connection that has one or the other, all at the same time; `done` comes once, later.
void readAlertRouting(const Workspace *workspace, Endpoints *endpoints, QObject *context, std::function<void(const QList<AlertRouting> &)> done);

} // namespace maestro
