// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/plaintable.h"

#include "parts/rowtable.h"
#include "text/humanize.h"

#include <QHeaderView>
#include <QPushButton>

namespace maestro {

namespace {

constexpr int textLength = 400;

QStringList textsOf(const QTableWidget *table, int row)
{
    QStringList texts;
    for (int column = 0; column < table->columnCount(); ++column)
        texts.append(table->item(row, column) ? table->item(row, column)->text() : QString());
    return texts;
}

} // namespace

QTableWidget *plainTable(const QString &name, const QStringList &titles, int wide, Theme *theme, QWidget *parent)
{
    auto *table = new QTableWidget(0, int(titles.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(titles);
    makeRowTable(table);
    table->setFont(theme->font(FontRole::Secondary));
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(wide, QHeaderView::Stretch);
    return table;
}

void fillTable(QTableWidget *table, const QList<QStringList> &rows)
{
    const QStringList chosen = chosenRow(table) >= 0 ? textsOf(table, chosenRow(table)) : QStringList();
    table->clearSelection();
    table->setRowCount(int(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < rows[row].size(); ++column) {
            const QString text = displaySafe(rows[row][column], textLength);
            if (!table->item(row, column))
                table->setItem(row, column, new QTableWidgetItem);
            table->item(row, column)->setText(text);
            table->item(row, column)->setToolTip(text);
        }
        if (!chosen.isEmpty() && textsOf(table, row) == chosen)
            table->selectRow(row);
    }
}

int chosenRow(const QTableWidget *table)
{
    return table->selectedItems().isEmpty() ? -1 : table->currentRow();
}

QPushButton *plainButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace maestro
