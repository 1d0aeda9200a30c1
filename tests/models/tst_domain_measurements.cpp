// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/analysis/failurestory.h"
#include "domain/analysis/measurementbook.h"
#include "text/analysistext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Why an AnalysisRun failed, and measurements beyond the ten that the controller keeps.
class TestMeasurements : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWindow_data();
    void everyWindow();
    void unfinishedIsReplaced();
    void gapsAreTold();
    void runsAreApart();
    void bounded();
    void story_data();
    void story();
    void deciding();
    void whichRunIsExplained();
    void howManyFailedInARow();
    void words();
};

namespace {

Measurement measured(int number, const QString &phase = u"Successful"_s)
{
    const QDateTime start = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC).addSecs(number * 10);
    return {phase, QString::number(number), {}, start, start.addMSecs(20)};
}

QList<Measurement> range(int from, int to)
{
    QList<Measurement> out;
    for (int i = from; i < to; ++i)
        out.append(measured(i));
    return out;
}

AnalysisRun runWith(const QList<Measurement> &window, const QString &uid = u"r1"_s)
{
    AnalysisRun run;
    run.meta.uid = uid;
    MetricResult metric;
    metric.name = u"success"_s;
    metric.measurements = window;
    run.metrics = {metric};
    return run;
}

} // namespace

void TestMeasurements::everyWindow_data()
{
    QTest::addColumn<int>("step");
    for (const int step : {1, 3, 9, 10})
        QTest::addRow("%d new each time", step) << step;
}

/// A window of ten that moves on shows, in the end, everything.
void TestMeasurements::everyWindow()
{
    QFETCH(int, step);
    MeasurementBook book;
    for (int end = 1; end <= 101; end += step) {
        AnalysisRun run = runWith(range(qMax(0, end - 10), end));
        book.complete(run.meta.uid, run);
        QCOMPARE(run.metrics.first().measurements, range(0, end));
        AnalysisRun again = runWith(range(qMax(0, end - 10), end));
        book.complete(again.meta.uid, again);
        QCOMPARE(again, run);
    }
}

void TestMeasurements::unfinishedIsReplaced()
{
    MeasurementBook book;
    Measurement running = measured(2, u"Running"_s);
    running.finishedAt = {};
    running.value.clear();
    AnalysisRun run = runWith({measured(0), measured(1), running});
    book.complete(run.meta.uid, run);
    AnalysisRun next = runWith({measured(0), measured(1), measured(2), measured(3)});
    book.complete(next.meta.uid, next);
    QCOMPARE(next.metrics.first().measurements, range(0, 4));
    AnalysisRun slower = runWith({measured(0), measured(1)}); // of a watch that is behind
    book.complete(slower.meta.uid, slower);
    QCOMPARE(slower.metrics.first().measurements, range(0, 4));
    AnalysisRun only = runWith({measured(3)}); // the window begins at the last
    book.complete(only.meta.uid, only);
    QCOMPARE(only.metrics.first().measurements, range(0, 4));
}

/// What nobody saw is not made up; the counters of the controller say that it was.
void TestMeasurements::gapsAreTold()
{
    MeasurementBook book;
    AnalysisRun run = runWith(range(0, 5));
    book.complete(run.meta.uid, run);
    AnalysisRun later = runWith(range(20, 30));
    later.metrics.first().successful = 30;
    book.complete(later.meta.uid, later);
    QCOMPARE(later.metrics.first().measurements, range(0, 5) + range(20, 30));
    QCOMPARE(metricStory(later.metrics.first()).unseen, 15);
}

void TestMeasurements::runsAreApart()
{
    MeasurementBook book;
    AnalysisRun one = runWith(range(0, 3), u"one"_s);
    AnalysisRun two = runWith(range(5, 6), u"two"_s);
    book.complete(one.meta.uid, one);
    book.complete(two.meta.uid, two);
    QCOMPARE(two.metrics.first().measurements, range(5, 6));
}

void TestMeasurements::bounded()
{
    MeasurementBook book;
    for (int i = 0; i < MeasurementBook::keptPerMetric + 500; i += 10) {
        AnalysisRun run = runWith(range(i, i + 10));
        book.complete(run.meta.uid, run);
        QVERIFY(run.metrics.first().measurements.size() <= MeasurementBook::keptPerMetric);
    }
    AnalysisRun first = runWith(range(0, 10), u"first"_s);
    book.complete(first.meta.uid, first);
    for (int i = 0; i < MeasurementBook::keptRuns; ++i) {
        AnalysisRun other = runWith(range(0, 1), u"other%1"_s.arg(i));
        book.complete(other.meta.uid, other);
    }
    AnalysisRun again = runWith(range(9, 10), u"first"_s);
    book.complete(again.meta.uid, again);
    QCOMPARE(again.metrics.first().measurements, range(9, 10)); // the one looked at longest ago went
    for (int run = 0; run < 60; ++run)
        for (int i = 0; i < int(MeasurementBook::keptPerMetric) + 1; ++i)
            book.remember(u"many%1"_s.arg(run), u"success"_s, measured(i));
    QVERIFY(!book.knows(u"first"_s) && !book.knows(u"many9"_s) && book.knows(u"many10"_s)); // fifty times two thousand
    AnalysisRun many = runWith({measured(int(MeasurementBook::keptPerMetric) + 1)}, u"many59"_s);
    book.complete(many.meta.uid, many);
    QCOMPARE(many.metrics.first().measurements, range(2, int(MeasurementBook::keptPerMetric) + 2));
}

