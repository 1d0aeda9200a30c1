// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/domainsamples.h"

#include "domain/rollout/fleet.h"
#include "domain/fleet/packedrollout.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// What a fleet row keeps comes back as it was, and nothing that a rule about rows reads is left out.
class TestPackedRollout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void keepsMarksOnly();
    void rowsTellWhatTheRolloutTells_data();
    void rowsTellWhatTheRolloutTells();
    void isSmall();
};

namespace {

/// What packing leaves out by design.
Rollout asPacked(Rollout r)
{
    r.meta.ns.clear();
    r.meta.name.clear();
    r.meta.uid.clear();
    r.meta.resourceVersion.clear();
    r.meta.owners.clear();
    r.podTemplate = {};
    r.selector.clear();
    r.selectorHasExpressions = false;
    r.conditions.clear();
    r.received.clear();
    r.pauseConditionsRaw = QJsonValue(QJsonValue::Undefined);
    for (QMap<QString, QString> *marks : {&r.meta.labels, &r.meta.annotations})
        marks->removeIf([](const std::pair<const QString &, QString &> &mark) { return !isPackedMark(mark.first.toStdString()); });
    return r;
}

Rollout everything()
{
    Rollout r = canaryAtGate();
    r.workloadRef = WorkloadRef{QStringLiteral("apps/v1"), QStringLiteral("Deployment"), QStringLiteral("w\u00e9b")};
    r.unreadable = {QStringLiteral("/status/x"), QStringLiteral("/spec/\U0001F600")};
    r.meta.generation = std::numeric_limits<qint64>::max();
    r.meta.deletedAt = QDateTime::fromMSecsSinceEpoch(-5, Qt::UTC);
    r.specReplicas = 0;
    r.readyReplicas = std::numeric_limits<int>::max();
    r.currentStepIndex = -1;
    r.progressDeadlineAbort = false;
    r.rollbackWindowRevisions = 3;
    r.steps << CanaryStep{StepKind::Unknown, QStringLiteral("a+b"), {}, {}, QByteArray("{\"a\":1,\"b\":2}")};
    r.steps << CanaryStep{StepKind::Pause, QStringLiteral("pause"), {}, qint64(1) << 40, {}};
    r.recordedWeights = RecordedWeights{25, 75, false};
    r.analysis = {{QStringLiteral("step"), QStringLiteral("run"), QStringLiteral("Running"), QStringLiteral("m")}};
    r.traffic.routers = {QStringLiteral("nginx"), QString()};
    r.chart = HelmChart{QStringLiteral("web"), QStringLiteral("1.2.3"), {}};
    r.hasStatus = false;
    r.message = QString(100'000, u'm');
    return r;
}

} // namespace

void TestPackedRollout::comesBack_data()
{
    QTest::addColumn<Rollout>("rollout");
    QTest::newRow("empty") << Rollout();
    QTest::newRow("canary") << canaryAtGate();
    QTest::newRow("aborted") << abortedCanary();
    QTest::newRow("blue/green") << blueGreenAtGate();
    QTest::newRow("everything") << everything();
}

void TestPackedRollout::comesBack()
{
    QFETCH(Rollout, rollout);
    QVERIFY(unpackRollout(packRollout(rollout)) == asPacked(rollout));
    const FleetRow row = fleetRowOf(QStringLiteral("c"), rollout);
    QCOMPARE(row.rollout().meta.uid, rollout.meta.uid);
    QCOMPARE(row.rollout().meta.resourceVersion, rollout.meta.resourceVersion);
    QVERIFY(fleetRowOf(QStringLiteral("c"), row.rollout()).packed == row.packed);
}

void TestPackedRollout::keepsMarksOnly()
{
    Rollout r = canaryAtGate();
    r.meta.labels = {{QStringLiteral("app"), QStringLiteral("web")}, {QStringLiteral("argocd.argoproj.io/instance"), QStringLiteral("x")}};
    const Rollout back = unpackRollout(packRollout(r));
    QCOMPARE(back.meta.labels.keys(), QStringList{QStringLiteral("argocd.argoproj.io/instance")});
    QCOMPARE(back.gitOpsOwner(), r.gitOpsOwner());
    QCOMPARE(back.revision(), r.revision());
}

void TestPackedRollout::rowsTellWhatTheRolloutTells_data()
{
    comesBack_data();
}

void TestPackedRollout::rowsTellWhatTheRolloutTells()
{
    QFETCH(Rollout, rollout);
    const FleetRow row = fleetRowOf(QStringLiteral("c"), rollout);
    QCOMPARE(row.phase, effectivePhase(rollout));
    QVERIFY(row.weight == weightFromStatus(rollout));
    QCOMPARE(row.waitsForPerson, row.rollout().waitsForPerson());
    QCOMPARE(row.aborted, rollout.abort);
    QCOMPARE(row.specPaused, rollout.specPaused);
    QVERIFY(weightFromStatus(row.rollout()) == row.weight);
}

void TestPackedRollout::isSmall()
{
    const FleetRow row = fleetRowOf(QStringLiteral("c"), canaryAtGate());
    QVERIFY2(row.packed.size() < 400, qPrintable(QString::number(row.packed.size())));
    QVERIFY2(sizeof(FleetRow) <= 360, qPrintable(QString::number(sizeof(FleetRow))));
}

QTEST_GUILESS_MAIN(TestPackedRollout)
#include "tst_domain_packedrollout.moc"
