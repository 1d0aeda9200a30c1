// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/referenceshelf.h"
#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QTableWidget;

namespace maestro {

class FactLabel;

/// What both lists of the shelf are made of: what is known, the rows, and what is done with the chosen one. GUI thread.
class ShelfTab : public QWidget
{
    Q_OBJECT
public:
    virtual void setShelf(const ReferenceShelf &shelf) = 0;

Q_SIGNALS:
    void said(QString text);

protected:
    /// Of plainTable().
    ShelfTab(const QString &state, const QString &name, const QStringList &titles, int wide, Theme *theme, QWidget *parent);

    QPushButton *addButton(const QString &text, const QString &name);
    void fill(const QList<QStringList> &rows, const QString &facts);
    int chosen() const; ///< row; -1: none
    void copy(const QString &text); ///< harmless, and told
    void open(const QString &url); ///< in what the desktop has for it
    virtual void choose() = 0; ///< another row

    QTableWidget *m_table;

private:
    FactLabel *m_state;
    QHBoxLayout *m_buttons;
};

} // namespace maestro
