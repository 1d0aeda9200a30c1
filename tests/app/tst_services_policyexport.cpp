// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/slo/gateevaluator.h"
#include "services/policy/analysisexport.h"
#include "services/policy/gateexpression.h"
#include "support/prometheusserver.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

#include <cmath>

using namespace maestro;
using namespace std::chrono_literals;

namespace {

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\n"
                        "metrics:\n"
                        "  - {name: m, unit: ms, better: lower, baseline: {from: stable, floor: 10ms}, query: 'm{service=\"{{service}}\",role=\"{{role}}\"}'}\n"
                        "  - {name: old, unit: ms, better: lower, baseline: {from: last-good}, query: 'm{role=\"{{role}}\"}'}\n"
                        "  - {name: n, unit: none, better: lower, query: 'n{role=\"{{role}}\"}'}\n"
                        "  - {name: few, unit: ratio, better: lower, min_requests: 100, query: 'few{role=\"{{role}}\"}'}\n"
                        "  - {name: traffic, unit: per_second, better: higher, query: 'traffic{role=\"{{role}}\"}'}\n"
                        "signals: [{name: complaints, kind: counter}]\nlimits: {none: null}\n";

class PolicyFile
{
public:
    PolicyPtr operator()(const QByteArray &body)
    {
        QFile file(m_folder.filePath(QStringLiteral("p.yaml")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(head + body) < 0)
            qFatal("cannot write");
        file.close();
        const PolicyReading reading = loadPolicy(file.fileName());
        for (const Error &problem : reading.problems)
            qWarning("%d:%d %s %s", problem.where->line, problem.where->column, qPrintable(problem.where->field), qPrintable(problem.message));
        return reading.policy;
    }

private:
    QTemporaryDir m_folder;
};

QByteArray gateLine(const QByteArray &fields)
{
    return "gates:\n  - {name: g, " + fields + "}\n";
}

PolicyService serviceNamed(const QString &name)
{
    PolicyService service;
    service.name = name;
    service.variables.insert(QStringLiteral("service"), name);
    return service;
}

const PolicyService hostile = serviceNamed(QStringLiteral("s\"} or up{"));

} // namespace

class TestPolicyExport : public QObject
{
    Q_OBJECT

private slots:
    void conditions_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::addColumn<QString>("success");
        QTest::addColumn<QString>("failure");
        const auto row = [](const char *fields, const char *success, const char *failure) {
            QTest::newRow(fields) << QByteArray(fields) << QString::fromLatin1(success) << QString::fromLatin1(failure);
        };
        row("metric: m, pass: '< 500ms'", "len(result) > 0 && all(result, {# < 500 && # >= 0})", "any(result, {# >= 500})");
        row("metric: m, pass: '<= 500ms'", "len(result) > 0 && all(result, {# <= 500 && # >= 0})", "any(result, {# > 500})");
        row("metric: m, fail: '> 1s'", "len(result) > 0 && all(result, {# <= 1000 && # >= 0})", "any(result, {# > 1000})");
        row("metric: m, pass: '< 500ms', fail: '> 1s'", "len(result) > 0 && all(result, {# < 500 && # <= 1000 && # >= 0})", "any(result, {# > 1000})");
        row("metric: n, pass: '>= 3'", "len(result) > 0 && all(result, {# >= 3 && !isInf(#)})", "any(result, {# < 3})");
        row("metric: n, pass: '< 3'", "len(result) > 0 && all(result, {# < 3 && !isInf(#)})", "any(result, {# >= 3})");
        row("metric: n, pass: '== 0'", "len(result) > 0 && all(result, {# == 0})", "any(result, {(# < 0 || # > 0)})");
        row("metric: n, fail: '== 0'", "len(result) > 0 && all(result, {(# < 0 || # > 0) && !isInf(#)})", "any(result, {# == 0})");
        row("metric: m, pass: '< $none'", "false", "false");
        row("metric: m, pass: '< $none', fail: '> 1s'", "false", "any(result, {# > 1000})");
        row("metric: m, pass: '< 500ms', consecutive: 2", "len(result) > 0 && all(result, {# == 1})", "any(result, {# < 0})");
        row("metric: m, pass: '< 2 * baseline'", "len(result) > 0 && all(result, {# == 1})", "any(result, {# < 0})");
    }
    void conditions()
    {
        QFETCH(QByteArray, fields);
        const PolicyPtr policy = m_load(gateLine(fields));
        QVERIFY(policy);
        const auto said = gateExpression(*policy, hostile, {}, policy->gates.first(), 60s);
        QVERIFY(said.ok());
        QTEST(said->success, "success");
        QTEST(said->failure, "failure");
    }

