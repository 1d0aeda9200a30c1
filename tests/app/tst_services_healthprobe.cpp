// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"
#include "domain/decision/factbook.h"
#include "domain/slo/facts.h"
#include "kube/config/kubeconfig.h"
#include "services/facts/healthprober.h"
#include "services/systemclock.h"
#include "support/domainsamples.h"
#include "support/scriptedserver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;
const QByteArray jsonType = "Content-Type: application/json\r\n";

/// What the API server says itself.
QByteArray statusOf(const QString &message, const QString &kind = {})
{
    return QJsonDocument(QJsonObject{{u"kind"_s, u"Status"_s}, {u"apiVersion"_s, u"v1"_s}, {u"message"_s, message}, {u"details"_s, QJsonObject{{u"kind"_s, kind}}}}).toJson();
}

} // namespace

/// Every way of asking that a policy can name, from its file to the bytes on the wire.
class TestHealthProbe : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    QTemporaryDir m_dir;

    void write(const QString &name, const QByteArray &bytes)
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(name));
    }

    /// As a policy file says it.
    HealthProbe probe(const QString &fields)
    {
        write(u"policy.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: p}\nservices: [{name: web, health: [{name: public, " + fields.toUtf8() + "}]}]\n");
        const PolicyReading reading = loadPolicy(m_dir.filePath(u"policy.yaml"_s));
        if (!reading.ok())
            qFatal("%s", qPrintable(reading.problems.first().message));
        return reading.policy->services.first().health.first();
    }

    ProbeAnswer ask(const HealthProbe &of, ClusterAccess *access = nullptr)
    {
        std::optional<ProbeAnswer> got;
        HealthProber prober(&m_clock);
        prober.ask(of, {{u"namespace"_s, u"shop"_s}, {u"service"_s, u"web"_s}}, {}, access, [&got](const ProbeAnswer &said) { got = said; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), patienceMs); }();
        return got.value_or(ProbeAnswer());
    }

    std::unique_ptr<ClusterAccess> accessTo(const ScriptedServer &api)
    {
        write(u"kc"_s, "apiVersion: v1\nkind: Config\ncurrent-context: box\ncontexts: [{name: box, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: hush}}]\n"
                       "clusters: [{name: c, cluster: {server: '" + api.url().toEncoded() + "'}}]\n");
        const Result<Kubeconfig> read = Kubeconfig::load({m_dir.filePath(u"kc"_s), {}, {}});
        if (!read)
            qFatal("%s", qPrintable(read.error().message));
        return std::make_unique<ClusterAccess>(*read->context(u"box"_s), &m_clock, nullptr);
    }

