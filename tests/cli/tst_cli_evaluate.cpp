// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// `maestro policy evaluate` as a script sees it: the policies of the house and one of its own, streams, bad lines, long files.
class tst_cli_evaluate : public QObject
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

    Said run(const QString &policy, const QString &service, const QByteArray &lines, const QStringList &more = {u"--json"_s})
    {
        const QString samples = written(u"samples.jsonl"_s, lines);
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                          QStringList{u"policy"_s, u"evaluate"_s, u"--policy"_s, policy, u"--service"_s, service, u"--samples"_s, samples} + more,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}});
    }

    static QString house(const char *name) { return QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/") + QString::fromLatin1(name) + u".yaml"_s; }

    /// A policy with the given gates and decisions over metrics m (ms) and n (ratio, with a floor).
    QString own(const QByteArray &rest)
    {
        return written(u"own.yaml"_s,
                       "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: own, version: 1}\n"
                       "services:\n  - {name: web, workload: {kind: Rollout, namespace: default, name: web}}\n"
                       "metrics:\n"
                       "  - {name: m, unit: ms, better: lower, baseline: {from: stable}, min_requests: 100, query: up}\n"
                       "  - {name: n, unit: ratio, better: lower, baseline: {from: stable, floor: \"0.02%\"}, query: up}\n" + rest);
    }

    static QByteArray line(const char *at, const char *metric, const char *value, const char *role = "canary", const char *requests = "1000")
    {
        return QByteArray("{\"at\":\"2026-03-01T") + at + "Z\",\"metric\":\"" + metric + "\",\"role\":\"" + role + "\",\"value\":" + value + ",\"requests\":" + requests + "}\n";
    }

    /// The verdicts of one gate, in order: P H U N F.
    static QString verdicts(const QJsonObject &document, const QString &gate)
    {
        static const QMap<QString, QChar> letters{{u"pass"_s, u'P'}, {u"hold"_s, u'H'}, {u"unset"_s, u'U'}, {u"noData"_s, u'N'}, {u"fail"_s, u'F'}};
        QString text;
        for (const QJsonValue &item : document.value("items"_L1).toArray())
            if (item.toObject().value("gate"_L1) == gate)
                text += letters.value(item.toObject().value("verdict"_L1).toString(), u'?');
        return text;
    }

    static QStringList decisions(const QJsonObject &document)
    {
        QStringList words;
        for (const QJsonValue &item : document.value("decisions"_L1).toArray())
            words += item.toObject().value("verdict"_L1).toString() + u' ' + item.toObject().value("rule"_L1).toString();
        return words;
    }

private Q_SLOTS:
    void conductor();
    void unsetLimits();
    void triage();
    void oneOfItsOwn();
    void document();
    void badLines_data();
    void badLines();
    void badCalls_data();
    void badCalls();
    void prose();
    void longFile();
};

void tst_cli_evaluate::conductor()
{
    QByteArray lines;
    const char *minutes[] = {"12:00:00", "12:01:00", "12:02:00", "12:03:00", "12:04:00"};
    const char *latency[] = {"480", "700", "1100", "\"NaN\"", "480"};
    for (int i = 0; i < 5; ++i) {
        lines += line(minutes[i], "p95", latency[i]) + line(minutes[i], "p95", "470", "stable") + line(minutes[i], "availability", i == 4 ? "0.9949" : "0.999")
            + line(minutes[i], "errors", "0.0005") + line(minutes[i], "errors", "0.0005", "stable") + line(minutes[i], "workflow_success", "0.9951")
            + line(minutes[i], "safety_violations", "0");
        if (i == 0)
            lines += line(minutes[i], "critical_errors", "0") + line(minutes[i], "data_integrity_failures", "0") + line(minutes[i], "memory_leaks", "0");
    }
    lines += line("12:05:00", "security_breach", "1");
    const Said said = run(house("002-conductor-rc"), u"conductor"_s, lines);
    QCOMPARE(said.code, 0);
    QVERIFY(said.isOneDocument());
    QCOMPARE(verdicts(said.json(), u"latency"_s), u"PHFNPN"_s);
    QCOMPARE(verdicts(said.json(), u"availability"_s), u"PPPPFN"_s);
    QCOMPARE(verdicts(said.json(), u"safety"_s), u"PPPPPN"_s);
    QCOMPARE(decisions(said.json()), (QStringList{u"promote "_s, u"hold latency"_s, u"rollback latency"_s, u"hold latency"_s, u"rollback availability"_s, u"immediate breach"_s}));
    QVERIFY(verdicts(said.json(), u"complaints"_s).isEmpty()); // not in the first phase
    const Said later = run(house("002-conductor-rc"), u"conductor"_s, line("12:00:00", "customer_complaints", "3"), {u"--json"_s, u"--phase"_s, u"full"_s});
    QCOMPARE(verdicts(later.json(), u"complaints"_s), u"F"_s);
}

