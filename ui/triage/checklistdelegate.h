// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"
#include "theme/glyph.h"

#include <QStyledItemDelegate>

namespace maestro {

StateLook lookOf(ItemState state);

/// Paints rows of a ChecklistModel: headings with number and worst state, items with glyph, title, finding, duration and tick.
class ChecklistDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ChecklistDelegate(const Theme *theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme *m_theme;
};

} // namespace maestro
