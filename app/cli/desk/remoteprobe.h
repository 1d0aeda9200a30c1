// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/call.h"

namespace maestro {

/// What GitHub, the Maestro API or the registry of a connection says before anybody needs it (ledger CON-09 to CON-11).
struct RemoteProbe
{
    QString kind; ///< "github", "maestro" or "registry"
    QString source; ///< address without credentials
    QString said;
    QString hint;
    bool sure = true; ///< false: it answers, and whether our credential is good cannot be read
    std::optional<Error> error;
};

/// Asks all that the connections name, at the same time, by reads alone; `done` comes once, never at once.
void probeRemotes(Call *call, std::function<void(const QList<RemoteProbe> &)> done);

} // namespace maestro
