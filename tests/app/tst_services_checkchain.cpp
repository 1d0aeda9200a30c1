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
        for (const JournalRecord &record : *book->records())
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
        CheckChain chain(plan, intent({}).id, {book.get(), &m_clock, {{u"PATH"_s, u"/usr/bin:/bin"_s}}, m_folder.filePath(u"runs"_s)});
        QSignalSpy finished(&chain, &CheckChain::finished);
        chain.start();
        QVERIFY(finished.wait(20'000));
        QVERIFY(!chain.allOk());
        QVERIFY(!QFile::exists(mark));
    }
};

QTEST_GUILESS_MAIN(TestCheckChain)
#include "tst_services_checkchain.moc"
