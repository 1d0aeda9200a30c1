// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/healthrounds.h"
#include "services/systemclock.h"
#include "support/cputime.h"
#include "support/fakeprometheus.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int fleetSize = 5'000;
constexpr int moving = 10; ///< the last ones are being updated
constexpr int openOne = 2'500;

QString nameOf(int i)
{
    return u"svc-%1"_s.arg(i);
}

QByteArray policyText()
{
    QByteArray services;
    for (int i = 0; i < fleetSize; ++i) {
        const QByteArray name = nameOf(i).toLatin1();
        services += "  - {name: " + name + ", workload: {kind: Rollout, namespace: default, name: " + name + "}, strategy: canary}\n";
    }
    return "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: fleet, version: 1}\nservices:\n" + services
        + "metrics:\n  - {name: success, unit: ratio, better: higher, query: 'success{service=\"{{service}}\"}'}\n"
          "gates:\n  - {name: success, metric: success, pass: \">= 99%\", on_fail: hold, every: 1s}\n"
          "strategies:\n  - {name: canary, kind: canary, gates: [success], phases: [{name: small, weight: \"25%\"}]}\n";
}

QList<FleetRowPtr> fleet()
{
    QList<FleetRowPtr> rows;
    for (int i = 0; i < fleetSize; ++i) {
        Rollout rollout;
        rollout.meta.ns = u"default"_s;
        rollout.meta.name = nameOf(i);
        rollout.meta.uid = u"u%1"_s.arg(i);
        rollout.meta.resourceVersion = u"1"_s;
        rollout.strategy = Strategy::Canary;
        rollout.stableHash = u"a"_s;
        rollout.currentPodHash = i < fleetSize - moving ? u"a"_s : u"b"_s;
        rows << makeFleetRow(u"box"_s, rollout);
    }
    return rows;
}

} // namespace

namespace {

/// What arrives at the server, by service.
struct Seen
{
    QHash<QString, int> underWay; ///< questions
    QStringList order; ///< services as they were first asked about
    QHash<QString, int> looks; ///< answers to the gate's own question
    qsizetype most = 0; ///< services asked about at the same time

    void follow(FakePrometheus &server)
    {
        static const QRegularExpression service(u"service=\"([^\"]+)\""_s);
        server.onQuery = [this](const QString &query, bool begun) {
            const QString name = service.match(query).captured(1);
            if (name.isEmpty())
                return;
            if (begun && !looks.contains(name)) {
                looks.insert(name, 0);
                order << name;
            }
            if (begun)
                ++underWay[name];
            else if (--underWay[name] == 0)
                underWay.remove(name);
            looks[name] += !begun && !query.contains(u"timestamp("_s);
            most = std::max(most, underWay.size());
        };
    }
};

} // namespace

/// Five thousand workloads: few questions at a time, what is looked at first, and nothing that was not asked looks answered.
class TestSloRounds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;

    bool write(const QString &name, const QByteArray &text)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

private Q_SLOTS:
    void fiveThousand()
    {
        FakePrometheus server(&m_clock, [](const QString &, qint64) { return std::optional(0.999); });
        server.delayMs = 10;
        Seen seen;
        seen.follow(server);
        QVERIFY(write(u"kc"_s, "apiVersion: v1\nkind: Config\ncurrent-context: box\nclusters:\n- name: c\n  cluster: {server: \"http://127.0.0.1:1\"}\n"
                               "users:\n- name: u\n  user: {}\ncontexts:\n- name: box\n  context: {cluster: c, user: u}\n"));
        QVERIFY(write(u"config/connections.yaml"_s, "connections:\n  - name: box\n    context: box\n    prometheus: {url: \"" + server.server.url().toEncoded() + "\"}\n"));
        QVERIFY(write(u"config/policies/fleet.yaml"_s, policyText()));
        const Paths paths {m_dir.filePath(u"journal"_s), m_dir.filePath(u"state"_s), m_dir.filePath(u"config"_s)};
        Workspace::Options options;
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        Workspace workspace(options, paths, &m_clock);
        SecretStore secrets {QProcessEnvironment()};
        Endpoints endpoints(&workspace, &secrets, &m_clock);
        PolicyLibrary policies(paths.policies(), {});
        policies.load();
        QCOMPARE(policies.policies().size(), 1);
        QVERIFY(workspace.load());
        HealthRounds rounds(&workspace, &endpoints, &policies, &m_clock);
        int reported = 0;
        connect(&rounds, &HealthRounds::reported, this, [&] { ++reported; });
        const ObjectRef open {u"box"_s, u"default"_s, nameOf(openOne)};
        rounds.setOpen(open);
        QElapsedTimer took;
        took.start();
        const QList<FleetRowPtr> rows = fleet();
        rounds.setWorkloads(rows);
        qInfo("%d workloads matched in %lld ms", fleetSize, took.elapsed());
        QVERIFY(QTest::qWaitFor([&] { return reported >= 300; }, 60'000));
        qInfo("300 judged in %lld ms", took.elapsed());

        QCOMPARE(seen.most, qsizetype(HealthRounds::atOnce)); // never more, and no fewer than may be
        QVERIFY(seen.order.indexOf(nameOf(openOne)) < HealthRounds::atOnce); // of those that begin together any may arrive first
        QStringList first = seen.order.first(1 + moving); // then those whose update is under way
        QStringList wanted {nameOf(openOne)};
        for (int i = fleetSize - moving; i < fleetSize; ++i)
            wanted << nameOf(i);
        std::sort(first.begin(), first.end());
        std::sort(wanted.begin(), wanted.end());
        QCOMPARE(first, wanted);

        const QList<SloReportPtr> reports = rounds.reports();
        QCOMPARE(reports.size(), fleetSize);
        int unread = 0;
        for (const SloReportPtr &report : reports) {
            const bool was = report->problem && report->problem->code == u"notRead"_s;
            unread += was;
            QVERIFY(was || seen.looks.contains(report->target.name));
            QVERIFY(!was || report->gates.isEmpty());
        }
        QVERIFY2(unread > 0, "the rest is still to come, and says so");
        const SloReportPtr early = rounds.health({u"box"_s, u"default"_s, seen.order.at(20)})->report();
        QVERIFY(early);
        const QDateTime at = early->at;

        // The open one goes on being looked at, every few seconds, however many wait; the others keep the time of their answer.
        const int before = seen.looks.value(nameOf(openOne));
        QVERIFY(QTest::qWaitFor([&] { return seen.looks.value(nameOf(openOne)) >= before + 2; }, 60'000));
        QCOMPARE(rounds.health({u"box"_s, u"default"_s, seen.order.at(20)})->report()->at, at);
        QCOMPARE(seen.most, qsizetype(HealthRounds::atOnce));

        // A change of one row, or none, starts nobody anew.
        const qint64 computed = test::cpuMs();
        rounds.setWorkloads(rows);
        QVERIFY2(test::cpuMs() - computed < 5'000, qPrintable(QString::number(test::cpuMs() - computed)));
        QCOMPARE(rounds.health({u"box"_s, u"default"_s, seen.order.at(20)})->report()->at, at);
    }
};

QTEST_GUILESS_MAIN(TestSloRounds)
#include "tst_slo_rounds.moc"
