// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/analysisrules.h"

#include <QTest>

using namespace maestro;

using P = AnalysisPhase;
using Condition3 = std::optional<bool>;
Q_DECLARE_METATYPE(MetricLimits)
Q_DECLARE_METATYPE(MetricCounters)

/// Vectors A1 to A9 of argo-semantics.md.
class TestAnalysis : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void measurement_data();
    void measurement();
    void metric_data();
    void metric();
    void run_data();
    void run();
    void countersGoOn();
    void budget();
};

void TestAnalysis::measurement_data()
{
    QTest::addColumn<Condition3>("success");
    QTest::addColumn<Condition3>("failure");
    QTest::addColumn<bool>("failed");
    QTest::addColumn<int>("phase");
    const auto row = [](const char *name, Condition3 success, Condition3 failure, P phase, bool failed = false) {
        QTest::newRow(name) << success << failure << failed << int(phase);
    };
    row("A1 success only, false", false, {}, P::Failed);
    row("success only, true", true, {}, P::Successful);
    row("failure only, false", {}, false, P::Successful);
    row("failure only, true", {}, true, P::Failed);
    row("A2 both true", true, true, P::Failed);
    row("A3 neither true", false, false, P::Inconclusive);
    row("both, success", true, false, P::Successful);
    row("no conditions", {}, {}, P::Successful);
    row("evaluation failed", true, {}, P::Error, true);
}

void TestAnalysis::measurement()
{
    QFETCH(Condition3, success);
    QFETCH(Condition3, failure);
    QFETCH(bool, failed);
    QFETCH(int, phase);
    QCOMPARE(int(measurementPhase({success, failure, failed})), phase);
}

void TestAnalysis::metric_data()
{
    QTest::addColumn<MetricLimits>("limits");
    QTest::addColumn<MetricCounters>("counters");
    QTest::addColumn<bool>("terminating");
    QTest::addColumn<int>("phase");
    MetricLimits endless;
    endless.hasInterval = true;
    MetricLimits two = endless;
    two.failureLimit = 2;
    MetricLimits off = endless;
    off.failureLimit = -1;
    MetricLimits counted5 = endless;
    counted5.count = 5;
    MetricLimits success = counted5;
    success.consecutiveSuccessLimit = 3;
    MetricLimits successOnly = success;
    successOnly.failureLimit = -1;
    const auto row = [](const char *name, const MetricLimits &limits, const MetricCounters &counters, P phase, bool terminating = false) {
        QTest::newRow(name) << limits << counters << terminating << int(phase);
    };
    // count, failed, inconclusive, consecutiveError, consecutiveSuccess, measurements
    row("nothing measured", endless, {}, P::Pending);
    row("A4 at the limit", two, {5, 2, 0, 0, 0, 5}, P::Running);
    row("A4 over the limit", two, {5, 3, 0, 0, 0, 5}, P::Failed);
    row("A5 four errors", endless, {0, 0, 0, 4, 0, 4}, P::Running);
    row("A5 five errors", endless, {0, 0, 0, 5, 0, 5}, P::Error);
    row("A6 inconclusive overrides failed", endless, {2, 1, 1, 0, 0, 2}, P::Inconclusive);
    row("error overrides both", endless, {2, 1, 1, 5, 0, 7}, P::Error);
    row("A7 terminated before any", endless, {}, P::Successful, true);
    row("terminated", endless, {3, 0, 0, 0, 3, 3}, P::Successful, true);
    row("failures do not count", off, {9, 9, 0, 0, 0, 9}, P::Running);
    row("count reached", counted5, {5, 0, 0, 0, 5, 5}, P::Successful);
    row("neither count nor interval is one", MetricLimits {}, {1, 0, 0, 0, 1, 1}, P::Successful);
    row("enough in a row", success, {3, 0, 0, 0, 3, 3}, P::Successful);
    row("count without enough in a row", success, {5, 0, 0, 0, 1, 5}, P::Inconclusive);
    row("the same where failures do not count", successOnly, {5, 4, 0, 0, 1, 5}, P::Failed);
}

void TestAnalysis::metric()
{
    QFETCH(MetricLimits, limits);
    QFETCH(MetricCounters, counters);
    QFETCH(bool, terminating);
    QFETCH(int, phase);
    QCOMPARE(int(metricPhase(limits, counters, terminating)), phase);
}

void TestAnalysis::run_data()
{
    QTest::addColumn<QList<std::pair<int, bool>>>("metrics");
    QTest::addColumn<int>("phase");
    const auto row = [](const char *name, const QList<std::pair<P, bool>> &metrics, P phase) {
        QList<std::pair<int, bool>> list;
        for (const auto &[metric, dryRun] : metrics)
            list.append({int(metric), dryRun});
        QTest::newRow(name) << list << int(phase);
    };
    row("A8 dry run only", {{P::Failed, true}, {P::Error, true}}, P::Successful);
    row("worst wins", {{P::Successful, false}, {P::Inconclusive, false}, {P::Error, false}}, P::Error);
    row("failed is worst", {{P::Failed, false}, {P::Error, false}}, P::Failed);
    row("one goes on", {{P::Failed, false}, {P::Running, false}}, P::Running);
    row("dry run does not count", {{P::Failed, true}, {P::Successful, false}}, P::Successful);
}

void TestAnalysis::run()
{
    using Metrics = QList<std::pair<int, bool>>;
    QFETCH(Metrics, metrics);
    QFETCH(int, phase);
    QList<MetricState> states;
    for (const auto &[metric, dryRun] : metrics)
        states.append({P(metric), dryRun});
    QCOMPARE(int(runPhase(states)), phase);
}

void TestAnalysis::countersGoOn()
{
    MetricCounters counters; // A9
    for (int i = 0; i < 12; ++i)
        counters = counted(counters, P::Successful);
    QCOMPARE(counters.count, 12);
    QCOMPARE(counters.measurements, 12);
    QCOMPARE(qMin(counters.measurements, keptMeasurements), 10);
    counters = counted(counters, P::Error);
    QCOMPARE(counters.count, 12);
    QCOMPARE(counters.consecutiveError, 1);
    QCOMPARE(counters.consecutiveSuccess, 0);
    counters = counted(counters, P::Failed);
    QCOMPARE(counters.consecutiveError, 0);
    QCOMPARE(counters.failed, 1);
}

void TestAnalysis::budget()
{
    MetricLimits limits;
    limits.failureLimit = 2;
    MetricCounters counters;
    counters.failed = 1;
    QCOMPARE(failuresLeft(limits, counters), std::optional<int>(1));
    counters.failed = 5;
    QCOMPARE(failuresLeft(limits, counters), std::optional<int>(0));
    limits.failureLimit = -1;
    QCOMPARE(failuresLeft(limits, counters), std::nullopt);
}

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_domain_analysis.moc"
