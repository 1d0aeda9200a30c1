// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/triagerun.h"
#include "text/triage/handofftext.h"
#include "text/triage/triagetext.h"

#include <QJsonArray>
#include <QTest>
#include <QVariantMap>

using namespace maestro;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class tst_domain_triage : public QObject
{
    Q_OBJECT

    const QDateTime m_start = QDateTime::fromString(u"2026-11-21T03:00:00Z"_s, Qt::ISODate);

    TriageRun run() const
    {
        TriageRun made;
        made.id = u"r1"_s;
        made.playbook = u"ten-minute"_s;
        made.service = u"web"_s;
        made.ref = {u"prod"_s, u"shop"_s, u"web"_s};
        made.budget = 10min;
        made.startedAt = m_start;
        for (const auto &[id, kind] : {std::pair(u"pods"_s, CheckKind::Pods), std::pair(u"analysis"_s, CheckKind::AnalysisResults), std::pair(u"decide"_s, CheckKind::Decide)})
            made.items.append(TriageItem{{id, u"workload-health"_s, {}, kind, {}, {}, {}, 0}, {}, {}, {}});
        return made;
    }

    JournalRecord record(const QString &state, int second, const QString &who, const QJsonObject &details = {}, const QString &reason = {}) const
    {
        JournalRecord made;
        made.id = u"r1"_s;
        made.verb = triageVerb();
        made.state = state;
        made.at = m_start.addSecs(second);
        made.actor.server = who;
        made.object = {u"prod"_s, u"shop"_s, u"web"_s};
        made.reason = reason;
        made.details = details;
        return made;
    }

    static CheckReading reading(ItemState state, const QString &key)
    {
        CheckReading made;
        made.state = state;
        made.key = key;
        made.finding = key;
        made.sha256 = u"aa"_s;
        return made;
    }

private Q_SLOTS:
    void stepsAreWrittenOut()
    {
        const QVariantMap section{{u"name"_s, u"p"_s},
                                  {u"steps"_s, QVariantList{QVariantMap{{u"do"_s, u"change-history"_s}, {u"sources"_s, QStringList{u"rollout"_s, u"helm"_s}}, {u"last"_s, 3}},
                                                            QVariantMap{{u"do"_s, u"dependencies"_s}, {u"metrics"_s, QStringList{u"queue"_s}}},
                                                            QVariantMap{{u"do"_s, u"tell"_s}, {u"title"_s, u"Tell them"_s}}, QVariantMap{{u"do"_s, u"tell"_s}}}}};
        const Playbook playbook = playbookFrom(section, 5min, {u"db"_s});
        QStringList ids;
        for (const PlaybookCheck &check : playbook.checks)
            ids.append(check.id);
        QCOMPARE(ids, (QStringList{u"changes"_s, u"rollout.history"_s, u"helm.history"_s, u"db"_s, u"db.logs"_s, u"metric.queue"_s, u"tell"_s, u"tell-2"_s}));
        QCOMPARE(playbook.checks[0].count, 3);
        QCOMPARE(playbook.checks[6].mode(), CheckMode::Manual);
        QCOMPARE(checkTitle(playbook.checks[6]), u"Tell them"_s);
        for (const PlaybookCheck &check : playbook.checks)
            QCOMPARE(checkFromJson(checkJson(check)), std::optional(check));
        QVERIFY(!checkFromJson({{u"id"_s, u"x"_s}, {u"kind"_s, u"nonsense"_s}}));
    }

    void wordsForAShell()
    {
        QCOMPARE(shellWords({u"psql"_s, u"-c"_s, u"select 'a b'"_s, QString(), u"$(reboot)"_s, u"a=b,c:/d.e_f"_s}), u"psql -c 'select '\\''a b'\\''' '' '$(reboot)' a=b,c:/d.e_f"_s);
        QCOMPARE(shellWords({u"line\nbreak"_s}), u"'line\nbreak'"_s);
    }

    void everyKindHasWords()
    {
        for (int i = 0; i <= int(CheckKind::Decide); ++i) {
            const PlaybookCheck check{u"i"_s, u"decide"_s, {}, CheckKind(i), u"x"_s, {}, {}, 0};
            QVERIFY(!checkTitle(check).isEmpty());
            QCOMPARE(checkFromWord(checkWord(CheckKind(i))), std::optional(CheckKind(i)));
        }
    }

    void aRunIsItsRecords()
    {
        TriageRun begun = run();
        QList<JournalRecord> records{record(u"started"_s, 0, u"ann"_s, startedDetails(begun))};
        begun.items[0].reading = reading(ItemState::Bad, u"2/5"_s);
        records.append(record(u"read"_s, 1, u"ann"_s, readDetails(begun.items)));
        records.append(record(u"ticked"_s, 20, u"ann"_s, tickDetails(u"pods"_s, {{}, {}, {}, ItemState::Bad, u"2/5"_s, u"2 of 5"_s, u"bb"_s}), u"seen"_s));
        records.append(record(u"ticked"_s, 21, u"ann"_s, tickDetails(u"nowhere"_s, {}), {}));
        records.append(record(u"taken"_s, 30, u"bob"_s));
        records.append(record(u"ticked"_s, 31, u"bob"_s, tickDetails(u"decide"_s, {})));
        records.append(record(u"unticked"_s, 32, u"bob"_s, {{u"triage"_s, QJsonObject{{u"item"_s, u"decide"_s}}}}));
        JournalRecord other = record(u"taken"_s, 33, u"eve"_s);
        other.id = u"r2"_s;
        records.append(other);
        auto told = triageRun(records, u"r1"_s);
        QVERIFY(told);
        QCOMPARE(told->by, (QStringList{u"ann"_s, u"bob"_s}));
        QCOMPARE(told->holder, u"bob"_s);
        QCOMPARE(told->budget, 10min);
        QCOMPARE(told->item(u"pods"_s)->tick->by, u"ann"_s);
        QCOMPARE(told->item(u"pods"_s)->evidence, (QStringList{u"aa"_s, u"bb"_s}));
        QCOMPARE(told->item(u"decide"_s)->state(), ItemState::Open);
        QCOMPARE(told->elapsed(m_start.addSecs(60)), 60s);
        // The first decision is the decision.
        for (const auto &[who, verdict] : {std::pair(u"bob"_s, u"rollback"_s), std::pair(u"ann"_s, u"hold"_s)})
            records.append(record(u"decided"_s, 90, who, {{u"triage"_s, QJsonObject{{u"verdict"_s, verdict}, {u"evidence"_s, QJsonArray{u"aa"_s}}}}}, u"because"_s));
        // What was known then stays as it is, whoever comes late.
        TriageRun before = *triageRun(records, u"r1"_s);
        records.append(record(u"read"_s, 95, u"eve"_s, {{u"triage"_s, QJsonObject{{u"readings"_s, QJsonArray{QJsonObject{{u"item"_s, u"pods"_s}, {u"state"_s, u"ok"_s}, {u"key"_s, u"late"_s}, {u"sha256"_s, u"cc"_s}}}}}}}, {}));
        records.append(record(u"unticked"_s, 96, u"eve"_s, {{u"triage"_s, QJsonObject{{u"item"_s, u"pods"_s}}}}, {}));
        records.append(record(u"taken"_s, 97, u"eve"_s, {}, {}));
        told = triageRun(records, u"r1"_s);
        QCOMPARE(told->by, before.by);
        QCOMPARE(told->item(u"pods"_s)->tick.has_value(), before.item(u"pods"_s)->tick.has_value());
        QCOMPARE(told->item(u"pods"_s)->evidence, before.item(u"pods"_s)->evidence);
        QCOMPARE(told->decision->verdict, u"rollback"_s);
        QCOMPARE(told->decision->by, u"bob"_s);
        QCOMPARE(told->elapsed(m_start.addSecs(600)), 90s);
        QVERIFY(!triageRun(records, u"r2"_s));
        QCOMPARE(triageRuns(records).size(), 1);
    }

    /// What left for others belongs to the run, also after its decision; a message without an end is one of which nobody knows.
    void handOversBelongToTheRun()
    {
        Validation subject;
        subject.id = u"r1"_s;
        QList<JournalRecord> records{record(u"started"_s, 0, u"mara"_s, startedDetails(run()))};
        const auto told = [&](const QString &place, EscalationDelivery::State state, int second, const QString &message = {}) {
            JournalRecord made = deliveryRecord(subject, place, u"incident"_s, state, message);
            made.at = m_start.addSecs(second);
            made.actor.os = u"mara"_s;
            records.append(made);
        };
        told(handOverPlace(u"L2"_s), EscalationDelivery::State::Sending, 1);
        told(u"later/1"_s, EscalationDelivery::State::Sent, 2); // an escalation is no hand-over
        const TriageRun open = *triageRun(records, u"r1"_s);
        QCOMPARE(open.handOvers.size(), 1);
        QVERIFY(handOverSentence(open.handOvers[0], false).startsWith(u"Not known whether L2 was told"_s));
        QVERIFY(handOverSentence(open.handOvers[0], true).contains(u"on its way"_s));
        records.append(record(u"decided"_s, 3, u"mara"_s, {{u"triage"_s, QJsonObject{{u"verdict"_s, u"escalate"_s}}}}, u"not ours"_s));
        told(handOverPlace(u"L2"_s), EscalationDelivery::State::NotSent, 4, u"incident refused it: HTTP 403."_s);
        told(handOverPlace(u"L3"_s), EscalationDelivery::State::Sending, 5);
        told(handOverPlace(u"L3"_s), EscalationDelivery::State::Sent, 6);
        const TriageRun all = *triageRun(records, u"r1"_s);
        QCOMPARE(all.handOvers.size(), 2);
        QCOMPARE(all.handOvers[0].delivery.state, EscalationDelivery::State::NotSent);
        QCOMPARE(all.handOvers[0].delivery.attempts, 1);
        QVERIFY(handOverSentence(all.handOvers[0], false).contains(u"HTTP 403. Send it again, or tell them yourself."_s));
        QCOMPARE(all.handOvers[1].by, u"mara"_s);
        QVERIFY(handOverSentence(all.handOvers[1], false).startsWith(u"Handed over to L3 by incident: sent "_s));
        QCOMPARE(triageRuns(records).first(), all);
    }

    void statesOfAnItem_data()
    {
        QTest::addColumn<CheckKind>("kind");
        QTest::addColumn<int>("read");
        QTest::addColumn<int>("ticked");
        QTest::addColumn<bool>("changed");
        QTest::addColumn<ItemState>("expected");
        const int none = -1;
        const int ok = int(ItemState::Ok);
        const int bad = int(ItemState::Bad);
        QTest::newRow("automatic, never read") << CheckKind::Pods << none << none << false << ItemState::Unknown;
        QTest::newRow("automatic, fine") << CheckKind::Pods << ok << none << false << ItemState::Ok;
        QTest::newRow("automatic, bad and ticked") << CheckKind::Pods << bad << bad << false << ItemState::Bad;
        QTest::newRow("ticked fine, changed since") << CheckKind::Pods << ok << ok << true << ItemState::Bad;
        QTest::newRow("both, fine but nobody looked") << CheckKind::AnalysisResults << ok << none << false << ItemState::Open;
        QTest::newRow("both, bad") << CheckKind::AnalysisResults << bad << none << false << ItemState::Bad;
        QTest::newRow("both, somebody looked") << CheckKind::AnalysisResults << ok << ok << false << ItemState::Ok;
        QTest::newRow("manual") << CheckKind::Person << none << none << false << ItemState::Open;
        QTest::newRow("manual, skipped") << CheckKind::Person << none << int(ItemState::Skipped) << false << ItemState::Skipped;
    }
    void statesOfAnItem()
    {
        QFETCH(CheckKind, kind);
        QFETCH(int, read);
        QFETCH(int, ticked);
        QFETCH(bool, changed);
        TriageItem item{{u"i"_s, u"s"_s, {}, kind, {}, {}, {}, 0}, {}, {}, {}};
        if (read >= 0)
            item.reading = reading(ItemState(read), u"k"_s);
        if (ticked >= 0)
            item.tick = TriageTick{u"ann"_s, m_start, {}, ItemState(ticked), item.reading ? changed ? u"other"_s : u"k"_s : QString(), {}, {}};
        QTEST(item.state(), "expected");
        QVERIFY(!itemLabel(item.state()).isEmpty());
    }

    void suggestions_data()
    {
        QTest::addColumn<bool>("bad");
        QTest::addColumn<int>("changeBefore"); // seconds before the trouble; 0: not known
        QTest::addColumn<TriageSuggestion::Kind>("kind");
        using Kind = TriageSuggestion::Kind;
        QTest::newRow("nothing bad") << false << 60 << Kind::None;
        QTest::newRow("right after") << true << 60 << Kind::Rollback;
        QTest::newRow("at the end of the window") << true << 1800 << Kind::Rollback;
        QTest::newRow("after the window") << true << 1801 << Kind::Investigate;
        QTest::newRow("before the change") << true << -5 << Kind::Investigate;
        QTest::newRow("change not known") << true << 0 << Kind::Investigate;
    }
    void suggestions()
    {
        QFETCH(bool, bad);
        QFETCH(int, changeBefore);
        TriageRun seen = run();
        seen.items[0].reading = reading(bad ? ItemState::Bad : ItemState::Ok, u"k"_s);
        const TriageSuggestion said = suggestion(seen, changeBefore ? m_start.addSecs(-changeBefore) : QDateTime(), m_start, 30min);
        QTEST(said.kind, "kind");
        QVERIFY(!suggestionSentence(said).isEmpty());
        QCOMPARE(said.bad, bad ? QStringList{u"pods"_s} : QStringList());
    }

    void whatCouldNotBeReadIsNamed()
    {
        TriageRun seen = run();
        const TriageSuggestion said = suggestion(seen, {}, {}, 30min);
        QCOMPARE(said.unread, (QStringList{u"pods"_s, u"analysis"_s}));
        QVERIFY(suggestionSentence(said).contains(u"pods, analysis"_s));
        // A gate that is bad is bad, whatever the checks saw.
        const TriageSuggestion gate = suggestion(seen, m_start.addSecs(-60), m_start, 30min, u"error-rate"_s);
        QCOMPARE(gate.kind, TriageSuggestion::Kind::Rollback);
        QCOMPARE(gate.bad, QStringList{u"error-rate"_s});
    }

    /// Metrics that nobody can trust are no reason to roll back; who looked may say that they are.
    void blindnessIsNoRegression()
    {
        TriageRun seen = run();
        seen.items[0].check.kind = CheckKind::MetricSources;
        seen.items[0].reading = reading(ItemState::Bad, u"old"_s);
        TriageSuggestion said = suggestion(seen, m_start.addSecs(-60), m_start, 30min);
        QCOMPARE(said.kind, TriageSuggestion::Kind::None);
        QVERIFY(said.bad.isEmpty() && said.unread.contains(u"pods"_s));
        seen.items[0].tick = TriageTick{{}, {}, {}, ItemState::Bad, u"old"_s, {}, {}};
        QCOMPARE(suggestion(seen, m_start.addSecs(-60), m_start, 30min).kind, TriageSuggestion::Kind::Rollback);
    }

    /// "It began right after the deploy" is said where it was measured; a change that nobody could read is not "nothing changed".
    void whatIsNotMeasuredIsNotSaid()
    {
        const TriageRun seen = run();
        const auto words = [&](const QDateTime &changedAt, const QDateTime &badSince) { return suggestionSentence(suggestion(seen, changedAt, badSince, 30min, u"error-rate"_s)); };
        QVERIFY(words(m_start.addSecs(-60), m_start).contains(u"it began 1 min after the change"_s));
        const QString after = words(m_start.addSecs(-60), {});
        QVERIFY2(after.startsWith(u"Roll back"_s) && after.contains(u"When it began is not known"_s), qPrintable(after));
        const QString before = words(m_start.addSecs(60), {});
        QVERIFY2(before.startsWith(u"Investigate"_s) && before.contains(u"When it began is not known"_s), qPrintable(before));
        QVERIFY(words(m_start.addSecs(60), m_start).contains(u"it began before the change"_s));
        QVERIFY(words({}, m_start).contains(u"when it last changed is not known"_s));
        QVERIFY(words(m_start.addSecs(-7200), m_start).contains(u"nothing changed shortly before"_s));
    }

    void theBoardGoesBeforeTheChecklist_data()
    {
        QTest::addColumn<bool>("bad");
        QTest::addColumn<BoardVerdict>("verdict");
        QTest::addColumn<int>("age");
        QTest::addColumn<TriageSuggestion::Kind>("kind");
        QTest::addColumn<QString>("begins");
        using Kind = TriageSuggestion::Kind;
        QTest::newRow("at once, though nothing bad was read") << false << BoardVerdict::Immediate << 1 << Kind::Rollback << u"Roll back at once: r1 is met"_s;
        QTest::newRow("roll back, though nothing bad was read") << false << BoardVerdict::Rollback << 1 << Kind::Rollback << u"Roll back now: r1 says so"_s;
        QTest::newRow("roll back, both") << true << BoardVerdict::Rollback << 1 << Kind::Rollback << u"Roll back now: r1 says so"_s;
        QTest::newRow("hold, though bad after a change") << true << BoardVerdict::Hold << 1 << Kind::Investigate << u"Hold and investigate: r1 is met"_s;
        QTest::newRow("conflict") << true << BoardVerdict::Conflict << 1 << Kind::Investigate << u"Investigate: r1 disagree"_s;
        QTest::newRow("no rule is met") << true << BoardVerdict::None << 1 << Kind::Rollback << u"Roll back: bad is pods"_s;
        QTest::newRow("an old board says nothing, and no all-clear") << false << BoardVerdict::Rollback << 61 << Kind::None << u"Nothing that was read"_s;
    }
    void theBoardGoesBeforeTheChecklist()
    {
        QFETCH(bool, bad);
        QFETCH(BoardVerdict, verdict);
        QFETCH(int, age);
        TriageRun seen = run();
        seen.items.removeLast();
        seen.items[0].reading = reading(bad ? ItemState::Bad : ItemState::Ok, u"k"_s);
        seen.items[1].reading = reading(ItemState::Ok, u"k"_s);
        DecisionBoard board;
        board.at = m_start;
        board.verdict = verdict;
        board.rule = u"r1"_s;
        const TriageSuggestion alone = suggestion(seen, m_start.addSecs(-60), m_start, 30min);
        const TriageSuggestion said = weighed(alone, &board, m_start.addSecs(age));
        QTEST(said.kind, "kind");
        QFETCH(QString, begins);
        QVERIFY2(suggestionSentence(said).startsWith(begins), qPrintable(suggestionSentence(said)));
        QVERIFY(suggestionSentence(said).contains(bad ? u"bad is pods"_s : u"Nothing that was read is bad"_s));
        QCOMPARE(said.boardUnknown, age > 60);
        // Weighed again, the board before leaves nothing behind.
        QCOMPARE(weighed(said, nullptr, m_start), alone);
    }

    void aRuleThatCannotBeToldIsNoAllClear()
    {
        TriageRun seen = run();
        seen.items = {seen.items[0]};
        seen.items[0].reading = reading(ItemState::Ok, u"k"_s);
        DecisionBoard board;
        board.at = m_start;
        board.conditions = {BoardCondition{}};
        const TriageSuggestion said = weighed(suggestion(seen, {}, {}, 30min), &board, m_start);
        QVERIFY(said.boardUnknown);
        QVERIFY(suggestionSentence(said).contains(u"Not every decision rule"_s));
        board.conditions.first().rule.state = false;
        QVERIFY(!weighed(said, &board, m_start).boardUnknown);
    }
};

QTEST_APPLESS_MAIN(tst_domain_triage)
#include "tst_domain_triage.moc"
