// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace maestro {

/// Paints the cells of the detail tables: a glyph for what has a state, a colour mark for a role, severity cells for measurements.
class DetailDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr const char *staleProperty = "stale"; ///< of the view: its rows are hatched as last known

    explicit DetailDelegate(Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintMeasurements(QPainter *painter, const QRect &box, const QStringList &phases) const;

    Theme *m_theme;
};

} // namespace maestro
