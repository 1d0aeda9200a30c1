// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/canaryfleet.h"
#include "support/clihome.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QSignalSpy>

#include <csignal>

using namespace maestro;
using namespace Qt::StringLiterals;

/// Fifty rollouts of one namespace: twenty that are moving, thirty that are not.
class tst_cli_mass : public QObject
{
    Q_OBJECT

    test::CliHome m_home {{u"-n"_s, u"shop"_s}};
    std::unique_ptr<sandbox::Sandbox> m_world;

    Said run(const QStringList &arguments) { return m_home.run(arguments, 120'000); }
    Said mass(const QStringList &more = {}) { return run(QStringList{u"mass-rollback"_s, u"--yes"_s, u"--reason"_s, u"a shared library is broken"_s} + more); }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }

    /// PATCHes of workloads since the last question, by object.
    QHash<QString, int> patches()
    {
        QHash<QString, int> count;
        for (const sandbox::Arrival &one : std::as_const(faults().arrivals))
            if (one.method == "PATCH" && !one.query.contains(u"dryRun=All"_s))
                ++count[one.path.section(u'/', 7, 7)];
        faults().arrivals.clear();
        return count;
    }

    static QStringList named(const QJsonObject &report, const QString &state)
    {
        QStringList names;
        for (const QJsonValue &one : report[u"items"].toArray())
            if (one[u"outcome"][u"state"].toString() == state)
                names.append(one[u"name"].toString());
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset();
        m_home.clear();
        QByteArrayList names;
        for (int i = 0; i < 50; ++i)
            names.append("svc-" + QByteArray::number(i).rightJustified(2, '0'));
        const auto loaded = test::canaryFleet(names, names.mid(0, 20), 4);
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        m_world = test::served(*loaded, QDateTime::currentDateTimeUtc(), m_home.filePath(u"kc"_s));
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"mass-rollback"_s, u"--plan"_s}).json()[u"chosen"].toInt(), 20, 30'000);
        faults().arrivals.clear();
    }

    void aPlanChangesNothing()
    {
        const Said said = run({u"mass-rollback"_s, u"--plan"_s});
        QCOMPARE(said.code, 0);
        QCOMPARE(said.json()[u"kind"].toString(), u"MassPlan"_s);
        QCOMPARE(said.json()[u"confirmation"].toString(), u"shop 20"_s);
        QCOMPARE(said.json()[u"items"].toArray().size(), 50);
        QVERIFY(patches().isEmpty());
        QCOMPARE(run({u"mass-rollback"_s, u"--yes"_s}).code, 2); // no reason
        QCOMPARE(run({u"mass-rollback"_s, u"--reason"_s, u"a shared library is broken"_s}).code, 2); // no terminal
        QVERIFY(patches().isEmpty());
    }

    void everyMovingOneOnceAndNothingElse()
    {
        const Said said = mass({u"--ticket"_s, u"INC-1"_s});
        QVERIFY2(said.code == 0 && said.isOneDocument(), said.err.constData());
        QCOMPARE(said.json()[u"applied"].toInt(), 20);
        QCOMPARE(named(said.json(), u"applied"_s).size(), 20);
        const QHash<QString, int> sent = patches();
        QCOMPARE(sent.size(), 20);
        for (const int times : sent)
            QCOMPARE(times, 1);
        QVERIFY(!sent.contains(u"svc-20"_s));
        // One batch, and its own records for every row.
        int intents = 0;
        QStringList batch;
        for (const QJsonValue &one : run({u"journal"_s, u"list"_s}).json()[u"records"].toArray()) {
            intents += one[u"type"] == u"intent"_s ? 1 : 0;
            if (one[u"verb"] == u"mass-rollback"_s)
                batch.append(one[u"state"].toString());
        }
        QCOMPARE(intents, 20);
        QCOMPARE(batch, (QStringList{u"started"_s, u"finished"_s}));
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        // The second time there is nothing to do.
        QCOMPARE(mass().json()[u"chosen"].toInt(-1), 0);
        QVERIFY(patches().isEmpty());
    }

    void aRowThatFailsDoesNotHideTheOthers()
    {
        faults().loseReply(3, sandbox::Faults::Lose::AfterCommit);
        const Said said = mass();
        // Lost and settled by reading: applied, or not known, but never sent again.
        QCOMPARE(said.json()[u"applied"].toInt() + said.json()[u"notDone"].toInt(), 20);
        QVERIFY(said.json()[u"applied"].toInt() >= 19);
        for (const int times : patches())
            QCOMPARE(times, 1);
    }

    /// EMG-04: one row that moved, one that may not, one whose server fails; the others are none the worse, and nothing is sent twice.
    void threeThatFail()
    {
        const QHash<QString, int> answers {{u"svc-03"_s, 409}, {u"svc-07"_s, 403}, {u"svc-11"_s, 500}};
        faults().beforeMutation = [&](const sandbox::Arrival &arrival) {
            faults().answerThis = arrival.method == "PATCH" ? answers.value(arrival.path.section(u'/', 7, 7)) : 0;
            return std::optional<sandbox::Faults::Lose>();
        };
        const Said said = mass();
        QVERIFY2(said.code != 0 && said.isOneDocument(), said.both().constData());
        const QJsonObject report = said.json();
        QCOMPARE(named(report, u"applied"_s).size(), 17);
        QCOMPARE(named(report, u"refused"_s), QStringList {u"svc-03"_s});
        QCOMPARE(named(report, u"notPermitted"_s), QStringList {u"svc-07"_s});
        QCOMPARE(named(report, u"unknown"_s), QStringList {u"svc-11"_s}); // an answer of 5xx settles nothing
        QCOMPARE(report[u"applied"].toInt(), 17);
        QCOMPARE(report[u"notDone"].toInt(), 3);
        const QHash<QString, int> sent = patches();
        QCOMPARE(sent.size(), 20);
        for (const int times : sent)
            QCOMPARE(times, 1);
        QCOMPARE(run({u"journal"_s, u"verify"_s}).json()[u"state"].toString(), u"valid"_s);
        // Fired again: what is done is left alone.
        faults().beforeMutation = nullptr;
        QVERIFY(mass().json()[u"chosen"].toInt() <= 3);
        for (const QString &name : patches().keys())
            QVERIFY2(answers.contains(name), qPrintable(name));
    }

    void refusedByOne()
    {
        // Somebody finishes one of them meanwhile: what was seen is not there any more.
        QCOMPARE(run({u"promote-full"_s, u"svc-05"_s, u"--yes"_s, u"--reason"_s, u"this one is fine"_s}).code, 0);
        const Said said = mass();
        QCOMPARE(said.json()[u"chosen"].toInt(), 19);
        QCOMPARE(said.json()[u"applied"].toInt(), 19);
        // What was promoted a moment ago only where it is asked for.
        const QJsonObject plan = run({u"mass-rollback"_s, u"--plan"_s, u"--promoted-within"_s, u"1h"_s}).json();
        QCOMPARE(plan[u"chosen"].toInt(), 1);
        QCOMPARE(plan[u"items"][0][u"do"].toString(), u"rollback"_s);
    }

    void interruptedItBeginsNothingMore()
    {
        QProcess process;
        QProcessEnvironment environment;
        for (const auto &[key, value] : m_home.variables().toStdMap())
            environment.insert(key, value);
        process.setProcessEnvironment(environment);
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(test::CliHome::program(), m_home.globals() + QStringList{u"mass-rollback"_s, u"--yes"_s, u"--reason"_s, u"a shared library is broken"_s});
        QVERIFY(QTest::qWaitFor([this] { return std::any_of(faults().arrivals.begin(), faults().arrivals.end(), [](const sandbox::Arrival &one) { return one.method == "PATCH"; }); }, 20'000));
        ::kill(pid_t(process.processId()), SIGINT);
        QVERIFY(QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000));
        const QJsonObject report = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
        QVERIFY(report[u"stopped"].toBool());
        const QHash<QString, int> sent = patches();
        QVERIFY(sent.size() < 20);
        QCOMPARE(report[u"items"].toArray().size(), 50);
        QCOMPARE(named(report, u"notSent"_s).size(), 20 - sent.size());
        QVERIFY(run({u"journal"_s, u"verify"_s}).json()[u"openIntents"].toArray().isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_cli_mass)
#include "tst_cli_mass.moc"
