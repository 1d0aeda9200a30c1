// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/intentdetails.h"
#include "services/systemclock.h"
#include "services/validation/checkchain.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Checks that follow an action: what a console that died in between leaves behind, and that nobody starts it.
class TestCheckChain : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    SystemClock m_clock;
    int m_run = 0;

    std::unique_ptr<JournalService> journal() { return std::make_unique<JournalService>(m_folder.filePath(u"journal%1"_s.arg(++m_run)), &m_clock); }

    static JournalRecord intent(const QStringList &checks)
    {
        JournalRecord record;
        record.id = u"5a22daae-ab48-4d36-8a88-300b98176fa0"_s;
        record.type = RecordType::Intent;
        record.verb = u"rollback"_s;
        record.state = u"open"_s;
        record.reason = u"the service is down"_s;
        record.object = {u"box"_s, u"shop"_s, u"web"_s};
        record.objectKind = u"Rollout"_s;
        record.objectUid = u"uid"_s;
        record.details = {{u"call"_s, QJsonObject {{u"kind"_s, u"tool"_s}, {u"checks"_s, QJsonArray::fromStringList(checks)}}}};
        return record;
    }
    static JournalRecord ended(OutcomeState state, RecordType type = RecordType::Outcome)
    {
        JournalRecord record = intent({});
        record.type = type;
        record.state = outcomeWord(state);
        record.details = {};
        return record;
    }
    FollowingCheck check(const QString &item, const QByteArray &script)
    {
        const QString path = m_folder.filePath(u"%1-%2.sh"_s.arg(item).arg(m_run));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write("#!/bin/sh\n" + script + '\n') < 0)
            return {};
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        return {item, {path, u"{{action_id}}"_s, u"{{reason}}"_s}, {{u"WHY"_s, u"{{reason}}"_s}}, fileSha256(path), {}, std::chrono::seconds(90), {}};
    }
    bool write(JournalService &journal, JournalRecord record)
    {
        record.at = m_clock.utcNow();
        return record.type == RecordType::Intent ? journal.appendIntent(record).ok() : journal.append(record).ok();
    }

