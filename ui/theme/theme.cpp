// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/consolestyle.h"
#include "theme/factlabel.h"
#include "theme/scrollaccess.h"
#include "theme/type/fonts.h"
#include "theme/type/textlines.h"

#include <QApplication>
#include <QPalette>
#include <QToolTip>

#include <array>

namespace maestro {

namespace {

constexpr auto tokenCount = static_cast<size_t>(Token::OnDev) + 1;

// In the order of Token; contrast and colour-vision distances of these pairs are measured in the design.
constexpr std::array<QRgb, tokenCount> light = {
    0xfff2f4f7, 0xffffffff, 0xffe9edf2, 0xffffffff, 0xffedf2fa, 0xffdfeafb, 0xffdde3ea, 0xffb9c3cf, 0xff7a8797, 0xff10161d,
    0xff3d4855, 0xff5a6675, 0xff97a2b0, 0xff1a5bd0, 0xff1f63dc, 0xffffffff, 0xff0b6648, 0xffddf3e9, 0xff1e9268, 0xff1a469e,
    0xffe2ebfb, 0xff1b4db0, 0xff6b2bb8, 0xfff1e8fd, 0xffa869f7, 0xff734b00, 0xffffefc2, 0xffab7f00, 0xff9e0d36, 0xfffce4ea,
    0xffae0f3a, 0xff465262, 0xffe6ebf0, 0xff6b7684, 0xffc94f08, 0xff4f6078, 0xff7c8899, 0xffae0f3a, 0xffae0f3a, 0xff6b2bb8,
    0xff8f1180, 0xffffffff, 0xff8fdce6, 0xff06363f, 0xff0b6e80, 0xff4f5f76, 0xffffffff,
};

constexpr std::array<QRgb, tokenCount> dark = {
    0xff0d1116, 0xff141a21, 0xff0a0d11, 0xff1a2129, 0xff1b242f, 0xff1a2e4d, 0xff252e39, 0xff3a4653, 0xff718092, 0xffe9edf2,
    0xffbac4d0, 0xff93a0af, 0xff5e6b7a, 0xff78aeff, 0xff2b6be4, 0xffffffff, 0xff52e0a0, 0xff0e2b20, 0xff52e0a0, 0xff7fb2ff,
    0xff13284a, 0xff3384d6, 0xffc8a4ff, 0xff2a1d45, 0xffc8a4ff, 0xfff2c14e, 0xff352908, 0xffd99e14, 0xffff8799, 0xff43121f,
    0xffe83360, 0xffaeb9c7, 0xff232c36, 0xffaeb9c7, 0xffff9c57, 0xff9db1cb, 0xff78879a, 0xffff8799, 0xffc61f49, 0xff7a44c9,
    0xffb8249a, 0xffffffff, 0xff56c2d2, 0xff042a31, 0xff8fdce6, 0xff5b6c84, 0xffffffff,
};

QPalette paletteOf(const Theme &theme)
{
    using P = QPalette;
    P palette;
    const std::pair<P::ColorRole, Token> roles[] = {
        {P::Window, Token::Window}, {P::WindowText, Token::Text}, {P::Base, Token::Surface}, {P::AlternateBase, Token::Sunken},
        {P::Text, Token::Text}, {P::Button, Token::Surface}, {P::ButtonText, Token::Text}, {P::BrightText, Token::OnAccent},
        {P::Highlight, Token::Selected}, {P::HighlightedText, Token::Text}, {P::Link, Token::Accent}, {P::LinkVisited, Token::Accent},
        {P::ToolTipBase, Token::Raised}, {P::ToolTipText, Token::Text}, {P::PlaceholderText, Token::Text3}, {P::Light, Token::Raised},
        {P::Midlight, Token::Border}, {P::Mid, Token::BorderStrong}, {P::Dark, Token::BorderStrong}, {P::Shadow, Token::Control}};
    for (const auto &[role, token] : roles)
        palette.setColor(role, theme.color(token));
    for (const P::ColorRole role : {P::WindowText, P::Text, P::ButtonText})
        palette.setColor(P::Disabled, role, theme.color(Token::Disabled));
    return palette;
}

/// Only what a palette cannot say; no font size in any rule, it would win over setFont.
QString styleSheetOf(const Theme &theme)
{
    QString sheet = QStringLiteral(
        "QPushButton{border:1px solid @BorderStrong;border-radius:5px;background:@Surface;color:@Text;padding:0 11px;min-height:28px;outline:none}"
        "QPushButton:hover{background:@Hover}"
        "QPushButton:pressed,QPushButton:checked{background:@Selected}"
        "QPushButton:focus{border:2px solid @Accent;padding:0 10px;min-height:26px}"
        "QPushButton[big=\"true\"]{min-height:48px}"
        "QPushButton[big=\"true\"]:focus{min-height:46px}"
        "QPushButton[kind=\"primary\"]{background:@AccentFill;border-color:@AccentFill;color:@OnAccent}"
        "QPushButton[kind=\"dangerOutline\"]{border-color:@FailedSolid;color:@Failed}"
        "QPushButton[kind=\"danger\"]{background:@DangerFill;border-color:@DangerFill;color:@OnAccent}"
        "QPushButton[kind=\"sign\"]{background:@SignFill;border-color:@SignFill;color:@OnAccent}"
        "QPushButton[kind=\"ghost\"]{background:transparent;border-color:transparent;color:@Text2}"
        "QPushButton[kind]:focus{border:2px solid @Text}"
        "QPushButton:disabled{background:transparent;border-color:@Border;color:@Disabled}"
        "QFrame[panel=\"true\"]{background:@Surface;border:1px solid @Border;border-radius:6px}"
        "QHeaderView{font-size:@12}"
        "QHeaderView::section{background:@Window;color:@Text2;border:none;border-bottom:1px solid @Border;padding:0 8px}"
        "QHeaderView::section:first{padding-left:14px}"
        "QAbstractItemView{border:none;background:@Surface}"
        "QLineEdit,QPlainTextEdit,QTextEdit{border:1px solid @Control;border-radius:5px;background:@Surface;color:@Text;padding:4px 8px}"
        "QLineEdit:focus,QPlainTextEdit:focus,QTextEdit:focus{border:2px solid @Accent;padding:3px 7px}"
        "QComboBox{border:1px solid @Control;border-radius:5px;background:@Surface;color:@Text;padding:0 8px;min-height:28px}"
        "QComboBox:focus{border:2px solid @Accent;padding:0 7px;min-height:26px}"
        "QComboBox:disabled{border-color:@Border;color:@Disabled}"
        "QComboBox QAbstractItemView{background:@Raised;border:1px solid @BorderStrong}"
        "QToolTip{background:@Raised;color:@Text;border:1px solid @BorderStrong;padding:4px}"
        "QMenu{background:@Raised;border:1px solid @BorderStrong}");
    const std::pair<const char *, Token> tokens[] = {
        {"@BorderStrong", Token::BorderStrong}, {"@Border", Token::Border}, {"@Surface", Token::Surface}, {"@Window", Token::Window},
        {"@Text2", Token::Text2}, {"@Text", Token::Text}, {"@Hover", Token::Hover}, {"@Selected", Token::Selected},
        {"@AccentFill", Token::AccentFill}, {"@Accent", Token::Accent}, {"@OnAccent", Token::OnAccent}, {"@FailedSolid", Token::FailedSolid},
        {"@Failed", Token::Failed}, {"@DangerFill", Token::DangerFill}, {"@SignFill", Token::SignFill}, {"@Disabled", Token::Disabled},
        {"@Control", Token::Control}, {"@Raised", Token::Raised}};
    sheet.replace(QLatin1String("@12"), QString::number(theme.px(12)) + QLatin1String("px"));
    for (const auto &[name, token] : tokens)
        sheet.replace(QLatin1String(name), theme.color(token).name());
    return sheet;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
    , m_lines(std::make_unique<TextLines>())
{
}

Theme::~Theme() = default;

bool Theme::isDark() const
{
    return m_dark;
}

void Theme::setDark(bool dark)
{
    if (m_dark == dark)
        return;
    m_dark = dark;
    if (m_application)
        applyTo(*m_application);
    Q_EMIT changed();
}

QColor Theme::color(Token token) const
{
    return QColor::fromRgb((m_dark ? dark : light)[static_cast<size_t>(token)]);
}

const QFont &Theme::font(FontRole role) const
{
    std::optional<QFont> &made = m_fonts[static_cast<size_t>(role)];
    if (made)
        return *made;
    struct Face
    {
        int px;
        QFont::Weight weight;
        bool mono;
    };
    const auto face = [role]() -> Face {
        switch (role) {
        case FontRole::Number:
            return {24, QFont::DemiBold, false};
        case FontRole::PageTitle:
            return {19, QFont::DemiBold, false};
        case FontRole::PanelTitle:
            return {15, QFont::DemiBold, false};
        case FontRole::BodyStrong:
            return {13, QFont::DemiBold, false};
        case FontRole::Mono:
            return {12, QFont::Normal, true};
        case FontRole::Pill:
            return {12, QFont::DemiBold, false};
        case FontRole::Secondary:
            return {12, QFont::Normal, false};
        case FontRole::Axis:
            return {11, QFont::Normal, false};
        case FontRole::Body:
            break;
        }
        return {13, QFont::Normal, false};
    }();
    QFont font(face.mono ? monoFamily() : sansFamily());
    font.setPixelSize(px(face.px));
    font.setWeight(face.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (face.mono)
        font.setStyleHint(QFont::Monospace);
    return made.emplace(font);
}

TextLines &Theme::lines() const
{
    return *m_lines;
}

int Theme::px(int designPixels) const
{
    return qRound(designPixels * m_zoom);
}

double Theme::zoom() const
{
    return m_zoom;
}

void Theme::setZoom(double zoom)
{
    zoom = qBound(0.8, zoom, 2.0);
    if (qFuzzyCompare(m_zoom, zoom))
        return;
    m_zoom = zoom;
    m_fonts.fill({});
    m_lines->clear();
    if (m_application)
        applyTo(*m_application);
    Q_EMIT changed();
}

void Theme::applyTo(QApplication &application)
{
    installFactAccessibility();
    installScrollAccess();
    if (!m_application)
        application.setStyle(new ConsoleStyle(this));
    m_application = &application;
    const QPalette palette = paletteOf(*this);
    application.setPalette(palette);
    QToolTip::setPalette(palette);
    application.setFont(font(FontRole::Body));
    QToolTip::setFont(font(FontRole::Secondary));
    application.setStyleSheet(styleSheetOf(*this));
}

} // namespace maestro
