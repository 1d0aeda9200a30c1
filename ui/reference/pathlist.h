// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/referenceshelf.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace maestro {

class FactLabel;

/// Files and folders that the policies name, and whether they are in the checkout (ledger REF-03). GUI thread.
class PathList : public QWidget
{
    Q_OBJECT
public:
    PathList(Theme *theme, QWidget *parent);

    void setShelf(const ReferenceShelf &shelf);

Q_SIGNALS:
    void checkoutChosen(QString policy, QString folder);
    void manifestsAsked(QString folder);
    void said(QString text);

private:
    struct Row
    {
        QString policy;
        ReferencePath path;
    };

    const Row *chosen() const;
    QString policy() const; ///< of the chosen row, else the only one; empty: it has to be chosen
    void choose();
    void askCheckout();
    void showFolder();

    QList<Row> m_rows;
    QList<ReferenceCheckout> m_checkouts;
    FactLabel *m_state;
    QTableWidget *m_table;
    QPushButton *m_checkout;
    QPushButton *m_show;
    QPushButton *m_lint;
    QPushButton *m_copy;
};

} // namespace maestro
