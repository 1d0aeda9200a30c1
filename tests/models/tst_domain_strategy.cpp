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

    void whatEndsKeeping_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("state");
        QTest::addColumn<bool>("stays");
        const auto row = [](const char *name, RecordType type, const char *id, const char *state, bool stays) { QTest::newRow(name) << int(type) << QString::fromLatin1(id) << QString::fromLatin1(state) << stays; };
        row("not sent", RecordType::Outcome, "a", "notSent", false);
        row("not permitted", RecordType::Outcome, "a", "notPermitted", false);
        row("refused, found by reading", RecordType::Reconcile, "a", "refused", false);
        row("unknown", RecordType::Outcome, "a", "unknown", true);
        row("failed: nobody knows what it changed", RecordType::Outcome, "a", "failed", true);
        row("not observed", RecordType::Outcome, "a", "notObserved", true);
        row("put back", RecordType::Outcome, "b", "applied", false);
        row("put back, found by reading", RecordType::Reconcile, "b", "applied", false);
        row("put back, not seen", RecordType::Outcome, "b", "notObserved", true);
        row("not put back", RecordType::Outcome, "b", "refused", true);
        row("of another action", RecordType::Outcome, "x", "applied", true);
        row("a note is no end", RecordType::Note, "b", "applied", true);
    }
    void whatEndsKeeping()
    {
        QFETCH(int, type);
        QFETCH(QString, id);
        QFETCH(QString, state);
        const QList<JournalRecord> records {record(RecordType::Intent, u"a"_s, Verb::DisableAnalysis, u"open"_s, off()), record(RecordType::Intent, u"b"_s, Verb::RestoreAnalysis, u"open"_s),
                                            record(RecordType(type), id, id == u"b" ? Verb::RestoreAnalysis : Verb::DisableAnalysis, state)};
        QTEST(keptFor(records, u"uid"_s, Verb::RestoreAnalysis).has_value(), "stays");
    }

    /// Whoever tried it as well and was refused has not taken away what the other one keeps.
    void anAttemptBesideIt()
    {
        QJsonObject other = off();
        other.insert(u"kept"_s, *keptDetails(guardPath(GuardField::CanaryAnalysis), QJsonObject {{u"templates"_s, QJsonArray()}}));
        const QList<JournalRecord> both {record(RecordType::Intent, u"a"_s, Verb::DisableAnalysis, u"open"_s, off()), record(RecordType::Intent, u"c"_s, Verb::DisableAnalysis, u"open"_s, other)};
        QCOMPARE(keptFor(both, u"uid"_s, Verb::RestoreAnalysis)->action, u"c"_s);
        const auto after = [&both](const char *id, const char *state) { return keptFor(both + QList<JournalRecord> {record(RecordType::Outcome, QString::fromLatin1(id), Verb::DisableAnalysis, QString::fromLatin1(state))}, u"uid"_s, Verb::RestoreAnalysis); };
        QVERIFY(after("c", "refused"));
        QCOMPARE(after("c", "refused")->action, u"a"_s);
        QCOMPARE(after("c", "refused")->value, QJsonValue(m_analysis));
        QCOMPARE(after("a", "refused")->action, u"c"_s);
        QCOMPARE(after("c", "applied")->action, u"c"_s);
        QVERIFY(!keptFor(both + QList<JournalRecord> {record(RecordType::Intent, u"b"_s, Verb::RestoreAnalysis, u"open"_s), record(RecordType::Outcome, u"b"_s, Verb::RestoreAnalysis, u"applied"_s)}, u"uid"_s, Verb::RestoreAnalysis));
    }

    /// An object without a uid is no object that anything is kept of.
    void withoutAUid()
    {
        JournalRecord intent = record(RecordType::Intent, u"a"_s, Verb::DisableAnalysis, u"open"_s, off());
        intent.objectUid.clear();
        QVERIFY(!keptFor({intent}, {}, Verb::RestoreAnalysis));
    }

    /// Wherever the pieces end, no character is cut in two.
    void piecesOfWholeCharacters()
    {
        for (int before = 490; before < 505; ++before) {
            const QJsonValue value = QString(QString(before, u'x') + u"😀😀"_s + QString(400, u'y'));
            const auto kept = keptDetails(u"/x"_s, value);
            QVERIFY(kept);
            for (const QString &piece : keptPieces(*kept))
                QVERIFY(!piece.isEmpty() && !piece.back().isHighSurrogate() && !piece.front().isLowSurrogate());
            QCOMPARE(keptFrom(*kept), std::optional<QJsonValue>(value));
        }
        QJsonObject added = *keptDetails(u"/x"_s, m_analysis);
        added.insert(u"json"_s, QJsonArray {u"[1,2]"_s});
        QVERIFY(!keptFrom(added));
        QVERIFY(!keptFrom({}));
    }

    /// Exactly what the controller is told, and under which conditions: nothing that is newer than what was seen rides along.
    void theRequestOfTheBypass()
    {
        const OperationPlan all = planFor(ask(Verb::SetWeight100), whole());
        QCOMPARE(all.steps.size(), 1);
        QCOMPARE(int(all.steps.first().target), int(PatchTarget::Main));
        QList<GuardField> fields;
        for (const Guard &guard : all.steps.first().guards)
            fields.append(guard.field);
        QCOMPARE(fields, (QList<GuardField> {GuardField::Uid, GuardField::Generation, GuardField::CurrentPodHash, GuardField::StableHash, GuardField::Abort, GuardField::PromoteFull, GuardField::SpecPaused, GuardField::CanarySteps}));
        QCOMPARE(all.steps.first().changes.size(), 1);
        QCOMPARE(all.effect.valueSha256, partFingerprint(stepsOfWeight100()));
        QVERIFY(!all.effect.valueSha256.isEmpty());
        const auto codes = [](const OperationPlan &plan) {
            QList<int> found;
            for (const PlanWarning &warning : plan.warnings)
                found.append(int(warning.code));
            return found;
        };
        QVERIFY(codes(all).contains(int(WarningCode::StepsReplaced)));
        QVERIFY(codes(all).contains(int(WarningCode::AnalysisGoesOn)));
        QVERIFY(!codes(planFor(ask(Verb::SetWeight100), whole(false))).contains(int(WarningCode::AnalysisGoesOn)));
        // only gates that are still ahead are skipped
        Rollout late = whole();
        late.steps = {CanaryStep {StepKind::Pause, u"pause"_s, {}, {}}, CanaryStep {StepKind::Analysis, u"analysis"_s, {}, {}}, CanaryStep {StepKind::Pause, u"pause"_s, {}, {}}};
        late.currentStepIndex = 1;
        const OperationPlan rest = planFor(ask(Verb::SetWeight100), late);
        for (const PlanWarning &warning : rest.warnings) {
            if (warning.code == WarningCode::SkipsGates)
                QCOMPARE(warning.arguments, QStringList {u"3"_s});
            if (warning.code == WarningCode::SkipsAnalysis)
                QCOMPARE(warning.arguments, QStringList {u"2"_s});
        }
        QVERIFY(codes(rest).contains(int(WarningCode::SkipsGates)) && codes(rest).contains(int(WarningCode::SkipsAnalysis)));
        const OperationPlan off = planFor(ask(Verb::DisableAnalysis), late);
        QCOMPARE(codes(off), QList<int> {int(WarningCode::AnalysisStays)});
        QCOMPARE(off.steps.first().guards.size(), 2);
        QCOMPARE(off.steps.first().guards.first().field, GuardField::Uid);
    }

    void theRequestOfARestore()
    {
        OperationRequest request = ask(Verb::RestoreSteps);
        request.kept = KeptValue {u"a"_s, m_steps, u"ana"_s, {}};
        Rollout rollout = whole();
        rollout.received.insert(guardPath(GuardField::CanarySteps), stepsOfWeight100());
        const OperationPlan plan = planFor(request, rollout);
        QVERIFY(plan.allowed.allowed);
        QCOMPARE(plan.steps.first().guards.size(), 2);
        QCOMPARE(plan.steps.first().guards.last(), (Guard {GuardField::CanarySteps, stepsOfWeight100()}));
        QCOMPARE(plan.steps.first().changes.first().value, QJsonValue(m_steps));
        QCOMPARE(int(plan.steps.first().changes.first().kind), int(ChangeKind::SetSteps));
        QCOMPARE(plan.effect.valueSha256, partFingerprint(m_steps));
        QCOMPARE(plan.warnings.size(), 1); // an update is under way: it goes through them
        QCOMPARE(int(plan.warnings.first().code), int(WarningCode::StepsReplaced));
        QCOMPARE(takenOut(plan), QJsonValue(QJsonValue::Undefined)); // nothing is taken out by putting back
        Rollout done = healthyCanary();
        done.received = rollout.received;
        QVERIFY(planFor(request, done).warnings.isEmpty());
        QVERIFY(partFingerprint(QJsonValue::Null).isEmpty() && partFingerprint(QJsonValue::Undefined).isEmpty());
        QVERIFY(partFingerprint(m_steps) != partFingerprint(m_analysis));
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
        QCOMPARE(dutyAfter(request, {}, now)->due, at("2026-11-22T09:00:00Z"));
        QCOMPARE(int(dutyAfter(ask(Verb::SetWeight100), {}, now)->kind), int(PlanDuty::Kind::RestoreSteps));
        QCOMPARE(dutyAfter(ask(Verb::SetWeight100), {}, now)->due, at("2026-11-21T13:00:00Z"));
        QCOMPARE(int(dutyAfter(ask(Verb::DisableAnalysis), {}, now)->kind), int(PlanDuty::Kind::RestoreAnalysis));
        for (const Verb verb : {Verb::Promote, Verb::Abort, Verb::Rollback, Verb::RestoreSteps, Verb::RestoreAnalysis, Verb::SkipStep}) {
            request = ask(verb);
            request.review = true; // is asked of a full promotion alone
            QVERIFY2(!dutyAfter(request, policy, now), qPrintable(verbWord(verb)));
        }
        QCOMPARE(planDutyWord(PlanDuty::Kind::Review), u"review"_s);
        QCOMPARE(planDutyWord(PlanDuty::Kind::RestoreSteps), u"restore-steps"_s);
        QCOMPARE(planDutyWord(PlanDuty::Kind::RestoreAnalysis), u"restore-analysis"_s);
    }
};

QTEST_GUILESS_MAIN(TestStrategy)
#include "tst_domain_strategy.moc"
