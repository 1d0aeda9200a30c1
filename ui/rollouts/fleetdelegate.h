// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/fleetmodel.h"
#include "theme/cellpaint.h"

#include <QStyledItemDelegate>

class QTableView;

namespace maestro {

/// Paints the fleet's rows from tokens: environment edge, pill, two-line cells, step bars, hatch over old data, and the group
/// heads across all columns. Owns nothing.
class FleetDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    FleetDelegate(const FleetModel *model, const Theme *theme, QTableView *view);

    int rowHeight(const FleetEntry &entry) const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintCell(QPainter &painter, const QRect &box, const FleetEntry &entry, int column) const;
    void paintLines(QPainter &painter, const QRect &box, const FleetEntry &entry, const CellText &top, const CellText &bottom) const;
    void paintName(QPainter &painter, const QRect &box, const FleetEntry &entry, Token ink) const;
    void paintStatus(QPainter &painter, const QRect &box, const FleetEntry &entry) const;
    void paintGates(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const;
    void paintAnalysis(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const;
    void paintNext(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const;
    void paintSteps(QPainter &painter, const QRect &box, const FleetEntry &entry) const;
    bool oneLine(const FleetEntry &entry) const;

    const FleetModel *m_model;
    const Theme *m_theme;
    QTableView *m_view;
};

/// One bar for each weight of the strategy and one for the whole: done, current, to come; returns the width.
int paintStepBars(QPainter &painter, const QPoint &bottomLeft, const Rollout &rollout, bool dim, const Theme &theme);

} // namespace maestro
