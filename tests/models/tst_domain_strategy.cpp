// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/duty.h"
#include "domain/journal/keptvalue.h"
#include "domain/planner/strategyplanner.h"
#include "support/domainsamples.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;
using namespace Qt::StringLiterals;

/// What emergencies take out of a strategy: exactly what was seen, kept whole, put back only where nobody touched it, owed until then.
class TestStrategy : public QObject
{
    Q_OBJECT

    const QJsonArray m_steps {QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}};
    const QJsonObject m_analysis {{u"templates"_s, QJsonArray {QJsonObject {{u"templateName"_s, u"success"_s}}}}};

    Rollout whole(bool analysis = true) const
    {
        Rollout rollout = canaryAtGate();
        rollout.received.insert(u"/metadata/uid"_s, rollout.meta.uid);
        rollout.received.insert(guardPath(GuardField::CanarySteps), m_steps);
        if (analysis)
            rollout.received.insert(guardPath(GuardField::CanaryAnalysis), m_analysis);
        return rollout;
    }
    static JournalRecord record(RecordType type, const QString &id, Verb verb, const QString &state, const QJsonObject &details = {})
    {
        JournalRecord made;
        made.type = type;
        made.id = id;
        made.verb = verbWord(verb);
        made.state = state;
        made.at = at("2026-11-21T09:00:00Z");
        made.objectUid = u"uid"_s;
        made.actor.server = u"ana"_s;
        made.reason = u"the fix must reach everybody"_s;
        made.details = details;
        return made;
    }
    QJsonObject off() const
    {
        return {{u"kept"_s, *keptDetails(guardPath(GuardField::CanaryAnalysis), m_analysis)},
                {u"duty"_s, QJsonObject {{u"kind"_s, u"restore-analysis"_s}, {u"title"_s, u"Turn it on again"_s}, {u"due"_s, u"2026-11-21T13:00:00.000Z"_s}}}};
    }

