// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QRect>

class QPainter;

namespace maestro {

/// Parts that the delegates of all tables share. Text that does not fit is elided; the model's tool tip has it whole.
struct CellText
{
    QString text;
    FontRole role = FontRole::Body;
    Token token = Token::Text;
};

/// One line, centred in height; returns the width used.
int paintLine(QPainter &painter, const QRect &box, const CellText &line, const Theme &theme);
int lineWidth(const QString &text, FontRole role, const Theme &theme);
void paintTwoLines(QPainter &painter, const QRect &box, const CellText &top, const CellText &bottom, const Theme &theme);
/// Several lines of wrapped text, as many as fit.
void paintWrapped(QPainter &painter, const QRect &box, const CellText &text, const Theme &theme);

/// Ground of a data row: surface, selected or old (hatched), with the hairline below.
void paintRowGround(QPainter &painter, const QRect &cell, bool selected, bool old, const Theme &theme);
/// A section head that runs across all cells: called for each cell, it draws the part inside `cell`. `chevron`: 0 none, 1 open, 2 closed.
void paintSection(QPainter &painter, const QRect &cell, const QRect &row, const QString &title, const QString &count, const QString &note, int chevron,
                  Token ink, const Theme &theme);
/// Initials in a coloured disc, the colour chosen by the name.
void paintAvatar(QPainter &painter, const QRectF &disc, const QString &person, const Theme &theme);

} // namespace maestro
