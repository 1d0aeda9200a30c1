// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// A widget with this property set to true is a dialog to assistive technology; set it before the name.
inline constexpr const char *guardProperty = "maestroGuard";

/// Tells assistive technology that a ConfirmDialog is a dialog and what pressing a ConfirmButton does. Safe to call often.
void installGuardAccess();

} // namespace maestro
