// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/suite/suiterun.h"
#include "text/suite/suitetext.h"

#include <QJsonArray>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What a policy calls a suite, and what the Journal tells of its runs.
class tst_domain_suite : public QObject
{
    Q_OBJECT

    const ObjectRef m_ref {u"box"_s, u"shop"_s, u"web"_s};
    const QDateTime m_start = QDateTime::fromString(u"2026-11-23T09:00:00Z"_s, Qt::ISODate);

    static PolicyMatch match(const QString &phase)
    {
        auto policy = std::make_shared<Policy>();
        policy->name = u"release"_s;
        policy->strategies = {{u"phased"_s, false, {}, {}, {{u"first"_s, {}, {}, {}, {}, {}, {}, {}}, {u"full-50"_s, u"full"_s, {}, {}, {}, {}, {}, {}}}}};
        const QVariantList phases {QVariantMap {{u"name"_s, u"first"_s}}, QVariantMap {{u"name"_s, u"full"_s}, {u"validate_each_step"_s, u"after"_s}}};
        const QVariantMap call {{u"method"_s, u"post"_s}, {u"url"_s, u"https://api.example/validate"_s}, {u"auth"_s, u"TOKEN"_s}, {u"body_file"_s, u"all.json"_s}, {u"expect"_s, QVariantMap {{u"status"_s, 204}}}};
        policy->document = {{u"strategies"_s, QVariantList {QVariantMap {{u"name"_s, u"phased"_s}, {u"phases"_s, phases}}}},
                            {u"suites"_s, QVariantList {QVariantMap {{u"name"_s, u"after"_s}, {u"timeout"_s, u"45m"_s}, {u"env"_s, QVariantMap {{u"CI"_s, u"1"_s}}},
                                                                     {u"run"_s, QVariantList {QStringList {u"npm"_s, u"run"_s, u"test:smoke"_s}, QStringList {u"/opt/scan.sh"_s, u"--level=9 --token"_s}}},
                                                                     {u"http"_s, QVariantList {call}}}}}};
        PolicyMatch made;
        made.policy = policy;
        made.service = u"web"_s;
        made.strategy = u"phased"_s;
        made.phase = phase;
        return made;
    }
    SuiteGround ground(int step = 2) const { return {m_ref, WorkloadKind::Rollout, u"uid"_s, u"https://x"_s, u"web"_s, 7, u"abc"_s, step}; }
    JournalRecord begun(const QString &id, int step = 2) const
    {
        JournalRecord record = suiteRecord(id, suitesOf(*match(u"first"_s).policy).constFirst(), ground(step));
        record.at = m_start;
        record.actor.os = u"ann"_s;
        return record;
    }
    JournalRecord check(const QString &id, const QString &item, int attempt, const QString &state, int seconds, int code = -1) const
    {
        JournalRecord record = confirmationRecord(suiteSubject(id, ground()), item, state == u"done"_s, u"it said so"_s);
        record.verb = state == u"started"_s ? u"check"_s : record.verb;
        record.state = state;
        record.at = m_start.addSecs(seconds);
        QJsonObject process {{u"attempt"_s, attempt}};
        if (code >= 0)
            process.insert(u"exitCode"_s, code);
        record.details.insert(u"process"_s, process);
        return record;
    }

private Q_SLOTS:
    void ofAPolicy()
    {
        const QList<Suite> suites = suitesOf(*match(u"first"_s).policy);
        QCOMPARE(suites.size(), 1);
        const QList<SuiteStep> &steps = suites[0].steps;
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps[0].id, u"1 test:smoke"_s);
        QCOMPARE(steps[1].id, u"2 scan.sh"_s); // its last argument is no plain word
        QCOMPARE(steps[2].id, u"3 api.example"_s);
        QCOMPARE(steps[0].timeout, std::chrono::minutes(45));
        QCOMPARE(steps[1].environment.value(u"CI"_s), u"1"_s);
        QVERIFY(steps[2].isRequest() && !steps[0].isRequest());
        QCOMPARE(steps[2].request.method, u"POST"_s);
        QCOMPARE(steps[2].request.status, std::optional(204));
        QCOMPARE(steps[2].auth, u"TOKEN"_s);
    }

    /// A rung of a ladder belongs to the phase that has the ladder.
    void ofEachStep()
    {
        QCOMPARE(suiteOfEachStep(match(u"first"_s)), QString());
        QCOMPARE(suiteOfEachStep(match(u"full-50"_s)), u"after"_s);
        QCOMPARE(suiteOfEachStep({}), QString());
    }

    void runs()
    {
        QList<JournalRecord> records {begun(u"r1"_s)};
        QCOMPARE(suiteRun(records, u"r1"_s)->state(), SuiteRun::State::Unfinished);
        records << check(u"r1"_s, u"1 test:smoke"_s, 1, u"started"_s, 1);
        QCOMPARE(suiteRun(records, u"r1"_s)->state(), SuiteRun::State::Running);
        records << check(u"r1"_s, u"1 test:smoke"_s, 1, u"failed"_s, 5, 3);
        QCOMPARE(suiteRun(records, u"r1"_s)->state(), SuiteRun::State::Unfinished); // two were not begun
        records << check(u"r1"_s, u"2 scan.sh"_s, 1, u"started"_s, 6) << check(u"r1"_s, u"2 scan.sh"_s, 1, u"done"_s, 9, 0) << check(u"r1"_s, u"3 api.example"_s, 1, u"started"_s, 9)
                << check(u"r1"_s, u"3 api.example"_s, 1, u"done"_s, 10);
        QCOMPARE(suiteRun(records, u"r1"_s)->state(), SuiteRun::State::Failed);
        QCOMPARE(suiteRun(records, u"r1"_s)->notPassed(), QStringList {u"1 test:smoke"_s});
        QCOMPARE(suiteRun(records, u"r1"_s)->item(u"1 test:smoke"_s)->code, std::optional(3));
        records << check(u"r1"_s, u"1 test:smoke"_s, 2, u"started"_s, 20) << check(u"r1"_s, u"1 test:smoke"_s, 2, u"done"_s, 32, 0);
        const auto run = suiteRun(records, u"r1"_s);
        QCOMPARE(run->state(), SuiteRun::State::Passed);
        QCOMPARE(run->by, u"ann"_s);
        QCOMPARE(run->ground, ground());
        QCOMPARE(run->endedAt(), m_start.addSecs(32));
        QCOMPARE(suiteItemText(*run->item(u"1 test:smoke"_s), m_start.addSecs(60)), u"attempt 2, took 0:12: it said so"_s);
        records << check(u"r1"_s, u"1 test:smoke"_s, 1, u"failed"_s, 40, 9); // of an attempt that is long over
        QCOMPARE(suiteRun(records, u"r1"_s)->state(), SuiteRun::State::Passed);
        QVERIFY(!suiteRun(records, u"r2"_s));
    }

    /// What passed on another step, or another revision, opens nothing; a way back is never kept.
    void locks()
    {
        const PolicyMatch full = match(u"full-50"_s);
        QVERIFY(lockingSuite(full, ground(), {}, u"promote"_s));
        QVERIFY(!lockingSuite(full, ground(), {}, u"abort"_s));
        QVERIFY(!lockingSuite(full, ground(), {}, u"rollback"_s));
        QVERIFY(!lockingSuite(match(u"first"_s), ground(), {}, u"promote"_s));
        QList<JournalRecord> records {begun(u"r1"_s)};
        for (const QString &item : {u"1 test:smoke"_s, u"2 scan.sh"_s, u"3 api.example"_s}) {
            QVERIFY(lockingSuite(full, ground(), records, u"promote-full"_s));
            records << check(u"r1"_s, item, 1, u"started"_s, 1) << check(u"r1"_s, item, 1, u"done"_s, 2);
        }
        QVERIFY(!lockingSuite(full, ground(), records, u"promote-full"_s));
        QVERIFY(lockingSuite(full, ground(3), records, u"promote"_s));
        SuiteGround later = ground();
        later.revision = 8;
        later.hash = u"def"_s;
        const auto view = lockingSuite(full, later, records, u"skip-step"_s);
        QVERIFY(view);
        QVERIFY2(suiteLockText(*view, later).contains(u"was not run on revision 8 after 2 step"_s), qPrintable(suiteLockText(*view, later)));
        QCOMPARE(suiteViewLabel(*view), u"of another release"_s);
        records << begun(u"r2"_s); // a newer run on the same ground has not passed
        QVERIFY(lockingSuite(full, ground(), records, u"promote"_s));
    }
};

QTEST_GUILESS_MAIN(tst_domain_suite)
#include "tst_domain_suite.moc"
