// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/rolloutphase.h"
#include "kube/workloads/gunzip.h"
#include "kube/workloads/helmreleasedecoder.h"
#include "kube/workloads/statefulsetdecoder.h"
#include "sandbox/world/helmsecret.h"

#include <QJsonDocument>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// StatefulSets and Helm releases as rows of the fleet; of a Secret nothing but the release's name tag is kept.
class tst_kube_workloads : public QObject
{
    Q_OBJECT

    static QJsonObject secret(const QString &status = u"deployed"_s, int revision = 3)
    {
        QJsonObject object = sandbox::helmSecret({u"shop"_s, u"web"_s, u"storefront"_s, u"1.4.2"_s, u"v9"_s, status, revision});
        QJsonObject meta = object[u"metadata"_s].toObject();
        meta[u"name"_s] = u"sh.helm.release.v1.web.v%1"_s.arg(revision);
        meta[u"namespace"_s] = u"shop"_s;
        meta[u"uid"_s] = u"u%1"_s.arg(revision);
        meta[u"annotations"_s] = QJsonObject {{u"kept-by"_s, u"nobody"_s}};
        object[u"metadata"_s] = meta;
        return object;
    }
    static QByteArray bytes(const QJsonObject &object) { return QJsonDocument(object).toJson(); }
    static QJsonObject withRelease(const QByteArray &release)
    {
        QJsonObject object = secret();
        object[u"data"_s] = QJsonObject {{u"release"_s, QString::fromLatin1(release)}};
        return object;
    }

private Q_SLOTS:
    void release()
    {
        const Result<Rollout> r = decodeHelmRelease(bytes(secret()));
        QVERIFY(r);
        QCOMPARE(r->workload, WorkloadKind::HelmRelease);
        QCOMPARE(r->meta.name, u"web"_s);
        QCOMPARE(r->meta.ns, u"shop"_s);
        QCOMPARE(r->revision(), 3);
        QCOMPARE(r->chart, (HelmChart {u"storefront"_s, u"1.4.2"_s, u"v9"_s}));
        QCOMPARE(r->message, u"Upgrade complete"_s);
        QVERIFY(r->conditions.first().lastTransitionAt.isValid());
        QCOMPARE(effectivePhase(*r).phase, RolloutPhase::Healthy);
        QVERIFY(r->unreadable.isEmpty());
        QVERIFY(!hasVerbs(r->workload));
        // what else the Secret holds is nowhere in the value
        QVERIFY(r->meta.annotations.isEmpty() && r->podTemplate.isEmpty() && r->received.isEmpty());
        QCOMPARE(r->meta.labels.keys(), QStringList {u"version"_s});
    }

    void releaseStates_data()
    {
        QTest::addColumn<RolloutPhase>("phase");
        QTest::newRow("deployed") << RolloutPhase::Healthy;
        QTest::newRow("failed") << RolloutPhase::Degraded;
        QTest::newRow("pending-upgrade") << RolloutPhase::Progressing;
        QTest::newRow("uninstalling") << RolloutPhase::Progressing;
        QTest::newRow("unknown") << RolloutPhase::Unknown;
        QTest::newRow("") << RolloutPhase::Unknown;
    }
    void releaseStates()
    {
        QFETCH(RolloutPhase, phase);
        QCOMPARE(effectivePhase(*decodeHelmRelease(bytes(secret(QString::fromLatin1(QTest::currentDataTag()))))).phase, phase);
    }

    void damaged_data()
    {
        QTest::addColumn<QByteArray>("stored");
        const QByteArray good = secret()[u"data"_s][u"release"_s].toString().toLatin1();
        const QByteArray packed = QByteArray::fromBase64(QByteArray::fromBase64(good));
        const auto store = [](const QByteArray &content) { return content.toBase64().toBase64(); };
        QTest::newRow("absent") << QByteArray();
        QTest::newRow("not base64") << QByteArray("%%%");
        QTest::newRow("cut") << store(packed.chopped(9));
        QTest::newRow("a byte flipped") << store(QByteArray(packed).replace(packed.size() / 2, 1, QByteArray(1, char(~packed.at(packed.size() / 2)))));
        QTest::newRow("not JSON") << store("hello");
        QTest::newRow("another document") << store(R"({"name":"web"})");
        QTest::newRow("wrong types") << store(R"({"chart":{"metadata":{"name":7}}})");
    }
    void damaged()
    {
        QFETCH(QByteArray, stored);
        const Result<Rollout> r = decodeHelmRelease(bytes(withRelease(stored)));
        QVERIFY(r);
        QCOMPARE(r->unreadable, QStringList {u"/data/release"_s});
        QVERIFY(!r->chart);
        QCOMPARE(r->meta.name, u"web"_s); // the labels still tell
        QCOMPARE(effectivePhase(*r).phase, RolloutPhase::Healthy);
    }

