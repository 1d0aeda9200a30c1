// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/shelftab.h"

namespace maestro {

/// Files and folders that the policies name, and whether they are in the checkout (ledger REF-03). GUI thread.
class PathList : public ShelfTab
{
    Q_OBJECT
public:
    PathList(Theme *theme, QWidget *parent);

    void setShelf(const ReferenceShelf &shelf) override;

Q_SIGNALS:
    void checkoutChosen(QString policy, QString folder);
    void manifestsAsked(QString folder);

private:
    struct Row
    {
        QString policy;
        ReferencePath path;
    };

    const Row *row() const; ///< the chosen one
    QString policy() const; ///< of the chosen row, else the only one; empty: it has to be chosen
    void choose() override;
    void askCheckout();
    void showFolder();

    QList<Row> m_rows;
    QPushButton *m_checkout;
    QPushButton *m_show;
    QPushButton *m_lint;
    QPushButton *m_copy;
};

} // namespace maestro
