// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/automation/leaseholder.h"
#include "support/kubetest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace maestro;
using namespace std::chrono_literals;

namespace {

constexpr LeaseHolder::Timing quick {600ms, 400ms, 50ms};

/// One Lease behind the rules of an API server: a version, 404, 409.
struct LeaseServer
{
    ScriptedServer server {[this](const ScriptedRequest &request, ScriptedConnection *connection) { answer(request, connection); }};
    QJsonObject stored;
    int version = 0;
    int writes = 0;
    int refuseWith = 0; ///< every write
    bool loseReplies = false; ///< writes are carried out, their answers never come
    bool dead = false;

    void answer(const ScriptedRequest &request, ScriptedConnection *connection)
    {
        if (dead)
            return connection->reset();
        if (request.method == "GET")
            return stored.isEmpty() ? connection->reply(404, status(404)) : connection->reply(200, QJsonDocument(stored).toJson());
        if (refuseWith)
            return connection->reply(refuseWith, status(refuseWith));
        QJsonObject wanted = QJsonDocument::fromJson(request.body).object();
        QJsonObject meta = wanted.value(QLatin1String("metadata")).toObject();
        const QString seen = meta.value(QLatin1String("resourceVersion")).toString();
        const QString now = version ? QString::number(version) : QString();
        if (seen != now || (request.method == "POST") != stored.isEmpty())
            return connection->reply(409, status(409));
        ++writes;
        meta.insert(QStringLiteral("resourceVersion"), QString::number(++version));
        meta.insert(QStringLiteral("uid"), QStringLiteral("u-1"));
        wanted.insert(QStringLiteral("metadata"), meta);
        stored = wanted;
        if (loseReplies)
            return connection->reset();
        connection->reply(200, QJsonDocument(stored).toJson());
    }

    static QByteArray status(int code)
    {
        return R"({"kind":"Status","apiVersion":"v1","status":"Failure","code":)" + QByteArray::number(code) + R"(,"message":"no"})";
    }
    QString holder() const { return stored.value(QLatin1String("spec")).toObject().value(QLatin1String("holderIdentity")).toString(); }
};

/// A console that wants the Lease.
struct Console
{
    Console(const ContextConfig &context, const QString &name, const QString &ns = QStringLiteral("shop"))
        : client(context, &clock, nullptr)
        , lease(&client, ns, QStringLiteral("maestro-automation"), name, quick)
    {
    }
    SteadyClock clock;
    KubeClient client;
    LeaseHolder lease;
};

} // namespace

/// One of all consoles may act by itself: the Lease.
class TestLease : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneHoldsIt();
    void takenOver();
    void lostAtTheDeadline();
    void clocksMayDiffer();
    void refusedIsNotHeld();
    void lostReplyIsNotHeld();
    void someoneElseWrites();
    void real();
};

void TestLease::oneHoldsIt()
{
    LeaseServer api;
    Console a(contextFor(api.server), QStringLiteral("a"));
    Console b(contextFor(api.server), QStringLiteral("b"));
    a.lease.start();
    b.lease.start();
    QTRY_VERIFY(a.lease.isHeld() || b.lease.isHeld());
    bool ever = false;
    for (int i = 0; i < 40; ++i) {
        QTest::qWait(30);
        ever = ever || (a.lease.isHeld() && b.lease.isHeld());
    }
    QVERIFY(!ever);
    QVERIFY(a.lease.isHeld() != b.lease.isHeld());
    QCOMPARE(a.lease.holder(), b.lease.holder());
    QVERIFY(api.writes > 3); // it is renewed
}

/// The holder is gone: the next one waits until the Lease has not changed for its whole duration.
void TestLease::takenOver()
{
    LeaseServer api;
    auto a = std::make_unique<Console>(contextFor(api.server), QStringLiteral("a"));
    a->lease.start();
    QTRY_VERIFY(a->lease.isHeld());
    Console b(contextFor(api.server), QStringLiteral("b"));
    b.lease.start();
    QTest::qWait(150);
    QVERIFY(!b.lease.isHeld());
    a.reset();
    QElapsedTimer waited;
    waited.start();
    QTRY_VERIFY(b.lease.isHeld());
    QVERIFY(waited.elapsed() >= std::chrono::milliseconds(quick.duration).count() - 100);
    QCOMPARE(api.stored.value(QLatin1String("spec")).toObject().value(QLatin1String("leaseTransitions")).toInt(), 1);
}

