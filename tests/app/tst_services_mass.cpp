// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "sandbox/scenario/scenarioloader.h"
#include "services/mass/massservice.h"
#include "services/operation/reconciler.h"
#include "support/fakeports.h"
#include "support/kubetest.h"
#include "support/sandboxworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int moving = 4;
constexpr int idle = 3; ///< and one that was promoted a moment ago
constexpr int patience = 30'000;

/// A console as far as mass rollbacks go: its own home, connection and eyes.
struct Console
{
    Console(const QString &kubeconfigFile, const QString &home, const Clock *time)
        : clock(time)
        , journal(home + u"/journal"_s, time)
    {
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({kubeconfigFile, {}, {}});
        access = std::make_unique<ClusterAccess>(*kubeconfig->context(kubeconfig->currentContext()), time, nullptr);
        const auto accessFor = [this](const QString &) { return connected ? access.get() : nullptr; };
        operations = std::make_unique<OperationService>(accessFor, &journal, time);
        operations->setLockDirectory(home + u"/locks"_s);
        mass = std::make_unique<MassService>(MassService::Doors{&fleet, operations.get(), &journal, time, accessFor});
        QObject::connect(mass.get(), &MassPort::planChanged, &fleet, [this](const MassViewPtr &told) { view = told; });
        QObject::connect(mass.get(), &MassPort::failed, &fleet, [this](const Error &error) { failures.append(error.code); });
        QObject::connect(mass.get(), &MassPort::progressed, &fleet, [this](const MassReportPtr &told) { report = told; });
        QObject::connect(mass.get(), &MassPort::finished, &fleet, [this](const MassReportPtr &told) {
            report = told;
            ++ended;
        });
        mass->open(access->context(), u"shop"_s);
    }

    /// What the fleet's watch would tell.
    void look()
    {
        Await<Result<QList<Rollout>>> read;
        access->list(WorkloadKind::Rollout, {}, read.callback());
        const Result<QList<Rollout>> rollouts = read.get();
        auto snapshot = std::make_shared<FleetSnapshot>();
        for (const Rollout &rollout : *rollouts)
            snapshot->rows.append(makeFleetRow(access->context(), rollout));
        ConnectionStatus status;
        status.context = access->context();
        status.user = u"captain"_s;
        status.phase = ConnectionPhase::Connected;
        status.heardAtBootMs = clock->bootMs() - silentMs;
        status.listed = true;
        snapshot->connections = {status};
        Q_EMIT fleet.fleetChanged(snapshot);
    }

    /// The preview has this many chosen rows, as the cluster is now.
    bool shows(int chosen)
    {
        return QTest::qWaitFor([&] {
            look();
            return view && view->plan.chosen() == chosen && view->mayAbort.has_value();
        }, patience);
    }

    MassOrder order() const { return {view->digest, view->plan.confirmation(), u"a shared library is broken"_s, false}; }
    MassRow row(const QString &name) const
    {
        for (const MassRow &one : view->plan.rows)
            if (one.ref.name == name)
                return one;
        return {};
    }
    void begin(const MassOrder &given)
    {
        look();
        mass->begin(given);
    }
    QStringList batch()
    {
        QStringList states;
        const Result<QList<JournalRecord>> all = journal.records();
        for (const JournalRecord &record : *all)
            if (record.verb == u"mass-rollback")
                states.append(record.state);
        return states;
    }

    const Clock *clock;
    JournalService journal;
    std::unique_ptr<ClusterAccess> access;
    test::FakeFleet fleet;
    bool connected = true;
    qint64 silentMs = 0;
    std::unique_ptr<OperationService> operations;
    std::unique_ptr<MassService> mass;
    MassViewPtr view;
    MassReportPtr report;
    QStringList failures;
    int ended = 0;
};

} // namespace

/// The door of the window to mass rollbacks, against a server and a controller.
class tst_services_mass : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_home = 0;

    std::unique_ptr<Console> console(const QString &home = {})
    {
        const QString folder = m_dir.filePath(home.isEmpty() ? u"home%1"_s.arg(++m_home) : home);
        QDir().mkpath(folder);
        return std::make_unique<Console>(m_dir.filePath(u"kc"_s), folder, &m_clock);
    }
    sandbox::Faults &faults() { return m_world->clusters().first()->faults(); }
    /// PATCHes of workloads so far, by object.
    QHash<QString, int> patches()
    {
        QHash<QString, int> count;
        for (const sandbox::Arrival &one : std::as_const(faults().arrivals))
            if (one.method == "PATCH" && !one.query.contains(u"dryRun=All"_s))
                ++count[one.path.section(u'/', 7, 7)];
        return count;
    }
    bool eachOnce()
    {
        const QHash<QString, int> sent = patches();
        return std::all_of(sent.begin(), sent.end(), [](int times) { return times == 1; });
    }

