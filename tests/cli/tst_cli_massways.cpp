// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/recorders/recorder.h"
#include "support/canaryfleet.h"
#include "support/clihome.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>

using namespace maestro;
using namespace Qt::StringLiterals;

/// A mass rollback over services whose policy puts a script first, beside one that is simply aborted.
class tst_cli_massways : public QObject
{
    Q_OBJECT

    test::CliHome m_home {{u"-n"_s, u"shop"_s}};
    std::unique_ptr<sandbox::Sandbox> m_world;

    void writePolicy(const QByteArray &more = {})
    {
        QByteArray policy = "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: ways}\nenvironments:\n  - {name: prod, connection: sandbox}\nservices:\n";
        for (const char *name : {"b-script", "c-script", "d-script"})
            policy += QByteArray("  - {name: @, workload: {kind: Rollout, namespace: shop, name: @}, strategy: careful}\n").replace("@", name);
        policy += "strategies:\n  - {name: careful, kind: canary, automation: {owner: none, promote: approve, abort: recommend}}\n"
                  "rollback:\n  order: {prod: [emergency]}\n  providers:\n    - {name: emergency, type: tool, argv: [./back.sh, \"{{service}}\"], env: {DIR: \"@\"}, timeout: 20s}\n";
        m_home.write(u"policy.yaml"_s, policy.replace("@", m_home.path().toUtf8()) + more);
    }
    static QStringList mass() { return {u"mass-rollback"_s, u"--yes"_s, u"--reason"_s, u"a shared library is broken"_s, u"--observe-timeout"_s, u"20s"_s}; }
    Said run(const QStringList &arguments) { return m_home.run(arguments); }
    QByteArray order() const { return m_home.read(u"order"_s); }
    QJsonObject plan() { return run({u"mass-rollback"_s, u"--plan"_s}).json(); }
    /// "abort a-plain", "rollback b-script emergency"
    static QStringList rows(const QJsonObject &document)
    {
        QStringList out;
        for (const QJsonValue &one : document[u"items"].toArray())
            out.append(QStringList{one[u"do"].toString(), one[u"name"].toString(), one[u"via"].toString()}.join(u' ').trimmed());
        return out;
    }
    static QString state(const QJsonObject &report, const QString &name)
    {
        for (const QJsonValue &one : report[u"items"].toArray())
            if (one[u"name"] == name)
                return one[u"outcome"][u"state"].toString();
        return {};
    }
    QStringList patched()
    {
        QStringList names;
        for (const sandbox::Arrival &one : std::as_const(m_world->clusters().first()->faults().arrivals))
            if (one.method == "PATCH" && one.path.contains(u"/rollouts/"_s) && !one.query.contains(u"dryRun=All"_s))
                names.append(one.path.section(u'/', 7, 7));
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset();
        m_home.clear({u"order"_s, u"go"_s});
        const QByteArrayList names {"a-plain", "b-script", "c-script", "d-script"};
        const auto loaded = test::canaryFleet(names, names, 2);
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        m_world = test::served(*loaded, QDateTime::currentDateTimeUtc(), m_home.filePath(u"kc"_s));
        QVERIFY(m_world);
        writePolicy();
        m_home.write(u"back.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\n[ \"$1\" != c-script ]\n", true);
        QTRY_COMPARE_WITH_TIMEOUT(plan()[u"chosen"].toInt(), 4, 30'000);
    }

    /// What is quick goes first, and what a policy asks of somebody else for going on keeps nobody from going back: it is said.
    void thePreviewSaysHow()
    {
        const QJsonObject before = plan();
        QCOMPARE(rows(before), (QStringList{u"abort a-plain"_s, u"rollback b-script emergency"_s, u"rollback c-script emergency"_s, u"rollback d-script emergency"_s}));
        QCOMPARE(before[u"items"][1][u"command"].toArray(), (QJsonArray{u"./back.sh"_s, u"{{service}}"_s}));
        QVERIFY(!before[u"items"][0][u"asksApproval"].toBool(true));
        QVERIFY(before[u"items"][1][u"asksApproval"].toBool());
        const Said text = runProgram(test::CliHome::program(), m_home.globals().mid(1) + QStringList{u"mass-rollback"_s, u"--plan"_s}, m_home.variables());
        QVERIFY2(text.out.contains("the script emergency of its policy (./back.sh {{service}})") && text.out.contains("waits for no approval"), text.both().constData());
        writePolicy("emergency:\n  mass: {scope: namespace, in_progress: abort}\n");
        QCOMPARE(rows(plan()), (QStringList{u"abort a-plain"_s, u"abort b-script"_s, u"abort c-script"_s, u"abort d-script"_s}));
        QVERIFY(order().isEmpty() && patched().isEmpty());
    }

    void oneThatFailsHidesNone()
    {
        const Said said = run(mass());
        QVERIFY2(said.code != 0 && said.isOneDocument(), said.both().constData());
        QCOMPARE(order(), QByteArray("b-script\nc-script\nd-script\n")); // one after the other, each once
        QCOMPARE(patched(), QStringList{u"a-plain"_s});
        QCOMPARE(state(said.json(), u"a-plain"_s), u"applied"_s);
        QCOMPARE(state(said.json(), u"b-script"_s), u"applied"_s);
        QCOMPARE(state(said.json(), u"c-script"_s), u"failed"_s);
        QCOMPARE(state(said.json(), u"d-script"_s), u"applied"_s);
        QCOMPARE(said.json()[u"notDone"].toInt(), 1);
        const QJsonArray records = run({u"journal"_s, u"list"_s}).json()[u"records"].toArray();
        QCOMPARE(std::count_if(records.begin(), records.end(), [](const QJsonValue &one) { return one[u"type"] == u"intent"_s; }), 4);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    /// COM-10: the channel hears of the whole, once, with how many ended how; every row stays an action of its own.
    void theWholeIsToldOnce()
    {
        sandbox::WebhookRecorder chat;
        QVERIFY(chat.listen(std::nullopt)); // loopback
        writePolicy("channels: [{name: incident, webhook: \"env:HOOK\"}]\nevidence: {announce: {channels: [incident], include: [log_url]}}\n");
        QMap<QString, QString> variables = m_home.variables();
        variables.insert({{u"HOOK"_s, chat.url() + u"/hook"_s}, {u"NO_PROXY"_s, u"*"_s}});
        const Said said = runProgram(test::CliHome::program(), m_home.globals() + mass(), variables, 90'000);
        const QString batch = said.json()[u"id"].toString();
        QVERIFY2(said.code != 0 && !batch.isEmpty(), said.both().constData());
        QCOMPARE(chat.writes().size(), 1);
        const QString text = QString::fromUtf8(chat.writes().constFirst().body);
        for (const QString &part : QStringList{u"mass rollback of 4 in sandbox/shop: 3 applied, 1 failed"_s, u"shop/c-script: rollback failed, action "_s, u"a shared library is broken"_s, u"Action: "_s + batch})
            QVERIFY2(text.contains(part), qPrintable(text));
        const QJsonArray records = run({u"journal"_s, u"list"_s}).json()[u"records"].toArray();
        QCOMPARE(std::count_if(records.begin(), records.end(), [](const QJsonValue &one) { return one[u"type"] == u"intent"_s; }), 4);
    }

    /// The first way of the order that can be used, then the next; what was passed over is said, and none of it ran.
    void theFirstUsableWay()
    {
        const auto ordered = [this](const QByteArray &order) {
            writePolicy();
            QFile file(m_home.filePath(u"policy.yaml"_s));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray gone = "{name: gone, type: tool, argv: [./missing.sh]}\n    - {name: flow, type: github-actions, repo: acme/shop, workflow: back.yml}\n    - {name: self, type: argo}\n    - ";
            m_home.write(u"policy.yaml"_s, file.readAll().replace("[emergency]", order).replace("{name: emergency,", QByteArray(gone + "{name: emergency,")));
        };
        ordered("[flow, gone, emergency, self]");
        QCOMPARE(rows(plan()), (QStringList{u"abort a-plain"_s, u"rollback b-script flow"_s, u"rollback c-script flow"_s, u"rollback d-script flow"_s}));
        QCOMPARE(plan()[u"items"][1][u"then"].toArray(), (QJsonArray{u"gone"_s, u"emergency"_s, u"abort"_s}));
        const QJsonObject report = run(mass()).json();
        QCOMPARE(order(), QByteArray("b-script\nc-script\nd-script\n"));
        const QJsonObject second = report[u"items"][1][u"outcome"].toObject();
        QCOMPARE(second[u"state"].toString(), u"applied"_s);
        QCOMPARE(second[u"via"].toString(), u"emergency"_s);
        const QJsonArray passed = second[u"passedOver"].toArray();
        QVERIFY2(passed.size() == 2 && passed[0].toString().startsWith(u"flow: "_s) && passed[1].toString().startsWith(u"gone: "_s), QJsonDocument(second).toJson().constData());
        QCOMPARE(state(report, u"c-script"_s), u"failed"_s); // it ran and failed: nothing else is tried
        const QJsonArray records = run({u"journal"_s, u"list"_s}).json()[u"records"].toArray();
        QCOMPARE(std::count_if(records.begin(), records.end(), [](const QJsonValue &one) { return one[u"type"] == u"intent"_s; }), 4);
    }

    /// The Rollout itself is a way like the others; where none can be used the row says why, and that is on record.
    void theRolloutItselfIsLast()
    {
        writePolicy();
        QFile file(m_home.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray with = file.readAll().replace("{name: emergency,", "{name: gone, type: tool, argv: [./missing.sh]}\n    - {name: self, type: argo}\n    - {name: emergency,");
        m_home.write(u"policy.yaml"_s, QByteArray(with).replace("[emergency]", "[gone]"));
        QJsonObject report = run(mass()).json();
        QCOMPARE(state(report, u"a-plain"_s), u"applied"_s);
        QCOMPARE(state(report, u"b-script"_s), u"refused"_s);
        QCOMPARE(patched(), QStringList{u"a-plain"_s});
        m_home.write(u"policy.yaml"_s, QByteArray(with).replace("[emergency]", "[gone, self]"));
        report = run(mass()).json();
        QCOMPARE(state(report, u"b-script"_s), u"applied"_s);
        QCOMPARE(patched(), (QStringList{u"a-plain"_s, u"b-script"_s, u"c-script"_s, u"d-script"_s}));
        QVERIFY(order().isEmpty());
    }

    /// Each script waits for a second one beside it: alone it fails.
    void severalAtOnce()
    {
        m_home.write(u"back.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\nfor i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do [ \"$(wc -l < \"$DIR/order\")\" -ge 2 ] && exit 0; sleep 0.1; done\nexit 1\n", true);
        writePolicy("emergency:\n  mass: {parallel: 3}\n");
        QCOMPARE(plan()[u"atOnce"].toInt(), 1); // a-plain is of no policy: nobody said that it may go beside others
        QFile file(m_home.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_home.write(u"policy.yaml"_s, file.readAll().replace("services:\n", "services:\n  - {name: a-plain, workload: {kind: Rollout, namespace: shop, name: a-plain}, strategy: careful}\n"));
        QCOMPARE(plan()[u"atOnce"].toInt(), 3);
        const QJsonObject report = run(mass()).json();
        for (const QString &name : {u"a-plain"_s, u"b-script"_s, u"c-script"_s, u"d-script"_s})
            QVERIFY2(state(report, name) == u"applied"_s, QJsonDocument(report).toJson().constData());
        QCOMPARE(order().count('\n'), 4);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }

    void whatThePolicyLeavesAlone()
    {
        writePolicy("emergency:\n  mass: {scope: namespace, in_progress: skip}\n");
        const QJsonObject skipped = plan();
        QCOMPARE(skipped[u"chosen"].toInt(), 1); // a-plain, of no policy
        for (const QJsonValue &one : skipped[u"items"].toArray())
            QCOMPARE(one[u"why"].toString(), one[u"name"] == u"a-plain"_s ? u"moving"_s : u"policyLeavesMoving"_s);
        writePolicy("emergency:\n  mass: {scope: namespace, in_progress: abort}\n");
        const QJsonObject everywhere = run({u"mass-rollback"_s, u"--plan"_s, u"-A"_s}).json();
        for (const QJsonValue &one : everywhere[u"items"].toArray())
            QCOMPARE(one[u"why"].toString(), one[u"name"] == u"a-plain"_s ? u"moving"_s : u"oneNamespace"_s);
        QCOMPARE(plan()[u"chosen"].toInt(), 4);
    }

    /// Killed while the first script runs: that one goes on and is settled by reading, and nobody starts it, or what was behind it, again.
    void killedInTheMiddle()
    {
        m_home.write(u"back.sh"_s, "#!/bin/sh\necho \"$1\" >> \"$DIR/order\"\nwhile [ ! -e \"$DIR/go\" ]; do sleep 0.1; done\n", true);
        QProcess process;
        m_home.begin(process, mass());
        QTRY_COMPARE_WITH_TIMEOUT(order(), QByteArray("b-script\n"), 30'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        // While it still runs nobody takes the same again.
        const Said again = run({u"rollback"_s, u"b-script"_s, u"--via"_s, u"emergency"_s, u"--yes"_s, u"--reason"_s, u"a shared library is broken"_s});
        QVERIFY2(again.code != 0, again.both().constData());
        QCOMPARE(order(), QByteArray("b-script\n"));
        m_home.write(u"go"_s, {});
        QString settled;
        QTRY_VERIFY_WITH_TIMEOUT(settled == u"applied"_s || (settled = run({u"journal"_s, u"reconcile"_s}).json()[u"items"][0][u"state"].toString()) == u"applied"_s, 30'000);
        QTest::qWait(500);
        QCOMPARE(order(), QByteArray("b-script\n"));
        QCOMPARE(patched(), QStringList{u"a-plain"_s});
        QVERIFY(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_cli_massways)
#include "tst_cli_massways.moc"
