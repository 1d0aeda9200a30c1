// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/selector.h"
#include "sandbox/store/json.h"
#include "sandbox/store/objectwriter.h"
#include "sandbox/store/simclock.h"

#include <QTest>

using namespace maestro::sandbox;
using namespace Qt::StringLiterals;

namespace {

const QString ns = u"default"_s;

struct World
{
    SimClock clock{QDateTime(QDate(2026, 11, 18), QTime(14, 0), Qt::UTC)};
    ObjectStore store;
    ObjectWriter writer{store, clock, 7};
    const ResourceType &rollout = typeOf(u"Rollout"_s);

    World()
    {
        (void)writer.create(typeOf(u"Namespace"_s), {}, {{u"metadata"_s, QJsonObject{{u"name"_s, ns}}}}, {u"test"_s});
    }
    QJsonObject make(const QString &name)
    {
        const QJsonObject body{{u"metadata"_s, QJsonObject{{u"name"_s, name}}}, {u"spec"_s, QJsonObject{{u"replicas"_s, 2}}}};
        return std::get<QJsonObject>(writer.create(rollout, ns, body, {u"maker"_s}));
    }
    QJsonObject now(const QString &name) { return store.find(rollout, ns, name)->body(); }
};

int codeOf(const Answer<QJsonObject> &answer)
{
    const StatusError *error = refusal(answer);
    return error ? error->code : 200;
}

} // namespace

class TestSandboxStore : public QObject
{
    Q_OBJECT

private slots:
    void createGivesIdentity();
    void createRefuses();
    void specBumpsGeneration();
    void statusIsAWorldOfItsOwn();
    void unchangedWritesNothing();
    void preconditions();
    void dryRunChangesNothing();
    void managersAreRecorded();
    void deleteTakesOwned();
    void historyReplays();
    void historyIsForgotten();
    void selectors_data();
    void selectors();
    void selectorRefusals_data();
    void selectorRefusals();
};

void TestSandboxStore::createGivesIdentity()
{
    World world;
    const QJsonObject made = world.make(u"web"_s);
    QCOMPARE(number(made, u"metadata.generation"), 1);
    QCOMPARE(text(made, u"metadata.creationTimestamp"), u"2026-11-18T14:00:00Z"_s);
    QCOMPARE(text(made, u"metadata.resourceVersion"), QString::number(world.store.version()));
    QCOMPARE(uidOf(made).size(), 36);
    QVERIFY(uidOf(world.make(u"other"_s)) != uidOf(made));
}

void TestSandboxStore::createRefuses()
{
    World world;
    world.make(u"web"_s);
    const auto create = [&world](const QString &name, const QString &space) {
        return codeOf(world.writer.create(world.rollout, space, {{u"metadata"_s, QJsonObject{{u"name"_s, name}}}}, {u"test"_s}));
    };
    QCOMPARE(create(u"web"_s, ns), 409);
    QCOMPARE(create(u"Web"_s, ns), 422);
    QCOMPARE(create(u"-web"_s, ns), 422);
    QCOMPARE(create(QString(), ns), 422);
    QCOMPARE(create(u"web"_s, u"nowhere"_s), 404);
}

void TestSandboxStore::specBumpsGeneration()
{
    World world;
    QJsonObject body = world.make(u"web"_s);
    put(body, u"spec.replicas", 3);
    put(body, u"status.phase", u"Healthy"_s);
    QCOMPARE(codeOf(world.writer.update(world.rollout, ns, u"web"_s, body, {u"test"_s})), 200);
    QCOMPARE(number(world.now(u"web"_s), u"metadata.generation"), 2);
    QVERIFY(at(world.now(u"web"_s), u"status").isUndefined());
    QJsonObject labelled = world.now(u"web"_s);
    setLabel(labelled, u"a"_s, u"b"_s);
    QCOMPARE(codeOf(world.writer.update(world.rollout, ns, u"web"_s, labelled, {u"test"_s})), 200);
    QCOMPARE(number(world.now(u"web"_s), u"metadata.generation"), 2);
}

void TestSandboxStore::statusIsAWorldOfItsOwn()
{
    World world;
    QJsonObject body = world.make(u"web"_s);
    put(body, u"spec.replicas", 9);
    put(body, u"metadata.uid", u"wrong"_s);
    setLabel(body, u"a"_s, u"b"_s);
    put(body, u"status.phase", u"Healthy"_s);
    QCOMPARE(codeOf(world.writer.update(world.rollout, ns, u"web"_s, body, {u"test"_s, true})), 200);
    const QJsonObject now = world.now(u"web"_s);
    QCOMPARE(text(now, u"status.phase"), u"Healthy"_s);
    QCOMPARE(number(now, u"spec.replicas"), 2);
    QCOMPARE(number(now, u"metadata.generation"), 1);
    QCOMPARE(label(now, u"a"_s), QString());
    QVERIFY(uidOf(now) != u"wrong");
}

