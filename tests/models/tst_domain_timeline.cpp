// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/timeline.h"
#include "support/domainsamples.h"

#include <QTest>

#include <functional>

using namespace maestro;
using namespace maestro::test;

/// What changed is told once, with its source, after a boundary.
class TestTimeline : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void boundaryFirst();
    void firstSight();
    void changes_data();
    void changes();
    void nothingChanged();
    void toldOnce();
    void twoPausesStayTwo();
    void actionsOfThisObject();
    void ownEventsAndInformer();
    void weightsOnTheCurve();
    void disconnected();
    void oldestFirst();
};

namespace {

const QDateTime now = at("2026-11-21T09:10:00Z");

KubeEvent kubeEvent(const char *name, const char *reason, const char *message, const char *last)
{
    KubeEvent e;
    e.meta.name = QString::fromLatin1(name);
    e.meta.uid = QStringLiteral("uid-") + e.meta.name;
    e.reason = QString::fromLatin1(reason);
    e.message = QString::fromLatin1(message);
    e.regardingUid = QStringLiteral("uid-web");
    e.regardingKind = QStringLiteral("Rollout");
    e.lastAt = e.firstAt = at(last);
    return e;
}

RolloutSnapshot withEvents(const Rollout &rollout, const QList<KubeEvent> &events, const QList<AnalysisRun> &runs = {})
{
    RolloutParts parts;
    parts.context = QStringLiteral("admin");
    parts.rollout = rollout;
    parts.replicaSets = twoSets(3, 1);
    parts.events = events;
    parts.analysisRuns = runs;
    RolloutSnapshot snapshot = assembleSnapshot(parts);
    snapshot.connected = true;
    snapshot.heardAtBootMs = 1;
    return snapshot;
}

QList<TimelineEntry> ofKind(const QList<TimelineEntry> &entries, EntryKind kind)
{
    QList<TimelineEntry> found;
    for (const TimelineEntry &entry : entries)
        if (entry.kind == kind)
            found.append(entry);
    return found;
}

JournalRecord record(RecordType type, const char *id, const char *state)
{
    JournalRecord r;
    r.type = type;
    r.id = QString::fromLatin1(id);
    r.state = QString::fromLatin1(state);
    r.verb = QStringLiteral("abort");
    r.reason = QStringLiteral("errors");
    r.actor.server = QStringLiteral("jonas");
    r.objectUid = QStringLiteral("uid-web");
    r.at = at("2026-11-21T09:05:00Z");
    return r;
}

} // namespace

void TestTimeline::boundaryFirst()
{
    const Timeline timeline = buildTimeline(*snapshotOf(canaryAtGate()), {}, {});
    QCOMPARE(timeline.entries.first().kind, EntryKind::Boundary);
    QCOMPARE(timeline.entries.first().at, at("2026-11-21T08:00:00Z"));
    QCOMPARE(ofKind(timeline.entries, EntryKind::Boundary).size(), 1);
    QCOMPARE(ofKind(timeline.entries, EntryKind::Revision).size(), 2);
    QCOMPARE(ofKind(timeline.entries, EntryKind::Pause).size(), 1); // startTime of the pause condition
    Rollout told = canaryAtGate();
    for (const char *type : {"Progressing", "Paused"})
        told.conditions.append({QString::fromLatin1(type), QStringLiteral("Unknown"), QStringLiteral("RolloutPaused"), QStringLiteral("Rollout is paused"), at("2026-11-21T09:00:01Z")});
    QCOMPARE(ofKind(buildTimeline(*snapshotOf(told), {}, {}).entries, EntryKind::Pause).size(), 1);
    Rollout bare;
    bare.meta.name = QStringLiteral("x");
    QCOMPARE(buildTimeline(*snapshotOf(bare, {}), {}, {}).entries.size(), 1);
}

