// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace maestro {

/// Since a time by a wall clock: its ageText(); "5 min ahead" where it lies ahead of that clock, for then nobody knows; "unknown" without one.
QString elapsedText(const QDateTime &at, const QDateTime &now);

} // namespace maestro
