// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/glyph.h"

#include <QWidget>

namespace maestro {

/// A framed fact: glyph, bold words, the rest. Its accessible text is the whole sentence.
class NoteChip : public QWidget
{
    Q_OBJECT
public:
    explicit NoteChip(Theme *theme, QWidget *parent = nullptr);
    void setNote(Glyph glyph, const QString &title, const QString &detail);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    Glyph m_glyph = Glyph::Idle;
    QString m_title;
    QString m_detail;
};

} // namespace maestro