void tst_cli_evaluate::unsetLimits()
{
    QByteArray lines;
    for (const char *metric : {"p95", "errors", "unit_cost", "workflows_done"})
        for (const char *role : {"canary", "stable"})
            lines += line("12:00:00", metric, "0.1", role);
    const Said said = run(house("000-maestro-routing"), u"answer-api"_s, lines);
    QCOMPARE(said.code, 0);
    for (const QString &gate : {u"latency"_s, u"errors"_s, u"cost"_s})
        QCOMPARE(verdicts(said.json(), gate), u"U"_s);
    QCOMPARE(verdicts(said.json(), u"workflows"_s), u"P"_s);
    QCOMPARE(decisions(said.json()), QStringList{u"hold latency"_s});
}

void tst_cli_evaluate::triage()
{
    const auto stream = [](bool change) {
        QByteArray lines = change ? line("12:00:00", "change", "14") : QByteArray();
        for (const char *at : {"12:00:01", "12:01:00", "12:03:01", "12:03:02"})
            lines += line(at, "health:public", "0");
        return lines;
    };
    const Said after = run(house("001-maestro-triage"), u"maestro-control-plane"_s, stream(true));
    QCOMPARE(after.code, 0);
    QCOMPARE(decisions(after.json()).last(), u"rollback health-3m"_s);
    QVERIFY(decisions(after.json()).at(3).startsWith(u"hold"_s)); // 3:00 is not more than 3 minutes
    for (const QString &decision : decisions(run(house("001-maestro-triage"), u"maestro-control-plane"_s, stream(false)).json()))
        QVERIFY2(decision.startsWith(u"hold"_s), qPrintable(decision));
}

void tst_cli_evaluate::oneOfItsOwn()
{
    const QString policy = own("gates:\n"
                               "  - {name: slow, metric: m, pass: \"<= 500ms\", fail: \"> 1s\", for: 3m, on_fail: rollback}\n"
                               "  - {name: twice, metric: m, pass: \">= 0.95s\", consecutive: 2}\n"
                               "  - {name: times, metric: n, fail: \"> 5 * baseline\"}\n"
                               "decisions:\n  rollback_any:\n    - {id: back, when: {gate: times}}\n  hold_any:\n    - {id: degraded, when: {dependency_flag: known-degraded}}\n");
    const QByteArray lines = line("12:00:00", "m", "1100") + line("12:00:00", "n", "0.001") + line("12:00:00", "n", "0", "stable")
        + line("12:02:59", "m", "1100") + line("12:02:59", "n", "0.0011") + line("12:02:59", "n", "0", "stable")
        + line("12:03:00", "m", "1000.1") + line("12:03:00", "dependency_flag:known-degraded", "1") + line("12:03:00", "n", "0.05") + line("12:03:00", "n", "0.005", "stable")
        + line("12:03:01", "m", "940", "canary", "99") + line("12:03:02", "m", "940") + line("12:03:03", "m", "960") + line("12:03:04", "m", "949.9") + line("12:03:05", "m", "949.9")
        + line("12:03:06", "m", "500") + line("12:03:06", "dependency_flag:known-degraded", "0");
    const Said said = run(policy, u"web"_s, lines);
    QCOMPARE(said.code, 0);
    QCOMPARE(verdicts(said.json(), u"slow"_s), u"HHFNHHHHP"_s);
    QCOMPARE(verdicts(said.json(), u"twice"_s), u"PPPNHPHFF"_s);
    QCOMPARE(verdicts(said.json(), u"times"_s), u"PFFNNNNNN"_s);
    QCOMPARE(decisions(said.json()).mid(0, 4), (QStringList{u"hold slow"_s, u"rollback back"_s, u"conflict back / degraded"_s, u"hold degraded"_s}));
    QCOMPARE(decisions(said.json()).last(), u"hold twice"_s);
}

