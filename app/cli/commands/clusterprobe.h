// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

/// What one context answers when asked who we are, what it is and what we may do there.
struct ClusterProbe
{
    QString context;
    QString server;
    QString user; ///< as the server says; empty: it does not
    QString configuredUser;
    QString ns;
    QString environment;
    bool readOnly = false;
    bool insecure = false;
    std::optional<Error> error; ///< why it cannot be used
    QString version;
    std::optional<ArgoPresence> argo;
    QList<std::pair<QString, AccessAnswer>> permissions; ///< "patch rollouts/status" ...; only when asked for
    std::optional<qint64> skewMs;
};

/// Asks the contexts of --context, or all, at the same time; `done` comes once, in the order of the kubeconfig.
void probeClusters(Call *call, const std::function<void(QList<ClusterProbe>)> &done, bool permissions = false);

} // namespace maestro
