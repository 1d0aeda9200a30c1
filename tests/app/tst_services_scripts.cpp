// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/operationservice.h"
#include "services/systemclock.h"
#include "services/validation/validationservice.h"
#include "support/sandboxworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size()
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

/// The services of one window.
struct Window
{
    Window(const QString &kubeconfig, const QString &home, const Clock *clock)
        : paths {home + u"/journal"_s, home + u"/state"_s, home + u"/config"_s}
        , workspace({kubeconfig, {}, {}, {}, 10'000, false, {}}, paths, clock)
        , journal(paths.journal, clock)
        , policies(paths.policies(), {})
        , secrets(QProcessEnvironment())
        , endpoints(&workspace, &secrets, clock)
        , operations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
    {
        ok = workspace.load().ok();
        policies.load();
        ValidationDoors doors;
        doors.access = [this](const QString &context) { return workspace.access(context); };
        doors.workspace = &workspace;
        doors.policies = &policies;
        doors.endpoints = &endpoints;
        doors.clock = clock;
        scripts = std::make_unique<ScriptRunner>(ScriptRunner::Means {doors, &journal, QProcessEnvironment::systemEnvironment(), {}, paths.state + u"/runs"});
    }

    QList<JournalRecord> records() { return *journal.records(); }
    QStringList ends()
    {
        QStringList out;
        for (const JournalRecord &record : records())
            if (record.details.contains(u"process"_s) && record.state != u"started"_s)
                out.append(record.state);
        return out;
    }

    Paths paths;
    Workspace workspace;
    JournalService journal;
    PolicyLibrary policies;
    SecretStore secrets;
    Endpoints endpoints;
    OperationService operations;
    std::unique_ptr<ScriptRunner> scripts;
    bool ok = false;
};

} // namespace

/// Scripts of validations that a window starts: what was confirmed, once, or nothing.
class tst_services_scripts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<Window> m_window;
    QString m_id;
    int m_run = 0;

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    QString check() const { return home() + u"/config/policies/check.sh"_s; }
    bool writeCheck(const QByteArray &body) const { return writeFile(check(), "#!/bin/sh\n" + body); }
    int begun() const
    {
        QFile file(home() + u"/began"_s);
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count('\n')) : 0;
    }
    CheckScript plan() const
    {
        QSignalSpy planned(m_window->scripts.get(), &ScriptRunner::planned);
        const auto said = connect(m_window->scripts.get(), &ScriptRunner::failed, this, [](const QString &, const QString &, const Error &error) { qWarning("%s", qPrintable(error.message)); });
        m_window->scripts->plan(m_id, u"script"_s);
        (void)QTest::qWaitFor([&planned] { return !planned.isEmpty(); }, patienceMs);
        disconnect(said);
        return planned.isEmpty() ? CheckScript() : planned.first().first().value<CheckScript>();
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        QVERIFY(QDir().mkpath(home() + u"/config/policies"_s));
        QVERIFY(QFile::setPermissions(home(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(writeFile(home() + u"/config/policies/shop.yaml"_s,
                          "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                          "services:\n  - {name: web-shop, workload: {kind: Rollout, namespace: default, name: web}}\nvalidation:\n"
                          "  - {name: ready, type: pods}\n  - {name: script, type: tool, argv: [./check.sh, \"{{service}}\"], timeout: 60s}\n"));
        QVERIFY(writeCheck("exit 0\n"));
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}), m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        m_window = std::make_unique<Window>(m_dir.filePath(u"kc"_s), home(), &m_clock);
        QVERIFY(m_window->ok);
        QSignalSpy ready(&m_window->operations, &OperationPort::planReady);
        QSignalSpy finished(&m_window->operations, &OperationPort::finished);
        OperationRequest request;
        request.verb = Verb::Abort;
        request.target = {u"box"_s, u"default"_s, u"web"_s};
        m_window->operations.requestPlan(request);
        QVERIFY(ready.wait(patienceMs));
        const auto plan = ready.first().first().value<OperationPlanPtr>();
        m_window->operations.execute(plan, {plan->digest, u"latency doubled"_s, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patienceMs);
        m_id = finished.first().first().value<Outcome>().id;
        QTRY_VERIFY_WITH_TIMEOUT(subjectOf(m_window->records(), m_id), patienceMs);
    }
    void cleanup()
    {
        m_window.reset();
        m_world.reset();
    }

    void whatWasConfirmedRunsOnce()
    {
        QVERIFY(writeCheck("echo x >> " + (home() + u"/began"_s).toUtf8() + "\necho rows of $1 differ token=abcdefgh12345678\nexit 3\n"));
        QSignalSpy said(m_window->scripts.get(), &ScriptRunner::said);
        QSignalSpy ended(m_window->scripts.get(), &ScriptRunner::ended);
        QSignalSpy failed(m_window->scripts.get(), &ScriptRunner::failed);
        const CheckScript script = plan();
        QVERIFY2(script.command.contains(u"web-shop"_s) && script.attempt == 1 && script.limitMs == 60'000, qPrintable(script.command));
        QCOMPARE(begun(), 0);
        m_window->scripts->run(script);
        m_window->scripts->run(script); // the second of two clicks
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, patienceMs);
        QCOMPARE(failed.first().at(2).value<Error>().code, u"changed"_s);
        QCOMPARE(begun(), 1);
        QVERIFY(!ended.first().at(2).toBool());
        QVERIFY2(said.size() == 1 && said.first().at(2).toString().contains(u"rows of web-shop differ"_s) && !said.first().at(2).toString().contains(u"abcdefgh"_s), qPrintable(said.first().at(2).toString()));
        QCOMPARE(m_window->ends(), QStringList {u"failed"_s});
        QCOMPARE(plan().attempt, 2); // it may be tried again
    }

    /// Another program behind the same name is not what was confirmed.
    void anotherFileIsRefused()
    {
        const CheckScript script = plan();
        QVERIFY(writeCheck("echo x >> " + (home() + u"/began"_s).toUtf8() + "\n"));
        QSignalSpy failed(m_window->scripts.get(), &ScriptRunner::failed);
        m_window->scripts->run(script);
        QVERIFY(failed.wait(patienceMs));
        QCOMPARE(failed.first().at(2).value<Error>().code, u"changed"_s);
        QCOMPARE(begun(), 0);
        QVERIFY(m_window->ends().isEmpty());
    }

    void stopped()
    {
        QVERIFY(writeCheck("echo x >> " + (home() + u"/began"_s).toUtf8() + "\nsleep 300 & wait\n"));
        QSignalSpy ended(m_window->scripts.get(), &ScriptRunner::ended);
        QSignalSpy failed(m_window->scripts.get(), &ScriptRunner::failed);
        m_window->scripts->stop(m_id, u"script"_s);
        QCOMPARE(failed.size(), 1); // nothing runs
        m_window->scripts->run(plan());
        QTRY_COMPARE_WITH_TIMEOUT(begun(), 1, patienceMs);
        m_window->scripts->stop(m_id, u"script"_s);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patienceMs);
        QVERIFY(!ended.first().at(2).toBool());
        QCOMPARE(m_window->ends(), QStringList {u"failed"_s});
    }

    /// What follows a rollback script by itself: told and stopped like one that a person began, once, and only where the script ended well.
    void followsByItself()
    {
        QVERIFY(writeCheck("echo x >> " + (home() + u"/began"_s).toUtf8() + "\necho rows are missing\nexit 3\n"));
        DeskCall call;
        call.checks = {{u"script"_s, {check()}, {}, fileSha256(check()), {}, {}, {}}};
        auto plan = std::make_shared<OperationPlan>();
        plan->request.target = {u"box"_s, u"default"_s, u"web"_s};
        plan->call = std::make_shared<const DeskCall>(call);
        Outcome outcome;
        outcome.id = m_id;
        QSignalSpy said(m_window->scripts.get(), &ScriptRunner::said);
        QSignalSpy ended(m_window->scripts.get(), &ScriptRunner::ended);
        for (const OutcomeState state : {OutcomeState::Failed, OutcomeState::Unknown, OutcomeState::NotObserved}) {
            outcome.state = state;
            m_window->scripts->follow(plan, outcome);
        }
        QTest::qWait(300);
        QCOMPARE(begun(), 0);
        outcome.state = OutcomeState::Applied;
        m_window->scripts->follow(plan, outcome);
        m_window->scripts->follow(plan, outcome);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patienceMs);
        QVERIFY(!ended.first().at(2).toBool() && ended.first().at(3).toString().contains(u"rows are missing"_s));
        QCOMPARE(said.size(), 1);
        QCOMPARE(begun(), 1);
        QCOMPARE(m_window->ends(), QStringList {u"failed"_s});
    }

    /// The console that began it is gone: the script went on, and the next window records its end, once a minute has passed.
    void takenUp()
    {
        QVERIFY(writeCheck("echo x >> " + (home() + u"/began"_s).toUtf8() + "\nwhile [ ! -e " + (home() + u"/go"_s).toUtf8() + " ]; do sleep 0.1; done\n"));
        m_window->scripts->run(plan());
        QTRY_COMPARE_WITH_TIMEOUT(begun(), 1, patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(unfinishedScripts(m_window->records()).size(), 1, patienceMs);
        m_window->scripts.reset(); // killed
        m_window = std::make_unique<Window>(m_dir.filePath(u"kc"_s), home(), &m_clock);
        QList<JournalRecord> records = m_window->records();
        m_window->scripts->takeUp(records); // whoever began it may still be there
        m_window->scripts->stop(m_id, u"script"_s);
        QVERIFY(m_window->ends().isEmpty());
        for (JournalRecord &record : records)
            record.at = record.at.addMSecs(-2 * orphanedAfterMs(UnfinishedScript()));
        QSignalSpy ended(m_window->scripts.get(), &ScriptRunner::ended);
        m_window->scripts->takeUp(records);
        m_window->scripts->takeUp(records);
        QTest::qWait(500);
        QCOMPARE(ended.size(), 0); // still at it
        QVERIFY(writeFile(home() + u"/go"_s, {}));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, patienceMs);
        QVERIFY(ended.first().at(2).toBool());
        QCOMPARE(m_window->ends(), QStringList {u"done"_s});
        QCOMPARE(begun(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_services_scripts)
#include "tst_services_scripts.moc"
