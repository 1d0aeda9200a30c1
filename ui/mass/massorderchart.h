// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massorder.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// The order of a mass rollback: a bar for each chosen row, as long as such an action took here; dashed where it was not done here yet.
/// While it runs, what has ended carries its mark. The accessible description is the same as a sentence. GUI thread.
class MassOrderChart : public QWidget
{
    Q_OBJECT
public:
    MassOrderChart(Theme *theme, QWidget *parent = nullptr);

    void showOrder(const QList<MassSlot> &order);
    /// The results so far, in the same order.
    void showResults(const QList<MassResult> &results);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    int lanes() const; ///< that are under way at once

    Theme *m_theme;
    QList<MassSlot> m_order;
    QList<MassResult> m_results;
};

} // namespace maestro