void TestTimeline::firstSight()
{
    const QList<TimelineEntry> first = observedChanges(nullptr, *snapshotOf(canaryAtGate()), now);
    QCOMPARE(first.size(), 1);
    QCOMPARE(first.first().kind, EntryKind::Boundary);
    QCOMPARE(first.first().weight, std::optional<int>(25));
    Rollout again = canaryAtGate();
    again.meta.uid = QStringLiteral("another");
    const QList<TimelineEntry> anew = observedChanges(snapshotOf(canaryAtGate()).get(), *snapshotOf(again), now);
    QCOMPARE(anew.size(), 1);
    QCOMPARE(anew.first().kind, EntryKind::Boundary);
}

void TestTimeline::changes_data()
{
    QTest::addColumn<Rollout>("before");
    QTest::addColumn<Rollout>("after");
    QTest::addColumn<QList<EntryKind>>("kinds");
    const auto edited = [](Rollout r, const std::function<void(Rollout &)> &edit) {
        edit(r);
        return r;
    };
    using K = EntryKind;
    const Rollout gate = canaryAtGate();
    const Rollout running = edited(gate, [](Rollout &r) { r.pauseConditions.clear(); r.controllerPause = false; r.phaseText = QStringLiteral("Progressing"); r.currentStepIndex = 0; });
    QTest::newRow("paused") << running << gate << QList<K> {K::Step, K::Pause};
    QTest::newRow("by hand") << gate << edited(gate, [](Rollout &r) { r.specPaused = true; }) << QList<K> {K::Pause};
    QTest::newRow("aborted") << gate << abortedCanary() << QList<K> {K::Abort, K::Step, K::Pause};
    QTest::newRow("new version") << healthyCanary() << running << QList<K> {K::Revision, K::Step};
    QTest::newRow("full promotion") << gate << edited(gate, [](Rollout &r) { r.promoteFull = true; }) << QList<K> {K::Step};
    QTest::newRow("phase alone") << healthyCanary() << edited(healthyCanary(), [](Rollout &r) { r.phaseText = QStringLiteral("Progressing"); }) << QList<K> {K::Phase};
    QTest::newRow("restart") << gate << edited(gate, [](Rollout &r) { r.restartAt = QStringLiteral("x"); }) << QList<K> {K::Event};
}

void TestTimeline::changes()
{
    QFETCH(Rollout, before);
    QFETCH(Rollout, after);
    QFETCH(QList<EntryKind>, kinds);
    const QList<ReplicaSet> sets = twoSets(4, 0);
    const QList<TimelineEntry> entries = observedChanges(snapshotOf(before, sets).get(), *snapshotOf(after, sets), now);
    QList<EntryKind> found;
    QSet<QString> ids;
    for (const TimelineEntry &entry : entries) {
        if (entry.kind != EntryKind::Weight)
            found.append(entry.kind);
        ids.insert(entry.id);
        QCOMPARE(entry.source, EntrySource::Observed);
        QCOMPARE(entry.at, now);
        QVERIFY(!entry.text.isEmpty());
    }
    QCOMPARE(found, kinds);
    QCOMPARE(ids.size(), entries.size());
}

void TestTimeline::nothingChanged()
{
    const RolloutSnapshotPtr same = snapshotOf(canaryAtGate());
    QVERIFY(observedChanges(same.get(), *same, now).isEmpty());
}

void TestTimeline::toldOnce()
{
    // an abort as Event, as condition, and as this console saw it, seconds apart; the new ReplicaSet as itself and in three Events
    Rollout aborted = abortedCanary();
    aborted.conditions = {{QStringLiteral("Progressing"), QStringLiteral("False"), QStringLiteral("RolloutAborted"), QStringLiteral("Rollout aborted update to revision 2"), at("2026-11-21T09:10:00Z")}};
    const RolloutSnapshot snapshot = withEvents(aborted, {kubeEvent("e1", "RolloutAborted", "Rollout aborted update to revision 2: why", "2026-11-21T09:10:01Z"),
                                                          kubeEvent("e2", "RolloutUpdated", "Rollout updated to revision 2", "2026-11-21T08:30:00Z"),
                                                          kubeEvent("e3", "NewReplicaSetCreated", "Created ReplicaSet web-bbb (revision 2)", "2026-11-21T08:30:01Z"),
                                                          kubeEvent("e4", "RolloutNotCompleted", "Rollout not completed, started update to revision 2 (bbb)", "2026-11-21T08:30:01Z")});
    const QList<TimelineEntry> observed = observedChanges(snapshotOf(canaryAtGate()).get(), snapshot, at("2026-11-21T09:10:03Z"));
    const Timeline timeline = buildTimeline(snapshot, observed, {});
    const QList<TimelineEntry> aborts = ofKind(timeline.entries, EntryKind::Abort);
    QCOMPARE(aborts.size(), 1);
    QCOMPARE(aborts.first().source, EntrySource::Reported);
    QVERIFY(aborts.first().text.endsWith(QStringLiteral(": why")));
    QCOMPARE(ofKind(timeline.entries, EntryKind::Revision).size(), 2); // revisions 1 and 2
}

