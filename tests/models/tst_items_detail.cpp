// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/analysisrunmodel.h"
#include "items/eventmodel.h"
#include "items/podmodel.h"
#include "items/revisionmodel.h"
#include "items/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 11, 18), QTime(14, 20, 36), Qt::UTC);
using Mode = QAbstractItemModelTester::FailureReportingMode;

QStringList column(const QAbstractItemModel &model, int which, int role = Qt::DisplayRole)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, which).data(role).toString();
    return texts;
}

Pod podNamed(const QString &name, const QString &hash)
{
    Pod pod;
    pod.meta.name = name;
    pod.meta.uid = u"uid-"_s + name;
    pod.meta.createdAt = now.addSecs(-120);
    pod.meta.labels.insert(u"rollouts-pod-template-hash"_s, hash);
    pod.status = u"Running"_s;
    pod.readyContainers = pod.containers = 1;
    pod.ready = true;
    return pod;
}

RolloutSnapshot withPods(const QStringList &names)
{
    RolloutSnapshot snapshot;
    snapshot.rollout.currentPodHash = u"new"_s;
    Revision revision;
    revision.number = 8;
    revision.hash = u"new"_s;
    revision.replicaSetUid = u"rs-8"_s;
    revision.roles = {RevisionRole::Canary};
    snapshot.revisions = {revision};
    for (const QString &name : names)
        snapshot.pods << podNamed(name, u"new"_s);
    return snapshot;
}

Timeline timelineOf(const QStringList &ids)
{
    Timeline timeline;
    for (const QString &id : ids)
        timeline.entries << TimelineEntry {now, EntrySource::Observed, EntryKind::Event, u"text "_s + id, {}, {}, {}, id};
    return timeline;
}

} // namespace

class TestItemsDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void becomesTheNextList_data();
    void becomesTheNextList();
    void sameRowsSayNothing();
    void selectionStaysWithItsPod();
    void podsTellTheirRole();
    void agesFollowTheClock();
    void hostileNamesAreHarmless();
    void revisionsAreNewestFirst();
    void eventsAreNewestFirst();
    void analysisHasOneRowForEachMetric();
    void timelineSaysTimeSourceAndText();
};

