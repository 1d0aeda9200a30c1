// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/chip.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace maestro {

namespace {

void paintFocus(QPainter &painter, const QWidget &widget, const Theme &theme)
{
    if (!widget.hasFocus())
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme.color(Token::Accent), 2));
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1), 5, 5);
}

class Segment : public QAbstractButton
{
public:
    Segment(const QString &label, Theme *theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(label);
        setCheckable(true);
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    QSize sizeHint() const override { return {QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(text()) + m_theme->px(20), m_theme->px(26)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme->color(isChecked() ? Token::Surface : Token::Window));
        painter.setPen(m_theme->color(Token::Border));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        if (isChecked())
            painter.fillRect(QRect(0, height() - 2, width(), 2), m_theme->color(Token::AccentFill));
        painter.setFont(m_theme->font(isChecked() ? FontRole::Pill : FontRole::Secondary));
        painter.setPen(m_theme->color(isChecked() ? Token::Text : Token::Text2));
        painter.drawText(rect(), Qt::AlignCenter, text());
        painter.setRenderHint(QPainter::Antialiasing);
        paintFocus(painter, *this, *m_theme);
    }

private:
    Theme *m_theme;
};

} // namespace

Chip::Chip(Glyph glyph, Theme *theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_glyph(glyph)
{
    setCheckable(true);
    setCursor(Qt::PointingHandCursor);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Chip::setCount(int count, const QString &word)
{
    m_count = QString::number(count);
    m_word = word;
    setAccessibleName(m_count % u' ' % word);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return {m_theme->px(41) + QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(m_count) + QFontMetrics(m_theme->font(FontRole::Secondary)).horizontalAdvance(m_word),
            m_theme->px(26)};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(isChecked() ? Token::Accent : Token::Border));
    painter.setBrush(m_theme->color(isChecked() ? Token::Selected : underMouse() ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    const double size = m_theme->px(13);
    paintGlyph(painter, QRectF(m_theme->px(8), (height() - size) / 2.0, size, size), m_glyph, *m_theme);
    int x = m_theme->px(27);
    painter.setFont(m_theme->font(FontRole::Pill));
    painter.setPen(m_theme->color(Token::Text));
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, m_count);
    x += painter.fontMetrics().horizontalAdvance(m_count) + m_theme->px(5);
    painter.setFont(m_theme->font(FontRole::Secondary));
    painter.setPen(m_theme->color(Token::Text2));
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, m_word);
    paintFocus(painter, *this, *m_theme);
}

SegmentBar::SegmentBar(Theme *theme, const QStringList &labels, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        auto *segment = new Segment(labels.at(i), theme, this);
        segment->setChecked(i == 0);
        m_group->addButton(segment, int(i));
        row->addWidget(segment);
    }
    connect(m_group, &QButtonGroup::idClicked, this, &SegmentBar::chosen);
}

} // namespace maestro
