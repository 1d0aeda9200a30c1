// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "sandbox/world/sandbox.h"
#include "support/program.h"

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Escalations that really leave, over TLS, to a webhook that writes down what came; and verbs that wait until somebody has answered for them.
class tst_cli_escalation : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<sandbox::WebhookRecorder> m_chat;

    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList {u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s)} + arguments,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"HOOK"_s, m_chat->url() + u"/services/T000/the-secret-part"_s}, {u"NO_PROXY"_s, u"*"_s}}, 60'000);
    }

    QJsonObject clock(const QString &rule)
    {
        for (const QJsonValue &item : run({u"escalation"_s, u"list"_s}).json()[u"items"].toArray())
            if (item[u"rule"].toString() == rule)
                return item.toObject();
        return {};
    }

    /// The way back that everything here follows; its validation has begun. The id of the rung that is due at once.
    QString acted()
    {
        if (run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"errors <!channel> doubled"_s}).code != 0 || run({u"validate"_s, u"--service"_s, u"web"_s}).code > 7)
            return {};
        return clock(u"at-once"_s)[u"id"].toString();
    }

    QByteArray journal()
    {
        QFile file(m_dir.filePath(u"home/journal/segment-000001.jsonl"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        sandbox::RolloutPlan web;
        web.ns = u"default"_s;
        web.name = u"web"_s;
        web.image = u"app"_s;
        web.versions = {u"v1"_s, u"v2"_s};
        web.sinceMs = 3'600'000;
        web.steps = {QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}};
        sandbox::ClusterPlan plan;
        plan.name = u"box"_s;
        plan.namespaces = {u"default"_s};
        plan.contexts = {{u"box"_s, u"captain"_s}};
        plan.rollouts = {web};
        plan.deployments = {{u"default"_s, u"ingress"_s, 1, u"ingress"_s, u"v1"_s}};
        sandbox::ScriptEntry update;
        update.atMs = -60'000;
        update.ns = u"default"_s;
        update.name = u"web"_s;
        update.version = u"v3"_s;
        plan.script = {update};
        sandbox::SandboxOptions options;
        options.scenario = {u"test"_s, {}, {plan}};
        options.now = QDateTime::currentDateTimeUtc();
        options.kubeconfig = m_dir.filePath(u"kc"_s);
        m_world = std::make_unique<sandbox::Sandbox>(options);
        QSignalSpy ready(m_world.get(), &sandbox::Sandbox::ready);
        m_world->start();
        QVERIFY(ready.wait(20'000));
        m_chat = std::make_unique<sandbox::WebhookRecorder>();
        QVERIFY(m_chat->listen(m_world->tls()));
        QDir(m_dir.filePath(u"home"_s)).removeRecursively();
        QDir().mkpath(m_dir.filePath(u"home/config"_s));
        for (const QString &folder : {u"home"_s, u"home/config"_s})
            QFile::setPermissions(m_dir.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        write(u"ca.pem"_s, m_world->authorityPem());
        write(u"home/config/connections.yaml"_s, QByteArray("webhooks: {caFile: \"").append(m_dir.filePath(u"ca.pem"_s).toUtf8()).append("\"}\n"));
        write(u"policy.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\nenvironments: [{name: prod, connection: box}]\n"
                                "dependencies: [{name: ingress, workload: {kind: Deployment, namespace: default, name: ingress}}]\n"
                                "services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}, depends_on: [ingress]}]\n"
                                "channels: [{name: incident, webhook: \"env:HOOK\"}, {name: mute, handle: '#mute'}]\nroles: [{name: network-owner}]\n"
                                "validation: [{name: ready, type: pods}, {name: tell, type: message, channel: incident}]\n"
                                "escalation:\n  - {id: at-once, title: not restored, steps: [{after: 0m, to: [incident]}], from: rollback}\n"
                                "  - {id: later, from: rollback, after: 10m, to: [network-owner], locks: [retry]}\n"
                                "  - {id: ingress-bad, when: {dependency: ingress, state: unhealthy}, to: [network-owner], locks: [retry, promote]}\n");
    }
    void cleanup()
    {
        m_chat.reset();
        m_world.reset();
    }

    /// ESC-10, ESC-11: the policy's people and channels, and what this user alone knows of them; what nobody wrote down is null.
    void contacts()
    {
        const auto contact = [this](const QString &name) {
            for (const QJsonValue &item : run({u"escalation"_s, u"contacts"_s}).json()[u"items"].toArray())
                if (item[u"name"].toString() == name)
                    return item.toObject();
            return QJsonObject();
        };
        QFile policy(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::ReadOnly));
        write(u"policy.yaml"_s, policy.readAll() + "contacts: [{name: sre-primary, chat: '@sre', phone: null}, {name: cto}]\n");
        QCOMPARE(contact(u"sre-primary"_s)[u"chat"].toString(), u"@sre"_s);
        QVERIFY(contact(u"sre-primary"_s)[u"phone"].isNull());
        QVERIFY(!contact(u"sre-primary"_s)[u"own"].toBool(true));
        QCOMPARE(contact(u"mute"_s)[u"chat"].toString(), u"#mute"_s);
        QCOMPARE(contact(u"mute"_s)[u"kind"].toString(), u"channel"_s);
        QVERIFY(contact(u"cto"_s)[u"chat"].isNull());
        write(u"home/config/contacts.yaml"_s, "contacts:\n  - {name: sre-primary, phone: '+49 30 1234567'}\n  - {name: landlord, email: house@example.org}\n");
        QCOMPARE(contact(u"sre-primary"_s)[u"phone"].toString(), u"+49 30 1234567"_s);
        QCOMPARE(contact(u"sre-primary"_s)[u"chat"].toString(), u"@sre"_s);
        QVERIFY(contact(u"sre-primary"_s)[u"own"].toBool());
        QCOMPARE(contact(u"landlord"_s)[u"email"].toString(), u"house@example.org"_s);
        // Strict: with line, column and field.
        const std::pair<QByteArray, int> faults[] = {{"contacts:\n  - {name: a, telephone: '1'}\n", 2}, {"contacts:\n  - {name: a}\n  - {name: a}\n", 3}, {"contacts:\n  - {chat: x}\n", 2},
                                                     {"people: []\n", 1}, {"contacts: [\n", 2}, {"contacts:\n  - {name: a, phone: [1]}\n", 2}};
        for (const auto &[text, line] : faults) {
            write(u"home/config/contacts.yaml"_s, text);
            const Said said = run({u"escalation"_s, u"contacts"_s});
            QVERIFY2(said.code == 2 && said.json()[u"code"].toString() == u"contactsFile" && said.json()[u"where"][u"line"].toInt() == line, QByteArray(text + said.both()).constData());
        }
        QFile::setPermissions(m_dir.filePath(u"home/config/contacts.yaml"_s), QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther);
        QCOMPARE(run({u"escalation"_s, u"contacts"_s}).json()[u"code"].toString(), u"unsafeFile"_s);
    }

    void onceAndOnRecord()
    {
        const QString id = acted();
        QVERIFY(!id.isEmpty());
        const Said sent = run({u"escalation"_s, u"send"_s, id});
        QVERIFY2(sent.code == 0, sent.both().constData());
        QCOMPARE(m_chat->writes().size(), 1);
        const sandbox::Recorded came = m_chat->writes().first();
        QCOMPARE(came.path, u"/services/T000/the-secret-part"_s);
        const QString text = QJsonDocument::fromJson(came.body).object()[u"text"].toString();
        QVERIFY2(text.startsWith(u"Escalation at-once (not restored), rung 1, for incident. Aborted the update of default/web"_s), qPrintable(text));
        QVERIFY(!text.contains(u"<!channel>"_s) && text.contains(u"&lt;!channel&gt;"_s)); // nobody is called by a reason's text
        QCOMPARE(clock(u"at-once"_s)[u"state"].toString(), u"sent"_s);
        QCOMPARE(run({u"escalation"_s, u"send"_s, id}).code, 0); // it is there
        QCOMPARE(m_chat->writes().size(), 1);
        QStringList states;
        for (const QJsonValue &record : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray())
            if (record[u"verb"].toString() == u"escalation"_s)
                states.append(record[u"state"].toString());
        QCOMPARE(states, (QStringList {u"sending"_s, u"sent"_s}));
        QVERIFY(!journal().contains("secret-part"));
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    void aLostReplyIsNeverSentAgain()
    {
        const QString id = acted();
        m_chat->loseReplies = 1;
        QCOMPARE(run({u"escalation"_s, u"send"_s, id}).code, 6);
        QCOMPARE(run({u"escalation"_s, u"send"_s, id}).code, 6);
        QCOMPARE(m_chat->writes().size(), 1);
        const QJsonObject now = clock(u"at-once"_s);
        QCOMPARE(now[u"state"].toString(), u"due"_s); // a person has to
        QCOMPARE(now[u"channels"][0][u"state"].toString(), u"unknown"_s);
    }

    void whatWasRefusedIsSaid()
    {
        const QString id = acted();
        m_chat->refuseWith = 403;
        const Said refused = run({u"escalation"_s, u"send"_s, id});
        QCOMPARE(refused.code, 3);
        QVERIFY(!refused.both().contains("secret-part"));
        QCOMPARE(clock(u"at-once"_s)[u"channels"][0][u"state"].toString(), u"notSent"_s);
        QVERIFY(!journal().contains("secret-part"));
    }

    /// A certificate that nobody vouches for gets nothing.
    void tlsIsReal()
    {
        const QString id = acted();
        write(u"home/config/connections.yaml"_s, "connections: []\n");
        const Said said = run({u"escalation"_s, u"send"_s, id});
        QCOMPARE(said.code, 3);
        QVERIFY(m_chat->arrivals.isEmpty());
    }

    /// ESC-02: while the dependency is bad, retry and promote wait for a name; going back does not.
    void locksHoldUntilAcknowledged()
    {
        QVERIFY(!acted().isEmpty());
        const QStringList retry {u"retry"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"trying it again"_s};
        const auto healthy = [this](int ready) {
            sandbox::Cluster &cluster = *m_world->clusters().first();
            const auto &type = sandbox::typeOf(u"Deployment"_s);
            QJsonObject body = cluster.store().find(type, u"default"_s, u"ingress"_s)->body();
            QJsonObject spec = body[u"spec"].toObject();
            spec[u"replicas"] = ready;
            body[u"spec"] = spec;
            return std::holds_alternative<QJsonObject>(cluster.writer().update(type, u"default"_s, u"ingress"_s, body, {}));
        };
        QVERIFY(healthy(0)); // nothing wanted, nothing there: unhealthy
        QTRY_VERIFY_WITH_TIMEOUT(run({u"plan"_s, u"retry"_s, u"web"_s}).both().contains("ingress-bad waits for network-owner"), 30'000);
        QCOMPARE(run(retry).code, 3);
        QCOMPARE(run({u"escalation"_s, u"ack"_s, clock(u"ingress-bad"_s)[u"id"].toString(), u"--note"_s, u"network owner has it"_s}).code, 0);
        const Said free = run(retry);
        QVERIFY2(free.code == 0, free.both().constData());
    }

    /// A state that nobody knows is no healthy one: what goes on waits and is told why, a way back does not.
    void whatCannotBeReadIsNotFine()
    {
        QVERIFY(!acted().isEmpty());
        QFile policy(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::ReadOnly));
        write(u"policy.yaml"_s, policy.readAll().replace("depends_on: [ingress]", "depends_on: []").replace("locks: [retry, promote]", "locks: [retry, promote, rollback]"));
        const Said retry = run({u"retry"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"trying it again"_s});
        QVERIFY2(retry.code == 3 && retry.both().contains("Whether the dependency ingress is unhealthy is not known") && retry.both().contains("ingress-bad waits for network-owner"), retry.both().constData());
        const Said back = run({u"plan"_s, u"rollback"_s, u"web"_s});
        QVERIFY2(!back.both().contains("is not known") && !back.both().contains("ingress-bad"), back.both().constData());
        QCOMPARE(run({u"escalation"_s, u"ack"_s, clock(u"ingress-bad"_s)[u"id"].toString(), u"--note"_s, u"network owner has it"_s}).code, 0);
        const Said free = run({u"retry"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"trying it again"_s});
        QVERIFY2(free.code == 0, free.both().constData());
    }

    /// ESC-07: a role that the policy gives somebody is refused what it does not allow, with who may; what it allows goes on.
    void aRoleAllowsWhatItSays()
    {
        QFile policy(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::ReadOnly));
        const QByteArray text = policy.readAll();
        const auto with = [&](const QByteArray &roles) { write(u"policy.yaml"_s, QByteArray(text).replace("roles: [{name: network-owner}]", roles)); };
        with("roles: [{name: network-owner}, {name: L1, members: ['user:captain'], allow: [watch, pause, abort, triage]}, {name: L2, members: ['group:platform'], allow: [promote]}]");
        const Said refused = run({u"promote"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"looks good to me"_s});
        QCOMPARE(refused.code, 3);
        QVERIFY2(refused.both().contains("does not allow promote") && refused.both().contains("L2 (group:platform)"), refused.both().constData());
        QVERIFY2(run({u"plan"_s, u"promote"_s, u"web"_s}).both().contains("Who may: L2"), "the plan says so, too");
        QCOMPARE(run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"errors have doubled"_s}).code, 0);
        const Said retry = run({u"retry"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"it was the network"_s});
        QVERIFY2(retry.code == 3 && retry.both().contains("No role of it may"), retry.both().constData());
        with("roles: [{name: network-owner}, {name: L1, members: [], allow: [abort]}]"); // nobody is known to hold it
        QCOMPARE(run({u"retry"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"it was the network"_s}).code, 0);
    }

    /// ESC-08: the bundle leaves once for each run and addressee, with hashes of what is kept, and nothing that the webhook's address tells.
    void aRunIsHandedOver()
    {
        const QJsonObject begun = run({u"triage"_s, u"start"_s, u"ten-minute"_s, u"--service"_s, u"web"_s}).json();
        const QString id = begun[u"id"].toString();
        QVERIFY(!id.isEmpty());
        const auto handOver = [this, id](const QString &to) {
            return run({u"triage"_s, u"hand-off"_s, id, u"--to"_s, to, u"--note"_s, u"routing <!channel> password=hunter2hunter2"_s});
        };
        QCOMPARE(handOver(u"nobody"_s).code, 2);
        const Said mute = handOver(u"mute"_s); // has no webhook
        QVERIFY2(mute.code == 2 && mute.err.contains("has no webhook") && mute.err.contains("--to mute --print"), mute.err.constData());
        const Said printed = run({u"triage"_s, u"hand-off"_s, id, u"--to"_s, u"mute"_s, u"--note"_s, u"password=hunter2hunter2"_s, u"--print"_s});
        QVERIFY2(printed.code == 0 && printed.isOneDocument(), printed.err.constData());
        QVERIFY(printed.json()[u"text"].toString().contains(id) && !printed.out.contains("hunter2"));
        QVERIFY(printed.json()[u"state"].isNull() && printed.json()[u"channel"].isNull());
        QVERIFY(m_chat->arrivals.isEmpty());
        const Said said = handOver(u"network-owner"_s); // a role: by the channel of the messages
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(said.json()[u"channel"].toString(), u"incident"_s);
        QCOMPARE(m_chat->writes().size(), 1);
        const QByteArray body = m_chat->writes().first().body;
        for (const QByteArray &part : {QByteArray("Hand-off to network-owner: web"), id.toUtf8(), QByteArray("The board: "), QByteArray("(sha256 ")})
            QVERIFY2(body.contains(part), body.constData());
        QVERIFY(!body.contains('<') && !body.contains("hunter2hunter2"));
        static const QRegularExpression hash(u"sha256 ([0-9a-f]{64})"_s);
        const QString kept = hash.match(QString::fromUtf8(body)).captured(1);
        QVERIFY2(!kept.isEmpty() && journal().contains(kept.toUtf8()), "what is named is kept and recorded");
        handOver(u"network-owner"_s);
        QCOMPARE(m_chat->writes().size(), 1);
        QCOMPARE(handOver(u"incident"_s).code, 0);
        QCOMPARE(m_chat->writes().size(), 2);
        const QJsonArray known = run({u"triage"_s, u"show"_s, id}).json()[u"handOffs"].toArray();
        QCOMPARE(known.size(), 2);
        QCOMPARE(known[0].toObject()[u"to"].toString() + u' ' + known[0].toObject()[u"state"].toString(), u"network-owner sent"_s);
        m_chat->refuseWith = 403;
        QCOMPARE(run({u"triage"_s, u"hand-off"_s, u"no-such-run"_s, u"--to"_s, u"incident"_s}).code, 1);
        QVERIFY(journal().contains("hand-off/network-owner") && !journal().contains("the-secret-part"));
    }
};

QTEST_GUILESS_MAIN(tst_cli_escalation)
#include "tst_cli_escalation.moc"
