// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fakeports.h"
#include "support/samplerollout.h"
#include "timeline/timeaxis.h"
#include "timeline/timelinelayout.h"
#include "timeline/timelinescene.h"
#include "timeline/timelineview.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = FakeClock().now;
const qint64 boot = FakeClock().boot;
const Freshness live {FreshnessState::Live, 0.4};

TimelineScene sceneOf(const SampleRollout &sample, const Freshness &freshness = live)
{
    return buildScene(*sample.snapshot, *sample.timeline, freshness, now);
}

QStringList titles(const TimelineScene &scene)
{
    QStringList words;
    for (const PhaseBar &phase : scene.phases)
        words << phase.title;
    return words;
}

int count(const QList<TimelineRegion> &regions, TimelineRegion::Kind kind)
{
    return int(std::count_if(regions.begin(), regions.end(), [&](const TimelineRegion &r) { return r.kind == kind; }));
}

} // namespace

class TestTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scaleGoesThereAndBack();
    void windowStaysInside();
    void stepsBecomeGroups();
    void canaryWaitsForAPerson();
    void abortKeepsWhatWasReached();
    void pastAttemptsAreSilhouettes();
    void promotedIsDone();
    void oldDataIsARegion();
    void weightIsWhatIsObserved();
    void aLostConnectionEndsWhenItIsBack();
    void unrecordedStartsAreMarked();
    void revisionsWithoutSteps();
    void axisKnowsNoTimeBehindAPerson();
    void survives_data();
    void survives();
};