private Q_SLOTS:
    void diedBetween_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("left");
        QTest::newRow("outcome") << int(RecordType::Outcome) << int(OutcomeState::Applied) << 2;
        QTest::newRow("found by reading") << int(RecordType::Reconcile) << int(OutcomeState::Applied) << 2;
        QTest::newRow("the script failed") << int(RecordType::Outcome) << int(OutcomeState::Failed) << 0;
        QTest::newRow("nobody knows") << int(RecordType::Outcome) << int(OutcomeState::Unknown) << 0;
    }
    void diedBetween()
    {
        QFETCH(int, type);
        QFETCH(int, state);
        QFETCH(int, left);
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s, u"health"_s})));
        QCOMPARE(unbegunChecks(*book->records()).size(), 0); // it is under way
        QVERIFY(write(*book, ended(OutcomeState(state), RecordType(type))));
        const QList<UnbegunCheck> open = unbegunChecks(*book->records());
        QCOMPARE(open.size(), left);
        QCOMPARE(giveUp(open, book.get(), &m_clock).size(), left);
        QCOMPARE(giveUp(open, book.get(), &m_clock).size(), 0); // once
        QVERIFY(unbegunChecks(*book->records()).isEmpty());
        const QMap<QString, ConfirmedCheck> said = confirmedChecks(*book->records(), intent({}).id);
        QCOMPARE(said.size(), left);
        for (const ConfirmedCheck &one : said)
            QVERIFY(!one.ok && one.note.contains(u"not started"_s));
        const Result<QList<JournalRecord>> all = book->records();
        for (const JournalRecord &record : *all)
            QVERIFY(record.state != u"started"_s);
    }

    /// While one check runs, those behind it have their turn.
    void oneIsUnderWay()
    {
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s, u"health"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        JournalRecord begun = ended(OutcomeState::Applied, RecordType::Note);
        begun.verb = u"check"_s;
        begun.state = u"started"_s;
        begun.details = {{u"check"_s, u"data"_s}, {u"process"_s, QJsonObject {{u"attempt"_s, 1}}}};
        QVERIFY(write(*book, begun));
        QVERIFY(unbegunChecks(*book->records()).isEmpty());
        begun.verb = u"confirm"_s;
        begun.state = u"done"_s;
        QVERIFY(write(*book, begun));
        const QList<UnbegunCheck> open = unbegunChecks(*book->records());
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().item, u"health"_s);
    }

    /// Only what ended well is followed, and only where something follows.
    void whatIsFollowed()
    {
        OperationPlan plan;
        Outcome outcome;
        outcome.state = OutcomeState::Applied;
        QVERIFY(!CheckChain::follows(plan, outcome));
        DeskCall call;
        plan.call = std::make_shared<const DeskCall>(call);
        QVERIFY(!CheckChain::follows(plan, outcome));
        call.checks = {{u"data"_s, {u"/bin/true"_s}, {}, {}, {}, {}, {}}};
        plan.call = std::make_shared<const DeskCall>(call);
        QVERIFY(CheckChain::follows(plan, outcome));
        for (const OutcomeState state : {OutcomeState::Refused, OutcomeState::NotPermitted, OutcomeState::NotSent, OutcomeState::Unknown, OutcomeState::NotObserved, OutcomeState::Failed}) {
            outcome.state = state;
            QVERIFY2(!CheckChain::follows(plan, outcome), qPrintable(outcomeWord(state)));
        }
    }

    /// Each in its turn, with the reason and the id of the action; one that fails or cannot start keeps no other from running, and none is run twice.
    void eachInItsTurn()
    {
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s, u"gone"_s, u"bad"_s, u"last"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        for (const auto &[id, item] : {std::pair(u"another-action"_s, u"data"_s), std::pair(intent({}).id, u"unrelated"_s)}) { // what was said of others is not said of these
            JournalRecord note = ended(OutcomeState::Applied, RecordType::Note);
            note.id = id;
            note.verb = u"confirm"_s;
            note.details = {{u"check"_s, item}};
            QVERIFY(write(*book, note));
        }
        JournalRecord signal = ended(OutcomeState::Applied, RecordType::Signal); // nor what is no note
        signal.details = {{u"check"_s, u"data"_s}};
        QVERIFY(write(*book, signal));
        const QString order = m_folder.filePath(u"order%1"_s.arg(m_run));
        DeskCall call;
        call.checks = {check(u"data"_s, "printf '%s|%s|%s\\n' \"$1\" \"$2\" \"$WHY\" >> '" + order.toUtf8() + "'"), FollowingCheck {u"gone"_s, {}, {}, {}, {}, {}, u"the script is not there"_s},
                       check(u"bad"_s, "echo bad >> '" + order.toUtf8() + "'; exit 3"), check(u"last"_s, "echo last >> '" + order.toUtf8() + "'")};
        OperationPlan plan;
        plan.call = std::make_shared<const DeskCall>(call);
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QVERIFY(!chain.allOk()); // nothing was looked at yet
        QVERIFY(!chain.stop());
        QStringList heard;
        connect(&chain, &CheckChain::begun, this, [&](const QString &item) { heard.append(u"begun "_s + item + u' ' + chain.underWay()); });
        connect(&chain, &CheckChain::ended, this, [&](const QString &item, bool ok) { heard.append((ok ? u"ok "_s : u"not "_s) + item); });
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        QVERIFY(finished.wait(30'000));
        QCOMPARE(heard, (QStringList {u"begun data data"_s, u"ok data"_s, u"not gone"_s, u"begun bad bad"_s, u"not bad"_s, u"begun last last"_s, u"ok last"_s}));
        QVERIFY(!chain.allOk());
        QCOMPARE(chain.results().size(), 4);
        QVERIFY2(chain.results()[1].note.contains(u"the script is not there"_s), qPrintable(chain.results()[1].note));
        QFile file(order);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), u"%1|the service is down|the service is down\nbad\nlast\n"_s.arg(intent({}).id));
        const QMap<QString, ConfirmedCheck> said = confirmedChecks(*book->records(), intent({}).id);
        QVERIFY(said[u"data"_s].ok && said[u"last"_s].ok && !said[u"bad"_s].ok && !said[u"gone"_s].ok);
        QVERIFY(said.contains(u"gone"_s)); // also what could not begin is on record
        QVERIFY(unbegunChecks(*book->records()).isEmpty());
        CheckChain again(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QSignalSpy over(&again, &CheckChain::finished);
        again.start();
        QVERIFY(over.wait(20'000));
        QVERIFY(!again.allOk());
        QCOMPARE(QFileInfo(order).size(), file.size());
    }

    void allOkIsAllOfThem()
    {
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s, u"health"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        DeskCall call;
        call.checks = {check(u"data"_s, "exit 0"), check(u"health"_s, "exit 0")};
        OperationPlan plan;
        plan.call = std::make_shared<const DeskCall>(call);
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QList<bool> between;
        connect(&chain, &CheckChain::ended, this, [&] { between.append(chain.allOk()); });
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        QVERIFY(finished.wait(20'000));
        QCOMPARE(between, (QList<bool> {false, true}));
        QVERIFY(chain.allOk());
    }

    /// What cannot be recorded is not begun, and not verified.
    void withoutARecordItIsNotOk()
    {
        auto book = journal();
        const QString folder = book->directory();
        QVERIFY(write(*book, intent({u"data"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        JournalRecord words = ended(OutcomeState::Applied, RecordType::Note);
        words.id = u"another"_s;
        words.reason = u"what somebody saw"_s;
        QVERIFY(write(*book, words));
        book.reset();
        QFile segment(folder + u"/segment-000001.jsonl"_s);
        QVERIFY(segment.open(QIODevice::ReadWrite));
        const QByteArray changed = segment.readAll().replace("what somebody saw", "what nobody saw !");
        QVERIFY(segment.seek(0) && segment.write(changed) == changed.size());
        segment.close();
        book = std::make_unique<JournalService>(folder, &m_clock);
        const QString mark = m_folder.filePath(u"mark%1"_s.arg(m_run));
        DeskCall call;
        call.checks = {check(u"data"_s, ": > '" + mark.toUtf8() + "'")};
        OperationPlan plan;
        plan.call = std::make_shared<const DeskCall>(call);
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        QVERIFY(finished.wait(20'000));
        QVERIFY(!chain.allOk());
        QVERIFY(!QFile::exists(mark));
    }

    void stoppedByAPerson()
    {
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        DeskCall call;
        call.checks = {check(u"data"_s, "exec sleep 60")};
        OperationPlan plan;
        plan.call = std::make_shared<const DeskCall>(call);
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        bool stopped = false; // once is enough
        QTRY_VERIFY_WITH_TIMEOUT(stopped || (stopped = chain.stop()) || finished.count() > 0, 10'000);
        QVERIFY2(stopped, chain.results().isEmpty() ? "it still runs" : qPrintable(chain.results().constFirst().note));
        QVERIFY(finished.count() == 1 || finished.wait(20'000));
        QVERIFY(!chain.allOk());
        QVERIFY(chain.underWay().isEmpty());
    }

    /// One action's checks are none of another's, and the time is that of the last thing that happened to it.
    void severalActions()
    {
        JournalRecord other = intent({u"data"_s});
        other.id = u"6b33ebbf-ab48-4d36-8a88-300b98176fa0"_s;
        QList<JournalRecord> records {intent({u"data"_s, u"health"_s}), other, ended(OutcomeState::Applied), ended(OutcomeState::Applied)};
        records[3].id = other.id;
        const QDateTime start(QDate(2026, 11, 21), QTime(9, 0), Qt::UTC);
        for (int i = 0; i < records.size(); ++i)
            records[i].at = start.addSecs(i * 10);
        JournalRecord done = ended(OutcomeState::Applied, RecordType::Note);
        done.at = start.addSecs(100);
        done.state = u"failed"_s;
        done.details = {{u"check"_s, u"data"_s}};
        records.append(done);
        JournalRecord words = done; // a note that is of no check says nothing of them
        words.details = {};
        words.at = start.addSecs(200);
        records.append(words);
        const QList<UnbegunCheck> expected {{done.id, u"health"_s, start.addSecs(100)}, {other.id, u"data"_s, start.addSecs(30)}};
        QCOMPARE(unbegunChecks(records), expected);
        QVERIFY(unbegunChecks({ended(OutcomeState::Applied), intent({u"data"_s})}).isEmpty()); // an outcome before its intent is none
    }

    /// Whoever was stopped for so long that somebody gave up does not begin late.
    void notAfterSomebodyGaveUp()
    {
        const auto book = journal();
        QVERIFY(write(*book, intent({u"data"_s})));
        QVERIFY(write(*book, ended(OutcomeState::Applied)));
        QCOMPARE(giveUp(unbegunChecks(*book->records()), book.get(), &m_clock).size(), 1);
        const QString mark = m_folder.filePath(u"ran"_s);
        const QString script = m_folder.filePath(u"check.sh"_s);
        QFile file(script);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write("#!/bin/sh\n: > \"" + mark.toUtf8() + "\"\n") > 0);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        DeskCall call;
        call.checks = {{u"data"_s, {script}, {}, fileSha256(script), {}, {}, {}}};
        OperationPlan plan;
        plan.call = std::make_shared<const DeskCall>(call);
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs%1"_s.arg(m_run))});
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        QVERIFY(finished.wait(20'000));
        QVERIFY(!chain.allOk());
        QVERIFY(!QFile::exists(mark));
    }
};

QTEST_GUILESS_MAIN(TestCheckChain)
#include "tst_services_checkchain.moc"
