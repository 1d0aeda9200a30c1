// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budget/burnlimits.h"
#include "domain/budget/errorbudget.h"
#include "domain/slo/sloreport.h"

#include <QTest>
#include <QTimeZone>

#include <cmath>

using namespace maestro;
using namespace std::chrono_literals;

/// Error budgets by hand, when trouble began, when it is over, and what is unusual.
class TestBudget : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void burn_data();
    void burn();
    void consumed_data();
    void consumed();
    void unknown();
    void scores();
    void spikes();
    void unusual();
    void limitsAsPaces_data();
    void limitsAsPaces();
};

namespace {

const double notANumber = std::nan("");
constexpr auto month = 720h;

SampleSeries line(const QList<double> &values)
{
    SampleSeries series;
    for (qsizetype i = 0; i < values.size(); ++i)
        series.points.append({qint64(i) * 15'000, values.at(i)});
    return series;
}

bool near(std::optional<double> value, double expected)
{
    return value && std::abs(*value - expected) < 1e-9 * std::max(1.0, std::abs(expected));
}

} // namespace

void TestBudget::burn_data()
{
    QTest::addColumn<double>("objective");
    QTest::addColumn<double>("badRatio");
    QTest::addColumn<double>("expected");
    QTest::newRow("as planned") << 0.999 << 0.001 << 1.0;
    QTest::newRow("5 m: 1.44 %, the page line") << 0.999 << 0.0144 << 14.4;
    QTest::newRow("1 h: 0.6 %") << 0.999 << 0.006 << 6.0;
    QTest::newRow("6 h: 0.05 %") << 0.999 << 0.0005 << 0.5;
    QTest::newRow("99.5 %: all is bad") << 0.995 << 1.0 << 200.0;
    QTest::newRow("nothing is bad") << 0.9 << 0.0 << 0.0;
}

void TestBudget::burn()
{
    QFETCH(double, objective);
    QFETCH(double, badRatio);
    QFETCH(double, expected);
    QVERIFY(near(ErrorBudget(objective, month).burn(badRatio), expected));
    QVERIFY(near(ErrorBudget(objective, month).consumedInWindow(badRatio), expected));
}

void TestBudget::consumed_data()
{
    QTest::addColumn<double>("badRatio");
    QTest::addColumn<qint64>("minutes");
    QTest::addColumn<double>("expected");
    QTest::newRow("1 h at 14.4") << 0.0144 << qint64(60) << 0.02;
    QTest::newRow("6 h at 6") << 0.006 << qint64(360) << 0.05;
    QTest::newRow("3 d at 1") << 0.001 << qint64(4320) << 0.1;
    QTest::newRow("half an hour, all bad") << 1.0 << qint64(30) << 1000.0 / 1440;
    QTest::newRow("a day of nothing") << 0.0 << qint64(1440) << 0.0;
}

void TestBudget::consumed()
{
    QFETCH(double, badRatio);
    QFETCH(qint64, minutes);
    QFETCH(double, expected);
    const ErrorBudget budget(0.999, month);
    QVERIFY(near(budget.consumedSince(badRatio, std::chrono::minutes(minutes)), expected));
    // 1000 requests a minute, counted
    QVERIFY(near(budget.consumedSince(badRatio * 1000 * double(minutes), 1000.0 * 60 * 720), expected));
    if (badRatio > 0 && expected < 1)
        QCOMPARE(budget.lasts(expected, budget.burn(badRatio)), std::optional(std::chrono::milliseconds(qint64(std::llround((1 - expected) * 720 * 3'600'000.0 / (badRatio / (1 - 0.999)))))));
}

void TestBudget::unknown()
{
    for (const double objective : {1.0, 0.0, -0.1, 1.1, notANumber})
        QVERIFY(!ErrorBudget(objective, month).burn(0.001));
    QVERIFY(!ErrorBudget(0.999, 0h).burn(0.001));
    const ErrorBudget budget(0.999, month);
    for (const double ratio : {-0.001, 1.001, notANumber, HUGE_VAL})
        QVERIFY(!budget.burn(ratio) && !budget.consumedSince(ratio, 1h));
    QVERIFY(!budget.burn(std::nullopt));
    QVERIFY(!budget.consumedSince(0.001, 0h));
    QVERIFY(!budget.consumedSince(1.0, 0.0));
    QVERIFY(!budget.lasts(0.5, 0.0));
    QCOMPARE(budget.lasts(1.5, 2.0), std::optional(0ms));
}

void TestBudget::scores()
{
    // By hand: median 12, deviations 2 1 1 0 0 1 1 88 -> MAD 1, sigma 1.4826.
    const auto found = robustScores(line({10, 11, 11, 12, 12, 13, 13, notANumber, 100}));
    QCOMPARE(found.size(), 9);
    QVERIFY(near(found.at(8), 88 / 1.4826));
    QVERIFY(near(found.at(0), -2 / 1.4826));
    QVERIFY(!found.at(7));
    QVERIFY(*found.at(8) > unusualScore && std::abs(*found.at(0)) < unusualScore);
    // More than half are equal: the mean absolute deviation, 10 / 8.
    const auto flat = robustScores(line({5, 5, 5, 5, 5, 5, 5, 15}));
    QVERIFY(near(flat.at(7), 10 / (1.2533 * 10 / 8)));
    QVERIFY(!robustScores(line({5, 5, 5, 5, 5, 5, 5, 5})).at(0)); // no spread, nothing to say
    QVERIFY(!robustScores(line({1, 2, 3, 4, 5, 6, 70})).at(6)); // too few
}

void TestBudget::spikes()
{
    const auto at = [](std::initializer_list<double> values, bool lowerIsBetter = true) {
        QList<double> found;
        for (const SampleSeries::Point &point : spikesOf(line(values), lowerIsBetter))
            found.append(point.value);
        return found;
    };
    QCOMPARE(at({10, 11, 10, 11, 10, 11, 10, 11, 100, 10}), QList<double> {100});
    QCOMPARE(at({10, 11, 10, 11, 10, 11, 10, 11, 2, 10}), QList<double> {}); // fewer errors are no alarm
    QCOMPARE(at({10, 11, 10, 11, 10, 11, 10, 11, 2, 10}, false), QList<double> {2});
    QCOMPARE(at({10, 11, 10, 11, 10, 11, 10, 11, 100, 101, 102}), QList<double> {100}); // a level begins once
    QCOMPARE(at({100, 100, 100, 100, 100, 100, 100, 100, 101}), QList<double> {}); // calm, and a step that nobody sees
    QCOMPARE(at({1, 1, 1, 100}), QList<double> {}); // too few before it
    QCOMPARE(at({10, 11, 10, 11, 10, 11, 10, 11, notANumber, 100}), QList<double> {100});
}

void TestBudget::unusual()
{
    MetricReading calm;
    calm.usual = 100;
    calm.score = 40; // a line that never moved takes any step for an extreme one
    calm.value = 109.9;
    QVERIFY(!calm.isUnusual());
    calm.value = 110;
    QVERIFY(calm.isUnusual());
    calm.value = 90.1;
    QVERIFY(!calm.isUnusual());
    calm.value = 110;
    calm.score = unusualScore;
    QVERIFY(!calm.isUnusual()); // usual by its score
    calm.score.reset();
    QVERIFY(!calm.isUnusual());
    MetricReading zero;
    zero.usual = 0;
    zero.score = 9;
    zero.value = 0.001;
    QVERIFY(zero.isUnusual()); // where nothing is usual, anything is a step
    zero.value = notANumber;
    QVERIFY(!zero.isUnusual());
}

void TestBudget::limitsAsPaces_data()
{
    QTest::addColumn<QString>("meaning");
    QTest::addColumn<bool>("percent");
    QTest::addColumn<double>("limit"); // of pass; fail is twice
    QTest::addColumn<int>("hours"); // since the change; negative: not known
    QTest::addColumn<double>("pace"); // 0: none
    const auto row = [](const char *name, const char *meaning, bool percent, double limit, int hours, double pace) {
        QTest::newRow(name) << QString::fromLatin1(meaning) << percent << limit << hours << pace;
    };
    row("a tenth of the month in five hours", "consumed-since-T", false, 0.1, 5, 14.4);
    row("the same in percent", "consumed-since-T", true, 10, 5, 14.4);
    row("the later, the slower", "consumed-since-T", false, 0.1, 72, 1);
    row("no change is known", "consumed-since-T", false, 0.1, -1, 0);
    row("this very moment", "consumed-since-T", false, 0.1, 0, 0);
    row("of the window", "consumed-window", false, 0.8, -1, 0.8);
    row("of the window, percent", "consumed-window", true, 80, 5, 0.8);
    row("a pace already", "burn-multiple", false, 14.4, 5, 0);
    row("no limit", "consumed-window", false, 0, 5, 0);
    row("not a number", "consumed-window", false, notANumber, 5, 0);
}

void TestBudget::limitsAsPaces()
{
    QFETCH(QString, meaning);
    QFETCH(bool, percent);
    QFETCH(double, limit);
    QFETCH(int, hours);
    QFETCH(double, pace);
    SloReport report;
    report.at = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC);
    if (hours >= 0)
        report.regression.changedAt = report.at.addSecs(-3600 * hours);
    GateReading other;
    other.gate.name = QStringLiteral("errors");
    other.verdict.passLimit = 0.01;
    GateReading budget;
    budget.gate.name = QStringLiteral("budget");
    budget.gate.meaning = meaning;
    budget.unit = percent ? MetricUnit::Percent : MetricUnit::Ratio;
    budget.verdict.passLimit = limit;
    budget.verdict.failLimit = 2 * limit;
    report.gates = {other, budget};
    const BurnLimits limits = burnLimits(report);
    QCOMPARE(limits.pass.value_or(0), pace);
    QCOMPARE(limits.fail.value_or(0), 2 * pace);
    QCOMPARE(limits.gate, pace > 0 ? QStringLiteral("budget") : QString());
    // and the pace does lead there: burnt so fast for so long
    if (pace > 0 && meaning == QLatin1String("consumed-since-T"))
        QCOMPARE(*ErrorBudget(0.99, month).consumedSince(std::optional(pace * 0.01), std::chrono::hours(hours)), percent ? limit / 100 : limit);
}

QTEST_APPLESS_MAIN(TestBudget)
#include "tst_domain_budget.moc"
