// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <optional>

namespace maestro {

/// Who serves the traffic now, as two shares of one bar; hatched when nobody knows.
class TrafficBar : public QWidget
{
    Q_OBJECT
public:
    explicit TrafficBar(Theme *theme, QWidget *parent = nullptr);
    /// Percent of the canary; absent: unknown.
    void setShare(std::optional<double> canaryPercent);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    std::optional<double> m_percent;
};

} // namespace maestro
