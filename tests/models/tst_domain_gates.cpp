// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/limit.h"
#include "support/gatesamples.h"

#include <QTest>

#include <limits>

using namespace maestro;
using namespace maestro::test;

/// One look at one gate: every boundary the ledger names, and what cannot be known.
class TestGates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boundaries_data();
    void boundaries();
    void numbers_data();
    void numbers();
    void unknown_data();
    void unknown();
    void baselineRoles_data();
    void baselineRoles();
    void contradictingSamples();
    void groups_data();
    void groups();
};

namespace {

const QString m = QStringLiteral("m");
constexpr double inf = std::numeric_limits<double>::infinity();

GateVerdict look(const PolicyMetric &metric, const PolicyGate &gate, const QList<Sample> &samples)
{
    GateEvaluator evaluator(policyOf({metric}, {gate}), {gate});
    return evaluator.evaluate(second(0), at(second(0), samples)).first();
}

} // namespace

void TestGates::boundaries_data()
{
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("pass");
    QTest::addColumn<QString>("fail");
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("baseline"); // NaN: none
    QTest::addColumn<double>("floor"); // NaN: none
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, MetricUnit unit, const char *pass, const char *fail, double value, const char *expected, double baseline = notANumber, double floor = notANumber) {
        QTest::newRow(name) << int(unit) << QString::fromLatin1(pass) << QString::fromLatin1(fail) << value << baseline << floor << QString::fromLatin1(expected);
    };
    const auto ms = MetricUnit::Milliseconds;
    const auto ratio = MetricUnit::Ratio;
    const auto percent = MetricUnit::Percent;
    const auto plain = MetricUnit::None;
    row("SLO-02 at +10%", ms, "<= baseline + 10%", "", 440, "pass", 400);
    row("SLO-02 over +10%", ms, "<= baseline + 10%", "", 440.1, "fail", 400);
    row("SLO-02 plus 20 ms", ms, "<= baseline + 20", "", 420, "pass", 400);
    row("SLO-02 plus 20 ms, over", ms, "<= baseline + 20", "", 420.1, "fail", 400);
    row("SLO-03 baseline 0, nothing bad", ratio, "<= baseline + 10%", "", 0, "pass", 0);
    row("SLO-03 baseline 0, no floor", ratio, "<= baseline + 10%", "", 0.00001, "fail", 0);
    row("SLO-03 baseline 0, under the floor", ratio, "<= baseline + 10%", "", 0.00011, "pass", 0, 0.0001);
    row("SLO-03 baseline 0, over the floor", ratio, "<= baseline + 10%", "", 0.000111, "fail", 0, 0.0001);
    row("SLO-05 higher is better", ratio, ">= baseline -0.01", "", 0.98, "pass", 0.99);
    row("SLO-05 higher is better, under", ratio, ">= baseline -0.01", "", 0.9799, "fail", 0.99);
    row("SLO-06 99.90", ratio, ">= 0.999", "", 0.9990, "pass");
    row("SLO-06 99.89", ratio, ">= 0.999", "", 0.9989, "fail");
    row("SLO-07 499.9", ms, "< 500", "", 499.9, "pass");
    row("SLO-07 500", ms, "< 500", "", 500, "fail");
    row("SLO-08 0.0999%", ratio, "< 0.001", "", 0.000999, "pass");
    row("SLO-08 0.1%", ratio, "< 0.001", "", 0.001, "fail");
    row("SLO-09 99.5", ratio, "> 0.995", "", 0.995, "fail");
    row("SLO-09 99.51", ratio, "> 0.995", "", 0.9951, "pass");
    row("SLO-10 zero", plain, "== 0", "", 0, "pass");
    row("SLO-10 one increment", plain, "== 0", "", 1, "fail");
    row("SLO-10 a small rate", plain, "== 0", "", 1e-9, "fail");
    row("SLO-15 99.50", percent, ">= 99.5", "", 99.50, "pass");
    row("SLO-15 99.49", percent, ">= 99.5", "", 99.49, "fail");
    row("SLO-16 500", ms, "<= 500", "", 500, "pass");
    row("SLO-16 500.1", ms, "<= 500", "", 500.1, "fail");
    row("SLO-20 0.95", plain, ">= 0.95", "", 0.95, "pass");
    row("SLO-20 0.94", plain, ">= 0.95", "", 0.94, "fail");
    row("SLO-24 833.3/s", MetricUnit::PerSecond, ">= 833.3333333333334", "", 833.3, "fail");
    row("SLO-24 833.34/s", MetricUnit::PerSecond, ">= 833.3333333333334", "", 833.34, "pass");
    row("AUT-05 0.5%", ratio, "< 0.001", "> 0.01", 0.005, "hold");
    row("AUT-05 1.0%", ratio, "< 0.001", "> 0.01", 0.010, "hold");
    row("AUT-05 1.1%", ratio, "< 0.001", "> 0.01", 0.011, "fail");
    row("AUT-06 480", ms, "< 500", "> 1000", 480, "pass");
    row("AUT-06 700", ms, "< 500", "> 1000", 700, "hold");
    row("AUT-06 1000", ms, "< 500", "> 1000", 1000, "hold");
    row("AUT-06 1000.1", ms, "< 500", "> 1000", 1000.1, "fail");
    row("AUT-06 1100", ms, "< 500", "> 1000", 1100, "fail");
    row("AUT-07 99.5", ratio, ">= 0.999", "< 0.995", 0.995, "hold");
    row("AUT-07 99.49", ratio, ">= 0.999", "< 0.995", 0.9949, "fail");
    row("AUT-07 99.9", ratio, ">= 0.999", "< 0.995", 0.999, "pass");
    row("AUT-08 two complaints", plain, "", ">= 3", 2, "pass");
    row("AUT-08 three complaints", plain, "", ">= 3", 3, "fail");
    row("AUT-11 baseline 0", ratio, "", "> 5*baseline", 0.0009, "pass", 0, 0.0002);
    row("AUT-11 baseline 0, five times the floor", ratio, "", "> 5*baseline", 0.001, "pass", 0, 0.0002);
    row("AUT-11 baseline 0, above", ratio, "", "> 5*baseline", 0.0011, "fail", 0, 0.0002);
    row("AUT-11 baseline 0.01", ratio, "", "> 5*baseline", 0.05, "pass", 0.01, 0.0002);
    row("AUT-11 baseline 0.01, above", ratio, "", "> 5*baseline", 0.0501, "fail", 0.01, 0.0002);
    row("AUT-12 three times", ms, "", "> 3*baseline", 600, "pass", 200);
    row("AUT-12 above", ms, "", "> 3*baseline", 600.1, "fail", 200);
    row("AUT-13 99.0", ratio, "", "< 0.99", 0.990, "pass");
    row("AUT-13 98.99", ratio, "", "< 0.99", 0.9899, "fail");
    row("BUD-01 10%", ratio, "< 0.1", "", 0.1, "fail");
    row("BUD-01 9.99%", ratio, "< 0.1", "", 0.0999, "pass");
    row("limits that contradict each other", plain, "> 1", "> 2", 3, "fail");
}

