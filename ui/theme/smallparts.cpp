// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/smallparts.h"

#include "text/humanize.h"

#include <QPainter>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace maestro {

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

PillLabel::PillLabel(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PillLabel::setLook(const StateLook &look)
{
    m_look = look;
    setAccessibleName(look.word);
    updateGeometry();
    update();
}

QSize PillLabel::sizeHint() const
{
    return {QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(m_look.word) + m_theme->px(30), m_theme->px(22)};
}

void PillLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(painter, rect(), m_look, *m_theme);
}

DataAgeLabel::DataAgeLabel(Theme *theme, QWidget *parent)
    : FactLabel(tr("Data age"), parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setFreshness({});
}

void DataAgeLabel::setFreshness(const Freshness &freshness, const QString &note)
{
    const bool same = freshness.state == m_freshness.state && note == m_note && !text().isEmpty();
    m_freshness = freshness;
    m_note = note;
    const QString age = dataAgeText(freshness);
    if (same && age == text())
        return;
    setFact(age);
    setToolTip(plainTip(note));
    updateGeometry();
    update();
}

QSize DataAgeLabel::sizeHint() const
{
    const int words = QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(text().left(1).toUpper() % text().mid(1));
    const int note = m_note.isEmpty() ? 0 : QFontMetrics(m_theme->font(FontRole::Secondary)).horizontalAdvance(m_note) + m_theme->px(7);
    return {m_theme->px(36) + words + note, m_theme->px(28)};
}

void DataAgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    struct Colours
    {
        Token ground, edge, ink, note;
    };
    const Colours c = [this]() -> Colours {
        switch (m_freshness.state) {
        case FreshnessState::Stale:
            return {Token::WarnBg, Token::WarnSolid, Token::Warn, Token::Warn};
        case FreshnessState::Disconnected:
            return {Token::FailedBg, Token::FailedSolid, Token::Failed, Token::Failed};
        default:
            return {Token::Surface, Token::Border, Token::Text, Token::Text3};
        }
    }();
    painter.setPen(QPen(m_theme->color(c.edge), 1));
    painter.setBrush(m_theme->color(c.ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    const double size = m_theme->px(14);
    const QRectF mark(m_theme->px(9), (height() - size) / 2.0, size, size);
    if (m_freshness.state == FreshnessState::Live || m_freshness.state == FreshnessState::Late) {
        const bool live = m_freshness.state == FreshnessState::Live;
        const QColor color = m_theme->color(live ? Token::HealthySolid : Token::WarnSolid);
        painter.setPen(QPen(color, 2));
        painter.setBrush(live ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawEllipse(mark.center(), 3.2, 3.2);
    } else {
        paintGlyph(painter, mark, m_freshness.state == FreshnessState::Stale ? Glyph::Stale : Glyph::Failed, *m_theme);
    }
    painter.setFont(m_theme->font(FontRole::Pill));
    painter.setPen(m_theme->color(c.ink));
    const int left = m_theme->px(28);
    const QString age = text().left(1).toUpper() % text().mid(1);
    const int words = painter.fontMetrics().horizontalAdvance(age);
    painter.drawText(QRect(left, 0, words + 1, height()), Qt::AlignVCenter, age);
    painter.setFont(m_theme->font(FontRole::Secondary));
    painter.setPen(m_theme->color(c.note));
    painter.drawText(QRect(left + words + m_theme->px(7), 0, width(), height()), Qt::AlignVCenter, m_note);
}

int paintKeyCap(QPainter &painter, const QPoint &topLeft, const QString &key, const Theme &theme)
{
    const QFont &font = theme.font(FontRole::Axis);
    const int width = qMax(theme.px(17), QFontMetrics(font).horizontalAdvance(key) + theme.px(9));
    const QRectF box(topLeft.x() + 0.5, topLeft.y() + 0.5, width - 1, theme.px(17) - 1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::BorderStrong), 1));
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRoundedRect(box, 3.5, 3.5);
    painter.setFont(font);
    painter.setPen(theme.color(Token::Text3));
    painter.drawText(box, Qt::AlignCenter, key);
    painter.restore();
    return width;
}

KeyCap::KeyCap(const QString &key, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_key(key)
{
    setAccessibleName(key);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize KeyCap::sizeHint() const
{
    return {qMax(m_theme->px(17), QFontMetrics(m_theme->font(FontRole::Axis)).horizontalAdvance(m_key) + m_theme->px(9)), m_theme->px(17)};
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyCap(painter, QPoint(0, 0), m_key, *m_theme);
}

ThemedLabel::ThemedLabel(const QString &text, Theme *theme, FontRole role, Token token, QWidget *parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_role(role)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    connect(theme, &Theme::changed, this, &ThemedLabel::restyle);
    restyle();
}

void ThemedLabel::setToken(Token token)
{
    m_token = token;
    restyle();
}

void ThemedLabel::restyle()
{
    setFont(m_theme->font(m_role));
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme->color(m_token));
    setPalette(colours);
}

EmptyState::EmptyState(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_title(new ThemedLabel({}, theme, FontRole::PanelTitle, Token::Text, this))
    , m_sentence(new ThemedLabel({}, theme, FontRole::Body, Token::Text2, this))
    , m_action(new QPushButton(this))
{
    m_title->setAlignment(Qt::AlignCenter);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(theme->px(8));
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_sentence);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionChosen);
}

void EmptyState::setSentence(const QString &title, const QString &sentence, const QString &action)
{
    m_title->setText(title);
    m_sentence->setText(sentence);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
}

} // namespace maestro
