// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace maestro {

/// What all tables of objects have in common: whole rows, one at a time, no grid, no editing, Tab leaves, headings that do nothing.
void makeRowTable(QTableView *table);

} // namespace maestro
