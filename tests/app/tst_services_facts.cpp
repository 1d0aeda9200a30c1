// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/facts.h"
#include "services/facts/factkeeper.h"
#include "services/systemclock.h"
#include "support/domainsamples.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now = test::at("2026-11-21T10:00:00Z");

Pod pod(const QString &name, const QString &setUid, const QString &status = u"Running"_s, bool ready = true)
{
    Pod made;
    made.meta.name = name;
    made.meta.createdAt = now.addSecs(-3600);
    made.meta.owners = {{u"ReplicaSet"_s, u"set"_s, setUid, true}};
    made.status = status;
    made.ready = ready;
    made.readyChangedAt = now.addSecs(-3500);
    made.over = status == u"Error"_s || status == u"Evicted"_s || status == u"Completed"_s;
    return made;
}

RolloutParts parts(const QList<Pod> &pods)
{
    RolloutParts made;
    made.context = u"box"_s;
    made.rollout = test::canaryAtGate();
    made.replicaSets = test::twoSets(3, 1);
    made.pods = pods;
    return made;
}

std::optional<double> value(const QList<FactReading> &facts, const QString &name)
{
    for (const FactReading &fact : facts)
        if (fact.name == name)
            return fact.value;
    return -1;
}

FactReading fact(const QList<FactReading> &facts, const QString &name)
{
    for (const FactReading &one : facts)
        if (one.name == name)
            return one;
    return {};
}

HttpResponse answer(int status, const QByteArray &body = {}, const HttpHeaders &headers = {})
{
    HttpResponse made;
    made.status = status;
    made.body = body;
    made.headers = headers;
    return made;
}

HttpResponse lost(ErrorKind kind, const QString &code)
{
    HttpResponse made;
    made.error = Error{kind, code, code, {}, {}};
    return made;
}

HealthProbe probe(const QVariantMap &json = {}, std::optional<int> status = {}, const QString &body = {})
{
    HealthProbe made;
    made.name = u"public"_s;
    made.status = status;
    made.json = json;
    made.body = body;
    return made;
}

} // namespace

/// What pods, probes and dependencies say, and what they do not.
class TestFacts : public QObject
{
    Q_OBJECT

    SystemClock m_clock;

