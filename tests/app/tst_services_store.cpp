// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/intentdetails.h"
#include "services/cluster/resourcestore.h"
#include "services/cluster/throttle.h"

#include <QJsonDocument>
#include <QTest>

using namespace maestro;

namespace {

/// "uid:version" per line stands for a list, one such word for an object.
Result<Pod> onePod(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    if (parts.size() != 2)
        return Error {ErrorKind::Internal, QStringLiteral("badObject"), QStringLiteral("not a pod")};
    Pod pod;
    pod.meta.uid = QString::fromLatin1(parts[0]);
    pod.meta.resourceVersion = QString::fromLatin1(parts[1]);
    return pod;
}

Result<DecodedList<Pod>> podList(const QByteArray &text)
{
    DecodedList<Pod> list;
    for (const QByteArray &line : text.split('\n')) {
        const Result<Pod> pod = onePod(line);
        if (pod)
            list.items.append(*pod);
        else
            list.faults.append(pod.error().message);
    }
    return list;
}

} // namespace

class TestServicesStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsOldContentUntilTheListIsWhole();
    void neverGoesBackInTime_data();
    void neverGoesBackInTime();
    void keepsThePointerOfWhatDidNotChange();
    void saysWhatItCouldNotRead();
    void throttleFoldsABurst();
    void intentSurvivesTheJournal();
};

void TestServicesStore::keepsOldContentUntilTheListIsWhole()
{
    int changes = 0;
    ResourceStore<Pod> store(onePod, podList, [&] { ++changes; });
    store.replacing();
    store.page("a:1\nb:1");
    QVERIFY(store.items().isEmpty());
    QVERIFY(!store.complete());
    store.replaced("2");
    QCOMPARE(store.items().size(), 2);
    QCOMPARE(changes, 1);
    store.replacing();
    store.page("a:3");
    QCOMPARE(store.items().size(), 2);
    store.replacing(); // the list began again: what came so far is void
    store.page("c:4");
    store.replaced("5");
    QCOMPARE(store.items().keys(), QStringList {QStringLiteral("c")});
}

void TestServicesStore::neverGoesBackInTime_data()
{
    QTest::addColumn<QByteArray>("known");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("kept");
    QTest::newRow("newer") << QByteArray("a:9") << QByteArray("a:10") << QStringLiteral("10");
    QTest::newRow("older") << QByteArray("a:10") << QByteArray("a:9") << QStringLiteral("10");
    QTest::newRow("longer than a number") << QByteArray("a:99999999999999999999") << QByteArray("a:100000000000000000000") << QStringLiteral("100000000000000000000");
    QTest::newRow("not a number") << QByteArray("a:x") << QByteArray("a:b") << QStringLiteral("b");
}

void TestServicesStore::neverGoesBackInTime()
{
    QFETCH(QByteArray, known);
    QFETCH(QByteArray, event);
    QFETCH(QString, kept);
    ResourceStore<Pod> store(onePod, podList, [] {});
    QVERIFY(store.event(WatchEventType::Added, known));
    QVERIFY(store.event(WatchEventType::Modified, event));
    QCOMPARE(store.items().value(QStringLiteral("a"))->meta.resourceVersion, kept);
}

void TestServicesStore::keepsThePointerOfWhatDidNotChange()
{
    ResourceStore<Pod> store(onePod, podList, [] {});
    store.page("a:1\nb:1");
    store.replaced("1");
    const auto a = store.items().value(QStringLiteral("a"));
    const auto b = store.items().value(QStringLiteral("b"));
    store.replacing();
    store.page("a:1\nb:2");
    store.replaced("2");
    QCOMPARE(store.items().value(QStringLiteral("a")), a);
    QVERIFY(store.items().value(QStringLiteral("b")) != b);
    QVERIFY(store.event(WatchEventType::Deleted, "a:3"));
    QCOMPARE(store.items().size(), 1);
}

void TestServicesStore::saysWhatItCouldNotRead()
{
    ResourceStore<Pod> store(onePod, podList, [] {});
    store.replacing();
    store.page("a:1\nrubbish");
    store.replaced("1");
    QCOMPARE(store.faults(), QStringList {QStringLiteral("not a pod")});
    QVERIFY(!store.event(WatchEventType::Added, "rubbish"));
}

void TestServicesStore::throttleFoldsABurst()
{
    int runs = 0;
    QObject owner;
    Throttle throttle(40, [&] { ++runs; }, &owner);
    for (int i = 0; i < 100; ++i)
        throttle.poke();
    QCOMPARE(runs, 0);
    QTRY_COMPARE(runs, 1); // the first at once
    for (int i = 0; i < 100; ++i)
        throttle.poke();
    QTRY_COMPARE(runs, 2);
    QTest::qWait(100);
    QCOMPARE(runs, 2);
}

void TestServicesStore::intentSurvivesTheJournal()
{
    auto before = std::make_shared<RolloutSnapshot>();
    before->ref = {QStringLiteral("c"), QStringLiteral("default"), QStringLiteral("web")};
    OperationPlan plan;
    plan.request.verb = Verb::Rollback;
    plan.before = before;
    plan.way = RollbackWay::Undo;
    plan.steps = {{PatchTarget::Main, {{GuardField::Uid, QStringLiteral("u-1")}, {GuardField::PauseConditions, QJsonValue()}}, {}},
                  {PatchTarget::Status, {{GuardField::StepIndex, 3}}, {}}};
    plan.effect = {EffectKind::TemplateInForce, QStringLiteral("abc"), 2, {}, QJsonObject {{QStringLiteral("spec"), QStringLiteral("secret")}}};
    plan.requests = {{QStringLiteral("PATCH"), QStringLiteral("/x"), QStringLiteral("application/json-patch+json"), "[]"}};
    JournalRecord intent;
    intent.verb = verbWord(plan.request.verb);
    intent.object = before->ref;
    intent.details = intentDetails(plan, {QStringLiteral("id-1")});
    QVERIFY2(!QString::fromUtf8(QJsonDocument(intent.details).toJson()).contains(QStringLiteral("secret")), "a pod template must not reach the journal");

    const OperationPlan back = planFromIntent(intent);
    QCOMPARE(back.request.verb, plan.request.verb);
    QCOMPARE(back.way, plan.way);
    QCOMPARE(back.effect.kind, plan.effect.kind);
    QCOMPARE(back.effect.hash, plan.effect.hash);
    QCOMPARE(back.effect.fromStep, plan.effect.fromStep);
    QCOMPARE(back.steps.size(), plan.steps.size());
    QCOMPARE(back.steps[0].guards, plan.steps[0].guards);
    QCOMPARE(back.steps[1].guards, plan.steps[1].guards);
    QCOMPARE(intent.details.value(QStringLiteral("effect")).toObject().value(QStringLiteral("templateSha256")).toString(), templateFingerprint(plan.effect.podTemplate));
}

QTEST_GUILESS_MAIN(TestServicesStore)
#include "tst_services_store.moc"