void TestGates::boundaries()
{
    QFETCH(int, unit);
    QFETCH(QString, pass);
    QFETCH(QString, fail);
    QFETCH(double, value);
    QFETCH(double, baseline);
    QFETCH(double, floor);
    PolicyMetric of = metric(m, MetricUnit(unit));
    if (!std::isnan(floor))
        of.floor = floor;
    QList<Sample> samples{sample(m, value)};
    if (!std::isnan(baseline))
        samples.append(sample(m, baseline, SampleRole::Stable));
    QTEST(QString::fromLatin1(word(look(of, gate(QStringLiteral("g"), m, pass, fail), samples).state)), "expected");
}

void TestGates::numbers_data()
{
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("b");
    QTest::addColumn<bool>("same");
    QTest::newRow("0.1 + 0.2") << 0.1 + 0.2 << 0.3 << true;
    QTest::newRow("1 - 0.001") << 1 - 0.001 << 0.999 << true;
    QTest::newRow("99.9 / 100") << 99.9 / 100 << 0.999 << true;
    QTest::newRow("1.1 * 400") << 1.1 * 400 << 440.0 << true;
    QTest::newRow("what is left of zero") << 0.1 + 0.2 - 0.3 << 0.0 << true;
    QTest::newRow("499.9") << 499.9 << 500.0 << false;
    QTest::newRow("500.1") << 500.1 << 500.0 << false;
    QTest::newRow("99.89") << 0.9989 << 0.999 << false;
    QTest::newRow("nine nines") << 0.999999999 << 1.0 << false;
    QTest::newRow("a rate of one in a year") << 3e-8 << 0.0 << false;
    QTest::newRow("small ones") << 1e-14 << 2e-14 << false;
    QTest::newRow("infinity") << inf << 1e300 << false;
    QTest::newRow("infinities") << inf << inf << true;
}