void tst_cli_evaluate::document()
{
    const Said said = run(own("gates:\n  - {name: g, metric: m, pass: \"<= baseline + 10%\", for: 1m, on_fail: rollback}\n"), u"web"_s,
                          line("12:00:00", "m", "441") + line("12:00:00", "m", "400", "stable") + line("12:00:30.5", "m", "441") + line("12:00:30.5", "m", "400", "stable"));
    QCOMPARE(said.code, 0);
    const QJsonObject item = said.json().value("items"_L1).toArray().at(1).toObject();
    QCOMPARE(said.json().value("kind"_L1).toString(), u"VerdictSeries"_s);
    QCOMPARE(said.json().value("policyHash"_L1).toString().size(), 64);
    QCOMPARE(item.value("at"_L1).toString(), u"2026-03-01T12:00:30.500Z"_s);
    QCOMPARE(item.value("verdict"_L1).toString(), u"hold"_s);
    QCOMPARE(item.value("value"_L1).toDouble(), 441.0);
    QCOMPARE(item.value("baseline"_L1).toDouble(), 400.0);
    QCOMPARE(item.value("passLimit"_L1).toDouble(), 440.0);
    QVERIFY(item.value("failLimit"_L1).isNull());
    QCOMPARE(item.value("since"_L1).toString(), u"2026-03-01T12:00:00Z"_s);
    QCOMPARE(item.value("forElapsed"_L1).toDouble(), 30.5);
    QVERIFY2(item.value("reason"_L1).toString().startsWith(u"failing 0:30 of 1:00: 441 ms does not pass"_s), qPrintable(item.value("reason"_L1).toString()));
    const Said empty = run(own("gates:\n  - {name: g, metric: m, pass: \"<= 1ms\"}\n"), u"web"_s, "\n\n");
    QCOMPARE(empty.code, 0);
    QVERIFY(empty.isOneDocument() && empty.json().value("items"_L1).toArray().isEmpty());
}

void tst_cli_evaluate::badLines_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const QByteArray &bad, const char *field) { QTest::newRow(name) << bad << QString::fromLatin1(field); };
    row("not JSON", "at=12:00\n", "");
    row("half a line", "{\"at\":\"2026-03-01T12:01:00Z\",\"met", "");
    row("a list", "[1]\n", "");
    row("no time", "{\"metric\":\"m\",\"role\":null,\"value\":1,\"requests\":null}\n", "at");
    row("a number as time", "{\"at\":1772366400,\"metric\":\"m\",\"value\":1}\n", "at");
    row("no zone", "{\"at\":\"2026-03-01T12:01:00\",\"metric\":\"m\",\"value\":1}\n", "at");
    row("no such day", "{\"at\":\"2026-02-30T12:01:00Z\",\"metric\":\"m\",\"value\":1}\n", "at");
    row("the time goes back", line("11:59:59", "m", "1"), "at");
    row("unknown metric", line("12:01:00", "nobody", "1"), "metric");
    row("no metric", "{\"at\":\"2026-03-01T12:01:00Z\",\"value\":1}\n", "metric");
    row("unknown role", line("12:01:00", "m", "1", "preview"), "role");
    row("a role that is no text", "{\"at\":\"2026-03-01T12:01:00Z\",\"metric\":\"m\",\"role\":1,\"value\":1}\n", "role");
    row("a word as value", line("12:01:00", "m", "\"fast\""), "value");
    row("a number in quotes", line("12:01:00", "m", "\"480\""), "value");
    row("true", line("12:01:00", "m", "true"), "value");
    row("no value", "{\"at\":\"2026-03-01T12:01:00Z\",\"metric\":\"m\",\"role\":null}\n", "value");
    row("negative requests", line("12:01:00", "m", "1", "canary", "-1"), "requests");
    row("requests in quotes", line("12:01:00", "m", "1", "canary", "\"1\""), "requests");
    row("too long", "{\"at\":\"" + QByteArray(70'000, 'x') + "\"}\n", "");
}

void tst_cli_evaluate::badLines()
{
    QFETCH(QByteArray, bad);
    const QString policy = own("gates:\n  - {name: g, metric: m, pass: \"<= 500ms\"}\n");
    const Said said = run(policy, u"web"_s, line("12:00:00", "m", "1") + "\n" + bad);
    QCOMPARE(said.code, 2);
    QVERIFY(said.isOneDocument()); // the error alone, whatever was evaluated before
    const QJsonObject where = said.json().value("where"_L1).toObject();
    QCOMPARE(said.json().value("code"_L1).toString(), u"badSample"_s);
    QCOMPARE(where.value("line"_L1).toInt(), 3);
    QCOMPARE(where.value("file"_L1).toString(), m_dir.filePath(u"samples.jsonl"_s));
    QTEST(where.value("field"_L1).toString(), "field");
}

void tst_cli_evaluate::badCalls_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("code");
    QTest::newRow("unknown phase") << QStringList{u"--json"_s, u"--phase"_s, u"nowhere"_s} << u"unknownPhase"_s;
    QTest::newRow("an operand") << QStringList{u"--json"_s, u"file"_s} << u"usage"_s;
}

