// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The `evidence` section of a policy is carried out: where records lie, what they have to hold, who is told (EVD-04 to EVD-12, COM-10).
class tst_cli_evidencerules : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<sandbox::WebhookRecorder> m_chat;
    QMap<QString, QString> m_more; ///< environment

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    void policy(const QByteArray &evidence)
    {
        write(u"policy.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nenvironments: [{name: prod, connection: box}]\n"
                                "services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}}]\n"
                                "channels: [{name: incident, webhook: \"env:HOOK\"}]\nevidence: " + evidence + "\n");
    }
    Said run(const QStringList &arguments)
    {
        QMap<QString, QString> variables{{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"HOOK"_s, m_chat->url() + u"/services/T000/the-secret-part"_s}, {u"NO_PROXY"_s, u"*"_s}};
        variables.insert(m_more);
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)} + arguments, variables, 60'000);
    }
    Said abort(const QStringList &more = {}) { return run(QStringList{u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"errors doubled since the release"_s} + more); }
    QStringList filesIn(const QString &folder) const { return QDir(m_dir.filePath(folder)).entryList(QDir::Files, QDir::Name); }
    int clusterEvents() const
    {
        const QList<sandbox::Arrival> &all = m_world->clusters().first()->faults().arrivals;
        return int(std::count_if(all.begin(), all.end(), [](const sandbox::Arrival &one) { return one.method == "POST" && one.path.endsWith(u"/events"_s); }));
    }

