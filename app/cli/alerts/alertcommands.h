// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"
#include "services/alerts/alertservice.h"

namespace maestro {

void runAlerts(Call *call);
void runSilenceList(Call *call);
void runSilenceCreate(Call *call);
void runSilenceExpire(Call *call);

/// A child of the call, with the policies in force; the files of --policy replace those of the folder.
Result<AlertService *> alertServiceOf(Call *call);

/// What a Prometheus or Alertmanager says when it is asked how it is.
struct EndpointProbe
{
    QString kind; ///< "prometheus" or "alertmanager"
    QString context;
    QString source;
    QString version;
    std::optional<Error> error;
    std::optional<qint64> skewMs;
};

/// Asks all that are configured, at the same time; `done` comes once.
void probeEndpoints(Call *call, std::function<void(const QList<EndpointProbe> &)> done);

} // namespace maestro
