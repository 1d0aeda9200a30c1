// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/sloservice.h"
#include "services/slo/pace.h"
#include "services/systemclock.h"
#include "support/fakeprometheus.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int fleetSize = 30;

QByteArray fleetPolicy()
{
    QByteArray services;
    for (int i = 0; i < fleetSize; ++i) {
        const QByteArray name = "svc-" + QByteArray::number(i);
        services += "  - {name: " + name + ", workload: {kind: Rollout, namespace: default, name: " + name + "}, strategy: canary,"
            " links: {log_url: 'https://logs.example/?q={{service}}', elsewhere: 'file:///etc/passwd'},"
            " dashboards: [{title: Service SLO, url: 'https://grafana.example/d/slo?var-service={{service}}&from={{from}}&to={{to}}'}, {title: nowhere, url: 'https://x.example/{{unknown}}'}]}\n";
    }
    return "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: fleet, version: 1}\ncalendar: {timezone: UTC}\nservices:\n" + services
        + "metrics:\n"
          "  - {name: latency, unit: ms, better: lower, baseline: {from: stable}, query: 'latency{service=\"{{service}}\",role=\"{{role}}\"}'}\n"
          "  - {name: success, unit: ratio, better: higher, query: 'success{service=\"{{service}}\"}'}\n"
          "gates:\n"
          "  - {name: latency, metric: latency, pass: \"<= 500ms\", fail: \"> 1000ms\", on_fail: hold}\n"
          "  - {name: success, metric: success, pass: \">= 99%\", on_fail: hold}\n"
          "strategies:\n"
          "  - {name: canary, kind: canary, gates: [latency, success], phases: [{name: small, weight: \"25%\"}]}\n";
}

} // namespace

