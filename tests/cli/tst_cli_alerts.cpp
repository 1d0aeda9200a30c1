// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/alertrelay.h"
#include "support/program.h"
#include "support/prometheusserver.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

#include <pwd.h>
#include <unistd.h>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray policyText = R"(apiVersion: maestro.console/v1
kind: ReleasePolicy
metadata: {name: shop, version: 1}
environments:
  - {name: prod, connection: here}
services:
  - {name: checkout, workload: {kind: Rollout, namespace: shop, name: checkout-api}}
alerts:
  families:
    - {name: errors, severity: P1, match: [ShopHighErrorRate, "re:.*Burn.*"]}
)";

const QByteArray rules = R"(groups:
  - name: shop
    interval: 1s
    rules:
      - {alert: ShopHighErrorRate, expr: vector(1), labels: {service: checkout, severity: critical}, annotations: {summary: "errors above the limit"}}
      - {alert: FastBurnShop, expr: vector(1), labels: {rollout: checkout-api, namespace: shop}}
      - {alert: Unrelated, expr: vector(1), labels: {service: other, severity: info}}
)";

bool write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

/// Alerts and silences of the command line against Debian's Prometheus and Alertmanager; a relay between breaks what can break.
class tst_cli_alerts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<AlertmanagerServer> m_alertmanager;
    std::unique_ptr<PrometheusServer> m_prometheus;
    std::unique_ptr<AlertRelay> m_relay;
    QNetworkAccessManager m_manager;
    QString m_home;

    QStringList arguments(const QStringList &line, const QUrl &server) const
    {
        return QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--request-timeout"_s, u"1s"_s, u"--alertmanager"_s, server.toString()} + line;
    }

    Said run(const QStringList &line, const QUrl &server = {})
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), arguments(line, server.isEmpty() ? m_relay->url() : server),
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_home}});
    }

    Said create(const QStringList &matchers, const QString &observe = u"5s"_s, const QUrl &server = {})
    {
        return run(QStringList{u"silence"_s, u"create"_s} + matchers
                       + QStringList{u"--yes"_s, u"--reason"_s, u"planned work on the edge"_s, u"--duration"_s, u"10m"_s, u"--observe-timeout"_s, observe},
                   server);
    }

    /// What Alertmanager itself says, asked past the relay by another client.
    QJsonArray silencesByHand()
    {
        QNetworkReply *reply = m_manager.get(QNetworkRequest(QUrl(m_alertmanager->url().toString() + u"/api/v2/silences"_s)));
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 5'000))
            qFatal("no answer by hand");
        reply->deleteLater();
        return QJsonDocument::fromJson(reply->readAll()).array();
    }

    QJsonObject byHand(const QString &id)
    {
        for (const QJsonValue &silence : silencesByHand())
            if (silence[u"id"].toString() == id)
                return silence.toObject();
        return {};
    }

    QStringList journal()
    {
        QStringList out;
        const Said said = run({u"journal"_s, u"list"_s});
        for (const QJsonValue &record : said.json()[u"records"].toArray())
            if (record[u"type"].toString() != u"genesis")
                out.append(record[u"type"].toString() + u' ' + record[u"verb"].toString() + u' ' + record[u"state"].toString());
        return out;
    }

    int recordsWith(const QByteArray &policyHash) const
    {
        QFile file(m_home + u"/journal/segment-000001.jsonl"_s);
        return file.open(QIODevice::ReadOnly) ? int(file.readAll().count(QByteArray("\"policyHash\":\"" + policyHash + '"'))) : -1;
    }

    int writesArrived() const { return m_relay->arrivals("POST") + m_relay->arrivals("DELETE"); }

