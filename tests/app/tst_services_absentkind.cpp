// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/cluster/clusteraccess.h"
#include "support/kubetest.h"
#include "support/scriptedserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What is said of a name that is neither a rollout nor a deployment.
class tst_services_absentkind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void said_data()
    {
        QTest::addColumn<bool>("there");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("a StatefulSet") << true << u"kindIsReadOnly"_s << u"is a StatefulSet"_s;
        QTest::newRow("nothing") << false << u"notFound"_s << u"There is no"_s;
    }

    void said()
    {
        QFETCH(bool, there);
        QFETCH(QString, code);
        QFETCH(QString, words);
        ScriptedServer server([there](const ScriptedRequest &request, ScriptedConnection *connection) {
            if (there && request.target.contains("/statefulsets/web"))
                return connection->reply(200, R"({"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"name":"web","namespace":"shop","uid":"u"}})", "Content-Type: application/json\r\n");
            connection->reply(404, R"({"kind":"Status","code":404,"reason":"NotFound"})", "Content-Type: application/json\r\n");
        });
        QTemporaryDir dir;
        QFile file(dir.filePath(u"kc"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("apiVersion: v1\nkind: Config\ncurrent-context: box\ncontexts: [{name: box, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: hush}}]\n"
                   "clusters: [{name: c, cluster: {server: '" + server.url().toEncoded() + "'}}]\n");
        file.close();
        const Result<Kubeconfig> read = Kubeconfig::load({file.fileName(), {}, {}});
        QVERIFY(read.ok());
        SteadyClock clock;
        ClusterAccess access(*read->context(u"box"_s), &clock, nullptr);
        Await<Result<Rollout>> answer;
        access.readWorkload(u"shop"_s, u"web"_s, std::nullopt, answer.callback());
        const Result<Rollout> got = answer.get();
        QVERIFY(!got.ok());
        QCOMPARE(got.error().kind, ErrorKind::NotFound);
        QCOMPARE(got.error().code, code);
        QVERIFY2(got.error().message.contains(words) && got.error().message.contains(u"shop/web"_s), qPrintable(got.error().message));
    }
};

QTEST_GUILESS_MAIN(tst_services_absentkind)
#include "tst_services_absentkind.moc"