    ProbeAnswer ask(HealthProber &prober, const HealthProbe &of, const HealthProber::Variables &variables = {}, const HttpHeaders &extra = {})
    {
        std::optional<ProbeAnswer> got;
        prober.ask(of, variables, extra, nullptr, [&got](const ProbeAnswer &said) { got = said; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(got.has_value(), 20'000); }();
        return got.value_or(ProbeAnswer());
    }

private Q_SLOTS:
    void pods_data();
    void pods();
    void sinceWhen();
    void unreadPodsAreUnknown();
    void judged_data();
    void judged();
    void asks();
    void redirects();
    void rudeServers();
    void variables();
    void hiddenTls();
    void replicas_data();
    void replicas();
    void worst();
    void dependenciesTogether_data();
    void dependenciesTogether();
    void keptForOthers();
    void strangeFiles();
};

void TestFacts::pods_data()
{
    QTest::addColumn<QList<Pod>>("pods");
    QTest::addColumn<int>("crashing"); // 1, 0, -1 unknown
    QTest::addColumn<int>("notReady");
    const Pod well = pod(u"a"_s, test::stableUid);
    QTest::newRow("well") << QList<Pod>{well, pod(u"b"_s, test::canaryUid)} << 0 << 0;
    QTest::newRow("none") << QList<Pod>{} << -1 << -1;
    QTest::newRow("canary crashes") << QList<Pod>{well, pod(u"b"_s, test::canaryUid, u"CrashLoopBackOff"_s, false)} << 1 << 1;
    QTest::newRow("stable crashes") << QList<Pod>{pod(u"b"_s, test::stableUid, u"CrashLoopBackOff"_s, false)} << 1 << 1;
    QTest::newRow("at its start") << QList<Pod>{well, pod(u"b"_s, test::canaryUid, u"Init:CrashLoopBackOff"_s, false)} << 1 << 1;
    QTest::newRow("of another") << QList<Pod>{well, pod(u"b"_s, u"uid-old"_s, u"CrashLoopBackOff"_s, false)} << 0 << 0;
    Pod ending = pod(u"b"_s, test::canaryUid, u"CrashLoopBackOff"_s, false);
    ending.meta.deletedAt = now;
    QTest::newRow("ends") << QList<Pod>{well, ending} << 0 << 0;
    Pod again = pod(u"b"_s, test::canaryUid);
    again.restarts = 2;
    again.lastTerminatedAt = now.addSecs(-329);
    QTest::newRow("between two crashes") << QList<Pod>{well, again} << 1 << 0;
    again.lastTerminatedAt = now.addSecs(-331);
    QTest::newRow("recovered") << QList<Pod>{well, again} << 0 << 0;
    again.lastTerminatedAt = now.addSecs(-1);
    again.restarts = 1;
    QTest::newRow("restarted once") << QList<Pod>{well, again} << 0 << 0;
    Pod starting = pod(u"b"_s, test::canaryUid, u"ContainerCreating"_s, false);
    starting.meta.createdAt = starting.readyChangedAt = now.addSecs(-59);
    QTest::newRow("starts, 59 s") << QList<Pod>{well, starting} << 0 << 0;
    starting.meta.createdAt = starting.readyChangedAt = now.addSecs(-60);
    QTest::newRow("starts, 60 s") << QList<Pod>{well, starting} << 0 << 1;
    Pod fell = pod(u"b"_s, test::canaryUid, u"Running"_s, false);
    fell.readyChangedAt = now.addSecs(-1);
    QTest::newRow("was ready") << QList<Pod>{well, fell} << 0 << 1;
    Pod dead = pod(u"c"_s, test::canaryUid, u"Error"_s, false);
    dead.readyChangedAt = now.addSecs(-10);
    QTest::newRow("one died and was replaced") << QList<Pod>{well, dead} << 0 << 0;
    Pod dead2 = dead;
    dead2.meta.name = u"d"_s;
    QTest::newRow("two died and were replaced") << QList<Pod>{well, dead, dead2} << 1 << 0;
    dead.status = dead2.status = u"Evicted"_s;
    QTest::newRow("two were evicted") << QList<Pod>{well, dead, dead2} << 0 << 0;
    Pod torn = pod(u"b"_s, test::canaryUid);
    torn.unreadable = QStringList{u"/status"_s};
    QTest::newRow("unreadable") << QList<Pod>{well, torn} << -1 << -1;
    QTest::newRow("unreadable beside a crash") << QList<Pod>{torn, pod(u"c"_s, test::canaryUid, u"CrashLoopBackOff"_s, false)} << 1 << 1;
}

void TestFacts::pods()
{
    QFETCH(QList<Pod>, pods);
    QFETCH(int, crashing);
    QFETCH(int, notReady);
    const QList<FactReading> facts = podFacts(parts(pods), std::chrono::minutes(1), now);
    const auto code = [&facts](const QString &name) {
        const auto found = value(facts, builtinFact(name));
        return found ? int(*found) : -1;
    };
    QCOMPARE(code(u"crash-loop"_s), crashing);
    QCOMPARE(code(u"readiness-failing"_s), notReady);
    for (const FactReading &one : facts) {
        QVERIFY(!one.text.isEmpty() && !one.source.isEmpty());
        QCOMPARE(one.at, now);
    }
}

void TestFacts::sinceWhen()
{
    Pod early = pod(u"a"_s, test::canaryUid, u"CrashLoopBackOff"_s, false);
    early.readyChangedAt = now.addSecs(-200);
    Pod late = pod(u"b"_s, test::canaryUid, u"CrashLoopBackOff"_s, false);
    late.readyChangedAt = now.addSecs(-20);
    const FactReading found = fact(podFacts(parts({late, early}), std::chrono::minutes(1), now), builtinFact(u"crash-loop"_s));
    QCOMPARE(found.since, now.addSecs(-200));
    QVERIFY(found.text.contains(u"a (CrashLoopBackOff)"_s) && found.text.contains(u"b (CrashLoopBackOff)"_s));
    early.readyChangedAt = now.addSecs(500); // a clock ahead of ours
    QVERIFY(fact(podFacts(parts({early}), std::chrono::minutes(1), now), builtinFact(u"crash-loop"_s)).since <= now);
}

void TestFacts::unreadPodsAreUnknown()
{
    for (const QString &what : {u"pods"_s, u"replicasets"_s}) {
        RolloutParts missing = parts({});
        missing.missing = QStringList{what + u": forbidden"_s};
        for (const FactReading &one : podFacts(missing, std::chrono::minutes(1), now)) {
            QVERIFY2(!one.value, qPrintable(one.name));
            QVERIFY(one.text.contains(u"forbidden"_s));
        }
    }
}

void TestFacts::judged_data()
{
    QTest::addColumn<HealthProbe>("of");
    QTest::addColumn<HttpResponse>("response");
    QTest::addColumn<int>("ok");
    const QVariantMap up{{u"status"_s, u"up"_s}};
    QTest::newRow("200") << probe() << answer(200) << 1;
    QTest::newRow("204") << probe() << answer(204) << 1;
    QTest::newRow("503") << probe() << answer(503) << 0;
    QTest::newRow("404 wanted") << probe({}, 404) << answer(404) << 1;
    QTest::newRow("200, 204 wanted") << probe({}, 204) << answer(200) << 0;
    QTest::newRow("field right") << probe(up) << answer(200, R"({"status":"up","x":1})") << 1;
    QTest::newRow("field wrong") << probe(up) << answer(200, R"({"status":"down"})") << 0;
    QTest::newRow("field missing") << probe(up) << answer(200, "{}") << 0;
    QTest::newRow("field null") << probe(up) << answer(200, R"({"status":null})") << 0;
    QTest::newRow("field an object") << probe(up) << answer(200, R"({"status":{}})") << 0;
    QTest::newRow("no JSON") << probe(up) << answer(200, "<html>login</html>") << 0;
    QTest::newRow("field right, 500") << probe(up) << answer(500, R"({"status":"up"})") << 0;
    QTest::newRow("below") << probe({{u"db"_s, QVariantMap{{u"ready"_s, true}}}}) << answer(200, R"({"db":{"ready":true}})") << 1;
    QTest::newRow("below, not") << probe({{u"db"_s, QVariantMap{{u"ready"_s, true}}}}) << answer(200, R"({"db":{"ready":false}})") << 0;
    QTest::newRow("below, nothing") << probe({{u"db"_s, QVariantMap{{u"ready"_s, true}}}}) << answer(200, R"({"db":1})") << 0;
    QTest::newRow("number") << probe({{u"code"_s, 7}}) << answer(200, R"({"code":7})") << 1;
    QTest::newRow("words") << probe({}, {}, u"pong"_s) << answer(200, "ping pong") << 1;
    QTest::newRow("other words") << probe({}, {}, u"pong"_s) << answer(200, "ping") << 0;
    QTest::newRow("refused") << probe() << lost(ErrorKind::Unreachable, u"connectionRefused"_s) << 0;
    QTest::newRow("late") << probe() << lost(ErrorKind::Unreachable, u"timeout"_s) << 0;
    QTest::newRow("cut off") << probe() << lost(ErrorKind::Unreachable, u"connectionLost"_s) << 0;
    QTest::newRow("no such name") << probe() << lost(ErrorKind::Unreachable, u"hostNotFound"_s) << -1;
    QTest::newRow("certificate") << probe() << lost(ErrorKind::Unreachable, u"tlsFailed"_s) << -1;
    QTest::newRow("proxy") << probe() << lost(ErrorKind::Unreachable, u"proxyFailed"_s) << -1;
    QTest::newRow("ours") << probe() << lost(ErrorKind::Internal, u"unsafeHeader"_s) << -1;
    HttpResponse huge = answer(200);
    huge.error = Error{ErrorKind::Internal, u"answerTooLarge"_s, u"large"_s, {}, {}};
    huge.cancelReason = CancelReason::TooLarge;
    QTest::newRow("too large") << probe(up) << huge << -1;
    QTest::newRow("too large, status matters") << probe() << huge << 1;
    HttpResponse endless = answer(200, R"({"status":"up"})");
    endless.error = Error{ErrorKind::Unreachable, u"badAnswer"_s, u"no length"_s, {}, {}};
    QTest::newRow("without a length") << probe(up) << endless << 1;
}

void TestFacts::judged()
{
    QFETCH(HealthProbe, of);
    QFETCH(HttpResponse, response);
    QFETCH(int, ok);
    const ProbeAnswer found = judgedAnswer(of, response);
    QCOMPARE(found.ok ? int(*found.ok) : -1, ok);
    QVERIFY(!found.text.isEmpty());
    const FactReading reading = found.reading(healthFact(u"public"_s));
    QCOMPARE(reading.value ? int(*reading.value) : -1, ok);
}

void TestFacts::asks()
{
    ScriptedServer server([](const ScriptedRequest &request, ScriptedConnection *connection) {
        const bool canary = request.header("x-canary") == "true";
        connection->reply(canary ? 503 : 200, canary ? R"({"version":"v2"})" : R"({"version":"v1"})", "Content-Type: application/json\r\n");
    });
    HealthProber prober(&m_clock);
    HealthProbe of = probe();
    of.url = server.url().toString() + u"/health?deep=1"_s;
    of.headers = {{u"X-Team"_s, u"shop"_s}};
    const ProbeAnswer plain = ask(prober, of);
    QCOMPARE(plain.ok, std::optional(true));
    QCOMPARE(plain.version, u"v1"_s);
    QCOMPARE(plain.status, 200);
    QVERIFY(plain.latencyMs >= 0 && plain.latencyMs < 20'000);
    QVERIFY(!plain.url.contains(u'?'));
    QCOMPARE(server.requests.first().target, "/health?deep=1");
    QCOMPARE(server.requests.first().header("x-team"), "shop");
    const ProbeAnswer canary = ask(prober, of, {}, {{"X-Canary", "true"}});
    QCOMPARE(canary.ok, std::optional(false));
    QCOMPARE(canary.version, u"v2"_s);
}

void TestFacts::redirects()
{
    ScriptedServer other([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{}"); });
    const QByteArray elsewhere = other.url().toEncoded();
    ScriptedServer server([elsewhere](const ScriptedRequest &request, ScriptedConnection *connection) {
        if (request.target == "/health")
            connection->reply(301, "", "Location: /health/\r\n");
        else if (request.target == "/away")
            connection->reply(302, "", "Location: " + elsewhere + "/\r\n");
        else if (request.target == "/loop")
            connection->reply(302, "", "Location: /loop\r\n");
        else
            connection->reply(200, "{}");
    });
    HealthProber prober(&m_clock);
    HealthProbe of = probe();
    of.url = server.url().toString() + u"/health"_s;
    QCOMPARE(ask(prober, of).ok, std::optional(true));
    of.url = server.url().toString() + u"/away"_s;
    const ProbeAnswer away = ask(prober, of);
    QCOMPARE(away.ok, std::optional(false));
    QVERIFY2(away.text.contains(u"not followed"_s), qPrintable(away.text));
    QCOMPARE(other.requests.size(), 0);
    of.url = server.url().toString() + u"/loop"_s;
    const qsizetype before = server.requests.size();
    QCOMPARE(ask(prober, of).ok, std::optional(false));
    QCOMPARE(server.requests.size() - before, 4);
    of.url = server.url().toString() + u"/away"_s;
    of.status = 302;
    QCOMPARE(ask(prober, of).ok, std::optional(true));
}

void TestFacts::rudeServers()
{
    ScriptedServer server;
    HealthProber prober(&m_clock);
    HealthProbe of = probe({{u"status"_s, u"up"_s}});
    of.url = server.url().toString() + u"/health"_s;
    of.timeout = std::chrono::milliseconds(200);
    server.setScript([](const ScriptedRequest &, ScriptedConnection *) {});
    QCOMPARE(ask(prober, of).ok, std::optional(false)); // never answers
    of.timeout = std::chrono::seconds(10);
    server.setScript([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, QByteArray(200'000, 'x')); });
    QVERIFY(!ask(prober, of).ok);
    server.setScript([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reset(); });
    QCOMPARE(ask(prober, of).ok, std::optional(false));
    of.url = u"http://127.0.0.1:1/health"_s;
    QCOMPARE(ask(prober, of).ok, std::optional(false));
}

void TestFacts::variables()
{
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{}"); });
    HealthProber prober(&m_clock);
    HealthProbe of = probe();
    of.url = server.url().toString() + u"/svc/{{namespace}}/{{ name }}/health"_s;
    QCOMPARE(ask(prober, of, {{u"namespace"_s, u"shop"_s}, {u"name"_s, u"a/../b?c"_s}}).ok, std::optional(true));
    QCOMPARE(server.requests.first().target, "/svc/shop/a%2F..%2Fb%3Fc/health");
    const ProbeAnswer missing = ask(prober, of, {{u"namespace"_s, u"shop"_s}});
    QVERIFY(!missing.ok && missing.text.contains(u"name"_s));
    QCOMPARE(server.requests.size(), 1);
    for (const QString &url : {u"http://user:secret@127.0.0.1:1/"_s, u"ws://127.0.0.1/"_s, u"http:///health"_s}) {
        of.url = url;
        const ProbeAnswer none = ask(prober, of);
        QVERIFY2(!none.ok, qPrintable(url));
        QVERIFY(!none.url.contains(u"secret"_s));
    }
}

void TestFacts::hiddenTls()
{
    const TestPki pki;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(200, "{}"); }, pki.issue(u"x"_s, u"IP:127.0.0.1"_s));
    HealthProber prober(&m_clock);
    HealthProbe of = probe();
    of.url = server.url().toString() + u"/health"_s;
    const ProbeAnswer found = ask(prober, of); // nobody here vouches for that certificate
    QVERIFY(!found.ok);
    QCOMPARE(server.requests.size(), 0);
}

void TestFacts::replicas_data()
{
    QTest::addColumn<int>("ready");
    QTest::addColumn<int>("desired");
    QTest::addColumn<int>("state");
    QTest::newRow("all") << 3 << 3 << int(DependencyState::Healthy);
    QTest::newRow("more") << 4 << 3 << int(DependencyState::Healthy);
    QTest::newRow("some") << 2 << 3 << int(DependencyState::Degraded);
    QTest::newRow("none") << 0 << 3 << int(DependencyState::Unhealthy);
    QTest::newRow("scaled to nothing") << 0 << 0 << int(DependencyState::Unhealthy);
}

void TestFacts::replicas()
{
    QFETCH(int, ready);
    QFETCH(int, desired);
    QFETCH(int, state);
    QCOMPARE(int(stateOfReplicas(ready, desired)), state);
}

void TestFacts::worst()
{
    using State = DependencyState;
    QCOMPARE(worstOf({}), State::Unknown);
    QCOMPARE(worstOf({State::Healthy, State::Healthy}), State::Healthy);
    QCOMPARE(worstOf({State::Healthy, State::Degraded}), State::Degraded);
    QCOMPARE(worstOf({State::Degraded, State::Unknown}), State::Unknown);
    QCOMPARE(worstOf({State::Unknown, State::Unhealthy}), State::Unhealthy);
}

void TestFacts::dependenciesTogether_data()
{
    QTest::addColumn<QList<double>>("each"); // below 0: unknown
    QTest::addColumn<int>("healthy");
    QTest::addColumn<int>("degraded");
    QTest::addColumn<int>("unhealthy");
    QTest::newRow("none") << QList<double>{} << -1 << -1 << -1;
    QTest::newRow("fine") << QList<double>{1, 1} << 1 << 0 << 0;
    QTest::newRow("one degraded") << QList<double>{1, 0.5} << 0 << 1 << 0;
    QTest::newRow("one down") << QList<double>{0, 1} << 0 << 0 << 1;
    QTest::newRow("one unknown") << QList<double>{1, -1} << -1 << -1 << -1;
    QTest::newRow("unknown and down") << QList<double>{0, -1} << 0 << -1 << 1;
}

void TestFacts::dependenciesTogether()
{
    QFETCH(QList<double>, each);
    QFETCH(int, healthy);
    QFETCH(int, degraded);
    QFETCH(int, unhealthy);
    QList<FactReading> readings;
    for (const double one : each)
        readings.append({u"dependency:x"_s, one < 0 ? std::nullopt : std::optional(one), {}, now, u"there"_s, u"so"_s});
    const QList<FactReading> facts = dependencyFacts(readings, now);
    const auto code = [&facts](const QString &name) {
        const auto found = value(facts, dependenciesFact(name));
        return found ? int(*found) : -1;
    };
    QCOMPARE(code(u"healthy"_s), healthy);
    QCOMPARE(code(u"degraded"_s), degraded);
    QCOMPARE(code(u"unhealthy"_s), unhealthy);
}

void TestFacts::keptForOthers()
{
    QTemporaryDir dir;
    ScriptedServer server([](const ScriptedRequest &, ScriptedConnection *connection) { connection->reply(503, "{}"); });
    Policy made;
    PolicyService service;
    service.name = u"web"_s;
    service.health = {probe()};
    service.health.first().url = server.url().toString() + u"/health"_s;
    made.services = {service};
    PolicyMatch match;
    match.policy = std::make_shared<const Policy>(made);
    match.service = u"web"_s;
    const FactReader::Question question{{u"box"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout, match, false};
    FactReader reader(&m_clock);
    const auto look = [&](FactKeeper &keeper) {
        bool told = false;
        keeper.refresh(question, nullptr, [&told](const FactSheet &) { told = true; });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(told, 20'000); }();
    };
    const QDateTime begun = m_clock.utcNow();
    FactKeeper first(&reader, &m_clock, dir.path());
    look(first);
    QCOMPARE(value(first.history(match.policy, {}, {})->readings(), healthFact(u"public"_s)), std::optional<double>(0));
    QVERIFY(!value(first.sheet().readings, builtinFact(u"crash-loop"_s))); // the cluster was not there
    FactKeeper second(&reader, &m_clock, dir.path());
    look(second);
    const auto bad = second.history(match.policy, {}, {})->book.firstBad(m_clock.utcNow());
    QCOMPARE(bad.first, healthFact(u"public"_s));
    QVERIFY2(bad.second >= begun && bad.second <= second.sheet().at, "what the first one saw is where the second one goes on");
    QVERIFY(bad.second <= first.sheet().at);
    FactKeeper third(&reader, &m_clock, QString());
    look(third);
    QVERIFY(third.history(match.policy, {}, {})->book.firstBad(m_clock.utcNow()).second > first.sheet().at);
}

void TestFacts::strangeFiles()
{
    QTemporaryDir dir;
    FactReader reader(&m_clock);
    const FactReader::Question question{{u"box"_s, u"shop"_s, u"web"_s}, WorkloadKind::Rollout, {}, false};
    bool told = false;
    FactKeeper first(&reader, &m_clock, dir.path());
    first.refresh(question, nullptr, [&told](const FactSheet &) { told = true; });
    QTRY_VERIFY_WITH_TIMEOUT(told, 20'000);
    const QFileInfoList files = QDir(dir.filePath(u"facts"_s)).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile file(files.first().filePath());
    QVERIFY(file.open(QIODevice::Append));
    const QByteArray soon = m_clock.utcNow().addSecs(-20).toString(Qt::ISODateWithMs).toLatin1();
    file.write("{}\nnot json\n[]\n{\"at\":\"x\",\"name\":\"health:public\",\"value\":0}\n{\"at\":\"2999-01-01T00:00:00Z\",\"name\":\"health:public\",\"value\":0}\n"
               "{\"at\":\"2001-01-01T00:00:00Z\",\"name\":\"health:public\",\"value\":0}\n");
    file.write("{\"at\":\"" + soon + "\",\"name\":\"builtin:crash-loop\",\"value\":1}\n");
    file.write(QByteArray(2'000'000, 'y') + '\n');
    file.write("{\"at\":\"" + soon + "\",\"name\":\"health:public\",\"value\":0}\n{\"at\":\"" + soon.left(5));
    file.close();
    told = false;
    FactKeeper second(&reader, &m_clock, dir.path());
    second.refresh(question, nullptr, [&told](const FactSheet &) { told = true; });
    QTRY_VERIFY_WITH_TIMEOUT(told, 20'000);
    QCOMPARE(second.history({}, {}, {})->book.firstBad(m_clock.utcNow()).first, healthFact(u"public"_s));
    QVERIFY(QFileInfo(file.fileName()).size() < 256 * 1024);
}

QTEST_GUILESS_MAIN(TestFacts)
#include "tst_services_facts.moc"
