// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/domainsamples.h"

#include <QTest>

using namespace maestro;
using namespace maestro::test;

/// Vectors W1 to W11 of argo-semantics.md, and what O22 and O29 saw.
class TestWeights : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void wanted_data();
    void wanted();
    void podShare_data();
    void podShare();
    void recordedAlone();
    void unknownWithoutRecord();
    void nginx_data();
    void nginx();
    void nginxFullyPromoted();
    void ingressesThatDisagree();
    void blueGreen_data();
    void blueGreen();
    void fromStatus_data();
    void fromStatus();
    void noneForDeployments();
    void afterPresentStep_data();
    void afterPresentStep();
};

void TestWeights::wanted_data()
{
    QTest::addColumn<QList<CanaryStep>>("steps");
    QTest::addColumn<std::optional<int>>("index");
    QTest::addColumn<bool>("abort");
    QTest::addColumn<int>("max");
    QTest::addColumn<std::optional<int>>("wanted");
    const QList<CanaryStep> three {setWeight(20), pauseStep(), setWeight(40)};
    const QList<CanaryStep> pauseFirst {pauseStep(), setWeight(20)};
    const QList<CanaryStep> odd {setWeight(20), stepOf(StepKind::Unknown, QStringLiteral("setMagic")), pauseStep()};
    using Weight_ = std::optional<int>;
    QTest::newRow("W1") << three << Weight_(1) << false << 100 << Weight_(20);
    QTest::newRow("W2") << pauseFirst << Weight_(0) << false << 100 << Weight_(0);
    QTest::newRow("W3") << three << Weight_(3) << false << 100 << Weight_(100);
    QTest::newRow("W4") << three << Weight_(1) << true << 100 << Weight_(0);
    QTest::newRow("W5") << QList<CanaryStep>() << Weight_() << false << 100 << Weight_(100);
    QTest::newRow("W11") << three << Weight_(3) << false << 1000 << Weight_(1000);
    QTest::newRow("O29 no index is the first step") << three << Weight_() << false << 100 << Weight_(20);
    QTest::newRow("an unknown step hides it") << odd << Weight_(2) << false << 100 << Weight_();
    QTest::newRow("an unknown step ahead does not") << odd << Weight_(0) << false << 100 << Weight_(20);
}

void TestWeights::wanted()
{
    QFETCH(QList<CanaryStep>, steps);
    QFETCH(std::optional<int>, index);
    QFETCH(bool, abort);
    QFETCH(int, max);
    QFETCH(std::optional<int>, wanted);
    Rollout r = canaryAtGate();
    r.steps = steps;
    r.currentStepIndex = index;
    r.abort = abort;
    r.traffic.present = max != 100;
    r.traffic.maxWeight = max;
    const std::optional<Weight> weight = weightOf(r, {}, {}, {});
    QVERIFY(weight);
    QCOMPARE(weight->wanted, wanted);
    QCOMPARE(weight->max, max);
    r.unreadable = {QStringLiteral("/spec/strategy/canary/steps/0/setWeight")};
    QCOMPARE(weightOf(r, {}, {}, {})->wanted, std::nullopt);
}

void TestWeights::podShare_data()
{
    QTest::addColumn<int>("stable");
    QTest::addColumn<int>("canary");
    QTest::addColumn<int>("observed");
    QTest::newRow("W6") << 4 << 1 << 20;
    QTest::newRow("W7") << 2 << 1 << 33;
    QTest::newRow("W8 none is ready") << 0 << 0 << 0;
    QTest::newRow("gate 1") << 3 << 1 << 25;
    QTest::newRow("all") << 0 << 4 << 100;
}

void TestWeights::podShare()
{
    QFETCH(int, stable);
    QFETCH(int, canary);
    QFETCH(int, observed);
    QList<ReplicaSet> sets = twoSets(stable, canary);
    ReplicaSet foreign = replicaSet(QStringLiteral("x"), QStringLiteral("bbb"), 9, 50, {}, {});
    foreign.meta.owners.first().uid = QStringLiteral("someone else");
    sets.append(foreign);
    const std::optional<Weight> weight = weightOf(canaryAtGate(), sets, {}, {});
    QCOMPARE(weight->observed, std::optional<int>(observed));
    QCOMPARE(weight->recorded, std::nullopt);
    QCOMPARE(weight->observedFrom, QStringLiteral("pods %1 of %2").arg(canary).arg(stable + canary));
}