void TestTimeline::twoPausesStayTwo()
{
    const RolloutSnapshot snapshot = withEvents(healthyCanary(), {kubeEvent("a", "RolloutPaused", "Rollout is paused (CanaryPauseStep)", "2026-11-21T09:00:00Z"),
                                                                  kubeEvent("b", "RolloutResumed", "Rollout is resumed", "2026-11-21T09:00:04Z"),
                                                                  kubeEvent("c", "RolloutPaused", "Rollout is paused (CanaryPauseStep)", "2026-11-21T09:00:08Z")});
    QCOMPARE(ofKind(buildTimeline(snapshot, {}, {}).entries, EntryKind::Pause).size(), 3);
}

void TestTimeline::actionsOfThisObject()
{
    JournalRecord other = record(RecordType::Intent, "other", "open");
    other.objectUid = QStringLiteral("somebody");
    JournalRecord byName = record(RecordType::Refused, "named", "refused");
    byName.objectUid.clear();
    byName.object = {QStringLiteral("admin"), QStringLiteral("default"), QStringLiteral("web")};
    JournalRecord elsewhere = byName;
    elsewhere.id = QStringLiteral("elsewhere");
    elsewhere.object.context = QStringLiteral("prod");
    JournalRecord afterwards = record(RecordType::Note, "one", "done"); // of the same action, and not how it ended
    afterwards.verb = QStringLiteral("confirm");
    const QList<JournalRecord> records {record(RecordType::Genesis, "g", ""), record(RecordType::Intent, "one", "open"), record(RecordType::Sent, "one", "x"),
                                        record(RecordType::Outcome, "one", "unknown"), record(RecordType::Reconcile, "one", "applied"), record(RecordType::Intent, "two", "open"),
                                        other, byName, elsewhere, record(RecordType::Note, "three", "skipped"), record(RecordType::Observe, "four", "applied"), afterwards};
    const QList<TimelineEntry> actions = ofKind(buildTimeline(*snapshotOf(canaryAtGate()), {}, records).entries, EntryKind::Action);
    QCOMPARE(actions.size(), 5);
    QStringList told;
    for (const TimelineEntry &action : actions) {
        told.append(action.id + u' ' + action.text);
        QCOMPARE(action.actor, QStringLiteral("jonas"));
        QCOMPARE(action.source, EntrySource::Operator);
    }
    told.sort();
    QCOMPARE(told, QStringList({QStringLiteral("journal:named/refused abort: refused"), QStringLiteral("journal:one/intent abort: applied"), QStringLiteral("journal:one/note/confirm confirm: done"), QStringLiteral("journal:three/note abort: skipped"),
                              QStringLiteral("journal:two/intent abort: open")}));
}