void TestItemsDetail::becomesTheNextList_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    const QStringList abc {u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("fill") << QStringList {} << abc;
    QTest::newRow("empty") << abc << QStringList {};
    QTest::newRow("append") << abc << QStringList {u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("prepend") << abc << QStringList {u"x"_s, u"a"_s, u"b"_s, u"c"_s};
    QTest::newRow("remove middle") << abc << QStringList {u"a"_s, u"c"_s};
    QTest::newRow("reverse") << abc << QStringList {u"c"_s, u"b"_s, u"a"_s};
    QTest::newRow("everything else") << abc << QStringList {u"d"_s, u"e"_s};
    QTest::newRow("doubled key counts once") << abc << QStringList {u"a"_s, u"a"_s, u"b"_s};
    QTest::newRow("doubled key undone") << QStringList {u"a"_s, u"a"_s, u"b"_s} << abc;
}

void TestItemsDetail::becomesTheNextList()
{
    QFETCH(QStringList, before);
    QFETCH(QStringList, after);
    TimelineModel timeline;
    const QAbstractItemModelTester tester(&timeline, Mode::QtTest);
    PodModel pods;
    const QAbstractItemModelTester podTester(&pods, Mode::QtTest);
    QSignalSpy resets(&timeline, &QAbstractItemModel::modelReset);
    timeline.setTimeline(timelineOf(before));
    timeline.setTimeline(timelineOf(after));
    pods.setSnapshot(withPods(before));
    pods.setSnapshot(withPods(after));
    after.removeDuplicates();
    QCOMPARE(timeline.rowCount(), int(after.size()));
    for (int row = 0; row < after.size(); ++row)
        QCOMPARE(timeline.entryAt(row).id, after.at(row));
    QCOMPARE(column(pods, PodModel::Name), after);
    QVERIFY(resets.isEmpty());
}

void TestItemsDetail::sameRowsSayNothing()
{
    PodModel model;
    model.setSnapshot(withPods({u"a"_s, u"b"_s}));
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserts(&model, &QAbstractItemModel::rowsInserted);
    model.setSnapshot(withPods({u"a"_s, u"b"_s}));
    QVERIFY(changes.isEmpty() && inserts.isEmpty());
    RolloutSnapshot other = withPods({u"a"_s, u"b"_s});
    other.pods[1].restarts = 3;
    model.setSnapshot(other);
    QCOMPARE(changes.size(), 1);
    QCOMPARE(changes.first().first().toModelIndex().row(), 1);
}

void TestItemsDetail::selectionStaysWithItsPod()
{
    PodModel model;
    model.setSnapshot(withPods({u"a"_s, u"b"_s, u"c"_s}));
    const QPersistentModelIndex chosen = model.index(2, 0);
    model.setSnapshot(withPods({u"c"_s, u"x"_s, u"a"_s}));
    QVERIFY(chosen.isValid());
    QCOMPARE(chosen.data().toString(), u"c"_s);
}

void TestItemsDetail::podsTellTheirRole()
{
    PodModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    RolloutSnapshot snapshot = withPods({u"a"_s, u"b"_s});
    snapshot.pods[1].meta.labels.insert(u"rollouts-pod-template-hash"_s, u"gone"_s);
    snapshot.pods[1].status = u"CrashLoopBackOff"_s;
    snapshot.pods[1].ready = false;
    model.setSnapshot(snapshot);
    QVERIFY(model.index(0, PodModel::Role).data().toString().contains(u"8"_s));
    QCOMPARE(model.index(0, PodModel::Role).data(ToneRole).toInt(), int(Tone::Canary));
    QVERIFY(!model.index(1, PodModel::Role).data().toString().contains(u"8"_s));
    QCOMPARE(model.index(1, PodModel::Status).data(ToneRole).toInt(), int(Tone::Bad));
    QVERIFY(model.index(1, PodModel::Name).data(Qt::AccessibleDescriptionRole).toString().contains(u"CrashLoopBackOff"_s));
}

void TestItemsDetail::agesFollowTheClock()
{
    PodModel model;
    model.setSnapshot(withPods({u"a"_s}));
    const QString unknown = model.index(0, PodModel::Age).data().toString();
    model.setNow(now);
    const QString first = model.index(0, PodModel::Age).data().toString();
    model.setNow(now.addDays(2));
    QVERIFY(unknown != first);
    QVERIFY(model.index(0, PodModel::Age).data().toString() != first);
}

void TestItemsDetail::hostileNamesAreHarmless()
{
    PodModel model;
    model.setSnapshot(withPods({u"a\u202Eevil\n"_s}));
    const QString name = model.index(0, PodModel::Name).data().toString();
    QVERIFY(!name.contains(QChar(0x202E)) && !name.contains(u'\n'));
    RolloutSnapshot snapshot;
    KubeEvent event;
    event.meta.uid = u"1"_s;
    event.message = u"x\u200B"_s + QString(100'000, u'y');
    snapshot.events << event;
    EventModel events;
    events.setSnapshot(snapshot);
    QVERIFY(events.index(0, EventModel::Message).data().toString().size() < 400);
}

void TestItemsDetail::revisionsAreNewestFirst()
{
    RevisionModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    RolloutSnapshot snapshot;
    for (const int number : {5, 12, 7}) {
        Revision revision;
        revision.number = number;
        revision.replicaSetUid = QString::number(number);
        revision.images = {u"registry:5000/app:v%1"_s.arg(number)};
        snapshot.revisions << revision;
    }
    model.setSnapshot(snapshot);
    QCOMPARE(column(model, RevisionModel::Image), QStringList({u"v12"_s, u"v7"_s, u"v5"_s}));
    snapshot.revisions[0].number = 13; // an undo numbers the same ReplicaSet anew
    snapshot.revisions[0].formerNumbers = {5};
    model.setSnapshot(snapshot);
    QVERIFY(column(model, RevisionModel::Number).first().contains(u"13"_s));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"5"_s));
}

