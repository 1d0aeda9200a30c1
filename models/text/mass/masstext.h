// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massplan.h"

namespace maestro {

QString massDeedLabel(MassDeed deed); ///< "Abort", "Roll back", "Skip"
QString massWhyText(const MassRow &row, const QDateTime &now); ///< one line: what happens, or why nothing does
QStringList massThen(const MassRow &row); ///< what follows where the way of a row cannot be used; the Rollout itself is "abort" or "undo"
QString massSecondsText(double seconds); ///< "0.4 s", "25 s", "2 min"
QString massResultText(const MassResult &result);
QString massSummary(const MassReport &report); ///< "47 of 50 rolled back; not done: ..."

} // namespace maestro