void TestWeights::recordedAlone()
{
    Rollout r = canaryAtGate(); // W9
    r.traffic.present = true;
    r.traffic.routers = {QStringLiteral("istio")};
    r.recordedWeights = RecordedWeights {10, 90, false};
    const Weight weight = *weightOf(r, twoSets(3, 1), {}, {});
    QCOMPARE(weight.wanted, std::optional<int>(25));
    QCOMPARE(weight.recorded, std::optional<int>(10));
    QCOMPARE(weight.verified, std::optional<bool>(false));
    QCOMPARE(weight.observed, std::nullopt);
    QVERIFY(weight.observedFrom.isEmpty());
}

void TestWeights::unknownWithoutRecord()
{
    Rollout r = canaryAtGate(); // W10: a wish is not a fact
    r.traffic.present = true;
    r.traffic.routers = {QStringLiteral("istio")};
    const Weight weight = *weightOf(r, twoSets(3, 1), {}, {});
    QCOMPARE(weight.recorded, std::nullopt);
    QCOMPARE(weight.observed, std::nullopt);
}

namespace {

Rollout nginxCanary()
{
    Rollout r = canaryAtGate();
    r.traffic.present = true;
    r.traffic.routers = {QStringLiteral("nginx")};
    r.traffic.nginxStableIngresses = {QStringLiteral("main")};
    r.traffic.stableService = QStringLiteral("web-stable");
    r.traffic.canaryService = QStringLiteral("web-canary");
    r.recordedWeights = RecordedWeights {10, 90, {}};
    return r;
}

Ingress canaryIngress(const QString &stable, const QMap<QString, QString> &annotations)
{
    Ingress i;
    i.meta.ns = QStringLiteral("default");
    i.meta.name = QStringLiteral("web-%1-canary").arg(stable);
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        i.meta.annotations.insert(QStringLiteral("nginx.ingress.kubernetes.io/") + it.key(), it.value());
    return i;
}

} // namespace

void TestWeights::nginx_data()
{
    QTest::addColumn<QList<Ingress>>("ingresses");
    QTest::addColumn<std::optional<int>>("observed");
    const QString canary = QStringLiteral("canary");
    const QString weight = QStringLiteral("canary-weight");
    const auto one = [&](const QString &value) { return QList<Ingress> {canaryIngress(QStringLiteral("main"), {{canary, QStringLiteral("true")}, {weight, value}})}; };
    QTest::newRow("O22 at 10") << one(QStringLiteral("10")) << std::optional<int>(10);
    QTest::newRow("O22 after the abort") << one(QStringLiteral("0")) << std::optional<int>(0);
    QTest::newRow("missing is 0") << QList<Ingress>() << std::optional<int>(0);
    QTest::newRow("not a number") << one(QStringLiteral("ten")) << std::optional<int>();
    QTest::newRow("out of range") << one(QStringLiteral("101")) << std::optional<int>();
    QTest::newRow("switched off") << QList<Ingress> {canaryIngress(QStringLiteral("main"), {{weight, QStringLiteral("10")}})} << std::optional<int>(0);
    QTest::newRow("of a total") << QList<Ingress> {canaryIngress(QStringLiteral("main"), {{canary, QStringLiteral("true")}, {weight, QStringLiteral("50")}, {QStringLiteral("canary-weight-total"), QStringLiteral("200")}})}
                                << std::optional<int>(25);
}

void TestWeights::nginx()
{
    QFETCH(QList<Ingress>, ingresses);
    QFETCH(std::optional<int>, observed);
    QCOMPARE(weightOf(nginxCanary(), twoSets(3, 1), ingresses, {})->observed, observed);
}

void TestWeights::nginxFullyPromoted()
{
    Rollout r = nginxCanary();
    r.stableHash = r.currentPodHash;
    r.currentStepIndex = 4;
    r.recordedWeights = RecordedWeights {0, 100, {}};
    const QList<Ingress> ingresses {canaryIngress(QStringLiteral("main"), {{QStringLiteral("canary"), QStringLiteral("true")}, {QStringLiteral("canary-weight"), QStringLiteral("0")}})};
    const QList<Service> services {serviceTo(QStringLiteral("web-stable"), QStringLiteral("bbb")), serviceTo(QStringLiteral("web-canary"), QStringLiteral("bbb"))};
    const Weight weight = *weightOf(r, twoSets(0, 4), ingresses, services);
    QCOMPARE(weight.wanted, std::optional<int>(100));
    QCOMPARE(weight.recorded, std::optional<int>(0));
    QCOMPARE(weight.observed, std::optional<int>(100));
    const QList<Service> late {serviceTo(QStringLiteral("web-stable"), QStringLiteral("aaa"))};
    QCOMPARE(weightOf(r, twoSets(0, 4), ingresses, late)->observed, std::optional<int>(0));
}

