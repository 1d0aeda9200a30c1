// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

namespace maestro {

/// Only the page that is shown counts, and it takes what there is: hidden pages are not asked how much room their texts want.
class PageStack : public QStackedWidget
{
public:
    using QStackedWidget::QStackedWidget;
    bool hasHeightForWidth() const override { return false; }
    QSize sizeHint() const override { return {1180, 600}; }
    QSize minimumSizeHint() const override { return {}; }
};

} // namespace maestro
