// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/bandwidget.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

namespace maestro {

namespace {

enum class Kind { Prod, Staging, Dev, Other };

Kind kindOf(const QString &environment)
{
    if (environment.startsWith(QLatin1String("prod"), Qt::CaseInsensitive))
        return Kind::Prod;
    if (environment.startsWith(QLatin1String("stag"), Qt::CaseInsensitive))
        return Kind::Staging;
    return environment.startsWith(QLatin1String("dev"), Qt::CaseInsensitive) ? Kind::Dev : Kind::Other;
}

QFont badgeFont(const Theme &theme)
{
    QFont font = theme.font(FontRole::Pill);
    font.setPixelSize(theme.px(10));
    font.setLetterSpacing(QFont::AbsoluteSpacing, 0.4);
    return font;
}

int badgeWidth(const QString &environment, const Theme &theme)
{
    return QFontMetrics(badgeFont(theme)).horizontalAdvance(environmentWord(environment)) + theme.px(10);
}

} // namespace

QString environmentWord(const QString &environment)
{
    switch (kindOf(environment)) {
    case Kind::Prod:
        return QCoreApplication::translate("Environment", "PROD");
    case Kind::Staging:
        return QCoreApplication::translate("Environment", "STAGING");
    case Kind::Dev:
        return QCoreApplication::translate("Environment", "DEV");
    case Kind::Other:
        break;
    }
    return environment.isEmpty() ? QCoreApplication::translate("Environment", "NO ENVIRONMENT") : environment.toUpper();
}

void paintEnvironment(QPainter &painter, const QRectF &box, const QString &environment, const Theme &theme)
{
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    switch (kindOf(environment)) {
    case Kind::Prod:
        painter.fillRect(box, theme.color(Token::Prod));
        break;
    case Kind::Staging:
        painter.fillRect(box, theme.color(Token::Staging));
        painter.setPen(QPen(theme.color(Token::StagingEdge), 2.8));
        for (double x = box.left() - box.height(); x < box.right() + box.height(); x += 10)
            painter.drawLine(QPointF(x, box.bottom() + 1), QPointF(x + box.height() + 2, box.top() - 1));
        if (box.width() < box.height()) { // an upright strip: the same stripes, counted downwards
            for (double y = box.top(); y < box.bottom() + box.width(); y += 10)
                painter.drawLine(QPointF(box.left() - 1, y), QPointF(box.right() + 1, y - box.width() - 2));
        }
        break;
    case Kind::Dev:
        painter.fillRect(box, theme.color(Token::Dev));
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::OnDev));
        for (double x = box.left() + 2.5; x < box.right(); x += 6) {
            for (double y = box.top() + 2.5; y < box.bottom(); y += 6)
                painter.drawEllipse(QPointF(x, y), 0.9, 0.9);
        }
        break;
    case Kind::Other:
        painter.fillRect(box, theme.color(Token::BorderStrong));
        break;
    }
    painter.restore();
}

int paintEnvironmentBadge(QPainter &painter, const QPoint &topLeft, const QString &environment, const Theme &theme)
{
    const QRect box(topLeft, QSize(badgeWidth(environment, theme), theme.px(16)));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto [ground, ink] = [&]() -> std::pair<Token, Token> {
        switch (kindOf(environment)) {
        case Kind::Prod:
            return {Token::Prod, Token::OnProd};
        case Kind::Staging:
            return {Token::Staging, Token::OnStaging};
        case Kind::Dev:
            return {Token::Dev, Token::OnDev};
        case Kind::Other:
            break;
        }
        return {Token::UnknownBg, Token::Unknown};
    }();
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(ground));
    painter.drawRoundedRect(box, 3, 3);
    painter.setFont(badgeFont(theme));
    painter.setPen(theme.color(ink));
    painter.drawText(box, Qt::AlignCenter, environmentWord(environment));
    painter.restore();
    return box.width();
}

BandWidget::BandWidget(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(5);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BandWidget::setEnvironments(QStringList environments)
{
    std::stable_sort(environments.begin(), environments.end(), [](const QString &a, const QString &b) { return kindOf(a) < kindOf(b); });
    if (environments == m_environments)
        return;
    m_environments = environments;
    QStringList words;
    for (const QString &environment : std::as_const(m_environments))
        words << environmentWord(environment);
    words.removeDuplicates();
    setAccessibleName(tr("Environment"));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    setToolTip(accessibleDescription());
    update();
}

void BandWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Border));
    for (qsizetype i = 0; i < m_environments.size();) {
        qsizetype end = i;
        while (end < m_environments.size() && environmentWord(m_environments.at(end)) == environmentWord(m_environments.at(i)))
            ++end;
        const double unit = double(width()) / double(m_environments.size());
        paintEnvironment(painter, QRectF(double(i) * unit, 0, double(end - i) * unit, height()), m_environments.at(i), *m_theme);
        i = end;
    }
}

EnvironmentBadge::EnvironmentBadge(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentBadge::setEnvironment(const QString &environment)
{
    m_environment = environment;
    setAccessibleName(environmentWord(environment));
    updateGeometry();
    update();
}

QSize EnvironmentBadge::sizeHint() const
{
    return {badgeWidth(m_environment, *m_theme), m_theme->px(16)};
}

void EnvironmentBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintEnvironmentBadge(painter, QPoint(0, 0), m_environment, *m_theme);
}

} // namespace maestro
