// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalstore.h"
#include "services/systemclock.h"
#include "support/program.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QJsonArray>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The settled cases of the contract that need no cluster: the program as a script sees it.
class tst_cli_process : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QTcpServer m_listener; ///< must never be contacted
    int m_contacts = 0;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }

    QString kubeconfig(const QString &name, int port, const QByteArray &extra = {})
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write("apiVersion: v1\nkind: Config\ncurrent-context: here\nclusters:\n- name: c\n  cluster: {server: \"http://127.0.0.1:" + QByteArray::number(port)
                       + "\"}\nusers:\n- name: u\n  user: {}\n- name: sso\n  user:\n    exec:\n      apiVersion: client.authentication.k8s.io/v1\n      command: /bin/true\n"
                         "      interactiveMode: Never\ncontexts:\n- name: here\n  context: {cluster: c, user: u}\n- name: plugin\n  context: {cluster: c, user: sso}\n" + extra);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        return path;
    }

    Said run(const QStringList &arguments, QMap<QString, QString> variables = {})
    {
        variables.insert(u"HOME"_s, m_dir.path());
        if (!variables.contains(u"MAESTRO_HOME"_s))
            variables.insert(u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s));
        return runProgram(program(), arguments, variables);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(QFile::exists(program()), "maestro is not built");
        QVERIFY(m_listener.listen(QHostAddress::LocalHost));
        connect(&m_listener, &QTcpServer::newConnection, this, [this] { ++m_contacts; });
    }

    void settledCases_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("environment");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        const QString none;
        QTest::newRow("no command") << none << none << 2 << u"usage"_s;
        QTest::newRow("unknown flag") << u"promote|web|--reason|long enough reason|--yes|--no-such-flag"_s << none << 2 << u"unknownFlag"_s;
        QTest::newRow("no reason") << u"promote|web|--yes"_s << none << 2 << u"reason"_s;
        QTest::newRow("short reason") << u"promote|web|--yes|--reason|short"_s << none << 2 << u"reason"_s;
        QTest::newRow("blank reason") << u"rollback|--service|web|--yes|--reason|            "_s << none << 2 << u"reason"_s;
        QTest::newRow("abort takes a short one, not none") << u"abort|web|--yes|--reason= "_s << none << 2 << u"reason"_s;
        QTest::newRow("short reason of the environment") << u"promote|web|--yes"_s << u"ROLLBACK_REASON=short"_s << 2 << u"reason"_s;
        QTest::newRow("the flag wins") << u"promote|web|--yes|--reason|short"_s << u"ROLLBACK_REASON=long enough reason"_s << 2 << u"reason"_s;
        QTest::newRow("no confirmation") << u"promote|web|--reason|long enough reason"_s << none << 2 << u"confirmation"_s;
        QTest::newRow("reason of the environment, no confirmation") << u"promote|web"_s << u"ROLLBACK_REASON=long enough reason"_s << 2 << u"confirmation"_s;
        QTest::newRow("bad log address of the environment") << u"abort|web|--yes|--reason|x"_s << u"DEPLOYMENT_LOG_URL=nonsense"_s << 2 << u"badValue"_s;
        QTest::newRow("unknown kind") << u"get|pod/web"_s << none << 2 << u"unknownKind"_s;
        QTest::newRow("unknown context") << u"list|--context|nowhere"_s << none << 2 << u"unknownContext"_s;
        QTest::newRow("bad NAMESPACE") << u"list"_s << u"NAMESPACE=a/b"_s << 2 << u"badValue"_s;
        QTest::newRow("plugin without permission to run") << u"list|--context|plugin"_s << none << 3 << u"pluginNotTrusted"_s;
        QTest::newRow("trust needs a confirmation") << u"trust|add|sso"_s << none << 2 << u"confirmation"_s;
        QTest::newRow("nothing to trust") << u"trust|add|u|--yes"_s << none << 2 << u"notAPlugin"_s;
        QTest::newRow("unknown user") << u"trust|add|nobody|--yes"_s << none << 2 << u"unknownUser"_s;
        QTest::newRow("no such action") << u"journal|show|nope"_s << none << 1 << u"notFound"_s;
    }
    void settledCases()
    {
        QFETCH(QString, line);
        QFETCH(QString, environment);
        QMap<QString, QString> variables;
        if (!environment.isEmpty())
            variables.insert(environment.section(u'=', 0, 0), environment.section(u'=', 1));
        m_contacts = 0;
        const QStringList globals{u"--json"_s, u"--kubeconfig"_s, kubeconfig(u"kc"_s, m_listener.serverPort())};
        const Said said = run(globals + line.split(u'|', Qt::SkipEmptyParts), variables);
        QTEST(said.code, "exitCode");
        QVERIFY2(said.isOneDocument(), said.out.constData());
        QCOMPARE(said.json()[u"kind"].toString(), u"Error"_s);
        QCOMPARE(said.json()[u"exitCode"].toInt(), said.code);
        QTEST(said.json()[u"code"].toString(), "code");
        QVERIFY(!said.err.isEmpty());
        QCOMPARE(m_contacts, 0);
    }

    void helpIsForStdout()
    {
        for (const QStringList &level : {QStringList{}, QStringList{u"journal"_s}, QStringList{u"rollback"_s}}) {
            const Said said = run(level + QStringList{u"--help"_s}, {{u"MAESTRO_HOME"_s, u"/proc/nowhere"_s}});
            QCOMPARE(said.code, 0);
            QVERIFY(said.out.startsWith("Usage: maestro"));
            QCOMPARE(said.err, QByteArray());
        }
        QVERIFY(run({u"--version"_s}).out.startsWith("maestro "));
    }

    void kubeconfigErrorsHaveAPlace()
    {
        const QString path = m_dir.filePath(u"broken"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("apiVersion: v1\nkind: Config\nclusters: [\n");
        file.close();
        const Said said = run({u"list"_s, u"--json"_s, u"--kubeconfig"_s, path});
        QCOMPARE(said.code, 2);
        QCOMPARE(said.json()[u"where"][u"file"].toString(), path);
        QVERIFY(said.json()[u"where"][u"line"].toInt() > 0);
        QCOMPARE(run({u"list"_s, u"--kubeconfig"_s, m_dir.filePath(u"absent"_s)}).code, 2);
    }

    void nobodyListens_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("list") << u"list"_s;
        QTest::newRow("get") << u"get|web"_s;
        QTest::newRow("watch") << u"get|web|--watch"_s;
        QTest::newRow("plan") << u"plan|abort|web"_s;
        QTest::newRow("write") << u"abort|web|--yes|--reason|x"_s;
        QTest::newRow("service") << u"rollback|--service|web|--yes|--reason|long enough reason"_s;
    }
    void nobodyListens()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const int port = closed.serverPort();
        closed.close();
        QFETCH(QString, line);
        const Said said = run(QStringList{u"--json"_s, u"--request-timeout"_s, u"2s"_s, u"--kubeconfig"_s, kubeconfig(u"dead"_s, port)} + line.split(u'|'));
        QCOMPARE(said.code, 5);
        QVERIFY2(said.isOneDocument(), said.out.constData());
        QCOMPARE(said.json()[u"kind"].toString(), u"Error"_s);
        QVERIFY(!said.json()[u"message"].toString().isEmpty());
    }

    void doctorAndClustersTellWhyNot()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const int port = closed.serverPort();
        closed.close();
        const QStringList globals{u"--json"_s, u"--request-timeout"_s, u"2s"_s, u"--kubeconfig"_s, kubeconfig(u"dead"_s, port)};
        const Said clusters = run(globals + QStringList{u"clusters"_s});
        QCOMPARE(clusters.code, 0);
        QCOMPARE(clusters.json()[u"items"].toArray().size(), 2);
        QVERIFY(!clusters.json()[u"items"][0][u"reachable"].toBool(true));
        QCOMPARE(clusters.json()[u"items"][1][u"code"].toString(), u"pluginNotTrusted"_s);
        const Said doctor = run(globals + QStringList{u"doctor"_s});
        QCOMPARE(doctor.code, 1);
        QVERIFY(!doctor.json()[u"healthy"].toBool(true));
    }

    void trustIsGivenAndTakenBack()
    {
        const QMap<QString, QString> home{{u"MAESTRO_HOME"_s, m_dir.filePath(u"trusting"_s)}};
        const QStringList globals{u"--json"_s, u"--kubeconfig"_s, kubeconfig(u"kc"_s, 1)};
        QCOMPARE(run(globals + QStringList{u"trust"_s, u"add"_s, u"sso"_s, u"--yes"_s}, home).code, 0);
        const Said list = run(globals + QStringList{u"trust"_s, u"list"_s}, home);
        QCOMPARE(list.json()[u"items"][0][u"user"].toString(), u"sso"_s);
        QCOMPARE(list.json()[u"items"][0][u"sha256"].toString().size(), 64);
        QVERIFY(run(globals + QStringList{u"list"_s, u"--context"_s, u"plugin"_s}, home).json()[u"code"].toString() != u"pluginNotTrusted");
        QCOMPARE(run(globals + QStringList{u"trust"_s, u"remove"_s, u"sso"_s}, home).code, 0);
        QCOMPARE(run(globals + QStringList{u"trust"_s, u"remove"_s, u"sso"_s}, home).code, 1);
        QCOMPARE(run(globals + QStringList{u"list"_s, u"--context"_s, u"plugin"_s}, home).code, 3);
    }

    void emptyJournalIsValid()
    {
        const QMap<QString, QString> home{{u"MAESTRO_HOME"_s, m_dir.filePath(u"fresh"_s)}};
        const Said verify = run({u"journal"_s, u"verify"_s, u"--json"_s}, home);
        QCOMPARE(verify.code, 0);
        QCOMPARE(verify.json()[u"state"].toString(), u"valid"_s);
        QVERIFY(verify.json()[u"openIntents"].toArray().isEmpty());
        const Said list = run({u"journal"_s, u"list"_s, u"--json"_s}, home);
        QCOMPARE(list.code, 0);
        QCOMPARE(list.json()[u"kind"].toString(), u"JournalList"_s);
    }

    /// A home that cannot be read is not an empty one; a damaged journal is not a short one.
    void whatCannotBeReadIsNotFine()
    {
        QFile file(m_dir.filePath(u"nofolder"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Said verify = run({u"journal"_s, u"verify"_s, u"--json"_s}, {{u"MAESTRO_HOME"_s, m_dir.filePath(u"nofolder/home"_s)}});
        QCOMPARE(verify.code, 1);
        QCOMPARE(verify.json()[u"state"].toString(), u"broken"_s);
        QCOMPARE(verify.json()[u"brokenAt"], QJsonValue(QJsonValue::Null));
        QVERIFY2(verify.json()[u"message"].toString().contains(u"Not a directory"_s), verify.both().constData());
    }

    void aDamagedJournalIsTold()
    {
        const QMap<QString, QString> home{{u"MAESTRO_HOME"_s, m_dir.filePath(u"damaged"_s)}};
        SystemClock clock;
        const auto store = JournalStore::open(m_dir.filePath(u"damaged/journal"_s), &clock);
        QVERIFY(store);
        JournalRecord record;
        record.type = RecordType::Note;
        for (const QString &id : {u"first"_s, u"second"_s, u"third"_s}) {
            record.id = id;
            record.reason = u"what was seen by "_s + id;
            QVERIFY((*store)->append(record));
        }
        QCOMPARE(run({u"journal"_s, u"list"_s, u"--json"_s}, home).json()[u"brokenAt"], QJsonValue(QJsonValue::Null));
        QFile segment(m_dir.filePath(u"damaged/journal/segment-000001.jsonl"_s));
        QVERIFY(segment.open(QIODevice::ReadWrite));
        QByteArray bytes = segment.readAll();
        bytes.replace("seen by second", "seen by sEcond");
        QVERIFY(segment.seek(0) && segment.write(bytes) == bytes.size());
        segment.close();
        const Said list = run({u"journal"_s, u"list"_s, u"--json"_s}, home);
        QVERIFY(list.isOneDocument());
        QVERIFY2(list.err.contains("damaged"), list.both().constData());
        QCOMPARE(list.json()[u"brokenAt"][u"seq"].toInteger(), 3);
        const Said lost = run({u"journal"_s, u"show"_s, u"third"_s, u"--json"_s}, home);
        QCOMPARE(lost.code, 1);
        QCOMPARE(lost.json()[u"code"].toString(), u"journalBroken"_s);
        QCOMPARE(run({u"journal"_s, u"show"_s, u"first"_s}, home).code, 0);
        const QString out = m_dir.filePath(u"nowhere/x"_s);
        const Said written = run({u"journal"_s, u"export"_s, out, u"--json"_s}, home);
        QCOMPARE(written.code, 2); // the file that was named, not the journal
        QCOMPARE(written.json()[u"code"].toString(), u"fileUnwritable"_s);
        QVERIFY2(written.err.count(out.toUtf8()) == 1, written.err.constData());
    }

    /// An interrupted write is told by whoever sets it aside, and by nobody afterwards.
    void anInterruptedWriteIsToldOnce()
    {
        const QMap<QString, QString> home{{u"MAESTRO_HOME"_s, m_dir.filePath(u"torn"_s)}};
        SystemClock clock;
        {
            const auto store = JournalStore::open(m_dir.filePath(u"torn/journal"_s), &clock);
            QVERIFY(store && (*store)->append({}));
        }
        QFile segment(m_dir.filePath(u"torn/journal/segment-000001.jsonl"_s));
        QVERIFY(segment.open(QIODevice::Append) && segment.write("{\"at\":\"20") > 0);
        segment.close();
        QVERIFY(run({u"journal"_s, u"verify"_s}, home).out.contains("recovered tail"));
        QVERIFY(run({u"journal"_s, u"list"_s}, home).err.contains("interrupted"));
        QCOMPARE(run({u"journal"_s, u"list"_s}, home).err, QByteArray());
        QFile next(m_dir.filePath(u"torn/journal/segment-000002.jsonl"_s)); // where it went on
        QVERIFY(next.open(QIODevice::Append) && next.write("{\"at\":\"20") > 0);
        next.close();
        const Said doctor = run({u"doctor"_s, u"--json"_s}, home);
        QVERIFY2(doctor.out.contains("the last write was interrupted"), doctor.both().constData());
        QVERIFY2(doctor.out.contains("a record on trial was written, read back, and its falsification noticed"), doctor.both().constData());
    }

    void aKubeconfigWithoutContextsIsTold()
    {
        const QString path = m_dir.filePath(u"bare"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("apiVersion: v1\nkind: Config\n") > 0);
        file.close();
        const Said said = run({u"list"_s, u"--json"_s, u"--kubeconfig"_s, path});
        QCOMPARE(said.code, 2);
        QCOMPARE(said.json()[u"code"].toString(), u"noContext"_s);
        QVERIFY2(said.json()[u"message"].toString().contains(path), said.both().constData());
        QVERIFY(!said.json()[u"hint"].toString().contains(u"there are"_s));
    }

    void fullStdoutIsAnError()
    {
        for (const QStringList &line : {QStringList{u"--help"_s}, QStringList{u"journal"_s, u"verify"_s}, QStringList{u"journal"_s, u"verify"_s, u"--json"_s}}) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"MAESTRO_HOME"_s, m_dir.filePath(u"fresh"_s));
            process.setProcessEnvironment(environment);
            process.setStandardOutputFile(u"/dev/full"_s);
            process.start(program(), line);
            QVERIFY(process.waitForFinished());
            QCOMPARE(process.exitCode(), 1);
            const QByteArray told = process.readAllStandardError();
            QVERIFY2(told.contains("stdout") && told.contains("No space left"), told.constData());
        }
    }
};

QTEST_GUILESS_MAIN(tst_cli_process)
#include "tst_cli_process.moc"
