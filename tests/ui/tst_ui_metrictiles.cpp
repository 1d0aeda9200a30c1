// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/metrics/metrictiles.h"
#include "theme/factlabel.h"

#include <QApplication>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

MetricReading reading(const QString &name, std::optional<double> value, std::optional<double> usual, std::optional<double> score = {})
{
    MetricReading made;
    made.metric = name;
    made.unit = MetricUnit::Milliseconds;
    made.value = value;
    made.usual = usual;
    made.score = score;
    return made;
}

QString said(const MetricTiles &tiles, const QString &name)
{
    for (const FactLabel *label : tiles.findChildren<FactLabel *>())
        if (label->accessibleName() == u"Metric "_s + name)
            return label->text() + u" | "_s + label->accessibleDescription();
    return u"(none)"_s;
}

} // namespace

/// Tiles of what no gate judges, of pages, and of what stands out.
class TestMetricTiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsNotJudged();
    void paceOfRollbacks();
};

void TestMetricTiles::showsWhatIsNotJudged()
{
    Theme theme;
    theme.applyTo(*qApp);
    MetricTiles tiles(&theme, nullptr);
    SloReport report;
    tiles.showReport(report);
    QVERIFY(tiles.isHidden());
    MetricReading judged = reading(u"calm"_s, 1, 1, 0.1);
    judged.judged = true;
    MetricReading loud = reading(u"p95"_s, 480, 120, 9.5);
    loud.judged = true;
    MetricReading missing = reading(u"redis"_s, {}, {});
    missing.groups = {u"focus"_s};
    missing.provenance.error = Error{ErrorKind::NotFound, u"noMetric"_s, u"the policy has no metric redis"_s, {}, {}};
    MetricReading hostile = reading(u"<b>x</b>\u202e"_s, 2, 3);
    report.metrics = {judged, loud, missing, reading(u"queue"_s, 5, 3), reading(u"gone"_s, {}, 3), reading(u"stepped"_s, 10, 1, 5.6e13), hostile};
    tiles.showReport(report);
    QVERIFY(!tiles.isHidden());
    QCOMPARE(said(tiles, u"calm"_s), u"(none)"_s); // among the gates
    QCOMPARE(said(tiles, u"p95"_s), u"480 ms | ▲ unusual: ↑ above the usual 120 ms, score 9.5"_s);
    QCOMPARE(said(tiles, u"stepped"_s), u"10 ms | ▲ unusual: ↑ above the usual 1 ms, score > 100"_s);
    QCOMPARE(said(tiles, u"redis"_s), u"unknown | the policy has no metric redis"_s);
    QCOMPARE(said(tiles, u"queue"_s), u"5 ms | ↑ above the usual 3 ms"_s);
    QCOMPARE(said(tiles, u"gone"_s), u"unknown | no data now"_s);
    for (const QLabel *label : tiles.findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText && !label->text().contains(QChar(0x202e)));
    QVERIFY(!tiles.grab().isNull());
}

void TestMetricTiles::paceOfRollbacks()
{
    Theme theme;
    MetricTiles tiles(&theme, nullptr);
    SloReport report;
    report.rollbackPace = {3, 220.0, 300.0, u"rollback_time"_s};
    tiles.showReport(report);
    QCOMPARE(said(tiles, u"Time to roll back"_s), u"3:40 | median 3:40 of 3 rollbacks · rollback_time has no data · target below 5:00"_s);
    report.metrics = {reading(u"rollback_time"_s, 301'000, {})};
    tiles.showReport(report);
    QVERIFY2(said(tiles, u"Time to roll back"_s).contains(u"rollback_time says 5:01 · ⚠ not below the target of 5:00"_s), qPrintable(said(tiles, u"Time to roll back"_s)));
    report.rollbackPace = {0, {}, 300.0, {}};
    tiles.showReport(report);
    QVERIFY(said(tiles, u"Time to roll back"_s).startsWith(u"unknown | none was verified here yet"_s));
}

QTEST_MAIN(TestMetricTiles)
#include "tst_ui_metrictiles.moc"
