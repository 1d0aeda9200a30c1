// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/navrail.h"

#include <QButtonGroup>
#include <QCoreApplication>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

/// Painted whole; a QPushButton for its role, keys and signals.
class NavButton : public QPushButton
{
public:
    NavButton(Icon icon, const QString &label, const QString &key, Theme *theme, QWidget *parent)
        : QPushButton(parent)
        , m_theme(theme)
        , m_icon(icon)
        , m_label(label)
        , m_key(key)
    {
        setAccessibleName(label);
        setToolTip(key.isEmpty() ? label : QString(label % u"  " % key));
        setFixedHeight(theme->px(30));
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(theme, &Theme::changed, this, [this] {
            setFixedHeight(m_theme->px(30));
            update();
        });
    }

    /// Not checkable: to assistive technology each page is a push button, and pressing it goes there.
    void setCurrent(bool current)
    {
        m_current = current;
        setAccessibleDescription(current ? QCoreApplication::translate("NavRail", "current page") : QString());
        update();
    }

    void setGlyph(Icon icon)
    {
        m_icon = icon;
        update();
    }

    QSize sizeHint() const override { return {m_theme->px(34), m_theme->px(30)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        if (m_current || underMouse()) {
            painter.setBrush(m_theme->color(m_current ? Token::Selected : Token::Hover));
            painter.drawRoundedRect(rect(), 5, 5);
        }
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme->color(Token::Accent), 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        }
        const bool narrow = width() < m_theme->px(90);
        const double size = m_theme->px(16);
        const double left = narrow ? (width() - size) / 2.0 : m_theme->px(9);
        paintIcon(painter, QRectF(left, (height() - size) / 2.0, size, size), m_icon, m_theme->color(m_current ? Token::Accent : Token::Text2));
        if (narrow)
            return;
        painter.setFont(m_theme->font(m_current ? FontRole::BodyStrong : FontRole::Body));
        painter.setPen(m_theme->color(m_current ? Token::Text : Token::Text2));
        painter.drawText(rect().adjusted(m_theme->px(34), 0, 0, 0), Qt::AlignVCenter, m_label);
        painter.setFont(m_theme->font(FontRole::Axis));
        painter.setPen(m_theme->color(Token::Text3));
        painter.drawText(rect().adjusted(0, 0, -m_theme->px(8), 0), Qt::AlignVCenter | Qt::AlignRight, m_key);
    }

private:
    Theme *m_theme;
    Icon m_icon;
    QString m_label;
    QString m_key;
    bool m_current = false;
};

/// The mark of the product and, when there is room, its name.
class Brand : public QWidget
{
public:
    Brand(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(32));
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double size = m_theme->px(20);
        const bool narrow = width() < m_theme->px(90);
        const QRectF mark(narrow ? (width() - size) / 2.0 : m_theme->px(7), (height() - size) / 2.0, size, size);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::AccentFill));
        painter.drawRoundedRect(mark, 4, 4);
        paintIcon(painter, mark.adjusted(2.5, 2.5, -2.5, -2.5), Icon::Logo, m_theme->color(Token::OnAccent));
        if (narrow)
            return;
        painter.setFont(m_theme->font(FontRole::BodyStrong));
        painter.setPen(m_theme->color(Token::Text));
        painter.drawText(rect().adjusted(m_theme->px(36), 0, 0, 0), Qt::AlignVCenter, QCoreApplication::translate("MainWindow", "Maestro Console"));
    }

private:
    Theme *m_theme;
};

} // namespace

NavRail::NavRail(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pages(new QButtonGroup(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(8), theme->px(8), theme->px(9), theme->px(8));
    column->setSpacing(theme->px(1));
    column->addWidget(new Brand(theme, this));
    column->addSpacing(theme->px(6));
    struct Item
    {
        Icon icon;
        QString label;
        QString key;
    };
    const Item items[] = {{Icon::Fleet, tr("Fleet"), QStringLiteral("F1")}, {Icon::Rollout, tr("Rollout"), QStringLiteral("F2")},
                          {Icon::Gauge, tr("SLO and gates"), QStringLiteral("F3")},
                          {Icon::Bell, tr("Triage"), QStringLiteral("F4")},
                          {Icon::RollBack, tr("Rollback options"), QStringLiteral("W")},
                          {Icon::Drill, tr("Drills"), QStringLiteral("F7")},
                          {Icon::Journal, tr("Journal"), QStringLiteral("F8")}, {Icon::Connections, tr("Connections"), QStringLiteral("F9")}};
    int index = 0;
    for (const Item &item : items) {
        auto *button = new NavButton(item.icon, item.label, item.key, theme, this);
        m_pages->addButton(button, index++);
        column->addWidget(button);
    }
    column->addStretch();
    auto *reference = new NavButton(Icon::Info, tr("Reference"), QStringLiteral("G H"), theme, this);
    connect(reference, &QPushButton::clicked, this, &NavRail::referenceAsked);
    column->addWidget(reference);
    auto *keys = new NavButton(Icon::Keyboard, tr("Keyboard shortcuts"), QStringLiteral("?"), theme, this);
    connect(keys, &QPushButton::clicked, this, &NavRail::shortcutsAsked);
    column->addWidget(keys);
    auto *mode = new NavButton(theme->isDark() ? Icon::Sun : Icon::Moon, tr("Light or dark"), {}, theme, this);
    connect(mode, &QPushButton::clicked, this, &NavRail::themeToggled);
    connect(theme, &Theme::changed, mode, [mode, theme] { mode->setGlyph(theme->isDark() ? Icon::Sun : Icon::Moon); });
    column->addWidget(mode);
    connect(m_pages, &QButtonGroup::idClicked, this, &NavRail::chosen);
    setWide(true);
}

void NavRail::setCurrent(int page)
{
    for (QAbstractButton *button : m_pages->buttons())
        static_cast<NavButton *>(button)->setCurrent(m_pages->id(button) == page);
}

void NavRail::setWide(bool wide)
{
    setFixedWidth(m_theme->px(wide ? 190 : 51));
}

void NavRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), m_theme->color(Token::Border));
}

} // namespace maestro
