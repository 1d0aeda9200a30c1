// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bakestreams.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Whole bakes of streams whose errors come in bursts, with known truth and fixed seeds, asked after every interval.
class TestBakeBursts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void calmStreams_data()
    {
        QTest::addColumn<Truth>("truth");
        QTest::addColumn<double>("most"); // percent of the streams
        QTest::newRow("no bursts") << steady(100, 900, 0.005, 0.005) << 3.0;
        QTest::newRow("four intervals") << lastingBursts(4, 50, 0.05) << 3.0;
        QTest::newRow("ten intervals") << lastingBursts(10, 50, 0.05) << 5.0;
        QTest::newRow("ten intervals, strong") << lastingBursts(10, 50, 0.3) << 5.0;
        QTest::newRow("ten intervals, much traffic") << lastingBursts(10, 50, 0.05, 10) << 6.0;
        QTest::newRow("twenty intervals, longer than forgiven") << lastingBursts(20, 60, 0.05) << 12.0;
    }
    void calmStreams()
    {
        QFETCH(Truth, truth);
        QFETCH(double, most);
        const BakeRates said = watchBakes(truth, 80, 240);
        BakeRules none;
        none.burstIntervals = 1;
        const BakeRates without = watchBakes(truth, 10, 240, none);
        qInfo("ever worse %.1f %%, better %.1f %%; where bursts are no chance %.0f %%", said.worse, said.better, without.worse);
        QVERIFY(said.worse <= most);
        QVERIFY(said.better <= 2 * most);
    }

    /// The streams above do fool a comparison that forgives nothing.
    void burstsCanFool()
    {
        BakeRules none;
        none.burstIntervals = 1;
        QVERIFY(watchBakes(lastingBursts(20, 60, 0.05), 40, 240, none).worse >= 12);
    }

    void degradations_data()
    {
        QTest::addColumn<Truth>("truth");
        QTest::addColumn<double>("intervals");
        QTest::newRow("0.5 to 2 %") << steady(100, 900, 0.02, 0.005) << 50.0;
        QTest::newRow("0 to 1 %") << steady(100, 900, 0.01, 0) << 45.0;
        QTest::newRow("0.5 to 2 % after an hour") << Truth([](Random &, int t) { return Interval{100, 900, t < 60 ? 0.005 : 0.02, 0.005}; }) << 150.0;
        QTest::newRow("0.5 to 5 % after an hour") << Truth([](Random &, int t) { return Interval{100, 900, t < 60 ? 0.005 : 0.05, 0.005}; }) << 145.0;
        QTest::newRow("four times as many, among bursts") << lastingBursts(4, 50, 0.05, 1, 4) << 260.0;
    }
    void degradations()
    {
        QFETCH(Truth, truth);
        QFETCH(double, intervals);
        const BakeRates said = watchBakes(truth, 15, 900);
        qInfo("found in %.0f %%, after %.0f intervals", said.worse, said.after);
        QVERIFY(said.worse >= 93);
        QVERIFY(said.after <= intervals);
    }

    void anOutageIsNoBurst()
    {
        const BakeRates said = watchBakes(steady(100, 900, 1, 0.005), 10, 60);
        QCOMPARE(said.worse, 100.0);
        QVERIFY(said.after <= 8);
    }

    void latencyInBursts()
    {
        const std::vector<double> bounds{100, 200};
        int worse = 0;
        for (int s = 0; s < 20; ++s) {
            Random random(quint64(s) + 400);
            const Truth truth = lastingBursts(10, 50, 0.2);
            BakeComparison bake;
            bool said = false;
            for (int t = 0; t < 240; ++t) {
                const Interval now = truth(random, t);
                const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + 60'000 * qint64(t), Qt::UTC);
                const auto counts = [&](double n, double rate) {
                    const double slow = marked(random, n, rate);
                    return LatencyCounts{bounds, {n - slow, n - marked(random, slow, 0.3)}, n};
                };
                bake.add({at, BakeRole::Canary, now.canary, 0.0, counts(now.canary, now.canaryRate)});
                bake.add({at, BakeRole::Stable, now.stable, 0.0, counts(now.stable, now.stableRate)});
                for (const BakeMetric &metric : bake.verdict().metrics)
                    said |= metric.state == BakeState::Worse;
            }
            worse += said;
        }
        qInfo("ever worse: %d of 20", worse);
        QVERIFY(worse <= 2);
    }

    void aDifferenceThatGoesIsForgotten()
    {
        BurstEvidence evidence(12);
        Random random(5);
        double top = 0;
        for (int t = 0; t < 400; ++t) {
            evidence.add(100, 900, marked(random, 100, t < 100 ? 0.05 : 0.005), marked(random, 900, 0.005));
            top = std::max(top, evidence.up());
        }
        QVERIFY(top > 3.7);
        QVERIFY(evidence.up() < 3.7);
        QVERIFY(evidence.down() < 3.7);
    }

    void extremesStayNumbers_data()
    {
        QTest::addColumn<double>("inCanary");
        QTest::addColumn<double>("inStable");
        QTest::newRow("nothing fails") << 0.0 << 0.0;
        QTest::newRow("all of the canary") << 1e12 << 0.0;
        QTest::newRow("all of stable") << 0.0 << 1e12;
        QTest::newRow("everything") << 1e12 << 1e12;
    }
    void extremesStayNumbers()
    {
        QFETCH(double, inCanary);
        QFETCH(double, inStable);
        BurstEvidence evidence(12);
        for (int t = 0; t < 500; ++t) {
            evidence.add(1e12, 1e12, inCanary, inStable);
            QVERIFY(std::isfinite(evidence.up()) && std::isfinite(evidence.down()));
        }
        QCOMPARE(evidence.up() > 3.7, inCanary > inStable);
        QCOMPARE(evidence.down() > 3.7, inStable > inCanary);
        evidence.add(1e12, 1e12, inStable, inCanary); // and back
        QVERIFY(std::isfinite(evidence.up()) && std::isfinite(evidence.down()));
    }
};

QTEST_GUILESS_MAIN(TestBakeBursts)
#include "tst_domain_bake_bursts.moc"
