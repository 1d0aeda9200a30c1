// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/requestgate.h"
#include "kube/config/kubeconfig.h"
#include "support/kubetest.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Files that change while a connection lives, the service account of a pod, and how often a server is asked.
class tst_kube_freshness : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    QTemporaryDir m_dir;

    static void replace(const QString &path, const QByteArray &content)
    {
        // As cloud tools and kubelets do it: the name gets another file.
        QFile file(path + u".new");
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size());
        file.close();
        QFile::remove(path);
        QVERIFY(QFile::rename(path + u".new", path));
    }

    static Result<QByteArray> get(KubeClient &client, int deadlineMs = 0)
    {
        Await<Result<QByteArray>> result;
        client.get(u"/apis"_s, result.callback(), deadlineMs);
        return result.get();
    }

private Q_SLOTS:
    void authorityFile()
    {
        const TestPki before, after;
        const QString file = m_dir.filePath(u"ca.crt"_s);
        replace(file, before.caPem());
        const auto ok = [](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); };
        auto server = std::make_unique<ScriptedServer>(ok, before.issue(u"x"_s, u"IP:127.0.0.1"_s));
        ContextConfig context = contextFor(*server);
        context.cluster.caPem = before.caPem();
        context.cluster.caFile = file;
        KubeClient client(context, &m_clock, nullptr);
        QVERIFY(get(client).ok());
        replace(file, "garbage");
        QVERIFY2(get(client).ok(), "bad content keeps the old");
        const auto port = server->serverPort();
        server = std::make_unique<ScriptedServer>(ok, after.issue(u"x"_s, u"IP:127.0.0.1"_s));
        server->close();
        QVERIFY(server->listen(QHostAddress::LocalHost, port));
        QVERIFY2(!get(client).ok(), "another authority is not trusted");
        replace(file, after.caPem());
        QVERIFY2(get(client).ok(), "the next request trusts the new one, and no longer the old one");
    }

    void serviceAccount_data()
    {
        QTest::addColumn<QString>("podNamespace");
        QTest::addColumn<QString>("ns");
        QTest::newRow("file") << QString() << u"shop"_s;
        QTest::newRow("environment") << u"other"_s << u"other"_s;
    }
    void serviceAccount()
    {
        QFETCH(QString, podNamespace);
        QFETCH(QString, ns);
        const TestPki pki;
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); }, pki.issue(u"x"_s, u"IP:127.0.0.1"_s));
        replace(m_dir.filePath(u"ca.crt"_s), pki.caPem());
        replace(m_dir.filePath(u"token"_s), "first\n");
        replace(m_dir.filePath(u"namespace"_s), "shop");
        const KubeconfigSource pod {{}, {}, m_dir.filePath(u"home"_s), u"127.0.0.1"_s, QString::number(server.serverPort()), podNamespace, m_dir.path()};
        const Result<Kubeconfig> config = Kubeconfig::load(pod);
        QVERIFY2(config.ok(), config.ok() ? "" : qPrintable(config.error().message));
        QCOMPARE(config->currentContext(), u"in-cluster"_s);
        QVERIFY(config->warnings().join(u' ').contains(u"service account"_s));
        const Result<ContextConfig> context = config->context(config->currentContext());
        QVERIFY2(context.ok(), context.ok() ? "" : qPrintable(context.error().message));
        QCOMPARE(context->ns, ns);
        KubeClient client(*context, &m_clock, nullptr);
        QVERIFY(get(client).ok());
        QCOMPARE(server.requests.last().header("authorization"), QByteArray("Bearer first"));
        replace(m_dir.filePath(u"token"_s), "second\n"); // rotated
        QVERIFY(get(client).ok());
        QCOMPARE(server.requests.last().header("authorization"), QByteArray("Bearer second"));
    }

    void noServiceAccount_data()
    {
        QTest::addColumn<QString>("way");
        for (const char *way : {"a kubeconfig", "an explicit file", "no pod", "no token"})
            QTest::newRow(way) << QString::fromLatin1(way);
    }
    void noServiceAccount()
    {
        QFETCH(QString, way);
        replace(m_dir.filePath(u"token"_s), "t");
        KubeconfigSource source {{}, {}, m_dir.filePath(u"home"_s), u"127.0.0.1"_s, u"6443"_s, {}, m_dir.path()};
        if (way == u"a kubeconfig") {
            source.searchList = m_dir.filePath(u"config"_s);
            replace(source.searchList, "apiVersion: v1\nkind: Config\n");
        } else if (way == u"an explicit file") {
            source.explicitPath = m_dir.filePath(u"absent"_s);
        } else if (way == u"no pod") {
            source.serviceHost.clear();
        } else {
            QFile::remove(m_dir.filePath(u"token"_s));
        }
        const Result<Kubeconfig> config = Kubeconfig::load(source);
        QVERIFY(!config.ok() || config->contextNames().isEmpty());
    }

    void addressOfIpv6()
    {
        const TestPki pki;
        replace(m_dir.filePath(u"ca.crt"_s), pki.caPem());
        replace(m_dir.filePath(u"token"_s), "t");
        const Result<Kubeconfig> config = Kubeconfig::load({{}, {}, m_dir.filePath(u"home"_s), u"fd00::1"_s, {}, u"shop"_s, m_dir.path()});
        QVERIFY(config.ok());
        QCOMPARE(config->context(u"in-cluster"_s)->cluster.server, QUrl(u"https://[fd00::1]:443"_s));
    }

    void gateLetsABurstPassAndThenItsRate()
    {
        RequestGate gate(&m_clock, 100, 5);
        QList<int> passed;
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 25; ++i)
            QVERIFY(gate.admit([&passed, i] { passed.append(i); }));
        QCOMPARE(passed.size(), 5);
        QTRY_COMPARE(passed.size(), 25);
        QVERIFY2(time.elapsed() >= 190, qPrintable(QString::number(time.elapsed()))); // 20 at 100 a second
        QVERIFY(std::is_sorted(passed.cbegin(), passed.cend()));
    }

    void gateIsBounded()
    {
        RequestGate gate(&m_clock, 1, 1);
        int refused = 0;
        for (int i = 0; i < 3'000; ++i)
            refused += gate.admit([] {}) ? 0 : 1;
        QCOMPARE(refused, 3'000 - 2'001);
    }

    void aStormOfReadsIsSlowed()
    {
        ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *c) { c->reply(200, "{}"); });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        int answers = 0;
        QElapsedTimer time;
        time.start();
        for (int i = 0; i < 150; ++i)
            client.get(u"/apis"_s, [&answers](const Result<QByteArray> &) { ++answers; });
        QTRY_COMPARE_WITH_TIMEOUT(answers, 150, 10'000);
        QVERIFY2(time.elapsed() >= 980, qPrintable(QString::number(time.elapsed()))); // 100 at once, 50 more at 50 a second
        QCOMPARE(server.requests.size(), 150);
    }

    void pauseIsKept_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("deadlineMs");
        QTest::addColumn<bool>("answered"); ///< the read succeeds after the pause
        QTest::newRow("named") << QByteArray("Retry-After: 1\r\n") << 5'000 << true;
        QTest::newRow("unnamed") << QByteArray() << 5'000 << true;
        QTest::newRow("garbage") << QByteArray("Retry-After: soon\r\n") << 5'000 << true;
        QTest::newRow("longer than the deadline") << QByteArray("Retry-After: 60\r\n") << 5'000 << false;
        QTest::newRow("deadline too short") << QByteArray("Retry-After: 1\r\n") << 500 << false;
    }
    void pauseIsKept()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, deadlineMs);
        QFETCH(bool, answered);
        int arrivals = 0;
        ScriptedServer server([&](const ScriptedRequest &, ScriptedConnection *c) {
            if (++arrivals == 1)
                c->reply(429, R"({"kind":"Status","reason":"TooManyRequests","code":429})", header);
            else
                c->reply(200, "{}");
        });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        QElapsedTimer time;
        time.start();
        const Result<QByteArray> result = get(client, deadlineMs);
        QCOMPARE(result.ok(), answered);
        QCOMPARE(arrivals, answered ? 2 : 1);
        if (answered)
            QVERIFY2(time.elapsed() >= 990, qPrintable(QString::number(time.elapsed())));
        else
            QCOMPARE(result.error().code, u"tooManyRequests"_s);
    }

    void mutationsWaitForNobody()
    {
        ScriptedServer server([](const ScriptedRequest &r, ScriptedConnection *c) { c->reply(r.method == "PATCH" ? 200 : 429, "{\"metadata\":{}}", "Retry-After: 30\r\n"); });
        KubeClient client(contextFor(server), &m_clock, nullptr);
        QVERIFY(!get(client, 1'000).ok()); // everybody is held for 30 s now
        Await<MutationResult> result;
        QElapsedTimer time;
        time.start();
        client.mutate({u"PATCH"_s, u"/apis/x"_s, u"application/json-patch+json"_s, "[]"}, u"id-1"_s, result.callback());
        QCOMPARE(result.get().httpStatus, std::optional<int>(200));
        QVERIFY(time.elapsed() < 20'000);
    }
};

QTEST_GUILESS_MAIN(tst_kube_freshness)
#include "tst_kube_freshness.moc"