/// Cut off: the old holder stops believing before the new one may take over.
void TestLease::lostAtTheDeadline()
{
    LeaseServer api;
    Console a(contextFor(api.server), QStringLiteral("a"));
    a.lease.start();
    QTRY_VERIFY(a.lease.isHeld());
    api.dead = true;
    a.clock.ahead += 401; // suspended, say
    QVERIFY(!a.lease.isHeld());
    QTRY_VERIFY(a.lease.problem().has_value());
    api.dead = false;
    QTRY_VERIFY(a.lease.isHeld());
}

/// The times in the object are of another machine and prove nothing.
void TestLease::clocksMayDiffer()
{
    LeaseServer api;
    Console a(contextFor(api.server), QStringLiteral("a"));
    a.lease.start();
    QTRY_VERIFY(a.lease.isHeld());
    Console b(contextFor(api.server), QStringLiteral("b"));
    b.clock.ahead = 7'200'000; // by b's wall clock the Lease ran out two hours ago
    b.lease.start();
    for (int i = 0; i < 20; ++i) {
        QTest::qWait(40);
        QVERIFY(!b.lease.isHeld());
        QVERIFY(a.lease.isHeld());
    }
}

void TestLease::refusedIsNotHeld()
{
    LeaseServer api;
    api.refuseWith = 403;
    Console a(contextFor(api.server), QStringLiteral("a"));
    a.lease.start();
    QTRY_VERIFY(a.lease.problem().has_value());
    QCOMPARE(a.lease.problem()->kind, ErrorKind::NotPermitted);
    QVERIFY(!a.lease.isHeld());
}

void TestLease::lostReplyIsNotHeld()
{
    LeaseServer api;
    api.loseReplies = true;
    Console a(contextFor(api.server), QStringLiteral("a"));
    a.lease.start();
    QTRY_VERIFY(api.writes > 0);
    QTRY_VERIFY(a.lease.problem().has_value());
    QVERIFY(!a.lease.isHeld());
    QCOMPARE(api.holder(), QStringLiteral("a"));
    api.loseReplies = false;
    QTRY_VERIFY(a.lease.isHeld());
}

void TestLease::someoneElseWrites()
{
    LeaseServer api;
    Console a(contextFor(api.server), QStringLiteral("a"));
    a.lease.start();
    QTRY_VERIFY(a.lease.isHeld());
    QJsonObject spec = api.stored.value(QLatin1String("spec")).toObject();
    spec.insert(QStringLiteral("holderIdentity"), QStringLiteral("a person"));
    spec.insert(QStringLiteral("leaseDurationSeconds"), 3600);
    api.stored.insert(QStringLiteral("spec"), spec);
    QJsonObject meta = api.stored.value(QLatin1String("metadata")).toObject();
    meta.insert(QStringLiteral("resourceVersion"), QString::number(++api.version));
    api.stored.insert(QStringLiteral("metadata"), meta);
    QTRY_VERIFY(!a.lease.isHeld());
    QTRY_COMPARE(a.lease.holder(), QStringLiteral("a person"));
}

/// The real API server takes what we write, and gives it to one of two.
void TestLease::real()
{
    const QString file = qEnvironmentVariable("MAESTRO_TEST_KUBECONFIG");
    if (file.isEmpty())
        QSKIP("MAESTRO_TEST_KUBECONFIG names no kubeconfig of a throw-away cluster");
    const Result<Kubeconfig> config = Kubeconfig::load({file, {}, {}});
    QVERIFY(config.ok());
    const Result<ContextConfig> context = config->context(config->currentContext());
    QVERIFY(context.ok());
    const QString name = QStringLiteral("a-%1").arg(QRandomGenerator::global()->bounded(1'000'000));
    auto a = std::make_unique<Console>(*context, name, QStringLiteral("default"));
    Console b(*context, name + QStringLiteral("-b"), QStringLiteral("default"));
    a->lease.start();
    QTRY_VERIFY2(a->lease.isHeld(), a->lease.problem() ? qPrintable(a->lease.problem()->message) : "");
    b.lease.start();
    QTRY_COMPARE(b.lease.holder(), name);
    QVERIFY(!b.lease.isHeld());
    a.reset();
    QTRY_VERIFY(b.lease.isHeld());
}

QTEST_GUILESS_MAIN(TestLease)
#include "tst_services_lease.moc"
