// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QFrame>

class QAbstractItemModel;
class QTableView;

namespace maestro {

class ThemedLabel;

/// A panel with a heading, a note beside it and one table, or one sentence when the table is empty.
class DetailTable : public QFrame
{
    Q_OBJECT
public:
    /// `name` is the table's accessible name; `widths` are design pixels for each column, 0 takes what is left.
    DetailTable(const QString &name, QAbstractItemModel *model, const QList<int> &widths, Theme *theme, QWidget *parent = nullptr);

    /// Columns that are left out where there is no room for all; the first one goes first.
    void setDispensable(const QList<int> &columns);
    void setNote(const QString &note);
    void setStale(bool stale); ///< rows stay readable, hatched as last known
    void setEmptySentence(const QString &sentence);
    QTableView *table() const { return m_table; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void restyle();
    void showEmptiness();
    void spread();

    Theme *m_theme;
    QTableView *m_table;
    ThemedLabel *m_note;
    QString m_noteText;
    bool m_stale = false;
    ThemedLabel *m_empty;
    QList<int> m_widths;
    QList<int> m_dispensable;
};

} // namespace maestro
