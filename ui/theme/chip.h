// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/glyph.h"

#include <QAbstractButton>

class QButtonGroup;

namespace maestro {

/// A filter chip: state glyph, count, word. Checkable.
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    Chip(Glyph glyph, Theme *theme, QWidget *parent = nullptr);
    void setCount(int count, const QString &word);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    Glyph m_glyph;
    QString m_count;
    QString m_word;
};

/// One choice out of a few, side by side.
class SegmentBar : public QWidget
{
    Q_OBJECT
public:
    SegmentBar(Theme *theme, const QStringList &labels, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup *m_group;
};

} // namespace maestro
