// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/checkpointservice.h"
#include "services/systemclock.h"
#include "services/workspace.h"
#include "support/sandboxworld.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The service behind the decision board's go/no-go points; `maestro checkpoint` plays the rest.
class TestCheckpointService : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<PolicyLibrary> m_policies;
    std::unique_ptr<CheckpointService> m_points;
    CheckpointList m_list;

    CheckpointRequest request(const QString &choice) const
    {
        CheckpointRequest made;
        made.target = m_list.target;
        made.revision = m_list.revision;
        made.point = m_list.states.value(0).point;
        made.choice = choice;
        made.reason = u"as was agreed in the call"_s;
        made.checked = {u"errors"_s};
        return made;
    }
    qsizetype records() { return m_journal->records() ? m_journal->records()->size() : -1; }

private Q_SLOTS:
    void initTestCase()
    {
        QFile policy(m_dir.filePath(u"policy.yaml"_s));
        QVERIFY(policy.open(QIODevice::WriteOnly));
        policy.write("apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                     "strategies:\n  - {name: gated, kind: canary, automation: {owner: none}, phases: [{name: all, weight: 100%, checkpoints: [{at: phase+6h, title: basics, items: [errors]}]}]}\n"
                     "services: [{name: shop, strategy: gated, workload: {kind: Rollout, namespace: default, name: web}}]\n");
        policy.close();
        m_world = test::served(test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}}), m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        const Paths paths {m_dir.filePath(u"journal"_s), m_dir.filePath(u"state"_s), m_dir.filePath(u"config"_s)};
        QVERIFY(createFolders(paths));
        Workspace::Options which;
        which.kubeconfig = m_dir.filePath(u"kc"_s);
        m_journal = std::make_unique<JournalService>(paths.journal, &m_clock);
        m_workspace = std::make_unique<Workspace>(which, paths, &m_clock);
        m_policies = std::make_unique<PolicyLibrary>(QString(), QStringList {policy.fileName()});
        m_policies->load();
        QCOMPARE(m_policies->policies().size(), 1);
        QVERIFY(m_workspace->load());
        m_points = std::make_unique<CheckpointService>(CheckpointService::Means {[this](const QString &context) { return m_workspace->access(context); }, m_policies.get(),
                                                                                [this](const QString &context) { return m_workspace->policyConnection(context); }, m_journal.get(), &m_clock,
                                                                                paths.state + u"/evidence"_s, {}});
        connect(m_journal.get(), &JournalPort::recordsChanged, m_points.get(), &CheckpointService::takeRecords);
        connect(m_points.get(), &CheckpointPort::listChanged, this, [this](const CheckpointList &list) { m_list = list; });
        m_points->open({m_workspace->contexts().value(0), u"default"_s, u"web"_s});
        QTRY_COMPARE_WITH_TIMEOUT(m_list.states.size(), 1, 30'000);
    }

    /// What is written is told again without being asked.
    void writesWhatWasTicked()
    {
        QSignalSpy written(m_points.get(), &CheckpointPort::written);
        m_points->decide(request(u"no-go"_s), {});
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_list.states.value(0).choice, u"no-go"_s, 30'000);
        QCOMPARE(m_list.states.first().checked, QStringList {u"errors"_s});
    }

    void refusesWhatIsNotSo_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("code");
        for (const auto &[what, code] : std::initializer_list<std::pair<const char *, const char *>> {{"revision", "changed"}, {"title", "noCheckpoint"}, {"phase", "noCheckpoint"},
                                                                                                     {"choice", "choice"}, {"until", "usage"}, {"reason", "reason"}, {"file", "attachment"}, {"tick", "checklistOpen"}, {"item", "noItem"}, {"context", "notConnected"}})
            QTest::newRow(what) << QString::fromLatin1(what) << QString::fromLatin1(code);
    }
    void refusesWhatIsNotSo()
    {
        QFETCH(QString, what);
        CheckpointRequest wrong = request(what == u"until"_s ? u"defer"_s : what == u"tick"_s ? u"go"_s : u"no-go"_s);
        if (what == u"revision"_s)
            ++wrong.revision;
        else if (what == u"title"_s)
            wrong.point.title = u"another"_s;
        else if (what == u"phase"_s)
            wrong.point.phase = u"another"_s;
        else if (what == u"choice"_s)
            wrong.choice = u"maybe"_s;
        else if (what == u"reason"_s)
            wrong.reason = u"   short      "_s;
        else if (what == u"tick"_s)
            wrong.checked.clear();
        else if (what == u"item"_s)
            wrong.checked.append(u"another"_s);
        else if (what == u"context"_s)
            wrong.target.context = u"nowhere"_s;
        QSignalSpy failed(m_points.get(), &CheckpointPort::failed);
        const qsizetype before = records();
        m_points->decide(wrong, what == u"file"_s ? QMap<QString, QString> {{u"snapshot"_s, m_dir.path()}} : QMap<QString, QString>());
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 30'000);
        QTEST(failed[0][0].value<Error>().code, "code");
        QCOMPARE(records(), before);
    }

    /// Those of the fleet are told without a request and whatever is open: overdue since when, no more once somebody decided, and not at all while nobody
    /// knows when it began.
    void ofTheFleet()
    {
        const PolicyPtr policy = m_policies->policies().constFirst();
        CheckpointService::Release release {{m_list.target.context, u"default"_s, u"other"_s}, {}, {policy, {}, u"shop"_s, u"gated"_s, u"all"_s, {}, {}, {}}, {}};
        release.workload.meta.ns = u"default"_s;
        release.workload.meta.name = u"other"_s;
        release.workload.meta.annotations.insert(u"rollout.argoproj.io/revision"_s, u"3"_s);
        const QDateTime now = m_clock.utcNow();
        CheckpointService fleet({[](const QString &) -> ClusterAccess * { return nullptr; }, m_policies.get(), [](const QString &) { return PolicyConnection(); }, m_journal.get(), &m_clock,
                                 m_dir.filePath(u"evidence"_s), {}, [&release] { return QList<CheckpointService::Release> {release}; }});
        QSignalSpy told(&fleet, &CheckpointPort::fleetChanged);
        fleet.lookAtFleet();
        QCOMPARE(told.size(), 0); // the Journal is not read yet
        const auto records = std::make_shared<QList<JournalRecord>>();
        fleet.takeFleetRecords(records);
        QCOMPARE(told.size(), 1);
        const auto state = [&told] { return told.constLast().constFirst().value<QList<CheckpointList>>().constFirst().states.constFirst(); };
        QVERIFY(!state().dueAt.isValid() && !state().isOverdue(now));
        release.changedAt = now.addSecs(-7 * 3600);
        fleet.lookAtFleet();
        QCOMPARE(told.size(), 2);
        QCOMPARE(state().dueAt, release.changedAt.addSecs(6 * 3600));
        QVERIFY(state().isOverdue(now));
        fleet.lookAtFleet();
        QCOMPARE(told.size(), 2); // nothing new
        CheckpointRequest go;
        go.target = release.target;
        go.revision = 3;
        go.point = state().point;
        go.choice = u"go"_s;
        go.reason = u"as was agreed in the call"_s;
        JournalRecord record = checkpointRecord(go);
        record.at = now;
        fleet.takeFleetRecords(std::make_shared<QList<JournalRecord>>(QList<JournalRecord> {record}));
        QCOMPARE(told.size(), 3);
        QVERIFY(!state().isOverdue(now.addSecs(60)));
    }

    void whatCannotBeReadIsSaid()
    {
        QSignalSpy unread(m_points.get(), &CheckpointPort::readFailed);
        const ObjectRef gone {m_list.target.context, u"default"_s, u"nothing"_s};
        m_points->open(gone);
        QTRY_COMPARE_WITH_TIMEOUT(unread.size(), 1, 30'000);
        QCOMPARE(unread[0][0].value<ObjectRef>(), gone);
    }
};

QTEST_GUILESS_MAIN(TestCheckpointService)
#include "tst_services_checkpoints.moc"
