// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "net/read/directsender.h"
#include "prometheus/promclient.h"
#include "sandbox/scenario/scenarioloader.h"
#include "sandbox/world/sandbox.h"
#include "services/systemclock.h"
#include "support/kubetest.h"
#include "support/prometheusserver.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The past that the sandbox writes down is a past that Prometheus believes.
class tst_sandbox_history : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;

    sandbox::SandboxOptions options(const QString &folder) const
    {
        sandbox::SandboxOptions out;
        out.scenario = *sandbox::loadScenario(u"error-regression"_s, 0);
        out.now = m_clock.utcNow();
        out.plain = true;
        out.speed = 0;
        out.metricsHistory = folder;
        return out;
    }

private Q_SLOTS:
    void prometheusReadsIt()
    {
        MAESTRO_REQUIRE(PrometheusServer::available(), "prometheus");
        const sandbox::SandboxOptions wanted = options(m_dir.path());
        const sandbox::Sandbox world(wanted);
        const QString name = world.clusters().constFirst()->name();
        QFile file(m_dir.filePath(name + u".om"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(text.endsWith("# EOF\n"));
        PrometheusServer server;
        QVERIFY2(server.start("global: {}\n", text), qPrintable(server.problem()));
        ServerIdentity identity;
        identity.server = server.url();
        PromClient client(std::make_unique<DirectSender>(identity), &m_clock);
        const auto value = [&](const QString &query) {
            Await<PromAnswer> got;
            client.instant(query, wanted.now, got.callback());
            const PromAnswer answer = got.get();
            return answer.ok() && answer.series.size() == 1 ? answer.series.first().points.first().value : qQNaN();
        };
        QCOMPARE(value(u"count(count by (instance, job) (http_requests_total))"_s), 1);
        QCOMPARE(value(u"count(http_requests_total{job=\"workloads\",instance=\"%1\"} > 0) > bool 0"_s.arg(name)), 1);
        QVERIFY(value(u"sum(rate(http_requests_total[5m]))"_s) > 1);
        QVERIFY(value(u"histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[5m])))"_s) > 0.01);
        QVERIFY(value(u"sum(resets(http_requests_total[6h]))"_s) == 0);
        QVERIFY(value(u"time() - max(timestamp(http_requests_total))"_s) <= 32);
        const double samples = value(u"max(count_over_time(http_requests_total[6h]))"_s);
        QVERIFY2(samples >= 700 && samples <= 721, qPrintable(QString::number(samples)));
    }

    void aFolderThatIsNotThere()
    {
        sandbox::Sandbox world(options(m_dir.filePath(u"absent"_s)));
        QSignalSpy failed(&world, &sandbox::Sandbox::failed), ready(&world, &sandbox::Sandbox::ready);
        world.start();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(ready.size(), 0);
        QCOMPARE(failed.first().first().value<Error>().code, u"historyFile"_s);
    }

    /// What the demo starts with is right.
    void demoPolicyAndRules()
    {
        const PolicyReading loaded = loadPolicy(QStringLiteral(MAESTRO_SOURCE_DIR "/resources/demo/policy.yaml"));
        QVERIFY2(loaded.policy && loaded.problems.isEmpty(), loaded.problems.isEmpty() ? "" : qPrintable(loaded.problems.first().message));
        MAESTRO_REQUIRE(PrometheusServer::available(), "promtool");
        QProcess promtool;
        promtool.start(u"promtool"_s, {u"check"_s, u"rules"_s, QStringLiteral(MAESTRO_SOURCE_DIR "/resources/demo/rules.yaml")});
        QVERIFY(promtool.waitForFinished());
        QCOMPARE(promtool.exitCode(), 0);
        const QByteArray said = promtool.readAll();
        QVERIFY2(said.contains("2 rules found"), said.constData());
    }
};

QTEST_GUILESS_MAIN(tst_sandbox_history)
#include "tst_sandbox_history.moc"
