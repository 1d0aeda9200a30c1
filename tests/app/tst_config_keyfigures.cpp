// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/slo/gateevaluator.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Benchmarks and key figures of the ledger (SLO-23 to 27 and 29, KPI-01 to 22) are policy data: they load, and their limits are where they were asked for.
class TestKeyFigures : public QObject
{
    Q_OBJECT

    PolicyPtr m_policy;

private Q_SLOTS:
    void initTestCase()
    {
        const PolicyReading reading = loadPolicy(QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/keyfigures.yaml"));
        QVERIFY2(reading.ok(), reading.problems.isEmpty() ? "" : qPrintable(reading.problems.first().message));
        m_policy = reading.policy;
    }

    void limits_data()
    {
        QTest::addColumn<QString>("gate");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("baseline"); // NaN: none
        QTest::addColumn<int>("expected");
        const auto row = [](const char *gate, const char *metric, double good, double bad, double baseline = qQNaN()) {
            QTest::addRow("%s, kept", gate) << QString::fromLatin1(gate) << QString::fromLatin1(metric) << good << baseline << int(GateState::Pass);
            QTest::addRow("%s, missed", gate) << QString::fromLatin1(gate) << QString::fromLatin1(metric) << bad << baseline << int(GateState::Fail);
        };
        row("workflows", "workflows", 10'000, 9'999);
        row("requests", "requests", 50'000 / 60.0, 833.3);
        row("inference", "inference", 199.9, 200);
        row("graph-query", "graph_query", 99.9, 100);
        row("rounds", "rounds", 24 / 86'400.0, 23 / 86'400.0);
        row("analysis-quality", "analysis_pass", 0.9, 0.899);
        row("no-downtime", "probe_failures", 0, 1);
        row("regression", "p95", 419.9, 420, 400);
        row("adoption", "adoption", 80.1, 80);
        row("recovery", "recovery", 74.9, 75, 100);
        row("alert-noise", "alert_noise", 59, 60, 100);
        row("sla", "availability_30d", 0.9995, 0.99949);
        row("completion", "completion", 0.9981, 0.998);
        row("rollback-time", "rollback_time", 299.9, 300);
        row("release-success", "release_success", 0.95, 0.9499);
    }

    void limits()
    {
        QFETCH(QString, gate);
        QFETCH(QString, metric);
        QFETCH(double, value);
        QFETCH(double, baseline);
        QVERIFY(m_policy->gate(gate));
        const QDateTime at = QDateTime::fromSecsSinceEpoch(1'000'000, Qt::UTC);
        QList<Sample> samples{{at, metric, SampleRole::Canary, value, {}}};
        for (const SampleRole role : {SampleRole::Stable, SampleRole::Baseline})
            if (!qIsNaN(baseline))
                samples.append({at, metric, role, baseline, {}});
        GateEvaluator evaluator(m_policy, {*m_policy->gate(gate)});
        QTEST(int(evaluator.evaluate(at, samples).first().state), "expected");
        samples.first().value = qQNaN();
        QCOMPARE(evaluator.evaluate(at.addSecs(60), samples).first().state, GateState::NoData);
    }

    /// Each row of the ledger has its figure; those that nobody can measure are entered, and have a target all the same.
    void everyFigureHasATarget()
    {
        const QVariantMap groups = m_policy->document.value(u"kpis"_s).toMap();
        int measured = 0;
        int entered = 0;
        for (const QVariant &group : groups)
            for (const QVariant &figure : group.toMap()) {
                const QString metric = figure.toMap().value(u"metric"_s).toString();
                QVERIFY(metric.isEmpty() ? !figure.toString().isEmpty() : m_policy->metric(metric) != nullptr);
                ++(metric.isEmpty() ? entered : measured);
            }
        QCOMPARE(measured, 11);
        QCOMPARE(entered, 11);
    }
};

QTEST_GUILESS_MAIN(TestKeyFigures)
#include "tst_config_keyfigures.moc"
