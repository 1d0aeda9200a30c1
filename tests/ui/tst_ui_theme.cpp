// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeports.h"
#include "support/sampledata.h"
#include "theme/glyph.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace maestro;
using namespace maestro::test;

namespace {

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// WCAG contrast ratio.
double contrast(const QColor &a, const QColor &b)
{
    const auto light = [](const QColor &c) { return 0.2126 * channel(c.redF()) + 0.7152 * channel(c.greenF()) + 0.0722 * channel(c.blueF()); };
    const double x = light(a);
    const double y = light(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countdownsDoNotJitter()
    {
        const Theme theme;
        for (const FontRole role : {FontRole::Number, FontRole::Body, FontRole::BodyStrong, FontRole::Pill, FontRole::Axis, FontRole::Mono}) {
            const QFontMetricsF metrics(theme.font(role));
            QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111")), metrics.horizontalAdvance(QStringLiteral("8888")));
        }
    }

    void textIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void textIsReadable()
    {
        QFETCH(bool, dark);
        Theme theme;
        theme.setDark(dark);
        const std::pair<Token, Token> pairs[] = {{Token::Text, Token::Surface}, {Token::Text3, Token::Selected}, {Token::Healthy, Token::HealthyBg}, {Token::Wait, Token::WaitBg},
                                                 {Token::Warn, Token::WarnBg}, {Token::Failed, Token::FailedBg}, {Token::OnAccent, Token::AccentFill}, {Token::OnProd, Token::Prod}};
        for (const auto &[ink, ground] : pairs)
            QVERIFY(contrast(theme.color(ink), theme.color(ground)) >= 4.5);
    }

    void oldDataNeverLooksLikeItsLastState()
    {
        const FakeClock clock;
        const FleetSnapshotPtr fleet = sampleFleet(clock.now, clock.boot);
        for (const FleetRowPtr &row : fleet->rows) {
            const StateLook fresh = lookOf(*row, {FreshnessState::Live, 1});
            for (const FreshnessState state : {FreshnessState::Stale, FreshnessState::Disconnected}) {
                const StateLook old = lookOf(*row, {state, 42});
                QCOMPARE(old.glyph, Glyph::Stale);
                QVERIFY(old.word != fresh.word);
            }
        }
    }

    void everyGlyphHasItsOwnShape()
    {
        const Theme theme;
        QList<QImage> seen;
        for (int glyph = 0; glyph <= static_cast<int>(Glyph::Stale); ++glyph) {
            QImage image(32, 32, QImage::Format_Alpha8);
            image.fill(0);
            QPainter painter(&image);
            paintGlyph(painter, QRectF(0, 0, 32, 32), static_cast<Glyph>(glyph), theme);
            painter.end();
            QVERIFY(!seen.contains(image)); // without colour
            seen << image;
        }
    }
};

QTEST_MAIN(TestTheme)
#include "tst_ui_theme.moc"