void tst_cli_evaluate::badCalls()
{
    QFETCH(QStringList, more);
    const QString policy = own("gates:\n  - {name: g, metric: m, pass: \"<= 500ms\"}\n");
    const Said said = run(policy, u"web"_s, {}, more);
    QCOMPARE(said.code, 2);
    QTEST(said.json().value("code"_L1).toString(), "code");
    QCOMPARE(run(policy, u"nobody"_s, {}).json().value("code"_L1).toString(), u"unknownService"_s);
    QCOMPARE(run(own("gates:\n  - {name: g, metric: m, pass: \"<= 500 parsecs\"}\n"), u"web"_s, {}).code, 2);
    QCOMPARE(runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), {u"policy"_s, u"evaluate"_s, u"--policy"_s, policy, u"--service"_s, u"web"_s}, {}).code, 2);
    QCOMPARE(runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                        {u"policy"_s, u"evaluate"_s, u"--policy"_s, policy, u"--service"_s, u"web"_s, u"--samples"_s, m_dir.filePath(u"none"_s)}, {}).code, 2);
}

void tst_cli_evaluate::prose()
{
    const Said said = run(own("gates:\n  - {name: g, metric: m, pass: \"<= 500ms\", fail: \"> 1s\", on_fail: rollback}\n"), u"web"_s,
                          line("12:00:00", "m", "500.1") + line("12:01:00", "m", "500.1") + line("12:02:00", "m", "1100"), {});
    QCOMPARE(said.code, 0);
    QCOMPARE(said.out.count('\n'), 4); // changes alone
    QVERIFY2(said.out.contains("g: hold, 500.1 ms is between"), said.out.constData());
    QVERIFY2(said.out.contains("2026-03-01T12:02:00Z  => roll back: g"), said.out.constData());
}

void tst_cli_evaluate::longFile()
{
    QByteArray lines;
    for (int second = 0; second < 30'000; ++second)
        lines += line(qPrintable(QTime(0, 0).addSecs(second).toString(Qt::ISODate)), "m", second % 600 == 599 ? "501" : "499");
    const Said said = run(own("gates:\n  - {name: g, metric: m, pass: \"<= 500ms\"}\n"), u"web"_s, lines);
    QVERIFY2(said.code == 0, said.err.constData());
    QVERIFY(said.isOneDocument());
    QCOMPARE(verdicts(said.json(), u"g"_s).count(u'F'), 50);
    QCOMPARE(said.json().value("decisions"_L1).toArray().size(), 30'000);
}

QTEST_GUILESS_MAIN(tst_cli_evaluate)
#include "tst_cli_evaluate.moc"