void TestGates::numbers()
{
    QFETCH(double, a);
    QFETCH(double, b);
    QFETCH(bool, same);
    QCOMPARE(sameNumber(a, b), same);
    QCOMPARE(sameNumber(b, a), same);
    QCOMPARE(holds(Comparison::Equal, a, b), same);
    QCOMPARE(holds(Comparison::NotEqual, a, b), !same);
    QCOMPARE(holds(Comparison::Less, a, b), !same && a < b);
    QCOMPARE(holds(Comparison::GreaterOrEqual, a, b), same || a > b);
    for (const Comparison every : {Comparison::Less, Comparison::LessOrEqual, Comparison::Greater, Comparison::GreaterOrEqual, Comparison::Equal, Comparison::NotEqual})
        QVERIFY(!holds(every, notANumber, b) && !holds(every, b, notANumber));
}

void TestGates::unknown_data()
{
    QTest::addColumn<QString>("pass");
    QTest::addColumn<QString>("fail");
    QTest::addColumn<QList<Sample>>("samples");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("cause");
    const auto row = [](const char *name, const char *pass, const char *fail, const QList<Sample> &samples, const char *expected, GateCause cause) {
        QTest::newRow(name) << QString::fromLatin1(pass) << QString::fromLatin1(fail) << samples << QString::fromLatin1(expected) << int(cause);
    };
    const auto old = [](double value, double age) {
        Sample made = sample(m, value, SampleRole::Canary, 100);
        made.at = second(-age);
        return made;
    };
    const auto canary = [](std::optional<double> value, std::optional<double> requests = 100) { return sample(m, value, SampleRole::Canary, requests); };
    const auto stable = [](std::optional<double> value, std::optional<double> requests = {}) { return sample(m, value, SampleRole::Stable, requests); };
    row("fine", "< 500", "> 1000", {canary(480)}, "pass", GateCause::Compared);
    row("nothing", "< 500", "> 1000", {}, "noData", GateCause::NoSample);
    row("null", "< 500", "> 1000", {canary({})}, "noData", GateCause::NoSample);
    row("NaN", "< 500", "> 1000", {canary(notANumber)}, "noData", GateCause::NotANumber);
    row("NaN against not equal", "!= 500", "", {canary(notANumber)}, "noData", GateCause::NotANumber);
    row("another metric", "< 500", "", {sample(QStringLiteral("other"), 1)}, "noData", GateCause::NoSample);
    row("only of stable", "< 500", "", {stable(1)}, "noData", GateCause::NoSample);
    row("two minutes old", "< 500", "", {old(480, 120)}, "pass", GateCause::Compared);
    row("stale", "< 500", "", {old(480, 120.001)}, "noData", GateCause::Stale);
    row("stale and bad", "< 500", "", {old(5000, 121)}, "noData", GateCause::Stale);
    row("of the future", "< 500", "", {old(480, -121)}, "noData", GateCause::Stale);
    row("few requests", "< 500", "", {canary(480, 99)}, "noData", GateCause::FewRequests);
    row("few requests, bad", "< 500", "", {canary(5000, 0)}, "noData", GateCause::FewRequests);
    row("nobody knows how many", "< 500", "", {canary(480, {})}, "noData", GateCause::RequestsUnknown);
    row("NaN requests", "< 500", "", {canary(480, notANumber)}, "noData", GateCause::RequestsUnknown);
    row("no baseline", "<= baseline + 10%", "", {canary(480)}, "noData", GateCause::NoBaseline);
    row("NaN baseline", "<= baseline + 10%", "", {canary(480), stable(notANumber)}, "noData", GateCause::NoBaseline);
    row("negative baseline", "<= baseline + 10%", "", {canary(480), stable(-1)}, "noData", GateCause::NoBaseline);
    row("infinite baseline", "<= baseline + 10%", "", {canary(480), stable(inf)}, "noData", GateCause::NoBaseline);
    row("baseline of few requests", "<= baseline + 10%", "", {canary(480), stable(480, 3)}, "noData", GateCause::NoBaseline);
    row("baselines that differ", "<= baseline + 10%", "", {canary(480), stable(480), stable(900)}, "noData", GateCause::NoBaseline);
    row("baselines that agree", "<= baseline + 10%", "", {canary(480), stable(480), stable(480)}, "pass", GateCause::Compared);
    row("passes, but the breaker has no baseline", "< 500", "> 3*baseline", {canary(480)}, "noData", GateCause::NoBaseline);
    row("fails whatever the baseline", "<= baseline + 10%", "> 1000", {canary(1100)}, "fail", GateCause::Compared);
    row("unset", "<= unset", "", {canary(1)}, "unset", GateCause::LimitUnset);
    row("unset and nothing", "<= unset", "", {}, "unset", GateCause::LimitUnset);
    row("unset over baseline", "<= baseline + unset", "", {canary(1), stable(1)}, "unset", GateCause::LimitUnset);
    row("passes, the fail limit is unset", "< 500", "> unset", {canary(480)}, "unset", GateCause::LimitUnset);
    row("not passing, the fail limit is unset", "< 500", "> unset", {canary(700)}, "unset", GateCause::LimitUnset);
    row("fails, the pass limit is unset", "< unset", "> 1000", {canary(1100)}, "fail", GateCause::Compared);
    row("not failing, the pass limit is unset", "< unset", "> 1000", {canary(700)}, "unset", GateCause::LimitUnset);
    row("half unset and no sample", "< unset", "> 1000", {}, "noData", GateCause::NoSample);
    row("infinite and bad", "< 500", "> 1000", {canary(inf)}, "fail", GateCause::Compared);
    row("infinite and good", ">= 500", "", {canary(inf)}, "noData", GateCause::Implausible);
    row("negative and good", "< 500", "", {canary(-5)}, "noData", GateCause::Implausible);
    row("negative and bad", ">= 500", "", {canary(-5)}, "fail", GateCause::Compared);
    row("a breath under zero", "< 500", "", {canary(-1e-16)}, "pass", GateCause::Compared);
    row("minus infinity", "< 500", "", {canary(-inf)}, "noData", GateCause::Implausible);
    row("no bound at all", "", "", {canary(1)}, "unset", GateCause::LimitUnset);
}