private Q_SLOTS:
    void whatIsTakenOutIsGuarded()
    {
        const OperationPlan plan = planFor(ask(Verb::DisableAnalysis), whole());
        QVERIFY(plan.allowed.allowed);
        QCOMPARE(plan.steps.size(), 1);
        QCOMPARE(plan.steps.first().guards.last(), (Guard {GuardField::CanaryAnalysis, m_analysis}));
        QCOMPARE(takenOut(plan), QJsonValue(m_analysis));
        QCOMPARE(int(planFor(ask(Verb::DisableAnalysis), whole(false)).allowed.code), int(RefusalCode::NoAnalysis));
        QCOMPARE(int(planFor(ask(Verb::DisableAnalysis), blueGreenAtGate()).allowed.code), int(RefusalCode::CanaryOnly));
        const OperationPlan all = planFor(ask(Verb::SetWeight100), whole());
        QVERIFY(all.allowed.allowed);
        QCOMPARE(takenOut(all), QJsonValue(m_steps));
        QCOMPARE(all.steps.first().changes.first().value, QJsonValue(stepsOfWeight100()));
        QCOMPARE(int(planFor(ask(Verb::SetWeight100), abortedCanary()).allowed.code), int(RefusalCode::AbortedUsePromoteNot));
        QCOMPARE(int(planFor(ask(Verb::SetWeight100), healthyCanary()).allowed.code), int(RefusalCode::AlreadyFull));
        QVERIFY(!planFor(ask(Verb::SetWeight100), canaryAtGate()).allowed.allowed); // a list row: what would be replaced is not known
    }

    void putBackOnlyWhereNobodyTouchedIt()
    {
        OperationRequest request = ask(Verb::RestoreAnalysis);
        QCOMPARE(int(planFor(request, whole(false)).allowed.code), int(RefusalCode::NothingKept));
        request.kept = KeptValue {u"a"_s, m_analysis, u"ana"_s, {}};
        const OperationPlan plan = planFor(request, whole(false));
        QVERIFY(plan.allowed.allowed);
        QCOMPARE(plan.steps.first().guards.last(), (Guard {GuardField::CanaryAnalysis, QJsonValue::Null}));
        QCOMPARE(plan.steps.first().changes.first().value, QJsonValue(m_analysis));
        QCOMPARE(int(planFor(request, whole()).allowed.code), int(RefusalCode::ChangedSinceKept));
        request.verb = Verb::RestoreSteps;
        QCOMPARE(int(planFor(request, whole()).allowed.code), int(RefusalCode::ChangedSinceKept));
    }

    void keptWholeOrNotAtAll()
    {
        QJsonArray many;
        for (int i = 0; i < 200; ++i)
            many.append(QJsonObject {{u"name"_s, u"arg%1 😀"_s.arg(i)}, {u"value"_s, u"sum(rate(x[5m]))"_s}});
        const auto kept = keptDetails(u"/x"_s, many);
        QVERIFY(kept);
        QVERIFY(keptPieces(*kept).size() > 5);
        QCOMPARE(keptFrom(*kept), std::optional<QJsonValue>(many));
        QJsonObject cut = *kept;
        cut.insert(u"json"_s, QJsonArray {u"[[]]"_s});
        QVERIFY(!keptFrom(cut));
        for (int i = 0; i < 3'000; ++i)
            many.append(u"a long text that is in none of the others"_s);
        QVERIFY(!keptDetails(u"/x"_s, many));
    }

    void whatTheJournalKeeps()
    {
        QList<JournalRecord> records {record(RecordType::Intent, u"a"_s, Verb::DisableAnalysis, u"open"_s, off())};
        const auto now = [&records] { return keptFor(records, u"uid"_s, Verb::RestoreAnalysis); };
        QVERIFY(now()); // its answer may be lost
        QCOMPARE(now()->value, QJsonValue(m_analysis));
        QVERIFY(!keptFor(records, u"other"_s, Verb::RestoreAnalysis));
        QVERIFY(!keptFor(records, u"uid"_s, Verb::RestoreSteps));
        QList<JournalRecord> refused = records;
        refused.append(record(RecordType::Outcome, u"a"_s, Verb::DisableAnalysis, u"refused"_s));
        QVERIFY(!keptFor(refused, u"uid"_s, Verb::RestoreAnalysis));
        QVERIFY(dutiesOf(refused).isEmpty());
        records.append(record(RecordType::Outcome, u"a"_s, Verb::DisableAnalysis, u"applied"_s));
        records.append(record(RecordType::Intent, u"b"_s, Verb::RestoreAnalysis, u"open"_s, {{u"restores"_s, u"a"_s}}));
        QVERIFY(now());
        records.append(record(RecordType::Outcome, u"b"_s, Verb::RestoreAnalysis, u"applied"_s));
        QVERIFY(!now());
    }

    /// Open from the intent on, so that no crash loses it; the action that puts it back closes it, another day it would be overdue.
    void itIsOwed()
    {
        QList<JournalRecord> records {record(RecordType::Intent, u"a"_s, Verb::DisableAnalysis, u"open"_s, off())};
        QCOMPARE(dutiesOf(records).size(), 1);
        const Duty duty = dutiesOf(records).first();
        QVERIFY(duty.isOpen() && duty.kind == u"restore-analysis"_s && duty.openedBy == u"ana"_s);
        QVERIFY(!duty.isOverdue(at("2026-11-21T12:59:59Z")) && duty.isOverdue(at("2026-11-21T13:00:01Z")));
        records.append(record(RecordType::Intent, u"b"_s, Verb::RestoreAnalysis, u"open"_s, {{u"restores"_s, u"a"_s}}));
        records.append(record(RecordType::Outcome, u"b"_s, Verb::RestoreAnalysis, u"notObserved"_s));
        QVERIFY(dutiesOf(records).first().isOpen());
        records.append(record(RecordType::Reconcile, u"b"_s, Verb::RestoreAnalysis, u"applied"_s));
        QVERIFY(!dutiesOf(records).first().isOpen());
        QVERIFY(closingProblem(u"a"_s, u"it was applied from Git"_s, records));
        QList<JournalRecord> byHand {records.first()};
        QVERIFY(!closingProblem(u"a"_s, u"it was applied from Git"_s, byHand));
        byHand.append(closingRecord(u"a"_s, u"it was applied from Git"_s, at("2026-11-21T10:00:00Z"), byHand));
        QVERIFY(!dutiesOf(byHand).first().isOpen());
        QCOMPARE(byHand.last().objectUid, u"uid"_s);
    }

    void whenItIsDue()
    {
        const QDateTime now = at("2026-11-21T09:00:00Z");
        OperationRequest request = ask(Verb::DisableAnalysis);
        PlanPolicy policy;
        QCOMPARE(dutyAfter(request, policy, now)->due, at("2026-11-21T13:00:00Z"));
        policy.restoreWithin = std::chrono::hours(1);
        QCOMPARE(dutyAfter(request, policy, now)->due, at("2026-11-21T10:00:00Z"));
        request.dutyWithin = std::chrono::minutes(5);
        QCOMPARE(dutyAfter(request, policy, now)->due, at("2026-11-21T09:05:00Z"));
        QVERIFY(!dutyAfter(ask(Verb::PromoteFull), policy, now));
        request = ask(Verb::PromoteFull);
        request.review = true;
        QCOMPARE(int(dutyAfter(request, {}, now)->kind), int(PlanDuty::Kind::Review));
    }
};

QTEST_GUILESS_MAIN(TestStrategy)
#include "tst_domain_strategy.moc"
