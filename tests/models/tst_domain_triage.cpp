// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/triagerun.h"
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
        told = triageRun(records, u"r1"_s);
        QCOMPARE(told->decision->verdict, u"rollback"_s);
        QCOMPARE(told->decision->by, u"bob"_s);
        QCOMPARE(told->elapsed(m_start.addSecs(600)), 90s);
        QVERIFY(!triageRun(records, u"r2"_s));
        QCOMPARE(triageRuns(records).size(), 1);
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
};

QTEST_APPLESS_MAIN(tst_domain_triage)
#include "tst_domain_triage.moc"