void TestGates::unknown()
{
    QFETCH(QString, pass);
    QFETCH(QString, fail);
    QFETCH(QList<Sample>, samples);
    PolicyMetric of = metric(m, MetricUnit::Milliseconds);
    of.minRequests = 100;
    const GateVerdict verdict = look(of, gate(QStringLiteral("g"), m, pass, fail), samples);
    QTEST(QString::fromLatin1(word(verdict.state)), "expected");
    QTEST(int(verdict.cause), "cause");
    QVERIFY(!verdict.value || !std::isnan(*verdict.value));
}

void TestGates::baselineRoles_data()
{
    QTest::addColumn<int>("source");
    QTest::addColumn<QList<Sample>>("samples");
    QTest::addColumn<double>("expected"); // NaN: none
    const Sample stable = sample(m, 100, SampleRole::Stable);
    const Sample earlier = sample(m, 200, SampleRole::Baseline);
    const Sample silent = sample(m, {}, SampleRole::Stable);
    QTest::newRow("stable") << int(BaselineSource::Stable) << QList<Sample>{stable, earlier} << 100.0;
    QTest::newRow("stable, else the earlier window") << int(BaselineSource::Stable) << QList<Sample>{earlier} << 200.0;
    QTest::newRow("stable without a sample") << int(BaselineSource::Stable) << QList<Sample>{silent, earlier} << 200.0;
    QTest::newRow("stable is NaN") << int(BaselineSource::Stable) << QList<Sample>{sample(m, notANumber, SampleRole::Stable), earlier} << notANumber;
    QTest::newRow("last good") << int(BaselineSource::LastGood) << QList<Sample>{stable, earlier} << 200.0;
    QTest::newRow("last good, which is not stable") << int(BaselineSource::LastGood) << QList<Sample>{stable} << notANumber;
    QTest::newRow("not declared") << int(BaselineSource::None) << QList<Sample>{stable} << 100.0;
    QTest::newRow("none") << int(BaselineSource::Stable) << QList<Sample>{} << notANumber;
}

void TestGates::baselineRoles()
{
    QFETCH(int, source);
    QFETCH(QList<Sample>, samples);
    QFETCH(double, expected);
    samples.append(sample(m, 1));
    const GateVerdict verdict = look(metric(m, MetricUnit::Milliseconds, BaselineSource(source)), gate(QStringLiteral("g"), m, QStringLiteral("<= baseline + 10%")), samples);
    QCOMPARE(verdict.baseline.has_value(), !std::isnan(expected));
    QVERIFY(!verdict.baseline || *verdict.baseline == expected);
    QCOMPARE(verdict.state, verdict.baseline ? GateState::Pass : GateState::NoData);
}

