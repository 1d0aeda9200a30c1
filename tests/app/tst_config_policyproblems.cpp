// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "support/cputime.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace maestro;

namespace {

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\n"; // three lines

QStringList places(const PolicyReading &reading)
{
    QStringList list;
    for (const Error &problem : reading.problems)
        list.append(QStringLiteral("%1:%2 %3").arg(problem.where->line).arg(problem.where->column).arg(problem.where->field).trimmed());
    return list;
}

} // namespace

class TestPolicyProblems : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QByteArray &bytes, const QString &name = QStringLiteral("policy.yaml"))
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

private slots:
    void probes_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QString>("words");
        const auto probeRow = [](const char *name, const char *fields, const char *expected, const char *words) {
            const QByteArray body = QByteArray("services: [{name: s, health: [{name: h, ") + fields + "}]}]\n";
            QTest::newRow(name) << body << QStringList{QString::fromLatin1(expected)} << QString::fromUtf8(words);
        };
        probeRow("probe that would change something", "url: 'https://h', method: POST", "4:67 services[0].health[0].method", "GET, HEAD");
        probeRow("probe of nothing", "timeout: 1s", "4:31 services[0].health[0]", "url or a service");
        probeRow("probe of two things", "url: 'https://h', service: 'w:80'", "4:31 services[0].health[0]", "url or a service");
        probeRow("content of a HEAD", "url: 'https://h', method: HEAD, expect: {json: {a: b}}", "4:67 services[0].health[0].method", "no content");
        probeRow("service without a port", "service: web", "4:50 services[0].health[0].service", "NAME:PORT");
        probeRow("path of an address", "url: 'https://h', path: /x", "4:65 services[0].health[0].path", "of a service");
        probeRow("path that is none", "service: 'w:80', path: x", "4:64 services[0].health[0].path", "begin with /");
        probeRow("authority of plain http", "url: 'http://h', caFile: ca.pem", "4:66 services[0].health[0].caFile", "https");
        probeRow("authority that is not there", "url: 'https://h', caFile: nowhere.pem", "4:67 services[0].health[0].caFile", "cannot be read");
        probeRow("authority that is none", "url: 'https://h', caFile: policy.yaml", "4:67 services[0].health[0].caFile", "no certificate");
        probeRow("asked too often", "url: 'https://h', every: 500ms", "4:66 services[0].health[0].every", "at least 1 s");
        probeRow("asked too seldom", "url: 'https://h', every: 5m", "4:66 services[0].health[0].every", "60 s");
        probeRow("verification switched off", "url: 'https://h', insecure: true", "4:59 services[0].health[0].insecure", "not known");
    }
    void probes() { places(); }

    void drills_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *body, QStringList expected, const char *words) {
            QTest::newRow(name) << QByteArray(body) << expected << QString::fromUtf8(words);
        };
        row("no native step", "drills: [{name: d, steps: [{native: promote}]}]\n", {QStringLiteral("4:37 drills[0].steps[0].native")}, "set-image");
        row("set-image to nothing", "drills: [{name: d, steps: [{native: set-image}]}]\n", {QStringLiteral("4:37 drills[0].steps[0].native")}, "an image or a tag");
        row("set-image to two things", "drills: [{name: d, steps: [{native: set-image, image: a, tag: b}]}]\n", {QStringLiteral("4:37 drills[0].steps[0].native")}, "not both");
        row("tag of an abort", "drills: [{name: d, steps: [{native: abort, tag: b}]}]\n", {QStringLiteral("4:49 drills[0].steps[0].tag")}, "set-image");
        row("image without a deed", "drills: [{name: d, steps: [{image: b}]}]\n", {QStringLiteral("4:36 drills[0].steps[0].image")}, "set-image");
        row("two things in a step", "drills: [{name: d, steps: [{native: abort, tool: [x]}]}]\n", {QStringLiteral("4:50 drills[0].steps[0].tool")}, "step of its own");
        row("target of a drill", "drills: [{name: d, targets: {detection: soon}}]\n", {QStringLiteral("4:41 drills[0].targets.detection")}, "duration");
    }
    void drills() { places(); }

    void places_data()
    {
        QTest::addColumn<QByteArray>("body"); // from line 4 on
        QTest::addColumn<QStringList>("expected");
        QTest::addColumn<QString>("words"); // of the first message or its hint
        const auto row = [](const char *name, const char *body, QStringList expected, const char *words) {
            QTest::newRow(name) << QByteArray(body) << expected << QString::fromUtf8(words);
        };
        const char *metric = "metrics: [{name: m, unit: ms, query: q}]\n";
        const auto gate = [metric](const char *fields) -> QByteArray { return QByteArray(metric) + "gates:\n  - {name: g, metric: m, " + fields + "}\n"; };
        const auto gateRow = [&](const char *name, const char *fields, const char *expected, const char *words) {
            QTest::newRow(name) << gate(fields) << QStringList{QString::fromLatin1(expected)} << QString::fromUtf8(words);
        };
        row("unknown section", "gate: []\n", {QStringLiteral("4:1 gate")}, "Did you mean gates?");
        row("unknown key", "environments: [{name: e, gaurd: hold}]\n", {QStringLiteral("4:26 environments[0].gaurd")}, "Did you mean guard?");
        row("twice", "limits: {a: 1, a: 2}\n", {QStringLiteral("4:16 limits.a")}, "given twice");
        row("two of a name", "environments: [{name: e}, {name: e}]\n", {QStringLiteral("4:34 environments[1].name")}, "two entries");
        row("anchor", "limits: &x {a: 1}\n", {QStringLiteral("4:9 limits")}, "anchors");
        row("alias", "limits: {a: &x 1, b: *x}\n", {QStringLiteral("4:13 limits.a"), QStringLiteral("4:22 limits.b")}, "anchors");
        row("merge key", "limits: {<<: {a: 1}}\n", {QStringLiteral("4:10 limits")}, "merge keys");
        row("tag", "metadata2: !!str x\n", {QStringLiteral("4:1 metadata2"), QStringLiteral("4:12 metadata2")}, "not known");
        row("list for map", "limits: [1]\n", {QStringLiteral("4:9 limits")}, "mapping");
        row("map for list", "gates: {a: 1}\n", {QStringLiteral("4:8 gates")}, "list");
        row("word for bool", "environments: [{name: e, drill: yes}]\n", {QStringLiteral("4:33 environments[0].drill")}, "true or false");
        row("duration without unit", "decisions: {change_window: 30}\n", {QStringLiteral("4:28 decisions.change_window")}, "duration");
        row("secret in the clear", "channels: [{name: c, webhook: hunter2}]\n", {QStringLiteral("4:31 channels[0].webhook")}, "keychain:");
        row("name missing", "environments: [{guard: hold}]\n", {QStringLiteral("4:16 environments[0].name")}, "missing");
        row("bad expression", "alerts: {families: [{name: f, match: ['re:(']}]}\n", {QStringLiteral("4:39 alerts.families[0].match[0]")}, "regular expression");
        row("bad time zone", "calendar: {timezone: Mars/Base}\n", {QStringLiteral("4:22 calendar.timezone")}, "time zone");
        row("strategy nobody has", "services: [{name: s, strategy: x}]\n", {QStringLiteral("4:32 services[0].strategy")}, "no x in strategies");
        row("like nobody", "services: [{name: s, like: x}]\n", {QStringLiteral("4:28 services[0].like")}, "sibling");
        row("like in a circle", "services: [{name: a, like: b}, {name: b, like: a}]\n", {QStringLiteral("4:48 services[1].like")}, "leads back to a");
        row("environment of an order", "rollback: {providers: [{name: p, type: argo}], order: {nowhere: [p]}}\n", {QStringLiteral("4:56 rollback.order.nowhere")}, "environments");
        row("provider nobody has", "environments: [{name: e}]\nrollback: {order: {e: [p]}}\n", {QStringLiteral("5:24 rollback.order.e[0]")}, "providers");
        row("validation nobody has", "rollback: {verify: [v]}\n", {QStringLiteral("4:21 rollback.verify[0]")}, "validation");
        row("role nobody has", "actions: {promote: {roles: [r]}}\n", {QStringLiteral("4:29 actions.promote.roles[0]")}, "roles");
        row("playbook nobody has", "alerts: {families: [{name: f, playbook: b}]}\n", {QStringLiteral("4:41 alerts.families[0].playbook")}, "triage");
        row("contact nobody has", "contacts: [{name: a}]\nescalation: [{id: e, to: [a, b]}]\n", {QStringLiteral("5:30 escalation[0].to[1]")}, "contacts");
        row("channel nobody has", "validation: [{name: v, type: message, channel: c}]\n", {QStringLiteral("4:48 validation[0].channel")}, "channels");
        row("dependency nobody has", "services: [{name: s, depends_on: [d]}]\n", {QStringLiteral("4:35 services[0].depends_on[0]")}, "dependencies");
        row("flag nobody has", "decisions: {hold_any: [{id: r, when: {dependency_flag: f}}]}\n", {QStringLiteral("4:56 decisions.hold_any[0].when.dependency_flag")}, "flags");
        row("signal nobody has", "gates: [{name: g, signal: s, fail: '>= 1'}]\n", {QStringLiteral("4:27 gates[0].signal")}, "signals");
        row("probe nobody has", "decisions: {rollback_any: [{id: r, when: {health: h}}]}\n", {QStringLiteral("4:51 decisions.rollback_any[0].when.health")}, "probes");
        row("gate of a set", "gate_sets: {s: [g]}\n", {QStringLiteral("4:17 gate_sets.s[0]")}, "gates");
        row("max before min", "strategies: [{name: s, kind: canary, phases: [{name: p, weight: 5%, dwell: {min: 2h, max: 1h}}]}]\n", {QStringLiteral("4:91 strategies[0].phases[0].dwell.max")}, "shorter");
        row("weight over 100", "strategies: [{name: s, kind: canary, phases: [{name: p, weight: 101%}]}]\n", {QStringLiteral("4:65 strategies[0].phases[0].weight")}, "100");
        row("stages of a canary", "strategies: [{name: s, kind: canary, stages: [{name: p}]}]\n", {QStringLiteral("4:46 strategies[0].stages")}, "phases");
        row("metric without query", "metrics: [{name: m}]\n", {QStringLiteral("4:11 metrics[0]")}, "query");
        row("quantile missing", "metrics: [{name: m, unit: ms, template: latency-quantile}]\n", {QStringLiteral("4:41 metrics[0].template")}, "quantile");
        row("unknown variable", "metrics: [{name: m, query: 'x{s=\"{{sevice}}\"}'}]\n", {QStringLiteral("4:28 metrics[0].query")}, "sevice");
        row("floor in a wrong unit", "metrics: [{name: m, unit: ms, query: q, baseline: {from: stable, floor: 1%}}]\n", {QStringLiteral("4:73 metrics[0].baseline.floor")}, "unit");
        gateRow("metric nobody has", "pass: '< 1ms'}\n  - {name: h, metric: n, pass: '< 1'", "7:23 gates[1].metric", "no n in metrics");
        gateRow("unit that does not fit", "pass: '< 5%'", "6:32 gates[0].pass", "does not fit");
        gateRow("rate on a duration", "pass: '< 5/min'", "6:32 gates[0].pass", "does not fit");
        gateRow("unknown unit", "pass: '< 5furlongs'", "6:32 gates[0].pass", "known unit");
        gateRow("no operator", "pass: '5ms'", "6:32 gates[0].pass", "not a condition");
        gateRow("limit nobody has", "pass: '< $x'", "6:32 gates[0].pass", "no limit x");
        gateRow("no baseline", "pass: '< 2 * baseline'", "6:32 gates[0].pass", "no baseline");
        gateRow("unquoted", "pass: < 5ms", "6:32 gates[0].pass", "quoted");
        gateRow("no bound", "on_fail: hold", "6:5 gates[0]", "pass or fail");
        gateRow("a bound that is misspelt", "pas: '< 5ms'", "6:26 gates[0].pas", "not known");
        gateRow("a flag that is no flag", "show_only: yes", "6:37 gates[0].show_only", "true or false");
        row("a sibling that is not there", "gates: [{name: g, like: h}]\n", {QStringLiteral("4:25 gates[0].like")}, "no sibling");
        row("target in a wrong unit", "metrics: [{name: m, unit: ms, query: q}]\nkpis: {ops: {k: {metric: m, target: '< 5%'}}}\n", {QStringLiteral("5:37 kpis.ops.k.target")}, "does not fit");
        row("target without a baseline", "metrics: [{name: m, unit: ms, query: q}]\nkpis: {ops: {k: {metric: m, target: '< baseline'}}}\n", {QStringLiteral("5:37 kpis.ops.k.target")}, "no baseline");
        row("target of no limit", "kpis: {ops: {k: '< $x', l: {target: '< $y'}}}\n", {QStringLiteral("4:17 kpis.ops.k"), QStringLiteral("4:37 kpis.ops.l.target")}, "no limit x");
        row("limit nobody has, in a drill", "drills: [{name: d, steps: [{wait: {analysis_failures: '>= $x'}}]}]\n", {QStringLiteral("4:55 drills[0].steps[0].wait.analysis_failures")}, "no limit x");
        row("two subjects", "metrics: [{name: m, unit: ms, query: q}]\nsignals: [{name: s, kind: counter}]\ngates: [{name: g, metric: m, signal: s, pass: '< 5ms'}]\n",
            {QStringLiteral("6:38 gates[0].signal")}, "exclude");
        row("own failures", "gates: [{name: a, consecutive_failures_of: [b], fail: '>= 2'}, {name: b, consecutive_failures_of: [a], fail: '>= 2'}]\n",
            {QStringLiteral("4:44 gates[0].consecutive_failures_of"), QStringLiteral("4:99 gates[1].consecutive_failures_of")}, "own failures");
        // Y-17
        row("unquoted > in a block", "gates:\n  - name: g\n    pass: >99.5%\n", {QStringLiteral("6:11 gates[0].pass")}, "unquoted >");
        row("unquoted > in a flow", "gates: [{name: g, pass: >5}]\n", {QStringLiteral("4:25 gates[0].pass")}, "unquoted >");
        row("unquoted @", "contacts:\n  - {name: c, chat: @sre}\n", {QStringLiteral("5:21 contacts[0].chat")}, "unquoted @");
        row("unquoted #", "channels:\n  - name: c\n    handle: #sre\n", {QStringLiteral("6:13 channels[0].handle")}, "unquoted #");
        row("empty value", "environments:\n  - name: e\n    guard:\n", {QStringLiteral("6:5 environments[0].guard")}, "no value");
        row("not YAML", "gates: [\n", {QStringLiteral("5:1 gates[0]")}, "not YAML");
        row("second document", "---\nkind: x\n", {QStringLiteral("4:1")}, "more than one document");
    }
    void places()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const PolicyReading reading = loadPolicy(write(head + body));
        QVERIFY(!reading.ok());
        QTEST(::places(reading), "expected");
        const QString said = reading.problems.first().message + u' ' + reading.problems.first().hint;
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    /// What the parser would pass over, or give up at.
    void endAndDepth()
    {
        const PolicyReading more = loadPolicy(write(head + "# a\n...\n\n# b\ngates: x\n"));
        QCOMPARE(::places(more), QStringList{QStringLiteral("8:1")});
        QVERIFY(more.problems.first().message.contains(QStringLiteral("more than one document")));
        const PolicyReading deep = loadPolicy(write(head + "limits: " + QByteArray(600, '[') + QByteArray(600, ']') + '\n'));
        QCOMPARE(::places(deep), QStringList{QStringLiteral("4:40 limits") + QStringLiteral("[0]").repeated(31)});
        QVERIFY(deep.problems.first().message.contains(QStringLiteral("nested deeper")));
    }

    void everyProblemIsTold()
    {
        const PolicyReading reading = loadPolicy(write("apiVersion: v2\nmetadata: {colour: red}\nlimits: {a: 1x, b: 2x}\nservices: [{name: s, strategy: t}]\n"));
        QCOMPARE(::places(reading), (QStringList{QStringLiteral("1:1 kind"), QStringLiteral("1:13 apiVersion"), QStringLiteral("2:11 metadata.name"), QStringLiteral("2:12 metadata.colour"),
                                                 QStringLiteral("3:13 limits.a"), QStringLiteral("3:20 limits.b"), QStringLiteral("4:32 services[0].strategy")}));
    }

    void bytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("1:1");
        QTest::newRow("comment only") << QByteArray("# nothing\n") << QStringLiteral("1:1");
        QTest::newRow("a list") << QByteArray("- a\n") << QStringLiteral("1:1");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF") + head << QStringLiteral("1:1");
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEk\0i\0", 6) << QStringLiteral("1:1");
        QTest::newRow("CR") << QByteArray("apiVersion: maestro.console/v1\r\nkind: x\r\n") << QStringLiteral("1:31");
        QTest::newRow("NUL") << head + QByteArray("limits: {\0}", 11) << QStringLiteral("4:10");
        QTest::newRow("Latin-1") << head + QByteArray("cli: {reason_flag: gr\xFC\xDF}\n") << QStringLiteral("4:22");
        QTest::newRow("directive") << QByteArray("%YAML 1.2\n---\n") + head << QStringLiteral("1:1");
    }
    void bytes()
    {
        QFETCH(QByteArray, bytes);
        const PolicyReading reading = loadPolicy(write(bytes));
        QVERIFY(!reading.ok());
        QCOMPARE(reading.problems.size(), 1);
        QTEST(::places(reading).first(), "expected");
    }

    void hostile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QByteArray laughs = head + "limits:\n  a: &a [x, x, x, x, x, x, x, x, x]\n";
        for (char c = 'b'; c < 'z'; ++c)
            laughs += QByteArray("  ") + c + ": &" + c + " [" + QByteArray(QByteArray("*") + char(c - 1) + ", ").repeated(9) + "]\n";
        QTest::newRow("billion laughs") << laughs;
        QTest::newRow("deep lists") << head + "gates: " + QByteArray(400, '[') + QByteArray(400, ']') + "\n";
        QTest::newRow("deeper lists") << head + "gates: " + QByteArray(500'000, '[');
        QTest::newRow("deep maps") << head + "limits: " + QByteArray("{a: ").repeated(100'000);
        QTest::newRow("many values") << head + "gates: [" + QByteArray("1,").repeated(200'000) + "]\n";
        QTest::newRow("long key") << head + QByteArray(500'000, 'k') + ": 1\n";
        QTest::newRow("more than 1 MiB") << head + "#" + QByteArray(1024 * 1024, 'x') + "\n";
        QByteArray chain = head + "services:\n  - {name: s0, workload: {kind: Rollout}}\n";
        for (int i = 5000; i > 0; --i)
            chain += "  - {name: s" + QByteArray::number(i) + ", like: s" + QByteArray::number(i - 1) + "}\n";
        QTest::newRow("long chain of likes") << chain;
    }
    void hostile()
    {
        QFETCH(QByteArray, bytes);
        const qint64 before = test::cpuMs();
        const PolicyReading reading = loadPolicy(write(bytes));
        QVERIFY(!reading.ok());
        QVERIFY(!reading.problems.isEmpty());
        QVERIFY2(test::cpuMs() - before < 10'000, qPrintable(QString::number(test::cpuMs() - before)));
    }

    void notAFile()
    {
        QVERIFY(!loadPolicy(m_folder.path()).ok());
        QVERIFY(!loadPolicy(m_folder.filePath(QStringLiteral("absent.yaml"))).ok());
        QVERIFY(!loadPolicy(QStringLiteral("/dev/zero")).ok());
        const QString pipe = m_folder.filePath(QStringLiteral("pipe.yaml"));
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        const PolicyReading reading = loadPolicy(pipe); // and does not wait
        QCOMPARE(reading.problems.size(), 1);
        QVERIFY(reading.problems.first().message.contains(QStringLiteral("regular file")));
    }

    void aHundredMegabytesAreNotRead()
    {
        const QString path = m_folder.filePath(QStringLiteral("huge.yaml"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(100 * 1024 * 1024));
        rusage before = {};
        getrusage(RUSAGE_SELF, &before);
        const PolicyReading reading = loadPolicy(path);
        rusage after = {};
        getrusage(RUSAGE_SELF, &after);
        QVERIFY(reading.problems.first().message.contains(QStringLiteral("larger than 1024 KiB")));
        QVERIFY(after.ru_maxrss - before.ru_maxrss < 16 * 1024);
    }
};

QTEST_GUILESS_MAIN(TestPolicyProblems)
#include "tst_config_policyproblems.moc"
