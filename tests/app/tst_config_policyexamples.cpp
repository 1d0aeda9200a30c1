// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/policy/unreadparts.h"

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace maestro;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QString example(const QString &name)
{
    return QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/%1.yaml").arg(name);
}

const QString routing = QStringLiteral("000-maestro-routing");
const QString triage = QStringLiteral("001-maestro-triage");
const QString conductor = QStringLiteral("002-conductor-rc");
const QString playbook = QStringLiteral("003-maestro-api-playbook");
const QString delivery = QStringLiteral("004-aivo-delivery");

constexpr auto Less = Comparison::Less;
constexpr auto LessOrEqual = Comparison::LessOrEqual;
constexpr auto Greater = Comparison::Greater;
constexpr auto GreaterOrEqual = Comparison::GreaterOrEqual;
constexpr auto Absolute = GateBound::Form::Absolute;
constexpr auto Sum = GateBound::Form::BaselineSum;
constexpr auto Multiple = GateBound::Form::BaselineMultiple;
const std::optional<double> unset;

} // namespace

class TestPolicyExamples : public QObject
{
    Q_OBJECT

private slots:
    void loads_data()
    {
        QTest::addColumn<int>("gates");
        QTest::addColumn<int>("metrics");
        QTest::newRow(qPrintable(routing)) << 4 << 4;
        QTest::newRow(qPrintable(triage)) << 2 << 3;
        QTest::newRow(qPrintable(conductor)) << 16 << 10;
        QTest::newRow(qPrintable(playbook)) << 5 << 5;
        QTest::newRow(qPrintable(delivery)) << 3 << 5;
    }
    void loads()
    {
        QFETCH(int, gates);
        QFETCH(int, metrics);
        const QString file = example(QLatin1String(QTest::currentDataTag()));
        const PolicyReading reading = loadPolicy(file);
        for (const Error &problem : reading.problems)
            qWarning("%d:%d %s: %s", problem.where->line, problem.where->column, qPrintable(problem.where->field), qPrintable(problem.message));
        QVERIFY(reading.ok());
        QCOMPARE(reading.policy->gates.size(), gates);
        QCOMPARE(reading.policy->metrics.size(), metrics);
        QFile bytes(file);
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        QCOMPARE(reading.hash, QCryptographicHash::hash(bytes.readAll(), QCryptographicHash::Sha256).toHex());
    }

    /// What they declare is read by something, or said not to be.
    void unread_data()
    {
        QTest::addColumn<QStringList>("parts");
        using List = QStringList;
        QTest::newRow(qPrintable(routing)) << List {u"cli"_s};
        QTest::newRow(qPrintable(triage)) << List();
        QTest::newRow(qPrintable(conductor)) << List {u"environments[].regions"_s, u"strategies[].phases[].cohort"_s, u"strategies[].phases[].comms"_s,
                                                      u"strategies[].phases[].load"_s, u"strategies[].phases[].checklist"_s,
                                                      u"strategies[].phases[].scope"_s, u"rollback.authority"_s, u"checklists"_s, u"escalation[].unacknowledged_alert"_s, u"communications"_s};
        QTest::newRow(qPrintable(playbook)) << List {u"strategies[].automation.decision_source"_s, u"strategies[].run_sheet[].post_to"_s, u"checklists"_s,
                                                     u"alerts.maintenance_silences"_s, u"roles[].home"_s, u"rhythm"_s};
        QTest::newRow(qPrintable(delivery)) << List {u"calendar.peak_hours"_s, u"calendar.maintenance_windows"_s, u"strategies[].use_for"_s, u"strategies[].start_in"_s,
                                                     u"start_methods"_s, u"checklists"_s};
    }
    void unread()
    {
        using List = QStringList;
        const PolicyReading reading = loadPolicy(example(QLatin1String(QTest::currentDataTag())));
        QVERIFY(reading.ok());
        QTEST(unreadParts(reading.policy->document), "parts");
        // A reason is always asked for: that part is not done only where a policy wants none.
        const auto reason = [](bool required) { return QVariantMap{{u"environments"_s, QVariantList{QVariantMap{{u"reason"_s, QVariantMap{{u"required"_s, required}}}}}}}; };
        QCOMPARE(unreadParts(reason(false)), List{u"environments[].reason.required"_s});
        QCOMPARE(unreadParts(reason(true)), List());
    }

