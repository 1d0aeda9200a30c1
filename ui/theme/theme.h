// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QObject>
#include <QPointer>

#include <array>
#include <memory>
#include <optional>

namespace maestro {

class TextLines;

/// Names of ux/tokens.json, in its order.
enum class Token {
    Window, Surface, Sunken, Raised, Hover, Selected, Border, BorderStrong, Control, Text, Text2, Text3, Disabled, Accent, AccentFill,
    OnAccent, Healthy, HealthyBg, HealthySolid, Progress, ProgressBg, ProgressSolid, Wait, WaitBg, WaitSolid, Warn, WarnBg, WarnSolid,
    Failed, FailedBg, FailedSolid, Unknown, UnknownBg, UnknownSolid, Canary, Stable, Baseline, Threshold, DangerFill, SignFill,
    Prod, OnProd, Staging, OnStaging, StagingEdge, Dev, OnDev,
};

enum class FontRole { Number, PageTitle, PanelTitle, Body, BodyStrong, Mono, Pill, Secondary, Axis };

/// Colours and fonts of one theme. GUI thread; one object, made by app/desktop and handed to every widget. Painted widgets
/// read it while painting and drop cached pictures on changed().
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QObject *parent = nullptr);
    ~Theme() override;

    bool isDark() const;
    void setDark(bool dark);
    QColor color(Token token) const;
    const QFont &font(FontRole role) const;
    TextLines &lines() const; ///< for painting in the fonts of this theme
    int px(int designPixels) const; ///< scaled by zoom
    double zoom() const;
    void setZoom(double zoom); ///< 0.8 to 2.0

    /// Fusion, palette, about twenty QSS rules; setDark and setZoom do it again. The style reads this theme, which must outlive
    /// the application's windows.
    void applyTo(QApplication &application);

Q_SIGNALS:
    void changed();

private:
    bool m_dark = false;
    double m_zoom = 1.0;
    mutable std::array<std::optional<QFont>, static_cast<size_t>(FontRole::Axis) + 1> m_fonts; ///< made when first asked for
    std::unique_ptr<TextLines> m_lines;
    QPointer<QApplication> m_application;
};

} // namespace maestro
