// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/backfilledtraffic.h"
#include "support/program.h"
#include "support/prometheusserver.h"
#include "support/sandboxworld.h"
#include "support/shoppolicy.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro slo` against a simulated cluster and Debian's Prometheus, whose storage holds a canary that began to fail ten minutes ago.
class tst_cli_slo : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<PrometheusServer> m_server;
    qint64 m_badFromS = 0;

    QString program() const { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QStringList globals() const
    {
        return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s), u"--prometheus"_s, m_server->url().toString()};
    }
    QMap<QString, QString> home() const { return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}}; }
    Said run(const QStringList &arguments) { return runProgram(program(), globals() + arguments, home()); }

    static QJsonObject gate(const QJsonObject &report, const QString &name)
    {
        for (const QJsonValue &one : report[u"gates"].toArray())
            if (one[u"gate"].toString() == name)
                return one.toObject();
        return {};
    }

    bool write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

private Q_SLOTS:
    void initTestCase()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        QVERIFY(write(u"policy.yaml"_s, trafficPolicy()));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const qint64 nowS = now.toSecsSinceEpoch() / 15 * 15;
        m_badFromS = nowS - 600;
        m_server = std::make_unique<PrometheusServer>();
        const QByteArray config = "global:\n  scrape_interval: 1m\n";
        BackfilledTraffic traffic;
        traffic.fromS = nowS - 7200;
        traffic.toS = nowS + 600;
        traffic.badFromS = m_badFromS;
        QVERIFY2(m_server->start(config, traffic.openMetrics()), qPrintable(m_server->problem()));
        sandbox::ClusterPlan cluster = test::box(u"default"_s, {});
        for (const QString &name : {u"web"_s, u"api"_s}) {
            sandbox::RolloutPlan plan = test::canary(u"default"_s, name, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
            plan.replicas = 4;
            plan.versions = {u"v1"_s, u"v2"_s};
            cluster.rollouts.append(plan);
        }
        sandbox::ScriptEntry update;
        update.atMs = -720'000;
        update.ns = u"default"_s;
        update.name = u"web"_s;
        update.version = u"v3"_s;
        cluster.script = {update};
        m_world = test::served({u"test"_s, {}, {cluster}}, now, m_dir.filePath(u"kc"_s), 5);
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Paused"_s, 20'000);
    }

    void report()
    {
        const Said said = run({u"slo"_s, u"web"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), QByteArray(said.err + said.out).constData());
        const QJsonObject report = said.json();
        QCOMPARE(report[u"kind"].toString(), u"SloReport"_s);
        QCOMPARE(report[u"namespace"].toString(), u"default"_s);
        QCOMPARE(report[u"name"].toString(), u"web"_s);
        QCOMPARE(report[u"context"].toString(), u"box"_s);
        QCOMPARE(report[u"phase"].toString(), u"small"_s);
        QCOMPARE(report[u"policyHash"].toString().size(), 64);
        const QJsonObject errors = gate(report, u"errors"_s);
        QCOMPARE(errors[u"verdict"].toString(), u"fail"_s);
        QVERIFY(qAbs(errors[u"value"].toDouble() - 0.1) < 0.001);
        QVERIFY(qAbs(errors[u"baseline"].toDouble() - 0.01) < 0.001);
        QVERIFY(errors[u"query"].toString().contains(u"role=\"canary\""_s));
        QCOMPARE(errors[u"source"].toString(), m_server->url().toString());
        QVERIFY(errors[u"newestSampleAge"].toDouble(-1) >= 0 && errors[u"newestSampleAge"].toDouble() <= 15);
        QCOMPARE(errors[u"targetsUp"].toInt(-1), 1);
        QVERIFY2(errors[u"samplesInWindow"].toInt(-1) == 8 || errors[u"samplesInWindow"].toInt(-1) == 9, said.out.constData()); // of the failed ones, in two minutes
        QCOMPARE(gate(report, u"unseen"_s)[u"samplesInWindow"].toInt(-1), 0);
        QCOMPARE(errors[u"forNeeded"].toDouble(), 180);
        QVERIFY(errors[u"forElapsed"].toDouble() >= 400 && errors[u"forElapsed"].toDouble() < 700);
        QCOMPARE(gate(report, u"latency"_s)[u"verdict"].toString(), u"pass"_s);
        QCOMPARE(gate(report, u"success"_s)[u"verdict"].toString(), u"pass"_s);
        QCOMPARE(gate(report, u"unseen"_s)[u"verdict"].toString(), u"noData"_s);
        QCOMPARE(report[u"decision"][u"verdict"].toString(), u"rollback"_s);
        QCOMPARE(report[u"decision"][u"rule"].toString(), u"errors"_s);
        // The change came first, the trouble two minutes after it.
        const QDateTime firstBad = QDateTime::fromString(report[u"regression"][u"firstBadAt"].toString(), Qt::ISODateWithMs);
        QVERIFY2(qAbs(firstBad.toSecsSinceEpoch() - m_badFromS) <= 90, said.out.constData());
        QVERIFY(QDateTime::fromString(report[u"regression"][u"changedAt"].toString(), Qt::ISODateWithMs) < firstBad);
    }

    /// What the policy measures is told whether it is judged or not; a metric without data has no number.
    void metrics()
    {
        const QJsonObject report = run({u"slo"_s, u"web"_s}).json();
        QMap<QString, QJsonObject> found;
        for (const QJsonValue &one : report[u"metrics"].toArray())
            found.insert(one[u"metric"].toString(), one.toObject());
        const QJsonObject errors = found.value(gate(report, u"errors"_s).isEmpty() ? QString() : u"errors"_s);
        QVERIFY2(errors[u"judged"].toBool() && qAbs(errors[u"value"].toDouble() - 0.1) < 0.001, QJsonDocument(report).toJson().constData());
        QVERIFY(errors[u"usual"].isDouble() && errors[u"unusual"].isBool() && errors[u"query"].toString().contains(u"role=\"canary\""_s));
        for (const QJsonObject &one : std::as_const(found))
            QVERIFY(one[u"value"].isDouble() || one[u"value"].isNull());
        QCOMPARE(report[u"rollbackPace"][u"count"].toInt(-1), 0);
        QVERIFY(report[u"rollbackPace"][u"medianSeconds"].isNull() && report[u"criteria"].isNull());
    }

    /// success promises 90 %: of the last five minutes 1 % of 60/s and 10 % of 12/s failed.
    void burn()
    {
        const QJsonObject budget = run({u"slo"_s, u"web"_s}).json()[u"budgets"][0].toObject();
        const double bad = (0.6 + 1.2) / 72;
        QVERIFY2(qAbs(budget[u"burn"][u"5m"].toDouble() - bad / 0.1) < 0.01, QJsonDocument(budget).toJson().constData());
        QVERIFY(budget[u"burn"][u"1h"].toDouble() < budget[u"burn"][u"5m"].toDouble());
        QVERIFY(budget[u"burn"][u"6h"].toDouble() > 0);
    }

    /// What is used is shown, and somebody puts a name to that value; the Journal has it, and the report from then on.
    void budgetAcknowledged()
    {
        const QJsonObject before = run({u"budget"_s, u"show"_s, u"web"_s}).json();
        QCOMPARE(before[u"kind"].toString(), u"BudgetReport"_s);
        const QJsonObject shown = before[u"budgets"][0].toObject();
        QVERIFY2(shown[u"consumed"].toDouble(-1) > 0 && shown[u"acknowledged"].isNull(), QJsonDocument(before).toJson().constData());
        const QStringList acknowledge{u"budget"_s, u"acknowledge"_s, u"web"_s};
        const QStringList reason{u"--reason"_s, u"seen in the notes of Monday"_s};
        QCOMPARE(run(acknowledge + reason).json()[u"code"].toString(), u"confirmation"_s);
        QCOMPARE(run(acknowledge + QStringList{u"--yes"_s}).json()[u"code"].toString(), u"reason"_s);
        QCOMPARE(run(acknowledge + QStringList{u"nobody"_s, u"--yes"_s} + reason).json()[u"code"].toString(), u"unknownBudget"_s);
        QVERIFY(run({u"budget"_s, u"show"_s, u"web"_s}).json()[u"budgets"][0][u"acknowledged"].isNull());
        const Said said = run(acknowledge + QStringList{u"--yes"_s, u"--link"_s, u"https://notes.example/monday"_s} + reason);
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.both().constData());
        const QJsonObject one = said.json()[u"budgets"][0][u"acknowledged"].toObject();
        QCOMPARE(one[u"reason"].toString(), u"seen in the notes of Monday"_s);
        QCOMPARE(one[u"link"].toString(), u"https://notes.example/monday"_s);
        QCOMPARE(one[u"consumed"].toDouble(-1), said.json()[u"budgets"][0][u"consumed"].toDouble(-2));
        QVERIFY(one[u"inForce"].toBool() && !one[u"by"].toString().isEmpty());
        const QString id = said.json()[u"record"].toString();
        const QJsonObject record = run({u"journal"_s, u"show"_s, id}).json()[u"records"][0].toObject();
        QCOMPARE(record[u"verb"].toString(), u"acknowledge-budget"_s);
        QCOMPARE(record[u"name"].toString(), u"web"_s);
        QCOMPARE(run({u"slo"_s, u"web"_s}).json()[u"budgets"][0][u"acknowledged"][u"record"].toString(), id);
        // A server that says nothing: what is used is not known, and nobody can put a name to it.
        QStringList away = globals();
        away.last() = u"http://127.0.0.1:9"_s;
        const Said unknown = runProgram(program(), away + acknowledge + QStringList{u"--yes"_s} + reason, home());
        QCOMPARE(unknown.code, 3);
        QCOMPARE(unknown.json()[u"code"].toString(), u"budgetUnknown"_s);
    }

    /// A broken file in the folder is never passed over: what no other policy names cannot be judged, and what one names says so.
    void brokenPolicyFile()
    {
        QVERIFY(QDir().mkpath(m_dir.filePath(u"home/config/policies"_s)));
        const QString broken = m_dir.filePath(u"home/config/policies/broken.yaml"_s);
        QVERIFY(write(u"home/config/policies/broken.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: broken}\ngats: []\n"));
        const QStringList folder{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--prometheus"_s, m_server->url().toString()};
        for (const QStringList &command : {QStringList{u"slo"_s, u"web"_s}, {u"bake"_s, u"web"_s}, {u"decisions"_s, u"--service"_s, u"web"_s}, {u"signal"_s, u"list"_s, u"--service"_s, u"web"_s}}) {
            const Said said = runProgram(program(), folder + command, home());
            QVERIFY2(said.code == 2 && said.isOneDocument(), QByteArray(command.first().toUtf8() + ": " + QByteArray::number(said.code) + said.err + said.out).constData());
            QCOMPARE(said.json()[u"code"].toString(), u"policyBroken"_s);
            QCOMPARE(said.json()[u"where"][u"file"].toString(), broken);
            QCOMPARE(said.json()[u"where"][u"line"].toInt(), 4);
            QCOMPARE(said.json()[u"where"][u"column"].toInt(), 1);
        }
        QVERIFY(QFile::copy(m_dir.filePath(u"policy.yaml"_s), m_dir.filePath(u"home/config/policies/good.yaml"_s)));
        const Said said = runProgram(program(), folder + QStringList{u"slo"_s, u"web"_s}, home());
        QVERIFY2(said.code == 0, said.err.constData());
        QCOMPARE(said.json()[u"policyProblems"][0][u"file"].toString(), broken);
        QVERIFY(said.err.contains("broken.yaml:4:1"));
        QVERIFY(QFile::remove(broken) && QFile::remove(m_dir.filePath(u"home/config/policies/good.yaml"_s)));
    }

    void words()
    {
        QStringList arguments = globals();
        arguments.removeAll(u"--json"_s);
        const Said said = runProgram(program(), arguments + QStringList{u"slo"_s, u"web"_s}, home());
        QCOMPARE(said.code, 0);
        QVERIFY2(said.out.startsWith("Roll back (rule errors)"), said.out.constData());
        QVERIFY(said.out.contains("no sample"));
    }

    void watch()
    {
        QProcess process;
        QProcess reader;
        QProcessEnvironment environment;
        for (const auto &[key, value] : home().toStdMap())
            environment.insert(key, value);
        process.setProcessEnvironment(environment);
        process.setStandardOutputProcess(&reader);
        process.start(program(), globals() + QStringList{u"slo"_s, u"web"_s, u"--watch"_s});
        reader.start(u"head"_s, {u"-n"_s, u"3"_s});
        QVERIFY(QTest::qWaitFor([&] { return reader.state() == QProcess::NotRunning; }, 30'000));
        const QByteArray out = reader.readAllStandardOutput();
        const QList<QByteArray> lines = out.split('\n');
        QDateTime last;
        for (int i = 0; i < 3; ++i) {
            const QJsonObject report = QJsonDocument::fromJson(lines.at(i)).object();
            QCOMPARE(report[u"kind"].toString(), u"SloReport"_s);
            const QDateTime at = QDateTime::fromString(report[u"at"].toString(), Qt::ISODateWithMs);
            QVERIFY(!last.isValid() || last < at);
            last = at;
        }
        // The reader left: so does the program.
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 15'000);
    }

    /// Since its revision began, twelve minutes ago: two like stable, ten with 10 % errors instead of 1 %; latency the same.
    void bake()
    {
        const Said said = run({u"bake"_s, u"web"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), QByteArray(said.err + said.out).constData());
        const QJsonObject verdict = said.json();
        QCOMPARE(verdict[u"kind"].toString(), u"BakeVerdict"_s);
        QVERIFY(verdict[u"pairs"].toInt() >= 9 && verdict[u"pairs"].toInt() <= 14);
        QMap<QString, QJsonObject> metrics;
        for (const QJsonValue &one : verdict[u"metrics"].toArray())
            metrics.insert(one[u"name"].toString(), one.toObject());
        const QJsonObject errors = metrics.value(u"error_rate"_s);
        QCOMPARE(errors[u"state"].toString(), u"worse"_s);
        // How wide the interval is depends on how many whole minutes the clock allowed: the truth is inside, no difference outside.
        QVERIFY2(errors[u"interval"][0].toDouble() > 0.01 && errors[u"interval"][0].toDouble() < 0.08, said.out.constData());
        QVERIFY2(errors[u"interval"][1].toDouble() > 0.09 && errors[u"interval"][1].toDouble() < 0.2, said.out.constData());
        QVERIFY(qAbs(errors[u"stable"][u"value"].toDouble() - 0.01) < 0.001);
        const double minutes = verdict[u"pairs"].toInt();
        QVERIFY(qAbs(errors[u"canary"][u"n"].toDouble() / (minutes * 720) - 1) < 0.15);
        QCOMPARE(metrics.value(u"latency_p95"_s)[u"state"].toString(), u"same"_s);
        QCOMPARE(verdict[u"decision"].toString(), u"rollback"_s);
        QCOMPARE(verdict[u"queries"].toArray().size(), 6);
        // An hour with mostly the good time in it, and one rollout without any traffic.
        QVERIFY(run({u"bake"_s, u"web"_s, u"--since"_s, u"1h"_s}).json()[u"pairs"].toInt() >= 55);
        const QJsonObject none = run({u"bake"_s, u"api"_s}).json();
        QCOMPARE(none[u"pairs"].toInt(-1), 0);
        QCOMPARE(none[u"decision"].toString(), u"hold"_s);
        QCOMPARE(run({u"bake"_s}).code, 2);
        QCOMPARE(run({u"bake"_s, u"web"_s, u"--samples"_s, u"x"_s}).code, 2);
    }

    void noPolicyNamesIt()
    {
        const Said said = run({u"slo"_s, u"api"_s});
        QCOMPARE(said.code, 1);
        QCOMPARE(said.json()[u"code"].toString(), u"noPolicy"_s);
        QCOMPARE(run({u"slo"_s, u"absent"_s}).json()[u"code"].toString(), u"notFound"_s);
    }

    void noServer()
    {
        QStringList arguments = globals();
        arguments.replace(arguments.size() - 1, u"http://127.0.0.1:1"_s);
        const QJsonObject report = runProgram(program(), arguments + QStringList{u"slo"_s, u"web"_s}, home()).json();
        QCOMPARE(report[u"gates"].toArray().size(), 4);
        for (const QJsonValue &one : report[u"gates"].toArray()) {
            QCOMPARE(one[u"verdict"].toString(), u"noData"_s);
            QVERIFY(one[u"reason"].toString().contains(u"127.0.0.1:1"_s));
        }
        QCOMPARE(report[u"decision"][u"verdict"].toString(), u"hold"_s);
        arguments.resize(arguments.size() - 2);
        const QJsonObject none = runProgram(program(), arguments + QStringList{u"slo"_s, u"web"_s}, home()).json();
        QCOMPARE(none[u"problem"][u"code"].toString(), u"noPrometheus"_s);
        arguments += {u"--prometheus"_s, u"http://127.0.0.1:1"_s};
        QCOMPARE(runProgram(program(), arguments + QStringList{u"bake"_s, u"web"_s}, home()).code, 5);
    }

    /// Last, for it aborts. A pack has the numbers of the time around the action, from the server, as text and as tables.
    void evidence()
    {
        const Said aborted = run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"errors over the limit"_s});
        QVERIFY2(aborted.code == 0, aborted.both().constData());
        const Said said = run({u"evidence"_s, u"export"_s, aborted.json()[u"id"].toString(), m_dir.filePath(u"packs"_s)});
        QVERIFY2(said.code == 0, said.both().constData());
        const QString pack = said.json()[u"path"].toString();
        const auto bytes = [&pack](const QString &name) {
            QFile file(pack + u'/' + name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QJsonObject slo = QJsonDocument::fromJson(bytes(u"slo.json"_s)).object();
        QVERIFY2(slo[u"gates"].toArray().size() > 2, said.both().constData());
        for (const QJsonValue &one : slo[u"charts"].toArray()) {
            const QString metric = one[u"metric"].toString();
            const QByteArray table = bytes(u"charts/"_s + metric + u".csv"_s);
            qsizetype samples = 0;
            for (const QJsonValue &line : one[u"lines"].toArray())
                samples += line[u"samples"].toArray().size();
            QCOMPARE(table.isEmpty(), samples == 0);
            QVERIFY(samples == 0 || (table.startsWith("time,") && table.count('\n') > 60));
        }
        QVERIFY(bytes(u"charts/error-rate.csv"_s).contains("0.1") || bytes(u"slo.json"_s).contains("0.1"));
        QVERIFY(bytes(u"now.json"_s).contains("\"aborted\": true"));
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack}).json()[u"state"].toString(), u"valid"_s);
        // Without Prometheus the pack is written all the same, and says what is not in it.
        QStringList away = globals();
        away.last() = u"http://127.0.0.1:9"_s;
        const Said without = runProgram(program(), away + QStringList{u"evidence"_s, u"export"_s, aborted.json()[u"id"].toString(), m_dir.filePath(u"without"_s)}, home());
        QCOMPARE(without.code, 0);
        QVERIFY(QJsonDocument(without.json()[u"missing"].toArray()).toJson().contains("slo.json"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_slo)
#include "tst_cli_slo.moc"
