// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Ways back beside the cluster, over TLS, against services that write down what really came: GitHub, the routing API, a registry.
class tst_cli_remoteways : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<sandbox::GithubRecorder> m_github;
    std::unique_ptr<sandbox::RouteRecorder> m_route;
    std::unique_ptr<sandbox::RegistryRecorder> m_registry;

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    void writePolicy(const QString &readPin)
    {
        write(u"policy.yaml"_s, QByteArray("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: remote}\nvariables: {repo: {value: team/shop}}\n"
                                 "environments: [{name: prod, connection: box}]\n"
                                 "services:\n  - {name: web, route: answers, workload: {kind: Rollout, namespace: default, name: web}}\n"
                                 "rollback:\n  order: {prod: [flow, route, argo]}\n  providers:\n"
                                 "    - {name: flow, type: github-actions, repo: \"{{repo}}\", workflow: cd-rollback.yml, ref: main, affects: compose-stack,\n"
                                 "       inputs: {environment: \"{{environment}}\", image_tag: \"{{good_tag}}\", action_id: \"{{action_id}}\"}}\n"
                                 "    - {name: blind, type: github-actions, repo: \"{{repo}}\", workflow: cd-rollback.yml, ref: main, inputs: {image_tag: \"{{good_tag}}\"}}\n"
                                 "    - {name: wrong, type: github-actions, repo: \"{{repo}}\", workflow: cd-rollback.yml, ref: main, inputs: {imagetag: \"{{good_tag}}\"}}\n"
                                 "    - {name: route, type: maestro-route, method: POST, path: /api/maestro/v1/routing/rollback,\n"
                                 "       body: {route: \"{{route}}\", reason: \"{{reason}}\"}, read_pin: @PIN@}\n"
                                 "    - {name: argo, type: argo}\n").replace("@PIN@", readPin.toUtf8()));
    }

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + arguments, variables(), 90'000);
    }
    QStringList globals() const { return {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)}; }
    QMap<QString, QString> variables() const
    {
        return {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"GH_TOKEN"_s, u"the-token-of-github"_s}, {u"REG_TOKEN"_s, u"the-token-of-the-registry"_s}, {u"NO_PROXY"_s, u"*"_s}};
    }

    QStringList rollback(const QString &via, const QStringList &more = {}) const
    {
        return QStringList {u"rollback"_s, u"--service"_s, u"web"_s, u"--via"_s, via, u"--yes"_s, u"--reason"_s, u"p95 \"doubled\" since noon"_s, u"--observe-timeout"_s, u"8s"_s,
                            u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s)} + more;
    }

    QJsonObject option(const QString &provider)
    {
        for (const QJsonValue &value : run({u"options"_s, u"--service"_s, u"web"_s}).json()[u"options"].toArray())
            if (value[u"provider"].toString() == provider)
                return value.toObject();
        return {};
    }

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"ROLLBACK_REASON", "EVIDENCE_DIR", "HTTPS_PROXY", "https_proxy"})
            qunsetenv(name);
        sandbox::RolloutPlan web;
        web.ns = u"default"_s;
        web.name = u"web"_s;
        web.replicas = 2;
        web.image = u"reg.example/team/shop"_s;
        web.versions = {u"v1"_s, u"v2"_s};
        web.sinceMs = 3'600'000;
        web.steps = {QJsonObject {{u"setWeight"_s, 50}}};
        sandbox::ClusterPlan cluster;
        cluster.name = u"box"_s;
        cluster.namespaces = {u"default"_s};
        cluster.contexts = {{u"box"_s, u"admin"_s}};
        cluster.rollouts = {web};
        m_world = test::served({u"test"_s, {}, {cluster}}, QDateTime::fromSecsSinceEpoch(1'900'000'000, Qt::UTC), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        m_github = std::make_unique<sandbox::GithubRecorder>();
        m_route = std::make_unique<sandbox::RouteRecorder>();
        m_registry = std::make_unique<sandbox::RegistryRecorder>();
        for (sandbox::Recorder *recorder : {static_cast<sandbox::Recorder *>(m_github.get()), static_cast<sandbox::Recorder *>(m_route.get()), static_cast<sandbox::Recorder *>(m_registry.get())})
            QVERIFY(recorder->listen(m_world->tls()));
        m_github->token = "the-token-of-github";
        m_route->pins = {{u"answers"_s, {u"model-1"_s, u"model-2"_s, u"model-3"_s}}};
        m_registry->tags = {{u"team/shop"_s, {u"v1"_s, u"v2"_s}}};
        for (const QString &folder : {u"home"_s, u"evidence"_s})
            QDir(m_dir.filePath(folder)).removeRecursively();
        QDir().mkpath(m_dir.filePath(u"home/config"_s));
        for (const QString &folder : {u"home"_s, u"home/config"_s})
            QFile::setPermissions(m_dir.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(u"ca.pem"_s, m_world->authorityPem());
        const QString ca = u", caFile: \"%1\"}"_s.arg(m_dir.filePath(u"ca.pem"_s));
        write(u"home/config/connections.yaml"_s, (u"connections:\n  - name: box\n    github: {url: \"%1\", token: \"env:GH_TOKEN\"%4\n    maestro: {url: \"%2\"%4\n    registry: {url: \"%3\", token: \"env:REG_TOKEN\"%4\n"_s)
                                                     .arg(m_github->url(), m_route->url(), m_registry->url(), ca).toUtf8());
        writePolicy(u"\"/api/maestro/v1/routing/pins/{{route}}\""_s);
    }

    void allAreOfferedAndNothingIsSent()
    {
        const QJsonObject flow = option(u"flow"_s);
        QVERIFY2(flow[u"usable"].toBool(), qPrintable(flow[u"reason"].toString()));
        QCOMPARE(flow[u"target"].toString(), u"v1"_s);
        QCOMPARE(flow[u"requests"][0][u"path"].toString(), u"/repos/team/shop/actions/workflows/cd-rollback.yml/dispatches"_s);
        QCOMPARE(flow[u"requests"][0][u"body"][u"inputs"][u"image_tag"].toString(), u"v1"_s);
        const QJsonObject route = option(u"route"_s);
        QVERIFY2(route[u"usable"].toBool(), qPrintable(route[u"reason"].toString()));
        QCOMPARE(route[u"target"].toString(), u"model-2"_s);
        QCOMPARE(route[u"requests"][0][u"body"].toObject(), (QJsonObject {{u"route"_s, u"answers"_s}, {u"reason"_s, u"{{reason}}"_s}}));
        QVERIFY(m_github->writes().isEmpty() && m_route->writes().isEmpty());
        QCOMPARE(route[u"reason"].toString(), u"The pin is model-3 and returns to model-2."_s);
        m_route->pins[u"answers"_s] = {u"model-1"_s, u"model-2"_s};
        QVERIFY(option(u"route"_s)[u"reason"].toString().contains(u"the last one there is"_s)); // RBK-11
        m_route->pins[u"answers"_s] = {u"model-1"_s};
        QVERIFY(option(u"route"_s)[u"reason"].toString().contains(u"none before it"_s));
        m_registry->tags = {{u"team/shop"_s, {u"v2"_s}}};
        QVERIFY(option(u"flow"_s)[u"reason"].toString().contains(u"no tag v1"_s));
        m_github->token = "another";
        QVERIFY(option(u"flow"_s)[u"reason"].toString().contains(u"401"_s));
    }

    /// RBK-02: tags of the registry come last, say that nothing proves them, and nothing is aimed at one until a person names it.
    /// What a way back will need is looked at before anybody needs it, by reads alone.
    void doctorAsksThemAll()
    {
        const auto told = [this](const QString &check) {
            for (const QJsonValue &item : run({u"doctor"_s}).json()[u"items"].toArray())
                if (item[u"check"].toString() == check)
                    return QString(item[u"state"].toString() % u": "_s % item[u"message"].toString() % u' ' % item[u"hint"].toString());
            return QString();
        };
        QVERIFY2(told(u"github"_s).startsWith(u"fine: answers ops-bot"_s), qPrintable(told(u"github"_s)));
        QVERIFY2(told(u"maestro"_s).startsWith(u"warning: answers HTTP "_s), qPrintable(told(u"maestro"_s)));
        QVERIFY2(told(u"registry"_s).contains(u": answers"_s), qPrintable(told(u"registry"_s)));
        m_github->token = "another";
        m_route->token = "another";
        QVERIFY2(told(u"github"_s).startsWith(u"problem: it answered HTTP 401"_s) && told(u"github"_s).contains(u"Renew the token"_s), qPrintable(told(u"github"_s)));
        QVERIFY2(told(u"maestro"_s).startsWith(u"problem: it answered HTTP 401"_s) && told(u"maestro"_s).contains(u"Give a token"_s), qPrintable(told(u"maestro"_s)));
        QCOMPARE(m_github->writes().size() + m_route->writes().size() + m_registry->writes().size(), 0);
    }

    void tagsOfTheRegistryAreForAPersonToPick()
    {
        const QString signature = u"sha256-%1.sig"_s.arg(QString(64, u'a'));
        m_registry->tags = {{u"team/shop"_s, {u"v1"_s, u"v2"_s, u"v9"_s, u"v10"_s, signature, u"latest"_s}}};
        m_registry->pageSize = 2;
        const auto goods = [this] {
            QStringList out;
            const QJsonObject told = run({u"options"_s, u"--service"_s, u"web"_s}).json();
            for (const QJsonValue &good : told[u"lastKnownGood"].toArray())
                out.append(good[u"source"].toString() + u' ' + good[u"tag"].toString() + (good[u"at"].isNull() ? u" ?"_s : QString()));
            for (const QJsonValue &problem : told[u"problems"].toArray())
                out.append(problem.toString());
            return out;
        };
        QStringList told = goods();
        QCOMPARE(told.mid(1), (QStringList {u"registry v10 ?"_s, u"registry v9 ?"_s, u"registry latest ?"_s})); // not what runs (v2), nor what is known (v1)
        QCOMPARE(told.constFirst(), u"replicaSets v1"_s);
        QCOMPARE(option(u"flow"_s)[u"target"].toString(), u"v1"_s);
        const Said words = runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals().mid(1) + QStringList {u"options"_s, u"--service"_s, u"web"_s}, variables(), 90'000);
        QVERIFY2(words.out.contains("v10, v9, latest") && words.out.contains("nothing says that it ran or was good"), words.out.constData());
        m_registry->pageSize = 0;
        for (int i = 100; i < 130; ++i)
            m_registry->tags[u"team/shop"_s].append(u"b%1"_s.arg(i));
        told = goods();
        QCOMPARE(told.filter(u"registry "_s).size(), 20);
        QVERIFY2(told.constLast().contains(u"not listed: 13"_s), qPrintable(told.join(u'\n')));
        m_registry->tags = {{u"team/other"_s, {u"v1"_s}}};
        told = goods();
        QVERIFY2(told.size() == 2 && told.constLast().contains(u"does not know team/shop"_s), qPrintable(told.join(u'\n')));
        m_registry->realm = u"http://192.0.2.1/token"_s;
        told = goods();
        QVERIFY2(told.size() == 2 && told.constLast().contains(u"not safe to go"_s), qPrintable(told.join(u'\n')));
        QVERIFY(m_registry->writes().isEmpty());
    }

    /// The ways do not wait for a list of names for ever, and who waits is told for what.
    void aSilentRegistryIsWaitedForAndSaid()
    {
        m_registry->silentOn = u"/tags/list"_s;
        QElapsedTimer took;
        took.start();
        const Said said = run({u"options"_s, u"--service"_s, u"web"_s});
        QCOMPARE(said.code, 0);
        QVERIFY2(took.elapsed() < 20'000, qPrintable(QString::number(took.elapsed())));
        QVERIFY2(said.err.contains((u"Asking %1 for its tags, 8 s at most"_s.arg(m_registry->url()).toUtf8())), said.err.constData());
        QCOMPARE(said.json()[u"options"].toArray().size(), 5);
        QVERIFY2(said.json()[u"problems"][0].toString().contains(u"did not list its tags in time"_s), said.out.constData());
    }

    /// A namesake in another registry says nothing of this image: it is not asked, and that is said.
    void anotherRegistryIsNotAsked()
    {
        const auto serve = [this](const QByteArray &name) {
            QFile file(m_dir.filePath(u"home/config/connections.yaml"_s));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            file.close();
            write(u"home/config/connections.yaml"_s, QByteArray(text).replace("registry: {", QByteArray("registry: {serves: ").append(name).append(", ")));
        };
        const QByteArray before = [this] {
            QFile file(m_dir.filePath(u"home/config/connections.yaml"_s));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }();
        m_registry->tags = {{u"team/shop"_s, {u"v2"_s, u"v9"_s}}}; // not v1, to which the workflow would go
        serve("ghcr.io");
        const Said said = run({u"options"_s, u"--service"_s, u"web"_s});
        QVERIFY2(said.json()[u"problems"][0].toString().contains(u"The image is of reg.example, the registry of this connection is %1"_s.arg(m_registry->url())), said.out.constData());
        QCOMPARE(said.json()[u"lastKnownGood"].toArray().size(), 1);
        const QJsonObject flow = option(u"flow"_s);
        QVERIFY2(flow[u"usable"].toBool() && flow[u"reason"].toString().contains(u"not asked about tags"_s), qPrintable(flow[u"reason"].toString()));
        QVERIFY(m_registry->arrivals.isEmpty());
        write(u"home/config/connections.yaml"_s, before);
        serve("Reg.Example");
        QVERIFY(option(u"flow"_s)[u"reason"].toString().contains(u"no tag v1"_s));
        QVERIFY(!m_registry->arrivals.isEmpty());
    }

    void theRouteReturnsToItsPreviousPin()
    {
        const Said said = run(rollback(u"route"_s));
        QCOMPARE(said.code, 0);
        QCOMPARE(m_route->writes().size(), 1);
        QCOMPARE(QJsonDocument::fromJson(m_route->writes().first().body).object(), (QJsonObject {{u"route"_s, u"answers"_s}, {u"reason"_s, u"p95 \"doubled\" since noon"_s}}));
        QCOMPARE(m_route->writes().first().idempotencyKey, said.json()[u"id"].toString().toUtf8());
        QVERIFY(said.json()[u"message"].toString().contains(u"from model-3 to model-2"_s));
    }

    void routeFaults_data()
    {
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("refused");
        QTest::addColumn<bool>("readable");
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("moved");
        QTest::newRow("answer lost, read back") << 1 << 0 << true << 0 << 1;
        QTest::newRow("answer lost, not readable") << 1 << 0 << false << 6 << 1;
        QTest::newRow("accepted, not readable") << 0 << 0 << false << 7 << 1;
        QTest::newRow("422") << 0 << 422 << true << 3 << 0;
        QTest::newRow("409") << 0 << 409 << true << 3 << 0;
        QTest::newRow("403") << 0 << 403 << true << 4 << 0;
        QTest::newRow("500") << 0 << 500 << true << 6 << 0;
    }
    void routeFaults()
    {
        QFETCH(int, lost);
        QFETCH(int, refused);
        QFETCH(bool, readable);
        QFETCH(int, moved);
        if (!readable)
            writePolicy(u"null"_s);
        m_route->loseReplies = lost;
        m_route->refuseWith = refused;
        const Said said = run(rollback(u"route"_s));
        QTEST(said.code, "code");
        QCOMPARE(m_route->writes().size(), 1); // once, whatever came back
        QCOMPARE(m_route->pins[u"answers"_s].size(), 3 - moved);
        QVERIFY(!said.json()[u"message"].toString().contains(QChar(0x1b)));
        if (!readable && !lost) // told, and not taken for the effect
            QVERIFY(said.json()[u"message"].toString().contains(u"The answer says that the pin is model-2 now"_s));
    }

    void credentialsFollowNoRedirect()
    {
        sandbox::RouteRecorder elsewhere;
        QVERIFY(elsewhere.listen(m_world->tls()));
        m_github->redirectTo = elsewhere.url() + u"/repos"_s;
        m_route->redirectTo = elsewhere.url();
        QVERIFY(!option(u"flow"_s)[u"usable"].toBool());
        QVERIFY(run(rollback(u"route"_s)).code != 0);
        QVERIFY(elsewhere.arrivals.isEmpty());
    }

    void theTokenGoesToNoOtherRealm()
    {
        sandbox::RegistryRecorder stranger;
        QVERIFY(stranger.listen(std::nullopt));
        m_registry->realm = u"http://192.0.2.1/token"_s; // not safe: no token is asked for, and the tag stays unchecked
        QVERIFY(option(u"flow"_s)[u"usable"].toBool());
        m_registry->realm = stranger.url() + u"/token"_s;
        QVERIFY(option(u"flow"_s)[u"usable"].toBool());
        QVERIFY(!stranger.arrivals.isEmpty());
        for (const sandbox::Recorded &one : std::as_const(stranger.arrivals))
            QCOMPARE(one.authorization, QByteArray());
        QCOMPARE(m_registry->arrivals.last().authorization, QByteArray("Bearer token-of-the-registry"));
    }

    void aWorkflowIsDispatchedOnce_data()
    {
        QTest::addColumn<QString>("via");
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("others");
        QTest::addColumn<bool>("tells");
        QTest::addColumn<int>("code");
        QTest::newRow("marked") << u"flow"_s << 0 << 0 << false << 0;
        QTest::newRow("marked, among others") << u"flow"_s << 0 << 2 << false << 0;
        QTest::newRow("marked, answer lost") << u"flow"_s << 1 << 2 << false << 0;
        QTest::newRow("told by GitHub") << u"blind"_s << 0 << 2 << true << 0;
        QTest::newRow("by who we are") << u"blind"_s << 0 << 2 << false << 0;
        QTest::newRow("unknown input") << u"wrong"_s << 0 << 0 << false << 3;
    }
    void aWorkflowIsDispatchedOnce()
    {
        QFETCH(QString, via);
        QFETCH(int, lost);
        QFETCH(int, others);
        QFETCH(bool, tells);
        m_github->loseReplies = lost;
        m_github->others = others;
        m_github->tellsRun = tells;
        const Said said = run(rollback(via));
        QTEST(said.code, "code");
        QCOMPARE(m_github->writes().size(), 1);
        const QJsonObject body = QJsonDocument::fromJson(m_github->writes().first().body).object();
        QCOMPARE(body.keys(), (QStringList {u"inputs"_s, u"ref"_s}));
        if (via == u"flow")
            QCOMPARE(body[u"inputs"][u"action_id"].toString(), said.json()[u"id"].toString());
        if (via == u"flow" && !lost) {
            QVERIFY2(said.err.contains("rollback: pull the tag"), said.err.constData()); // live, RBK-05
            QFile journal(m_dir.filePath(u"home/journal/segment-000001.jsonl"_s)); // RBK-18: by tag and digest
            QVERIFY(journal.open(QIODevice::ReadOnly));
            const QByteArray kept = journal.readAll();
            QVERIFY2(kept.contains("\"tag\":\"v1\"") && kept.contains("\"digest\":\"sha256:00\""), kept.mid(kept.lastIndexOf("\"to\":{"), 300).constData());
        }
    }

    /// EVD-11, EVD-16: what the run logged and how the objects were go with the pack; what could not be read is named.
    void logsAndConfigurationGoIntoThePack()
    {
        m_github->log = "2026-11-20T03:13:00Z pull the tag v1\npassword=swordfish99swordfish\n\x1b[31mdone\n";
        const QString id = run(rollback(u"flow"_s)).json()[u"id"].toString();
        const auto exported = [this, &id](const QString &name) {
            const Said said = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(name), u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s)});
            if (said.code != 0)
                qWarning("%s", said.both().constData());
            return said.json();
        };
        const auto contentOf = [](const QString &path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QString pack = exported(u"packs"_s)[u"path"].toString();
        const QStringList logs = QDir(pack + u"/workflow"_s).entryList(QDir::Files);
        QCOMPARE(logs.size(), 1);
        QVERIFY2(logs.first().endsWith(u"-7001.log"_s), qPrintable(logs.first()));
        const QByteArray log = contentOf(pack + u"/workflow/"_s + logs.first());
        QVERIFY2(log.startsWith("2026-11-20T03:13:00Z pull the tag v1\n") && log.count('\n') == 3, log.constData());
        QVERIFY2(!log.contains("swordfish") && !log.contains('\x1b') && log.contains("done"), log.constData());
        bool atOnce = false;
        for (const sandbox::Recorded &one : m_github->arrivals) {
            atOnce = atOnce || one.path.startsWith(u"/blob/"_s);
            if (one.path.startsWith(u"/blob/"_s))
                QVERIFY(one.authorization.isEmpty()); // the token stays with GitHub
        }
        QVERIFY(atOnce);
        const QByteArray config = contentOf(pack + u"/config/Rollout-web.json"_s);
        QVERIFY2(QJsonDocument::fromJson(config)[u"object"][u"metadata"][u"name"].toString() == u"web"_s && !config.contains("managedFields"), config.constData());
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack}).json()[u"state"].toString(), u"valid"_s);
        const Said independent = runProgram(u"python3"_s, {u"-B"_s, QStringLiteral(MAESTRO_SOURCE_DIR "/tests/support/verifyjournal.py"), pack}, {});
        QVERIFY2(independent.code == 0 && independent.out.startsWith("valid\n"), independent.both().constData());

        m_github->logsLieElsewhere = false; // as some servers answer
        QCOMPARE(contentOf(exported(u"direct"_s)[u"path"].toString() + u"/workflow/"_s + logs.first()), log);
        m_github->log = "first line\n" + QByteArray(3 * 1024 * 1024, 'x') + "\nlast line\n";
        const QJsonObject cut = exported(u"cut"_s);
        const QByteArray end = contentOf(cut[u"path"].toString() + u"/workflow/"_s + logs.first());
        QVERIFY(end.size() <= 2 * 1024 * 1024 + 1024 && end.endsWith("last line\n") && !end.startsWith("first line"));
        QVERIFY(QJsonDocument(cut).toJson().contains("the beginning"));
        m_github->logStatus = 410;
        const QJsonObject gone = exported(u"gone"_s);
        QVERIFY2(QJsonDocument(gone).toJson().contains("HTTP 410"), QJsonDocument(gone).toJson().constData());
        QVERIFY(!QDir(gone[u"path"].toString() + u"/workflow"_s).exists());
    }

    /// Two runs of the same name by somebody who looks like us: which one is ours is not known, and said so.
    void severalRunsAreNotGuessed()
    {
        m_github->others = 2;
        m_github->login = u"else"_s;
        QCOMPARE(run(rollback(u"blind"_s)).code, 7);
        QCOMPARE(m_github->writes().size(), 1);
        m_github->others = 2;
        m_github->loseReplies = 1;
        QCOMPARE(run(rollback(u"blind"_s)).code, 6);
        QCOMPARE(m_github->writes().size(), 2);
    }

    void aRunThatFailsIsNotApplied()
    {
        m_github->conclusion = u"failure"_s;
        const Said said = run(rollback(u"flow"_s));
        QCOMPARE(said.code, 1);
        QVERIFY(said.json()[u"message"].toString().contains(u"ended with failure"_s));
    }

    /// kill -9 after the dispatch: its run is found by its mark.
    void killedAfterItWasSent()
    {
        QProcess first;
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        const QMap<QString, QString> more = variables();
        for (auto it = more.begin(); it != more.end(); ++it)
            environment.insert(it.key(), it.value());
        first.setProcessEnvironment(environment);
        first.setStandardInputFile(QProcess::nullDevice());
        first.start(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), globals() + rollback(u"flow"_s));
        QTRY_COMPARE_WITH_TIMEOUT(m_github->writes().size(), 1, 30'000);
        first.kill();
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), QProcess::NotRunning, 30'000);
        QString settled;
        QTRY_VERIFY_WITH_TIMEOUT(settled == u"applied"_s || (settled = run({u"journal"_s, u"reconcile"_s}).json()[u"items"][0][u"state"].toString()) == u"applied"_s, 30'000);
        QCOMPARE(m_github->writes().size(), 1);
        QVERIFY(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().isEmpty());
    }

    void secretsAreNowhere()
    {
        m_github->refuseWith = 422;
        const Said said = run(rollback(u"flow"_s));
        QVERIFY(!said.out.contains("the-token-of-github") && !said.err.contains("the-token-of-github"));
        QFile journal(m_dir.filePath(u"home/journal/segment-000001.jsonl"_s));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(!journal.readAll().contains("the-token-of-github"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_remoteways)
#include "tst_cli_remoteways.moc"
