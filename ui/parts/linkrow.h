// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/weblink.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace maestro {

/// Where to look further: one button for each link of the policy; they open in the browser. Hidden without any. GUI thread.
class LinkRow : public QWidget
{
    Q_OBJECT
public:
    LinkRow(int inARow, Theme *theme, QWidget *parent = nullptr);

    void setLinks(const QList<WebLink> &links);

Q_SIGNALS:
    void failed(QString text); ///< no browser took it

private:
    int m_inARow;
    QGridLayout *m_grid;
    QList<WebLink> m_links;
    QWidgetList m_buttons;
};

} // namespace maestro
