// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/accessreview.h"
#include "kube/api/listpager.h"
#include "kube/api/resourcepath.h"
#include "kube/config/kubeconfig.h"
#include "kube/watch/heartbeat.h"
#include "kube/watch/reflector.h"
#include "support/kubetest.h"
#include "support/recordingsink.h"

#include <QProcess>
#include <QRandomGenerator>

using namespace maestro;

/// Against a real API server named by MAESTRO_TEST_KUBECONFIG; everything happens in a namespace of its own.
class TestControlPlane : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void identityAndPermissions();
    void pagesAndReflector();
    void mutations();
    void heartbeat();

private:
    void create(const QString &name);
    Result<QByteArray> get(const QString &path);
    MutationResult mutate(const PlannedRequest &request);

    SteadyClock m_clock;
    std::unique_ptr<KubeClient> m_client;
    QString m_ns;
};

void TestControlPlane::initTestCase()
{
    const QString file = qEnvironmentVariable("MAESTRO_TEST_KUBECONFIG");
    if (file.isEmpty())
        QSKIP("MAESTRO_TEST_KUBECONFIG names no kubeconfig of a throw-away cluster");
    const Result<Kubeconfig> config = Kubeconfig::load({file, {}, {}});
    QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().message));
    const Result<ContextConfig> context = config->context(config->currentContext());
    QVERIFY2(context.ok(), context.ok() ? "" : qPrintable(context.error().message));
    m_client = std::make_unique<KubeClient>(*context, &m_clock, nullptr);
    m_ns = QStringLiteral("test-%1").arg(QRandomGenerator::global()->bounded(1'000'000'000));
    const MutationResult made = mutate({QStringLiteral("POST"), QStringLiteral("/api/v1/namespaces"), QStringLiteral("application/json"),
                                        R"({"apiVersion":"v1","kind":"Namespace","metadata":{"name":")" + m_ns.toLatin1() + "\"}}"});
    QVERIFY2(made.verdict == WriteVerdict::Accepted, made.error ? qPrintable(made.error->message) : "");
}

void TestControlPlane::cleanupTestCase()
{
    if (m_client)
        mutate({QStringLiteral("DELETE"), u"/api/v1/namespaces/" + m_ns, QStringLiteral("application/json"), "{}"});
}

MutationResult TestControlPlane::mutate(const PlannedRequest &request)
{
    Await<MutationResult> result;
    m_client->mutate(request, QStringLiteral("0f4e3c1a-1"), result.callback());
    return result.get();
}

Result<QByteArray> TestControlPlane::get(const QString &path)
{
    Await<Result<QByteArray>> result;
    m_client->get(path, result.callback());
    return result.get();
}

void TestControlPlane::create(const QString &name)
{
    const QByteArray body = R"({"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":")" + name.toLatin1() + "\"}}";
    const MutationResult made = mutate({QStringLiteral("POST"), QStringLiteral("/api/v1/namespaces/%1/configmaps").arg(m_ns), QStringLiteral("application/json"), body});
    QVERIFY2(made.verdict == WriteVerdict::Accepted, made.error ? qPrintable(made.error->message) : "");
    QCOMPARE(made.auditId, QStringLiteral("0f4e3c1a-1"));
}

void TestControlPlane::identityAndPermissions()
{
    Await<Result<WhoAmI>> who;
    whoAmI(m_client.get(), who.callback());
    QVERIFY(who.get().ok());
    QVERIFY(who.get()->confirmed && !who.get()->username.isEmpty());
    Await<AccessAnswer> may;
    canI(m_client.get(), {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts"), QStringLiteral("status"), m_ns}, may.callback());
    QCOMPARE(may.get().access, Access::Allowed);
    Await<Result<ArgoPresence>> argo;
    argoPresent(m_client.get(), argo.callback());
    QVERIFY(argo.get().ok());
    QVERIFY(argo.get()->crdPresent && argo.get()->statusPatchable && argo.get()->analysisRuns);
    Await<Result<QString>> version;
    serverVersion(m_client.get(), version.callback());
    QVERIFY(version.get()->startsWith(u"v1."));
    QVERIFY(m_client->clockSkewMs().has_value());
    QCOMPARE(get(QStringLiteral("/api/v1/namespaces/absent-ns-1/pods/x")).error().code, QStringLiteral("notFound"));
}

void TestControlPlane::pagesAndReflector()
{
    const QString path = QStringLiteral("/api/v1/namespaces/%1/configmaps").arg(m_ns);
    for (const char *name : {"a", "b", "c"})
        create(QString::fromLatin1(name));
    ListPager pager(m_client.get(), path, std::nullopt);
    pager.setPageSize(1);
    int pages = 0;
    QByteArray version;
    connect(&pager, &ListPager::page, this, [&pages] { ++pages; });
    connect(&pager, &ListPager::finished, this, [&version](const QByteArray &v) { version = v; });
    pager.start();
    QTRY_VERIFY(!version.isEmpty());
    QVERIFY(pages >= 3);

    RecordingSink sink;
    Reflector reflector(m_client.get(), path, &sink);
    reflector.start();
    QTRY_COMPARE(reflector.state(), ReflectorState::Watching);
    QVERIFY(sink.objects.contains(QStringLiteral("b")));
    create(QStringLiteral("d"));
    QTRY_VERIFY(sink.objects.contains(QStringLiteral("d")));
    mutate({QStringLiteral("DELETE"), path + u"/a", QStringLiteral("application/json"), "{}"});
    QTRY_VERIFY(!sink.objects.contains(QStringLiteral("a")));
    reflector.wake();
    QTRY_COMPARE(reflector.state(), ReflectorState::Watching);
    create(QStringLiteral("e"));
    QTRY_VERIFY(sink.objects.contains(QStringLiteral("e")));
    QCOMPARE(sink.calls.count(QStringLiteral("replacing")), 1);
}

void TestControlPlane::mutations()
{
    const QString path = QStringLiteral("/api/v1/namespaces/%1/configmaps/b").arg(m_ns);
    const auto patch = [](const QString &target, const char *body) {
        return PlannedRequest{QStringLiteral("PATCH"), target, QStringLiteral("application/json-patch+json"), body};
    };
    const MutationResult guarded = mutate(patch(path, R"([{"op":"test","path":"/metadata/uid","value":"no"},{"op":"add","path":"/data","value":{"a":"1"}}])"));
    QCOMPARE(guarded.verdict, WriteVerdict::Refused);
    QCOMPARE(*guarded.httpStatus, 422);
    const MutationResult dry = mutate(patch(path + u"?dryRun=All", R"([{"op":"add","path":"/data","value":{"a":"1"}}])"));
    QCOMPARE(dry.verdict, WriteVerdict::Accepted);
    QVERIFY(!get(path)->contains("\"data\""));
    QCOMPARE(mutate(patch(path, R"([{"op":"add","path":"/data","value":{"a":"1"}}])")).verdict, WriteVerdict::Accepted);
    QVERIFY(get(path)->contains("\"data\""));
}

void TestControlPlane::heartbeat()
{
    Heartbeat heartbeat(m_client.get(), QStringLiteral("/apis/argoproj.io/v1alpha1/rollouts?limit=1"));
    int beats = 0;
    connect(&heartbeat, &Heartbeat::answered, this, [&beats] { ++beats; });
    heartbeat.setInterval(100);
    heartbeat.start();
    QTRY_VERIFY(beats >= 3);
}

QTEST_GUILESS_MAIN(TestControlPlane)
#include "tst_kube_controlplane.moc"