    /// Whoever begins to read a part takes it off the list. Words that mean something else as well are not looked for.
    void whatIsSaidToBeUnreadIs()
    {
        const QStringList keys {u"peak_hours"_s, u"maintenance_windows"_s, u"regions"_s, u"use_for"_s, u"start_in"_s, u"decision_source"_s, u"post_to"_s, u"cohort"_s, u"comms"_s,
                                u"start_methods"_s, u"authority"_s, u"checklists"_s, u"maintenance_silences"_s, u"unacknowledged_alert"_s,
                                u"home"_s, u"rhythm"_s};
        int files = 0;
        for (const char *room : {"app", "models", "ui"})
            for (QDirIterator it(QStringLiteral(MAESTRO_SOURCE_DIR "/") + QLatin1String(room), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
                const QString name = it.next();
                if (name.endsWith(u"/policyschema.cpp"_s) || name.endsWith(u"/unreadparts.cpp"_s))
                    continue;
                QFile file(name);
                QVERIFY(file.open(QIODevice::ReadOnly));
                const QByteArray text = file.readAll();
                ++files;
                for (const QString &key : keys)
                    QVERIFY2(!text.contains(QByteArray('"' + key.toLatin1() + '"')), qPrintable(name + u": "_s + key));
            }
        QVERIFY(files > 300);
    }

    void bounds_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("gate");
        QTest::addColumn<bool>("passing");
        QTest::addColumn<Comparison>("comparison");
        QTest::addColumn<GateBound::Form>("form");
        QTest::addColumn<std::optional<double>>("amount");
        QTest::addColumn<bool>("relative");
        const auto row = [](const QString &file, const char *gate, bool passing, Comparison comparison, GateBound::Form form, std::optional<double> amount, bool relative = false) {
            QTest::addRow("%s %s %s", qPrintable(file.left(3)), gate, passing ? "pass" : "fail") << file << QString::fromLatin1(gate) << passing << comparison << form << amount << relative;
        };
        row(routing, "latency", true, LessOrEqual, Sum, unset);
        row(routing, "errors", true, LessOrEqual, Sum, unset);
        row(routing, "cost", true, LessOrEqual, Sum, unset);
        row(routing, "workflows", true, GreaterOrEqual, Sum, -0.01, true);
        row(triage, "error-slo", false, Greater, Absolute, unset);
        row(conductor, "availability", true, GreaterOrEqual, Absolute, 0.999);
        row(conductor, "availability", false, Less, Absolute, 0.995);
        row(conductor, "latency", true, Less, Absolute, 500);
        row(conductor, "latency", false, Greater, Absolute, 1000);
        row(conductor, "errors", true, Less, Absolute, 0.001);
        row(conductor, "errors", false, Greater, Absolute, 0.01);
        row(conductor, "workflows", true, Greater, Absolute, 0.995);
        row(conductor, "complaints", false, GreaterOrEqual, Absolute, 3);
        row(conductor, "security", false, GreaterOrEqual, Absolute, 1);
        row(conductor, "breaker-failures", false, GreaterOrEqual, Absolute, 10);
        row(conductor, "breaker-errors", false, Greater, Multiple, 5);
        row(conductor, "breaker-latency", false, Greater, Multiple, 3);
        row(conductor, "breaker-availability", false, Less, Absolute, 0.99);
        row(conductor, "bench-workflows", true, GreaterOrEqual, Absolute, 10000);
        row(conductor, "bench-throughput", true, GreaterOrEqual, Absolute, 50000.0 / 60);
        row(conductor, "bench-inference", true, Less, Absolute, 200);
        row(conductor, "bench-graph", true, Less, Absolute, 100);
        row(conductor, "bench-federated", true, GreaterOrEqual, Absolute, 24);
        row(playbook, "synthetic", true, GreaterOrEqual, Absolute, 0.95);
        row(playbook, "budget", true, Less, Absolute, 0.1);
        row(playbook, "uptime", true, GreaterOrEqual, Absolute, 0.999);
        row(playbook, "rollback-speed", true, Less, Absolute, 300);
        row(delivery, "success", true, GreaterOrEqual, Absolute, 99.5);
        row(delivery, "latency", true, LessOrEqual, Absolute, 500);
        row(delivery, "budget", true, Less, Absolute, 0.1);
    }
    void bounds()
    {
        QFETCH(QString, file);
        QFETCH(QString, gate);
        QFETCH(bool, passing);
        const PolicyReading reading = loadPolicy(example(file));
        QVERIFY(reading.ok());
        const PolicyGate *found = reading.policy->gate(gate);
        QVERIFY(found);
        const std::optional<GateBound> bound = passing ? found->pass : found->fail;
        QVERIFY(bound.has_value());
        QTEST(bound->comparison, "comparison");
        QTEST(bound->form, "form");
        QTEST(bound->relative, "relative");
        QFETCH(std::optional<double>, amount);
        QCOMPARE(bound->amount.has_value(), amount.has_value());
        if (amount)
            QVERIFY2(*bound->amount == *amount, qPrintable(QString::number(*bound->amount, 'g', 17))); // to the last bit: it is printed
    }

