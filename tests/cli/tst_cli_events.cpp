// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"
#include "support/scriptedserver.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-06: the Event on the object and the audit webhook, both down while an action is done, and both told once in the end.
class tst_cli_events : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;

    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }
    Said run(const QStringList &arguments)
    {
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s)} + arguments,
                          {{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, m_dir.filePath(u"home"_s)}, {u"NO_PROXY"_s, u"*"_s}}, 60'000);
    }
    static bool isEvent(const sandbox::Arrival &one) { return one.method == "POST" && one.path.contains(u"/apis/events.k8s.io/v1/"_s); }
    int eventsKept()
    {
        const QList<sandbox::Arrival> all = faults().arrivals;
        return int(std::count_if(all.cbegin(), all.cend(), [](const sandbox::Arrival &one) { return isEvent(one) && one.committed; }));
    }
    QStringList waiting() const { return QDir(m_dir.filePath(u"home/state/events"_s)).entryList({u"*.json"_s}, QDir::Files); }

private Q_SLOTS:
    void downAndDeliveredLaterOnce()
    {
        bool webhookDown = true;
        QMap<QByteArray, int> told; // by Idempotency-Key
        ScriptedServer webhook([&](const ScriptedRequest &request, ScriptedConnection *connection) {
            if (webhookDown)
                return connection->reply(503, "{}");
            ++told[request.header("idempotency-key")];
            connection->reply(200, "{}");
        });
        m_world = test::served(test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}}), QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        QVERIFY(QDir().mkpath(m_dir.filePath(u"home/config"_s)));
        for (const QString &folder : {u"home"_s, u"home/config"_s})
            QFile::setPermissions(m_dir.filePath(folder), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile connections(m_dir.filePath(u"home/config/connections.yaml"_s));
        QVERIFY(connections.open(QIODevice::WriteOnly));
        connections.write("audit: {webhook: {url: \"" + webhook.url().toEncoded() + "\"}}\n");
        connections.close();
        connections.setPermissions(QFile::ReadOwner | QFile::WriteOwner);

        std::optional<sandbox::Faults::Lose> loss = sandbox::Faults::Lose::BeforeCommit;
        faults().beforeMutation = [&loss](const sandbox::Arrival &one) { return isEvent(one) ? loss : std::nullopt; };
        const Said acted = run({u"abort"_s, u"web"_s, u"--yes"_s, u"--reason"_s, u"latency doubled"_s});
        QVERIFY2(acted.code == 0, acted.both().constData()); // the action itself is not held up
        QVERIFY2(acted.err.contains("1 Event not delivered"), acted.err.constData());
        QCOMPARE(eventsKept(), 0);
        QCOMPARE(waiting(), (QStringList{acted.json()[u"id"].toString() + u".json"_s}));
        QVERIFY(told.isEmpty());

        webhookDown = false;
        loss = sandbox::Faults::Lose::AfterCommit; // the server has it, and we do not know
        const Said lost = run({u"journal"_s, u"deliver"_s});
        QCOMPARE(lost.code, 5);
        QCOMPARE(lost.json()[u"eventsWaiting"].toInt(), 1);
        QCOMPARE(eventsKept(), 1);
        QCOMPARE(waiting().size(), 1);

        loss = std::nullopt;
        const Said delivered = run({u"journal"_s, u"deliver"_s});
        QVERIFY2(delivered.code == 0 && delivered.json()[u"eventsWaiting"].toInt(-1) == 0, delivered.both().constData());
        QCOMPARE(eventsKept(), 1); // still one
        QVERIFY(waiting().isEmpty());
        QCOMPARE(run({u"journal"_s, u"deliver"_s}).code, 0);
        const Said journal = run({u"journal"_s, u"list"_s});
        qsizetype expected = 0;
        for (const QJsonValue &one : journal.json()[u"records"].toArray())
            expected += one[u"type"].toString() != u"genesis" && one[u"type"].toString() != u"rotate" ? 1 : 0;
        QCOMPARE(told.size(), expected);
        for (auto it = told.cbegin(); it != told.cend(); ++it)
            QVERIFY2(it.value() == 1, it.key().constData());
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
    }
};

QTEST_GUILESS_MAIN(tst_cli_events)
#include "tst_cli_events.moc"
