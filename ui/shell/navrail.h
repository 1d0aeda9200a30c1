// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/icons.h"

#include <QWidget>

class QButtonGroup;

namespace maestro {

/// The pages as push buttons, wide with words or narrow with icons; the accessible name is the page's either way.
class NavRail : public QWidget
{
    Q_OBJECT
public:
    NavRail(Theme *theme, QWidget *parent = nullptr);

    void setCurrent(int page);
    void setWide(bool wide);

Q_SIGNALS:
    void chosen(int page);
    void themeToggled();
    void shortcutsAsked();
    void referenceAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QButtonGroup *m_pages;
};

} // namespace maestro
