// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpainter.h"
#include "rollouts/actionbar.h"

#include <QPaintEngine>
#include <QPushButton>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

/// Notes where words stand, and paints nothing.
class WordEngine final : public QPaintEngine
{
public:
    struct Word
    {
        QString text;
        QRectF box;
    };
    WordEngine()
        : QPaintEngine(AllFeatures)
    {
    }
    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState &) override {}
    void drawPath(const QPainterPath &) override {}
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    void drawLines(const QLineF *, int) override {}
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        words << Word {item.text(), QRectF(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent())};
    }
    Type type() const override { return User; }

    QList<Word> words;
};

class WordDevice final : public QPaintDevice
{
public:
    QPaintEngine *paintEngine() const override { return &m_engine; }
    const WordEngine &seen() const { return m_engine; }

protected:
    int metric(PaintDeviceMetric wanted) const override
    {
        switch (wanted) {
        case PdmWidth: return 600;
        case PdmHeight: return 300;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDepth: return 32;
        case PdmDevicePixelRatio: return 1;
        default: return QPaintDevice::metric(wanted);
        }
    }

private:
    mutable WordEngine m_engine;
};

} // namespace

/// Little room: nothing is cut, and no words stand on others.
class TestNarrow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_theme.applyTo(*qApp); }

    void everyVerbIsWhole_data()
    {
        QTest::addColumn<int>("width");
        QTest::newRow("wide") << 2000;
        QTest::newRow("the smallest window") << 1090;
        QTest::newRow("half of it") << 500;
        QTest::newRow("one button") << 100;
    }
    void everyVerbIsWhole()
    {
        QFETCH(int, width);
        ActionBar bar(&m_theme);
        bar.offerWays(true);
        bar.resize(width, bar.heightForWidth(width));
        bar.show();
        QRegion seen;
        const QList<QPushButton *> buttons = bar.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 11);
        int lowest = 0;
        for (const QPushButton *button : buttons) {
            QVERIFY2(button->width() >= std::min(width, button->sizeHint().width()), qPrintable(button->text()));
            QVERIFY2(bar.rect().contains(button->geometry()), qPrintable(button->text()));
            QVERIFY2(!seen.intersects(button->geometry()), qPrintable(button->text()));
            seen += button->geometry();
            lowest = std::max(lowest, button->geometry().bottom());
        }
        QCOMPARE(lowest, bar.rect().bottom());
        if (width == 2000)
            QCOMPARE(bar.height(), buttons.first()->height());
    }

    void namesOfMarkersStandAlone_data()
    {
        QTest::addColumn<double>("pass");
        QTest::addColumn<double>("fail");
        QTest::newRow("limits at the bottom") << 1.0 << 5.0;
        QTest::newRow("one of them") << 2.0 << 25.0;
        QTest::newRow("close together") << 3.0 << 4.0;
        QTest::newRow("out of view") << 1.0 << 80.0;
    }
    void namesOfMarkersStandAlone()
    {
        QFETCH(double, pass);
        QFETCH(double, fail);
        ChartFrame frame;
        frame.data.passLimit = pass;
        frame.data.failLimit = fail;
        frame.context.from = 1'800'000'000'000;
        frame.context.to = frame.context.now = frame.context.from + 1'800'000;
        frame.context.markers = {{frame.context.to - 2'000, u"rev 2"_s, false}, {frame.context.to - 1'000, u"first bad, +0:07"_s, true}};
        frame.size = {600, 160};
        frame.plot = QRect(50, 10, 480, 130);
        frame.area = frame.plot;
        frame.axis.low = 0;
        frame.axis.high = 30;
        WordDevice device;
        {
            QPainter painter(&device);
            ChartPainter(painter, frame, m_theme).paintFore();
        }
        QList<WordEngine::Word> names;
        for (const WordEngine::Word &word : device.seen().words)
            if (word.text == u"rev 2" || word.text == u"first bad, +0:07")
                names << word;
        QCOMPARE(names.size(), 2);
        for (const WordEngine::Word &name : std::as_const(names)) {
            for (const WordEngine::Word &word : device.seen().words)
                QVERIFY2(word.text == name.text || word.text.startsWith(u"no samples") || !word.box.adjusted(1, 1, -1, -1).intersects(name.box.adjusted(1, 1, -1, -1)),
                         qPrintable(name.text + u" on "_s + word.text));
            for (const double limit : {pass, fail})
                QVERIFY2(!name.box.adjusted(0, 1, 0, -1).contains(QPointF(name.box.center().x(), frame.yFor(limit))), qPrintable(name.text + u" on a limit"_s));
        }
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestNarrow)
#include "tst_ui_narrow.moc"
