// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/guards.h"
#include "kube/config/kubeconfig.h"
#include "services/cluster/clustersession.h"
#include "services/operation/operationservice.h"
#include "support/kubetest.h"
#include "support/sandboxworld.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

/// tests/faults/faultproxy.py between a kubeconfig and its server.
class FaultProxy
{
public:
    bool start(const QString &kubeconfig, const QString &out)
    {
        m_process.start(QStandardPaths::findExecutable(u"python3"_s), {u"-B"_s, QStringLiteral(MAESTRO_SOURCE_DIR "/tests/faults/faultproxy.py"), u"--kubeconfig"_s, kubeconfig, u"--out"_s, out});
        return !answer().isEmpty();
    }
    ~FaultProxy()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(5'000);
    }

    bool use(const QByteArray &rules) { return tell("{\"rules\": " + rules + "}").value(u"ok").toBool(); }
    QJsonArray arrivals() { return tell("{\"arrivals\": true}").value(u"arrivals").toArray(); }
    void turn(const QByteArray &what) { tell("{\"" + what + "\": true}"); }

private:
    QJsonObject tell(const QByteArray &command)
    {
        m_process.write(command + '\n');
        return answer();
    }
    QJsonObject answer() // while this process goes on serving the cluster
    {
        if (!QTest::qWaitFor([this] { return m_process.canReadLine(); }, 20'000))
            qFatal("the fault proxy is silent: %s", m_process.readAllStandardError().constData());
        return QJsonDocument::fromJson(m_process.readLine()).object();
    }

    QProcess m_process;
};

constexpr int patience = 40'000;

} // namespace

/// The services that the window uses, with the fault proxy between them and the cluster.
class tst_services_faults : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<FaultProxy> m_proxy;

    ContextConfig config(const QString &file) const
    {
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({m_dir.filePath(file), {}, {}});
        return *kubeconfig->context(kubeconfig->currentContext());
    }

    void holdIt(bool held); ///< by somebody else, past the proxy

private Q_SLOTS:
    void init();
    void cleanupTestCase();
    void actions_data();
    void actions();
    void refusedAndNotReadBack();
    void pictures_data();
    /// Whatever comes in between: what is shown ends as the cluster is, never empties, never goes back.
    void pictures();
    void frozenIsSaidAndPasses();
    void discovery_data();
    /// Whatever a server says about its groups: Argo Rollouts is missing only where the server says so, and rollouts are shown all the same.
    void discovery();
};

namespace {

const char watches[] = R"("path":"/rollouts.*watch=1")";
const char lists[] = "\"verb\":\"GET\",\"path\":\"/rollouts\\\\?(?!.*watch)\"";

} // namespace

void tst_services_faults::holdIt(bool held)
{
    ClusterAccess direct(config(u"direct"_s), &m_clock, nullptr);
    Await<MutationResult> done;
    direct.client()->mutate({u"PATCH"_s, u"/apis/argoproj.io/v1alpha1/namespaces/default/rollouts/web"_s, u"application/json-patch+json"_s,
                             QByteArray(R"([{"op":"add","path":"/spec/paused","value":)") + (held ? "true" : "false") + "}]"},
                            u"other-1"_s, done.callback());
    QCOMPARE(done.get().verdict, WriteVerdict::Accepted);
}

void tst_services_faults::init()
{
    if (m_world && qstrcmp(QTest::currentTestFunction(), "actions") != 0) { // only an action needs a world of its own
        QVERIFY(m_proxy->use("[]"));
        return;
    }
    cleanupTestCase();
    const sandbox::Scenario scenario = test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
    m_world = test::served(scenario, m_clock.utcNow(), m_dir.filePath(u"direct"_s));
    QVERIFY(m_world);
    m_proxy = std::make_unique<FaultProxy>();
    QVERIFY(m_proxy->start(m_dir.filePath(u"direct"_s), m_dir.filePath(u"proxied"_s)));
}

