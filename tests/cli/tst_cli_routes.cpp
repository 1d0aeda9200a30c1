// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/prometheusserver.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QByteArray config = R"(route:
  receiver: nobody
  group_by: [alertname]
  routes:
    - matchers: ['severity="critical"', 'team=~"a|b"']
      receiver: pager
      continue: true
    - match: {service: web}
      receiver: web
      routes:
        - match_re: {alertname: 'High.*'}
          mute_time_intervals: [nights]
        - matchers: [region!="", 'zone=~"x\\d+,y"']
          receiver: quiet
time_intervals:
  - {name: nights, time_intervals: [{times: [{start_time: '22:00', end_time: '23:00'}]}]}
receivers:
  - name: nobody
  - name: quiet
  - name: pager
    webhook_configs: [{url: 'http://127.0.0.1:9/x'}]
  - name: web
    email_configs: [{to: a@example.org, from: b@example.org, smarthost: 'h:25', auth_password: hunter2secret}]
)";

const QByteArray rules = R"(groups:
  - name: shop
    rules:
      - {alert: HighErrors, expr: vector(0) > 1, labels: {service: web}}
      - {alert: LowStock, expr: vector(0) > 1, labels: {service: other}}
      - {record: NotAnAlert, expr: vector(1)}
)";

QByteArray policyText(const QByteArray &names)
{
    return "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop, version: 1}\nalerts:\n  families:\n    - {name: errors, severity: P1, match: [" + names + "]}\n";
}

} // namespace

/// Routes of a real Alertmanager, with its own tool as the judge of where an alert ends; alerts of a policy against a real Prometheus.
class TestCliRoutes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    AlertmanagerServer m_alertmanager;
    PrometheusServer m_prometheus;

    bool write(const QString &name, const QByteArray &content)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    Said run(const QStringList &line, bool json = true, const QString &alertmanager = {})
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                          QStringList(json ? QStringList {u"--json"_s} : QStringList())
                              + QStringList {u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--request-timeout"_s, u"5s"_s, u"--prometheus"_s, m_prometheus.url().toString(), u"--alertmanager"_s,
                                             alertmanager.isEmpty() ? m_alertmanager.url().toString() : alertmanager}
                              + line,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }

