// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QJsonArray>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro checkpoint` against a simulated cluster: due times, decisions on record, and a no-go that keeps a release from going on.
class tst_cli_checkpoint : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;
    const QStringList looked {u"--tick"_s, u"errors"_s, u"--tick"_s, u"latency"_s};

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                          QStringList {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)} + arguments,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}});
    }
    Said say(const QString &choice, const QString &title, const QStringList &more = {}, const QString &reason = u"as was agreed in the call"_s)
    {
        return run(QStringList {u"checkpoint"_s, choice, title} + more + QStringList {u"--service"_s, u"shop"_s, u"--reason"_s, reason});
    }
    QJsonObject point(const QString &title)
    {
        const Said said = run({u"checkpoint"_s, u"list"_s, u"--service"_s, u"shop"_s});
        for (const QJsonValue &one : said.json()[u"items"].toArray())
            if (one[u"title"].toString() == title)
                return one.toObject();
        return {{u"error"_s, QString::fromUtf8(said.both())}};
    }
    Said promote() { return run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"the gates have passed"_s}); }
    bool write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    int decisions()
    {
        const QJsonArray all = run({u"journal"_s, u"list"_s}).json()[u"records"].toArray();
        return int(std::count_if(all.begin(), all.end(), [](const QJsonValue &one) { return one[u"type"].toString() == u"decision"_s; }));
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        QVERIFY(write(u"policy.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                                        "strategies:\n  - name: gated\n    kind: canary\n    automation: {owner: none}\n    phases:\n"
                                        "      - {name: quarter, weight: 25%, checkpoints: [{at: phase+1s, title: basics, items: [errors, latency]}, {at: phase+24h, title: stability}]}\n"
                                        "      - {name: all, weight: 100%, checkpoints: [{at: phase+6h, title: of the next phase}]}\n"
                                        "    run_sheet:\n      - {at: T+30m, title: decision, needs: [snapshot, webhook-log, captain-confirmation]}\n      - {at: T, title: begin, items: [say hello]}\n"
                                        "services: [{name: shop, strategy: gated, workload: {kind: Rollout, namespace: default, name: web}}]\n"));
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}, QJsonObject {{u"pause"_s, QJsonObject()}}}),
                               QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }
    void cleanup() { m_world.reset(); }

    void dueTimes()
    {
        const QJsonObject basics = point(u"basics"_s);
        QVERIFY2(basics[u"overdue"].toBool() && basics[u"choice"].isNull(), QJsonDocument(basics).toJson().constData());
        QCOMPARE(basics[u"items"].toArray().size(), 2);
        const QJsonObject stability = point(u"stability"_s);
        QVERIFY(!stability[u"overdue"].toBool());
        const auto at = [](const QJsonObject &of) { return QDateTime::fromString(of[u"dueAt"].toString(), Qt::ISODate); };
        QCOMPARE(at(basics).secsTo(at(stability)), 24 * 3600 - 1);
        QCOMPARE(at(basics).secsTo(at(point(u"decision"_s))), 30 * 60 - 1); // the first phase begins with the release
        QVERIFY(point(u"begin"_s).contains(u"error"_s)); // needs nothing, decides nothing
        QVERIFY(point(u"of the next phase"_s).contains(u"error"_s));
    }

    /// Without a service: those of all services of the policy, each with whose it is; what cannot be read is named and is no all-clear.
    void ofAllServices()
    {
        const QJsonObject one = run({u"checkpoint"_s, u"list"_s, u"--service"_s, u"shop"_s}).json();
        const Said said = run({u"checkpoint"_s, u"list"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        const QJsonArray items = said.json()[u"items"].toArray();
        QCOMPARE(items.size(), one[u"items"].toArray().size());
        for (const QJsonValue &item : items) {
            QCOMPARE(item[u"service"].toString(), u"shop"_s);
            QCOMPARE(item[u"name"].toString(), u"web"_s);
            QCOMPARE(item[u"revision"], one[u"revision"]);
        }
        QCOMPARE(std::count_if(items.begin(), items.end(), [](const QJsonValue &item) { return item[u"overdue"].toBool(); }), 1);
        QVERIFY(said.json()[u"unread"].toArray().isEmpty());
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        file.close();
        text.replace("name: web}}]", "name: web}}, {name: gone, strategy: gated, workload: {kind: Rollout, namespace: default, name: gone}}]");
        QVERIFY(write(u"policy.yaml"_s, text));
        const Said half = run({u"checkpoint"_s, u"list"_s});
        QVERIFY2(half.code != 0 && half.isOneDocument(), half.both().constData());
        QCOMPARE(half.json()[u"items"].toArray().size(), items.size());
        QCOMPARE(half.json()[u"unread"][0][u"service"].toString(), u"gone"_s);
    }

    /// GAT-07: a no-go blocks Promote, whoever asks; a go at the same point lifts it; an abort is never held.
    void noGoBlocksPromote()
    {
        QCOMPARE(say(u"no-go"_s, u"stability"_s, {}, u"p95 is not calm \x1b[31m yet"_s).code, 0);
        QCOMPARE(point(u"stability"_s)[u"choice"].toString(), u"no-go"_s);
        const Said refused = promote();
        QVERIFY2(refused.code == 3 && refused.both().contains("No-go at") && refused.both().contains("p95 is not calm") && !refused.both().contains('\x1b'), refused.both().constData());
        QCOMPARE(test::patchesAt(*m_world), 0);
        QCOMPARE(run({u"plan"_s, u"promote-full"_s, u"web"_s}).json()[u"allowed"].toBool(), false);
        QVERIFY(run({u"plan"_s, u"abort"_s, u"web"_s}).json()[u"allowed"].toBool());
        QCOMPARE(say(u"go"_s, u"basics"_s, looked).code, 0); // another point lifts nothing
        QCOMPARE(promote().code, 3);
        QCOMPARE(say(u"go"_s, u"stability"_s).code, 0);
        const Said went = promote();
        QVERIFY2(went.code == 0, went.both().constData());
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// GAT-08: without both attachments there is no go, and nothing is recorded.
    void attachments()
    {
        QVERIFY(write(u"snapshot.png"_s, QByteArray("\x89PNG\0\1\2", 7)));
        QVERIFY(write(u"hook.log"_s, "promote\n") && write(u"empty"_s, {}));
        const QString snapshot = u"snapshot="_s + m_dir.filePath(u"snapshot.png"_s);
        const int before = decisions();
        const Said none = say(u"go"_s, u"decision"_s);
        QVERIFY2(none.code == 3 && none.json()[u"code"].toString() == u"attachmentMissing"_s, none.both().constData());
        QCOMPARE(say(u"go"_s, u"decision"_s, {snapshot}).code, 3);
        QCOMPARE(say(u"go"_s, u"decision"_s, {snapshot, u"webhook-log="_s + m_dir.filePath(u"empty"_s)}).code, 2);
        QCOMPARE(say(u"go"_s, u"decision"_s, {snapshot, u"webhook-log=/nowhere"_s}).code, 2);
        QCOMPARE(say(u"go"_s, u"nothing"_s).code, 2);
        QCOMPARE(say(u"go"_s, u"basics"_s, looked, u"short"_s).code, 2);
        QCOMPARE(decisions(), before);
        const Said both = say(u"go"_s, u"decision"_s, {snapshot, u"webhook-log="_s + m_dir.filePath(u"hook.log"_s)});
        QVERIFY2(both.code == 0 && both.isOneDocument(), both.both().constData());
        QCOMPARE(decisions(), before + 1);
        const QJsonArray attached = point(u"decision"_s)[u"attached"].toArray();
        QCOMPARE(attached.size(), 2);
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(QByteArray("\x89PNG\0\1\2", 7), QCryptographicHash::Sha256).toHex());
        QCOMPARE(attached[0][u"sha256"].toString(), hash);
        QVERIFY(QFile::exists(home() + u"/state/evidence/"_s + hash + u".txt"_s));
    }

    /// AUT-17, EVD-11: what the controller sent is kept to the byte, recorded, shown on the timeline, part of the pack, and counts as the log that a go needs.
    void receivedWebhook()
    {
        QVERIFY(write(u"snapshot.png"_s, QByteArray("\x89PNG\0\1\2", 7)) && QDir().mkpath(home() + u"/config"_s));
        QFile::setPermissions(home() + u"/config"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile::setPermissions(home(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QStringList go {u"snapshot="_s + m_dir.filePath(u"snapshot.png"_s)};
        QCOMPARE(say(u"go"_s, u"decision"_s, go).code, 3);
        const Said off = run({u"receive"_s});
        QVERIFY2(off.code == 2 && off.both().contains("no webhooks are received"), off.both().constData());
        QTcpServer free; // a port that nobody has
        QVERIFY(free.listen(QHostAddress::LocalHost));
        const quint16 port = free.serverPort();
        free.close();
        QFile settings(home() + u"/config/receiver.yaml"_s);
        QVERIFY(settings.open(QIODevice::WriteOnly) && settings.write("receiver: {listen: " + QByteArray::number(port) + ", secret: 'env:HOOK', context: box}\n") > 0);
        settings.close();
        QProcess receiver;
        QProcessEnvironment environment;
        environment.insert(u"HOME"_s, m_dir.path());
        environment.insert(u"MAESTRO_HOME"_s, home());
        environment.insert(u"HOOK"_s, u"a-secret-of-twenty-characters"_s);
        receiver.setProcessEnvironment(environment);
        receiver.start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), {u"--json"_s, u"receive"_s});
        QTRY_VERIFY_WITH_TIMEOUT(receiver.canReadLine(), 20'000);
        QCOMPARE(QJsonDocument::fromJson(receiver.readLine()).object()[u"url"].toString(), u"http://127.0.0.1:%1/webhook"_s.arg(port));
        const auto post = [port](const QByteArray &secret, const QByteArray &query, const QByteArray &body) {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, port);
            if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::ConnectedState; }))
                return -1;
            socket.write("POST /webhook" + query + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + secret + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
            if (!QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 10'000))
                return -2;
            return socket.readAll().mid(9, 3).toInt();
        };
        const QByteArray body = "{\"decision\": \"promote\", \"note\": \"<b>\x1b[31mhostile\x1b[0m \xe2\x80\xae</b>\"}\n";
        QCOMPARE(post("a-secret-of-twenty-character", "?namespace=default&name=web", body), 401);
        QCOMPARE(post("a-secret-of-twenty-characters", "?namespace=default&name=../web", body), 400);
        QCOMPARE(post("a-secret-of-twenty-characters", "", body), 400);
        QCOMPARE(post("a-secret-of-twenty-characters", "?namespace=default&name=web", body), 202);
        QTRY_VERIFY_WITH_TIMEOUT(receiver.canReadLine(), 10'000);
        const QJsonObject told = QJsonDocument::fromJson(receiver.readLine()).object();
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
        QCOMPARE(told[u"sha256"].toString(), hash);
        QCOMPARE(told[u"said"].toString(), u"promote"_s);
        QFile kept(home() + u"/state/evidence/"_s + hash + u".txt"_s);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), body);
        for (int i = 0; i < 60; ++i)
            if (const int status = post("a-secret-of-twenty-characters", "?namespace=default&name=other", "x"); status != 202) {
                QCOMPARE(status, 429);
                QVERIFY2(i >= 57, QByteArray::number(i).constData());
                break;
            }
        receiver.kill();
        receiver.waitForFinished();
        // It was the first of this Journal, which nevertheless was begun by whoever runs the receiver.
        const QJsonArray records = run({u"journal"_s, u"list"_s}).json()[u"records"].toArray();
        QCOMPARE(records[0][u"type"].toString(), u"genesis"_s);
        QVERIFY2(records[0][u"actor"][u"os"].toString() != u"webhook" && !records[0][u"actor"][u"os"].toString().isEmpty(), QJsonDocument(records[0].toObject()).toJson().constData());
        QCOMPARE(records[1][u"actor"][u"os"].toString(), u"webhook"_s);
        const QByteArray timeline = run({u"timeline"_s, u"web"_s}).out;
        QVERIFY2(timeline.contains("webhook: promote") && !timeline.contains("hostile"), timeline.constData());
        QCOMPARE(point(u"decision"_s)[u"received"].toArray()[0][u"sha256"].toString(), hash);
        const Said both = say(u"go"_s, u"decision"_s, go);
        QVERIFY2(both.code == 0, both.both().constData());
        QCOMPARE(point(u"decision"_s)[u"attached"].toArray()[1][u"sha256"].toString(), hash);
        const Said went = promote();
        QVERIFY2(went.code == 0, went.both().constData());
        const Said pack = run({u"evidence"_s, u"export"_s, went.json()[u"id"].toString(), m_dir.filePath(u"packs%1"_s.arg(m_run))});
        QFile packed(pack.json()[u"path"].toString() + u"/webhooks/"_s + hash + u".txt"_s);
        QVERIFY2(packed.open(QIODevice::ReadOnly), pack.both().constData());
        QCOMPARE(packed.readAll(), body);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        for (const QString &folder : {home(), m_dir.filePath(u"packs%1"_s.arg(m_run))})
            for (QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly) && !file.readAll().contains("a-secret-of-twenty"));
            }
    }

    /// GAT-07: a go of the command line needs the same checklist as that of the window, and says which items are open.
    void checklist()
    {
        const int before = decisions();
        const Said none = say(u"go"_s, u"basics"_s);
        QVERIFY2(none.code == 3 && none.json()[u"code"].toString() == u"checklistOpen"_s && none.json()[u"message"].toString().contains(u"errors; latency"_s), none.both().constData());
        const Said one = say(u"go"_s, u"basics"_s, {u"--tick"_s, u"latency"_s, u"--tick"_s, u"latency"_s});
        QVERIFY2(one.code == 3 && one.json()[u"message"].toString().contains(u"errors;"_s) && !one.json()[u"message"].toString().contains(u"latency"_s), one.both().constData());
        const Said strange = say(u"go"_s, u"basics"_s, looked + QStringList {u"--tick"_s, u"Errors"_s});
        QVERIFY2(strange.code == 2 && strange.json()[u"code"].toString() == u"noItem"_s, strange.both().constData());
        QCOMPARE(say(u"go"_s, u"stability"_s, looked).code, 2); // has no checklist
        QCOMPARE(decisions(), before);
        QVERIFY(point(u"basics"_s)[u"choice"].isNull());
        QCOMPARE(say(u"no-go"_s, u"basics"_s, {u"--tick"_s, u"errors"_s}).code, 0); // says what was looked at, needs none of it
        QCOMPARE(point(u"basics"_s)[u"checked"].toArray(), (QJsonArray {u"errors"_s}));
        const Said went = say(u"go"_s, u"basics"_s, looked);
        QVERIFY2(went.code == 0, went.both().constData());
        QCOMPARE(point(u"basics"_s)[u"checked"].toArray().size(), 2);
        QCOMPARE(decisions(), before + 2);
    }

    void putOff()
    {
        QCOMPARE(say(u"defer"_s, u"basics"_s).code, 2);
        QCOMPARE(say(u"defer"_s, u"basics"_s, {u"--until"_s, u"2h"_s}).code, 0);
        const QJsonObject later = point(u"basics"_s);
        QVERIFY(!later[u"overdue"].toBool() && later[u"deferredTo"].isString());
        QCOMPARE(say(u"defer"_s, u"basics"_s, {u"--until"_s, u"1ms"_s}).code, 0);
        QTest::qWait(1'100);
        QVERIFY(point(u"basics"_s)[u"overdue"].toBool());
        QCOMPARE(promote().code, 0); // an alarm, no lock
    }
};

QTEST_GUILESS_MAIN(tst_cli_checkpoint)
#include "tst_cli_checkpoint.moc"
