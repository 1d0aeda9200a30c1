// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"
#include "support/sandboxworld.h"

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// FLT-15, EVD-16: the configuration is on disk before anything leaves, and is found again by the action.
class tst_cli_backup : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;

    QString home() const { return m_dir.filePath(u"home%1"_s.arg(m_run)); }
    QString evidence() const { return m_dir.filePath(u"evidence%1"_s.arg(m_run)); }
    Said run(const QStringList &arguments)
    {
        const QMap<QString, QString> variables{{u"HOME"_s, m_dir.path()}, {u"MAESTRO_HOME"_s, home()}, {u"EVIDENCE_DIR"_s, evidence()}};
        return runProgram(QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"), QStringList{u"--json"_s, u"--kubeconfig"_s, m_dir.filePath(u"kc"_s), u"-n"_s, u"shop"_s} + arguments, variables, 60'000);
    }
    Said act(const QStringList &arguments) { return run(arguments + QStringList{u"--yes"_s, u"--reason"_s, u"errors after the update"_s}); }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }
    static QByteArray bytesOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QStringList backups() const { return QDir(evidence() + u"/backups"_s).entryList(QDir::Files); }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        m_world.reset();
        sandbox::RolloutPlan web = test::canary(u"shop"_s, u"web"_s, {});
        web.versions = {u"v1"_s, u"v2"_s};
        sandbox::RolloutPlan api = web;
        api.name = u"api"_s;
        const sandbox::Scenario scenario{u"test"_s, {}, {test::box(u"shop"_s, {web, api})}};
        m_world = test::served(scenario, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s), 20);
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"get"_s, u"web"_s}).json()[u"phase"].toString(), u"Healthy"_s, 30'000);
        faults().arrivals.clear();
    }

    void thereBeforeTheRequest_data()
    {
        QTest::addColumn<QStringList>("call");
        QTest::newRow("a patch of the spec") << QStringList{u"restart"_s, u"web"_s};
        QTest::newRow("a template patch") << QStringList{u"rollback"_s, u"web"_s};
        QTest::newRow("an emergency verb") << QStringList{u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s};
    }

    /// The server looks when the request arrives: file, hash and the intent that names it are there, and say how it was.
    void thereBeforeTheRequest()
    {
        QFETCH(QStringList, call);
        QStringList atArrival;
        QByteArray before;
        bool intended = false;
        faults().beforeMutation = [&](const sandbox::Arrival &one) -> std::optional<sandbox::Faults::Lose> {
            if (one.method == "PATCH" && atArrival.isEmpty()) {
                atArrival = backups();
                before = bytesOf(evidence() + u"/backups/"_s + atArrival.value(0));
                const QDir journal(home() + u"/journal"_s);
                for (const QString &name : journal.entryList({u"segment-*"_s}))
                    intended = intended || bytesOf(journal.filePath(name)).contains(atArrival.value(0).section(u'.', 0, 0).toUtf8());
            }
            return std::nullopt;
        };
        const Said said = act(call);
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(atArrival.size(), 1);
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(before, QCryptographicHash::Sha256).toHex());
        QCOMPARE(atArrival.first(), QString(sha256 + u".yaml"_s));
        QVERIFY(intended);
        QVERIFY2(before.contains("kind: \"Rollout\"") && before.contains("app:v2") && before.contains("replicas: ") && !before.contains("status:"), before.constData());
        QCOMPARE(said.json()[u"backup"].toString(), QString(evidence() + u"/backups/"_s + sha256 + u".yaml"_s));
        const QJsonObject record = QJsonDocument::fromJson(bytesOf(said.json()[u"evidence"].toString())).object();
        QCOMPARE(record[u"backup"][u"sha256"].toString(), sha256);
        const QString id = said.json()[u"id"].toString();
        const Said found = run({u"evidence"_s, u"backup"_s, id});
        QVERIFY2(found.code == 0, found.both().constData());
        QCOMPARE(found.json()[u"yaml"].toString().toUtf8(), before);
        const Said exported = run({u"evidence"_s, u"export"_s, id, m_dir.filePath(u"packs%1"_s.arg(m_run))});
        QVERIFY2(exported.code == 0, exported.both().constData());
        const QString pack = exported.json()[u"path"].toString();
        QVERIFY(bytesOf(pack + u"/backup/"_s + id + u".yaml"_s).contains(sha256.toUtf8()));
        QCOMPARE(run({u"evidence"_s, u"verify"_s, pack}).code, 0);
        QFile changed(said.json()[u"backup"].toString());
        QVERIFY(changed.open(QIODevice::Append) && changed.write("#\n") > 0);
        changed.close();
        const Said damaged = run({u"evidence"_s, u"backup"_s, id});
        QVERIFY2(damaged.code != 0 && damaged.both().contains("changed"), damaged.both().constData());
    }

    void massRows()
    {
        m_world.reset();
        const test::Steps steps {QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}};
        sandbox::ClusterPlan plan = test::box(u"shop"_s, {test::canary(u"shop"_s, u"web"_s, steps), test::canary(u"shop"_s, u"api"_s, steps)});
        for (const sandbox::RolloutPlan &one : std::as_const(plan.rollouts))
            plan.script.append(test::newVersion(one, u"v2"_s, 60'000));
        m_world = test::served({u"test"_s, {}, {plan}}, QDateTime::currentDateTimeUtc(), m_dir.filePath(u"kc"_s), 20);
        QVERIFY(m_world);
        QTRY_COMPARE_WITH_TIMEOUT(run({u"mass-rollback"_s, u"--plan"_s}).json()[u"chosen"].toInt(), 2, 30'000);
        const Said said = act({u"mass-rollback"_s});
        QVERIFY2(said.code == 0, said.both().constData());
        QCOMPARE(backups().size(), 2);
    }

    /// A backup that cannot be written: nothing is sent, unless the operator goes on without evidence, and then the Journal says so.
    void notWritten()
    {
        QVERIFY(QDir().mkpath(evidence()));
        QFile::setPermissions(evidence(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile inTheWay(evidence() + u"/backups"_s);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const Said said = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s});
        QCOMPARE(said.code, 3);
        QVERIFY2(said.json()[u"message"].toString().contains(u"could not be backed up"_s), said.both().constData());
        QCOMPARE(test::patchesAt(*m_world), 0);
        const Said overridden = act({u"scale"_s, u"web"_s, u"--replicas"_s, u"6"_s, u"--without-evidence"_s});
        QVERIFY2(overridden.code == 0, overridden.both().constData());
        QCOMPARE(test::patchesAt(*m_world), 1);
        QVERIFY(overridden.json()[u"backup"].isNull());
        const Said found = run({u"evidence"_s, u"backup"_s, overridden.json()[u"id"].toString()});
        QVERIFY2(found.both().contains("no backup"), found.both().constData());
    }

    void unknownAction()
    {
        QCOMPARE(run({u"evidence"_s, u"backup"_s, u"nothing"_s}).json()[u"code"].toString(), u"notFound"_s);
    }
};

QTEST_GUILESS_MAIN(tst_cli_backup)
#include "tst_cli_backup.moc"
