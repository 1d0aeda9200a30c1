// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace maestro {

class Theme;

/// The words that rows must hold (accessible name `Filter`). Escape clears it; Escape, Return and Down leave it. Narrower where there is no
/// room. GUI thread.
class FilterBox : public QLineEdit
{
    Q_OBJECT
public:
    FilterBox(const QString &placeholder, int width, Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override { return maximumSize(); }
    void take(); ///< the keyboard, with what it holds selected

Q_SIGNALS:
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace maestro