void tst_services_faults::cleanupTestCase()
{
    m_proxy.reset();
    m_world.reset();
}

void tst_services_faults::actions_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<OutcomeState>("state");
    QTest::addColumn<int>("changes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &fault, OutcomeState state, int changes, const QString &says) { QTest::newRow(name) << fault << state << changes << says; };
    row("nothing is wrong", "", OutcomeState::Applied, 1, u"observed"_s);
    row("carried out, the answer is lost", R"("silence":"close")", OutcomeState::Applied, 1, u"read back"_s);
    row("not carried out, the answer is lost", R"("forward":0,"silence":"reset")", OutcomeState::Unknown, 0, u"not be sent again"_s);
    row("conflict", R"("forward":0,"answer":{"status":409,"body":"{\"kind\":\"Status\",\"message\":\"it moved\",\"code\":409}"})", OutcomeState::Refused, 0, u"Nothing was changed"_s);
    row("refused credential", R"("forward":0,"answer":{"status":401,"body":"{\"kind\":\"Status\",\"code\":401}"})", OutcomeState::NotPermitted, 0, u"renew"_s);
    row("redirected", R"("forward":0,"answer":{"status":307,"headers":{"Location":"https://elsewhere.example/"}})", OutcomeState::Refused, 0, u"not followed"_s);
    row("carried out, 503", R"("answer":{"status":503,"body":"busy"})", OutcomeState::Applied, 1, u"read back"_s);
    row("another object for an answer", R"("forward":0,"answer":{"body":"{\"kind\":\"Rollout\",\"metadata\":{\"uid\":\"0\",\"name\":\"web\"}}"})", OutcomeState::Unknown, 0, u"HTTP 200"_s);
    row("an answer without end", R"("answer":{"endless":"body"})", OutcomeState::Applied, 1, u"read back"_s);
    row("delivered twice", R"("forward":2)", OutcomeState::Applied, 1, u"observed"_s);
    row("carried out, then 429", R"("answer":{"status":429,"body":"{\"kind\":\"Status\",\"message\":\"busy\",\"code\":429}"})", OutcomeState::Refused, 1, u"there all the same"_s);
    row("carried out, then 403", R"("answer":{"status":403,"body":"{\"kind\":\"Status\",\"message\":\"no\",\"code\":403}"})", OutcomeState::NotPermitted, 1, u"there all the same"_s);
    row("carried out, another uid in the answer", R"("edit":[["\"uid\":\"[^\"]*\"","\"uid\":\"0-0\""]])", OutcomeState::Applied, 1, u"read back"_s);
    row("carried out, 101", R"("answer":{"raw":["HTTP/1.1 101 Switching Protocols\r\n\r\n"]})", OutcomeState::Applied, 1, u"read back"_s);
    row("a length too long", R"("answer":{"raw":["HTTP/1.1 200 OK\r\nContent-Length: {more}\r\n\r\n{body}"]})", OutcomeState::Applied, 1, u"read back"_s);
    row("a chunk of 2^64", R"("answer":{"raw":["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n{body}"]})", OutcomeState::Applied, 1, u"read back"_s);
    row("408 and not carried out", R"("forward":0,"answer":{"status":408,"body":"{}"})", OutcomeState::Unknown, 0, u"not be sent again"_s);
    row("delivered twice, the second answer", R"("forward":2,"reply_of":2)", OutcomeState::Refused, 1, u"delivered it twice"_s);
}

