// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/analysiswatch.h"
#include "services/cluster/fleetwatch.h"
#include "services/policy/policylibrary.h"
#include "support/kubetest.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/stat.h>

using namespace maestro;

namespace {

const QByteArray head = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\n";

QByteArray policyNamed(const QByteArray &name, const QByteArray &body = {})
{
    return head + "metadata: {name: " + name + "}\n" + body;
}

/// Whose environments cover a connection, with every way to say a guard.
const QByteArray guarded = "environments:\n"
                           "  - {name: prod, connection: main, guard: type-name, reason: {min_chars: 25}, namespaces: {apps: shop, drill: shop-drill},\n"
                           "     actions: {promote: {guard: hold}}}\n"
                           "  - {name: lab, connection: lab, guard: confirm}\n"
                           "actions: {promote: {guard: type-count}, undo: {guard: confirm}, full-promote: {guard: type-name}}\n"
                           "strategies: [{name: steps, kind: canary, phases: [{name: low, weight: 10%}, {name: high, weight: 50%}]}]\n"
                           "services:\n"
                           "  - {name: web, strategy: steps, workload: {kind: Rollout, namespace: shop, name: web}}\n"
                           "  - {name: docs, workload: {kind: Deployment, namespace: help, name: docs}}\n";

Rollout workload(WorkloadKind kind, const QString &ns, const QString &name)
{
    Rollout rollout;
    rollout.workload = kind;
    rollout.meta.ns = ns;
    rollout.meta.name = name;
    return rollout;
}

} // namespace