private Q_SLOTS:
    void head()
    {
        ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *connection) {
            connection->sendHead(request.method == "HEAD" ? 204 : 405, "Content-Length: 0\r\n");
        });
        const QString url = u"url: '%1/health'"_s.arg(server.url().toString());
        const ProbeAnswer found = ask(probe(url + u", method: HEAD, expect: {status: 204}"_s));
        QCOMPARE(found.ok, std::optional(true));
        QCOMPARE(server.requests.first().method, "HEAD");
        QCOMPARE(ask(probe(url)).ok, std::optional(false));
        QCOMPARE(server.requests.last().method, "GET");
    }

    /// Length without content is what HEAD is answered with.
    void headWithALength()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->sendHead(200, "Content-Length: 5000\r\n"); });
        QCOMPARE(ask(probe(u"url: '%1', method: HEAD"_s.arg(server.url().toString()))).ok, std::optional(true));
    }

    void tls_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<int>("ok"); // 1, 0, -1 unknown
        QTest::newRow("own authority and name") << u", caFile: ca.pem, tlsServerName: web.example"_s << 1;
        QTest::newRow("own authority, the host") << u", caFile: ca.pem"_s << -1;
        QTest::newRow("another name") << u", caFile: ca.pem, tlsServerName: evil.example"_s << -1;
        QTest::newRow("another authority") << u", caFile: other.pem, tlsServerName: web.example"_s << -1;
        QTest::newRow("authorities of the system") << u", tlsServerName: web.example"_s << -1;
    }
    void tls()
    {
        QFETCH(QString, fields);
        if (!TestPki::available())
            QSKIP("openssl is not installed");
        static const TestPki pki, other;
        write(u"ca.pem"_s, pki.caPem());
        write(u"other.pem"_s, other.caPem());
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{}"); }, pki.issue(u"web"_s, u"DNS:web.example"_s));
        const ProbeAnswer found = ask(probe(u"url: 'https://127.0.0.1:%1/health'%2"_s.arg(server.serverPort()).arg(fields)));
        QTEST(found.ok ? int(*found.ok) : -1, "ok");
        QCOMPARE(server.requests.size(), found.ok ? 1 : 0);
    }

    void throughTheApiServer_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("ok");
        QTest::newRow("well") << 200 << QByteArray(R"({"status":"ok"})") << 1;
        QTest::newRow("another content") << 200 << QByteArray(R"({"status":"down"})") << 0;
        QTest::newRow("its own failure") << 503 << QByteArray("busy") << 0;
        QTest::newRow("its own refusal") << 403 << QByteArray("no") << 0;
        QTest::newRow("may not") << 403 << statusOf(u"services web is forbidden"_s, u"services"_s) << -1;
        QTest::newRow("nobody behind it") << 503 << statusOf(u"no endpoints available for service web"_s) << 0;
        QTest::newRow("out of reach") << 503 << statusOf(u"error trying to reach service: dial tcp: connection refused"_s) << 0;
        QTest::newRow("not there") << 404 << statusOf(u"services web not found"_s, u"services"_s) << 0;
        QTest::newRow("API server overloaded") << 429 << statusOf(u"too many requests"_s) << -1;
        QTest::newRow("redirect") << 302 << QByteArray() << 0;
    }
    void throughTheApiServer()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        ScriptedServer api([&](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(status, body, jsonType + (status == 302 ? "Location: /secret\r\n" : "")); });
        const auto access = accessTo(api);
        const ProbeAnswer found = ask(probe(u"service: '{{service}}-preview:http', path: '/health?deep=1', scheme: https, headers: {X-Team: shop}, expect: {json: {status: ok}}"_s), access.get());
        QTEST(found.ok ? int(*found.ok) : -1, "ok");
        QCOMPARE(api.requests.size(), 1);
        QCOMPARE(api.requests.first().target, "/api/v1/namespaces/shop/services/https:web-preview:http/proxy/health?deep=1");
        QCOMPARE(api.requests.first().header("x-team"), "shop");
        QCOMPARE(found.url, u"box/api/v1/namespaces/shop/services/https:web-preview:http/proxy/health"_s);
        QVERIFY(!found.text.isEmpty() && !found.text.contains(u"hush"_s));
    }

    void withoutTheCluster()
    {
        const HealthProbe inside = probe(u"service: 'web:80', namespace: other, path: /health"_s);
        QVERIFY(!ask(inside).ok);
        ScriptedServer api([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reset(); });
        const auto access = accessTo(api);
        QVERIFY2(!ask(inside, access.get()).ok, "what the API server does not answer says nothing of the service");
        HealthProbe hostile = inside;
        for (const QString &service : {u"../../secrets:80"_s, u"web:80/../x"_s, u"{{nobody}}:80"_s}) {
            hostile.service = service;
            QVERIFY(!ask(hostile, access.get()).ok);
        }
        hostile = inside;
        hostile.servicePath = u"/../../../../secrets"_s;
        const qsizetype before = api.requests.size();
        QVERIFY(!ask(hostile, access.get()).ok);
        QCOMPARE(api.requests.size(), before);
    }

    /// ok, 500, nobody there, 200 with the wrong content: failing since the first of those in a row.
    void failingSince()
    {
        FactBook book;
        const QDateTime begin = test::at("2026-11-21T10:00:00Z");
        const auto look = [&](int second, std::optional<double> value) { book.add(FactReading{healthFact(u"public"_s), value, {}, begin.addSecs(second), u"u"_s, u"t"_s}); };
        look(0, 1);
        QCOMPARE(book.readings().first().since, begin);
        look(60, 0);
        look(120, 0);
        look(180, 0);
        QCOMPARE(book.readings().first().since, begin.addSecs(60));
        look(240, {});
        QVERIFY(!book.readings().first().since.isValid());
        look(300, 1);
        QCOMPARE(book.readings().first().since, begin.addSecs(300));
    }
};

QTEST_GUILESS_MAIN(TestHealthProbe)
#include "tst_services_healthprobe.moc"
