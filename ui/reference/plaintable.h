// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTableWidget>

class QPushButton;

namespace maestro {

/// A table of plain texts for the tabs of the reference; the column `wide` takes what is left.
QTableWidget *plainTable(const QString &name, const QStringList &titles, int wide, Theme *theme, QWidget *parent);
/// Replaces the texts; the chosen row stays chosen where its first texts are still there.
void fillTable(QTableWidget *table, const QList<QStringList> &rows);
int chosenRow(const QTableWidget *table); ///< -1: none
QPushButton *plainButton(const QString &text, QWidget *parent); ///< that Enter elsewhere does not press

} // namespace maestro
