// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include "journal/journalstore.h"
#include "services/evidence/evidencepack.h"
#include "services/systemclock.h"

#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Packs of evidence as a third party sees them: the program, the independent verifier and unzip have to agree.
class tst_cli_evidence : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_run = 0;

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    QString out() const { return m_dir.filePath(u"out%1"_s.arg(m_run)); }
    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"none"_s)} + arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}});
    }
    Said python(const QStringList &arguments) { return runProgram(u"python3"_s, QStringList{u"-B"_s} + arguments, {}); }
    Said independent(const QString &pack) { return python({QStringLiteral(MAESTRO_SOURCE_DIR "/tests/support/verifyjournal.py"), pack}); }

    static JournalRecord record(RecordType type, const QString &id, const QString &verb, const QString &state)
    {
        JournalRecord record;
        record.type = type;
        record.id = id;
        record.verb = verb;
        record.state = state;
        record.at = QDateTime::currentDateTimeUtc();
        record.actor.os = u"ann"_s;
        record.object = {u"box"_s, u"shop"_s, u"web"_s};
        record.objectKind = u"Rollout"_s;
        return record;
    }

    /// An action between others, its end apart from its beginning.
    void write()
    {
        const SystemClock clock;
        auto store = JournalStore::open(home() + u"/journal"_s, &clock);
        QVERIFY(store.ok());
        JournalRecord outcome = record(RecordType::Outcome, u"action-1"_s, u"abort"_s, u"applied"_s);
        outcome.details = {{u"http"_s, 200}, {u"auditId"_s, u"audit-9"_s}};
        JournalRecord decision = record(RecordType::Decision, u"decision-1"_s, u"decide"_s, u"rollback"_s);
        decision.reason = u"errors five minutes over the limit"_s;
        JournalRecord other = decision; // about something else
        other.object.name = u"api"_s;
        other.reason = u"about api"_s;
        for (const JournalRecord &one : {decision, other, record(RecordType::Note, u"before"_s, u"x"_s, {}), record(RecordType::Intent, u"action-1"_s, u"abort"_s, u"open"_s), record(RecordType::Note, u"between"_s, u"x"_s, {}),
                                         outcome, record(RecordType::Note, u"after"_s, u"x"_s, {})})
            QVERIFY((*store)->append(one).ok());
    }

    QString exported()
    {
        write();
        const Said said = run({u"evidence"_s, u"export"_s, u"action-1"_s, out()});
        if (said.code != 0)
            qWarning("%s", said.both().constData());
        return said.json()[u"path"].toString();
    }

    static void overwrite(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(bytes);
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init() { ++m_run; }

    void wholeAndVerified()
    {
        const QString pack = exported();
        QVERIFY(QFileInfo(pack).isDir());
        QVERIFY2(QFileInfo(pack).fileName().endsWith(u"_abort_shop_web_action-1"_s), qPrintable(pack));
        const Said verified = run({u"evidence"_s, u"verify"_s, pack});
        QCOMPARE(verified.code, 0);
        QCOMPARE(verified.json()[u"state"].toString(), u"valid"_s);
        QCOMPARE(run({u"evidence"_s, u"verify"_s, out()}).code, 0); // the folder that it was exported to
        const Said other = independent(pack);
        QVERIFY2(other.code == 0 && other.out.startsWith("valid\n"), other.both().constData());
        // The stretch of the action, with the record of somebody else in it, and without those before and after.
        const QByteArray lines = contentOf(pack + u"/record.jsonl"_s);
        QCOMPARE(lines.count('\n'), 3);
        QVERIFY(lines.contains("\"between\"") && !lines.contains("\"before\"") && !lines.contains("\"after\""));
        QVERIFY(contentOf(pack + u"/calls.json"_s).contains("audit-9"));
        const QByteArray decided = contentOf(pack + u"/decision.json"_s);
        QVERIFY(decided.contains("five minutes over") && !decided.contains("about api"));
        const QJsonObject manifest = QJsonDocument::fromJson(contentOf(pack + u"/manifest.json"_s)).object();
        QVERIFY(!manifest[u"missing"].toArray().isEmpty()); // there is no cluster here, and it says so
        QCOMPARE(QFileInfo(pack).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void theZipIsTheFolder()
    {
        const QString pack = exported();
        const Said said = python({u"-c"_s, u"import sys,zipfile,os\nz=zipfile.ZipFile(sys.argv[1]+'.zip')\nassert z.testzip() is None\n"
                                           "for n in z.namelist():\n  assert z.read(n)==open(os.path.join(os.path.dirname(sys.argv[1]),n),'rb').read()\nprint(len(z.namelist()))"_s, pack});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(said.out.trimmed().toInt(), int(QDir(pack).entryList(QDir::Files).size()));
        // It is checked as it is, without being unpacked.
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack + u".zip"_s}).json()[u"state"].toString(), u"valid"_s);
        QVERIFY(independent(pack + u".zip"_s).out.startsWith("valid\n"));
    }

    /// The Journal names the manifest that was handed out.
    void whatIsNotThereIsBadInput()
    {
        const Said said = run({u"evidence"_s, u"verify"_s, m_dir.filePath(u"nowhere"_s)});
        QCOMPARE(said.code, 2);
        QVERIFY2(said.isOneDocument() && said.json()[u"kind"].toString() == u"Error"_s && said.json()[u"code"].toString() == u"noFolder"_s, said.both().constData());
        QVERIFY(QDir().mkpath(out()));
        QCOMPARE(run({u"evidence"_s, u"verify"_s, out()}).code, 1); // it is there, and holds no pack
    }

    void theExportIsARecord()
    {
        const QString pack = exported();
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(contentOf(pack + u"/manifest.json"_s), QCryptographicHash::Sha256).toHex());
        bool named = false;
        const SystemClock clock;
        const auto store = JournalStore::open(home() + u"/journal"_s, &clock);
        const auto records = (*store)->read();
        for (const JournalRecord &one : *records)
            named = named || (one.verb == u"evidence" && one.details[u"sha256"].toString() == sha256);
        QVERIFY(named);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    void tamperedZip_data()
    {
        QTest::addColumn<QString>("script"); // z: what was exported, names and bytes; writes it anew
        QTest::newRow("a byte of a file") << u"raw=open(p,'rb').read().replace(b'audit-9',b'audit-8'); open(p,'wb').write(raw)"_s;
        QTest::newRow("a byte, with its checksum") << u"save([(n,b.replace(b'audit-9',b'audit-8')) for n,b in z])"_s;
        QTest::newRow("a file less") << u"save([e for e in z if not e[0].endswith('calls.json')])"_s;
        QTest::newRow("a file more") << u"save(z+[(top+'/more.json',b'{}')])"_s;
        QTest::newRow("out of the folder") << u"save(z+[(top+'/../../evil.sh',b'x')])"_s;
        QTest::newRow("an absolute name") << u"save(z+[('/tmp/evil.sh',b'x')])"_s;
        QTest::newRow("a name twice") << u"save(z+[z[1]])"_s;
        QTest::newRow("half of it") << u"raw=open(p,'rb').read(); open(p,'wb').write(raw[:len(raw)//2])"_s;
        QTest::newRow("nothing of it") << u"open(p,'wb')"_s;
        QTest::newRow("huge when unpacked") << u"save(z+[(top+'/bomb',bytes(200*1024*1024))],zipfile.ZIP_DEFLATED)"_s;
        QTest::newRow("sizes that lie") << u"raw=bytearray(open(p,'rb').read()); raw[18:26]=b'\\xff'*8; open(p,'wb').write(raw)"_s;
        QTest::newRow("a link") << u"i=zipfile.ZipInfo(top+'/l'); i.external_attr=0o120777<<16; i.create_system=3; save(z,extra=(i,'/etc/passwd'))"_s;
    }
    void tamperedZip()
    {
        QFETCH(QString, script);
        const QString zip = exported() + u".zip"_s;
        const QString before = QString::fromLatin1("import sys,zipfile\np=sys.argv[1]\nwith zipfile.ZipFile(p) as a: z=[(n,a.read(n)) for n in a.namelist()]\ntop=z[0][0].split('/')[0]\n"
                                                   "def save(files,how=zipfile.ZIP_STORED,extra=None):\n  with zipfile.ZipFile(p,'w',how) as a:\n    for n,b in files: a.writestr(n,b)\n"
                                                   "    if extra: a.writestr(*extra)\n");
        const Said changed = python({u"-W"_s, u"ignore"_s, u"-c"_s, before + script, zip});
        QVERIFY2(changed.code == 0, changed.both().constData());
        const Said said = run({u"evidence"_s, u"verify"_s, zip});
        QCOMPARE(said.code, 1);
        QCOMPARE(said.json()[u"state"].toString(), u"broken"_s);
        QVERIFY(!said.json()[u"packs"][0][u"problems"].toArray().isEmpty());
        QVERIFY(independent(zip).code == 1);
        QCOMPARE(QDir(out()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 2); // nothing was unpacked
    }

    /// A mass rollback is one pack: its own records, those of its rows, and each row that failed.
    void aBatchIsOnePack()
    {
        const SystemClock clock;
        auto store = JournalStore::open(home() + u"/journal"_s, &clock);
        JournalRecord begun = record(RecordType::Note, u"batch-1"_s, u"mass-rollback"_s, u"started"_s);
        begun.object.name.clear();
        begun.objectKind.clear();
        begun.details = {{u"batch"_s, QJsonObject{{u"count"_s, 3}}}};
        begun.ticket = u"INC-7"_s;
        JournalRecord ended = begun;
        ended.state = u"finished"_s;
        const auto row = [](const QString &id, const QString &name, RecordType type, const QString &state) {
            JournalRecord one = record(type, id, u"abort"_s, state);
            one.object.name = name;
            one.ticket = u"INC-7"_s;
            if (type == RecordType::Intent)
                one.details = {{u"release"_s, u"batch-1"_s}, {u"rule"_s, u"mass-rollback"_s}};
            return one;
        };
        QJsonArray rows;
        for (const auto &[id, state] : {std::pair(u"row-1"_s, u"applied"_s), std::pair(u"row-2"_s, u"refused"_s), std::pair(QString(), u"notSent"_s)})
            rows.append(QJsonObject{{u"object"_s, u"shop/x"_s}, {u"action"_s, id}, {u"state"_s, state}});
        ended.details = {{u"batch"_s, QJsonObject{{u"applied"_s, 1}, {u"notDone"_s, 2}, {u"rows"_s, rows}}}};
        for (const JournalRecord &one : {begun, row(u"row-1"_s, u"web"_s, RecordType::Intent, u"open"_s), row(u"row-1"_s, u"web"_s, RecordType::Outcome, u"applied"_s),
                                         row(u"row-2"_s, u"api"_s, RecordType::Refused, u"refused"_s), ended, record(RecordType::Note, u"after"_s, u"x"_s, {})})
            QVERIFY((*store)->append(one).ok());
        for (const QString &id : {u"batch-1"_s, u"INC-7"_s, u"INC-7"_s}) { // of the batch, of the incident; and again, when the export is a record itself
            const QString pack = run({u"evidence"_s, u"export"_s, id, out() + id}).json()[u"path"].toString();
            QVERIFY2(independent(pack).out.startsWith("valid\n"), qPrintable(pack));
            const QJsonArray actions = QJsonDocument::fromJson(contentOf(pack + u"/actions.json"_s)).array();
            QCOMPARE(actions.size(), 2);
            QCOMPARE(actions[0][u"state"].toString(), u"applied"_s);
            QCOMPARE(actions[1][u"state"].toString(), u"refused"_s);
            QCOMPARE(QJsonDocument::fromJson(contentOf(pack + u"/batch.json"_s)).array().last()[u"batch"][u"rows"].toArray().size(), 3);
            QVERIFY(contentOf(pack + u"/record.jsonl"_s).count('\n') >= 5);
            QTest::qWait(1'100); // the folder's name is of a second
        }
    }

    /// Killed at any moment: what has a name is whole.
    void killed()
    {
        write();
        int named = 0;
        for (int round = 0; round < 16; ++round) {
            QProcess process;
            QProcessEnvironment environment;
            environment.insert(u"HOME"_s, m_dir.path());
            environment.insert(u"MAESTRO_HOME"_s, home());
            process.setProcessEnvironment(environment);
            const QString parent = out() + QString::number(round);
            process.start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), {u"--kubeconfig"_s, m_dir.filePath(u"none"_s), u"evidence"_s, u"export"_s, u"action-1"_s, parent});
            QVERIFY(process.waitForStarted());
            QElapsedTimer since;
            since.start();
            // From before the first byte until it is done; waits for the folder first, so that most rounds hit the writing.
            while (round % 4 != 0 && !QFileInfo::exists(parent) && since.elapsed() < 10'000 && process.state() == QProcess::Running)
                process.waitForFinished(1);
            process.waitForFinished(round % 4 == 0 ? round * 5 : round % 4);
            process.kill(); // SIGKILL, and nobody else when it has ended already
            process.waitForFinished();
            for (const QString &name : QDir(parent).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
                ++named;
                QCOMPARE(verifyPack(parent + u'/' + name).problems, QStringList());
            }
        }
        QVERIFY(run({u"evidence"_s, u"export"_s, u"action-1"_s, out()}).code == 0);
        qInfo("%d whole after a kill", named);
    }

    void tampered_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"a byte of a file", "a file less", "a file more", "a record cut off", "a link", "a name that leaves", "no manifest", "hidden file"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }
    void tampered()
    {
        QFETCH(QString, how);
        const QString pack = exported();
        const QString calls = pack + u"/calls.json"_s;
        const QString manifest = pack + u"/manifest.json"_s;
        if (how == u"a byte of a file") {
            overwrite(calls, contentOf(calls).replace("audit-9", "audit-8"));
        } else if (how == u"a file less") {
            QVERIFY(QFile::remove(calls));
        } else if (how == u"a file more") {
            overwrite(pack + u"/more.json"_s, "{}");
        } else if (how == u"hidden file") {
            overwrite(pack + u"/.more"_s, "{}");
        } else if (how == u"a record cut off") { // and the manifest made to fit
            const QByteArray lines = contentOf(pack + u"/record.jsonl"_s);
            const QByteArray fewer = lines.left(lines.indexOf('\n') + 1);
            overwrite(pack + u"/record.jsonl"_s, fewer);
            QJsonObject whole = QJsonDocument::fromJson(contentOf(manifest)).object();
            QJsonArray files = whole[u"files"].toArray();
            files[0] = QJsonObject{{u"file"_s, u"record.jsonl"_s}, {u"size"_s, fewer.size()}, {u"sha256"_s, QString::fromLatin1(QCryptographicHash::hash(fewer, QCryptographicHash::Sha256).toHex())}};
            whole[u"files"_s] = files;
            overwrite(manifest, QJsonDocument(whole).toJson());
        } else if (how == u"a link") {
            const QString away = m_dir.filePath(u"away%1"_s.arg(m_run));
            QVERIFY(QFile::rename(calls, away));
            QVERIFY(QFile::link(away, calls));
        } else if (how == u"a name that leaves") {
            overwrite(manifest, contentOf(manifest).replace("calls.json", "../calls.json"));
        } else {
            QVERIFY(QFile::remove(manifest));
        }
        const Said said = run({u"evidence"_s, u"verify"_s, pack});
        QCOMPARE(said.code, 1);
        QCOMPARE(said.json()[u"state"].toString(), u"broken"_s);
        QVERIFY(independent(pack).code != 0);
    }

    void refused()
    {
        write();
        QCOMPARE(run({u"evidence"_s, u"export"_s, u"nothing"_s, out()}).json()[u"code"].toString(), u"notFound"_s);
        QVERIFY(!QFileInfo::exists(out()));
        // Never over another, and nothing is left behind.
        const auto content = packContent({home() + u"/journal"_s, {}, {}}, u"action-1"_s, QDateTime::currentDateTimeUtc());
        QVERIFY(content.ok());
        QVERIFY(writePack(*content, out()).ok());
        const auto second = writePack(*content, out());
        QVERIFY(!second);
        QCOMPARE(second.error().code, u"exists"_s);
        QCOMPARE(QDir(out()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), 2);
        // A Journal that cannot be trusted gives no evidence.
        const QString segment = home() + u"/journal/segment-000001.jsonl"_s;
        overwrite(segment, contentOf(segment).replace("between", "betweeN"));
        QCOMPARE(run({u"evidence"_s, u"export"_s, u"action-1"_s, out()}).code, 3);
    }
};

QTEST_GUILESS_MAIN(tst_cli_evidence)
#include "tst_cli_evidence.moc"
