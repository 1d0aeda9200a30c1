// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/changes/objectchanges.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

QJsonObject managed(const QString &manager, const QString &at, const QJsonObject &fields, const QString &subresource = {})
{
    QJsonObject made{{u"manager"_s, manager}, {u"operation"_s, u"Update"_s}, {u"time"_s, at}, {u"fieldsV1"_s, fields}};
    if (!subresource.isEmpty())
        made.insert(u"subresource"_s, subresource);
    return made;
}

QJsonObject meta(const QString &name, const QJsonArray &fields, const QJsonObject &annotations = {})
{
    return {{u"name"_s, name}, {u"namespace"_s, u"shop"_s}, {u"uid"_s, QString(u"uid-"_s + name)}, {u"creationTimestamp"_s, u"2026-11-20T10:00:00Z"_s}, {u"generation"_s, 3},
            {u"annotations"_s, annotations}, {u"managedFields"_s, fields}};
}

QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson();
}

const QJsonObject dataField{{u"f:data"_s, QJsonObject{{u"f:api"_s, QJsonObject()}}}};
const QByteArray value = "correct-horse-battery";

QByteArray secret(const QByteArray &of, const QString &name = u"tokens"_s)
{
    return bytes({{u"kind"_s, u"Secret"_s},
                  {u"metadata"_s, meta(name, {managed(u"kubectl"_s, u"2026-11-20T10:00:00Z"_s, dataField), managed(u"vault-agent"_s, u"2026-11-21T02:59:00Z"_s, dataField),
                                              managed(u"reloader"_s, u"2026-11-21T03:59:00Z"_s, {{u"f:metadata"_s, QJsonObject()}})})},
                  {u"data"_s, QJsonObject{{u"api"_s, QString::fromLatin1(of.toBase64())}}}});
}

} // namespace