    void gatesSayWhatTheyAre()
    {
        const PolicyReading conductorReading = loadPolicy(example(conductor));
        const Policy &policy = *conductorReading.policy;
        QCOMPARE(policy.gate(QStringLiteral("latency"))->onFail, OnFail::Rollback);
        QCOMPARE(policy.gate(QStringLiteral("workflows"))->onFail, OnFail::Hold);
        const PolicyGate *safety = policy.gate(QStringLiteral("safety"));
        QCOMPARE(safety->kind, PolicyGate::Kind::All);
        QCOMPARE(safety->members.size(), 4);
        QCOMPARE(safety->members.at(1).subject, QStringLiteral("safety_violations"));
        QCOMPARE(safety->members.at(3).pass->amount, 0.0);
        QCOMPARE(policy.gate(QStringLiteral("breaker-failures"))->of, (QStringList{QStringLiteral("availability"), QStringLiteral("errors")}));
        QCOMPARE(policy.metric(QStringLiteral("errors"))->floor, 0.0002);
        QCOMPARE(loadPolicy(example(routing)).policy->metric(QStringLiteral("errors"))->floor, 0.0001);

        const PolicyReading triageReading = loadPolicy(example(triage));
        QCOMPARE(triageReading.policy->gate(QStringLiteral("error-slo"))->needed, 5min);
        const PolicyGate *worse = triageReading.policy->gate(QStringLiteral("worse-than-last-good"));
        QCOMPARE(worse->kind, PolicyGate::Kind::Any);
        QCOMPARE(worse->members.at(1).fail->amount, 0.1);
        QVERIFY(worse->members.at(1).fail->relative);

        const PolicyReading playbookReading = loadPolicy(example(playbook));
        const PolicyGate *synthetic = playbookReading.policy->gate(QStringLiteral("synthetic"));
        QCOMPARE(synthetic->consecutive, 2);
        QCOMPARE(synthetic->every, 1min);
        QCOMPARE(synthetic->onFail, OnFail::PrepareRollback);
        QCOMPARE(playbookReading.policy->gate(QStringLiteral("budget"))->meaning, QStringLiteral("consumed-since-T"));
        QVERIFY(playbookReading.policy->gate(QStringLiteral("composite"))->showOnly);
        QVERIFY(!playbookReading.policy->gate(QStringLiteral("uptime"))->showOnly);
    }

