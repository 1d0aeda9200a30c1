// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The roles of a policy and what is no verb on a workload (ledger ESC-07, ROL-04): signals, decisions, ticks, silences. The server says that we are captain.
class tst_cli_roles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;

    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"),
                          QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"--policy"_s, m_dir.filePath(u"policy.yaml"_s), u"--alertmanager"_s, u"http://127.0.0.1:1"_s} + arguments,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home%1"_s.arg(m_run))}}, 60'000);
    }
    void usePolicy(const QByteArray &roles)
    {
        QFile file(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                   "environments: [{name: test, connection: box, namespaces: {apps: default}}]\n"
                   "metrics: [{name: errors, query: x, unit: ratio}]\ngates: [{name: errors, metric: errors, pass: \"< 0.01\"}]\nsignals: [{name: breach, kind: flag}]\n"
                   "strategies:\n  - {name: gated, kind: canary, gates: [errors], phases: [{name: quarter, weight: 25%, checkpoints: [{at: phase+1s, title: basics}]}]}\n"
                   "services: [{name: shop, strategy: gated, workload: {kind: Rollout, namespace: default, name: web}}]\n" + roles);
    }
    qsizetype records() { return run({u"journal"_s, u"list"_s}).json()[u"records"].toArray().size(); }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        if (m_world)
            return;
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}), QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }

    void deeds_data()
    {
        QTest::addColumn<QByteArray>("roles");
        QTest::addColumn<bool>("refused");
        const QByteArray l1 = "roles:\n  - {name: L1, members: [\"user:captain\"], allow: [pause, watch]}\n";
        QTest::newRow("no roles") << QByteArray() << false;
        QTest::newRow("a policy without the words") << QByteArray(l1 + "  - {name: L2, members: [\"user:bea\"], allow: [promote, triage]}\n") << false;
        QTest::newRow("the words are others'") << QByteArray(l1 + "  - {name: L2, members: [\"user:bea\"], allow: [signal, decide, tick, silence]}\n") << true;
        QTest::newRow("kept for others") << QByteArray(l1 + "  - {name: L2, members: [\"user:bea\"]}\nactions: {signal: {roles: [L2]}, decide: {roles: [L2]}, tick: {roles: [L2]}, silence: {roles: [L2]}}\n") << true;
        QTest::newRow("kept for others, and we hold no role") << QByteArray("roles: [{name: L2, members: [\"user:bea\"]}]\nactions: {signal: {roles: [L2]}, decide: {roles: [L2]}, tick: {roles: [L2]}, silence: {roles: [L2]}}\n") << true;
        QTest::newRow("ours") << QByteArray("roles: [{name: L2, members: [\"user:captain\"], allow: [signal, decide, tick, silence]}]\n") << false;
        QTest::newRow("nobody is assigned") << QByteArray("roles: [{name: L2, members: [], allow: [signal, decide, tick, silence]}]\n") << false;
    }

    /// Refused means: exit 3, who may, and nothing in the Journal.
    void deeds()
    {
        QFETCH(QByteArray, roles);
        QFETCH(bool, refused);
        usePolicy({});
        const QString id = run({u"triage"_s, u"start"_s, u"ten-minute"_s, u"--service"_s, u"shop"_s}).json()[u"id"].toString();
        const QString triage = id.isEmpty() ? run({u"triage"_s, u"list"_s}).json()[u"items"].toArray()[0][u"id"].toString() : id;
        QVERIFY(!triage.isEmpty());
        const QString item = run({u"triage"_s, u"show"_s, triage}).json()[u"items"].toArray()[0][u"id"].toString();
        QCOMPARE(run({u"triage"_s, u"tick"_s, triage, item, u"--bad"_s, u"--note"_s, u"before the policy was written"_s}).code, 0); // there is something to take back
        usePolicy(roles);
        const QString why = u"as was agreed in the call"_s;
        const QList<QStringList> calls{{u"signal"_s, u"set"_s, u"breach"_s, u"--service"_s, u"shop"_s, u"--reason"_s, why},
                                       {u"signal"_s, u"clear"_s, u"breach"_s, u"--service"_s, u"shop"_s, u"--reason"_s, why},
                                       {u"checkpoint"_s, u"go"_s, u"basics"_s, u"--service"_s, u"shop"_s, u"--reason"_s, why},
                                       {u"checkpoint"_s, u"no-go"_s, u"basics"_s, u"--service"_s, u"shop"_s, u"--reason"_s, why},
                                       {u"checkpoint"_s, u"defer"_s, u"basics"_s, u"--until"_s, u"1h"_s, u"--service"_s, u"shop"_s, u"--reason"_s, why},
                                       {u"triage"_s, u"tick"_s, triage, item, u"--bad"_s, u"--note"_s, why},
                                       {u"triage"_s, u"untick"_s, triage, item, u"--note"_s, why},
                                       {u"triage"_s, u"decide"_s, triage, u"hold"_s, u"--reason"_s, why}};
        for (const QStringList &call : calls) {
            const qsizetype before = records();
            const Said said = run(call);
            const QByteArray told = call.join(u' ').toUtf8().append(": ").append(said.both());
            if (refused) {
                QVERIFY2(said.code == 3 && said.json()[u"code"].toString() == u"notYourRole"_s && said.both().contains("Who may: L2 (user:bea)"), told.constData());
                QCOMPARE(records(), before);
            } else {
                QVERIFY2(said.code == 0, told.constData());
                QVERIFY(records() > before);
            }
        }
        const Said silence = run({u"silence"_s, u"create"_s, u"alertname=X"_s, u"--yes"_s, u"--reason"_s, why});
        QVERIFY2((silence.json()[u"code"].toString() == u"notYourRole"_s) == refused, silence.both().constData());
        QVERIFY2(silence.code == (refused ? 3 : 5), silence.both().constData()); // nobody listens there
    }
};

QTEST_GUILESS_MAIN(tst_cli_roles)
#include "tst_cli_roles.moc"