class tst_kube_changes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecretIsToldByNameAndHash()
    {
        const auto found = configChanges(ChangeSource::Secret, secret(value));
        QVERIFY(found);
        // Only those who changed data, newest first; metadata of others is no version.
        QCOMPARE(found->size(), 2);
        QCOMPARE(found->first().by, u"vault-agent"_s);
        QCOMPARE(found->first().what, u"Secret shop/tokens"_s);
        QVERIFY(found->first().detail.startsWith(u"api "_s));
        QCOMPARE(found->first().detail.section(u' ', 1).size(), 12);
        for (const ChangeEntry &one : *found) {
            const QString all = one.what + one.detail + one.by;
            QVERIFY(!all.contains(QString::fromLatin1(value)));
            QVERIFY(!all.contains(QString::fromLatin1(value.toBase64())));
            QVERIFY(!all.contains(QString::fromLatin1(QCryptographicHash::hash(value, QCryptographicHash::Sha256).toHex().left(12))));
        }
        // The same value has the same hash in one object; another value, or another object, has another one.
        QCOMPARE(configChanges(ChangeSource::Secret, secret(value))->first().detail, found->first().detail);
        QVERIFY(configChanges(ChangeSource::Secret, secret("another"))->first().detail != found->first().detail);
        QVERIFY(configChanges(ChangeSource::Secret, secret(value, u"others"_s))->first().detail != found->first().detail);
    }

    void whatIsNotTheObjectIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("<html>");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("another kind") << bytes({{u"kind"_s, u"ConfigMap"_s}, {u"metadata"_s, meta(u"x"_s, {})}});
        QTest::newRow("no uid to key the hashes with") << bytes({{u"kind"_s, u"Secret"_s}, {u"metadata"_s, QJsonObject{{u"name"_s, u"x"_s}}}, {u"data"_s, QJsonObject{{u"a"_s, u"YQ=="_s}}}});
    }
    void whatIsNotTheObjectIsRefused()
    {
        QFETCH(QByteArray, body);
        QVERIFY(!configChanges(ChangeSource::Secret, body));
    }

    void withoutManagedFieldsTheCreationStays()
    {
        const auto found = configChanges(ChangeSource::ConfigMap, bytes({{u"kind"_s, u"ConfigMap"_s}, {u"metadata"_s, meta(u"settings"_s, {})}, {u"data"_s, QJsonObject{{u"level"_s, u"info"_s}}}}));
        QVERIFY(found && found->size() == 1);
        QCOMPARE(found->first().at, QDateTime::fromString(u"2026-11-20T10:00:00Z"_s, Qt::ISODate));
        QVERIFY(found->first().detail.startsWith(u"level "_s));
    }

    void namesOfConfigurations()
    {
        const auto reference = [](const QString &name, bool optional = false) { return QJsonObject{{u"name"_s, name}, {u"optional"_s, optional}}; };
        const QJsonObject container{{u"envFrom"_s, QJsonArray{QJsonObject{{u"secretRef"_s, reference(u"tokens"_s, true)}}, QJsonObject{{u"configMapRef"_s, reference(u"settings"_s)}}}},
                                    {u"env"_s, QJsonArray{QJsonObject{{u"valueFrom"_s, QJsonObject{{u"secretKeyRef"_s, reference(u"tokens"_s)}}}}}}};
        const QJsonObject projected{{u"sources"_s, QJsonArray{QJsonObject{{u"secret"_s, reference(u"projected"_s)}}}}};
        const QJsonObject spec{{u"containers"_s, QJsonArray{container}},
                               {u"volumes"_s, QJsonArray{QJsonObject{{u"secret"_s, QJsonObject{{u"secretName"_s, u"tls"_s}, {u"optional"_s, true}}}}, QJsonObject{{u"projected"_s, projected}}}},
                               {u"imagePullSecrets"_s, QJsonArray{QJsonObject{{u"name"_s, u"pull"_s}}}}};
        // A name is optional only if all who name it say so.
        QCOMPARE(configNames(ChangeSource::Secret, {{u"spec"_s, spec}}), (QList<ConfigName>{{u"tokens"_s, false}, {u"tls"_s, true}, {u"projected"_s, false}, {u"pull"_s, false}}));
        QCOMPARE(configNames(ChangeSource::ConfigMap, {{u"spec"_s, spec}}), (QList<ConfigName>{{u"settings"_s, false}}));
    }

    void ingressesThatLeadThere()
    {
        const auto ingress = [](const QString &name, const QString &service, const QJsonObject &annotations = {}) {
            const QJsonObject backend{{u"service"_s, QJsonObject{{u"name"_s, service}}}};
            const QJsonObject rule{{u"http"_s, QJsonObject{{u"paths"_s, QJsonArray{QJsonObject{{u"backend"_s, backend}}}}}}};
            return QJsonObject{{u"metadata"_s, meta(name, {managed(u"rollouts-controller"_s, u"2026-11-21T03:02:10Z"_s, {{u"f:metadata"_s, QJsonObject()}}),
                                                           managed(u"nginx"_s, u"2026-11-21T04:00:00Z"_s, {{u"f:status"_s, QJsonObject()}}, u"status"_s)}, annotations)},
                               {u"spec"_s, QJsonObject{{u"rules"_s, QJsonArray{rule}}}}};
        };
        const QJsonObject canary{{u"nginx.ingress.kubernetes.io/canary"_s, u"true"_s}, {u"nginx.ingress.kubernetes.io/canary-weight"_s, u"25"_s}};
        const QByteArray list = bytes({{u"items"_s, QJsonArray{ingress(u"cart-cart-canary"_s, u"cart-canary"_s, canary), ingress(u"named"_s, u"elsewhere"_s), ingress(u"other"_s, u"other"_s)}}});
        const auto found = ingressChanges(list, {u"named"_s}, {u"cart-canary"_s, u"cart-stable"_s});
        QVERIFY(found);
        QStringList whats;
        for (const ChangeEntry &one : *found)
            whats.append(one.what + u' ' + one.by);
        QCOMPARE(whats, (QStringList{u"Ingress shop/cart-cart-canary rollouts-controller"_s, u"Ingress shop/cart-cart-canary "_s, u"Ingress shop/named rollouts-controller"_s, u"Ingress shop/named "_s}));
        QVERIFY(found->first().detail.contains(u"canary-weight 25"_s));
        QVERIFY(!ingressChanges("{}", {}, {}));
    }

    void whoSetTheSpec()
    {
        const QJsonArray fields{managed(u"hpa"_s, u"2026-11-21T03:00:00Z"_s, {{u"f:spec"_s, QJsonObject{{u"f:replicas"_s, QJsonObject()}}}}, u"scale"_s),
                                managed(u"helm"_s, u"2026-11-21T02:00:00Z"_s, {{u"f:spec"_s, QJsonObject{{u"f:template"_s, QJsonObject()}, {u"f:replicas"_s, QJsonObject()}}}}),
                                managed(u"controller"_s, u"2026-11-21T04:00:00Z"_s, {{u"f:metadata"_s, QJsonObject()}})};
        const auto edits = specEdits(bytes({{u"metadata"_s, meta(u"cart"_s, fields)}}));
        QVERIFY(edits && edits->size() == 1);
        QCOMPARE(edits->first().by, u"helm"_s);
        QCOMPARE(edits->first().members, (QStringList{u"replicas"_s, u"template"_s}));
    }

    void syncsOfArgoCd()
    {
        const QJsonObject failed{{u"phase"_s, u"Failed"_s}, {u"startedAt"_s, u"2026-11-21T03:00:00Z"_s}, {u"message"_s, u"one\n failed"_s}, {u"syncResult"_s, QJsonObject{{u"revision"_s, u"fedcba9876543210"_s}}},
                                 {u"operation"_s, QJsonObject{{u"initiatedBy"_s, QJsonObject{{u"automated"_s, true}}}}}};
        const QJsonArray history{QJsonObject{{u"id"_s, 5}, {u"revision"_s, u"0123456789abcdef"_s}, {u"deployedAt"_s, u"2026-11-20T10:00:09Z"_s}, {u"deployStartedAt"_s, u"2026-11-20T10:00:00Z"_s},
                                             {u"initiatedBy"_s, QJsonObject{{u"username"_s, u"mara"_s}}}},
                                 QJsonObject{{u"id"_s, 6}, {u"revisions"_s, QJsonArray{u"aaaaaaaaaaaaaaaa"_s, u"bbbbbbbbbbbbbbbb"_s}}, {u"deployedAt"_s, u"2026-11-20T11:00:00Z"_s}},
                                 QJsonObject{{u"id"_s, 7}, {u"deployedAt"_s, u"no time"_s}}};
        const auto found = argoChanges(bytes({{u"kind"_s, u"Application"_s}, {u"metadata"_s, QJsonObject{{u"name"_s, u"cart"_s}}}, {u"status"_s, QJsonObject{{u"history"_s, history}, {u"operationState"_s, failed}}}}));
        QVERIFY(found && found->size() == 3);
        QCOMPARE(found->at(0).at, QDateTime::fromString(u"2026-11-20T10:00:00Z"_s, Qt::ISODate));
        QCOMPARE(found->at(0).detail, u"0123456789ab"_s);
        QCOMPARE(found->at(0).by, u"mara"_s);
        QCOMPARE(found->at(1).detail, u"aaaaaaaaaaaa+bbbbbbbbbbbb"_s);
        QCOMPARE(found->at(2).detail, u"Failed fedcba987654 one failed"_s);
        QVERIFY(!argoChanges(R"({"kind":"Rollout"})"));
    }
};

QTEST_APPLESS_MAIN(tst_kube_changes)
#include "tst_kube_changes.moc"