    void phases_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<QStringList>("phases"); // name weight min max gates
        const QString all = QStringLiteral("latency errors cost workflows");
        QTest::newRow(qPrintable(routing)) << QStringLiteral("stepped")
                                           << QStringList{QStringLiteral("w1 1 0 - ") + all, QStringLiteral("w5 5 0 - ") + all, QStringLiteral("w10 10 0 - ") + all, QStringLiteral("full 100 0 - ") + all};
        const QString core = QStringLiteral("availability latency errors workflows safety");
        const QString customer = core + QStringLiteral(" complaints security");
        const QString bench = customer + QStringLiteral(" bench-workflows bench-throughput bench-inference bench-graph bench-federated");
        QTest::newRow(qPrintable(conductor)) << QStringLiteral("phase-gated")
                                             << QStringList{QStringLiteral("internal 1 24 48 ") + core, QStringLiteral("early-adopters 5 72 - ") + customer,
                                                            QStringLiteral("expanded 25 96 - ") + bench, QStringLiteral("full-50 50 4 - ") + customer,
                                                            QStringLiteral("full-75 75 4 - ") + customer, QStringLiteral("full-90 90 4 - ") + customer,
                                                            QStringLiteral("full-100 100 4 - ") + customer};
        QTest::newRow(qPrintable(playbook)) << QStringLiteral("adaptive") << QStringList{QStringLiteral("bake ? 0 - synthetic budget composite")};
        const QString own = QStringLiteral(" 0 - success latency budget");
        QTest::newRow(qPrintable(delivery)) << QStringLiteral("canary-5")
                                            << QStringList{QStringLiteral("w10 10") + own, QStringLiteral("w25 25") + own, QStringLiteral("w50 50") + own,
                                                           QStringLiteral("w75 75") + own, QStringLiteral("w100 100") + own};
    }
    void phases()
    {
        QFETCH(QString, strategy);
        const PolicyReading reading = loadPolicy(example(QLatin1String(QTest::currentDataTag())));
        const auto &all = reading.policy->strategies;
        const auto found = std::find_if(all.begin(), all.end(), [&](const PolicyStrategy &s) { return s.name == strategy; });
        QVERIFY(found != all.end());
        QStringList lines;
        for (const PolicyPhase &phase : found->phases)
            lines.append(QStringLiteral("%1 %2 %3 %4 %5").arg(phase.name, phase.weight ? QString::number(*phase.weight) : QStringLiteral("?"))
                             .arg(std::chrono::duration_cast<std::chrono::hours>(phase.dwellMin).count())
                             .arg(phase.dwellMax ? QString::number(std::chrono::duration_cast<std::chrono::hours>(*phase.dwellMax).count()) : QStringLiteral("-"),
                                  phase.gates.join(u' ')));
        QTEST(lines, "phases");
    }

    void strategiesAndServices()
    {
        const PolicyReading reading = loadPolicy(example(delivery));
        const Policy &policy = *reading.policy;
        const PolicyStrategy &swap = policy.strategies.at(1);
        QVERIFY(swap.blueGreen);
        QCOMPARE(swap.phases.size(), 3);
        QCOMPARE(swap.phases.at(0).dwellMin, 5min);
        QCOMPARE(swap.phases.at(2).dwellMin, 10min);
        QCOMPARE(swap.phases.at(2).gates.size(), 3);
        QCOMPARE(swap.automation, (Automation{Automation::Owner::Controller, Automation::Promote::Confirm, Automation::Abort::Auto}));
        const PolicyService *user = policy.service(QStringLiteral("user-svc")); // like: auth-svc
        QCOMPARE(user->workload.name, QStringLiteral("user-svc"));
        QCOMPARE(user->workload.container, QStringLiteral("user-svc"));
        QCOMPARE(user->strategy, QStringLiteral("canary-5"));
        QCOMPARE(policy.environments.first().namespaces.value(QStringLiteral("monitoring")), QStringLiteral("prometheus"));
        QCOMPARE(policy.environments.first().prometheus.value(QStringLiteral("port")).toInt(), 9090);
        QCOMPARE(policy.nativeAlerts.size(), 2);
        QCOMPARE(policy.metric(QStringLiteral("p99"))->query,
                 QStringLiteral("histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service=\"{{service}}\",role=\"{{role}}\"}[5m]))) * 1000"));

        const PolicyReading conductorReading = loadPolicy(example(conductor));
        const Policy &rc = *conductorReading.policy;
        QCOMPARE(rc.strategies.first().automation, (Automation{Automation::Owner::None, Automation::Promote::Approve, Automation::Abort::Recommend}));
        QCOMPARE(rc.strategies.first().always.size(), 4);
        const PolicyService *service = rc.service(QStringLiteral("conductor"));
        QCOMPARE(rc.gatesInForce(*service).size(), 9);
        QCOMPARE(rc.gatesInForce(*service, QStringLiteral("expanded")).size(), 16);
        QCOMPARE(rc.gatesInForce(*service, QStringLiteral("full")).size(), 11); // the ladder's name
        QCOMPARE(rc.signalList.size(), 8);
        QVERIFY(rc.signalList.at(3).resetsWithPhase);
        QCOMPARE(loadPolicy(example(routing)).policy->environments.first().minReasonChars, 10);
    }

    void decisions()
    {
        const PolicyReading reading = loadPolicy(example(triage));
        const DecisionRules &rules = reading.policy->decisions;
        QCOMPARE(rules.changeWindow, 30min);
        QCOMPARE(rules.rollback.size(), 4);
        QCOMPARE(rules.hold.size(), 2);
        const PolicyWhen health = rules.rollback.at(0).when;
        QCOMPARE(health.kind, PolicyWhen::Kind::Health);
        QCOMPARE(health.needed, 3min);
        QVERIFY(health.strictly && health.afterChange);
        QCOMPARE(rules.rollback.at(1).when.unlessFlag, QStringLiteral("mitigation_in_progress"));
        QCOMPARE(rules.rollback.at(2).when.members.size(), 3);
        QCOMPARE(rules.rollback.at(3).when.kind, PolicyWhen::Kind::All);
        QCOMPARE(rules.hold.at(0).when.argument, QStringLiteral("before-change"));
        QCOMPARE(rules.hold.at(1).when.subject, QStringLiteral("known-degraded"));
        const PolicyReading conductorReading = loadPolicy(example(conductor));
        const QList<DecisionRule> immediate = conductorReading.policy->decisions.immediate;
        QCOMPARE(immediate.size(), 4);
        QCOMPARE(immediate.at(2).when.value->amount, 0.0);
        QCOMPARE(immediate.at(2).when.needed, 5min);
        QVERIFY(immediate.at(2).when.strictly);
        QCOMPARE(immediate.at(3).when.argument, QStringLiteral("P0"));
    }
};

QTEST_GUILESS_MAIN(TestPolicyExamples)
#include "tst_config_policyexamples.moc"
