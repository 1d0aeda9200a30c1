// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace maestro {

/// How a cell is to be read; the theme turns it into shape and colour, the text always says it in words too.
enum class Tone { Plain, Muted, Good, Active, Waiting, Warn, Bad, Unknown, Unset, Canary, Stable };

/// Roles shared by the tables of the rollout page.
enum DetailRole {
    ToneRole = Qt::UserRole + 1, ///< Tone as int
    MonoRole, ///< bool: digest, tag, address
    MeasurementsRole, ///< QStringList: phase of each measurement, oldest first
};

} // namespace maestro
