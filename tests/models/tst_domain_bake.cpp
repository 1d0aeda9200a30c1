// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/bake/bakecomparison.h"
#include "domain/bake/tailquantile.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

using Row = std::vector<double>;

QDateTime minute(double m)
{
    return QDateTime::fromMSecsSinceEpoch(1'800'000'000'000 + qint64(m * 60'000), Qt::UTC);
}

BakeSample sample(double at, BakeRole role, double requests, double errors)
{
    return {minute(at), role, requests, errors, std::nullopt};
}

BakeSample timed(double at, BakeRole role, const Row &bounds, const Row &counts, double total)
{
    return {minute(at), role, total, 0, LatencyCounts{bounds, counts, total}};
}

BakeMetric metric(std::optional<double> low, std::optional<double> high, double margin, double difference = 0)
{
    BakeMetric m;
    m.name = u"m"_s;
    m.low = low;
    m.high = high;
    m.margin = margin;
    m.difference = difference;
    m.state = bakeState(m);
    return m;
}

const QString promote = u"promote"_s, hold = u"hold"_s, rollback = u"rollback"_s;

QString word(Decision decision)
{
    return decision == Decision::Promote ? promote : decision == Decision::Rollback ? rollback : hold;
}

/// `minutes` pairs of canary 100 and stable 900 requests.
void feed(BakeComparison &bake, int from, int minutes, double canaryErrors, double stableErrors)
{
    for (int t = from; t < from + minutes; ++t) {
        QCOMPARE(bake.add(sample(t, BakeRole::Canary, 100, canaryErrors)), BakeRefusal::None);
        QCOMPARE(bake.add(sample(t, BakeRole::Stable, 900, stableErrors)), BakeRefusal::None);
    }
}

} // namespace

class TestBake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quantiles_data()
    {
        QTest::addColumn<Row>("slower");
        QTest::addColumn<double>("q");
        QTest::addColumn<double>("ms");
        QTest::addColumn<bool>("beyond");
        // bounds 100, 200, 400
        QTest::newRow("from zero in the first bucket") << Row{0.2, 0.1, 0} << 0.5 << 62.5 << false; // 0.5 of 0.8
        QTest::newRow("on a bound") << Row{0.5, 0.05, 0} << 0.95 << 200.0 << false;
        QTest::newRow("within a bucket") << Row{0.5, 0.1, 0} << 0.95 << 300.0 << false;
        QTest::newRow("past the last bound") << Row{0.9, 0.5, 0.1} << 0.95 << 400.0 << true;
        QTest::newRow("exactly the last bound") << Row{0.9, 0.5, 0.05} << 0.95 << 400.0 << false;
        QTest::newRow("an empty bucket before it") << Row{0.5, 0.5, 0} << 0.5 << 100.0 << false;
    }
    void quantiles()
    {
        QFETCH(Row, slower);
        QFETCH(double, q);
        const TailQuantile found = tailQuantile(Row{100, 200, 400}, slower, q);
        QTEST(found.ms, "ms");
        QTEST(found.beyond, "beyond");
    }

    void states_data()
    {
        QTest::addColumn<BakeMetric>("given");
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("decision");
        QTest::addColumn<std::optional<double>>("score");
        using Score = std::optional<double>;
        const auto row = [](const char *name, const BakeMetric &given, BakeState state, const QString &decision, Score score) {
            QTest::newRow(name) << given << int(state) << decision << score;
        };
        row("nothing known", metric({}, {}, 1), BakeState::NotEnough, hold, Score());
        row("wide", metric(-3, 3, 1), BakeState::NotEnough, hold, Score(4.0 / 6));
        row("within the margin", metric(-1, 1, 1), BakeState::Same, promote, Score(1));
        row("above zero but too small to matter", metric(0.2, 0.9, 1, 0.5), BakeState::Same, promote, Score(1));
        row("worse, perhaps too small to matter", metric(0.5, 1.5, 1, 0.9), BakeState::Worse, hold, Score(0.5));
        row("worse", metric(0.5, 3, 1, 1.5), BakeState::Worse, rollback, Score(0.2));
        row("much worse", metric(2, 3, 1, 2.5), BakeState::Worse, rollback, Score(0));
        row("better", metric(-3, -0.1, 1, -2), BakeState::Better, promote, Score(1));
        row("no upper end", metric(-1, {}, 1), BakeState::NotEnough, hold, Score(0.5));
        row("worse without an end", metric(2, {}, 1, 4), BakeState::Worse, rollback, Score(0));
        row("touches zero", metric(0, 3, 1, 1.5), BakeState::NotEnough, hold, Score(1.0 / 3));
    }
    void states()
    {
        QFETCH(BakeMetric, given);
        QFETCH(int, state);
        QFETCH(QString, decision);
        QFETCH(std::optional<double>, score);
        QCOMPARE(int(given.state), state);
        QCOMPARE(word(bakeDecision({given})), decision);
        const std::optional<double> found = bakeScore({given}, {});
        QCOMPARE(found.has_value(), score.has_value());
        if (score)
            QVERIFY(qFuzzyCompare(1 + *found, 1 + *score));
    }

    void severalMetrics()
    {
        BakeMetric bad = metric(2, 3, 1, 2.5);
        BakeMetric good = metric(-0.5, 0.5, 1);
        bad.name = u"error_rate"_s;
        QCOMPARE(bakeScore({bad, good}, {}), 0.5);
        QCOMPARE(bakeScore({bad, good}, {{u"error_rate"_s, 3.0}}), 0.25);
        QCOMPARE(bakeScore({bad, good}, {{u"error_rate"_s, 0.0}}), 1.0);
        QCOMPARE(word(bakeDecision({good, bad})), rollback);
        QCOMPARE(word(bakeDecision({good, metric({}, {}, 1)})), hold);
        QCOMPARE(word(bakeDecision({})), hold);
    }

    /// Without one error the evidence against d is the mean of exp(l*900*d) over the bets' slopes l alone.
    void zeroErrorsOnBothSides()
    {
        ShareComparison shares(1, 0.0125);
        const double none = 0;
        for (int i = 0; i < 100; ++i)
            shares.add(10, 90, {&none, 1}, {&none, 1});
        const auto evidence = [](double d, bool above) {
            double sum = 0;
            for (int i = 0; i < 13; ++i) {
                const double excess = 0.004 * std::pow(2, i);
                const double ratio = above ? 1 + excess : 1 / (1 + excess);
                sum += std::exp(-(ratio - 1) / (1 + 0.1 * (ratio - 1)) * 900 * d) / 13;
            }
            return sum;
        };
        const ShareBounds bounds = shares.bounds(0);
        QCOMPARE(bounds.estimate, 0.0);
        QVERIFY(std::abs(evidence(bounds.high, false) * 0.0125 - 1) < 0.01);
        QVERIFY(std::abs(evidence(bounds.low, true) * 0.0125 - 1) < 0.01);
        QVERIFY(bounds.high > 0.004 && bounds.high < 0.008); // about the rule of three, for every look at once
    }

    void plainDifferenceWithSteadyWeights()
    {
        BakeComparison bake;
        for (int t = 0; t < 80; ++t)
            feed(bake, t, 1, 2 + t % 3, 9 + t % 2); // 3 % against about 1.06 %
        const BakeMetric errors = bake.verdict().metrics.constFirst();
        QCOMPARE(errors.canary.requests, 8000.0);
        QCOMPARE(errors.stable.requests, 72000.0);
        QCOMPARE(errors.stable.value, std::optional<double>(760.0 / 72000));
        QVERIFY(qFuzzyCompare(*errors.difference, *errors.canary.value - *errors.stable.value));
        QVERIFY(*errors.low < *errors.difference && *errors.difference < *errors.high);
        QCOMPARE(errors.confidence, 0.95);
        QCOMPARE(errors.state, BakeState::Worse);
        QCOMPARE(word(bake.verdict().decision), rollback);
    }

    /// The canary runs when everybody fails more often: that alone is not the canary's fault.
    void onlyEqualTimesAreCompared()
    {
        BakeComparison bake;
        for (int t = 0; t < 100; ++t) {
            const bool busy = t >= 50;
            const double canary = busy ? 500 : 100;
            const double stable = busy ? 100 : 500;
            const double rate = busy ? 0.10 : 0.02;
            QCOMPARE(bake.add(sample(t, BakeRole::Canary, canary, canary * rate)), BakeRefusal::None);
            QCOMPARE(bake.add(sample(t, BakeRole::Stable, stable, stable * rate)), BakeRefusal::None);
        }
        const BakeMetric errors = bake.verdict().metrics.constFirst();
        QVERIFY(*errors.canary.value > *errors.stable.value + 0.05);
        QVERIFY(std::abs(*errors.difference) < 1e-12);
        QVERIFY(errors.state != BakeState::Worse);
    }

    void firstLooksSayNothing()
    {
        BakeComparison bake;
        QCOMPARE(bake.verdict().metrics.constFirst().difference, std::nullopt);
        feed(bake, 0, 1, 100, 0); // everything fails, but in one interval only
        QCOMPARE(bake.verdict().metrics.constFirst().state, BakeState::NotEnough);
        QCOMPARE(bake.verdict().metrics.constFirst().difference, std::optional<double>(1));
        QCOMPARE(bake.verdict().metrics.constFirst().low, std::nullopt);
        QCOMPARE(bake.verdict().score, std::nullopt);
        feed(bake, 1, 7, 100, 0);
        QCOMPARE(bake.verdict().metrics.constFirst().state, BakeState::Worse);
    }

    void minimumRequests()
    {
        BakeRules rules;
        rules.minRequests = 801;
        BakeComparison bake(rules);
        feed(bake, 0, 8, 100, 0);
        QCOMPARE(bake.verdict().metrics.constFirst().state, BakeState::NotEnough);
        feed(bake, 8, 1, 100, 0);
        QCOMPARE(bake.verdict().metrics.constFirst().state, BakeState::Worse);
    }

    void oneRoleMissing()
    {
        BakeComparison bake;
        feed(bake, 0, 10, 0, 0);
        for (int t = 10; t < 60; ++t)
            QCOMPARE(bake.add(sample(t, BakeRole::Canary, 100, 50)), BakeRefusal::None); // nobody to compare with
        QCOMPARE(bake.verdict().pairs, 10);
        QCOMPARE(bake.verdict().metrics.constFirst().difference, std::optional<double>(0));
        QCOMPARE(bake.verdict().metrics.constFirst().canary.requests, 6000.0);
        feed(bake, 60, 1, 0, 0);
        QVERIFY2(bake.verdict().metrics.constFirst().difference < 0.06, "an hour without stable is not laid against its first minute back");
    }

    void slowerCadenceIsSummed()
    {
        BakeComparison bake;
        for (int t = 0; t < 50; ++t) {
            QCOMPARE(bake.add(sample(t, BakeRole::Canary, 100, 1)), BakeRefusal::None);
            if (t % 5 == 4)
                QCOMPARE(bake.add(sample(t, BakeRole::Stable, 4500, 45)), BakeRefusal::None);
        }
        QCOMPARE(bake.verdict().pairs, 10);
        QVERIFY(std::abs(*bake.verdict().metrics.constFirst().difference) < 1e-12);
    }

    void unknownIsNotZero()
    {
        BakeComparison bake;
        feed(bake, 0, 5, 1, 9);
        const BakeVerdict before = bake.verdict();
        QCOMPARE(bake.add({minute(5), BakeRole::Canary, {}, {}, {}}), BakeRefusal::None);
        QCOMPARE(bake.add({minute(5), BakeRole::Stable, 900, {}, {}}), BakeRefusal::None);
        BakeVerdict after = bake.verdict();
        QCOMPARE(after.at, minute(5));
        after.at = before.at;
        QCOMPARE(after, before);
    }

    void refusals()
    {
        BakeComparison bake;
        const Row bounds{100, 200};
        QCOMPARE(bake.add(timed(5, BakeRole::Canary, bounds, {50, 90}, 100)), BakeRefusal::None);
        const BakeVerdict before = bake.verdict();
        QCOMPARE(bake.add(sample(4, BakeRole::Canary, 1, 0)), BakeRefusal::BackInTime);
        QCOMPARE(bake.add(timed(5, BakeRole::Stable, {100, 250}, {50, 90}, 100)), BakeRefusal::OtherBuckets);
        BakeSample more = timed(5, BakeRole::Stable, bounds, {50, 90}, 100);
        more.requests = 99;
        QCOMPARE(bake.add(more), BakeRefusal::MoreInHistogram);
        QCOMPARE(bake.verdict(), before);
        QCOMPARE(bake.add(sample(4, BakeRole::Stable, 1, 0)), BakeRefusal::None); // the roles' clocks may differ
    }

    void countersAreRefused()
    {
        BakeComparison counters;
        BakeComparison ramp;
        BakeRefusal last = BakeRefusal::None;
        int taken = 0;
        for (int t = 1; t <= 40 && last == BakeRefusal::None; ++t, ++taken) {
            last = counters.add(sample(t, BakeRole::Canary, 100 * t, 2 * t));
            QCOMPARE(ramp.add(sample(t, BakeRole::Canary, 100 * t, t % 4)), BakeRefusal::None); // more traffic each minute is none
        }
        QCOMPARE(last, BakeRefusal::SinceStart);
        QVERIFY(taken < 15);
    }

    void latency()
    {
        BakeComparison bake;
        const Row bounds{50, 100, 200, 400};
        for (int t = 0; t < 60; ++t) {
            const double extra = t % 2;
            QCOMPARE(bake.add(timed(t, BakeRole::Canary, bounds, {40, 70, 85 + extra, 98}, 100)), BakeRefusal::None);
            QCOMPARE(bake.add(timed(t, BakeRole::Stable, bounds, {450, 770, 870, 891}, 900)), BakeRefusal::None);
        }
        const BakeVerdict verdict = bake.verdict();
        QCOMPARE(verdict.metrics.size(), 4);
        const BakeMetric &p50 = verdict.metrics.at(1);
        QCOMPARE(p50.name, u"latency_p50"_s);
        QVERIFY(qFuzzyCompare(*p50.canary.value, 50 + 50.0 / 3)); // 10 of the 30 between 50 and 100 ms
        QCOMPARE(*p50.stable.value, 50.0);
        QVERIFY(qFuzzyCompare(*p50.difference, *p50.canary.value - *p50.stable.value));
        const BakeMetric &p95 = verdict.metrics.at(2);
        QVERIFY(qFuzzyCompare(*p95.stable.value, 100 + 100 * 85.0 / 100));
        QVERIFY(qFuzzyCompare(p95.margin, *p95.stable.value / 10));
        QCOMPARE(p95.state, BakeState::Worse);
        const BakeMetric &p99 = verdict.metrics.at(3);
        QCOMPARE(*p99.canary.value, 400.0); // the last bound: 2 of 100 are past it
        QCOMPARE(p99.high, std::nullopt);
    }

    void beyondTheLastBucket()
    {
        BakeComparison bake;
        for (int t = 0; t < 60; ++t)
            for (const BakeRole role : {BakeRole::Canary, BakeRole::Stable})
                QCOMPARE(bake.add(timed(t, role, {50}, {10}, 100)), BakeRefusal::None);
        for (const BakeMetric &one : bake.verdict().metrics.mid(1)) {
            QCOMPARE(one.state, BakeState::NotEnough); // both are slower than can be told
            QCOMPARE(one.difference, std::nullopt);
        }
    }
};

QTEST_GUILESS_MAIN(TestBake)
#include "tst_domain_bake.moc"