    void queriesAreFilledInAndEscaped()
    {
        const PolicyPtr policy = m_load(gateLine("metric: m, pass: '< 500ms'"));
        const auto said = gateExpression(*policy, hostile, {}, policy->gates.first(), 60s);
        QCOMPARE(said->query, QStringLiteral("m{service=\"s\\\"} or up{\",role=\"canary\"}"));
        QCOMPARE(said->breach, QStringLiteral("(m{service=\"s\\\"} or up{\",role=\"canary\"}) >= 500"));
    }

    void notForTheController_data()
    {
        QTest::addColumn<QByteArray>("fields");
        QTest::newRow("signal") << QByteArray("signal: complaints, fail: '>= 3'");
        QTest::newRow("earlier time") << QByteArray("metric: old, pass: '< 2 * baseline'");
        QTest::newRow("in a group") << QByteArray("any: [{metric: m, fail: '> 5ms'}, {signal: complaints, fail: '>= 3'}]");
        QTest::newRow("failures of what people say") << QByteArray("signal: complaints, fail: '>= 3'}\n  - {name: h, consecutive_failures_of: [g], fail: '>= 3'");
        QTest::newRow("failures at other times") << QByteArray("metric: m, pass: '< 5ms', every: 20s}\n  - {name: h, consecutive_failures_of: [g], fail: '>= 3', every: 30s");
        QTest::newRow("failures up to nothing") << QByteArray("metric: m, pass: '< 5ms'}\n  - {name: h, consecutive_failures_of: [g], fail: '<= 3'");
        QTest::newRow("failures of failures") << QByteArray("metric: m, pass: '< 5ms'}\n  - {name: k, consecutive_failures_of: [g], fail: '>= 3'}\n  - {name: h, consecutive_failures_of: [k], fail: '>= 3'");
    }
    void notForTheController()
    {
        QFETCH(QByteArray, fields);
        const PolicyPtr policy = m_load(gateLine(fields));
        const auto said = gateExpression(*policy, hostile, {}, policy->gates.last(), 60s);
        QVERIFY(!said.ok());
        QCOMPARE(said.error().code, QStringLiteral("notExportable"));
    }