void TestSandboxStore::unchangedWritesNothing()
{
    World world;
    const QJsonObject body = world.make(u"web"_s);
    const qint64 before = world.store.version();
    QCOMPARE(codeOf(world.writer.update(world.rollout, ns, u"web"_s, body, {u"other"_s})), 200);
    QCOMPARE(world.store.version(), before);
}

void TestSandboxStore::preconditions()
{
    World world;
    const QJsonObject body = world.make(u"web"_s);
    const auto with = [&](QStringView path, const QString &value, bool status) {
        QJsonObject changed = body;
        put(changed, path, value);
        return codeOf(world.writer.update(world.rollout, ns, u"web"_s, changed, {u"test"_s, status}));
    };
    QCOMPARE(with(u"metadata.resourceVersion", u"1"_s, false), 409);
    QCOMPARE(with(u"metadata.resourceVersion", u"1"_s, true), 409);
    QCOMPARE(with(u"metadata.uid", u"other"_s, false), 422);
    QCOMPARE(with(u"metadata.name", u"other"_s, false), 400);
    QCOMPARE(codeOf(world.writer.update(world.rollout, ns, u"none"_s, body, {u"test"_s})), 404);
    QCOMPARE(codeOf(world.writer.remove(world.rollout, ns, u"web"_s, {{u"preconditions"_s, QJsonObject{{u"uid"_s, u"other"_s}}}}, false)), 409);
}

void TestSandboxStore::dryRunChangesNothing()
{
    World world;
    QJsonObject body = world.make(u"web"_s);
    const qint64 before = world.store.version();
    put(body, u"spec.replicas", 5);
    const auto result = world.writer.update(world.rollout, ns, u"web"_s, body, {u"test"_s, false, true});
    QCOMPARE(number(std::get<QJsonObject>(result), u"spec.replicas"), 5);
    QCOMPARE(codeOf(world.writer.create(world.rollout, ns, {{u"metadata"_s, QJsonObject{{u"name"_s, u"x"_s}}}}, {u"test"_s, false, true})), 200);
    QCOMPARE(codeOf(world.writer.remove(world.rollout, ns, u"web"_s, {}, true)), 200);
    QCOMPARE(world.store.version(), before);
    QCOMPARE(number(world.now(u"web"_s), u"spec.replicas"), 2);
}

void TestSandboxStore::managersAreRecorded()
{
    World world;
    QJsonObject body = world.make(u"web"_s);
    const auto managers = [&] {
        QStringList names;
        for (const QJsonValue &entry : at(world.now(u"web"_s), u"metadata.managedFields").toArray())
            names.append(text(entry, u"manager") + u':' + text(entry, u"subresource"));
        return names;
    };
    put(body, u"status.pauseConditions", QJsonArray{1});
    put(body, u"status.phase", u"Paused"_s);
    (void)world.writer.update(world.rollout, ns, u"web"_s, body, {u"controller"_s, true});
    QCOMPARE(managers(), (QStringList{u"maker:"_s, u"controller:status"_s}));
    body = world.now(u"web"_s);
    put(body, u"status.pauseConditions", QJsonValue(QJsonValue::Undefined));
    (void)world.writer.update(world.rollout, ns, u"web"_s, body, {u"remover"_s, true});
    QCOMPARE(managers(), (QStringList{u"maker:"_s, u"controller:status"_s}));
    body = world.now(u"web"_s);
    put(body, u"status.abort", true);
    (void)world.writer.update(world.rollout, ns, u"web"_s, body, {u"aborter"_s, true});
    QVERIFY(managers().contains(u"aborter:status"_s));
}

void TestSandboxStore::deleteTakesOwned()
{
    World world;
    const QJsonObject owner = world.make(u"web"_s);
    const QJsonObject reference{{u"kind"_s, u"Rollout"_s}, {u"name"_s, u"web"_s}, {u"uid"_s, uidOf(owner)}, {u"controller"_s, true}};
    const ResourceType &sets = typeOf(u"ReplicaSet"_s);
    (void)world.writer.create(sets, ns, {{u"metadata"_s, QJsonObject{{u"name"_s, u"web-1"_s}, {u"ownerReferences"_s, QJsonArray{reference}}}}}, {u"test"_s});
    QCOMPARE(world.store.ownedBy(sets, uidOf(owner)).size(), 1);
    QCOMPARE(codeOf(world.writer.remove(world.rollout, ns, u"web"_s, {}, false)), 200);
    QVERIFY(!world.store.find(sets, ns, u"web-1"_s));
    QVERIFY(world.store.ownedBy(sets, uidOf(owner)).isEmpty());
}