private Q_SLOTS:
    void initTestCase()
    {
        MAESTRO_REQUIRE(AlertmanagerServer::available(), "prometheus-alertmanager");
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        QVERIFY(write(m_dir.filePath(u"kc"_s), "apiVersion: v1\nkind: Config\ncurrent-context: here\nclusters:\n- name: c\n  cluster: {server: \"http://127.0.0.1:1\"}\n"
                                               "users:\n- name: u\n  user: {}\ncontexts:\n- name: here\n  context: {cluster: c, user: u}\n"));
        m_alertmanager = std::make_unique<AlertmanagerServer>();
        QVERIFY2(m_alertmanager->start(), qPrintable(m_alertmanager->problem()));
        m_prometheus = std::make_unique<PrometheusServer>();
        QVERIFY(write(m_prometheus->folder() + u"/rules.yml"_s, rules));
        QVERIFY2(m_prometheus->start("rule_files: [rules.yml]\nalerting:\n  alertmanagers:\n    - static_configs:\n        - targets: ['127.0.0.1:"
                                     + QByteArray::number(m_alertmanager->port()) + "']\n"),
                 qPrintable(m_prometheus->problem()));
    }

    void init()
    {
        static int number = 0;
        m_home = m_dir.filePath(u"home%1"_s.arg(++number));
        QVERIFY(write(m_home + u"/config/policies/shop.yaml"_s, policyText));
        m_relay = std::make_unique<AlertRelay>(m_alertmanager->url());
    }

    void alertsOfARuleThatFires()
    {
        QTRY_COMPARE_WITH_TIMEOUT(run({u"alerts"_s}).json()[u"items"].toArray().size(), 3, 30'000);
        const Said said = run({u"alerts"_s});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.isOneDocument(), said.out.constData());
        QCOMPARE(said.json()[u"kind"].toString(), u"AlertList"_s);
        QMap<QString, QJsonObject> byName;
        for (const QJsonValue &alert : said.json()[u"items"].toArray())
            byName.insert(alert[u"name"].toString(), alert.toObject());
        const QJsonObject errors = byName.value(u"ShopHighErrorRate"_s);
        QCOMPARE(errors[u"state"].toString(), u"firing"_s);
        QCOMPARE(errors[u"severity"].toString(), u"critical"_s); // its own, not the family's
        QCOMPARE(errors[u"family"].toString(), u"errors"_s);
        QCOMPARE(errors[u"service"].toString(), u"checkout"_s);
        QCOMPARE(errors[u"annotations"][u"summary"].toString(), u"errors above the limit"_s);
        const QJsonObject burn = byName.value(u"FastBurnShop"_s);
        QCOMPARE(burn[u"severity"].toString(), u"P1"_s); // the family's
        QCOMPARE(burn[u"family"].toString(), u"errors"_s);
        QCOMPARE(burn[u"service"].toString(), u"checkout"_s); // by its workload
        const QJsonObject other = byName.value(u"Unrelated"_s);
        QVERIFY(other[u"family"].isNull() && other[u"service"].isNull());
        QCOMPARE(said.json()[u"problems"].toArray().size(), 0);
        const QJsonArray groups = said.json()[u"groups"].toArray();
        QCOMPARE(groups.size(), 2);
        QCOMPARE(groups[0][u"service"].toString(), u"checkout"_s);
        QCOMPARE(groups[0][u"family"].toString(), u"errors"_s);
        QCOMPARE(groups[0][u"firing"].toInt(), 2);
        QVERIFY(groups[1][u"service"].isNull() && groups[1][u"family"].isNull());
    }

    void createdSeenAndExpired()
    {
        const Said made = create({u"alertname=ShopHighErrorRate"_s, u"service=~check.*"_s});
        QCOMPARE(made.code, 0);
        const QJsonObject outcome = made.json();
        QCOMPARE(outcome[u"state"].toString(), u"applied"_s);
        const QString id = outcome[u"silence"][u"id"].toString();
        const QJsonObject there = byHand(id);
        QCOMPARE(there[u"createdBy"].toString(), QString::fromLocal8Bit(::getpwuid(::getuid())->pw_name));
        QCOMPARE(there[u"comment"].toString(), u"planned work on the edge [maestro %1]"_s.arg(outcome[u"id"].toString()));
        QCOMPARE(there[u"status"][u"state"].toString(), u"active"_s);
        QCOMPARE(there[u"matchers"].toArray().size(), 2);
        QCOMPARE(qRound(QDateTime::fromString(there[u"endsAt"].toString(), Qt::ISODateWithMs).toSecsSinceEpoch() / 60.0
                        - QDateTime::currentSecsSinceEpoch() / 60.0), 10);
        const auto silencer = [this] {
            for (const QJsonValue &alert : run({u"alerts"_s}).json()[u"items"].toArray())
                if (alert[u"name"].toString() == u"ShopHighErrorRate" && alert[u"state"].toString() == u"suppressed")
                    return alert[u"silencedBy"][0].toString();
            return QString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(silencer(), id, 10'000);
        QCOMPARE(outcome[u"silence"][u"hides"].toArray(), QJsonArray{u"ShopHighErrorRate"_s});
        QVERIFY2(made.err.contains("This hides what the policy depends on: ShopHighErrorRate"), made.err.constData());

        const Said expired = run({u"silence"_s, u"expire"_s, id, u"--yes"_s, u"--reason"_s, u"the work is over"_s});
        QCOMPARE(expired.code, 0);
        QCOMPARE(byHand(id)[u"status"][u"state"].toString(), u"expired"_s);
        const Said again = run({u"silence"_s, u"expire"_s, id, u"--yes"_s, u"--reason"_s, u"the work is over"_s});
        QCOMPARE(again.code, 3);
        QCOMPARE(again.json()[u"code"].toString(), u"alreadyExpired"_s);
        QCOMPARE(run({u"silence"_s, u"expire"_s, u"../alerts"_s, u"--yes"_s, u"--reason"_s, u"the work is over"_s}).json()[u"code"].toString(), u"notFound"_s);
        QCOMPARE(writesArrived(), 2);
        QCOMPARE(journal(), (QStringList{u"intent silence-create open"_s, u"outcome silence-create applied"_s, u"intent silence-expire open"_s,
                                         u"outcome silence-expire applied"_s}));
        QCOMPARE(recordsWith(QCryptographicHash::hash(policyText, QCryptographicHash::Sha256).toHex()), 4);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).code, 0);
        for (const QJsonValue &silence : run({u"silence"_s, u"list"_s}).json()[u"items"].toArray())
            if (silence[u"id"].toString() == id)
                QCOMPARE(silence[u"state"].toString(), u"expired"_s);
    }

    void hides_data()
    {
        QTest::addColumn<QStringList>("matchers");
        QTest::addColumn<bool>("hides");
        QTest::newRow("a pattern over a pattern") << QStringList{u"alertname=~Fast.*"_s} << true;
        QTest::newRow("the service alone") << QStringList{u"service=checkout"_s} << true;
        QTest::newRow("another alert") << QStringList{u"alertname=Unrelated"_s} << false;
        QTest::newRow("another service") << QStringList{u"alertname=~.*Burn.*"_s, u"service=other"_s} << false;
    }
    void hides()
    {
        QFETCH(QStringList, matchers);
        const Said made = create(matchers);
        QCOMPARE(made.code, 0);
        QTEST(!made.json()[u"silence"][u"hides"].toArray().isEmpty(), "hides");
        QTEST(made.err.contains("This hides"), "hides");
        bool listed = false;
        for (const QJsonValue &silence : run({u"silence"_s, u"list"_s}).json()[u"items"].toArray())
            if (silence[u"id"] == made.json()[u"silence"][u"id"])
                listed = !silence[u"hides"].toArray().isEmpty();
        QTEST(listed, "hides");
        QCOMPARE(run({u"silence"_s, u"expire"_s, made.json()[u"silence"][u"id"].toString(), u"--yes"_s, u"--reason"_s, u"the check is over"_s}).code, 0);
    }

    void refusedBeforeAnythingIsSent_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        const QStringList confirmed{u"--yes"_s, u"--reason"_s, u"planned work on the edge"_s};
        const QStringList make{u"silence"_s, u"create"_s};
        QTest::newRow("no confirmation") << make + QStringList{u"a=b"_s, u"--reason"_s, u"planned work on the edge"_s} << 2 << u"confirmation"_s;
        QTest::newRow("no reason") << make + QStringList{u"a=b"_s, u"--yes"_s} << 2 << u"reason"_s;
        QTest::newRow("short reason") << make + QStringList{u"a=b"_s, u"--yes"_s, u"--reason"_s, u"short"_s} << 2 << u"reason"_s;
        QTest::newRow("everything") << make + QStringList{u"alertname=~.*"_s} + confirmed << 2 << u"badMatcher"_s;
        QTest::newRow("no sign") << make + QStringList{u"alertname"_s} + confirmed << 2 << u"badMatcher"_s;
        QTest::newRow("broken expression") << make + QStringList{u"alertname=~("_s} + confirmed << 2 << u"badMatcher"_s;
        QTest::newRow("no time at all") << make + QStringList{u"a=b"_s, u"--duration"_s, u"0s"_s} + confirmed << 2 << u"badValue"_s;
        QTest::newRow("no such silence") << QStringList{u"silence"_s, u"expire"_s, u"nope"_s} + confirmed << 1 << u"notFound"_s;
        QTest::newRow("credential in the address") << QStringList{u"alerts"_s, u"--alertmanager"_s, u"http://user:secret@127.0.0.1:1"_s} << 2 << u"usage"_s;
    }
    void refusedBeforeAnythingIsSent()
    {
        QFETCH(QStringList, line);
        const Said said = run(line);
        QTEST(said.code, "exitCode");
        QVERIFY2(said.isOneDocument(), said.out.constData());
        if (QLatin1String(QTest::currentDataTag()) != "credential in the address"_L1)
            QTEST(said.json()[u"code"].toString(), "code");
        QVERIFY(!said.out.contains("user:secret") && !said.err.contains("user:secret"));
        QCOMPARE(writesArrived(), 0);
    }

    void brokenServers_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("code");
        QTest::newRow("unavailable") << u"503"_s << 5 << u"unavailable"_s;
        QTest::newRow("a web page") << u"html"_s << 5 << u"notAlertmanager"_s;
        QTest::newRow("cut") << u"cut"_s << 5 << u"badAnswer"_s;
        QTest::newRow("another shape") << u"shape"_s << 5 << u"badAnswer"_s;
        QTest::newRow("redirect") << u"302"_s << 5 << u"redirected"_s;
        QTest::newRow("login") << u"401"_s << 4 << u"unauthorized"_s;
        QTest::newRow("slow") << u"slow"_s << 5 << u"timeout"_s;
        QTest::newRow("down") << u"down"_s << 5 << u"connectionRefused"_s;
    }
    void brokenServers()
    {
        QFETCH(QString, answer);
        m_relay->onRead = [answer](const ScriptedRequest &, ScriptedConnection *c) {
            if (answer == u"html")
                c->reply(200, "<html><title>Sign in</title></html>", "X-Other: text/html\r\n");
            else if (answer == u"cut")
                c->reply(200, "[{\"fingerprint\":\"a\"");
            else if (answer == u"shape")
                c->reply(200, "[{\"fingerprint\":7}]");
            else if (answer == u"302")
                c->reply(302, {}, "Location: https://login.example/\r\n");
            else if (answer != u"slow")
                c->reply(answer.toInt(), "{\"message\":\"no\"}");
            return true;
        };
        QUrl server = m_relay->url();
        if (answer == u"down") {
            QTcpServer closed;
            QVERIFY(closed.listen(QHostAddress::LocalHost));
            server.setPort(closed.serverPort());
        }
        for (const QStringList &line : {QStringList{u"alerts"_s}, QStringList{u"silence"_s, u"list"_s}}) {
            const Said said = run(line, server);
            QTEST(said.code, "exitCode");
            QVERIFY2(said.isOneDocument(), said.out.constData());
            QTEST(said.json()[u"code"].toString(), "code");
        }
        const Said made = create({u"a=b"_s}, u"1s"_s, server);
        QTEST(made.code, "exitCode");
        QCOMPARE(writesArrived(), 0);
        QCOMPARE(journal(), QStringList());
        if (answer == u"slow")
            return;
        const Said doctor = run({u"doctor"_s}, server);
        QVERIFY2(doctor.out.contains(server.toString().toUtf8()), doctor.out.constData());
        QVERIFY(!doctor.json()[u"healthy"].toBool(true));
    }

    void answerLost()
    {
        m_relay->writes = AlertRelay::Write::LoseAnswer;
        const Said made = create({u"lost=answer"_s});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.json()[u"state"].toString(), u"applied"_s);
        QVERIFY(made.json()[u"message"].toString().contains(u"read back"));
        QCOMPARE(byHand(made.json()[u"silence"][u"id"].toString())[u"status"][u"state"].toString(), u"active"_s);
        QCOMPARE(m_relay->arrivals("POST"), 1);
        QCOMPARE(run({u"silence"_s, u"expire"_s, made.json()[u"silence"][u"id"].toString(), u"--yes"_s, u"--reason"_s, u"the check is over"_s}).code, 0);
        QCOMPARE(m_relay->arrivals("DELETE"), 1);
    }

    /// The answer is lost and nobody can be asked: unknown; later settled by reading alone.
    void unknownThenReconciled()
    {
        bool broken = false;
        m_relay->writes = AlertRelay::Write::LoseAnswer;
        m_relay->onWrite = [&broken] { broken = true; };
        m_relay->onRead = [&broken](const ScriptedRequest &, ScriptedConnection *c) {
            if (broken)
                c->reply(503, "{}");
            return broken;
        };
        const Said made = create({u"unknown=answer"_s}, u"1s"_s);
        QCOMPARE(made.code, 6);
        QCOMPARE(made.json()[u"state"].toString(), u"unknown"_s);
        QCOMPARE(journal(), (QStringList{u"intent silence-create open"_s, u"outcome silence-create unknown"_s}));
        run({u"journal"_s, u"reconcile"_s});
        QCOMPARE(journal().size(), 2); // still not to be told
        broken = false;
        const Said settled = run({u"journal"_s, u"reconcile"_s});
        QCOMPARE(settled.code, 0);
        QCOMPARE(journal().constLast(), u"reconcile silence-create applied"_s);
        QCOMPARE(writesArrived(), 1);
        run({u"journal"_s, u"reconcile"_s});
        QCOMPARE(journal().size(), 3); // settled once
        QCOMPARE(run({u"journal"_s, u"verify"_s}).code, 0);
    }

    /// Whether a request that vanished will still arrive is not known for a while; it is never sent again.
    void swallowed()
    {
        m_relay->writes = AlertRelay::Write::Swallow;
        QCOMPARE(create({u"swallowed=request"_s}, u"1s"_s).code, 6);
        m_relay->writes = AlertRelay::Write::Through;
        run({u"journal"_s, u"reconcile"_s});
        QCOMPARE(journal().constLast(), u"outcome silence-create unknown"_s);
        QCOMPARE(writesArrived(), 1);
    }

    void killedAfterTheRequest()
    {
        m_relay->writes = AlertRelay::Write::Hold;
        QProcess process;
        QProcessEnvironment environment;
        environment.insert(u"MAESTRO_HOME"_s, m_home);
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                      arguments({u"silence"_s, u"create"_s, u"killed=client"_s, u"--yes"_s, u"--reason"_s, u"planned work on the edge"_s}, m_relay->url()));
        QVERIFY(QTest::qWaitFor([this] { return m_relay->arrivals("POST") == 1; }, 10'000));
        process.kill();
        QVERIFY(QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 5'000));
        m_relay->writes = AlertRelay::Write::Through;
        QCOMPARE(journal(), QStringList{u"intent silence-create open"_s});
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT((run({u"journal"_s, u"reconcile"_s}), journal().constLast()), u"reconcile silence-create applied"_s, 5'000);
        QCOMPARE(writesArrived(), 1);
    }

    void readOnlyConnection()
    {
        QVERIFY(write(m_home + u"/config/connections.yaml"_s, "connections:\n  - {name: here, readOnly: true}\n"));
        const Said made = create({u"a=b"_s});
        QCOMPARE(made.code, 3);
        QCOMPARE(made.json()[u"code"].toString(), u"readOnly"_s);
        QCOMPARE(writesArrived(), 0);
    }

    /// Two peers of one Alertmanager: what one of them says is said, and that the other is silent as well.
    void onePeerIsDown()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress::LocalHost));
        const QByteArray down = "http://127.0.0.1:" + QByteArray::number(closed.serverPort());
        closed.close();
        QVERIFY(write(m_home + u"/config/connections.yaml"_s, "connections:\n  - name: here\n    alertmanager: {url: \"" + down + "\", peers: [\"" + m_relay->url().toString().toUtf8() + "\"]}\n"));
        const auto plain = [this](const QStringList &line) {
            return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s)} + line,
                              {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_home}});
        };
        const Said said = plain({u"alerts"_s});
        QCOMPARE(said.code, 0);
        QCOMPARE(said.json()[u"items"].toArray().size(), 3);
        QCOMPARE(said.json()[u"problems"].toArray().size(), 1);
        const Said made = plain({u"silence"_s, u"create"_s, u"peer=two"_s, u"--yes"_s, u"--reason"_s, u"planned work on the edge"_s});
        QCOMPARE(made.code, 0);
        QCOMPARE(made.json()[u"target"][u"server"].toString(), m_relay->url().toString());
        QCOMPARE(writesArrived(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_cli_alerts)
#include "tst_cli_alerts.moc"
