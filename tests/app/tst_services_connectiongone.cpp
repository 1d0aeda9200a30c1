// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/operation/intentdetails.h"
#include "services/operation/operationservice.h"
#include "services/operation/reconciler.h"
#include "support/kubetest.h"
#include "support/sandboxworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The connection goes while something is under way: it ends with what is known, once, and nothing waits for ever.
class tst_services_connectiongone : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    std::unique_ptr<ClusterAccess> m_access;
    std::unique_ptr<JournalService> m_journal;
    std::unique_ptr<OperationService> m_service;

    sandbox::Cluster &cluster() { return *m_world->clusters().first(); }

    void connectAnew()
    {
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({m_dir.filePath(u"kc"_s), {}, {}});
        QVERIFY2(kubeconfig, kubeconfig ? "" : qPrintable(kubeconfig.error().message));
        m_access = std::make_unique<ClusterAccess>(*kubeconfig->context(kubeconfig->currentContext()), &m_clock, nullptr);
    }

    OperationPlanPtr planned(Verb verb = Verb::Promote)
    {
        QSignalSpy ready(m_service.get(), &OperationPort::planReady), failed(m_service.get(), &OperationPort::planFailed);
        OperationRequest request;
        request.verb = verb;
        request.target = {m_access->context(), u"default"_s, u"web"_s};
        m_service->requestPlan(request);
        if (!QTest::qWaitFor([&] { return !ready.isEmpty() || !failed.isEmpty(); }, 10'000) || ready.isEmpty())
            return nullptr;
        return ready.first().first().value<OperationPlanPtr>();
    }

    void execute(const OperationPlanPtr &plan) { m_service->execute(plan, {plan->digest, u"the connection will go"_s, {}}); }

    int patches() const { return test::patchesAt(*m_world); }

    QStringList journalled() const
    {
        QStringList out;
        const Result<QList<JournalRecord>> records = m_journal->records();
        for (const JournalRecord &record : *records)
            if (record.type == RecordType::Intent || record.type == RecordType::Outcome)
                out.append(record.state);
        return out;
    }

private Q_SLOTS:
    void init()
    {
        const sandbox::Scenario scenario = test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}, QJsonObject {{u"pause"_s, QJsonObject()}}});
        m_world = test::served(scenario, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
        connectAnew();
        QDir(m_dir.filePath(u"journal"_s)).removeRecursively();
        m_journal = std::make_unique<JournalService>(m_dir.filePath(u"journal"_s), &m_clock);
        m_service = std::make_unique<OperationService>([this](const QString &) { return m_access.get(); }, m_journal.get(), &m_clock);
        m_service->setLockDirectory(m_dir.filePath(u"locks"_s));
    }

    void cleanup()
    {
        m_service.reset();
        m_access.reset();
        m_journal.reset();
        m_world.reset();
    }

    void underWay_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<OutcomeState>("state");
        QTest::newRow("sent, not answered") << u"sent"_s << OutcomeState::Unknown;
        QTest::newRow("answer lost, being settled") << u"lost"_s << OutcomeState::Unknown;
        QTest::newRow("accepted, effect awaited") << u"accepted"_s << OutcomeState::NotObserved;
        QTest::newRow("refused, precondition being named") << u"refused"_s << OutcomeState::Refused;
        QTest::newRow("applied, read once more") << u"applied"_s << OutcomeState::Applied;
    }

    void underWay()
    {
        QFETCH(QString, when);
        QFETCH(OutcomeState, state);
        const OperationPlanPtr plan = planned();
        QVERIFY(plan && plan->allowed.allowed);
        sandbox::Faults &faults = cluster().faults();
        faults.arrivals.clear();
        QTimer everyTurn; // of the event loop
        if (when == u"sent")
            cluster().api().setFrozen(true);
        else if (when == u"lost")
            faults.loseReply(1, sandbox::Faults::Lose::BeforeCommit);
        else if (when == u"accepted")
            faults.controllerDelayMs = 3'600'000;
        else if (when == u"refused") {
            faults.failWithStatus = 422;
            connect(&everyTurn, &QTimer::timeout, this, [&] {
                if (!faults.arrivals.isEmpty() && faults.arrivals.last().status == 422)
                    cluster().api().setFrozen(true);
            });
        } else {
            connect(&everyTurn, &QTimer::timeout, this, [&] {
                if (journalled().size() == 2)
                    m_access.reset();
            });
        }
        everyTurn.start(0);
        QSignalSpy finished(m_service.get(), &OperationPort::finished);
        execute(plan);
        if (when != u"applied") {
            QTest::qWait(600);
            QCOMPARE(finished.size(), 0);
            m_access.reset();
        }
        QTRY_COMPARE(finished.size(), 1);
        everyTurn.stop();
        const auto outcome = finished.first().first().value<Outcome>();
        QCOMPARE(outcome.state, state);
        QVERIFY(!outcome.message.isEmpty());
        QCOMPARE(patches(), 1);
        QCOMPARE(journalled(), QStringList({u"open"_s, outcomeWord(state)}));
        QCOMPARE(m_journal->verification().openIntents.size(), state == OutcomeState::Unknown ? 1 : 0); // unknown: to be reconciled

        faults.failWithStatus = 0;
        cluster().api().setFrozen(false);
        QTest::qWait(500); // a late answer finds nobody, and is nobody's
        QCOMPARE(finished.size(), 1);
        connectAnew();
        const OperationPlanPtr next = planned(Verb::Abort);
        QVERIFY2(next && next->allowed.code != RefusalCode::InFlight, "the object is free for the next action");
    }

    /// A listener that closes the connection when it hears the outcome is told once.
    void closedByTheListener()
    {
        const OperationPlanPtr plan = planned();
        QVERIFY(plan);
        int told = 0;
        connect(m_service.get(), &OperationPort::finished, this, [&] {
            ++told;
            m_access.reset();
        });
        execute(plan);
        QTRY_COMPARE(told, 1);
        QTest::qWait(200);
        QCOMPARE(told, 1);
    }

    void whilePlanning()
    {
        cluster().api().setFrozen(true);
        QSignalSpy ready(m_service.get(), &OperationPort::planReady), failed(m_service.get(), &OperationPort::planFailed);
        m_service->requestPlan({Verb::Abort, {m_access->context(), u"default"_s, u"web"_s}, WorkloadKind::Rollout, {}});
        QTest::qWait(300);
        QCOMPARE(failed.size(), 0);
        m_access.reset();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed.first().at(1).value<Error>().code, u"connectionClosed"_s);
        cluster().api().setFrozen(false);
        QTest::qWait(300);
        QCOMPARE(failed.size() + ready.size(), 1);
        QCOMPARE(patches(), 0);
    }

    void whileReconciling()
    {
        const OperationPlanPtr plan = planned();
        cluster().api().setFrozen(true);
        execute(plan);
        QTest::qWait(300);
        m_service.reset(); // killed: the intent stays open
        QCOMPARE(m_journal->verification().openIntents.size(), 1);
        Reconciler reconciler([this](const QString &) { return m_access.get(); }, m_journal.get(), &m_clock);
        Await<Result<QList<Reconciled>>> done;
        reconciler.run(done.callback());
        QTest::qWait(300);
        QCOMPARE(done.calls, 0);
        m_access.reset();
        const Result<QList<Reconciled>> settled = done.get();
        QCOMPARE(settled->size(), 1);
        QCOMPARE(settled->first().state, OutcomeState::Unknown);
        QCOMPARE(m_journal->verification().openIntents.size(), 1); // still to be settled
    }

    /// Who acts holds the lock until the answer, stopped or not: nobody else says meanwhile what became of it, and it has one end.
    void reconciledByAnotherConsole()
    {
        const OperationPlanPtr plan = planned();
        cluster().api().setFrozen(true);
        execute(plan);
        QTRY_COMPARE(m_journal->verification().openIntents.size(), 1);
        JournalService journal(m_journal->directory(), &m_clock);
        Reconciler reconciler([this](const QString &) { return m_access.get(); }, &journal, &m_clock);
        reconciler.setLockDirectory(m_dir.filePath(u"locks"_s));
        Await<Result<QList<Reconciled>>> done;
        reconciler.run(done.callback());
        const Result<QList<Reconciled>> settled = done.get();
        QCOMPARE(settled->size(), 1);
        QCOMPARE(settled->first().state, OutcomeState::Unknown);
        QVERIFY2(settled->first().message.contains(u"acting on this object"_s), qPrintable(settled->first().message));
        QCOMPARE(m_journal->verification().openIntents.size(), 1);
        // Settled by two who looked at the same time: once.
        const JournalRecord intent = m_journal->records()->constLast();
        QVERIFY(journal.settle(reconcileRecord(intent, OutcomeState::Unknown, u"seen"_s, m_clock.utcNow()))->seq > 0);
        QCOMPARE(m_journal->settle(reconcileRecord(intent, OutcomeState::Applied, u"seen too"_s, m_clock.utcNow()))->seq, -1);
    }

    /// The services end before the connection does; what it says then reaches nobody.
    void servicesGoFirst()
    {
        const OperationPlanPtr plan = planned();
        cluster().api().setFrozen(true);
        execute(plan);
        m_service->requestPlan({Verb::Abort, {m_access->context(), u"default"_s, u"web"_s}, WorkloadKind::Rollout, {}});
        QTest::qWait(300);
        m_service.reset();
        cluster().api().setFrozen(false);
        QTest::qWait(700);
        QCOMPARE(patches(), 1);
    }
};

QTEST_GUILESS_MAIN(tst_services_connectiongone)
#include "tst_services_connectiongone.moc"
