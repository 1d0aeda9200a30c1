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

/// Documentation and contacts that the policies name (ledger REF-05); what has no address says so. GUI thread.
class LinkList : public QWidget
{
    Q_OBJECT
public:
    LinkList(Theme *theme, QWidget *parent);

    void setShelf(const ReferenceShelf &shelf);

Q_SIGNALS:
    void said(QString text);

private:
    const ReferenceLink *chosen() const;
    void choose();
    void open();

    ReferenceShelf m_shelf;
    FactLabel *m_state;
    QTableWidget *m_table;
    QPushButton *m_open;
    QPushButton *m_copy;
};

} // namespace maestro
