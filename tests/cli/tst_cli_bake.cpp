// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bake/bakedocuments.h"
#include "support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro bake --samples` as a script sees it.
class tst_cli_bake : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString file(const QByteArray &text)
    {
        const QString path = m_dir.filePath(u"samples"_s);
        QFile out(path);
        if (out.open(QIODevice::WriteOnly))
            out.write(text);
        return path;
    }

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), arguments, {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }

    static QByteArray line(int minute, const char *role, int requests, int errors, const QByteArray &latency = "null")
    {
        return QByteArrayLiteral("{\"at\":\"2026-01-31T") + QByteArray::number(10 + minute / 60) + ':' + QByteArray::number(100 + minute % 60).mid(1) + ":00Z\",\"role\":\"" + role
            + "\",\"requests\":" + QByteArray::number(requests) + ",\"errors\":" + QByteArray::number(errors) + ",\"latency\":" + latency + "}\n";
    }

private Q_SLOTS:
    void badLines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const char *text, const QString &field) { QTest::newRow(name) << QByteArray(text) << field; };
        row("not JSON", "{\"at\":", {});
        row("an array", "[1]", {});
        row("bare NaN", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":NaN,"errors":0})", {});
        row("no role", R"({"at":"2026-01-31T10:00:00Z","requests":1,"errors":0})", u"role"_s);
        row("another role", R"({"at":"2026-01-31T10:00:00Z","role":"baseline","requests":1,"errors":0})", u"role"_s);
        row("no time", R"({"role":"canary","requests":1,"errors":0})", u"at"_s);
        row("a time without a zone", R"({"at":"2026-01-31T10:00:00","role":"canary","requests":1,"errors":0})", u"at"_s);
        row("no requests", R"({"at":"2026-01-31T10:00:00Z","role":"canary","errors":0})", u"requests"_s);
        row("negative", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":-1,"errors":0})", u"requests"_s);
        row("text", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":"none"})", u"errors"_s);
        row("huge", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1e300,"errors":0})", u"requests"_s);
        row("more errors than requests", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":2})", u"errors"_s);
        row("no buckets", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":0,"latency":{"le":[],"count":[]}})", u"latency.le"_s);
        row("bounds that fall", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":0,"latency":{"le":[5,5],"count":[1,1]}})", u"latency.le"_s);
        row("infinity in the middle", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":0,"latency":{"le":["+Inf",5],"count":[1,1]}})", u"latency.le"_s);
        row("one count missing", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":1,"errors":0,"latency":{"le":[5,6],"count":[1]}})", u"latency"_s);
        row("not cumulative", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":9,"errors":0,"latency":{"le":[5,6],"count":[2,1]}})", u"latency.count"_s);
        row("of another span", R"({"at":"2026-01-31T10:00:00Z","role":"canary","requests":9,"errors":0,"latency":{"le":[5,6],"count":[2,10]}})", u"latency.count"_s);
        row("back in time", R"({"at":"2026-01-31T09:59:00Z","role":"canary","requests":1,"errors":0})", u"at"_s);
    }
    void badLines()
    {
        QFETCH(QByteArray, text);
        const QString path = file(line(0, "canary", 100, 1) + "\n" + text + "\n" + line(1, "canary", 100, 1));
        const Said said = run({u"--json"_s, u"bake"_s, u"--samples"_s, path});
        QCOMPARE(said.code, 2);
        const QList<QByteArray> documents = said.out.trimmed().split('\n');
        QCOMPARE(documents.size(), 2); // the verdict before it, and the error
        const QJsonObject error = QJsonDocument::fromJson(documents.last()).object();
        QCOMPARE(error.value(u"kind"_s).toString(), u"Error"_s);
        QCOMPARE(error.value(u"code"_s).toString(), u"badSample"_s);
        const QJsonValue where = error.value(u"where"_s);
        QCOMPARE(where[u"file"_s].toString(), path);
        QCOMPARE(where[u"line"_s].toInt(), 3);
        QTEST(where[u"field"_s].toString(), "field");
    }

    void badFiles()
    {
        QCOMPARE(run({u"bake"_s}).code, 2);
        QCOMPARE(run({u"bake"_s, u"--samples"_s, m_dir.filePath(u"none"_s)}).code, 2);
        QCOMPARE(run({u"bake"_s, u"--samples"_s, m_dir.path()}).code, 2);
        QCOMPARE(run({u"bake"_s, u"--samples"_s, file("\n \n")}).code, 2);
        QCOMPARE(run({u"bake"_s, u"--samples"_s, file(QByteArray(3 << 20, ' '))}).code, 2);
    }

    void oneVerdictPerSample()
    {
        QByteArray text;
        for (int minute = 0; minute < 60; ++minute)
            text += line(minute, "canary", 100, 3 + minute % 2, R"({"le":[50,100,"+Inf"],"count":[60,95,100]})")
                + line(minute, "stable", 900, 8 + minute % 3, R"({"le":[50,100],"count":[540,855]})");
        text.chop(1); // the last line may end with the file
        const Said said = run({u"--json"_s, u"bake"_s, u"--samples"_s, file(text)});
        QVERIFY2(said.code == 0, said.err.constData());
        const QList<QByteArray> documents = said.out.trimmed().split('\n');
        QCOMPARE(documents.size(), 120);
        const QJsonObject first = QJsonDocument::fromJson(documents.first()).object();
        QCOMPARE(first.value(u"apiVersion"_s).toString(), u"maestro/v1"_s);
        QCOMPARE(first.value(u"kind"_s).toString(), u"BakeVerdict"_s);
        QCOMPARE(first.value(u"at"_s).toString(), u"2026-01-31T10:00:00Z"_s);
        QVERIFY(!first.value(u"method"_s).toString().isEmpty());
        QCOMPARE(first.value(u"decision"_s).toString(), u"hold"_s);
        QVERIFY(first.value(u"score"_s).isNull());
        QCOMPARE(first.value(u"metrics"_s)[0][u"stable"_s][u"value"_s], QJsonValue(QJsonValue::Null));
        QCOMPARE(first.value(u"metrics"_s)[0][u"interval"_s].toArray(), (QJsonArray{QJsonValue(), QJsonValue()}));

        const QJsonObject last = QJsonDocument::fromJson(documents.last()).object();
        QCOMPARE(last.value(u"decision"_s).toString(), u"rollback"_s);
        const QJsonArray metrics = last.value(u"metrics"_s).toArray();
        QCOMPARE(metrics.size(), 4);
        const QJsonValue errors = metrics.at(0);
        QCOMPARE(errors[u"name"_s].toString(), u"error_rate"_s);
        QCOMPARE(errors[u"canary"_s][u"n"_s].toInt(), 6000);
        QCOMPARE(errors[u"canary"_s][u"value"_s].toDouble(), 0.035);
        QCOMPARE(errors[u"stable"_s][u"value"_s].toDouble(), 0.01);
        QVERIFY(errors[u"interval"_s][0].toDouble() > 0);
        QVERIFY(errors[u"interval"_s][1].toDouble() > errors[u"difference"_s].toDouble());
        QCOMPARE(errors[u"confidence"_s].toDouble(), 0.95);
        QCOMPARE(errors[u"state"_s].toString(), u"worse"_s);
        QCOMPARE(metrics.at(2)[u"name"_s].toString(), u"latency_p95"_s);
        QCOMPARE(metrics.at(2)[u"canary"_s][u"value"_s].toDouble(), 100.0);
        QCOMPARE(metrics.at(1)[u"state"_s].toString(), u"same"_s);
        QVERIFY(last.value(u"score"_s).toDouble() > 0 && last.value(u"score"_s).toDouble() < 1);
    }

    void words()
    {
        QByteArray text;
        for (int minute = 0; minute < 60; ++minute)
            text += line(minute, "canary", 1000, 30 + minute % 2) + line(minute, "stable", 9000, 90);
        const Said said = run({u"bake"_s, u"--samples"_s, file(text)});
        QCOMPARE(said.code, 0);
        QVERIFY2(said.out.startsWith("error rate: canary 3.05 % of 60,000, stable 1.00 % of 540,000; difference +2.05 pp (+"), said.out.constData());
        QVERIFY2(said.out.contains("), worse\nroll back; score 0.00; intervals with both roles: 60"), said.out.constData());
    }

    void policy_data()
    {
        QTest::addColumn<QByteArray>("section");
        QTest::addColumn<int>("exitCode");
        QTest::newRow("margin, confidence, weights") << QByteArray(R"({confidence: "90%", error_margin: "5pp", latency_margin: "20ms", min_requests: 10, burst_intervals: 5, weights: {error_rate: 2}})") << 0;
        QTest::newRow("share of stable") << QByteArray(R"({confidence: 0.9, error_margin: "300%"})") << 0;
        QTest::newRow("unknown key") << QByteArray("{trust: 1}") << 2;
        QTest::newRow("bursts of no length") << QByteArray("{burst_intervals: 0}") << 2;
        QTest::newRow("unknown metric") << QByteArray("{weights: {latency_p42: 1}}") << 2;
        QTest::newRow("negative weight") << QByteArray("{weights: {error_rate: -1}}") << 2;
        QTest::newRow("certainty") << QByteArray(R"({confidence: "100%"})") << 2;
        QTest::newRow("unit of another metric") << QByteArray(R"({latency_margin: "1pp"})") << 2;
        QTest::newRow("a time for errors") << QByteArray(R"({error_margin: "5ms"})") << 2;
    }
    void policy()
    {
        QFETCH(QByteArray, section);
        QFETCH(int, exitCode);
        const QString path = m_dir.filePath(u"policy.yaml"_s);
        QFile out(path);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\nbake: " + section + "\n");
        out.close();
        QByteArray text;
        for (int minute = 0; minute < 60; ++minute)
            text += line(minute, "canary", 1000, 30 + minute % 2) + line(minute, "stable", 9000, 90);
        const Said said = run({u"--json"_s, u"bake"_s, u"--samples"_s, file(text), u"--policy"_s, path});
        QCOMPARE(said.code, exitCode);
        const QJsonObject last = QJsonDocument::fromJson(said.out.trimmed().split('\n').last()).object();
        if (exitCode != 0) {
            QCOMPARE(last.value(u"where"_s)[u"line"_s].toInt(), 4);
            return;
        }
        const QJsonValue errors = last.value(u"metrics"_s)[0];
        QCOMPARE(errors[u"confidence"_s].toDouble(), 0.9);
        QCOMPARE(errors[u"state"_s].toString(), u"same"_s); // two points more are within five, or within three times one
        QCOMPARE(last.value(u"decision"_s).toString(), u"promote"_s);
    }

    void unknownNumbers()
    {
        const auto sample = readBakeSample(R"({"at":"2026-01-31T10:00:00.123456+02:00","role":"stable","requests":"NaN","errors":null,"latency":{"le":[5],"count":[null]},"more":1})");
        QVERIFY(sample.ok());
        QCOMPARE(sample->requests, std::nullopt);
        QCOMPARE(sample->errors, std::nullopt);
        QVERIFY(!sample->latency);
        QCOMPARE(sample->at.toUTC().toString(Qt::ISODate), u"2026-01-31T08:00:00Z"_s);
    }
};

QTEST_GUILESS_MAIN(tst_cli_bake)
#include "tst_cli_bake.moc"
