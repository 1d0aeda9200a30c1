// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backfilledtraffic.h"
#include "support/program.h"
#include "support/prometheusserver.h"
#include "support/scriptedserver.h"
#include "support/shoppolicy.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What edited limits would have said: `maestro policy diff` with a file of samples, and with what Prometheus kept; `policy evaluate --since`.
class tst_cli_whatif : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString written(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }

    /// Gates over m (ms) and, if it is there, n.
    QString policy(const QString &name, const QByteArray &gates, const QByteArray &more = {})
    {
        return written(name, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: own, version: 1}\n"
                             "services:\n  - {name: web, workload: {kind: Rollout, namespace: default, name: web}}\n"
                             "metrics:\n  - {name: m, unit: ms, better: lower, query: up}\n" + more + "gates:\n" + gates);
    }

    static QByteArray line(const char *at, const QByteArray &metric, const char *value)
    {
        return QByteArray("{\"at\":\"2026-03-01T") + at + "Z\",\"metric\":\"" + metric + "\",\"role\":\"canary\",\"value\":" + value + "}\n";
    }

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }

    static QJsonObject gate(const QJsonObject &document, const QString &name)
    {
        for (const QJsonValue &one : document[u"replay"][u"gates"].toArray())
            if (one[u"gate"].toString() == name)
                return one.toObject();
        return {};
    }