/// Health as the window gets it: a simulated cluster, policies from a folder, a Prometheus that the test speaks for.
class TestSloService : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<FakePrometheus> m_server;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Endpoints> m_endpoints;
    std::unique_ptr<PolicyLibrary> m_policies;
    std::unique_ptr<SloService> m_service;
    double m_latency = 400;
    qint64 m_canaryUntilMs = 0; ///< of its samples

    bool write(const QString &name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    ObjectRef ref(const QString &name) const { return {u"box"_s, u"default"_s, name}; }

    QSet<QString> servicesAsked() const
    {
        static const QRegularExpression service(u"service=\"([^\"]+)\""_s);
        QSet<QString> names;
        for (const QString &query : m_server->queries)
            names.insert(service.match(query).captured(1));
        return names;
    }

private Q_SLOTS:
    void initTestCase()
    {
        sandbox::ClusterPlan cluster = test::box(u"default"_s, {});
        for (int i = 0; i <= fleetSize; ++i) {
            sandbox::RolloutPlan plan = test::canary(u"default"_s, i < fleetSize ? u"svc-"_s + QString::number(i) : u"unnamed"_s, {QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
            plan.replicas = 1;
            cluster.rollouts.append(plan);
        }
        m_world = test::served({u"test"_s, {}, {cluster}}, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }

    void init()
    {
        m_latency = 400;
        m_canaryUntilMs = 0;
        m_server = std::make_unique<FakePrometheus>(&m_clock, [this](const QString &query, qint64 ms) -> std::optional<double> {
            if (query.startsWith(u"latency") && query.contains(u"role=\"canary\""))
                return ms < m_canaryUntilMs ? std::optional(1'400.) : std::nullopt;
            if (query.startsWith(u"latency"))
                return m_latency + double(ms / 15'000 % 7);
            return query.contains(u"success") ? std::optional(0.999) : std::nullopt;
        });
        QVERIFY(write(u"home/config/connections.yaml"_s, "connections:\n  - name: box\n    context: box\n    prometheus: {url: \"" + m_server->server.url().toEncoded() + "\"}\n"));
        QVERIFY(write(u"home/config/policies/fleet.yaml"_s, fleetPolicy()));
        const Paths paths{m_dir.filePath(u"home/journal"_s), m_dir.filePath(u"home/state"_s), m_dir.filePath(u"home/config"_s)};
        Workspace::Options options;
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        m_workspace = std::make_unique<Workspace>(options, paths, &m_clock);
        m_secrets = std::make_unique<SecretStore>(QProcessEnvironment());
        m_endpoints = std::make_unique<Endpoints>(m_workspace.get(), m_secrets.get(), &m_clock);
        m_policies = std::make_unique<PolicyLibrary>(paths.policies(), QStringList());
        m_policies->load();
        QCOMPARE(m_policies->policies().size(), 1);
        m_service = std::make_unique<SloService>(m_workspace.get(), m_endpoints.get(), m_policies.get(), &m_clock);
        const auto loaded = m_workspace->load();
        QVERIFY2(loaded.ok(), loaded.ok() ? "" : qPrintable(loaded.error().message));
    }

    void cleanup()
    {
        m_service.reset();
        m_policies.reset();
        m_endpoints.reset();
        m_workspace.reset();
        m_server.reset();
    }

    /// Everybody's turn comes, but never many at once.
    void fleetInRounds()
    {
        m_server->silent = true; // who is asked first stays unanswered
        QList<sandbox::Arrival> &arrivals = m_world->clusters().first()->faults().arrivals;
        arrivals.clear();
        QElapsedTimer since;
        since.start();
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->server.requests.isEmpty(), 10'000);
        QTest::qWait(1'500);
        const auto begun = std::count_if(arrivals.cbegin(), arrivals.cend(), [](const sandbox::Arrival &a) { return a.path.contains(u"/rollouts/svc-"_s); });
        QVERIFY2(begun >= 1 && begun <= HealthRounds::atOnce, qPrintable(QString::number(begun)));
        m_server->silent = false;
        m_server->server.dropConnections();
        QList<SloReportPtr> reports;
        connect(m_service.get(), &SloPort::fleetVerdictsChanged, this, [&reports](const QList<SloReportPtr> &all) { reports = all; });
        const auto isRead = [](const SloReportPtr &report) { return !report->problem || report->problem->code != u"notRead"_s; };
        QTRY_VERIFY_WITH_TIMEOUT(reports.size() == fleetSize && std::all_of(reports.cbegin(), reports.cend(), isRead), 30'000);
        for (const SloReportPtr &report : reports) {
            QVERIFY2(!report->problem, report->problem ? qPrintable(report->problem->message) : "");
            QCOMPARE(report->decision.decision, Decision::Promote);
            QVERIFY(report->budgets.isEmpty());
        }
        QCOMPARE(servicesAsked().size(), fleetSize);
        qsizetype asked = -1;
        const auto quiet = [this, &asked] {
            QTest::qWait(300);
            const qsizetype before = std::exchange(asked, m_server->queries.size());
            return before == asked;
        };
        QTRY_VERIFY_WITH_TIMEOUT(quiet(), 20'000);
        QTest::qWait(1'500);
        if (since.elapsed() < intervalMs) // nobody's turn comes twice in an interval
            QCOMPARE(m_server->queries.size(), asked);
        disconnect(m_service.get(), nullptr, this, nullptr);
    }

    void openOneWithCharts()
    {
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        QSignalSpy charts(m_service.get(), &SloPort::chartsChanged);
        m_service->open(ref(u"svc-17"_s));
        m_service->setRange(m_clock.utcNow().addSecs(-1740), {}, 120);  // a minute short of a step of 16 s: the end is now, whenever that is
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY_WITH_TIMEOUT(!charts.isEmpty(), 15'000);
        const auto report = reports.last().first().value<SloReportPtr>();
        QCOMPARE(report->target, ref(u"svc-17"_s));
        QCOMPARE(report->budgets.size(), 1);
        QVERIFY(report->regression.changedAt.isValid()); // read from its ReplicaSets
        const auto set = charts.last().first().value<ChartSetPtr>();
        QCOMPARE(set->target, ref(u"svc-17"_s));
        QCOMPARE(set->charts.size(), 2);
        const ChartData latency = set->charts.first();
        QCOMPARE(latency.metric, u"latency"_s);
        QCOMPARE(latency.failLimit, 1000);
        QCOMPARE(latency.series.first().stepMs, 15'000);
        QVERIFY(latency.series.first().points.size() >= 115);
        for (const SampleSeries::Point &point : latency.series.first().points)
            QCOMPARE(point.value, 400 + double(point.ms / 15'000 % 7));
        QVERIFY(latency.breaches.isEmpty());
        QCOMPARE(set->burn.size(), 3);
        QVERIFY(!set->verdicts.isEmpty());
        // Boards of the policy for this service and range; what leads nowhere is not offered.
        QCOMPARE(set->links, QList<WebLink>({{u"logs"_s, u"https://logs.example/?q=svc-17"_s},
                                             {u"Service SLO"_s, u"https://grafana.example/d/slo?var-service=svc-17&from=%1&to=%2"_s.arg(set->from.toMSecsSinceEpoch()).arg(set->to.toMSecsSinceEpoch())}}));
        // Where the line breaks the limit is where the server said so.
        m_latency = 1'100;
        m_service->setRange(m_clock.utcNow().addSecs(-5400), m_clock.utcNow().addSecs(-3600), 60);
        charts.clear();
        QTRY_VERIFY_WITH_TIMEOUT(!charts.isEmpty(), 15'000);
        const auto earlier = charts.last().first().value<ChartSetPtr>();
        QCOMPARE(earlier->charts.first().breaches.size(), 1);
        QVERIFY(earlier->charts.first().breaches.first().from.secsTo(earlier->charts.first().breaches.first().to) >= 1700);
        // What a canary did stays to be seen when it is gone.
        m_latency = 400;
        m_canaryUntilMs = m_clock.utcNow().addSecs(-8'000).toMSecsSinceEpoch();
        m_service->setRange(m_clock.utcNow().addSecs(-9'000), m_clock.utcNow().addSecs(-7'200), 60);
        charts.clear();
        QTRY_VERIFY_WITH_TIMEOUT(!charts.isEmpty(), 15'000);
        const ChartData after = charts.last().first().value<ChartSetPtr>()->charts.first();
        QCOMPARE(after.series.size(), 2);
        QCOMPARE(after.series.first().role, SampleRole::Canary);
        QCOMPARE(after.series.last().role, SampleRole::Stable);
        QVERIFY(after.series.first().points.last().ms < m_canaryUntilMs);
        QCOMPARE(after.breaches.size(), 1);
        QVERIFY(after.breaches.first().to.toMSecsSinceEpoch() <= m_canaryUntilMs);
    }

    /// What the server itself calls incomplete is told with the line, and neither is taken for the whole later.
    void incompleteAnswersAreTold()
    {
        const auto of = [this](const QString &metric, const std::function<bool(const QString &, const QString &)> &warned) {
            m_server->warned = warned;
            QSignalSpy charts(m_service.get(), &SloPort::chartsChanged);
            m_service->setRange(m_clock.utcNow().addSecs(-1800), {}, 120);
            if (!QTest::qWaitFor([&] { return !charts.isEmpty(); }, 20'000))
                return std::optional<ChartData>();
            const auto set = charts.last().first().value<ChartSetPtr>();
            const auto found = std::find_if(set->charts.cbegin(), set->charts.cend(), [&metric](const ChartData &one) { return one.metric == metric; });
            return found == set->charts.cend() ? std::optional<ChartData>() : std::optional(*found);
        };
        m_workspace->watchAll({WorkloadKind::Rollout});
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        m_service->open(ref(u"svc-5"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!reports.isEmpty(), 20'000);
        const auto whole = of(u"latency"_s, {});
        QVERIFY(whole && !whole->provenance.error && !whole->series.isEmpty());
        const auto partly = of(u"latency"_s, [](const QString &path, const QString &query) { return path.endsWith(u"query_range") && query.startsWith(u"latency"); });
        QVERIFY(partly && partly->provenance.error && partly->provenance.error->code == u"doubtfulAnswer" && !partly->series.isEmpty());
        QVERIFY(partly->provenance.warnings.contains(u"one store did not answer"_s));
        const auto again = of(u"latency"_s, {});
        QVERIFY(again && !again->provenance.error && again->provenance.warnings.isEmpty());
    }

    /// Ages are told by the server's clock, and the comparison is of the open one alone.
    void skewAndComparison()
    {
        m_server->skewMs = 600'000;
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        QSignalSpy charts(m_service.get(), &SloPort::chartsChanged);
        QSignalSpy compared(m_service.get(), &SloPort::compared);
        m_service->open(ref(u"svc-9"_s));
        m_service->compare(); // nothing is known yet: nobody is asked
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY_WITH_TIMEOUT(!reports.isEmpty(), 20'000);
        const auto report = reports.last().first().value<SloReportPtr>();
        QVERIFY2(qAbs(report->skewMs - 600'000) <= 2'000, qPrintable(QString::number(report->skewMs)));
        const qint64 age = report->at.msecsTo(report->serverTime(m_clock.utcNow()));
        QVERIFY2(age >= -3'000 && age < 60'000, qPrintable(QString::number(age)));
        QVERIFY(compared.isEmpty());
        m_service->setRange(m_clock.utcNow().addSecs(-1800), {}, 120);
        QTRY_VERIFY_WITH_TIMEOUT(!charts.isEmpty(), 20'000);
        QCOMPARE(charts.last().first().value<ChartSetPtr>()->skewMs, report->skewMs);
        m_service->compare();
        QTRY_VERIFY_WITH_TIMEOUT(!compared.isEmpty(), 20'000);
        const auto bake = compared.last().first().value<BakeReportPtr>();
        QCOMPARE(bake->target, ref(u"svc-9"_s));
        QVERIFY(bake->problem); // no update is under way: there is nothing to compare, and nobody is asked
        QCOMPARE(bake->problem->code, u"noCanary"_s);
        QVERIFY(bake->verdict.metrics.isEmpty());
    }

    void queries()
    {
        m_workspace->watchAll({WorkloadKind::Rollout});
        m_service->open(ref(u"svc-3"_s));
        QSignalSpy queried(m_service.get(), &SloPort::queried);
        m_service->query(u"success"_s);
        QVERIFY(queried.wait(10'000));
        QCOMPARE(queried.first().at(0).toString(), u"success"_s);
        QCOMPARE(queried.first().at(1).value<QList<SampleSeries>>().first().points.first().value, 0.999);
        m_server->fault = {{400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"}};
        m_service->query(u"success("_s);
        QVERIFY(queried.wait(10'000));
        QVERIFY(queried.last().at(1).value<QList<SampleSeries>>().isEmpty());
        QCOMPARE(queried.last().at(2).value<Provenance>().error->code, u"badQuery"_s);
    }

    void noPolicyNamesIt()
    {
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        m_workspace->watchAll({WorkloadKind::Rollout});
        m_service->open(ref(u"unnamed"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!reports.isEmpty(), 15'000);
        QCOMPARE(reports.last().first().value<SloReportPtr>()->problem->code, u"noPolicy"_s);
        QTest::qWait(500);
        QVERIFY(!servicesAsked().contains(u"unnamed"_s));
        // A file that cannot be read may be the one that names it.
        QSignalSpy faults(m_service.get(), &SloPort::policyFaultsChanged);
        QVERIFY(write(u"home/config/policies/more.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: more}\nservces: []\n"));
        m_policies->load();
        const auto broken = reports.last().first().value<SloReportPtr>();
        QCOMPARE(broken->problem->code, u"policyBroken"_s);
        QVERIFY2(broken->problem->message.contains(u"more.yaml, line 4, column 1"_s) && broken->problem->message.contains(u"no good version"_s), qPrintable(broken->problem->message));
        QCOMPARE(faults.last().first().value<PolicyFaults>().size(), 1);
        QVERIFY(QFile::remove(m_dir.filePath(u"home/config/policies/more.yaml"_s)));
        m_policies->load();
        QCOMPARE(reports.last().first().value<SloReportPtr>()->problem->code, u"noPolicy"_s);
        QVERIFY(faults.last().first().value<PolicyFaults>().isEmpty());
    }

    /// Its row may come with a later part of the list than those that policies name.
    void theRowComesLater()
    {
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY_WITH_TIMEOUT(m_service->rounds().health(ref(u"svc-1"_s)), 20'000);
        m_service->open(ref(u"later"_s));
        QVERIFY(reports.isEmpty());
        sandbox::Cluster &cluster = *m_world->clusters().first();
        const QJsonObject body = cluster.store().find(sandbox::typeOf(u"Rollout"_s), u"default"_s, u"unnamed"_s)->body();
        const QJsonObject later{{u"metadata"_s, QJsonObject{{u"name"_s, u"later"_s}}}, {u"spec"_s, body[u"spec"_s]}};
        QVERIFY(!sandbox::refusal(cluster.writer().create(sandbox::typeOf(u"Rollout"_s), u"default"_s, later, {})));
        QTRY_VERIFY_WITH_TIMEOUT(!reports.isEmpty(), 20'000);
        QCOMPARE(reports.last().first().value<SloReportPtr>()->problem->code, u"noPolicy"_s);
    }

    /// An edited policy judges at once, without a restart.
    void editedPolicy()
    {
        QSignalSpy reports(m_service.get(), &SloPort::reportChanged);
        m_policies->watch();
        m_service->open(ref(u"svc-5"_s));
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY_WITH_TIMEOUT(!reports.isEmpty(), 15'000);
        const QByteArray before = reports.last().first().value<SloReportPtr>()->policyHash;
        QCOMPARE(reports.last().first().value<SloReportPtr>()->gates.first().verdict.state, GateState::Pass);
        QVERIFY(write(u"home/config/policies/fleet.yaml"_s, fleetPolicy().replace("> 1000ms", "> 300ms").replace("<= 500ms", "<= 200ms")));
        QTRY_VERIFY_WITH_TIMEOUT(reports.last().first().value<SloReportPtr>()->policyHash != before, 20'000);
        QCOMPARE(reports.last().first().value<SloReportPtr>()->gates.first().verdict.state, GateState::Fail);
    }

    /// Without a policy that names something nobody is asked.
    void nothingToJudge()
    {
        QVERIFY(QFile::remove(m_dir.filePath(u"home/config/policies/fleet.yaml"_s)));
        m_policies->load();
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTest::qWait(2'500);
        QVERIFY(m_server->server.requests.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestSloService)
#include "tst_slo_service.moc"
