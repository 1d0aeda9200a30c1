// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// The striped band and the word on it that no page of production has (safety.md S10).
class DrillBand : public QWidget
{
    Q_OBJECT
public:
    explicit DrillBand(Theme *theme, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
};

} // namespace maestro
