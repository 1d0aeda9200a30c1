// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start/startrow.h"

namespace maestro {

FleetRowPtr startRow(const FleetSnapshot &fleet, const ObjectRef &wanted)
{
    QString current;
    for (const ConnectionStatus &connection : fleet.connections)
        current = connection.current ? connection.context : current;
    FleetRowPtr found;
    for (const FleetRowPtr &row : fleet.rows) {
        if (row->ref.ns != wanted.ns || row->ref.name != wanted.name || (!wanted.context.isEmpty() && row->ref.context != wanted.context))
            continue;
        if (!found || row->ref.context == current)
            found = row;
    }
    return found;
}

bool isRead(const FleetSnapshot &fleet)
{
    return !fleet.connections.isEmpty()
        && std::all_of(fleet.connections.begin(), fleet.connections.end(), [](const ConnectionStatus &connection) { return connection.heardAtBootMs >= 0; });
}

} // namespace maestro