void TestMeasurements::story_data()
{
    using Limit = MetricStory::Limit;
    QTest::addColumn<MetricResult>("metric");
    QTest::addColumn<int>("limit");
    QTest::addColumn<int>("counted");
    QTest::addColumn<int>("left"); // -1: unknown
    const auto row = [](const char *name, const char *phase, int failed, std::optional<int> limit, Limit decides, int counted, int left) {
        MetricResult metric;
        metric.name = u"m"_s;
        metric.phase = QString::fromLatin1(phase);
        metric.failed = failed;
        metric.inconclusive = 2;
        metric.consecutiveError = 5;
        metric.failureLimit = limit;
        metric.inconclusiveLimit = 1;
        metric.consecutiveErrorLimit = 4;
        QTest::newRow(name) << metric << int(decides) << counted << left;
    };
    row("O28 failed (3) > failureLimit (2)", "Failed", 3, 2, Limit::Failures, 3, 0);
    row("goes on", "Running", 1, 2, Limit::Failures, 1, 1);
    row("goes on, none left", "Running", 2, 2, Limit::Failures, 2, 0);
    row("does not count", "Running", 7, -1, Limit::Failures, 7, -1);
    row("limit not a number", "Running", 7, {}, Limit::Failures, 7, -1);
    row("inconclusive", "Inconclusive", 0, 2, Limit::Inconclusive, 2, 0);
    row("error", "Error", 0, 2, Limit::ConsecutiveErrors, 5, 0);
    row("went well", "Successful", 1, 2, Limit::None, 1, 1);
}

void TestMeasurements::story()
{
    QFETCH(MetricResult, metric);
    QFETCH(int, limit);
    QFETCH(int, counted);
    QFETCH(int, left);
    const MetricStory story = metricStory(metric);
    QCOMPARE(int(story.limit), limit);
    QCOMPARE(story.counted, counted);
    QCOMPARE(story.left.value_or(-1), left);
}

void TestMeasurements::deciding()
{
    AnalysisRun run = runWith({});
    MetricResult dry = run.metrics.first();
    dry.name = u"dry"_s;
    dry.phase = u"Failed"_s;
    dry.dryRun = true;
    MetricResult bad = dry;
    bad.name = u"bad"_s;
    bad.dryRun = false;
    run.metrics = {run.metrics.first(), dry, bad};
    run.phase = u"Running"_s;
    QVERIFY(!decidingMetric(run));
    run.phase = u"Failed"_s;
    QVERIFY(decidingMetric(run));
    QCOMPARE(decidingMetric(run)->name, u"bad"_s);
}

namespace {

AnalysisRun ended(const QString &name, const QString &phase, int minute, const QString &hash = u"new"_s)
{
    AnalysisRun run;
    run.meta.name = name;
    run.meta.createdAt = QDateTime(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC).addSecs(60 * minute);
    run.completedAt = run.meta.createdAt.addSecs(30);
    run.meta.labels.insert(u"rollouts-pod-template-hash"_s, hash);
    run.phase = phase;
    return run;
}

} // namespace

void TestMeasurements::whichRunIsExplained()
{
    const QList<AnalysisRun> runs{ended(u"a"_s, u"Failed"_s, 1), ended(u"b"_s, u"Error"_s, 3), ended(u"c"_s, u"Running"_s, 5), ended(u"d"_s, u"Failed"_s, 9, u"old"_s)};
    QCOMPARE(runToExplain(runs, u"new"_s)->meta.name, u"b"_s);
    QCOMPARE(runToExplain(runs, u"old"_s)->meta.name, u"d"_s);
    QCOMPARE(runToExplain({runs[2]}, u"new"_s)->meta.name, u"c"_s);
    QVERIFY(!runToExplain(runs, u"none"_s));
    AnalysisRun unlabelled = runs[0];
    unlabelled.meta.labels.clear();
    QVERIFY(!runToExplain({unlabelled}, {}));
}

void TestMeasurements::howManyFailedInARow()
{
    const auto names = [](const QList<AnalysisRun> &runs) {
        QStringList list;
        for (const AnalysisRun *run : failedInARow(runs))
            list.append(run->meta.name);
        return list.join(u',');
    };
    QCOMPARE(names({ended(u"a"_s, u"Failed"_s, 1), ended(u"ok"_s, u"Successful"_s, 2), ended(u"b"_s, u"Failed"_s, 3), ended(u"c"_s, u"Error"_s, 4, u"old"_s),
                    ended(u"d"_s, u"Running"_s, 5), ended(u"e"_s, u"Inconclusive"_s, 6)}),
             u"c,b"_s);
    QCOMPARE(names({ended(u"a"_s, u"Failed"_s, 1), ended(u"ok"_s, u"Successful"_s, 2)}), QString());
    QCOMPARE(names({}), QString());
}

void TestMeasurements::words()
{
    MetricResult metric;
    metric.name = u"success"_s;
    metric.phase = u"Failed"_s;
    metric.failed = 3;
    metric.failureLimit = 2;
    metric.provider = u"prometheus"_s;
    metric.successCondition = u"result[0] >= 0.95"_s;
    metric.measurements = {measured(0, u"Failed"_s)};
    QVERIFY2(storySentence(metricStory(metric)).startsWith(u"success is Failed: 3 measurement"), qPrintable(storySentence(metricStory(metric))));
    QVERIFY(storySentence(metricStory(metric)).contains(u"2 earlier"));
    QCOMPARE(conditionText(metric), u"passes when result[0] >= 0.95"_s);
    metric.measurements.first().value = u"[NaN]"_s;
    QVERIFY(conditionText(metric).contains(u"NaN"));
    metric.name = u"a\u202eb\nc"_s;
    QVERIFY(!storySentence(metricStory(metric)).contains(QChar(0x202e)));
    QVERIFY(measurementLine(metric.measurements.first()).contains(u"09:00:00"));
}

QTEST_APPLESS_MAIN(TestMeasurements)
#include "tst_domain_measurements.moc"