void tst_services_faults::actions()
{
    QFETCH(QByteArray, fault);
    QFETCH(OutcomeState, state);
    QFETCH(int, changes);
    QFETCH(QString, says);
    if (!fault.isEmpty())
        QVERIFY(m_proxy->use(R"([{"verb":"PATCH","path":"/rollouts/",)" + fault + "}]"));
    QDir(m_dir.filePath(u"journal"_s)).removeRecursively();
    ClusterAccess access(config(u"proxied"_s), &m_clock, nullptr);
    JournalService journal(m_dir.filePath(u"journal"_s), &m_clock);
    OperationService service([&access](const QString &) { return &access; }, &journal, &m_clock);
    service.setObserveTimeout(state == OutcomeState::Unknown ? 1'000 : patience);
    QSignalSpy ready(&service, &OperationPort::planReady), finished(&service, &OperationPort::finished);
    OperationRequest request;
    request.verb = Verb::Promote;
    request.target = {access.context(), u"default"_s, u"web"_s};
    service.requestPlan(request);
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patience);
    const auto plan = ready.first().first().value<OperationPlanPtr>();
    for (int click = 0; click < 2; ++click) // the second one is not for anything
        service.execute(plan, {plan->digest, u"there is something in between"_s, {}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, patience);
    Outcome outcome = finished.last().first().value<Outcome>();
    if (finished.first().first().value<Outcome>().journalSeq >= 0)
        outcome = finished.first().first().value<Outcome>();
    QCOMPARE(outcome.state, state);
    QVERIFY2(outcome.message.contains(says), qPrintable(outcome.message));
    int arrived = 0, changed = 0;
    for (const QJsonValue &one : m_proxy->arrivals()) {
        if (one[u"verb"].toString() != u"PATCH"_s)
            continue;
        ++arrived;
        for (const QJsonValue &status : one[u"server"].toArray())
            changed += status.toInt() / 100 == 2;
    }
    QCOMPARE(arrived, 1);
    QCOMPARE(changed, changes);
    const Result<QList<JournalRecord>> records = journal.records();
    const auto claims = std::count_if(records->begin(), records->end(), [&](const JournalRecord &r) { return r.type == RecordType::Outcome && r.id == outcome.id && r.state == outcomeWord(state); });
    QCOMPARE(claims, 1);
    QCOMPARE(journal.verification().openIntents.size(), state == OutcomeState::Unknown ? 1 : 0);
}

/// Where nothing can be read after a refusal, nobody says that nothing was changed.
void tst_services_faults::refusedAndNotReadBack()
{
    QDir(m_dir.filePath(u"journal"_s)).removeRecursively();
    ClusterAccess access(config(u"proxied"_s), &m_clock, nullptr);
    JournalService journal(m_dir.filePath(u"journal"_s), &m_clock);
    OperationService service([&access](const QString &) { return &access; }, &journal, &m_clock);
    QSignalSpy ready(&service, &OperationPort::planReady), finished(&service, &OperationPort::finished);
    OperationRequest request;
    request.verb = Verb::Abort;
    request.target = {access.context(), u"default"_s, u"web"_s};
    service.requestPlan(request);
    QTRY_COMPARE_WITH_TIMEOUT(ready.size(), 1, patience);
    const auto plan = ready.first().first().value<OperationPlanPtr>();
    QVERIFY(m_proxy->use(R"([{"verb":"PATCH","path":"/rollouts/","forward":0,"answer":{"status":409,"body":"{\"kind\":\"Status\",\"message\":\"it moved\",\"code\":409}"}},)"
                         R"({"verb":"GET","path":"/rollouts/","forward":0,"answer":{"status":403,"body":"{\"kind\":\"Status\",\"message\":\"not any more\",\"code\":403}"}}])"));
    service.execute(plan, {plan->digest, u"there is something in between"_s, {}});
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    const Outcome outcome = finished.first().first().value<Outcome>();
    QCOMPARE(outcome.state, OutcomeState::Refused);
    QVERIFY2(outcome.message.contains(u"not known"_s) && !outcome.message.contains(u"Nothing was changed"_s), qPrintable(outcome.message));
}