private Q_SLOTS:
    void editedLimits()
    {
        const QString before = policy(u"before.yaml"_s, "  - {name: g, metric: m, pass: \"<= 500ms\", on_fail: rollback}\n  - {name: gone, metric: m, fail: \"> 1s\"}\n");
        const QString after = policy(u"after.yaml"_s, "  - {name: g, metric: m, pass: \"<= 600ms\", on_fail: rollback}\n  - {name: fresh, metric: n, pass: \"< 5\"}\n",
                                     "  - {name: n, unit: none, query: up}\n");
        const QByteArray lines = line("12:00:00", "m", "400") + line("12:01:00", "m", "550") + line("12:02:00", "m", "590") + line("12:03:00", "m", "700")
            + line("12:04:00", "m", "\"NaN\"") + line("12:05:00", "m", "550") + line("12:05:00", "n", "1");
        const QString samples = written(u"samples.jsonl"_s, lines);
        const QStringList diff{u"policy"_s, u"diff"_s, before, after, u"--service"_s, u"web"_s, u"--samples"_s, samples};
        const Said said = run(diff + QStringList{u"--json"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        const QJsonObject document = said.json();
        QCOMPARE(document[u"kind"].toString(), u"PolicyDiff"_s);
        QVERIFY(!document[u"changes"].toArray().isEmpty());
        QCOMPARE(document[u"replay"][u"instants"].toInt(), 6);
        const QJsonObject kept = gate(document, u"g"_s);
        QCOMPARE(kept[u"before"].toObject(), (QJsonObject{{u"pass"_s, 1}, {u"hold"_s, 0}, {u"fail"_s, 4}, {u"noData"_s, 1}, {u"unset"_s, 0}}));
        QCOMPARE(kept[u"after"].toObject(), (QJsonObject{{u"pass"_s, 4}, {u"hold"_s, 0}, {u"fail"_s, 1}, {u"noData"_s, 1}, {u"unset"_s, 0}}));
        const QJsonArray changes = kept[u"changes"].toArray();
        QCOMPARE(changes.size(), 2);
        QCOMPARE(changes.at(0).toObject(), (QJsonObject{{u"from"_s, u"2026-03-01T12:01:00Z"_s}, {u"to"_s, u"2026-03-01T12:02:00Z"_s}, {u"before"_s, u"fail"_s}, {u"after"_s, u"pass"_s}}));
        QVERIFY(gate(document, u"gone"_s)[u"after"].isNull() && gate(document, u"fresh"_s)[u"before"].isNull());
        QCOMPARE(gate(document, u"fresh"_s)[u"after"][u"pass"].toInt(), 1); // no sample elsewhere: never a pass
        QCOMPARE(document[u"replay"][u"decision"][u"before"][u"rollback"].toInt(), 4);
        QCOMPARE(document[u"replay"][u"decision"][u"after"][u"rollback"].toInt(), 1);
        QVERIFY(run(diff).out.contains("g pass instead of fail"));
    }

    void sameIsSame()
    {
        const QString file = policy(u"same.yaml"_s, "  - {name: g, metric: m, pass: \"<= 500ms\"}\n");
        const QString samples = written(u"samples.jsonl"_s, line("12:00:00", "m", "400") + line("12:01:00", "m", "550"));
        const QJsonObject document = run({u"--json"_s, u"policy"_s, u"diff"_s, file, file, u"--service"_s, u"web"_s, u"--samples"_s, samples}).json();
        QVERIFY(document[u"same"].toBool() && gate(document, u"g"_s)[u"changes"].toArray().isEmpty());
        QVERIFY(!run({u"--json"_s, u"policy"_s, u"diff"_s, file, file}).json().contains(u"replay"_s));
    }

    void badCalls_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QString>("code");
        QTest::newRow("no service") << QStringList{u"--samples"_s, u"x"_s} << u"unknownService"_s;
        QTest::newRow("no such file") << QStringList{u"--service"_s, u"web"_s, u"--samples"_s, u"/none"_s} << u"unreadableFile"_s;
        QTest::newRow("both sources") << QStringList{u"--service"_s, u"web"_s, u"--samples"_s, u"x"_s, u"--since"_s, u"1h"_s} << u"usage"_s;
        QTest::newRow("too long ago") << QStringList{u"--service"_s, u"web"_s, u"--since"_s, u"169h"_s} << u"usage"_s;
        QTest::newRow("no such phase") << QStringList{u"--service"_s, u"web"_s, u"--since"_s, u"1h"_s, u"--phase"_s, u"x"_s} << u"unknownPhase"_s;
    }
    void badCalls()
    {
        QFETCH(QStringList, more);
        const QString file = policy(u"own.yaml"_s, "  - {name: g, metric: m, pass: \"<= 500ms\"}\n");
        const Said said = run(QStringList{u"--json"_s, u"policy"_s, u"diff"_s, file, file} + more);
        QCOMPARE(said.code, 2);
        QTEST(said.json()[u"code"].toString(), "code");
    }

    /// Prometheus, whose canary began to fail with 10 % twenty minutes ago: no kubeconfig and no cluster is needed.
    void fromPrometheus()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        const qint64 nowS = QDateTime::currentSecsSinceEpoch() / 15 * 15;
        BackfilledTraffic traffic;
        traffic.fromS = nowS - 7200;
        traffic.toS = nowS + 600;
        traffic.badFromS = nowS - 1200;
        PrometheusServer server;
        QVERIFY2(server.start("global:\n  scrape_interval: 1m\n", traffic.openMetrics()), qPrintable(server.problem()));
        const QString strict = written(u"strict.yaml"_s, trafficPolicy());
        const QString lax = written(u"lax.yaml"_s, trafficPolicy().replace("\"> 5%\"", "\"> 20%\""));
        const QStringList kept{u"--service"_s, u"web"_s, u"--since"_s, u"1h"_s, u"--prometheus"_s, server.url().toString()};
        const Said evaluated = run(QStringList{u"--json"_s, u"policy"_s, u"evaluate"_s, u"--policy"_s, strict} + kept);
        QVERIFY2(evaluated.code == 0 && evaluated.isOneDocument(), evaluated.both().constData());
        QDateTime failed;
        int passed = 0;
        for (const QJsonValue &item : evaluated.json()[u"items"].toArray()) {
            if (item[u"gate"].toString() != u"errors"_s)
                continue;
            passed += item[u"verdict"].toString() == u"pass"_s;
            if (item[u"verdict"].toString() == u"fail"_s && !failed.isValid())
                failed = QDateTime::fromString(item[u"at"].toString(), Qt::ISODateWithMs);
        }
        // For 3 m over a window of 2 m, looked at once a minute.
        const qint64 delay = failed.toSecsSinceEpoch() - traffic.badFromS;
        QVERIFY2(delay >= 180 && delay <= 420, qPrintable(QString::number(delay)));
        QVERIFY2(passed >= 35 && passed <= 41, qPrintable(QString::number(passed)));
        const Said replayed = run(QStringList{u"--json"_s, u"policy"_s, u"diff"_s, strict, lax} + kept);
        QVERIFY2(replayed.code == 0, replayed.both().constData());
        const QJsonObject errors = gate(replayed.json(), u"errors"_s);
        QVERIFY(errors[u"before"][u"fail"].toInt() > 10);
        QCOMPARE(errors[u"after"][u"fail"].toInt(-1), 0);
        const QJsonObject span = errors[u"changes"][0].toObject();
        QCOMPARE(span[u"before"].toString(), u"fail"_s);
        QCOMPARE(span[u"after"].toString(), u"hold"_s); // neither bound is met
        // Nobody was a canary of a service that has none: no data, and no pass.
        const Said none = run(QStringList{u"--json"_s, u"policy"_s, u"evaluate"_s, u"--policy"_s, written(u"none.yaml"_s, trafficPolicy().replace("http_requests_total", "no_such_total"))} + kept);
        QCOMPARE(none.code, 0);
        for (const QJsonValue &item : none.json()[u"items"].toArray())
            QVERIFY(item[u"verdict"].toString() == u"noData"_s || item[u"gate"].toString() == u"latency"_s);
    }

    /// What a server left out it says; so does whoever judges by its answer.
    void warnings()
    {
        ScriptedServer server;
        server.setScript([](const ScriptedRequest &request, ScriptedConnection *connection) {
            const QByteArray series = request.target.contains("query_range") ? QByteArray(R"({"metric":{},"values":[[%1,"700"]]})").replace("%1", QByteArray::number(QDateTime::currentSecsSinceEpoch() / 60 * 60 - 300)) : QByteArray();
            connection->reply(200, R"({"status":"success","warnings":["store 10.0.0.7 did not answer"],"data":{"resultType":")" + QByteArray(series.isEmpty() ? "vector" : "matrix")
                                       + R"(","result":[)" + series + "]}}");
        });
        const QString file = policy(u"own.yaml"_s, "  - {name: g, metric: m, pass: \"<= 500ms\"}\n");
        const Said said = run({u"--json"_s, u"policy"_s, u"evaluate"_s, u"--policy"_s, file, u"--service"_s, u"web"_s, u"--since"_s, u"10m"_s, u"--prometheus"_s, server.url().toString()});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        QVERIFY2(said.err.contains("store 10.0.0.7 did not answer"), said.err.constData());
        const QJsonArray items = said.json()[u"items"].toArray();
        QVERIFY(!items.isEmpty());
        for (const QJsonValue &item : items)
            QCOMPARE(item[u"verdict"].toString(), u"noData"_s); // what may be missing judges nothing
    }

    void serverDown()
    {
        const Said said = run({u"--json"_s, u"policy"_s, u"evaluate"_s, u"--policy"_s, written(u"strict.yaml"_s, trafficPolicy()), u"--service"_s, u"web"_s, u"--since"_s, u"1h"_s,
                               u"--prometheus"_s, u"http://127.0.0.1:9"_s});
        QCOMPARE(said.code, 5);
        QVERIFY(said.isOneDocument() && said.json()[u"message"].toString().contains(u"127.0.0.1:9"_s));
        const Said nobody = run({u"--json"_s, u"policy"_s, u"evaluate"_s, u"--policy"_s, m_dir.filePath(u"strict.yaml"_s), u"--service"_s, u"web"_s, u"--since"_s, u"1h"_s});
        QCOMPARE(nobody.code, 2);
    }
};

QTEST_GUILESS_MAIN(tst_cli_whatif)
#include "tst_cli_whatif.moc"
