// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bakestreams.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

namespace {

/// One interval in `every` fails at `high`, for each role on its own.
Truth bursts(double canary, double stable, double every, double high)
{
    return [=](Random &random, int) {
        std::bernoulli_distribution burst(1 / every);
        const double one = burst(random) ? high : 0.003;
        return Interval{canary, stable, one, burst(random) ? high : 0.003};
    };
}

struct Found
{
    int worse = 0;
    int better = 0;
    int missed = 0; ///< the true difference was outside at some look
    int naive = 0; ///< a fixed-sample z test at the same looks says worse
    double requests = 0; ///< of the canary until worse, mean
};

Found watch(const Truth &truth, int streams, int intervals, double alpha)
{
    Found found;
    for (int s = 0; s < streams; ++s) {
        Random random(quint64(s) * 7919 + 17);
        ShareComparison shares(1, alpha);
        double weight = 0, difference = 0, n = 0, m = 0, x = 0, y = 0;
        bool worse = false, better = false, missed = false, naive = false;
        for (int t = 0; t < intervals; ++t) {
            const Interval now = truth(random, t);
            const double inCanary = marked(random, now.canary, now.canaryRate);
            const double inStable = marked(random, now.stable, now.stableRate);
            shares.add(now.canary, now.stable, {&inCanary, 1}, {&inStable, 1});
            const double h = now.canary * now.stable / (now.canary + now.stable);
            weight += h;
            difference += h * (now.canaryRate - now.stableRate);
            n += now.canary, m += now.stable, x += inCanary, y += inStable;
            const double pooled = (x + y) / (n + m);
            naive |= x / n - y / m > 1.645 * std::sqrt(pooled * (1 - pooled) * (1 / n + 1 / m));
            const ShareBounds bounds = shares.bounds(0);
            missed |= difference / weight < bounds.low || difference / weight > bounds.high;
            better |= bounds.high < 0;
            if (bounds.low > 0 && !worse) {
                worse = true;
                found.requests += n;
            }
            if (worse && difference > 0)
                break;
        }
        found.worse += worse;
        found.better += better;
        found.missed += missed;
        found.naive += naive;
    }
    found.requests /= std::max(1, found.worse);
    return found;
}

/// Cumulative counts of a log-normal latency in ms.
LatencyCounts histogram(Random &random, double requests, double median)
{
    static const std::vector<double> bounds{25, 50, 75, 100, 150, 200, 300, 500, 1000};
    LatencyCounts counts{bounds, {}, requests};
    double left = requests, below = 0;
    for (const double bound : bounds) {
        const double share = 0.5 * std::erfc(-std::log(bound / median) / 0.5 / std::sqrt(2.0));
        const double part = below < 1 ? std::clamp((share - below) / (1 - below), 0.0, 1.0) : 0;
        left -= marked(random, left, part);
        below = share;
        counts.counts.push_back(requests - left);
    }
    return counts;
}

struct Told
{
    int wrong = 0; ///< streams that ever said worse or roll back
    int promoted = 0; ///< streams that end with promote
    double requests = 0; ///< of the canary until roll back, mean
};

Told bake(int streams, int intervals, double canaryErrors, double canaryMedian)
{
    Told told;
    for (int s = 0; s < streams; ++s) {
        Random random(quint64(s) * 104729 + 3);
        BakeComparison comparison;
        bool wrong = false;
        for (int t = 0; t < intervals && !wrong; ++t) {
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + 60'000 * qint64(t), Qt::UTC);
            const double day = 1 + 0.5 * std::sin(t / 40.0); // both roles are slower together
            for (const BakeRole role : {BakeRole::Canary, BakeRole::Stable}) {
                const bool canary = role == BakeRole::Canary;
                const double n = canary ? 100 : 900;
                comparison.add({at, role, n, marked(random, n, canary ? canaryErrors : 0.005), histogram(random, n, day * (canary ? canaryMedian : 60))});
            }
            const BakeVerdict verdict = comparison.verdict();
            wrong = verdict.decision == Decision::Rollback;
            for (const BakeMetric &metric : verdict.metrics)
                wrong |= metric.state == BakeState::Worse;
        }
        if (wrong)
            told.requests += comparison.verdict().metrics.constFirst().canary.requests;
        told.wrong += wrong;
        told.promoted += comparison.verdict().decision == Decision::Promote;
    }
    told.requests /= std::max(1, told.wrong);
    return told;
}

} // namespace

