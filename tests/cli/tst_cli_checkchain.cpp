// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// A rollback script and the check script that follows it by itself: both, one, or neither, and what is on record each time.
class tst_cli_checkchain : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    void write(const QString &name, const QByteArray &text, bool executable = false)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (executable ? QFile::ExeOwner : QFile::Permissions()));
    }
    QByteArray order() const
    {
        QFile file(m_dir.filePath(u"order"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }
    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    Said run(const QStringList &arguments) { return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + arguments, home(), 60'000); }
    QStringList back() const { return {u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, u"emergency"_s, u"--yes"_s, u"--reason"_s, u"the service is down"_s, u"--observe-timeout"_s, u"20s"_s}; }
    /// "intent open", "confirm failed", ...
    QStringList told()
    {
        QStringList states;
        for (const QJsonValue &value : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (value[u"type"] != u"genesis"_s && value[u"type"] != u"sent"_s)
                states.append(value[u"verb"].toString() + u' ' + value[u"state"].toString());
        return states;
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "DEPLOYMENT_LOG_URL"})
            qunsetenv(name);
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        QFile::remove(m_dir.filePath(u"order"_s));
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}), QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        const QByteArray policy = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: chain}\n"
                                  "services:\n  - {name: web, workload: {kind: Rollout, namespace: default, name: web}}\n"
                                  "rollback:\n  providers:\n    - {name: emergency, type: tool, argv: [./back.sh, --reason, \"{{reason}}\"], env: {DIR: \"@\"}, timeout: 20s}\n  verify: [data, health]\n"
                                  "validation:\n  - {name: data, type: tool, argv: [./check.sh, data, \"{{action_id}}\"], env: {DIR: \"@\"}, timeout: 20s}\n"
                                  "  - {name: health, type: tool, argv: [./check.sh, health], env: {DIR: \"@\"}, timeout: 20s}\n";
        write(u"policy.yaml"_s, QByteArray(policy).replace("@", m_dir.path().toUtf8()));
        write(u"back.sh"_s, "#!/bin/sh\necho back >> \"$DIR/order\"\nexit ${CODE:-0}\n", true);
        write(u"check.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\necho \"looked at $1 $2\"\n", true);
    }

    /// What will follow is part of what is confirmed.
    void itIsShown()
    {
        const QJsonObject plan = run({u"plan"_s, u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, u"emergency"_s}).json();
        QCOMPARE(plan[u"checks"].toArray().size(), 2);
        QCOMPARE(plan[u"checks"][0][u"item"].toString(), u"data"_s);
        QVERIFY(plan[u"checks"][0][u"command"][0].toString().endsWith(u"/check.sh"_s));
        write(u"check.sh"_s, "#!/bin/sh\nexit 0\n", true);
        QVERIFY(run({u"plan"_s, u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, u"emergency"_s}).json()[u"digest"] != plan[u"digest"]);
        QVERIFY(order().isEmpty());
    }

    void bothRunOnceInOrder()
    {
        const Said said = run(back());
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QCOMPARE(order(), QByteArray("back\ndata\nhealth\n"));
        QCOMPARE(said.json()[u"state"].toString(), u"applied"_s);
        QCOMPARE(said.json()[u"checks"][0][u"ok"].toBool(), true);
        QVERIFY2(said.err.contains(QByteArray("looked at data ").append(said.json()[u"id"].toString().toUtf8())), said.err.constData());
        QCOMPARE(told(), (QStringList {u"rollback open"_s, u"rollback applied"_s, u"check started"_s, u"confirm done"_s, u"check started"_s, u"confirm done"_s}));
    }

    /// The check that fails makes the whole red; the one behind it runs all the same.
    void theSecondFails()
    {
        write(u"check.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\necho 'rows are missing'\n[ \"$1\" = health ]\n", true);
        const Said said = run(back());
        QVERIFY2(said.code == 7, said.both().constData());
        QCOMPARE(order(), QByteArray("back\ndata\nhealth\n"));
        const QJsonObject document = said.json();
        QCOMPARE(document[u"state"].toString(), u"applied"_s);
        QCOMPARE(document[u"exitCode"].toInt(), 7);
        QCOMPARE(document[u"checks"][0][u"ok"].toBool(true), false);
        QVERIFY(document[u"checks"][0][u"note"].toString().contains(u"rows are missing"_s));
        QCOMPARE(document[u"checks"][1][u"ok"].toBool(), true);
        const Said state = run({u"validate"_s, u"--service"_s, u"web"_s});
        QCOMPARE(state.code, 7);
        QCOMPARE(state.json()[u"verified"].toBool(true), false);
        QCOMPARE(state.json()[u"items"][0][u"state"].toString(), u"bad"_s);
    }

    /// Nothing was put back, so nothing is checked.
    void theFirstFails()
    {
        write(u"back.sh"_s, "#!/bin/sh\necho back >> \"$DIR/order\"\nexit 9\n", true);
        const Said said = run(back());
        QCOMPARE(said.code, 1);
        QCOMPARE(order(), QByteArray("back\n"));
        QCOMPARE(told(), (QStringList {u"rollback open"_s, u"rollback failed"_s}));
    }

    /// A check that is not there keeps nobody from going back, and is red.
    void aCheckThatCannotStart()
    {
        QVERIFY(QFile::remove(m_dir.filePath(u"check.sh"_s)));
        QVERIFY(run({u"plan"_s, u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, u"emergency"_s}).json()[u"checks"][0][u"problem"].toString().contains(u"does not exist"_s));
        const Said said = run(back());
        QVERIFY2(said.code == 7, said.both().constData());
        QCOMPARE(order(), QByteArray("back\n"));
        QCOMPARE(told(), (QStringList {u"rollback open"_s, u"rollback applied"_s, u"confirm failed"_s, u"confirm failed"_s}));
    }

    /// Another file than the one that was confirmed, put there by the rollback script itself.
    void anotherFileIsNotStarted()
    {
        write(u"back.sh"_s, "#!/bin/sh\necho back >> \"$DIR/order\"\necho '# changed' >> \"$DIR/check.sh\"\n", true);
        const Said said = run(back());
        QVERIFY2(said.code == 7, said.both().constData());
        QCOMPARE(order(), QByteArray("back\n"));
        QVERIFY(said.json()[u"checks"][0][u"note"].toString().contains(u"another file"_s));
    }

    /// Killed while the rollback script runs: its end is found by reading, and what was to follow is not started by anybody.
    void killedBetween()
    {
        write(u"back.sh"_s, "#!/bin/sh\necho back >> \"$DIR/order\"\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.1; done\n", true);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> own = home();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + back());
        QTRY_COMPARE_WITH_TIMEOUT(order(), QByteArray("back\n"), 30'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        write(u"go"_s, {});
        QString settled; // an action is settled once, so it is asked once
        QTRY_VERIFY_WITH_TIMEOUT(settled == u"applied"_s || (settled = run({u"journal"_s, u"reconcile"_s}).json()[u"items"][0][u"state"].toString()) == u"applied"_s, 30'000);
        QCOMPARE(run({u"journal"_s, u"reconcile"_s}).json()[u"items"].toArray().size(), 0); // whoever acted is given a minute
        QCOMPARE(order(), QByteArray("back\n"));
        const Said state = run({u"validate"_s, u"--service"_s, u"web"_s});
        QCOMPARE(state.code, 7);
        QCOMPARE(state.json()[u"items"][0][u"state"].toString(), u"waiting"_s);
        QVERIFY(QFile::remove(m_dir.filePath(u"go"_s)));
    }
};

QTEST_GUILESS_MAIN(tst_cli_checkchain)
#include "tst_cli_checkchain.moc"
