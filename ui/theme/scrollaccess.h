// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// An assistant may ask a QScrollArea for a child that was there a moment ago, a scroll bar most of all. Qt's own interface reads past the
/// end of its list then (Qt 6.4, QAccessibleAbstractScrollArea::child) and the window ends; this one answers that there is none.
/// Called once by Theme.
void installScrollAccess();

} // namespace maestro
