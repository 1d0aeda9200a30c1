// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/mass/massview.h"
#include "text/mass/masstext.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_domain_mass : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime(QDate(2026, 11, 21), QTime(3, 0), Qt::UTC);

    Rollout rollout(const QString &name, const QString &current = u"new"_s, const QString &stable = u"old"_s, int promotedSecondsAgo = 10 * 86'400) const
    {
        Rollout made;
        made.meta.ns = u"shop"_s;
        made.meta.name = name;
        made.meta.uid = name + u"-uid"_s;
        made.meta.generation = 3;
        made.meta.annotations.insert(u"rollout.argoproj.io/revision"_s, u"2"_s);
        made.strategy = Strategy::Canary;
        made.observedGeneration = u"3"_s;
        made.currentPodHash = current;
        made.stableHash = stable;
        made.conditions = {{u"Completed"_s, u"True"_s, {}, {}, m_now.addSecs(-promotedSecondsAgo)}};
        return made;
    }

    MassRow one(const Rollout &rollout, std::chrono::milliseconds lately = 24h) const
    {
        return massPlan(u"prod"_s, u"shop"_s, {rollout}, m_now, lately).rows.constFirst();
    }

private Q_SLOTS:
    void whatHappensToEach_data()
    {
        QTest::addColumn<Rollout>("given");
        QTest::addColumn<MassDeed>("deed");
        QTest::addColumn<MassWhy>("why");
        QTest::newRow("moving") << rollout(u"a"_s) << MassDeed::Abort << MassWhy::Moving;
        Rollout aborted = rollout(u"a"_s);
        aborted.abort = true;
        QTest::newRow("aborted already") << aborted << MassDeed::Skip << MassWhy::AbortedAlready;
        QTest::newRow("idle") << rollout(u"a"_s, u"old"_s) << MassDeed::Skip << MassWhy::Idle;
        QTest::newRow("promoted at the edge") << rollout(u"a"_s, u"old"_s, u"old"_s, 86'400) << MassDeed::Rollback << MassWhy::PromotedLately;
        QTest::newRow("promoted beyond the edge") << rollout(u"a"_s, u"old"_s, u"old"_s, 86'401) << MassDeed::Skip << MassWhy::Idle;
        QTest::newRow("promoted in the future") << rollout(u"a"_s, u"old"_s, u"old"_s, -60) << MassDeed::Skip << MassWhy::Idle;
        Rollout first = rollout(u"a"_s, u"old"_s, u"old"_s, 60);
        first.meta.annotations.insert(u"rollout.argoproj.io/revision"_s, u"1"_s);
        QTest::newRow("nothing before it") << first << MassDeed::Skip << MassWhy::Idle;
        Rollout unreadable = rollout(u"a"_s);
        unreadable.unreadable = {u"/status/abort"_s};
        QTest::newRow("not readable") << unreadable << MassDeed::Skip << MassWhy::NotReadable;
        Rollout silent = rollout(u"a"_s);
        silent.hasStatus = false;
        QTest::newRow("without status") << silent << MassDeed::Skip << MassWhy::NotReadable;
        QTest::newRow("never stable") << rollout(u"a"_s, u"new"_s, {}) << MassDeed::Skip << MassWhy::NotReadable;
        Rollout behind = rollout(u"a"_s, u"old"_s, u"old"_s, 60);
        behind.observedGeneration = u"2"_s;
        QTest::newRow("controller behind") << behind << MassDeed::Skip << MassWhy::NotSettled;
    }
    void whatHappensToEach()
    {
        QFETCH(Rollout, given);
        const MassRow row = one(given);
        QTEST(row.deed, "deed");
        QTEST(row.why, "why");
        QCOMPARE(row.chosen, row.deed == MassDeed::Abort); // what was promoted is never chosen by itself
        QVERIFY(!massWhyText(row, m_now).isEmpty());
        QVERIFY(!massWhyWord(row.why).isEmpty());
    }

    void withoutAWindowNothingPromotedIsTouched() { QCOMPARE(one(rollout(u"a"_s, u"old"_s, u"old"_s, 60), 0ms).deed, MassDeed::Skip); }

    /// `emergency.mass` of the policy of each service (ledger EMG-04).
    void whatThePolicySays()
    {
        const auto row = [this](const Rollout &rollout, const MassWay &way, const QString &ns = u"shop"_s, std::chrono::milliseconds lately = 0ms) {
            return massPlan(u"prod"_s, ns, {rollout}, m_now, lately, [&way](const Rollout &) { return way; }).rows.constFirst();
        };
        const Rollout moving = rollout(u"a"_s);
        const Rollout promoted = rollout(u"a"_s, u"old"_s, u"old"_s, 3600);
        MassWay way;
        way.leavesMoving = true;
        QCOMPARE(row(moving, way).deed, MassDeed::Skip);
        QCOMPARE(row(moving, way).why, MassWhy::PolicyLeavesMoving);
        QVERIFY(!row(moving, way).chosen);
        way = {};
        way.oneNamespace = true;
        QCOMPARE(row(moving, way).deed, MassDeed::Abort);
        QCOMPARE(row(moving, way, {}).why, MassWhy::OneNamespace);
        QVERIFY(!row(moving, way, {}).chosen);
        QCOMPARE(row(rollout(u"a"_s, u"old"_s), way, {}).why, MassWhy::Idle); // what has nothing to do anyway says so
        way = {};
        QCOMPARE(row(promoted, way).why, MassWhy::Idle);
        way.lately = 2h;
        QCOMPARE(row(promoted, way).why, MassWhy::PromotedLately);
        QVERIFY(!row(promoted, way).chosen);
        way.takesPromoted = true;
        QVERIFY(row(promoted, way).chosen);
        way.leavesPromoted = true;
        QCOMPARE(row(promoted, way).why, MassWhy::PolicyLeavesPromoted);
        QVERIFY(!row(promoted, way).chosen);
        way = {};
        way.lately = 30min; // comes before what the caller takes for lately
        QCOMPARE(row(promoted, way, u"shop"_s, 24h).why, MassWhy::Idle);
        way = {};
        const MassPlan both = massPlan(u"prod"_s, u"shop"_s, {rollout(u"idle"_s, u"old"_s), rollout(u"kept"_s)}, m_now, 0ms, [](const Rollout &) {
            MassWay left;
            left.leavesMoving = true;
            return left;
        });
        QCOMPARE(both.rows.constFirst().ref.name, u"kept"_s); // what only a policy keeps out is read first
        for (const MassWhy why : {MassWhy::PolicyLeavesMoving, MassWhy::PolicyLeavesPromoted, MassWhy::OneNamespace}) {
            MassRow said;
            said.why = why;
            QVERIFY(!massWhyText(said, m_now).isEmpty() && !massWhyWord(why).isEmpty());
        }
    }

    /// As many at once as all of the chosen let; the digest of the yes knows it.
    void howManyAtOnce()
    {
        const QList<Rollout> four{rollout(u"a"_s), rollout(u"b"_s), rollout(u"c"_s), rollout(u"d"_s)};
        const auto plan = [&](const QHash<QString, int> &parallel) {
            return massPlan(u"prod"_s, u"shop"_s, four, m_now, 0ms, [&parallel](const Rollout &rollout) {
                MassWay way;
                way.parallel = parallel.value(rollout.meta.name, 4);
                return way;
            });
        };
        QCOMPARE(plan({}).parallel(), 4);
        QCOMPARE(plan({{u"b"_s, 2}}).parallel(), 2);
        MassPlan some = plan({{u"b"_s, 1}});
        QCOMPARE(some.parallel(), 1);
        QVERIFY(massDigest(some) != massDigest(plan({})));
        some.rows[1].chosen = false;
        QCOMPARE(some.parallel(), 4); // what is not done limits nobody
        QCOMPARE(MassPlan().parallel(), 1);
        const QList<MassSlot> order = massOrder(plan({{u"b"_s, 2}}), 4.0, std::nullopt);
        QCOMPARE(order.size(), 4);
        QCOMPARE((QList<int>{order[0].lane, order[1].lane, order[2].lane, order[3].lane}), (QList<int>{0, 1, 0, 1}));
        QCOMPARE((QList<double>{order[0].from, order[1].from, order[2].from, order[3].from}), (QList<double>{0, 0, 4, 4}));
    }

    void orderAndConfirmation()
    {
        Rollout degraded = rollout(u"z"_s);
        degraded.phaseText = u"Degraded"_s;
        Rollout deployment = rollout(u"d"_s);
        deployment.workload = WorkloadKind::Deployment;
        const MassPlan plan = massPlan(u"prod"_s, u"shop"_s, {rollout(u"idle"_s, u"old"_s), rollout(u"b"_s), deployment, degraded}, m_now, 0ms);
        QStringList names;
        for (const MassRow &row : plan.rows)
            names.append(row.ref.name);
        QCOMPARE(names.last(), u"idle"_s);
        QCOMPARE(names.size(), 3); // Deployments have no update to abort
        QCOMPARE(plan.chosen(), 2);
        QCOMPARE(plan.confirmation(), u"shop 2"_s);
        QCOMPARE(massPlan(u"prod"_s, {}, {}, m_now, 0ms).confirmation(), u"prod 0"_s);
    }

    void aRequestNamesWhatWasSeen()
    {
        const OperationRequest request = massRequest(one(rollout(u"a"_s)), u"batch"_s);
        QCOMPARE(request.verb, Verb::Abort);
        QCOMPARE(request.uid, u"a-uid"_s);
        QCOMPARE(request.expectHash, u"new"_s);
        QCOMPARE(request.trigger.release, u"batch"_s);
        QCOMPARE(massRequest(one(rollout(u"a"_s, u"old"_s, u"old"_s, 60)), {}).verb, Verb::Rollback);
    }

    void theReportHidesNothing()
    {
        MassReport report;
        report.plan = massPlan(u"prod"_s, u"shop"_s, {rollout(u"a"_s), rollout(u"b"_s), rollout(u"c"_s)}, m_now, 0ms);
        Outcome applied;
        applied.state = OutcomeState::Applied;
        Outcome refused;
        refused.state = OutcomeState::Refused;
        report.results = {{report.plan.rows[0], applied, {}}, {report.plan.rows[1], refused, {}}, {report.plan.rows[2], {}, u"not begun: stopped"_s}};
        QCOMPARE(report.applied(), 1);
        QCOMPARE(report.notDone(), 2);
        QCOMPARE(massSummary(report), u"1 of 3 rolled back. Not done: b, c"_s);
    }

    /// One after the other; what was never done here is drawn as a guess and says so.
    void theOrder()
    {
        MassPlan plan{u"prod"_s, u"shop"_s, {}};
        const auto add = [&plan](const QString &name, MassDeed deed, bool chosen) {
            MassRow row;
            row.ref.name = name;
            row.deed = deed;
            row.chosen = chosen;
            plan.rows.append(row);
        };
        add(u"a"_s, MassDeed::Abort, true);
        add(u"out"_s, MassDeed::Abort, false);
        add(u"b"_s, MassDeed::Rollback, true);
        add(u"idle"_s, MassDeed::Skip, false);
        const QList<MassSlot> order = massOrder(plan, 4.0, std::nullopt);
        QCOMPARE(order.size(), 2);
        QCOMPARE(order[0].to, 4.0);
        QVERIFY(order[0].known && !order[1].known);
        QCOMPARE(order[1].from, 4.0);
        QCOMPARE(order[1].to, 4.0 + assumedSeconds);
        QVERIFY(massOrder(plan, 0.0, 0.0)[1].from > 0); // each has a width
    }

    void howLongItTookHere()
    {
        QList<JournalRecord> records;
        const auto add = [&](const QString &context, const QString &verb, int seconds, const QString &state) {
            JournalRecord record;
            record.id = QString::number(records.size());
            record.object.context = context;
            record.verb = verb;
            record.type = RecordType::Intent;
            record.at = m_now;
            records.append(record);
            record.type = RecordType::Outcome;
            record.state = state;
            record.at = m_now.addSecs(seconds);
            records.append(record);
        };
        QVERIFY(!typicalSeconds(records, u"prod"_s, MassDeed::Abort));
        add(u"prod"_s, u"abort"_s, 400, u"notObserved"_s); // never ended
        add(u"dev"_s, u"abort"_s, 400, u"applied"_s);
        add(u"prod"_s, u"rollback"_s, 60, u"applied"_s);
        QVERIFY(!typicalSeconds(records, u"prod"_s, MassDeed::Abort));
        for (const int seconds : {900, 5, 7, 6})
            add(u"prod"_s, u"abort"_s, seconds, u"applied"_s);
        QCOMPARE(typicalSeconds(records, u"prod"_s, MassDeed::Abort), std::optional(7.0));
        for (int i = 0; i < 10; ++i)
            add(u"prod"_s, u"abort"_s, 2, u"applied"_s); // the newest ten count
        QCOMPARE(typicalSeconds(records, u"prod"_s, MassDeed::Abort), std::optional(2.0));
        QCOMPARE(typicalSeconds(records, u"prod"_s, MassDeed::Rollback), std::optional(60.0));
    }
};

QTEST_APPLESS_MAIN(tst_domain_mass)
#include "tst_domain_mass.moc"
