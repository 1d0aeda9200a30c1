// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What the server says beforehand, what is recorded of it, and what happens where no evidence can be written.
class tst_cli_dryrun : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    Said run(const QStringList &arguments, const QMap<QString, QString> &more = {})
    {
        QMap<QString, QString> variables{{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}};
        variables.insert(more);
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s} + arguments, variables, 60'000);
    }
    Said act(const QStringList &arguments, const QMap<QString, QString> &more = {})
    {
        return run(arguments + QStringList{u"--yes"_s, u"--reason"_s, u"errors after the update"_s}, more);
    }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }

    /// Patches of the workload, dry runs or the others, in the order of their arrival.
    QList<sandbox::Arrival> patches(bool dry)
    {
        QList<sandbox::Arrival> found;
        for (const sandbox::Arrival &one : std::as_const(faults().arrivals))
            if (one.method == "PATCH" && one.query.contains(u"dryRun=All"_s) == dry)
                found.append(one);
        return found;
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        m_world.reset();
        sandbox::RolloutPlan web = test::canary(u"shop"_s, u"web"_s, {});
        web.versions = {u"v1"_s, u"v2"_s};
        const sandbox::Scenario scenario{u"test"_s, {}, {test::box(u"shop"_s, {web})}};
        m_world = test::served(scenario, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s), 20);
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Healthy"_s, 30'000);
        faults().arrivals.clear();
    }

    /// Asked once before the one request, with an id of its own; shown, recorded, in the pack.
    void accepted()
    {
        const QJsonObject plan = run({u"plan"_s, u"rollback"_s, u"web"_s}).json();
        QCOMPARE(plan[u"dryRun"][u"state"].toString(), u"accepted"_s);
        QCOMPARE(plan[u"dryRun"][u"differences"].toArray(), QJsonArray());
        QVERIFY(!plan[u"requests"][0][u"path"].toString().contains(u"dryRun"_s)); // what is shown is what would be sent
        QCOMPARE(patches(true).size(), 1);
        QVERIFY(patches(false).isEmpty());
        faults().arrivals.clear();
        const Said said = act({u"rollback"_s, u"web"_s, u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s)}, {{u"DEPLOYMENT_LOG_URL"_s, u"https://ci.example/7"_s}});
        QVERIFY2(said.code == 0, said.both().constData());
        const QList<sandbox::Arrival> dry = patches(true);
        const QList<sandbox::Arrival> real = patches(false);
        QVERIFY(dry.size() == 1 && real.size() == 1);
        QCOMPARE(dry[0].body, real[0].body);
        QVERIFY(!dry[0].committed && real[0].committed);
        QVERIFY(dry[0].auditId.endsWith(u"-dryrun"_s) && dry[0].auditId != real[0].auditId);
        QCOMPARE(said.json()[u"http"][u"auditId"].toString(), real[0].auditId);
        const Said exported = run({u"evidence"_s, u"export"_s, said.json()[u"id"].toString(), m_dir.filePath(u"packs%1"_s.arg(m_run)), u"--evidence-dir"_s, m_dir.filePath(u"evidence"_s)});
        QVERIFY2(exported.code == 0, exported.both().constData());
        QFile file(exported.json()[u"path"].toString() + u"/dryrun.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject kept = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(kept[u"auditId"].toString(), dry[0].auditId);
        QCOMPARE(kept[u"objectSha256"].toString().size(), 64);
        QFile lines(exported.json()[u"path"].toString() + u"/record.jsonl"_s);
        QVERIFY(lines.open(QIODevice::ReadOnly));
        const QByteArray records = lines.readAll();
        QVERIFY(records.contains(dry[0].auditId.toUtf8()) && records.contains("https://ci.example/7"));
    }

    /// The server's words block it, and nothing but the question left.
    void refused()
    {
        faults().denial = u"images must be signed"_s;
        const QJsonObject plan = run({u"plan"_s, u"rollback"_s, u"web"_s}).json();
        QCOMPARE(plan[u"allowed"].toBool(true), false);
        QVERIFY2(plan[u"reason"].toString().contains(u"images must be signed"_s), qPrintable(plan[u"reason"].toString()));
        const Said said = act({u"rollback"_s, u"web"_s});
        QCOMPARE(said.code, 3);
        QVERIFY(said.json()[u"message"].toString().contains(u"images must be signed"_s));
        QCOMPARE(patches(true).size(), 2); // one for each plan
        QVERIFY(patches(false).isEmpty());
    }

    /// A webhook that cannot be asked beforehand blocks nothing, and it is said.
    void notAvailable()
    {
        faults().noDryRun = true;
        const QJsonObject plan = run({u"plan"_s, u"rollback"_s, u"web"_s}).json();
        QCOMPARE(plan[u"allowed"].toBool(), true);
        QCOMPARE(plan[u"dryRun"][u"state"].toString(), u"notAvailable"_s);
        QVERIFY(plan[u"dryRun"][u"message"].toString().contains(u"does not support dry run"_s));
        const Said said = act({u"rollback"_s, u"web"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(patches(false).size(), 1);
    }

    /// Only what replaces a template is asked beforehand: nothing urgent waits for it.
    void urgent()
    {
        const Said said = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QVERIFY(patches(true).isEmpty());
        QCOMPARE(run({u"plan"_s, u"restart"_s, u"web"_s}).json()[u"dryRun"].isNull(), true);
    }

    /// No folder for evidence: nothing is changed unless that is overridden, and then the Journal says so.
    void noEvidence()
    {
        QFile inTheWay(m_dir.filePath(u"file"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const QString folder = inTheWay.fileName() + u"/evidence"_s;
        const Said said = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s, u"--evidence-dir"_s, folder});
        QCOMPARE(said.code, 3);
        QVERIFY(patches(false).isEmpty());
        const Said overridden = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s, u"--evidence-dir"_s, folder, u"--without-evidence"_s});
        QVERIFY2(overridden.code == 0, overridden.both().constData());
        QCOMPARE(patches(false).size(), 1);
        const Said exported = run({u"journal"_s, u"export"_s, m_dir.filePath(u"export%1"_s.arg(m_run))});
        QVERIFY2(exported.code == 0, exported.both().constData());
        QFile file(m_dir.filePath(u"export%1"_s.arg(m_run)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("\"withoutEvidence\""));
    }

    void badLogAddress()
    {
        const Said said = act({u"scale"_s, u"web"_s}, {{u"DEPLOYMENT_LOG_URL"_s, u"javascript:alert(1)"_s}});
        QCOMPARE(said.code, 2);
        QVERIFY(faults().arrivals.isEmpty());
    }
};

QTEST_GUILESS_MAIN(tst_cli_dryrun)
#include "tst_cli_dryrun.moc"