    void plainRelease()
    {
        const Result<Rollout> r = decodeHelmRelease(bytes(withRelease(QByteArray(R"({"chart":{"metadata":{"name":"c","version":"1"}}})").toBase64().toBase64())));
        QCOMPARE(r->chart->name, u"c"_s);
    }

    void bomb()
    {
        // 64 MiB of zeros in a few kilobytes, made of the sandbox's own packing
        const QJsonObject big = sandbox::helmSecret({u"shop"_s, u"web"_s, QString(64 * 1024 * 1024, u'0'), u"1"_s, {}, u"deployed"_s, 1});
        const QByteArray packed = QByteArray::fromBase64(QByteArray::fromBase64(big[u"data"_s][u"release"_s].toString().toLatin1()));
        QVERIFY(packed.size() < 1024 * 1024);
        QVERIFY(!gunzip(packed, 16 * 1024 * 1024));
        QVERIFY(gunzip(packed, 128 * 1024 * 1024));
    }

    void otherSecretsAreNotRead()
    {
        QJsonObject other = secret();
        other[u"type"_s] = u"Opaque"_s;
        other[u"data"_s] = QJsonObject {{u"password"_s, u"c2VjcmV0"_s}};
        const Result<Rollout> r = decodeHelmRelease(bytes(other));
        QVERIFY(!r);
        QCOMPARE(r.error().code, u"notHelm"_s);
        QVERIFY(!r.error().message.contains(u"c2VjcmV0"_s));
        const QJsonObject list {{u"metadata"_s, QJsonObject {{u"resourceVersion"_s, u"5"_s}}}, {u"items"_s, QJsonArray {other, secret()}}};
        const Result<DecodedList<Rollout>> rows = decodeHelmReleaseList(bytes(list));
        QCOMPARE(rows->items.size(), 1);
        QCOMPARE(rows->faults.size(), 1);
        QVERIFY(!rows->faults.first().contains(u"c2VjcmV0"_s));
    }

    void newestCounts()
    {
        const auto of = [](const QString &status, int revision) { return *decodeHelmRelease(bytes(secret(status, revision))); };
        const QList<Rollout> rows = newestReleases({of(u"deployed"_s, 9), of(u"failed"_s, 10), of(u"deployed"_s, 2)});
        QCOMPARE(rows.size(), 1);
        QCOMPARE(rows.first().revision(), 10);
        QVERIFY(newestReleases({of(u"deployed"_s, 1), of(u"uninstalled"_s, 2)}).isEmpty());
    }

    void statefulSet_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<RolloutPhase>("phase");
        const QByteArray done = R"("observedGeneration":4,"replicas":3,"readyReplicas":3,"updatedReplicas":3)";
        QTest::newRow("ready") << QByteArray() << done << RolloutPhase::Healthy;
        QTest::newRow("not observed") << QByteArray() << QByteArray(R"("observedGeneration":3,"replicas":3,"readyReplicas":3,"updatedReplicas":3)") << RolloutPhase::Progressing;
        QTest::newRow("updating") << QByteArray() << QByteArray(R"("observedGeneration":4,"replicas":3,"readyReplicas":3,"updatedReplicas":1)") << RolloutPhase::Progressing;
        QTest::newRow("partition") << QByteArray(R"(,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}})")
                                   << QByteArray(R"("observedGeneration":4,"replicas":3,"readyReplicas":3,"updatedReplicas":1)") << RolloutPhase::Healthy;
        QTest::newRow("on delete") << QByteArray(R"(,"updateStrategy":{"type":"OnDelete"})")
                                   << QByteArray(R"("observedGeneration":4,"replicas":3,"readyReplicas":3)") << RolloutPhase::Healthy;
        QTest::newRow("not ready") << QByteArray() << QByteArray(R"("observedGeneration":4,"replicas":3,"readyReplicas":1,"updatedReplicas":3)") << RolloutPhase::Progressing;
        QTest::newRow("scaling down") << QByteArray() << QByteArray(R"("observedGeneration":4,"replicas":5,"readyReplicas":5,"updatedReplicas":5)") << RolloutPhase::Progressing;
        QTest::newRow("no status") << QByteArray() << QByteArray() << RolloutPhase::Progressing;
    }
    void statefulSet()
    {
        QFETCH(QByteArray, spec);
        QFETCH(QByteArray, status);
        QFETCH(RolloutPhase, phase);
        const QByteArray json = R"({"metadata":{"name":"db","namespace":"shop","uid":"u","generation":4},"spec":{"replicas":3,
            "template":{"spec":{"containers":[{"name":"db","image":"postgres:16"}]}})" + spec + R"(},"status":{)" + status + "}}";
        const Result<Rollout> r = decodeStatefulSet(json);
        QVERIFY(r);
        QVERIFY2(r->unreadable.isEmpty(), qPrintable(r->unreadable.join(u' ')));
        QCOMPARE(effectivePhase(*r).phase, phase);
        QCOMPARE(r->images, QStringList {u"postgres:16"_s});
        QCOMPARE(r->hasStatus, !status.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_kube_workloads)
#include "tst_kube_workloads.moc"
