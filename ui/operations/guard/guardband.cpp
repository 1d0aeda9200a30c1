// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/guardband.h"

#include "text/humanize.h"
#include "theme/bandwidget.h"

#include <QPainter>
#include <QUrl>

namespace maestro {

namespace {

std::pair<Token, Token> inkOf(const QString &environment)
{
    if (environment == QLatin1String("prod"))
        return {Token::Prod, Token::OnProd};
    if (environment == QLatin1String("staging"))
        return {Token::Staging, Token::OnStaging};
    if (environment == QLatin1String("dev"))
        return {Token::Dev, Token::OnDev};
    return {Token::UnknownBg, Token::Text};
}

} // namespace

GuardBand::GuardBand(const QString &environment, const QString &context, const QString &ns, const QString &server, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_environment(environment)
    , m_theme(theme)
{
    const QString host = QUrl(server).authority();
    m_place = displaySafe(context, 80) + QStringLiteral("  /  ") + displaySafe(ns, 80);
    if (!host.isEmpty())
        m_place += QStringLiteral("     ") + displaySafe(host, 80);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setFreshness({});
}

void GuardBand::setFreshness(const Freshness &freshness)
{
    m_live = freshness.state == FreshnessState::Live;
    m_age = tr("data %1").arg(dataAgeText(freshness));
    setAccessibleName(tr("%1, cluster %2, %3").arg(environmentWord(m_environment), m_place, m_age));
    update();
}

QSize GuardBand::sizeHint() const
{
    return {m_theme->px(600), m_theme->px(38)};
}

void GuardBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto [ground, ink] = inkOf(m_environment);
    painter.fillRect(rect(), m_theme->color(ground));
    const int pattern = m_theme->px(14);
    paintEnvironment(painter, QRectF(0, 0, pattern, height()), m_environment, *m_theme);
    paintEnvironment(painter, QRectF(width() - pattern, 0, pattern, height()), m_environment, *m_theme);
    painter.setPen(m_theme->color(ink));
    QFont strong = m_theme->font(FontRole::BodyStrong);
    strong.setLetterSpacing(QFont::AbsoluteSpacing, 0.6);
    painter.setFont(strong);
    const QString word = environmentWord(m_environment);
    int x = m_theme->px(22);
    painter.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, word);
    x += painter.fontMetrics().horizontalAdvance(word) + m_theme->px(14);
    painter.setFont(m_theme->font(FontRole::Body));
    const int age = painter.fontMetrics().horizontalAdvance(m_age) + m_theme->px(28);
    // Where it is comes first: in a narrow band the age is left out while there is nothing to say about it.
    const bool fits = painter.fontMetrics().horizontalAdvance(m_place) <= width() - age - x;
    const bool told = fits || !m_live;
    if (told)
        painter.drawText(QRect(width() - age, 0, age - m_theme->px(22), height()), Qt::AlignVCenter | Qt::AlignRight, m_age);
    const QRect place(x, 0, width() - (told ? age : m_theme->px(20)) - x, height());
    painter.drawText(place, Qt::AlignVCenter | Qt::TextSingleLine, painter.fontMetrics().elidedText(m_place, Qt::ElideMiddle, place.width()));
}

} // namespace maestro