private Q_SLOTS:
    void initTestCase()
    {
        MAESTRO_REQUIRE(AlertmanagerServer::available() && PrometheusServer::available(), "prometheus or prometheus-alertmanager");
        QVERIFY(write(u"kc"_s, "apiVersion: v1\nkind: Config\ncurrent-context: here\nclusters:\n- name: c\n  cluster: {server: \"http://127.0.0.1:1\"}\n"
                               "users:\n- name: u\n  user: {}\ncontexts:\n- name: here\n  context: {cluster: c, user: u}\n"));
        QVERIFY2(m_alertmanager.start(config), qPrintable(m_alertmanager.problem()));
        QFile file(m_prometheus.folder() + u"/rules.yml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(rules) == rules.size());
        file.close();
        QVERIFY2(m_prometheus.start("rule_files: [rules.yml]\n"), qPrintable(m_prometheus.problem()));
    }

    void routesAsAmtoolHasThem_data()
    {
        QTest::addColumn<QString>("labels");
        for (const char *labels : {"alertname=X", "severity=critical,team=a", "severity=critical,team=ab", "severity=critical,team=b,service=web", "service=web", "service=web,alertname=HighLatency",
                                   "service=web,alertname=ALowOne", "service=web,region=eu", "service=web,region=eu,zone=x1", "severity=critical,team=a,service=web,alertname=High"})
            QTest::newRow(labels) << QString::fromLatin1(labels);
    }

    void routesAsAmtoolHasThem()
    {
        QFETCH(QString, labels);
        const Said said = run({u"alerts"_s, u"--routes"_s, u"--labels"_s, labels});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.isOneDocument(), said.out.constData());
        QCOMPARE(said.json()[u"kind"].toString(), u"AlertRoutes"_s);
        QStringList receivers;
        for (const QJsonValue &hit : said.json()[u"items"][0][u"hits"].toArray())
            receivers << hit[u"receiver"].toString();
        const QString tool = QStandardPaths::findExecutable(u"amtool"_s);
        MAESTRO_REQUIRE(!tool.isEmpty(), "amtool");
        const Said judge = runProgram(tool, QStringList {u"config"_s, u"routes"_s, u"test"_s, u"--config.file="_s + m_alertmanager.folder() + u"/alertmanager.yml"_s} + labels.split(u','), {});
        QCOMPARE(judge.code, 0);
        QCOMPARE(receivers.join(u','), QString::fromUtf8(judge.out).trimmed());
    }

    void treeIsShown()
    {
        const Said said = run({u"alerts"_s, u"--routes"_s, u"--labels"_s, u"service=web,alertname=HighX"_s}, false);
        QCOMPARE(said.code, 0);
        const QString out = QString::fromUtf8(said.out);
        QVERIFY2(out.contains(u"everything else -> nobody (tells nobody)"_s), said.out.constData());
        QVERIFY2(out.contains(u"severity=\"critical\", team=~\"a|b\" -> pager (webhook), goes on"_s), said.out.constData());
        QVERIFY2(out.contains(u">     alertname=~\"High.*\" -> web (email), silent in nights"_s), said.out.constData());
        QCOMPARE(out.count(u"\n>"_s), 1);
        QVERIFY(!said.out.contains("hunter2secret") && !run({u"alerts"_s, u"--routes"_s}).out.contains("hunter2secret"));
        QVERIFY(run({u"alerts"_s, u"--routes"_s}).json()[u"items"][0][u"hits"].isNull());
        QCOMPARE(run({u"alerts"_s, u"--routes"_s, u"--labels"_s, u"oops"_s}).code, 2);
        QCOMPARE(run({u"alerts"_s, u"--routes"_s}, true, u"http://127.0.0.1:1"_s).code, 5);
    }

    void policyAgainstWhatIsLoaded_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("state");
        QTest::newRow("told") << QByteArray("HighErrors") << 0 << u"reaches"_s;
        QTest::newRow("by a pattern") << QByteArray("\"re:High.*\"") << 0 << u"reaches"_s;
        QTest::newRow("tells nobody") << QByteArray("LowStock") << 1 << u"tellsNobody"_s;
        QTest::newRow("missing rule") << QByteArray("HighLatency") << 1 << u"noRule"_s;
        QTest::newRow("not an alert") << QByteArray("NotAnAlert") << 1 << u"noRule"_s;
    }

    void policyAgainstWhatIsLoaded()
    {
        QFETCH(QByteArray, names);
        QFETCH(int, code);
        QVERIFY(write(u"policy.yaml"_s, policyText(names)));
        const QStringList line {u"policy"_s, u"check"_s, u"--live"_s, m_dir.filePath(u"policy.yaml"_s)};
        Said said;
        QTRY_VERIFY_WITH_TIMEOUT((said = run(line)).code == code, 20'000); // the rules are loaded
        QVERIFY2(said.isOneDocument(), said.out.constData());
        QCOMPARE(said.json()[u"kind"].toString(), u"PolicyCheck"_s);
        QCOMPARE(said.json()[u"live"].toArray().size(), 1);
        QTEST(said.json()[u"live"][0][u"state"].toString(), "state");
        QCOMPARE(run({u"policy"_s, u"check"_s, m_dir.filePath(u"policy.yaml"_s)}).code, 0); // without --live nobody is asked
    }

    void whatCannotBeReadIsUnknown()
    {
        QVERIFY(write(u"policy.yaml"_s, policyText("HighErrors")));
        const Said said = run({u"policy"_s, u"check"_s, u"--live"_s, m_dir.filePath(u"policy.yaml"_s)}, true, u"http://127.0.0.1:1"_s);
        QCOMPARE(said.code, 5);
        QCOMPARE(said.json()[u"live"][0][u"state"].toString(), u"unknown"_s);
        QVERIFY(!said.json()[u"liveProblems"].toArray().isEmpty());
        QVERIFY(write(u"policy.yaml"_s, "apiVersion: nothing\n"));
        QCOMPARE(run({u"policy"_s, u"check"_s, u"--live"_s, m_dir.filePath(u"policy.yaml"_s)}).code, 2);
    }
};

QTEST_GUILESS_MAIN(TestCliRoutes)
#include "tst_cli_routes.moc"
