// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "net/read/directsender.h"
#include "domain/slo/facts.h"
#include "services/slo/pace.h"
#include "services/slo/workloadhealth.h"
#include "support/fakeprometheus.h"
#include "support/kubetest.h"
#include "support/shoppolicy.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// One workload's health from a server that answers as the test likes.
class TestSloHealth : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    PolicyPtr m_policy;
    SteadyClock m_clock;
    QMap<QString, std::function<std::optional<double>(qint64)>> m_values; ///< by the start of the query
    std::unique_ptr<FakePrometheus> m_server;
    std::unique_ptr<PromClient> m_client;
    std::unique_ptr<Sampler> m_sampler;
    std::unique_ptr<WorkloadHealth> m_health;

    qint64 gridMs(qint64 stepMs = 15'000) const { return RangeQuery::onGrid(m_client->serverNow().toMSecsSinceEpoch(), stepMs); }

    SloReportPtr evaluate(qint64 stepMs = 15'000)
    {
        QSignalSpy changed(m_health.get(), &WorkloadHealth::changed);
        m_health->evaluate(m_client.get(), gridMs(stepMs), stepMs);
        if (changed.isEmpty() && !changed.wait(5'000))
            return {};
        return m_health->report();
    }

    /// Lets one step pass.
    SloReportPtr next(qint64 stepMs = 15'000)
    {
        m_clock.ahead += stepMs;
        return evaluate(stepMs);
    }

    static GateReading gate(const SloReportPtr &report, const QString &name)
    {
        for (const GateReading &reading : report->gates)
            if (reading.gate.name == name)
                return reading;
        return {};
    }

    static std::function<std::optional<double>(qint64)> always(double value)
    {
        return [value](qint64) { return std::optional(value); };
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(shopPolicy()) > 0);
        file.close();
        const PolicyReading reading = loadPolicy(file.fileName());
        QVERIFY2(reading.ok(), reading.ok() ? "" : qPrintable(reading.problems.first().message));
        m_policy = paced(reading.policy);
    }

    void init()
    {
        m_values = {{u"errors{service=\"web\",role=\"canary\"}"_s, always(0.01)},
                    {u"errors{service=\"web\",role=\"stable\"}"_s, always(0.01)},
                    {u"latency"_s, always(400)},
                    {u"success"_s, always(0.9995)},
                    {u"1 - avg_over_time(((success{service=\"web\"}) >= 0)[5m:1m])"_s, always(0.004)},
                    {u"1 - avg_over_time(((success{service=\"web\"}) >= 0)[1h:1m])"_s, always(0.001)},
                    {u"1 - avg_over_time(((success{service=\"web\"}) >= 0)[19m:1m])"_s, always(0.002)},
                    {u"1 - avg_over_time(((success{service=\"web\"}) >= 0)[20m:1m])"_s, always(0.002)}};
        m_server = std::make_unique<FakePrometheus>(&m_clock, [this](const QString &query, qint64 ms) -> std::optional<double> {
            for (auto value = m_values.cbegin(); value != m_values.cend(); ++value)
                if (query.startsWith(value.key()))
                    return value.value()(ms);
            return std::nullopt;
        });
        ServerIdentity identity;
        identity.server = m_server->server.url();
        m_client = std::make_unique<PromClient>(std::make_unique<DirectSender>(identity), &m_clock);
        m_sampler = std::make_unique<Sampler>();
        m_health = std::make_unique<WorkloadHealth>(m_sampler.get());
        SloTarget target;
        target.ref = {u"box"_s, u"shop"_s, u"web"_s};
        target.match.policy = m_policy;
        target.match.service = u"web"_s;
        target.match.phase = u"small"_s;
        target.revision = 7;
        target.changedAt = m_clock.utcNow().addSecs(-1200);
        m_health->setTarget(target);
    }

    void everyGatePasses()
    {
        m_health->setDetailed(true);
        const SloReportPtr report = evaluate();
        QVERIFY(report);
        QVERIFY(!report->problem);
        QCOMPARE(report->gates.size(), 4);
        for (const GateReading &reading : report->gates)
            QVERIFY2(reading.verdict.state == GateState::Pass, qPrintable(reading.gate.name + u": " + reading.verdict.reason));
        QCOMPARE(report->decision.decision, Decision::Promote);
        const GateReading errors = gate(report, u"errors"_s);
        QCOMPARE(errors.verdict.value, 0.01);
        QCOMPARE(errors.verdict.baseline, 0.01);
        QCOMPARE(errors.provenance.query, u"errors{service=\"web\",role=\"canary\"}"_s);
        QCOMPARE(errors.provenance.source, m_server->server.url().toString());
        QCOMPARE(errors.provenance.targetsUp, 2);
        QVERIFY(errors.provenance.newestSampleAt.isValid());
        QCOMPARE(report->policyHash, m_policy->hash);
        QCOMPARE(report->budgets.size(), 1);
        const BudgetReading budget = report->budgets.first();
        QVERIFY(qAbs(budget.objective.value_or(0) - 0.999) < 1e-9);
        QVERIFY(qAbs(budget.burn.value(u"5m"_s).value_or(0) - 4) < 1e-9);
        QVERIFY(qAbs(budget.burn.value(u"1h"_s).value_or(0) - 1) < 1e-9);
        QVERIFY(!budget.burn.value(u"6h"_s));
        QCOMPARE(budget.meaning, u"consumed-since-T"_s); // twice the even pace for twenty minutes of thirty days
        QVERIFY(qAbs(budget.consumed.value_or(0) - 2.0 * 1200 / 2'592'000) < 2e-5);
    }

    /// Two gates that read one metric ask once.
    void oneQueryForAllWhoNeedIt()
    {
        QVERIFY(evaluate());
        QStringList once = m_server->queries;
        once.removeDuplicates();
        QCOMPARE(m_server->queries.size(), once.size());
        QCOMPARE(m_server->queries.filter(u"latency"_s).size(), 2); // canary and stable
    }

    /// What failed before anybody looked has failed for that long.
    void timersComeFromThePast()
    {
        const qint64 began = m_clock.utcNow().toMSecsSinceEpoch() - 170'000;
        m_values[u"errors{service=\"web\",role=\"canary\"}"_s] = [began](qint64 ms) { return std::optional(ms < began ? 0.01 : 0.09); };
        SloReportPtr report = evaluate();
        GateReading errors = gate(report, u"errors"_s);
        QCOMPARE(errors.verdict.state, GateState::Hold);
        QVERIFY2(errors.verdict.failingFor.count() >= 140'000 && errors.verdict.failingFor.count() < 180'000, qPrintable(errors.verdict.reason));
        QCOMPARE(report->regression.gate, u"errors"_s);
        QVERIFY(qAbs(report->regression.firstBadAt.toMSecsSinceEpoch() - began) <= 15'000);
        QCOMPARE(report->regression.revision, 7);
        for (int i = 0; i < 3; ++i)
            report = next();
        errors = gate(report, u"errors"_s);
        QCOMPARE(errors.verdict.state, GateState::Fail);
        QCOMPARE(report->decision.decision, Decision::Rollback);
        QCOMPARE(report->decision.rule, u"errors"_s);
    }

    /// Minutes of which the server says that something may be missing count for nothing.
    void incompletePastCountsForNothing()
    {
        m_values[u"errors{service=\"web\",role=\"canary\"}"_s] = always(0.09);
        m_server->warned = [](const QString &path, const QString &query) { return path.endsWith(u"query_range") && query.startsWith(u"errors"); };
        const GateReading errors = gate(evaluate(), u"errors"_s);
        QVERIFY2(errors.verdict.failingFor.count() < 15'000, qPrintable(errors.verdict.reason));
        m_server->warned = [](const QString &, const QString &) { return true; };
        const SloReportPtr report = next();
        for (const GateReading &reading : report->gates)
            QCOMPARE(reading.verdict.state, GateState::NoData);
        QCOMPARE(report->decision.decision, Decision::Hold);
    }

    /// Evaluations in a row are one a minute, however often somebody looks.
    void consecutiveCountsIntervals()
    {
        QVERIFY(evaluate());
        m_values[u"latency"_s] = always(800);
        int looks = 0;
        SloReportPtr report;
        do {
            report = next();
            ++looks;
        } while (gate(report, u"slow-twice"_s).verdict.state != GateState::Fail && looks < 20);
        QVERIFY2(looks >= 5 && looks <= 9, qPrintable(QString::number(looks)));
        QCOMPARE(gate(report, u"latency"_s).verdict.state, GateState::Hold);
    }

    void faults_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, int status, const char *body, const char *code) {
            QTest::newRow(name) << status << QByteArray(body) << QString::fromLatin1(code);
        };
        row("503", 503, "Service Unavailable", "unavailable");
        row("login page", 200, "<html><title>Sign in</title></html>", "notPrometheus");
        row("status error", 200, "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"no\"}", "queryFailed");
        row("too many points", 400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum resolution of 11,000 points per timeseries.\"}", "tooManyPoints");
        row("unauthorized", 401, "no", "unauthorized");
        row("cut off", 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"resu", "badAnswer");
    }

    void faults()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        QCOMPARE(evaluate()->decision.decision, Decision::Promote);
        m_server->fault = {{status, body}};
        SloReportPtr report = next();
        QVERIFY(report && report->problem);
        QCOMPARE(report->problem->code, code);
        for (const GateReading &reading : report->gates) {
            QCOMPARE(reading.verdict.state, GateState::NoData);
            QCOMPARE(reading.verdict.reason, reading.provenance.error->message);
            QVERIFY(!reading.verdict.value);
        }
        QCOMPARE(report->decision.decision, Decision::Hold);
        m_server->fault.reset();
        report = next();
        QVERIFY(!report->problem);
        QCOMPARE(report->decision.decision, Decision::Promote);
    }

    /// A query that fails alone takes its own gates along and no others.
    void oneQueryFails()
    {
        m_server->fault = {{422, "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"many-to-many\"}"}};
        m_server->faultOnly = u"success"_s;
        const SloReportPtr report = evaluate();
        QVERIFY(!report->problem);
        QCOMPARE(gate(report, u"availability"_s).verdict.state, GateState::NoData);
        QVERIFY(gate(report, u"availability"_s).verdict.reason.contains(u"many-to-many"_s));
        QCOMPARE(gate(report, u"latency"_s).verdict.state, GateState::Pass);
        QCOMPARE(report->decision.decision, Decision::Hold);
    }

    void downAndSlow()
    {
        m_client->setDeadline(1500);
        QVERIFY(evaluate());
        m_server->silent = true;
        QElapsedTimer patience;
        patience.start();
        const SloReportPtr late = next();
        QCOMPARE(late->problem->code, u"timeout"_s);
        QVERIFY2(patience.elapsed() < 4400, qPrintable(QString::number(patience.elapsed()))); // two deadlines, not one after the other
        for (const GateReading &reading : late->gates)
            QCOMPARE(reading.verdict.state, GateState::NoData);
        m_server->server.close();
        m_server->server.dropConnections();
        const SloReportPtr report = next();
        QCOMPARE(report->problem->kind, ErrorKind::Unreachable);
        QCOMPARE(gate(report, u"latency"_s).verdict.state, GateState::NoData);
    }

    /// A number of which nobody can say how old it is.
    void unknownAge()
    {
        m_server->fault = {{503, "no"}};
        m_server->faultOnly = u"timestamp("_s;
        const SloReportPtr report = evaluate();
        for (const GateReading &reading : report->gates) {
            QCOMPARE(reading.verdict.state, GateState::NoData);
            QCOMPARE(reading.provenance.error->code, u"unavailable"_s);
        }
        QCOMPARE(report->decision.decision, Decision::Hold);
    }

    /// After an outage of the way to the server the past is told by the server: a failure in between has lasted.
    void whatHappenedMeanwhile()
    {
        QVERIFY(evaluate());
        m_server->fault = {{503, "no"}};
        const qint64 began = m_clock.utcNow().toMSecsSinceEpoch();
        for (int i = 0; i < 16; ++i)
            QVERIFY(next()->problem);
        m_values[u"errors{service=\"web\",role=\"canary\"}"_s] = [began](qint64 ms) { return std::optional(ms < began ? 0.01 : 0.09); };
        m_server->fault.reset();
        const GateReading errors = gate(next(), u"errors"_s);
        QCOMPARE(errors.verdict.state, GateState::Fail);
        QVERIFY(errors.verdict.failingFor.count() >= 210'000);
    }

    void values_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("state");
        QTest::newRow("NaN") << qQNaN() << int(GateState::NoData);
        QTest::newRow("infinite") << qInf() << int(GateState::Fail);
        QTest::newRow("negative") << -1.0 << int(GateState::NoData);
        QTest::newRow("700 ms") << 700.0 << int(GateState::Hold);
        QTest::newRow("1100 ms") << 1100.0 << int(GateState::Fail);
        QTest::newRow("480 ms") << 480.0 << int(GateState::Pass);
    }

    void values()
    {
        QFETCH(double, value);
        QFETCH(int, state);
        m_values[u"latency"_s] = always(value);
        QCOMPARE(int(gate(evaluate(), u"latency"_s).verdict.state), state);
    }

    void emptyAnswer()
    {
        m_values.remove(u"latency"_s);
        const GateReading latency = gate(evaluate(), u"latency"_s);
        QCOMPARE(latency.verdict.state, GateState::NoData);
        QCOMPARE(latency.verdict.cause, GateCause::NoSample);
    }

    /// The query still gives a number; nothing was scraped for ten minutes.
    void staleSamples()
    {
        m_server->scrapedAgoMs = 600'000;
        const SloReportPtr report = evaluate();
        for (const GateReading &reading : report->gates)
            QCOMPARE(reading.verdict.cause, GateCause::Stale);
        QCOMPARE(report->decision.decision, Decision::Hold);
    }

    void clockSkew_data()
    {
        QTest::addColumn<int>("skewMs");
        QTest::newRow("ahead") << 900'000;
        QTest::newRow("behind") << -900'000;
    }

    void clockSkew()
    {
        QFETCH(int, skewMs);
        m_server->skewMs = skewMs;
        Await<Result<PromStatus>> status;
        m_client->status(status.callback()); // as the service does before its first question
        (void)status.get();
        const SloReportPtr report = evaluate();
        const GateReading latency = gate(report, u"latency"_s);
        QVERIFY2(latency.verdict.state == GateState::Pass, qPrintable(latency.verdict.reason));
        QCOMPARE(latency.provenance.warnings.size(), 1);
        QVERIFY(latency.provenance.warnings.first().contains(skewMs > 0 ? u"ahead"_s : u"behind"_s));
    }

    void noPrometheus()
    {
        m_health->evaluate(nullptr, gridMs(), 15'000);
        const SloReportPtr report = m_health->report();
        QVERIFY(report);
        QCOMPARE(report->problem->code, u"noPrometheus"_s);
        QCOMPARE(gate(report, u"latency"_s).verdict.state, GateState::NoData);
    }

    /// The past of a probe counts also when it is read after the first look, and no server keeps one.
    void factsThatCameLater()
    {
        QFile file(m_dir.filePath(u"probes.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly)
                && file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop, version: 1}\n"
                              "services: [{name: web, workload: {kind: Rollout, namespace: shop, name: web}, health: [{name: front, url: \"http://x/health\"}]}]\n") > 0);
        file.close();
        SloTarget target = m_health->target();
        target.match.policy = paced(loadPolicy(file.fileName()).policy);
        target.match.phase.clear();
        QVERIFY(target.match.policy);
        m_health->setTarget(target);
        m_health->setDetailed(true);
        const auto rule = [this](const QString &id) -> std::optional<BoardCondition> {
            m_health->evaluate(nullptr, gridMs(), 15'000);
            for (const BoardCondition &condition : m_health->report()->board->conditions)
                if (condition.rule.id == id)
                    return condition;
            return {};
        };
        QVERIFY(rule(u"health-3m"_s) && rule(u"health-3m"_s)->rule.state != true);
        FactHistory history;
        history.policy = target.match.policy;
        history.records = QList<JournalRecord>();
        m_clock.ahead += 15'000;
        history.now = m_clock.utcNow();
        for (int second = 240; second >= 0; second -= 10)
            history.book.add(FactReading{healthFact(u"front"_s), 0.0, {}, history.now.addSecs(-second), {}, {}});
        m_health->setHistory(std::make_shared<const FactHistory>(history));
        QCOMPARE(rule(u"health-3m"_s)->rule.state, std::optional(true));
    }

    /// When no update is under way, those that serve are judged and no canary is asked for.
    void steadyState()
    {
        SloTarget target = m_health->target();
        target.judged = Judged::Running;
        m_health->setTarget(target);
        const SloReportPtr report = evaluate();
        QCOMPARE(gate(report, u"latency"_s).provenance.query, u"latency{service=\"web\",role=\"stable\"}"_s);
        QVERIFY(m_server->queries.filter(u"canary"_s).isEmpty());
    }

    void historyOfWhatIsOpen()
    {
        QVERIFY(evaluate());
        QVERIFY(m_health->history().isEmpty());
        m_health->setDetailed(true);
        QVERIFY(evaluate());
        const auto history = m_health->history();
        QVERIFY(history.size() > 4 * 60);
        for (qsizetype i = 1; i < history.size(); ++i)
            QVERIFY(history.at(i - 1).at <= history.at(i).at);
    }
};

QTEST_GUILESS_MAIN(TestSloHealth)
#include "tst_slo_health.moc"
