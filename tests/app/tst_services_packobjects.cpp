// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/evidence/keptobject.h"
#include "services/evidence/packobjects.h"
#include "support/domainsamples.h"
#include "support/kubetest.h"
#include "support/scriptedserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-16: the configuration in a pack; what may be secret is a hash, Secrets are not asked for.
class TestPackObjects : public QObject
{
    Q_OBJECT

    SteadyClock m_clock;
    QTemporaryDir m_dir;

    std::unique_ptr<ClusterAccess> accessTo(const ScriptedServer &api)
    {
        QFile file(m_dir.filePath(u"kc"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("no kubeconfig");
        file.write("apiVersion: v1\nkind: Config\ncurrent-context: box\ncontexts: [{name: box, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: hush}}]\n"
                   "clusters: [{name: c, cluster: {server: '" + api.url().toEncoded() + "'}}]\n");
        file.close();
        const Result<Kubeconfig> read = Kubeconfig::load({file.fileName(), {}, {}});
        if (!read)
            qFatal("%s", qPrintable(read.error().message));
        return std::make_unique<ClusterAccess>(*read->context(u"box"_s), &m_clock, nullptr);
    }

    static QJsonObject object(const QString &kind, const QString &name, const QJsonObject &more)
    {
        QJsonObject made {{u"kind"_s, kind}, {u"metadata"_s, QJsonObject {{u"name"_s, name}, {u"uid"_s, QString(u"uid-of-"_s + name)}, {u"managedFields"_s, QJsonArray {QJsonObject {{u"manager"_s, u"kubectl"_s}}}},
                                                                         {u"annotations"_s, QJsonObject {{u"kubectl.kubernetes.io/last-applied-configuration"_s, u"{swordfish}"_s}, {u"team"_s, u"shop"_s}}}}}};
        for (auto it = more.begin(); it != more.end(); ++it)
            made.insert(it.key(), it.value());
        return made;
    }
    static QJsonObject pod()
    {
        return {{u"spec"_s, QJsonObject {{u"containers"_s, QJsonArray {QJsonObject {{u"name"_s, u"web"_s}, {u"image"_s, u"shop/web:v1"_s}, {u"args"_s, QJsonArray {u"--port=80"_s, u"--password=swordfish99swordfish"_s}},
                    {u"env"_s, QJsonArray {QJsonObject {{u"name"_s, u"PIN"_s}, {u"value"_s, u"swordfish"_s}}, QJsonObject {{u"name"_s, u"KEY"_s}, {u"valueFrom"_s, QJsonObject {{u"secretKeyRef"_s, QJsonObject {{u"name"_s, u"hush"_s}, {u"key"_s, u"k"_s}}}}}}}},
                    {u"envFrom"_s, QJsonArray {QJsonObject {{u"configMapRef"_s, QJsonObject {{u"name"_s, u"settings"_s}}}}}}}}}}}};
    }

private Q_SLOTS:
    void nothingSecretIsKept()
    {
        int hidden = 0;
        const QJsonObject kept = keptObject(object(u"Rollout"_s, u"web"_s, {{u"spec"_s, QJsonObject {{u"replicas"_s, 3}, {u"template"_s, pod()}}}}), &hidden);
        const QByteArray text = QJsonDocument(kept).toJson();
        QVERIFY2(!text.contains("swordfish") && !text.contains("managedFields"), text.constData());
        QVERIFY(text.contains("\"replicas\": 3") && text.contains("shop/web:v1") && text.contains("--port=80") && text.contains("\"team\": \"shop\"") && text.contains("\"hush\""));
        QCOMPARE(hidden, 3); // one argument, one variable, what was applied last
        const auto hashOf = [](const QJsonObject &of) { return of[u"spec"][u"template"][u"spec"][u"containers"][0][u"env"][0][u"value"][u"sha256"].toString(); };
        QCOMPARE(hashOf(kept).size(), 64);
        int again = 0;
        QCOMPARE(hashOf(keptObject(object(u"Rollout"_s, u"web"_s, {{u"spec"_s, QJsonObject {{u"template"_s, pod()}}}}), &again)), hashOf(kept)); // comparable
        QVERIFY(hashOf(keptObject(object(u"Rollout"_s, u"api"_s, {{u"spec"_s, QJsonObject {{u"template"_s, pod()}}}}), &again)) != hashOf(kept));
        hidden = 0;
        const QByteArray map = QJsonDocument(keptObject(object(u"ConfigMap"_s, u"settings"_s, {{u"data"_s, QJsonObject {{u"url"_s, u"http://swordfish"_s}, {u"mode"_s, u"x"_s}}}}), &hidden)).toJson();
        QVERIFY(!map.contains("swordfish") && map.contains("\"url\"") && map.contains("\"mode\""));
        QCOMPARE(hidden, 3);
    }

    void readsWhatBelongsToIt()
    {
        ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *connection) {
            const QString path = QString::fromLatin1(request.target);
            const QString name = path.section(u'/', -1);
            if (name == u"web-canary")
                return connection->reply(404, R"({"kind":"Status","code":404,"reason":"NotFound"})", "Content-Type: application/json\r\n");
            const QString kind = path.contains(u"/rollouts/"_s) ? u"Rollout"_s : path.contains(u"/services/"_s) ? u"Service"_s : u"ConfigMap"_s;
            connection->reply(200, QJsonDocument(object(kind, name, {{kind == u"ConfigMap" ? u"data"_s : u"spec"_s, QJsonObject {{u"url"_s, u"http://shop"_s}}}})).toJson(), "Content-Type: application/json\r\n");
        });
        const auto access = accessTo(server);
        RolloutParts parts;
        parts.rollout = test::canaryAtGate();
        parts.rollout.meta.ns = u"shop"_s;
        parts.rollout.meta.name = u"web"_s;
        parts.rollout.podTemplate = pod();
        parts.rollout.traffic.stableService = u"web-stable"_s;
        parts.rollout.traffic.canaryService = u"web-canary"_s;
        std::optional<PackObjects> found;
        readPackObjects(this, access.get(), parts, &m_clock, [&found](const PackObjects &all) { found = all; });
        QTRY_VERIFY_WITH_TIMEOUT(found.has_value(), 30'000);
        QStringList names;
        for (const auto &[name, bytes] : found->files) {
            names.append(name);
            const QJsonObject kept = QJsonDocument::fromJson(bytes).object();
            QVERIFY(kept[u"source"].toString().contains(u"/namespaces/shop/"_s) && !kept[u"at"].toString().isEmpty() && !bytes.contains("swordfish"));
        }
        QCOMPARE(names, (QStringList {u"config/Rollout-web.json"_s, u"config/Service-web-stable.json"_s, u"config/ConfigMap-settings.json"_s}));
        QCOMPARE(found->missing.size(), 2);
        QVERIFY2(found->missing.first().startsWith(u"config/Secret: "_s) && found->missing.first().contains(u"hush"_s), qPrintable(found->missing.first()));
        QVERIFY(found->missing.last().startsWith(u"config/Service-web-canary.json: "_s));
        for (const ScriptedRequest &request : server.requests)
            QVERIFY2(!request.target.contains("secrets"), request.target.constData());
    }
};

QTEST_GUILESS_MAIN(TestPackObjects)
#include "tst_services_packobjects.moc"
