// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checks/requestrun.h"
#include "services/systemclock.h"
#include "support/scriptedserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// One attempt that is a request (ledger VAL-09): sent once, judged by what the policy expects, and never sent again by itself.
class tst_services_requestrun : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    SystemClock m_clock;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<ScriptedServer> m_server;
    ScriptedServer::Script m_answer;

    ToolCheck check() const
    {
        ToolCheck made;
        made.subject.id = u"5a22daae-ab48-4d36-8a88-300b98176fa0"_s;
        made.item = u"4 customers"_s;
        RequestCheck request;
        request.endpoint.url = m_server->url().toString(QUrl::RemovePath);
        request.endpoint.token = u"env:TOKEN"_s;
        request.request = {u"POST"_s, u"/validate"_s, u"application/json"_s, "{}"};
        request.expected.status = 200;
        request.timeout = std::chrono::seconds(5);
        made.request = request;
        return made;
    }
    CheckAttempt::Means means() const { return {m_journal.get(), &m_clock, {}, m_dir->filePath(u"runs"_s), m_secrets.get()}; }
    /// How it ended: "done ...", "failed ...", or the refusal's code.
    QString end(RequestRun &run)
    {
        QSignalSpy ended(&run, &CheckAttempt::ended);
        QSignalSpy failed(&run, &CheckAttempt::failed);
        run.start();
        if (!QTest::qWaitFor([&] { return ended.size() + failed.size() > 0; }, 20'000))
            return u"no end"_s;
        return failed.isEmpty() ? (ended.first().at(0).toBool() ? u"done "_s : u"failed "_s) + ended.first().at(1).toString() : failed.first().at(0).value<Error>().code;
    }
    QStringList told() const
    {
        QStringList states;
        const Result<QList<JournalRecord>> records = m_journal->records();
        for (const JournalRecord &record : records ? *records : QList<JournalRecord>())
            if (record.details.contains(u"process"_s))
                states.append(record.verb + u' ' + record.state);
        return states;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_journal = std::make_unique<JournalService>(m_dir->filePath(u"journal"_s), &m_clock);
        QProcessEnvironment environment;
        environment.insert(u"TOKEN"_s, u"of-nobody-1"_s);
        m_secrets = std::make_unique<SecretStore>(environment);
        m_answer = [](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{\"token\": \"of-nobody-1\"}"); };
        m_server = std::make_unique<ScriptedServer>([this](const ScriptedRequest &request, ScriptedConnection *connection) { m_answer(request, connection); });
    }

    /// Recorded before it leaves and after it is answered; our own token that comes back is not told.
    void answered()
    {
        int recordedBefore = 0;
        m_answer = [&](const ScriptedRequest &, ScriptedConnection *connection) {
            recordedBefore = int(told().size());
            connection->reply(200, "{\"token\": \"of-nobody-1\"}");
        };
        RequestRun run(check(), means());
        QSignalSpy said(&run, &CheckAttempt::said);
        QCOMPARE(end(run), u"done HTTP 200"_s);
        QCOMPARE(recordedBefore, 1);
        QCOMPARE(told(), (QStringList {u"check started"_s, u"confirm done"_s}));
        QVERIFY(!said.isEmpty());
        for (const QList<QVariant> &line : said)
            QVERIFY2(!line.at(0).toString().contains(u"of-nobody-1"_s), qPrintable(line.at(0).toString()));
    }

    void otherAnswers_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::newRow("server error") << 500 << u"failed HTTP 500, not 200"_s;
        QTest::newRow("another success") << 202 << u"failed HTTP 202, not 200"_s;
        QTest::newRow("redirect") << 302 << u"failed HTTP 302, not 200"_s;
        QTest::newRow("forbidden") << 403 << u"failed HTTP 403, not 200"_s;
    }
    void otherAnswers()
    {
        QFETCH(int, status);
        QFETCH(QString, said);
        m_answer = [status](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(status, "{}", "Location: http://127.0.0.1:1/\r\n"); };
        RequestRun run(check(), means());
        QCOMPARE(end(run), said);
        QCOMPARE(m_server->requests.size(), 1);
    }

    /// The server got it and the answer is lost: it is not sent again, and does not count as passed.
    void aLostAnswer()
    {
        m_answer = [](const ScriptedRequest &, ScriptedConnection *connection) { connection->reset(); };
        RequestRun run(check(), means());
        const QString how = end(run);
        QVERIFY2(how.startsWith(u"failed It was sent, and no answer came"_s), qPrintable(how));
        QCOMPARE(m_server->requests.size(), 1);
    }

    void nobodyListens()
    {
        ToolCheck of = check();
        m_server->close();
        RequestRun run(of, means());
        const QString how = end(run);
        QVERIFY2(how.startsWith(u"failed It was not sent"_s), qPrintable(how));
    }

    /// A secret never goes without TLS to another machine, and never as nothing.
    void theToken()
    {
        ToolCheck of = check();
        of.request->endpoint.url = u"http://customers.example"_s;
        RequestRun plain(of, means());
        QVERIFY(end(plain).startsWith(u"failed It was not sent"_s));
        of = check();
        of.attempt = 2;
        of.request->endpoint.token = u"env:NOBODY_SET"_s;
        RequestRun none(of, means());
        QVERIFY(end(none).startsWith(u"failed It was not sent"_s));
        QCOMPARE(m_server->requests.size(), 0);
    }

    /// Two that begin the same attempt in one moment: one of them sends.
    void twoAtOnce()
    {
        RequestRun first(check(), means());
        RequestRun second(check(), means());
        QSignalSpy refused(&second, &CheckAttempt::failed);
        QSignalSpy ended(&first, &CheckAttempt::ended);
        first.start();
        second.start();
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused.first().at(0).value<Error>().code, u"underWay"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
        QCOMPARE(m_server->requests.size(), 1);
        QCOMPARE(told(), (QStringList {u"check started"_s, u"confirm done"_s}));
    }

    /// Whoever sent it is gone: its end is that nobody knows, and it does not leave again.
    void leftBehind()
    {
        ToolCheck of = check();
        of.resumed = true;
        RequestRun run(of, means());
        QVERIFY(end(run).startsWith(u"failed Whoever sent it ended"_s));
        QCOMPARE(m_server->requests.size(), 0);
    }

    void stopped()
    {
        m_answer = [](const ScriptedRequest &, ScriptedConnection *) {};
        RequestRun run(check(), means());
        QVERIFY(!run.stop());
        QSignalSpy ended(&run, &CheckAttempt::ended);
        run.start();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->requests.size(), 1, 20'000);
        QVERIFY(run.stop());
        QCOMPARE(ended.size(), 1);
        QVERIFY(!ended.first().at(0).toBool());
        QVERIFY(!run.stop());
    }

    /// How long whoever sent it may still wait decides when somebody else may say that it is left behind.
    void orphans()
    {
        RequestRun run(check(), means());
        m_answer = [](const ScriptedRequest &, ScriptedConnection *) {};
        run.start();
        const QList<UnfinishedScript> open = unfinishedScripts(*m_journal->records());
        QCOMPARE(open.size(), 1);
        QCOMPARE(open.first().requestMs, 5'000);
        QCOMPARE(orphanedAfterMs(open.first()), 65'000);
        run.stop();
        QVERIFY(unfinishedScripts(*m_journal->records()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_services_requestrun)
#include "tst_services_requestrun.moc"