/// Streams with known truth and fixed seeds, looked at after every interval.
class TestBakeStreams : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void falseAlarms_data()
    {
        QTest::addColumn<Truth>("truth");
        QTest::newRow("steady, one in ten") << steady(100, 900, 0.005, 0.005);
        QTest::newRow("one percent of little traffic") << steady(10, 990, 0.005, 0.005);
        QTest::newRow("halves, frequent") << steady(500, 500, 0.05, 0.05);
        QTest::newRow("more canary than stable") << steady(900, 100, 0.02, 0.02);
        QTest::newRow("half of all requests") << steady(100, 900, 0.5, 0.5);
        QTest::newRow("no errors at all") << steady(100, 900, 0, 0);
        QTest::newRow("rare bursts") << bursts(100, 900, 20, 0.08);
        QTest::newRow("bursts of much traffic") << bursts(1000, 9000, 20, 0.08);
        QTest::newRow("rates of a gamma, each role its own") << Truth([](Random &random, int) {
            std::gamma_distribution<> rate(0.5, 0.02);
            const double one = std::min(1.0, rate(random));
            return Interval{1000, 9000, one, std::min(1.0, rate(random))};
        });
        QTest::newRow("rates that rise while the canary grows") << Truth([](Random &, int t) {
            const double canary = 10 + std::floor(t * 4.0);
            const double rate = 0.005 + t / 6000.0;
            return Interval{canary, 1000 - canary, rate, rate};
        });
        QTest::newRow("outages of both at once, sizes of chance") << Truth([](Random &random, int) {
            const double rate = std::bernoulli_distribution(0.1)(random) ? 0.2 : 0.002;
            return Interval{double(std::uniform_int_distribution<>(1, 200)(random)), double(std::uniform_int_distribution<>(1, 2000)(random)), rate, rate};
        });
    }
    void falseAlarms()
    {
        QFETCH(Truth, truth);
        const Found found = watch(truth, 1000, 120, 0.0125);
        qInfo("ever worse %.1f %%, ever better %.1f %%, interval ever wrong %.1f %%; a z test at each look %.1f %%", found.worse / 10.0,
              found.better / 10.0, found.missed / 10.0, found.naive / 10.0);
        QVERIFY2(found.missed <= 25, "two sides of 1.25 % each");
        QVERIFY2(found.worse <= 13, "1.25 %");
    }

    void theStreamsCanFoolAFixedSampleTest()
    {
        QVERIFY(watch(steady(100, 900, 0.005, 0.005), 200, 300, 0.0125).naive > 40);
    }

    /// Bursts of four intervals on average in one role alone are at the edge of what can be told from a difference.
    void burstsInOneRole()
    {
        const Found found = watch(lastingBursts(4, 50, 0.05), 1000, 120, 0.0125);
        qInfo("ever worse %.1f %%, ever better %.1f %%", found.worse / 10.0, found.better / 10.0);
        QVERIFY(found.worse <= 50);
    }

    void degradations_data()
    {
        QTest::addColumn<Truth>("truth");
        QTest::addColumn<double>("requests");
        QTest::newRow("0.5 to 2 %, 100 an interval") << steady(100, 900, 0.02, 0.005) << 1700.0;
        QTest::newRow("0.5 to 2 %, 10 an interval") << steady(10, 990, 0.02, 0.005) << 1500.0;
        QTest::newRow("0.5 to 2 %, halves") << steady(50, 50, 0.02, 0.005) << 2000.0;
        QTest::newRow("0.5 to 1 %") << steady(100, 900, 0.01, 0.005) << 8000.0;
        QTest::newRow("0 to 1 %") << steady(100, 900, 0.01, 0) << 2000.0;
        QTest::newRow("tail of 5 to 12 %") << steady(100, 900, 0.12, 0.05) << 1200.0;
    }
    void degradations()
    {
        QFETCH(Truth, truth);
        QFETCH(double, requests);
        const Found found = watch(truth, 300, 1500, 0.0125);
        qInfo("found in %.1f %%, after %.0f canary requests; interval ever wrong %.1f %%", found.worse / 3.0, found.requests, found.missed / 3.0);
        QCOMPARE(found.worse, 300);
        QVERIFY(found.requests <= requests);
        QVERIFY(found.missed <= 8);
        QVERIFY(found.better == 0);
    }

    void wholeBakes()
    {
        const Told none = bake(100, 60, 0.005, 60);
        qInfo("no difference: ever worse or roll back %d %%", none.wrong);
        QVERIFY2(none.wrong <= 4, "one side of 5 %, all metrics together");
        const Told calm = bake(8, 150, 0.005, 60);
        QVERIFY2(calm.promoted > 5, "15,000 requests of the canary tell that nothing is worse");
        const Told errors = bake(15, 200, 0.02, 60);
        const Told slow = bake(15, 200, 0.005, 90);
        qInfo("errors 0.5 to 2 %%: after %.0f canary requests; latency x1.5: after %.0f", errors.requests, slow.requests);
        QCOMPARE(errors.wrong, 15);
        QCOMPARE(slow.wrong, 15);
        QVERIFY(errors.requests < 5500 && slow.requests < 6000);
    }
};

QTEST_GUILESS_MAIN(TestBakeStreams)
#include "tst_domain_bake_streams.moc"