void TestGates::contradictingSamples()
{
    const PolicyMetric of = metric(m, MetricUnit::Milliseconds);
    const PolicyGate g = gate(QStringLiteral("g"), m, QStringLiteral("< 500"), QStringLiteral("> 1000"));
    QCOMPARE(look(of, g, {sample(m, 480), sample(m, 480)}).state, GateState::Pass);
    QCOMPARE(look(of, g, {sample(m, 480), sample(m, 700)}).state, GateState::Hold);
    QCOMPARE(look(of, g, {sample(m, 1100), sample(m, 480)}).state, GateState::Fail);
    QCOMPARE(look(of, g, {sample(m, 480), sample(m, notANumber)}).state, GateState::NoData);
    QCOMPARE(look(of, g, {sample(m, 1, SampleRole::None)}).state, GateState::Pass);
    QCOMPARE(look(of, g, {sample(m, 1, SampleRole::None), sample(m, 700)}).state, GateState::Hold); // the canary's is the one that counts
    QCOMPARE(look(of, g, {sample(m, 1, SampleRole::None), sample(m, {})}).state, GateState::NoData);
}

void TestGates::groups_data()
{
    QTest::addColumn<bool>("any");
    QTest::addColumn<QStringList>("bounds"); // of a and b, "pass ..." or "fail ..."
    QTest::addColumn<double>("a");
    QTest::addColumn<double>("b");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QString>("by");
    const auto row = [](const char *name, bool any, const char *first, const char *second, double a, double b, const char *expected, const char *by) {
        QTest::newRow(name) << any << QStringList{QString::fromLatin1(first), QString::fromLatin1(second)} << a << b << QString::fromLatin1(expected) << QString::fromLatin1(by);
    };
    row("safety: nothing", false, "pass == 0", "pass == 0", 0, 0, "pass", "a");
    row("safety: one", false, "pass == 0", "pass == 0", 0, 1, "fail", "b");
    row("safety: one unknown", false, "pass == 0", "pass == 0", notANumber, 0, "noData", "a");
    row("safety: one unknown, one bad", false, "pass == 0", "pass == 0", notANumber, 1, "fail", "b");
    row("worse than last good: none", true, "fail > 5", "fail > 5", 1, 1, "pass", "a");
    row("worse than last good: one", true, "fail > 5", "fail > 5", 1, 6, "fail", "b");
    row("worse than last good: one unknown", true, "fail > 5", "fail > 5", 1, notANumber, "noData", "b");
    row("worse than last good: one unknown, one bad", true, "fail > 5", "fail > 5", 6, notANumber, "fail", "a");
    row("any to pass: one does", true, "pass < 5", "pass < 5", 6, 1, "pass", "b");
    row("any to pass: none does", true, "pass < 5", "pass < 5", 6, 6, "fail", "a");
    row("any to pass: one unknown", true, "pass < 5", "pass < 5", 1, notANumber, "noData", "b");
    row("all to fail: one does", false, "fail > 5", "fail > 5", 6, 1, "hold", "a");
    row("all to fail: each does", false, "fail > 5", "fail > 5", 6, 6, "fail", "a");
    row("all to fail: none does", false, "fail > 5", "fail > 5", 1, 1, "pass", "a");
    row("all to fail: one unknown", false, "fail > 5", "fail > 5", 6, notANumber, "noData", "b");
    row("both sorts: the worst", true, "pass < 5", "fail > 5", 1, 6, "fail", "b");
    row("both sorts: all is well", true, "pass < 5", "fail > 5", 1, 1, "pass", "a");
    row("unset member", false, "pass == unset", "pass == 0", 0, 0, "unset", "a");
}

void TestGates::groups()
{
    QFETCH(bool, any);
    QFETCH(QStringList, bounds);
    QFETCH(double, a);
    QFETCH(double, b);
    const QStringList names{QStringLiteral("a"), QStringLiteral("b")};
    QList<PolicyGate> members;
    for (int i = 0; i < 2; ++i) {
        const bool pass = bounds.at(i).startsWith(QLatin1String("pass"));
        members.append(gate({}, names.at(i), pass ? bounds.at(i).mid(5) : QString(), pass ? QString() : bounds.at(i).mid(5)));
    }
    const PolicyGate whole = group(QStringLiteral("g"), any ? PolicyGate::Kind::Any : PolicyGate::Kind::All, members);
    GateEvaluator evaluator(policyOf({metric(names.at(0), MetricUnit::None), metric(names.at(1), MetricUnit::None)}, {whole}), {whole});
    QCOMPARE(evaluator.metrics(), names);
    const GateVerdict verdict = evaluator.evaluate(second(0), at(second(0), {sample(names.at(0), a), sample(names.at(1), b)})).first();
    QTEST(QString::fromLatin1(word(verdict.state)), "expected");
    QTEST(verdict.decidedBy, "by");
    QCOMPARE(verdict.gate, QStringLiteral("g"));
}

QTEST_APPLESS_MAIN(TestGates)
#include "tst_domain_gates.moc"
