// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start/startrow.h"

namespace maestro {

FleetRowPtr startRow(const FleetSnapshot &fleet, const ObjectRef &wanted)
{
    QString current;
    bool awaited = false; // the current one is on its way: another cluster's object of that name is not what was meant
    for (const ConnectionStatus &connection : fleet.connections)
        if (connection.current) {
            current = connection.context;
            awaited = !connection.listed && connection.phase != ConnectionPhase::Failed;
        }
    FleetRowPtr found;
    for (const FleetRowPtr &row : fleet.rows) {
        if (row->ref.ns != wanted.ns || row->ref.name != wanted.name || (!wanted.context.isEmpty() && row->ref.context != wanted.context))
            continue;
        if (!found || row->ref.context == current)
            found = row;
    }
    return found && awaited && found->ref.context != current ? nullptr : found;
}

bool isRead(const FleetSnapshot &fleet)
{
    return !fleet.connections.isEmpty()
        && std::all_of(fleet.connections.begin(), fleet.connections.end(), [](const ConnectionStatus &connection) { return connection.heardAtBootMs >= 0; });
}

} // namespace maestro