void tst_services_faults::pictures_data()
{
    QTest::addColumn<QByteArray>("rules");
    const auto row = [](const char *name, const QByteArray &where, const QByteArray &fault) { QTest::newRow(name) << "[{" + where + ',' + fault + "}]"; };
    row("410 in mid-watch", watches, R"("last":2,"after":1,"then":"end","inject":"{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"reason\":\"Expired\",\"code\":410}}\n")");
    row("a watch that is cut", watches, R"("last":2,"after":1)");
    row("a watch that is reset", watches, R"("last":2,"after":1,"then":"reset")");
    row("half an event", watches, R"("last":2,"after":1,"inject":"{\"type\":\"MODIFIED\",\"object\":{\"meta")");
    row("an event of no known type", watches, R"("last":2,"after":1,"then":"end","inject":"{\"type\":\"SHINY\",\"object\":{}}\n")");
    row("a login page for a watch", watches, R"("last":2,"forward":0,"answer":{"body":"<html>sign in</html>"})");
    row("a redirected watch", watches, R"("last":2,"forward":0,"answer":{"status":307,"headers":{"Location":"/other"}})");
    row("an object of another kind", watches, R"("last":1,"after":1,"then":"end","inject":"{\"type\":\"ADDED\",\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"web\",\"namespace\":\"default\",\"uid\":\"p1\",\"resourceVersion\":\"1\"}}}\n")");
    row("a bookmark whose version is none", watches, R"("last":2,"after":1,"then":"end","inject":"{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Rollout\",\"metadata\":{\"resourceVersion\":\"soon\"}}}\n")");
    row("a bookmark of the far future", watches, R"("last":1,"after":1,"then":"end","inject":"{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Rollout\",\"metadata\":{\"resourceVersion\":\"99999999999999999999\"}}}\n")");
    row("the end of initial events, unasked", watches, R"("last":1,"after":1,"then":"end","inject":"{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Rollout\",\"metadata\":{\"resourceVersion\":\"1\",\"annotations\":{\"k8s.io/initial-events-end\":\"true\"}}}}\n")");
    row("a part of a list", lists, R"("last":1,"answer":{"raw":["HTTP/1.1 206 Partial Content\r\nContent-Length: {size}\r\n\r\n{body}"]})");
    row("events in single bytes", watches, R"("piece":1)");
    row("garbage for a list", lists, R"("last":2,"forward":0,"answer":{"body":"{\"kind\":\"RolloutList\",\"items\":["})");
    row("a list that is cut", lists, R"("last":2,"cut":600)");
    row("401, then the list", lists, R"("last":1,"forward":0,"answer":{"status":401,"body":"{\"kind\":\"Status\",\"code\":401}"})");
    row("too many requests", lists, R"("last":1,"forward":0,"answer":{"status":429,"headers":{"Retry-After":"1"}})");
    row("a list that drips", lists, R"("last":1,"piece":300,"pause":0.05)");
    row("a list without end", lists, R"("last":1,"answer":{"endless":"body"})");
    row("a redirected list", lists, R"("last":1,"forward":0,"answer":{"status":302,"headers":{"Location":"https://elsewhere.example/"}})");
}

void tst_services_faults::pictures()
{
    QFETCH(QByteArray, rules);
    QVERIFY(m_proxy->use(rules));
    ClusterSession session(config(u"proxied"_s), {}, &m_clock, nullptr);
    bool vanished = false, wentBack = false;
    qint64 newest = 0;
    qsizetype most = 0;
    connect(&session, &ClusterSession::rowsChanged, this, [&] {
        most = std::max(most, session.rows().size());
        vanished = vanished || session.rows().size() < most;
    });
    RolloutSnapshotPtr shown;
    connect(&session, &ClusterSession::snapshotChanged, this, [&](const RolloutSnapshotPtr &snapshot) {
        const qint64 version = snapshot->rollout.meta.resourceVersion.toLongLong();
        wentBack = wentBack || version < newest;
        newest = version;
        shown = snapshot;
    });
    session.start();
    session.open(u"default"_s, u"web"_s, WorkloadKind::Rollout);
    const auto row = [&session]() -> FleetRowPtr { return session.rows().isEmpty() ? nullptr : session.rows().constFirst(); };
    QTRY_VERIFY_WITH_TIMEOUT(row() && shown, patience);
    for (const bool held : {true, false, true}) {
        holdIt(held);
        QTRY_VERIFY_WITH_TIMEOUT(row()->specPaused == held && shown->rollout.specPaused == held, patience);
    }
    QTRY_COMPARE_WITH_TIMEOUT(session.status().phase, ConnectionPhase::Connected, patience);
    QVERIFY(!vanished);
    QVERIFY(!wentBack);
    QVERIFY(receivedValue(shown->rollout, GuardField::CanarySteps).isArray()); // what the open rollout offers rests on it
    for (const QJsonValue &one : m_proxy->arrivals())
        QVERIFY2(!one[u"target"].toString().contains(u"elsewhere"_s), qPrintable(one[u"target"].toString()));
}

void tst_services_faults::frozenIsSaidAndPasses()
{
    ClusterSession session(config(u"proxied"_s), {}, &m_clock, nullptr);
    session.start();
    QTRY_COMPARE_WITH_TIMEOUT(session.status().phase, ConnectionPhase::Connected, patience);
    m_proxy->turn("freeze");
    QElapsedTimer silence;
    silence.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.status().phase != ConnectionPhase::Connected, patience);
    QVERIFY2(silence.elapsed() < 15'000, qPrintable(QString::number(silence.elapsed())));
    QVERIFY(!session.status().message.isEmpty());
    m_proxy->turn("thaw");
    QTRY_COMPARE_WITH_TIMEOUT(session.status().phase, ConnectionPhase::Connected, patience);
}

void tst_services_faults::discovery_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("present");
    QTest::newRow("a stale group") << QByteArray(R"({"status":503,"body":"{\"kind\":\"Status\",\"message\":\"the group is stale\",\"code\":503}"})") << true;
    QTest::newRow("not acceptable") << QByteArray(R"({"status":406,"body":"{\"kind\":\"Status\",\"message\":\"only protobuf\",\"code\":406}"})") << true;
    QTest::newRow("aggregated, unasked") << QByteArray(R"({"body":"{\"kind\":\"APIGroupDiscoveryList\",\"apiVersion\":\"apidiscovery.k8s.io/v2\",\"items\":[]}"})") << true;
    QTest::newRow("a login page") << QByteArray(R"({"status":404,"body":"<html>not here</html>"})") << true;
    QTest::newRow("it is not there") << QByteArray(R"({"status":404,"body":"{\"kind\":\"Status\",\"reason\":\"NotFound\",\"code\":404}"})") << false;
}

void tst_services_faults::discovery()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, present);
    QVERIFY(m_proxy->use(R"([{"path":"/apis/argoproj.io/v1alpha1$","forward":0,"answer":)" + answer + R"(},{"path":"^/apis/?$|^/api/?$|/apis/metrics.k8s.io","forward":0,"answer":{"status":503}}])"));
    ClusterSession session(config(u"proxied"_s), {}, &m_clock, nullptr);
    session.start();
    const auto notice = [&session] { return session.status().notices.join(u' '); };
    QTRY_VERIFY_WITH_TIMEOUT(notice().contains(present ? u"is not known"_s : u"is not installed"_s), patience);
    QCOMPARE(session.status().argoPresent, present);
    QTRY_COMPARE_WITH_TIMEOUT(session.rows().size(), 1, patience);
    QVERIFY(m_proxy->use("[]"));
    if (present)
        QTRY_VERIFY_WITH_TIMEOUT(!notice().contains(u"is not known"_s) && session.status().argoPresent, patience);
    for (const QJsonValue &one : m_proxy->arrivals()) {
        const QString target = one[u"target"].toString();
        QVERIFY2(target != u"/apis"_s && target != u"/api"_s && !target.contains(u"metrics.k8s.io"_s) && !target.contains(u"sendInitialEvents"_s), qPrintable(target));
    }
}

QTEST_GUILESS_MAIN(tst_services_faults)
#include "tst_services_faults.moc"