private Q_SLOTS:
    void init()
    {
        m_world.reset();
        QByteArray text = "name: mass\nclusters:\n- name: sandbox\n  namespaces: [shop, other]\n  rollouts:\n";
        for (int i = 0; i < moving + idle; ++i)
            text += "  - {name: svc-" + QByteArray::number(i) + ", namespace: shop, strategy: canary, replicas: 2, versions: [v1], since: 5d, steps: [{setWeight: 25}, {pause: {}}]}\n";
        text += "  - {name: fresh, namespace: shop, strategy: canary, replicas: 2, versions: [v1], since: 5d, steps: [{setWeight: 50}]}\n";
        text += "  - {name: far, namespace: other, strategy: canary, replicas: 2, versions: [v1], since: 5d, steps: [{setWeight: 25}, {pause: {}}]}\n";
        text += "  script:\n  - {at: 0s, do: setImage, rollout: shop/fresh, version: v2}\n  - {at: 0s, do: setImage, rollout: other/far, version: v2}\n";
        for (int i = 0; i < moving; ++i)
            text += "  - {at: 0s, do: setImage, rollout: shop/svc-" + QByteArray::number(i) + ", version: v2}\n";
        const auto loaded = sandbox::parseScenario(text, u"mass.yaml"_s);
        QVERIFY2(loaded.ok(), loaded ? "" : qPrintable(loaded.error().message));
        m_world = test::served(*loaded, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }
    void cleanup() { m_world.reset(); }

    void thePreviewFollowsTheFleet()
    {
        const auto a = console();
        QVERIFY(a->shows(moving));
        QCOMPARE(a->view->plan.confirmation(), u"shop 4"_s);
        QCOMPARE(a->row(u"far"_s).ref.name, QString()); // of another namespace
        QCOMPARE(a->view->mayAbort, std::optional(true));
        // Promoted a moment ago: read by a list of its own, offered and not chosen.
        QTRY_VERIFY_WITH_TIMEOUT((a->look(), a->row(u"fresh"_s).why == MassWhy::PromotedLately), patience);
        QVERIFY(!a->row(u"fresh"_s).chosen);
        const QString before = a->view->digest;
        a->mass->choose(a->row(u"fresh"_s).ref, true);
        a->mass->choose(a->row(u"svc-0"_s).ref, false);
        a->mass->choose(a->row(u"svc-5"_s).ref, true); // idle: cannot be chosen
        QTRY_COMPARE(a->row(u"fresh"_s).chosen, true);
        QVERIFY(!a->row(u"svc-0"_s).chosen);
        QVERIFY(!a->row(u"svc-5"_s).chosen);
        QCOMPARE(a->view->plan.chosen(), moving);
        QVERIFY(a->view->digest != before);
        // Another scope is another choice.
        a->mass->open(a->access->context(), {});
        QVERIFY(a->shows(moving + 1));
        QCOMPARE(a->view->plan.confirmation(), QString(a->access->context() % u" 5"));
        a->mass->open({}, {});
        a->view.reset();
        a->look();
        QTest::qWait(300);
        QVERIFY(!a->view);
        QVERIFY(patches().isEmpty());
    }

    void theChosenOnesOnceAndNothingElse()
    {
        const auto a = console();
        QVERIFY(a->shows(moving));
        a->mass->choose(a->row(u"svc-0"_s).ref, false);
        QVERIFY(a->shows(moving - 1));
        const MassOrder order = a->order();
        a->begin(order);
        a->begin(order); // the second click
        QCOMPARE(a->failures, QStringList{u"alreadyRunning"_s});
        QTRY_COMPARE_WITH_TIMEOUT(a->ended, 1, patience);
        QCOMPARE(a->report->applied(), moving - 1);
        QCOMPARE(patches().size(), moving - 1);
        QVERIFY(eachOnce());
        QVERIFY(!patches().contains(u"svc-0"_s));
        QCOMPARE(a->batch(), (QStringList{u"started"_s, u"finished"_s}));
        a->begin(order); // and long after
        QCOMPARE(a->failures.size(), 2);
        QCOMPARE(patches().size(), moving - 1);
        QVERIFY(eachOnce());
    }

    void anythingElseIsRefused()
    {
        const auto a = console();
        QVERIFY(a->shows(moving));
        const MassOrder right = a->order();
        QList<MassOrder> wrong(3, right);
        wrong[0].digest = u"another"_s;
        wrong[1].words = u"shop 7"_s;
        wrong[2].reason = u"short            "_s;
        for (const MassOrder &order : std::as_const(wrong))
            a->begin(order);
        QCOMPARE(a->failures, QStringList(3, u"notConfirmed"_s));
        for (const qint64 silentMs : {20'000, 400'000}) { // old data, no connection
            a->silentMs = silentMs;
            a->begin(right);
        }
        QCOMPARE(a->failures.mid(3), QStringList(2, u"blocked"_s));
        a->silentMs = 0;
        a->mass->choose(a->row(u"svc-0"_s).ref, false);
        a->begin(right); // it was given for what was there before
        QCOMPARE(a->failures.mid(5), QStringList{u"notConfirmed"_s});
        QTest::qWait(200);
        QVERIFY(patches().isEmpty());
        QVERIFY(a->batch().isEmpty());
        QCOMPARE(a->ended, 0);
    }

    void aRowThatFailsHidesNothing()
    {
        const auto a = console();
        QVERIFY(a->shows(moving));
        faults().loseReply(2, sandbox::Faults::Lose::AfterCommit);
        a->begin(a->order());
        QTRY_COMPARE_WITH_TIMEOUT(a->ended, 1, patience);
        QCOMPARE(a->report->results.size(), moving);
        QVERIFY(a->report->applied() >= moving - 1);
        QCOMPARE(patches().size(), moving);
        QVERIFY(eachOnce());
    }

    void stopBeginsNothingMore()
    {
        const auto a = console();
        QVERIFY(a->shows(moving));
        a->begin(a->order());
        QTRY_VERIFY_WITH_TIMEOUT(!patches().isEmpty(), patience);
        a->mass->stop();
        QTRY_COMPARE_WITH_TIMEOUT(a->ended, 1, patience);
        QVERIFY(a->report->stopped);
        QCOMPARE(a->report->results.size(), moving); // those that were not begun say so
        QVERIFY(patches().size() < moving);
        QCOMPARE(a->report->applied(), patches().size());
        QCOMPARE(a->batch(), (QStringList{u"started"_s, u"stopped"_s}));
        QCOMPARE(a->journal.verification().openIntents.size(), 0);
        // What is left can be begun anew, as another batch.
        QVERIFY(a->shows(moving - int(patches().size())));
        a->begin(a->order());
        QTRY_COMPARE_WITH_TIMEOUT(a->ended, 2, patience);
        QCOMPARE(patches().size(), moving);
        QVERIFY(eachOnce());
    }

    /// Gone in the middle: what was under way is settled by reading, the rest was never begun.
    void endedInTheMiddle()
    {
        {
            const auto a = console(u"kept"_s);
            QVERIFY(a->shows(moving));
            a->begin(a->order());
            QTRY_VERIFY_WITH_TIMEOUT(patches().size() == 2, patience);
        }
        const auto b = console(u"kept"_s);
        QVERIFY(b->shows(moving - 2));
        QCOMPARE(b->batch(), QStringList{u"started"_s}); // nobody says that it ended
        Reconciler reconciler([&b](const QString &) { return b->access.get(); }, &b->journal, &m_clock);
        QTRY_COMPARE_WITH_TIMEOUT(([&] {
                                      bool done = false;
                                      reconciler.run([&done](const Result<QList<Reconciled>> &) { done = true; });
                                      (void)QTest::qWaitFor([&done] { return done; }, patience);
                                      return b->journal.verification().openIntents.size();
                                  }()),
                                  0, patience);
        QCOMPARE(patches().size(), 2);
        QVERIFY(eachOnce());
    }

    /// In the window it is made on one thread and works on another.
    void worksWhereItIsMoved()
    {
        const auto a = console();
        QThread thread; // never started
        MassService mass({&a->fleet, a->operations.get(), &a->journal, &m_clock, {}});
        mass.moveToThread(&thread);
        const QList<QObject *> parts = mass.findChildren<QObject *>();
        QVERIFY(parts.size() >= 3); // throttle, its timer, run
        for (const QObject *part : parts)
            QCOMPARE(part->thread(), &thread);
    }
};

QTEST_GUILESS_MAIN(tst_services_mass)
#include "tst_services_mass.moc"
