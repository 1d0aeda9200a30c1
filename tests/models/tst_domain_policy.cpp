// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/strategyplanner.h"
#include "support/domainsamples.h"

#include <QTest>

#include <functional>

using namespace maestro;
using namespace maestro::test;

/// All but those that take a part out of a strategy or put it back: tst_domain_strategy has them.
static QList<Verb> plainVerbs()
{
    QList<Verb> verbs = allVerbs();
    verbs.removeIf([](Verb verb) { return strategyField(verb).has_value(); });
    return verbs;
}

/// What may be done in which state, and why not.
class TestPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void byState_data();
    void byState();
    void unreadableDisables_data();
    void unreadableDisables();
    void age_data();
    void age();
    void deniedWrites_data();
    void deniedWrites();
    void partsMissing();
    void roles_data();
    void roles();
    void orderAndOwnership();
    void snapshotJoinsByUid();
};

namespace {

struct State
{
    Rollout rollout;
    QMap<Verb, RefusalCode> refused; ///< every verb that is not here is allowed
};

State state(const Rollout &rollout, const QMap<Verb, RefusalCode> &refused)
{
    return {rollout, refused};
}

Rollout edited(Rollout r, const std::function<void(Rollout &)> &edit)
{
    edit(r);
    return r;
}

} // namespace

Q_DECLARE_METATYPE(State)

