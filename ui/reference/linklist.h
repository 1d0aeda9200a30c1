// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/shelftab.h"

namespace maestro {

/// Documentation and contacts that the policies name (ledger REF-05); what has no address says so. GUI thread.
class LinkList : public ShelfTab
{
    Q_OBJECT
public:
    LinkList(Theme *theme, QWidget *parent);

    void setShelf(const ReferenceShelf &shelf) override;

private:
    const ReferenceLink *link() const; ///< the chosen one
    void choose() override;
    void openLink();

    QList<ReferenceLink> m_links;
    QPushButton *m_open;
    QPushButton *m_copy;
};

} // namespace maestro