void TestTimeline::scaleGoesThereAndBack()
{
    const TimeScale scale({{0, 0.0}, {1000, 0.5}, {900, 0.6}, {101'000, 1.0}});
    QCOMPARE(scale.knots().size(), 3);
    for (const qint64 ms : {qint64(-500), qint64(0), qint64(500), qint64(1000), qint64(50'000), qint64(200'000)})
        QCOMPARE(scale.msFor(scale.shareFor(ms)), ms);
    QCOMPARE(scale.shareFor(500), 0.25);
    QVERIFY(TimeScale(QList<TimeKnot> {}).shareFor(0) >= 0);
}

void TestTimeline::windowStaysInside()
{
    TimeWindow window;
    window.zoom(4, 0.9);
    QCOMPARE(window.width(), 0.25);
    QVERIFY(window.from <= 0.9 && window.to >= 0.9);
    window.pan(5);
    QCOMPARE(window.to, 1.0);
    window.zoom(0.0001, 0.5);
    QCOMPARE(window, TimeWindow());
}

void TestTimeline::stepsBecomeGroups()
{
    const QList<StepGroup> groups = groupSteps(sampleCanary(now, boot).snapshot->rollout.steps, 100);
    QCOMPARE(groups.size(), 6);
    QCOMPARE(groups.at(2).percent, 25.0);
    QVERIFY(groups.at(2).analysis);
    QCOMPARE(groups.at(2).manualStep, 6);
    QCOMPARE(groups.at(3).timedSeconds, 14'400);
    QVERIFY(groups.last().last < groups.last().first);
    QCOMPARE(groupSteps({}, 100).size(), 1);
}

void TestTimeline::canaryWaitsForAPerson()
{
    const TimelineScene scene = sceneOf(sampleCanary(now, boot));
    QCOMPARE(titles(scene), QStringList({u"1 %"_s, u"5 %"_s, u"25 %"_s, u"50 %"_s, u"75 %"_s, u"100 %"_s}));
    QCOMPARE(scene.phases.at(1).state, PhaseState::Done);
    QCOMPARE(scene.phases.at(2).state, PhaseState::Waiting);
    QCOMPARE(scene.phases.at(3).state, PhaseState::Planned);
    QVERIFY(!scene.plannedEnd);
    QVERIFY(std::any_of(scene.gates.begin(), scene.gates.end(), [](const TimelineMark &m) { return m.kind == TimelineMark::GateOpen; }));
    QCOMPARE(scene.people.size(), 3);
    QCOMPARE(scene.lanes.size(), 4);
    QCOMPARE(count(scene.regions, TimelineRegion::Disconnected), 1);
    QVERIFY(std::none_of(scene.weights.begin(), scene.weights.end(), [&](const WeightSpan &s) { return s.kind == WeightSpan::Planned && s.from < scene.now; }));
}

void TestTimeline::abortKeepsWhatWasReached()
{
    const TimelineScene scene = sceneOf(sampleAborted(now, boot));
    QCOMPARE(scene.phases.at(2).title, u"25 %"_s);
    QCOMPARE(scene.phases.at(2).state, PhaseState::Failed);
    QCOMPARE(scene.phases.at(3).state, PhaseState::Failed);
    QCOMPARE(scene.phases.at(4).state, PhaseState::NotReached);
    QVERIFY(std::none_of(scene.weights.begin(), scene.weights.end(), [](const WeightSpan &s) { return s.kind == WeightSpan::Planned; }));
}

void TestTimeline::pastAttemptsAreSilhouettes()
{
    SampleRollout sample = sampleCanary(now, boot);
    const qint64 begin = sceneOf(sample).begin;
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(begin, Qt::UTC).addDays(-3);
    auto timeline = std::make_shared<Timeline>();
    const auto add = [&](int minutes, EntryKind kind, const QString &text, std::optional<int> weight = {}, const QString &detail = {}) {
        timeline->entries << TimelineEntry {first.addSecs(minutes * 60), EntrySource::Reported, kind, text, {}, detail, weight, u"t:%1"_s.arg(timeline->entries.size())};
    };
    add(0, EntryKind::Revision, u"Revision 6 created"_s);
    add(1, EntryKind::Weight, u"weight"_s, 5);
    add(60, EntryKind::Weight, u"weight"_s, 100);
    add(600, EntryKind::Revision, u"Revision 7 created"_s);
    add(601, EntryKind::Weight, u"weight"_s, 1);
    add(660, EntryKind::Weight, u"weight"_s, 5);
    add(720, EntryKind::Abort, u"Aborted"_s, {}, u"workflow success 99.1 %\u202E < 99.5 %"_s);
    add(721, EntryKind::Weight, u"weight"_s, 0);
    for (const TimelineEntry &entry : sample.timeline->entries) {
        if (entry.at.toMSecsSinceEpoch() >= begin)
            timeline->entries << entry;
    }
    sample.timeline = timeline;
    const TimelineScene scene = sceneOf(sample);
    QCOMPARE(scene.attempts.size(), 2);
    QVERIFY(scene.attempts.first().aborted);
    QCOMPARE(scene.attempts.first().revision, 7);
    QCOMPARE(scene.attempts.first().to - scene.attempts.first().from, 120 * 60'000);
    QVERIFY2(scene.attempts.first().label.startsWith(u"Revision 7, aborted at 5 % after 2 h: “workflow success 99.1 %"_s), qPrintable(scene.attempts.first().label));
    QVERIFY(!scene.attempts.first().label.contains(QChar(0x202E)));
    QVERIFY2(scene.attempts.last().label.startsWith(u"Revision 6, to everybody within 1 h"_s), qPrintable(scene.attempts.last().label));
    Theme theme;
    QVERIFY(!layoutTimeline(scene, theme, {1200, 300}).attempts.isEmpty());
    SampleRollout without = sampleCanary(now, boot);
    without.timeline = std::make_shared<Timeline>();
    QVERIFY(layoutTimeline(sceneOf(without), theme, {1200, 300}).attempts.isEmpty()); // nothing recorded, nothing shown
    TimelineModel model;
    TimeCursor cursor;
    TimelineView view(&model, &cursor, &theme);
    view.resize(1200, 320);
    view.showRollout(sample.snapshot, sample.timeline, live, now);
    const QImage with = view.grab().toImage();
    if (const QString shots = qEnvironmentVariable("MAESTRO_SHOTS"); !shots.isEmpty())
        with.save(shots + u"/attempts.png"_s);
    view.showRollout(sample.snapshot, without.timeline, live, now);
    QVERIFY(view.grab().toImage() != with);
}

void TestTimeline::promotedIsDone()
{
    SampleRollout sample = sampleCanary(now, boot);
    sample.snapshot = changed(sample.snapshot, [](RolloutSnapshot &s) {
        s.rollout.stableHash = s.rollout.currentPodHash;
        s.rollout.abort = true; // dropped by the controller, for a moment both are true
        s.phase = {RolloutPhase::Healthy, {}, true};
    });
    for (const PhaseBar &phase : sceneOf(sample).phases)
        QCOMPARE(phase.state, PhaseState::Done);
}

void TestTimeline::oldDataIsARegion()
{
    const SampleRollout sample = sampleCanary(now, boot);
    QCOMPARE(count(sceneOf(sample).regions, TimelineRegion::Stale), 0);
    const TimelineScene scene = sceneOf(sample, {FreshnessState::Stale, 42});
    QCOMPARE(count(scene.regions, TimelineRegion::Stale), 1);
    QCOMPARE(scene.regions.last().to - scene.regions.last().from, 42'000);
}

/// Not what was recorded last: the two differ right after an abort.
void TestTimeline::weightIsWhatIsObserved()
{
    SampleRollout sample = sampleCanary(now, boot);
    sample.snapshot = changed(sample.snapshot, [](RolloutSnapshot &s) { s.weight->observed = 0; });
    QCOMPARE(sceneOf(sample).weightNow, u"now 0 %"_s);
    QCOMPARE(sceneOf(sample, {FreshnessState::Disconnected, 90}).weightNow, u"last seen 0 %"_s);
    sample.snapshot = changed(sample.snapshot, [](RolloutSnapshot &s) { s.weight->observed.reset(); });
    QCOMPARE(sceneOf(sample).weightNow, u"not observed"_s);
}

void TestTimeline::aLostConnectionEndsWhenItIsBack()
{
    const SampleRollout sample = sampleCanary(now, boot);
    const auto regions = [&](const QList<std::pair<int, QString>> &seen) { // seconds ago, key
        auto timeline = std::make_shared<Timeline>();
        for (const auto &[ago, key] : seen)
            timeline->entries << TimelineEntry {now.addSecs(-ago), EntrySource::Observed, key == u"step"_s ? EntryKind::Step : EntryKind::Disconnected, key, {}, {}, {}, u"obs:%1/%2"_s.arg(ago).arg(key)};
        const SampleRollout one {sample.snapshot, timeline};
        QList<TimelineRegion> lost;
        for (const TimelineRegion &region : sceneOf(one).regions)
            if (region.kind == TimelineRegion::Disconnected)
                lost << region;
        return lost;
    };
    const QList<TimelineRegion> lost = regions({{900, u"disconnected"_s}, {600, u"connected"_s}, {60, u"step"_s}});
    QCOMPARE(lost.size(), 1);
    QCOMPARE(lost.first().to, now.addSecs(-600).toMSecsSinceEpoch());
    QVERIFY(regions({{900, u"connected"_s}, {60, u"step"_s}}).isEmpty());
}

void TestTimeline::unrecordedStartsAreMarked()
{
    SampleRollout sample = sampleCanary(now, boot);
    auto timeline = std::make_shared<Timeline>(*sample.timeline);
    timeline->entries.removeIf([](const TimelineEntry &e) { return e.weight == 5; });
    sample.timeline = timeline;
    const TimelineScene scene = sceneOf(sample);
    QVERIFY(!scene.phases.at(1).startRecorded);
    QVERIFY(scene.phases.at(1).from > scene.phases.at(0).from && scene.phases.at(1).from < scene.phases.at(2).from);
    QVERIFY(scene.phases.at(2).startRecorded);
}

void TestTimeline::revisionsWithoutSteps()
{
    const TimelineScene scene = sceneOf(sampleDeployment(now, boot));
    QVERIFY(!scene.hasWeights);
    QVERIFY(scene.weights.isEmpty());
    QCOMPARE(scene.phases.size(), 4);
    QVERIFY(scene.phases.last().title.contains(u"14"_s));
}

void TestTimeline::axisKnowsNoTimeBehindAPerson()
{
    Theme theme;
    const TimelineScene scene = sceneOf(sampleCanary(now, boot));
    TimelineLayout layout = layoutTimeline(scene, theme, {1200, 300});
    layout.scale = scene.byPhase;
    const QList<AxisTick> ticks = axisTicks(layout, scene, 70);
    QVERIFY(ticks.size() > 2);
    for (int i = 0; i < ticks.size(); ++i) {
        QVERIFY(ticks.at(i).at <= scene.now);
        QVERIFY(i == 0 || layout.xFor(ticks.at(i).at) - layout.xFor(ticks.at(i - 1).at) >= 69);
    }
}

void TestTimeline::survives_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"empty", "index", "year", "pause", "weights", "future", "aborted at start"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

/// Nothing a server says may take the window down.
void TestTimeline::survives()
{
    QFETCH(QString, what);
    SampleRollout sample = what.startsWith(u"aborted"_s) ? sampleAborted(now, boot) : sampleCanary(now, boot);
    auto timeline = std::make_shared<Timeline>(*sample.timeline);
    sample.snapshot = changed(sample.snapshot, [&](RolloutSnapshot &s) {
        if (what == u"empty"_s) {
            s = RolloutSnapshot();
            timeline->entries.clear();
        } else if (what == u"index"_s)
            s.rollout.currentStepIndex = 4711;
        else if (what == u"year"_s)
            timeline->entries.append({QDateTime(QDate(9999, 1, 1), QTime(0, 0), Qt::UTC), EntrySource::Reported, EntryKind::Event, u"far"_s, {}, {}, {}, u"far"_s});
        else if (what == u"pause"_s)
            s.rollout.steps[8].pauseSeconds = std::numeric_limits<qint64>::max();
        else if (what == u"weights"_s)
            s.rollout.steps[7].weight = -2'000'000;
        else if (what == u"future"_s)
            s.revisions[0].createdAt = now.addYears(3);
        else
            timeline->entries.clear();
    });
    sample.timeline = timeline;
    Theme theme;
    TimelineModel model;
    model.setTimeline(*timeline);
    TimeCursor cursor;
    TimelineView view(&model, &cursor, &theme);
    view.resize(900, 260);
    for (const auto kind : {TimelineScaleKind::Phases, TimelineScaleKind::Time}) {
        view.setScaleKind(kind);
        view.showRollout(sample.snapshot, sample.timeline, {FreshnessState::Stale, 1e9}, now);
        QVERIFY(!view.grab().isNull());
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(&view, Qt::Key_Plus);
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(!view.grab().isNull());
        view.showLast(3600);
        QVERIFY(!view.grab().isNull());
    }
}

QTEST_MAIN(TestTimeline)
#include "tst_ui_timeline.moc"
