// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;

namespace maestro {

/// Where to look further: one button for each link of the policy; they open in the browser. Hidden without any. GUI thread.
class LinkRow : public QWidget
{
    Q_OBJECT
public:
    explicit LinkRow(Theme *theme, QWidget *parent = nullptr);

    void setLinks(const QList<TriageLink> &links);

Q_SIGNALS:
    void failed(QString text); ///< no browser took it

private:
    QGridLayout *m_grid;
    QList<TriageLink> m_links;
    QWidgetList m_buttons;
};

} // namespace maestro