void TestTimeline::ownEventsAndInformer()
{
    const RolloutSnapshot snapshot = withEvents(canaryAtGate(), {kubeEvent("maestro-11111111-1111-4111-8111-111111111111", "OperatorAbort", "abort by jonas", "2026-11-21T09:05:00Z"),
                                                                 kubeEvent("maestro-22222222-2222-4222-8222-222222222222", "OperatorAbort", "abort by mia", "2026-11-21T09:06:00Z"),
                                                                 kubeEvent("maestro-conductor.187a", "RolloutUpdated", "Rollout updated to revision 3", "2026-11-21T09:06:00Z"),
                                                                 kubeEvent("i", "RolloutAddedToInformer", "Rollout resource added to informer", "2026-11-21T09:06:00Z")});
    const QList<TimelineEntry> actions = ofKind(buildTimeline(snapshot, {}, {record(RecordType::Intent, "11111111-1111-4111-8111-111111111111", "open")}).entries, EntryKind::Action);
    QCOMPARE(actions.size(), 2);
    QCOMPARE(actions.at(0).actor, QStringLiteral("jonas"));
    QCOMPARE(actions.at(1).text, QStringLiteral("abort by mia"));
    QCOMPARE(actions.at(1).source, EntrySource::Reported);
    for (const TimelineEntry &entry : buildTimeline(snapshot, {}, {}).entries)
        QVERIFY(!entry.text.contains(QStringLiteral("informer")));
}

void TestTimeline::weightsOnTheCurve()
{
    const RolloutSnapshot snapshot = withEvents(canaryAtGate(), {kubeEvent("a", "TrafficWeightUpdated", "Traffic weight updated from 0 to 10", "2026-11-21T09:00:00Z"),
                                                                 kubeEvent("b", "RolloutStepCompleted", "Rollout step 1/4 completed (setWeight: 25)", "2026-11-21T09:00:05Z")});
    QList<TimelineEntry> entries = buildTimeline(snapshot, {}, {}).entries;
    QCOMPARE(ofKind(entries, EntryKind::Weight).first().weight, std::optional<int>(10));
    QCOMPARE(ofKind(entries, EntryKind::Step).first().weight, std::optional<int>(25));
    const QList<TimelineEntry> observed = observedChanges(snapshotOf(canaryAtGate(), twoSets(3, 1)).get(), *snapshotOf(canaryAtGate(), twoSets(2, 2)), now);
    QCOMPARE(observed.size(), 1);
    QCOMPARE(observed.first().weight, std::optional<int>(50));
    QCOMPARE(observed.first().detail, QStringLiteral("pods 2 of 4"));
}

void TestTimeline::disconnected()
{
    RolloutSnapshot lost = *snapshotOf(canaryAtGate());
    lost.connected = false;
    const QList<TimelineEntry> going = observedChanges(snapshotOf(canaryAtGate()).get(), lost, now);
    QCOMPARE(going.size(), 1);
    QCOMPARE(going.first().kind, EntryKind::Disconnected);
    const QList<TimelineEntry> back = observedChanges(&lost, *snapshotOf(canaryAtGate()), now.addSecs(60));
    QCOMPARE(back.size(), 1);
    QCOMPARE(back.first().kind, EntryKind::Disconnected);
    QCOMPARE(ofKind(buildTimeline(lost, going + back, {}).entries, EntryKind::Disconnected).size(), 2);
}

void TestTimeline::oldestFirst()
{
    AnalysisRun run;
    run.meta.uid = QStringLiteral("run");
    run.meta.name = QStringLiteral("web-bbb-2-1");
    run.meta.owners = {{QStringLiteral("Rollout"), QStringLiteral("web"), QStringLiteral("uid-web"), true}};
    run.phase = QStringLiteral("Failed");
    run.startedAt = at("2026-11-21T08:40:00Z");
    run.completedAt = at("2026-11-21T08:45:00Z");
    const RolloutSnapshot snapshot = withEvents(canaryAtGate(), {kubeEvent("a", "AnalysisRunFailed", "Step Analysis Run 'web-bbb-2-1' Status New: 'Failed' Previous: 'Running'", "2026-11-21T08:45:01Z")}, {run});
    const Timeline timeline = buildTimeline(snapshot, observedChanges(nullptr, snapshot, now), {record(RecordType::Intent, "one", "open")});
    for (qsizetype i = 1; i < timeline.entries.size(); ++i)
        QVERIFY(timeline.entries.at(i - 1).at <= timeline.entries.at(i).at);
    QCOMPARE(ofKind(timeline.entries, EntryKind::Analysis).size(), 2); // started and failed, the Event tells no third
}

QTEST_GUILESS_MAIN(TestTimeline)
#include "tst_domain_timeline.moc"
