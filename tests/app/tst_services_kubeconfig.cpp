// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/workspace.h"
#include "support/kubetest.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The kubeconfig changes on disk while its contexts are watched: a renewed credential is taken, nothing else is acted over.
class tst_services_kubeconfig : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<ScriptedServer> m_server, m_other;
    std::unique_ptr<Workspace> m_workspace;

    QByteArray config(const QUrl &server, const QByteArray &user, const QByteArray &rest = {}) const
    {
        return "apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters:\n- name: k\n  cluster: {server: \"" + server.toEncoded() + "\"}\nusers:\n- name: u\n  user: {" + user
            + "}\ncontexts:\n- name: c\n  context: {cluster: k, user: u" + rest + "}\n";
    }
    QByteArray usual() const { return config(m_server->url(), "token: first"); }

    void replace(const QByteArray &content) const
    {
        const QString path = m_dir->filePath(u"kc"_s);
        QFile file(path + u".new");
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        file.close();
        QFile::remove(path);
        QVERIFY(QFile::rename(path + u".new", path));
    }

    ConnectionStatus status() const { return m_workspace->session(u"c"_s)->status(); }

private Q_SLOTS:
    void init()
    {
        const auto answer = [](const ScriptedRequest &, ScriptedConnection *c) { c->reply(404, R"({"kind":"Status","code":404})"); };
        m_server = std::make_unique<ScriptedServer>(answer);
        m_other = std::make_unique<ScriptedServer>(answer);
        m_dir = std::make_unique<QTemporaryDir>();
        replace(usual());
        Workspace::Options options;
        options.kubeconfig = m_dir->filePath(u"kc"_s);
        m_workspace = std::make_unique<Workspace>(options, Paths {m_dir->filePath(u"j"_s), m_dir->filePath(u"s"_s), m_dir->filePath(u"c"_s)}, &m_clock);
        QVERIFY(m_workspace->load());
        m_workspace->watchAll({WorkloadKind::Rollout});
        QTRY_VERIFY(!m_server->requests.isEmpty());
    }
    void cleanup() { m_workspace.reset(); }

    void nothingChanges()
    {
        ClusterAccess *before = m_workspace->access(u"c"_s);
        QVERIFY(before);
        replace("# a comment\n" + usual());
        QCOMPARE(m_workspace->access(u"c"_s), before);
        QVERIFY(!status().message.contains(u"kubeconfig"_s));
    }

    void suspended_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("word");
        QTest::newRow("another server") << config(m_other->url(), "token: first") << u"the server"_s;
        QTest::newRow("another user") << config(m_server->url(), "token: first, as: root") << u"the user"_s;
        QTest::newRow("another kind of credential") << config(m_server->url(), "username: a, password: b") << u"the credentials"_s;
        QTest::newRow("another namespace") << config(m_server->url(), "token: first", ", namespace: other") << u"the namespace"_s;
        QTest::newRow("no such context") << usual().replace("name: c\n", "name: d\n").replace("current-context: c", "current-context: d") << u"no context"_s;
        QTest::newRow("not YAML") << QByteArray("a: [") << u"cannot be used"_s;
    }
    void suspended()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, word);
        content.replace("127.0.0.1:0", "127.0.0.1:1");
        replace(content);
        QVERIFY2(!m_workspace->access(u"c"_s), "noticed at the moment it would be used");
        QCOMPARE(m_workspace->problem(u"c"_s).code, u"kubeconfigChanged"_s);
        QVERIFY2(m_workspace->problem(u"c"_s).message.contains(word), qPrintable(m_workspace->problem(u"c"_s).message));
        QCOMPARE(status().phase, ConnectionPhase::Failed);
        QVERIFY(status().message.contains(u"kubeconfig"_s) && !status().hint.isEmpty());
        replace(usual()); // taken back
        QVERIFY(m_workspace->access(u"c"_s));
        QVERIFY(status().phase != ConnectionPhase::Failed || !status().message.contains(u"kubeconfig"_s));
    }

    void noticedWithoutBeingAsked()
    {
        replace(config(m_other->url(), "token: first"));
        QTRY_COMPARE_WITH_TIMEOUT(status().phase, ConnectionPhase::Failed, 4'000);
        QTRY_VERIFY(status().message.contains(u"the server"_s));
    }

    void reconnectTakesTheNewOne()
    {
        replace(config(m_other->url(), "token: first"));
        QVERIFY(!m_workspace->access(u"c"_s));
        QVERIFY(m_other->requests.isEmpty());
        m_workspace->reconnect(u"c"_s);
        QTRY_VERIFY(!m_other->requests.isEmpty());
        QVERIFY(m_workspace->access(u"c"_s));
        QCOMPARE(m_workspace->access(u"c"_s)->server(), m_other->url().toString());
    }

    void renewedTokenIsTaken()
    {
        const ClusterAccess *before = m_workspace->access(u"c"_s);
        replace(config(m_server->url(), "token: second"));
        const ClusterAccess *after = m_workspace->access(u"c"_s);
        QVERIFY(after && after != before);
        QTRY_COMPARE(m_server->requests.last().header("authorization"), QByteArray("Bearer second"));
    }
};

QTEST_GUILESS_MAIN(tst_services_kubeconfig)
#include "tst_services_kubeconfig.moc"