void TestSandboxStore::historyReplays()
{
    World world;
    const qint64 start = world.store.version();
    QJsonObject body = world.make(u"web"_s);
    put(body, u"spec.replicas", 3);
    (void)world.writer.update(world.rollout, ns, u"web"_s, body, {u"test"_s});
    (void)world.writer.remove(world.rollout, ns, u"web"_s, {}, false);
    QList<ChangeType> seen;
    qint64 last = start;
    for (const Change &change : world.store.changesSince(start)) {
        seen.append(change.type);
        QVERIFY(change.version > last);
        QCOMPARE(text(change.object->body(), u"metadata.resourceVersion"), QString::number(change.version));
        last = change.version;
    }
    QCOMPARE(seen, (QList<ChangeType>{ChangeType::Added, ChangeType::Modified, ChangeType::Deleted}));
    QVERIFY(world.store.changesSince(last).isEmpty());
}

void TestSandboxStore::historyIsForgotten()
{
    World world;
    const qint64 start = world.store.version();
    world.make(u"web"_s);
    QVERIFY(start >= world.store.oldestReplayable());
    world.store.compactHistory();
    QVERIFY(start < world.store.oldestReplayable());
    world.store.setHistoryLimit(2);
    for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
        world.make(name);
    QCOMPARE(world.store.changesSince(0).size(), 2);
    QCOMPARE(world.store.oldestReplayable(), world.store.version() - 2);
}

void TestSandboxStore::selectors_data()
{
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("fields");
    QTest::addColumn<bool>("matches");
    QTest::newRow("none") << QString() << QString() << true;
    QTest::newRow("equal") << u"app=web"_s << QString() << true;
    QTest::newRow("double equal") << u"app==web"_s << QString() << true;
    QTest::newRow("other value") << u"app=api"_s << QString() << false;
    QTest::newRow("unequal") << u"app!=api"_s << QString() << true;
    QTest::newRow("unequal on absent") << u"tier!=x"_s << QString() << true;
    QTest::newRow("in") << u"app in (api, web),tier notin (x)"_s << QString() << true;
    QTest::newRow("not in") << u"app notin (web)"_s << QString() << false;
    QTest::newRow("exists") << u"app"_s << QString() << true;
    QTest::newRow("absent") << u"!tier"_s << QString() << true;
    QTest::newRow("both must hold") << u"app=web,tier"_s << QString() << false;
    QTest::newRow("name") << QString() << u"metadata.name=one"_s << true;
    QTest::newRow("other name") << QString() << u"metadata.name!=one"_s << false;
    QTest::newRow("involved") << QString() << u"involvedObject.name=web,involvedObject.kind=Rollout"_s << true;
    QTest::newRow("regarding") << QString() << u"regarding.name=web"_s << true;
}

void TestSandboxStore::selectors()
{
    QFETCH(QString, labels);
    QFETCH(QString, fields);
    const QJsonObject object{{u"metadata"_s, QJsonObject{{u"name"_s, u"one"_s}, {u"labels"_s, QJsonObject{{u"app"_s, u"web"_s}}}}},
                             {u"involvedObject"_s, QJsonObject{{u"name"_s, u"web"_s}, {u"kind"_s, u"Rollout"_s}}}};
    const auto selector = Selector::parse(labels, fields);
    QVERIFY(!refusal(selector));
    QTEST(std::get<Selector>(selector).matches(object), "matches");
}

void TestSandboxStore::selectorRefusals_data()
{
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("fields");
    QTest::newRow("two operators") << u"a=b=c"_s << QString();
    QTest::newRow("empty set") << u"a in"_s << QString();
    QTest::newRow("unknown field") << QString() << u"spec.replicas=2"_s;
    QTest::newRow("field without value") << QString() << u"metadata.name"_s;
}

void TestSandboxStore::selectorRefusals()
{
    QFETCH(QString, labels);
    QFETCH(QString, fields);
    const auto selector = Selector::parse(labels, fields);
    QVERIFY(refusal(selector));
    QCOMPARE(refusal(selector)->code, 400);
}

QTEST_GUILESS_MAIN(TestSandboxStore)
#include "tst_sandbox_store.moc"