void TestPolicy::byState_data()
{
    using V = Verb;
    using C = RefusalCode;
    QTest::addColumn<State>("state");
    QTest::newRow("healthy") << state(healthyCanary(), {{V::Promote, C::NothingToPromote}, {V::PromoteFull, C::AlreadyFull}, {V::SkipStep, C::AllStepsDone},
                                                       {V::Abort, C::FullyPromoted}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("at a gate") << state(canaryAtGate(), {{V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("aborted") << state(abortedCanary(), {{V::Promote, C::AbortedUsePromoteNot}, {V::PromoteFull, C::AbortedUsePromoteNot},
                                                       {V::SkipStep, C::AbortedUsePromoteNot}, {V::Abort, C::AlreadyAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("abort under way") << state(edited(abortedCanary(), [](Rollout &r) { r.updatedReplicas = 1; }),
                                             {{V::Promote, C::AbortedUsePromoteNot}, {V::PromoteFull, C::AbortedUsePromoteNot}, {V::SkipStep, C::AbortedUsePromoteNot},
                                              {V::Abort, C::AlreadyAborted}, {V::Resume, C::NotPaused}, {V::Pause, C::AbortUnderWay}});
    QTest::newRow("paused by hand at a gate") << state(edited(canaryAtGate(), [](Rollout &r) { r.specPaused = true; }),
                                                      {{V::SkipStep, C::PausedBySpec}, {V::Retry, C::NotAborted}, {V::Pause, C::AlreadyPaused}});
    QTest::newRow("paused by hand between gates") << state(edited(healthyCanary(), [](Rollout &r) {
        r.currentPodHash = QStringLiteral("bbb");
        r.currentStepIndex = 2;
        r.specPaused = true;
    }), {{V::Promote, C::PausedBySpec}, {V::SkipStep, C::PausedBySpec}, {V::Retry, C::NotAborted}, {V::Pause, C::AlreadyPaused}});
    QTest::newRow("promoting fully") << state(edited(canaryAtGate(), [](Rollout &r) { r.promoteFull = true; }),
                                             {{V::Promote, C::AlreadyPromotingFull}, {V::PromoteFull, C::AlreadyPromotingFull}, {V::SkipStep, C::AlreadyPromotingFull},
                                              {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("just promoted") << state(edited(canaryAtGate(), [](Rollout &r) { r.pauseConditions.clear(); }),
                                           {{V::Promote, C::Unpausing}, {V::PromoteFull, C::Unpausing}, {V::SkipStep, C::Unpausing},
                                            {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("O14 not observed after an undo") << state(edited(healthyCanary(), [](Rollout &r) { r.meta.generation = 4; }),
                                                            {{V::Promote, C::NotObservedYet}, {V::PromoteFull, C::NotObservedYet}, {V::SkipStep, C::NotObservedYet},
                                                             {V::Abort, C::NotObservedYet}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}, {V::Rollback, C::NotObservedYet}});
    QTest::newRow("abort does not wait for the controller") << state(edited(canaryAtGate(), [](Rollout &r) { r.meta.generation = 4; }),
                                                                    {{V::Promote, C::NotObservedYet}, {V::PromoteFull, C::NotObservedYet}, {V::SkipStep, C::NotObservedYet},
                                                                     {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("first revision") << state(edited(canaryAtGate(), [](Rollout &r) { r.stableHash.clear(); r.pauseConditions.clear(); r.controllerPause = false; }),
                                            {{V::Promote, C::NothingToPromote}, {V::PromoteFull, C::NothingToPromote}, {V::Abort, C::NothingToAbort},
                                             {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}, {V::Rollback, C::NoPreviousRevision}});
    QTest::newRow("never taken up, invalid spec") << state(edited(canaryAtGate(), [](Rollout &r) {
        r.stableHash.clear();
        r.currentPodHash.clear();
        r.currentStepIndex.reset();
        r.pauseConditions.clear();
        r.controllerPause = false;
    }), {{V::Promote, C::NothingToPromote}, {V::PromoteFull, C::NothingToPromote}, {V::SkipStep, C::NothingToPromote}, {V::Abort, C::NothingToAbort},
         {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}, {V::Rollback, C::NoPreviousRevision}});
    QTest::newRow("aborted with a router, pods kept") << state(edited(abortedCanary(), [](Rollout &r) { r.updatedReplicas = 1; r.traffic.present = true; }),
                                                               {{V::Promote, C::AbortedUsePromoteNot}, {V::PromoteFull, C::AbortedUsePromoteNot},
                                                                {V::SkipStep, C::AbortedUsePromoteNot}, {V::Abort, C::AlreadyAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("no steps") << state(edited(canaryAtGate(), [](Rollout &r) { r.steps.clear(); r.pauseConditions.clear(); r.controllerPause = false; }),
                                      {{V::Promote, C::NothingToPromote}, {V::SkipStep, C::NoSteps}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("unknown step") << state(edited(canaryAtGate(), [](Rollout &r) { r.steps[1] = stepOf(StepKind::Unknown, QStringLiteral("setMagic")); }),
                                          {{V::Promote, C::Unreadable}, {V::SkipStep, C::Unreadable}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("blue/green gate") << state(blueGreenAtGate(), {{V::SkipStep, C::NotForBlueGreen}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("B5 blue/green not paused") << state(edited(blueGreenAtGate(), [](Rollout &r) { r.pauseConditions.clear(); r.controllerPause = false; }),
                                                      {{V::Promote, C::NothingToPromote}, {V::SkipStep, C::NotForBlueGreen}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QTest::newRow("both strategies") << state(edited(canaryAtGate(), [](Rollout &r) { r.strategy = Strategy::Unknown; }),
                                             {{V::Promote, C::UnknownStrategy}, {V::PromoteFull, C::UnknownStrategy}, {V::SkipStep, C::UnknownStrategy}, {V::Abort, C::UnknownStrategy},
                                              {V::Retry, C::UnknownStrategy}, {V::Rollback, C::UnknownStrategy}, {V::Resume, C::NotPaused}});
    QTest::newRow("restarting") << state(edited(canaryAtGate(), [](Rollout &r) { r.restartAt = QStringLiteral("2026-11-21T09:00:00Z"); }),
                                        {{V::Restart, C::AlreadyRestarting}, {V::Retry, C::NotAborted}, {V::Resume, C::NotPaused}});
    QMap<Verb, RefusalCode> all;
    for (const Verb verb : plainVerbs())
        all.insert(verb, C::BeingDeleted);
    QTest::newRow("being deleted") << state(edited(canaryAtGate(), [](Rollout &r) { r.meta.deletedAt = at("2026-11-21T09:00:00Z"); }), all);
    QTest::newRow("deployment") << state(edited(healthyCanary(), [](Rollout &r) { r.workload = WorkloadKind::Deployment; }),
                                        {{V::Promote, C::NotForDeployment}, {V::PromoteFull, C::NotForDeployment}, {V::SkipStep, C::NotForDeployment}, {V::Abort, C::NotForDeployment},
                                         {V::Retry, C::NotForDeployment}, {V::Resume, C::NotPaused}});
    for (const WorkloadKind kind : {WorkloadKind::StatefulSet, WorkloadKind::HelmRelease, WorkloadKind::External}) {
        for (const Verb verb : plainVerbs())
            all.insert(verb, C::KindIsReadOnly);
        QTest::addRow("%s", qPrintable(workloadWord(kind))) << state(edited(canaryAtGate(), [kind](Rollout &r) { r.workload = kind; }), all);
    }
    QTest::newRow("paused deployment") << state(edited(healthyCanary(), [](Rollout &r) { r.workload = WorkloadKind::Deployment; r.specPaused = true; }),
                                               {{V::Promote, C::NotForDeployment}, {V::PromoteFull, C::NotForDeployment}, {V::SkipStep, C::NotForDeployment}, {V::Abort, C::NotForDeployment},
                                                {V::Retry, C::NotForDeployment}, {V::Pause, C::AlreadyPaused}, {V::Restart, C::PausedBySpec}, {V::Rollback, C::PausedBySpec}});
}

void TestPolicy::byState()
{
    QFETCH(State, state);
    const RolloutSnapshotPtr snapshot = snapshotOf(state.rollout);
    for (const Verb verb : plainVerbs()) {
        const Allowed found = allowedByState(verb, *snapshot);
        const RefusalCode expected = state.refused.value(verb, RefusalCode::None);
        QVERIFY2(found.code == expected && found.allowed == (expected == RefusalCode::None),
                 qPrintable(QStringLiteral("%1: allowed %2, code %3, expected %4").arg(verbWord(verb)).arg(found.allowed).arg(int(found.code)).arg(int(expected))));
    }
}

void TestPolicy::unreadableDisables_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<Verb>>("disabled");
    const QList<Verb> forward {Verb::Promote, Verb::PromoteFull, Verb::SkipStep};
    QTest::newRow("uid") << QStringLiteral("/metadata/uid") << plainVerbs();
    QTest::newRow("status") << QStringLiteral("/status") << plainVerbs();
    QTest::newRow("step index") << QStringLiteral("/status/currentStepIndex") << forward;
    QTest::newRow("one pause condition") << QStringLiteral("/status/pauseConditions/0/startTime") << forward;
    QTest::newRow("a step") << QStringLiteral("/spec/strategy/canary/steps/2") << QList<Verb> {Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Rollback};
    QTest::newRow("restartAt") << QStringLiteral("/spec/restartAt") << QList<Verb> {Verb::Restart};
    QTest::newRow("replicas") << QStringLiteral("/spec/replicas") << QList<Verb> {Verb::Scale};
    QTest::newRow("template") << QStringLiteral("/spec/template/spec") << QList<Verb> {Verb::Rollback};
    QTest::newRow("a replica count") << QStringLiteral("/status/replicas") << QList<Verb> {};
}

void TestPolicy::unreadableDisables()
{
    QFETCH(QString, path);
    QFETCH(QList<Verb>, disabled);
    Rollout r = canaryAtGate();
    r.unreadable = {path};
    const RolloutSnapshotPtr snapshot = snapshotOf(r);
    for (const Verb verb : plainVerbs()) {
        const bool unreadable = allowedByState(verb, *snapshot).code == RefusalCode::Unreadable;
        QVERIFY2(unreadable == disabled.contains(verb), qPrintable(verbWord(verb)));
    }
}

void TestPolicy::age_data()
{
    QTest::addColumn<int>("freshness");
    QTest::addColumn<int>("code");
    QTest::newRow("live") << int(FreshnessState::Live) << int(RefusalCode::None);
    QTest::newRow("late") << int(FreshnessState::Late) << int(RefusalCode::DataTooOld);
    QTest::newRow("stale") << int(FreshnessState::Stale) << int(RefusalCode::DataTooOld);
    QTest::newRow("disconnected") << int(FreshnessState::Disconnected) << int(RefusalCode::Disconnected);
}

void TestPolicy::age()
{
    QFETCH(int, freshness);
    QFETCH(int, code);
    const Allowed allowed = allowedNow(Verb::Abort, *snapshotOf(canaryAtGate()), {FreshnessState(freshness), 42});
    QCOMPARE(int(allowed.code), code);
    QCOMPARE(allowed.allowed, allowed.code == RefusalCode::None);
}

void TestPolicy::deniedWrites_data()
{
    QTest::addColumn<QString>("denied");
    QTest::addColumn<QStringList>("blocked");
    QTest::newRow("nothing") << QString() << QStringList();
    QTest::newRow("status") << QStringLiteral("rollouts/status")
                            << QStringList {QStringLiteral("promote"), QStringLiteral("promote-full"), QStringLiteral("skip-step"), QStringLiteral("abort"), QStringLiteral("rollback")};
    QTest::newRow("spec") << QStringLiteral("rollouts") << QStringList {QStringLiteral("pause"), QStringLiteral("restart"), QStringLiteral("scale"),
                                                                             QStringLiteral("set-weight-100"), QStringLiteral("restore-steps"), QStringLiteral("disable-analysis"), QStringLiteral("restore-analysis")};
    QTest::newRow("another object") << QStringLiteral("deployments") << QStringList();
}

void TestPolicy::deniedWrites()
{
    QFETCH(QString, denied);
    QFETCH(QStringList, blocked);
    RolloutSnapshot snapshot = *snapshotOf(canaryAtGate());
    if (!denied.isEmpty())
        snapshot.deniedWrites.insert(denied, QStringLiteral("no RBAC policy matched"));
    QStringList found;
    for (const Verb verb : allVerbs())
        if (allowedNow(verb, snapshot, {FreshnessState::Live, 1}).code == RefusalCode::MissingPermission)
            found.append(verbWord(verb));
    QCOMPARE(found, blocked);
}

void TestPolicy::partsMissing()
{
    RolloutParts parts;
    parts.rollout = healthyCanary();
    parts.partsComplete = false;
    parts.missing = {QStringLiteral("replicasets: forbidden")};
    const RolloutSnapshot healthy = assembleSnapshot(parts);
    QCOMPARE(int(allowedByState(Verb::Rollback, healthy).code), int(RefusalCode::PartsMissing));
    QVERIFY(allowedByState(Verb::Pause, healthy).allowed);
    parts.rollout = canaryAtGate();
    QVERIFY(allowedByState(Verb::Rollback, assembleSnapshot(parts)).allowed); // by abort, which needs no parts
}

void TestPolicy::roles_data()
{
    QTest::addColumn<Rollout>("rollout");
    QTest::addColumn<QStringList>("first");
    QTest::addColumn<QStringList>("second");
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u',', Qt::SkipEmptyParts); };
    QTest::newRow("T1 current is stable") << healthyCanary() << words("stable") << words("old");
    QTest::newRow("canary") << canaryAtGate() << words("stable") << words("canary");
    QTest::newRow("T2 stable and active, with preview") << blueGreenAtGate() << words("stable,active") << words("preview");
    QTest::newRow("T3 never active and preview") << edited(blueGreenAtGate(), [](Rollout &r) { r.previewHash = r.activeHash; }) << words("stable,active") << words("old");
    QTest::newRow("T4 ping-pong") << edited(canaryAtGate(), [](Rollout &r) { r.stablePingPong = QStringLiteral("ping"); }) << words("stable,ping") << words("canary,pong");
    QTest::newRow("ping-pong not begun") << edited(canaryAtGate(), [](Rollout &r) { r.traffic.pingService = QStringLiteral("p"); }) << words("stable,pong") << words("canary,ping");
    QTest::newRow("deployment") << edited(healthyCanary(), [](Rollout &r) { r.workload = WorkloadKind::Deployment; }) << words("old") << words("active");
}

void TestPolicy::roles()
{
    QFETCH(Rollout, rollout);
    QFETCH(QStringList, first);
    QFETCH(QStringList, second);
    const QList<Revision> revisions = revisionsOf(rollout, twoSets(3, 1));
    QCOMPARE(revisions.size(), 2);
    const auto words = [](const Revision &r) {
        QStringList list;
        for (const RevisionRole role : r.roles)
            list.append(roleWord(role));
        return list;
    };
    QCOMPARE(words(revisions.at(1)), first);
    QCOMPARE(words(revisions.at(0)), second);
}

void TestPolicy::orderAndOwnership()
{
    QList<ReplicaSet> sets = twoSets(3, 1);
    sets.append(replicaSet(QStringLiteral("a"), QStringLiteral("ccc"), 2, 0, {}, {}));
    sets[2].meta.annotations.insert(QStringLiteral("rollout.argoproj.io/revision-history"), QStringLiteral("1,x,7"));
    sets.append(replicaSet(QStringLiteral("b"), QStringLiteral("ddd"), 9, 0, {}, {}));
    sets[3].meta.owners.clear();
    sets.append(replicaSet(QStringLiteral("c"), QStringLiteral("eee"), -5, 0, {}, {}));
    const QList<Revision> revisions = revisionsOf(healthyCanary(), sets);
    QStringList hashes;
    for (const Revision &r : revisions)
        hashes.append(r.hash);
    QCOMPARE(hashes, QStringList({QStringLiteral("bbb"), QStringLiteral("ccc"), QStringLiteral("aaa"), QStringLiteral("eee")}));
    QCOMPARE(revisions.at(1).formerNumbers, QList<int>({1, 7}));
    QCOMPARE(revisions.at(3).number, 0);
    Rollout nameless = healthyCanary();
    nameless.meta.uid.clear();
    QVERIFY(revisionsOf(nameless, sets).isEmpty());
}

void TestPolicy::snapshotJoinsByUid()
{
    RolloutParts parts;
    parts.context = QStringLiteral("admin");
    parts.rollout = canaryAtGate();
    parts.replicaSets = twoSets(3, 1);
    const auto pod = [](const char *name, const QString &owner, const char *created) {
        Pod p;
        p.meta.name = QString::fromLatin1(name);
        p.meta.owners = {{QStringLiteral("ReplicaSet"), {}, owner, true}};
        p.meta.createdAt = at(created);
        return p;
    };
    parts.pods = {pod("b", canaryUid, "2026-11-21T08:30:00Z"), pod("a", stableUid, "2026-11-21T08:00:00Z"), pod("x", QStringLiteral("other"), "2026-11-21T08:00:00Z")};
    const auto event = [](const char *name, const QString &about, const char *last) {
        KubeEvent e;
        e.meta.name = QString::fromLatin1(name);
        e.regardingUid = about;
        e.lastAt = at(last);
        return e;
    };
    parts.events = {event("late", canaryUid, "2026-11-21T09:00:00Z"), event("early", QStringLiteral("uid-web"), "2026-11-21T08:00:00Z"),
                    event("foreign", QStringLiteral("other"), "2026-11-21T08:00:00Z"), event("nobody", {}, "2026-11-21T08:00:00Z")};
    const RolloutSnapshot snapshot = assembleSnapshot(parts);
    QCOMPARE(snapshot.pods.size(), 2);
    QCOMPARE(snapshot.pods.first().meta.name, QStringLiteral("a"));
    QCOMPARE(snapshot.events.size(), 2);
    QCOMPARE(snapshot.events.last().meta.name, QStringLiteral("late"));
    QCOMPARE(snapshot.ref, (ObjectRef {QStringLiteral("admin"), QStringLiteral("default"), QStringLiteral("web")}));
    QCOMPARE(snapshot.weight->observed, std::optional<int>(25));
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_domain_policy.moc"
