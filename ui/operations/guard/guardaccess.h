// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// Tells assistive technology that a ConfirmDialog is a dialog and what pressing a ConfirmButton does. Safe to call often.
void installGuardAccess();

} // namespace maestro