void TestItemsDetail::eventsAreNewestFirst()
{
    EventModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    RolloutSnapshot snapshot;
    for (int i = 0; i < 3; ++i) {
        KubeEvent event;
        event.meta.uid = QString::number(i);
        event.reason = u"R%1"_s.arg(i);
        event.type = i == 1 ? u"Warning"_s : u"Normal"_s;
        event.count = 4;
        event.firstAt = now.addSecs(-600);
        event.lastAt = now.addSecs(i);
        snapshot.events << event;
    }
    model.setSnapshot(snapshot);
    QCOMPARE(column(model, EventModel::Reason), QStringList({u"R2"_s, u"R1"_s, u"R0"_s}));
    QCOMPARE(model.index(1, EventModel::Type).data(ToneRole).toInt(), int(Tone::Warn));
    QVERIFY(model.index(0, 0).data(Qt::ToolTipRole).toString().contains(u"4 times"_s));
}

void TestItemsDetail::analysisHasOneRowForEachMetric()
{
    AnalysisRunModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    RolloutSnapshot snapshot;
    AnalysisRun run;
    run.meta.uid = u"run"_s;
    run.kind = u"step"_s;
    run.stepIndex = 2;
    run.phase = u"Pending"_s;
    snapshot.analysisRuns = {run};
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, AnalysisRunModel::Phase).data().toString(), u"Pending"_s);
    MetricResult metric;
    metric.name = u"success-rate"_s;
    metric.phase = u"Failed"_s;
    metric.failed = 2;
    metric.failureLimit = 1;
    metric.dryRun = true;
    metric.measurements = {{u"Successful"_s, u"0.99"_s, {}, now, now}, {u"Failed"_s, u"0.91"_s, u"below"_s, now, now}};
    run.metrics = {metric, metric};
    run.metrics[1].name = u"p95"_s;
    snapshot.analysisRuns = {run};
    model.setSnapshot(snapshot);
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex first = model.index(0, AnalysisRunModel::Metric);
    QVERIFY(first.data().toString().contains(u"dry run"_s));
    QVERIFY(first.data(Qt::AccessibleDescriptionRole).toString().contains(u"0.91"_s));
    QCOMPARE(model.index(0, AnalysisRunModel::Measurements).data(MeasurementsRole).toStringList(), QStringList({u"Successful"_s, u"Failed"_s}));
    QCOMPARE(model.index(0, AnalysisRunModel::LastValue).data().toString(), u"0.91"_s);
    QVERIFY(model.index(0, AnalysisRunModel::Counts).data().toString().contains(u"2 failed, limit 1"_s));
    QVERIFY(model.index(0, AnalysisRunModel::Kind).data().toString().contains(u"3"_s));
}

void TestItemsDetail::timelineSaysTimeSourceAndText()
{
    TimelineModel model;
    const QAbstractItemModelTester tester(&model, Mode::QtTest);
    Timeline timeline = timelineOf({u"1"_s});
    timeline.entries[0].source = EntrySource::Operator;
    timeline.entries[0].actor = u"jonas@x"_s;
    timeline.entries[0].detail = u"because"_s;
    timeline.entries << TimelineEntry {{}, EntrySource::Observed, EntryKind::Event, u"when?"_s, {}, {}, {}, u"2"_s};
    model.setTimeline(timeline);
    const QString said = model.index(0, 0).data(Qt::AccessibleTextRole).toString();
    for (const QString &part : {u"14:20:36"_s, entrySourceWord(EntrySource::Operator), u"text 1"_s, u"jonas@x"_s, u"because"_s})
        QVERIFY2(said.contains(part, Qt::CaseInsensitive), qPrintable(said + u" lacks "_s + part));
    QVERIFY(model.index(1, 0).data().toString().contains(u"when?"_s));
}

QTEST_GUILESS_MAIN(TestItemsDetail)
#include "tst_items_detail.moc"