class TestPolicyLibrary : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    QString path(const char *name) const { return m_dir->filePath(QLatin1String(name)); }
    void write(const char *name, const QByteArray &bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
    }
    static QStringList names(const PolicyLibrary &library)
    {
        QStringList names;
        for (const PolicyPtr &policy : library.policies())
            names.append(policy->name);
        return names;
    }

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }

    void aBrokenFileKeepsTheLastGoodPolicy()
    {
        write("a.yaml", policyNamed("a"));
        PolicyLibrary library(m_dir->path(), {});
        library.watch();
        const PolicyPtr good = library.policy(QStringLiteral("a"));
        QVERIFY(good && library.problems().isEmpty());
        QSignalSpy told(&library, &PolicyLibrary::problemsChanged);
        QSignalSpy changed(&library, &PolicyLibrary::policiesChanged);
        write("a.yaml", policyNamed("a", "gate: []\n"));
        QVERIFY(told.wait(5000));
        QCOMPARE(library.problems().size(), 1);
        QCOMPARE(library.problems().first().where->line, 4);
        QCOMPARE(library.policy(QStringLiteral("a")), good); // the same, not another like it
        QCOMPARE(changed.size(), 0);
        const PolicyFault fault = library.faults().first();
        QCOMPARE(fault.policy, QStringLiteral("a"));
        QCOMPARE(fault.hash, good->hash);
        QCOMPARE(fault.problem.where->column, 1);
        QVERIFY(!library.policyToActBy(QStringLiteral("a"))); // nobody acts by what is being changed
        write("a.yaml", policyNamed("a", "gates: []\n"));
        QVERIFY(changed.wait(5000));
        QVERIFY(library.problems().isEmpty());
        QVERIFY(library.policy(QStringLiteral("a"))->hash != good->hash);
        QCOMPARE(library.policyToActBy(QStringLiteral("a")), library.policy(QStringLiteral("a")));
        QVERIFY(library.faults().isEmpty());
    }

    void aFileThatNeverWasGoodLeavesNothingInForce()
    {
        write("a.yaml", policyNamed("a"));
        write("b.yaml", policyNamed("b", "gate: []\nmetric: []\n"));
        PolicyLibrary library(m_dir->path(), {});
        library.load();
        const PolicyFaults faults = library.faults();
        QCOMPARE(faults.size(), 1);
        QVERIFY(faults.first().policy.isEmpty());
        QCOMPARE(faults.first().more, 1);
        QCOMPARE(faultsOf(faults, QStringLiteral("a")).size(), 1); // it might name what a names, and come first
        QVERIFY(library.policyToActBy(QStringLiteral("a")));
    }

    void aFolderThatIsNoneIsAProblem()
    {
        write("policies", "x");
        PolicyLibrary library(path("policies"), {});
        library.load();
        QCOMPARE(library.faults().size(), 1);
        QVERIFY(library.policies().isEmpty());
    }

    /// AUT-10: what is counted may be a gate or a probe of a service.
    void breakersCountGatesAndProbes()
    {
        const QByteArray body = "services: [{name: web, workload: {kind: Rollout, namespace: n, name: web}, health: [{name: public, url: 'http://web/health'}]}]\n"
                                "metrics: [{name: m, unit: ratio, query: m}]\n"
                                "gates:\n  - {name: errors, metric: m, pass: '< 1%'}\n"
                                "  - {name: breaker, consecutive_failures_of: [errors, COUNTED], fail: '>= 10', on_fail: rollback}\n";
        write("a.yaml", policyNamed("a", QByteArray(body).replace("COUNTED", "public")));
        PolicyLibrary library(m_dir->path(), {});
        library.load();
        QVERIFY2(library.problems().isEmpty(), library.problems().isEmpty() ? "" : qPrintable(library.problems().first().message));
        QCOMPARE(library.policies().first()->gate(QStringLiteral("breaker"))->of.size(), 2);
        write("a.yaml", policyNamed("a", QByteArray(body).replace("COUNTED", "nobody")));
        library.load();
        QCOMPARE(library.problems().size(), 1);
    }

    void aFileReplacedByARenameIsSeen()
    {
        write("a.yaml", policyNamed("a"));
        PolicyLibrary library(m_dir->path(), {});
        library.watch();
        QSignalSpy changed(&library, &PolicyLibrary::policiesChanged);
        for (int i = 0; i < 3; ++i) { // and again: the new file is watched too
            const QByteArray hash = library.policies().first()->hash;
            write("next", policyNamed("a", "limits: {x: " + QByteArray::number(i) + "}\n"));
            QCOMPARE(::rename(qPrintable(path("next")), qPrintable(path("a.yaml"))), 0);
            QVERIFY(changed.wait(5000));
            QVERIFY(library.policies().first()->hash != hash);
        }
    }

    void aFileThatGoesTakesItsPolicyAlong()
    {
        write("a.yaml", policyNamed("a"));
        write("b.yaml", policyNamed("b"));
        PolicyLibrary library(m_dir->path(), {});
        library.watch();
        QSignalSpy changed(&library, &PolicyLibrary::policiesChanged);
        QVERIFY(QFile::remove(path("a.yaml")));
        QVERIFY(changed.wait(5000));
        QCOMPARE(names(library), QStringList{QStringLiteral("b")});
        QVERIFY(library.problems().isEmpty());
    }

    void aFileThatWasNamedAndGoesIsAProblem()
    {
        write("a.yaml", policyNamed("a"));
        PolicyLibrary library(path("nowhere"), {path("a.yaml")});
        library.watch();
        QSignalSpy told(&library, &PolicyLibrary::problemsChanged);
        QVERIFY(QFile::remove(path("a.yaml")));
        QVERIFY(told.wait(5000));
        QCOMPARE(names(library), QStringList{QStringLiteral("a")}); // what was named stays in force
        QCOMPARE(library.problems().size(), 1);
    }

    void whatAFileExtendsIsWatchedToo()
    {
        QVERIFY(QDir(m_dir->path()).mkdir(QStringLiteral("base")) && QDir(m_dir->path()).mkdir(QStringLiteral("policies")));
        write("base/limits.yaml", policyNamed("base", "limits: {x: 1}\n"));
        write("policies/a.yaml", policyNamed("a", "extends: ../base/limits.yaml\n"));
        PolicyLibrary library(path("policies"), {});
        library.watch();
        QCOMPARE(library.policies().first()->limits.value(QStringLiteral("x")), QStringLiteral("1"));
        QSignalSpy changed(&library, &PolicyLibrary::policiesChanged);
        write("base/limits.yaml", policyNamed("base", "limits: {x: 2}\n"));
        QVERIFY(changed.wait(5000));
        QCOMPARE(library.policies().first()->limits.value(QStringLiteral("x")), QStringLiteral("2"));
    }

    void aFolderThatComesLaterIsFound()
    {
        PolicyLibrary library(path("config/policies"), {});
        library.watch();
        QVERIFY(library.policies().isEmpty() && library.problems().isEmpty());
        QVERIFY(QDir(m_dir->path()).mkpath(QStringLiteral("config/policies")));
        write("config/policies/a.yaml", policyNamed("a"));
        QTRY_COMPARE(names(library), QStringList{QStringLiteral("a")});
    }

    void folderRules()
    {
        write("b.yaml", policyNamed("same"));
        write("a.yaml", policyNamed("same"));
        write(".hidden.yaml", policyNamed("hidden"));
        write("c.yml", policyNamed("other"));
        write("backup.yaml~", policyNamed("backup"));
        QCOMPARE(mkfifo(QFile::encodeName(path("pipe.yaml")).constData(), 0600), 0); // is not waited for
        PolicyLibrary library(m_dir->path(), {});
        library.load();
        QCOMPARE(library.files(), (QStringList{path("a.yaml"), path("b.yaml"), path("pipe.yaml")}));
        QCOMPARE(names(library), QStringList{QStringLiteral("same")});
        QCOMPARE(library.policies().first()->file, path("a.yaml"));
        QCOMPARE(library.problems().size(), 2);
        QCOMPARE(library.problems().first().where->file, path("b.yaml"));
    }

    void whatIsSaidOfAnAction_data()
    {
        QTest::addColumn<QString>("connection");
        QTest::addColumn<Rollout>("rollout");
        QTest::addColumn<Verb>("verb");
        QTest::addColumn<QString>("said"); // environment service guard reason
        const QString main = QStringLiteral("main");
        const Rollout web = workload(WorkloadKind::Rollout, QStringLiteral("shop"), QStringLiteral("web"));
        const Rollout other = workload(WorkloadKind::Rollout, QStringLiteral("shop"), QStringLiteral("other"));
        QTest::newRow("the environment's verb first") << main << web << Verb::Promote << QStringLiteral("prod web hold 25");
        QTest::newRow("then the policy's verb") << main << web << Verb::PromoteFull << QStringLiteral("prod web type-name 25");
        QTest::newRow("by its other name") << main << web << Verb::Rollback << QStringLiteral("prod web confirm 25");
        QTest::newRow("then the environment") << main << web << Verb::Abort << QStringLiteral("prod web type-name 25");
        QTest::newRow("no service, but an environment") << main << other << Verb::Abort << QStringLiteral("prod  type-name 25");
        QTest::newRow("another environment") << QStringLiteral("lab") << web << Verb::Promote << QStringLiteral("lab web type-count 0");
        QTest::newRow("another namespace") << main << workload(WorkloadKind::Rollout, QStringLiteral("x"), QStringLiteral("web")) << Verb::Abort << QStringLiteral("prod  type-name 25");
        QTest::newRow("another kind") << main << workload(WorkloadKind::Deployment, QStringLiteral("shop"), QStringLiteral("web")) << Verb::Abort << QStringLiteral("prod  type-name 25");
        QTest::newRow("a Deployment") << main << workload(WorkloadKind::Deployment, QStringLiteral("help"), QStringLiteral("docs")) << Verb::Restart << QStringLiteral("prod docs type-name 25");
        QTest::newRow("a stranger") << QStringLiteral("elsewhere") << web << Verb::Abort << QStringLiteral("   0");
    }
    void whatIsSaidOfAnAction()
    {
        write("a.yaml", policyNamed("a", guarded));
        PolicyLibrary library(m_dir->path(), {});
        library.load();
        QVERIFY2(library.problems().isEmpty(), library.problems().isEmpty() ? "" : qPrintable(library.problems().first().message));
        QFETCH(QString, connection);
        QFETCH(Rollout, rollout);
        QFETCH(Verb, verb);
        const PlanPolicy policy = library.planPolicy({connection, {}, {}}, rollout, verb);
        QTEST(QStringLiteral("%1 %2 %3 %4").arg(policy.environment, policy.service, policy.guard).arg(policy.minReasonChars), "said");
        QCOMPARE(policy.hash.isEmpty(), policy.environment.isEmpty());
        QVERIFY(policy.hash.isEmpty() || policy.hash == QString::fromLatin1(library.policies().first()->hash));
    }

    void namespacesOfAConnection()
    {
        write("a.yaml", policyNamed("a", guarded));
        PolicyLibrary library(m_dir->path(), {});
        library.load();
        QCOMPARE(library.namespaces({QStringLiteral("main"), {}, {}}), (QStringList{QStringLiteral("shop"), QStringLiteral("shop-drill"), QStringLiteral("help")}));
        QCOMPARE(library.namespaces({QStringLiteral("kube"), QStringLiteral("lab"), {}}), (QStringList{QStringLiteral("shop"), QStringLiteral("help")}));
        QVERIFY(library.namespaces({QStringLiteral("elsewhere"), {}, {}}).isEmpty());
    }

    /// CON-02: the cluster-wide list is forbidden, those of two namespaces are not, a third one is.
    void forbiddenClusterWideIsWatchedByNamespace()
    {
        ScriptedServer server(permittedInTwo);
        SteadyClock clock;
        KubeClient client(contextFor(server), &clock, nullptr);
        FleetWatch fleet(&client, {}, three, {WorkloadKind::Rollout}, nullptr);
        QTRY_COMPARE(fleet.rows().size(), 2);
        QTRY_COMPARE(fleet.notices().size(), 2);
        QVERIFY2(fleet.notices().first().contains(QStringLiteral("shop, help, secret")), qPrintable(fleet.notices().first()));
        QVERIFY2(fleet.notices().last().contains(QStringLiteral("secret")), qPrintable(fleet.notices().last()));
        AnalysisWatch runs(&client, {}, three, nullptr);
        QTRY_VERIFY2(runs.runs().size() == 2, qPrintable(runs.problems().join(u'|')));
    }

private:
    static inline const QStringList three{QStringLiteral("shop"), QStringLiteral("help"), QStringLiteral("secret")};

    static void permittedInTwo(const ScriptedRequest &request, ScriptedConnection *connection)
    {
        const bool first = request.target.contains("/namespaces/shop/");
        const bool second = request.target.contains("/namespaces/help/");
        if (!first && !second)
            return connection->reply(403, R"({"kind":"Status","code":403,"reason":"Forbidden","message":"no"})");
        if (request.target.contains("watch="))
            return connection->sendHead(200, "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n");
        const QByteArray ns = first ? "shop" : "help";
        connection->reply(200, R"({"apiVersion":"argoproj.io/v1alpha1","kind":")" + QByteArray(request.target.contains("analysisruns") ? "AnalysisRunList" : "RolloutList") + R"(","metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"web","namespace":")"
                                   + ns + R"(","uid":")" + ns + R"(","resourceVersion":"5","generation":1},"spec":{"replicas":1,"strategy":{"canary":{}}},"status":{}}]})");
    }
};

QTEST_GUILESS_MAIN(TestPolicyLibrary)
#include "tst_services_policylibrary.moc"