    void verdictsAreTheGates_data()
    {
        QTest::addColumn<QByteArray>("fields");
        for (const char *fields : {"metric: m, pass: '<= baseline + 20%', fail: '> 2 * baseline'", "metric: m, pass: '<= 120ms', fail: '> 2 * baseline'",
                                   "metric: m, pass: '< baseline + 20ms'", "metric: m, fail: '>= 3 * baseline'", "metric: m, pass: '< 200ms', consecutive: 3",
                                   "metric: m, pass: '< 120ms', fail: '> 200ms', for: 20s", "metric: m, pass: '!= baseline + 0ms'", "metric: m, fail: '!= 250ms', consecutive: 2",
                                   "all: [{metric: m, pass: '< 200ms'}, {metric: n, pass: '< 3'}]", "any: [{metric: m, pass: '< 200ms'}, {metric: n, pass: '< 3'}]",
                                   "all: [{metric: m, fail: '> 200ms'}, {metric: n, fail: '> 3'}]", "any: [{metric: m, fail: '> 200ms'}, {metric: n, fail: '> 3'}]",
                                   "metric: few, pass: '< 1%', fail: '> 5%', consecutive: 2"})
            QTest::newRow(fields) << QByteArray(fields);
    }
    /// A real Prometheus answers the query at every look; the evaluator is told the same numbers.
    void verdictsAreTheGates()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        startPrometheus();
        QFETCH(QByteArray, fields);
        const PolicyPtr policy = m_load(gateLine(fields + ", every: 10s"));
        QVERIFY(policy);
        const auto said = gateExpression(*policy, serviceNamed(QStringLiteral("s")), {}, policy->gates.first(), 60s);
        QVERIFY2(said.ok(), qPrintable(said.ok() ? QString() : said.error().message));
        GateEvaluator evaluator(policy, policy->gates);
        int fails = 0;
        int others = 0;
        for (int look = 0; look < looks; ++look) {
            const QDateTime at = QDateTime::fromSecsSinceEpoch(begin + look * 10, Qt::UTC);
            const GateState gate = evaluator.evaluate(at, samplesAt(look, at)).first().state;
            const std::optional<double> code = answer(said->query, at);
            const bool codeFails = code && *code < 0;
            const bool sameFail = (gate == GateState::Fail) == codeFails || (gate == GateState::Fail && afterGap(look)); // a gap ends a row, the gate only pauses
            const bool samePass = (gate == GateState::Pass) == (code && *code == 1);
            QVERIFY2(sameFail && samePass, qPrintable(QStringLiteral("look %1: %2, query says %3").arg(look).arg(int(gate)).arg(code.value_or(std::nan("")))));
            (gate == GateState::Fail ? fails : others) += 1;
        }
        QVERIFY2(fails > 0 && others > 0, "the numbers prove nothing");
    }

    void failuresOfOthers_data()
    {
        QTest::addColumn<QByteArray>("fields");
        for (const char *fields : {"consecutive_failures_of: [a], fail: '>= 3'", "consecutive_failures_of: [a, b], fail: '>= 3'", "consecutive_failures_of: [a, b], fail: '> 1'",
                                   "consecutive_failures_of: [b, c], fail: '>= 1'", "consecutive_failures_of: [a, b, c], pass: '< 2', fail: '>= 3'",
                                   "consecutive_failures_of: [a, b], fail: '>= 2', consecutive: 2"})
            QTest::newRow(fields) << QByteArray(fields);
    }
    /// Never aborts sooner than the gate, and not later but after a gap; never lets through what the gate does not.
    void failuresOfOthers()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        startPrometheus();
        QFETCH(QByteArray, fields);
        const PolicyPtr policy = m_load(gateLine(fields + ", every: 10s") + "  - {name: a, metric: m, pass: '< 200ms'}\n  - {name: b, metric: n, pass: '< 3', for: 1h}\n"
                                                                            "  - {name: c, metric: few, pass: '< 1%', fail: '> 5%', every: 10s}\n");
        QVERIFY(policy);
        const auto said = gateExpression(*policy, serviceNamed(QStringLiteral("s")), {}, policy->gates.first(), 60s);
        QVERIFY2(said.ok(), qPrintable(said.ok() ? QString() : said.error().message));
        GateEvaluator evaluator(policy, {policy->gates.first()});
        int fails = 0;
        int passes = 0;
        for (int look = 0; look < looks; ++look) {
            const QDateTime at = QDateTime::fromSecsSinceEpoch(begin + look * 10, Qt::UTC);
            const GateVerdict verdict = evaluator.evaluate(at, samplesAt(look, at)).first();
            const std::optional<double> code = answer(said->query, at);
            QVERIFY(code && std::isfinite(*code));
            const QString what = QStringLiteral("look %1: %2, counted %3, query says %4").arg(look).arg(int(verdict.state)).arg(verdict.value.value_or(-1)).arg(*code);
            QVERIFY2(*code >= 0 || verdict.state == GateState::Fail, qPrintable(what));
            QVERIFY2(*code < 0 || verdict.state != GateState::Fail || afterGap(look), qPrintable(what));
            QVERIFY2(*code != 1 || verdict.state == GateState::Pass, qPrintable(what));
            QVERIFY2(*code == 1 || verdict.state != GateState::Pass || verdict.value.value_or(0) > 0, qPrintable(what));
            fails += *code < 0;
            passes += *code == 1;
        }
        QVERIFY2(fails > 0 && passes > 0, "the numbers prove nothing");
    }

    void rulesOfTheExamples_data()
    {
        QTest::addColumn<int>("rules");
        QTest::newRow("000-maestro-routing") << 4;
        QTest::newRow("001-maestro-triage") << 0;
        QTest::newRow("002-conductor-rc") << 11;
        QTest::newRow("003-maestro-api-playbook") << 5;
        QTest::newRow("004-aivo-delivery") << 26;
        QTest::newRow("keyfigures") << 9;
    }
    void rulesOfTheExamples()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "promtool");
        const PolicyReading reading = loadPolicy(QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/%1.yaml").arg(QLatin1String(QTest::currentDataTag())));
        QStringList notes;
        const QVariantMap rules = exportRules(*reading.policy, reading.policy->services, {}, notes);
        int count = 0;
        for (const QVariant &group : rules.value(QStringLiteral("groups")).toList())
            count += int(group.toMap().value(QStringLiteral("rules")).toList().size());
        QTEST(count, "rules");
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("rules.yaml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(QJsonObject::fromVariantMap(rules)).toJson());
        file.close();
        QProcess promtool;
        promtool.start(QStringLiteral("promtool"), {QStringLiteral("check"), QStringLiteral("rules"), file.fileName()});
        QVERIFY(promtool.waitForFinished());
        QVERIFY2(promtool.exitCode() == 0, promtool.readAllStandardError().constData());
    }

    void stepsOfAPhase()
    {
        const PolicyPtr policy = m_load("gates:\n  - {name: g, metric: m, pass: '< 5ms', on_fail: rollback}\n  - {name: s, signal: complaints, fail: '>= 3'}\n"
                                        "  - {name: shown, metric: n, pass: '< 5', show_only: true}\n"
                                        "strategies: [{name: c, kind: canary, automation: {owner: controller, promote: auto, abort: auto}, phases: ["
                                        "{name: a, weight: 5%, dwell: {min: 10m}, gates: [g, shown]}, {name: b, weight: 50%, gates: [s], dwell: {min: 90s}},"
                                        "{name: c, weight: 100%, promote: confirm, gates: [g]}]}]\n"
                                        "services: [{name: web, strategy: c, workload: {kind: Rollout, namespace: shop, name: web}}]\n");
        QVERIFY(policy);
        ExportTarget target;
        target.ns = QStringLiteral("shop");
        const AnalysisExport made = exportAnalysis(*policy, policy->services.first(), target);
        const QJsonDocument steps(QJsonObject::fromVariantMap(made.rollout).value(u"spec").toObject().value(u"strategy").toObject().value(u"canary").toObject().value(u"steps").toArray());
        QCOMPARE(steps.toJson(QJsonDocument::Compact),
                 QByteArray(R"([{"setWeight":5},{"analysis":{"templates":[{"templateName":"web-a"}]}},{"setWeight":50},{"pause":{"duration":"90s"}},{"pause":{}},)"
                            R"({"setWeight":100},{"analysis":{"templates":[{"templateName":"web-c"}]}}])"));
        QCOMPARE(made.notes.size(), 1); // the signal
        QCOMPARE(made.templates.size(), 2);
        const QVariantMap spec = made.templates.first().toMap().value(QStringLiteral("spec")).toMap();
        QStringList metrics;
        for (const QVariant &one : spec.value(QStringLiteral("metrics")).toList()) {
            const QVariantMap metric = one.toMap();
            metrics.append(QStringLiteral("%1 %2 %3 %4").arg(metric.value(QStringLiteral("name")).toString(), metric.value(QStringLiteral("initialDelay")).toString())
                               .arg(metric.value(QStringLiteral("count")).toInt()).arg(metric.value(QStringLiteral("consecutiveSuccessLimit")).toInt()));
        }
        QCOMPARE(metrics, (QStringList{QStringLiteral("g  11 0"), QStringLiteral("shown  11 0"), QStringLiteral("every-gate 600s 1000000 1")}));
        QCOMPARE(spec.value(QStringLiteral("dryRun")).toList().first().toMap().value(QStringLiteral("metricName")), QStringLiteral("shown"));
    }

    void onlyRollbackAborts_data()
    {
        QTest::addColumn<QByteArray>("onFail");
        QTest::addColumn<QByteArray>("automation");
        QTest::addColumn<bool>("aborts");
        const QByteArray autoAbort = "automation: {owner: controller, abort: auto}, ";
        QTest::newRow("rollback") << QByteArray("rollback") << autoAbort << true;
        QTest::newRow("hold") << QByteArray("hold") << autoAbort << false;
        QTest::newRow("prepare") << QByteArray("prepare-rollback") << autoAbort << false;
        QTest::newRow("recommend") << QByteArray("rollback") << QByteArray("automation: {owner: controller, abort: recommend}, ") << false;
        QTest::newRow("not said") << QByteArray("rollback") << QByteArray() << true;
    }
    void onlyRollbackAborts()
    {
        QFETCH(QByteArray, onFail);
        QFETCH(QByteArray, automation);
        const PolicyPtr policy = m_load("gates: [{name: g, metric: m, pass: '< 5ms', on_fail: " + onFail + "}]\nstrategies: [{name: c, kind: canary, " + automation
                                        + "phases: [{name: a, weight: 5%, gates: [g]}]}]\nservices: [{name: web, strategy: c, workload: {kind: Rollout, name: web}}]\n");
        QVERIFY(policy);
        const AnalysisExport made = exportAnalysis(*policy, policy->services.first(), {});
        const QVariantMap metric = made.templates.first().toMap().value(QStringLiteral("spec")).toMap().value(QStringLiteral("metrics")).toList().first().toMap();
        QFETCH(bool, aborts);
        QCOMPARE(metric.value(QStringLiteral("failureCondition")).toString(), aborts ? QStringLiteral("any(result, {# >= 5})") : QStringLiteral("false"));
    }

private:
    const qint64 begin = QDateTime::currentSecsSinceEpoch() / 10 * 10 - 3600;
    static constexpr int looks = 24;
    static constexpr double none = -1;

    /// Canary m, stable m, n, few, traffic: at every look.
    static double told(int series, int look)
    {
        static const double nan = std::nan("");
        static const double table[5][looks] = {
            {100, 110, 120, 121, 150, 199, 200, 201, 210, 350, 250, 250, nan, 250, none, 250, 250, 250, 100, 301, 100, 250, 90, 250},
            {100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, none, 100, 100, 100, nan, 100, 100, 5, 100, 100, 100, 100, 100},
            {1, 1, 2, 4, 4, 4, 1, 1, 5, 5, 5, none, 5, nan, 2, 2, 5, 5, 1, 1, 3, 3, 2, 4},
            {0, .005, .01, .02, .06, .06, .06, 0, .06, .06, .06, .06, .06, none, .06, .06, 0, 0, .06, .06, .06, 0, 0, 0},
            {1, 1, 1, 1, 1, 1, 1, .1, .1, 1, 1, 1, 1, 1, 1, 1, 1, none, 1, 1, 1, 1, 1, 1},
        };
        return table[series][look];
    }

    static bool afterGap(int look)
    {
        for (int before = std::max(0, look - 3); before <= look; ++before) {
            for (int series = 0; series < 5; ++series) {
                if (told(series, before) == none || std::isnan(told(series, before)) || told(4, before) * 300 < 100)
                    return true;
            }
        }
        return false;
    }

    static QList<Sample> samplesAt(int look, const QDateTime &at)
    {
        QList<Sample> samples;
        const auto add = [&](int series, const char *metric, SampleRole role, std::optional<double> requests = {}) {
            if (const double value = told(series, look); value != none)
                samples.append({at, QString::fromLatin1(metric), role, value, requests});
        };
        add(0, "m", SampleRole::Canary);
        add(1, "m", SampleRole::Stable);
        add(2, "n", SampleRole::Canary);
        const double perSecond = told(4, look);
        add(3, "few", SampleRole::Canary, perSecond == none ? std::nullopt : std::optional(perSecond * 300));
        return samples;
    }

    /// Backfilled series have no mark where they end, as those of a target have: the lookback is shorter than a step.
    void startPrometheus()
    {
        if (m_server)
            return;
        m_server = std::make_unique<PrometheusServer>();
        QByteArray text;
        const char *names[] = {"m{service=\"s\",role=\"canary\"}", "m{service=\"s\",role=\"stable\"}", "n{role=\"canary\"}", "few{role=\"canary\"}", "traffic{role=\"canary\"}"};
        for (int series = 0; series < 5; ++series) {
            const QByteArray name = names[series];
            const QByteArray type = "# TYPE " + name.left(name.indexOf('{')) + " gauge\n";
            if (!text.contains(type))
                text += type;
            for (int look = 0; look < looks; ++look) {
                const double value = told(series, look);
                if (value != none)
                    text += name + ' ' + (std::isnan(value) ? QByteArray("NaN") : QByteArray::number(value, 'g', 15)) + ' ' + QByteArray::number(begin + look * 10) + '\n';
            }
        }
        QVERIFY2(m_server->start("global: {scrape_interval: 1h}\n", text + "# EOF\n", {QStringLiteral("--query.lookback-delta=9s")}), qPrintable(m_server->problem()));
    }

    /// The one number of an answer; nothing: no number.
    std::optional<double> answer(const QString &query, const QDateTime &at)
    {
        QUrl url = m_server->url();
        url.setPath(QStringLiteral("/api/v1/query"));
        QUrlQuery asked;
        asked.addQueryItem(QStringLiteral("query"), QString::fromLatin1(QUrl::toPercentEncoding(query)));
        asked.addQueryItem(QStringLiteral("time"), QString::number(at.toSecsSinceEpoch()));
        url.setQuery(asked);
        QNetworkReply *reply = m_network.get(QNetworkRequest(url));
        if (!QTest::qWaitFor([reply] { return reply->isFinished(); }, 10'000))
            qFatal("no answer");
        const QByteArray body = reply->readAll();
        reply->deleteLater();
        const QJsonArray result = QJsonDocument::fromJson(body).object().value(u"data").toObject().value(u"result").toArray();
        if (!body.contains("\"success\""))
            qWarning("%s", body.constData());
        if (result.isEmpty())
            return std::nullopt;
        return result.first().toObject().value(u"value").toArray().at(1).toString().toDouble();
    }

    PolicyFile m_load;
    QNetworkAccessManager m_network;
    std::unique_ptr<PrometheusServer> m_server;
};

QTEST_GUILESS_MAIN(TestPolicyExport)
#include "tst_services_policyexport.moc"