private Q_SLOTS:
    void init()
    {
        m_more.clear();
        m_world = test::served(test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}}), QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        m_chat = std::make_unique<sandbox::WebhookRecorder>();
        QVERIFY(m_chat->listen(m_world->tls()));
        for (const QString &folder : {u"home"_s, u"named"_s, u"shared"_s})
            QDir(m_dir.filePath(folder)).removeRecursively();
        QDir().mkpath(m_dir.filePath(u"home/config"_s));
        for (const QString &folder : {u"home"_s, u"home/config"_s})
            QFile::setPermissions(m_dir.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(u"ca.pem"_s, m_world->authorityPem());
        write(u"home/config/connections.yaml"_s, QByteArray("webhooks: {caFile: \"").append(m_dir.filePath(u"ca.pem"_s).toUtf8()).append("\"}\n"));
    }
    void cleanup()
    {
        m_chat.reset();
        m_world.reset();
    }

    /// Flag and environment first, then the policy, then the program's own folder (CFG-03); packs and backups look in all of them.
    void whereRecordsLie_data()
    {
        QTest::addColumn<QByteArray>("evidence");
        QTest::addColumn<bool>("named");
        QTest::addColumn<QString>("folder");
        QTest::newRow("a folder of the state") << QByteArray("{dir: .evidence}") << false << u"home/state/.evidence"_s;
        QTest::newRow("the folder of the records themselves") << QByteArray("{dir: evidence/rollbacks}") << false << u"home/state/evidence"_s;
        QTest::newRow("anywhere") << QByteArray("{dir: ").append(m_dir.filePath(u"shared"_s).toUtf8()).append("}") << false << u"shared"_s;
        QTest::newRow("nothing is said") << QByteArray("{review_note: false}") << false << u"home/state/evidence"_s;
        QTest::newRow("the environment is first") << QByteArray("{dir: .evidence}") << true << u"named"_s;
    }
    void whereRecordsLie()
    {
        QFETCH(QByteArray, evidence);
        QFETCH(bool, named);
        QFETCH(QString, folder);
        policy(evidence);
        if (named)
            m_more.insert(u"EVIDENCE_DIR"_s, m_dir.filePath(u"named"_s));
        const Said said = abort();
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(filesIn(folder + u"/rollbacks"_s).size(), 1);
        QCOMPARE(filesIn(folder + u"/backups"_s).size(), 1);
        const QString id = said.json()[u"id"].toString();
        m_more.clear(); // who looks later has another environment, but for what only that one knew
        if (named)
            m_more.insert(u"EVIDENCE_DIR"_s, m_dir.filePath(u"named"_s));
        QCOMPARE(run({u"evidence"_s, u"backup"_s, id}).code, 0);
        const Said pack = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"home/packs"_s)});
        QVERIFY2(pack.code == 0 && !pack.out.contains("no evidence file was written"), pack.both().constData());
    }

    /// A way back is never kept waiting for paper: its record says what it lacks. What goes on is refused before anything is sent.
    void whatARecordMustHold()
    {
        policy("{required: [actor, reason, log_url, ticket], links: [\"https://wiki.test/reviews\"]}");
        const Said refused = run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"looks fine, go on"_s, u"--ticket"_s, u"INC-1"_s});
        QVERIFY2(refused.code != 0 && refused.both().contains("log_url") && !refused.both().contains("ticket,"), refused.both().constData());
        QCOMPARE(test::patchesAt(*m_world), 0);
        const Said back = abort();
        QVERIFY2(back.code == 0, back.both().constData());
        QFile file(m_dir.filePath(u"home/state/evidence/rollbacks/"_s) + filesIn(u"home/state/evidence/rollbacks"_s).value(0));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject record = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(record[u"lacks"].toArray(), (QJsonArray{u"log_url"_s, u"ticket"_s}));
        QCOMPARE(record[u"links"].toArray(), (QJsonArray{u"https://wiki.test/reviews"_s}));
        QCOMPARE(run({u"evidence"_s, u"verify"_s, file.fileName()}).code, 0);
    }

    void whatWasAskedForIsThere()
    {
        policy("{required: [actor, reason, log_url, ticket, from, to]}");
        const Said said = run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"looks fine, go on"_s, u"--ticket"_s, u"INC-1"_s, u"--log-url"_s, u"https://ci.test/1"_s});
        QVERIFY2(said.code == 0, said.both().constData());
    }

    /// EVD-07, COM-10: path and address of the log, once, and the secret address of the channel stands nowhere. EVD-08: the draft of a review.
    void whoIsTold()
    {
        policy("{announce: {channels: [incident], include: [record_path, log_url]}, review_note: true}");
        const Said said = abort({u"--log-url"_s, u"https://ci.test/builds/7"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(m_chat->writes().size(), 1);
        const QString text = QString::fromUtf8(m_chat->writes().first().body);
        QVERIFY2(text.contains(u"https://ci.test/builds/7"_s) && text.contains(m_dir.filePath(u"home/state/evidence/rollbacks/"_s)) && text.contains(u"errors doubled"_s), qPrintable(text));
        QVERIFY2(!said.both().contains("the-secret-part"), said.both().constData());
        QCOMPARE(filesIn(u"home/state/evidence/reviews"_s).size(), 1);
        QFile review(m_dir.filePath(u"home/state/evidence/reviews/"_s) + filesIn(u"home/state/evidence/reviews"_s).first());
        QVERIFY(review.open(QIODevice::ReadOnly));
        const QByteArray words = review.readAll();
        QVERIFY2(words.contains("## Timeline") && words.contains("errors doubled since the release"), words.constData());
        QCOMPARE(clusterEvents(), 1); // nothing is said of sinks
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// What was refused is no news; nor is what goes forward.
    void whoIsNotTold()
    {
        policy("{announce: {channels: [incident], include: [log_url]}, audit_sinks: [journal]}");
        QVERIFY(abort({u"--expect-revision"_s, u"9"_s}).code != 0);
        QCOMPARE(run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"looks fine, go on"_s}).code, 0);
        QCOMPARE(m_chat->writes().size(), 0);
        QCOMPARE(clusterEvents(), 0); // the sinks of the policy do not name it
    }

    /// What a pack must hold is missing where it is not there.
    void whatAPackMustHold()
    {
        policy("{attach: [grafana-snapshot, webhook-log, cosign-output]}");
        const Said said = abort();
        QVERIFY(said.code == 0);
        QCOMPARE(run({u"evidence"_s, u"export"_s, said.json()[u"id"].toString(), m_dir.filePath(u"home/packs"_s)}).code, 0);
        const QStringList packs = QDir(m_dir.filePath(u"home/packs"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QFile manifest(m_dir.filePath(u"home/packs/"_s) + packs.value(0) + u"/manifest.json"_s);
        QVERIFY(manifest.open(QIODevice::ReadOnly));
        const QByteArray bytes = manifest.readAll();
        for (const char *word : {"grafana-snapshot:", "webhook-log:", "cosign-output:"})
            QVERIFY2(bytes.contains(word), bytes.constData());
        // EVD-17: handed in, it is there byte for byte and no longer missing.
        const QByteArray output("Verified OK\n\0\xff", 14);
        write(u"cosign-output.txt"_s, output);
        const QString id = said.json()[u"id"].toString();
        const Said with = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"home/with"_s), m_dir.filePath(u"cosign-output.txt"_s)});
        QVERIFY2(with.code == 0 && with.out.contains("webhook-log:") && !with.out.contains("cosign-output:"), with.both().constData());
        QFile attached(with.json()[u"path"].toString() + u"/attachments/cosign-output.txt"_s);
        QVERIFY(attached.open(QIODevice::ReadOnly));
        QCOMPARE(attached.readAll(), output);
        QCOMPARE(run({u"evidence"_s, u"verify"_s, with.json()[u"path"].toString()}).code, 0);
        QCOMPARE(run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"home/none"_s), m_dir.filePath(u"not-there.txt"_s)}).code, 2);
        QVERIFY(!QDir(m_dir.filePath(u"home/none"_s)).exists());
        // Two of one name: neither takes the other's place.
        const Said twice = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"home/twice"_s), m_dir.filePath(u"cosign-output.txt"_s), m_dir.filePath(u"./cosign-output.txt"_s)});
        QVERIFY2(twice.code == 2 && !QDir(m_dir.filePath(u"home/twice"_s)).exists(), twice.both().constData());
    }

    void strict_data()
    {
        QTest::addColumn<QByteArray>("evidence");
        QTest::addColumn<QByteArray>("told");
        QTest::newRow("sink") << QByteArray("{audit_sinks: [journal, carrier-pigeon]}") << QByteArray("carrier-pigeon");
        QTest::newRow("field") << QByteArray("{required: [reason, mood]}") << QByteArray("mood");
        QTest::newRow("channel") << QByteArray("{announce: {channels: [nobody]}}") << QByteArray("nobody");
        QTest::newRow("what is told") << QByteArray("{announce: {channels: [incident], include: [everything]}}") << QByteArray("everything");
        QTest::newRow("to nobody") << QByteArray("{announce: {include: [log_url]}}") << QByteArray("channels");
        QTest::newRow("word") << QByteArray("{dirr: x}") << QByteArray("dirr");
    }
    void strict()
    {
        QFETCH(QByteArray, evidence);
        QFETCH(QByteArray, told);
        policy(evidence);
        const Said said = run({u"policy"_s, u"check"_s, m_dir.filePath(u"policy.yaml"_s)});
        QVERIFY2(said.code != 0 && said.both().contains(told) && said.both().contains("policy.yaml"), said.both().constData());
        const QJsonObject first = said.json()[u"problems"].toArray().first().toObject();
        QVERIFY2(said.both().contains(":7") || first[u"line"].toInt() == 7, said.both().constData());
    }
};

QTEST_GUILESS_MAIN(tst_cli_evidencerules)
#include "tst_cli_evidencerules.moc"