void TestWeights::ingressesThatDisagree()
{
    Rollout r = nginxCanary();
    r.traffic.nginxStableIngresses = {QStringLiteral("a"), QStringLiteral("b")};
    const auto ingress = [](const char *name, const char *weight) {
        return canaryIngress(QString::fromLatin1(name), {{QStringLiteral("canary"), QStringLiteral("true")}, {QStringLiteral("canary-weight"), QString::fromLatin1(weight)}});
    };
    QCOMPARE(weightOf(r, {}, {ingress("a", "10"), ingress("b", "20")}, {})->observed, std::nullopt);
    QCOMPARE(weightOf(r, {}, {ingress("a", "10"), ingress("b", "10")}, {})->observed, std::optional<int>(10));
    r.traffic.routers.append(QStringLiteral("istio"));
    QCOMPARE(weightOf(r, {}, {ingress("a", "10"), ingress("b", "10")}, {})->observed, std::nullopt);
}

void TestWeights::blueGreen_data()
{
    QTest::addColumn<QList<Service>>("services");
    QTest::addColumn<std::optional<int>>("observed");
    QTest::newRow("old") << QList<Service> {serviceTo(QStringLiteral("web-active"), QStringLiteral("aaa"))} << std::optional<int>(0);
    QTest::newRow("new") << QList<Service> {serviceTo(QStringLiteral("web-active"), QStringLiteral("bbb"))} << std::optional<int>(100);
    QTest::newRow("missing") << QList<Service> {} << std::optional<int>();
    QTest::newRow("names no version") << QList<Service> {serviceTo(QStringLiteral("web-active"), QString())} << std::optional<int>();
}

void TestWeights::blueGreen()
{
    QFETCH(QList<Service>, services);
    QFETCH(std::optional<int>, observed);
    const Weight weight = *weightOf(blueGreenAtGate(), twoSets(4, 4), {}, services);
    QCOMPARE(weight.observed, observed);
    QCOMPARE(weight.wanted, std::optional<int>(0));
    QCOMPARE(weight.recorded, std::nullopt);
}

void TestWeights::fromStatus_data()
{
    QTest::addColumn<int>("replicas");
    QTest::addColumn<int>("updated");
    QTest::addColumn<int>("ready");
    QTest::addColumn<std::optional<int>>("observed");
    QTest::newRow("all ready") << 4 << 1 << 4 << std::optional<int>(25);
    QTest::newRow("whose pod is not ready is not told") << 4 << 1 << 3 << std::optional<int>();
    QTest::newRow("only old") << 4 << 0 << 3 << std::optional<int>(0);
    QTest::newRow("only new") << 4 << 4 << 2 << std::optional<int>(100);
}

void TestWeights::fromStatus()
{
    QFETCH(int, replicas);
    QFETCH(int, updated);
    QFETCH(int, ready);
    QFETCH(std::optional<int>, observed);
    Rollout r = canaryAtGate();
    r.replicas = replicas;
    r.updatedReplicas = updated;
    r.readyReplicas = ready;
    QCOMPARE(weightFromStatus(r)->observed, observed);
}

void TestWeights::noneForDeployments()
{
    Rollout r = healthyCanary();
    r.workload = WorkloadKind::Deployment;
    QVERIFY(!weightOf(r, {}, {}, {}));
    QVERIFY(!weightFromStatus(r));
}

void TestWeights::afterPresentStep_data()
{
    QTest::addColumn<QList<CanaryStep>>("steps");
    QTest::addColumn<int>("index");
    QTest::addColumn<std::optional<int>>("then");
    const QList<CanaryStep> gates {setWeight(25), pauseStep(), setWeight(50), pauseStep()};
    QTest::newRow("next weight") << gates << 1 << std::optional<int>(50);
    QTest::newRow("last gate") << gates << 3 << std::optional<int>(100);
    QTest::newRow("two weights in a row") << QList<CanaryStep> {pauseStep(), setWeight(10), setWeight(30), stepOf(StepKind::Analysis, QStringLiteral("analysis"))} << 0
                                          << std::optional<int>(30);
    QTest::newRow("two gates in a row") << QList<CanaryStep> {setWeight(25), pauseStep(), pauseStep(60)} << 1 << std::optional<int>(25);
    QTest::newRow("unknown on the way") << QList<CanaryStep> {setWeight(25), pauseStep(), stepOf(StepKind::Unknown, QStringLiteral("x"))} << 1 << std::optional<int>();
}

void TestWeights::afterPresentStep()
{
    QFETCH(QList<CanaryStep>, steps);
    QFETCH(int, index);
    QFETCH(std::optional<int>, then);
    Rollout r = canaryAtGate();
    r.steps = steps;
    r.currentStepIndex = index;
    QCOMPARE(weightAfterPresentStep(r), then);
}

QTEST_GUILESS_MAIN(TestWeights)
#include "tst_domain_weights.moc"
