// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"
#include "services/automation/automationservice.h"
#include "services/localuser.h"
#include "services/operation/operationservice.h"
#include "support/fakeports.h"
#include "support/kubetest.h"
#include "support/sandboxworld.h"
#include "text/automation/automationtext.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThread>

using namespace maestro;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr LeaseHolder::Timing quick {12s, 8s, 60ms}; // a busy machine must not lose the Lease

class FakeSlo : public SloPort
{
public:
    void open(const ObjectRef &) override {}
    void setRange(const QDateTime &, const QDateTime &, int) override {}
    void query(const QString &) override {}
    void compare() override {}
};

/// A console as far as automation goes: its own home, connection and eyes.
struct Console
{
    Console(const QString &kubeconfigFile, const QString &home, const Clock *clock, PolicyPtr inForce)
        : journal(home + u"/journal"_s, clock)
    {
        const Result<Kubeconfig> kubeconfig = Kubeconfig::load({kubeconfigFile, {}, {}});
        access = std::make_unique<ClusterAccess>(*kubeconfig->context(kubeconfig->currentContext()), clock, nullptr);
        operations = std::make_unique<OperationService>([this](const QString &) { return access.get(); }, &journal, clock);
        operations->setLockDirectory(home + u"/locks"_s);
        automation = std::make_unique<AutomationService>(AutomationService::Doors {
            &slo, &fleet, operations.get(), &journal, clock, [inForce](const QString &) { return inForce; },
            [this](const QString &) { return connected ? access->client() : nullptr; }});
        automation->setTiming(quick);
        journal.publish();
    }

    /// Reads the object anew and shows it to the automation as the fleet.
    Rollout look(const Clock *clock)
    {
        Await<Result<Rollout>> read;
        access->readWorkload(u"default"_s, u"web"_s, WorkloadKind::Rollout, read.callback());
        Rollout rollout = *read.get();
        show(rollout, clock);
        return rollout;
    }

    void show(const Rollout &rollout, const Clock *clock)
    {
        auto snapshot = std::make_shared<FleetSnapshot>();
        snapshot->rows = {makeFleetRow(access->context(), rollout)};
        ConnectionStatus status;
        status.context = access->context();
        status.user = u"captain"_s;
        status.phase = ConnectionPhase::Connected;
        status.heardAtBootMs = heardAt >= 0 ? heardAt : clock->bootMs();
        snapshot->connections = {status};
        Q_EMIT fleet.fleetChanged(snapshot);
    }

    QList<JournalRecord> records(RecordType type)
    {
        QList<JournalRecord> out;
        const Result<QList<JournalRecord>> all = journal.records();
        for (const JournalRecord &record : *all)
            if (record.type == type)
                out.append(record);
        return out;
    }

    JournalService journal;
    std::unique_ptr<ClusterAccess> access;
    test::FakeFleet fleet;
    FakeSlo slo;
    bool connected = true;
    qint64 heardAt = -1;
    std::unique_ptr<OperationService> operations;
    std::unique_ptr<AutomationService> automation;
};

} // namespace

/// Acting without a click, against a server and a controller: once, by one console, only as the policy says.
class tst_services_automation : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SteadyClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    Policy m_policy;
    int m_home = 0;

    std::unique_ptr<Console> console(const QString &home = {})
    {
        const QString folder = m_dir.filePath(home.isEmpty() ? u"home%1"_s.arg(++m_home) : home);
        QDir().mkpath(folder);
        return std::make_unique<Console>(m_dir.filePath(u"kc"_s), folder, &m_clock, std::make_shared<const Policy>(m_policy));
    }

    SloReportPtr report(Decision decision) const
    {
        SloReport made;
        made.target = {m_world->clusters().first()->name(), u"default"_s, u"web"_s};
        made.at = m_clock.utcNow();
        made.policy = m_policy.name;
        made.policyHash = m_policy.hash;
        made.service = u"web"_s;
        made.phase = u"first"_s;
        made.decision = {made.at, decision, u"errors"_s};
        GateReading gate;
        gate.verdict.gate = u"errors"_s;
        gate.verdict.reason = u"error rate 4.1 % is above 1 %"_s;
        made.gates = {gate};
        return std::make_shared<const SloReport>(made);
    }

    int patches() const { return test::patchesAt(*m_world); }

    /// Tells all of them the same again and again, as the gates do.
    void keepTelling(const QList<Console *> &consoles, Decision decision, int times)
    {
        for (int i = 0; i < times; ++i) {
            for (Console *each : consoles) {
                each->look(&m_clock);
                Q_EMIT each->slo.reportChanged(report(decision));
                Q_EMIT each->slo.fleetVerdictsChanged({report(decision)});
            }
            QTest::qWait(60);
        }
    }

private Q_SLOTS:
    void init()
    {
        const sandbox::Scenario scenario = test::canaryUnderWay({QJsonObject {{u"setWeight"_s, 25}}, QJsonObject {{u"pause"_s, QJsonObject()}}, QJsonObject {{u"setWeight"_s, 50}}, QJsonObject {{u"pause"_s, QJsonObject()}}});
        m_world = test::served(scenario, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);

        PolicyService service;
        service.name = u"web"_s;
        service.strategy = u"ladder"_s;
        PolicyPhase phase;
        phase.name = u"first"_s;
        PolicyStrategy strategy;
        strategy.name = u"ladder"_s;
        strategy.automation = {Automation::Owner::Console, Automation::Promote::Auto, Automation::Abort::Auto};
        strategy.phases = {phase};
        strategy.always = {u"errors"_s};
        PolicyGate errors;
        errors.name = u"errors"_s;
        errors.onFail = OnFail::Rollback;
        m_policy = {};
        m_policy.gates = {errors};
        m_policy.name = u"shop"_s;
        m_policy.hash = "abc";
        m_policy.services = {service};
        m_policy.strategies = {strategy};
    }

    void cleanup() { m_world.reset(); }

    void abortsOnce()
    {
        const auto a = console();
        keepTelling({a.get()}, Decision::Rollback, 8);
        QTRY_COMPARE(a->records(RecordType::Outcome).size(), 1);
        QTRY_VERIFY(a->look(&m_clock).abort);
        keepTelling({a.get()}, Decision::Rollback, 8);
        QCOMPARE(patches(), 1);
        QCOMPARE(a->records(RecordType::Intent).size(), 1);
        const JournalRecord intent = a->records(RecordType::Intent).first();
        QCOMPARE(intent.verb, u"abort"_s);
        QCOMPARE(intent.details.value(u"trigger"_s).toString(), u"gate"_s);
        QCOMPARE(intent.details.value(u"rule"_s).toString(), u"errors"_s);
        QVERIFY2(intent.reason.contains(u"error rate 4.1 %"), qPrintable(intent.reason));
        QCOMPARE(a->records(RecordType::Outcome).first().state, u"applied"_s);
    }

    void promotesOneGateAtATime()
    {
        const auto a = console();
        const int before = a->look(&m_clock).currentStepIndex.value_or(-1);
        QCOMPARE(before, 1);
        keepTelling({a.get()}, Decision::Promote, 10);
        QTRY_COMPARE_WITH_TIMEOUT(a->look(&m_clock).currentStepIndex.value_or(-1), 3, 10'000);
        QCOMPARE(a->records(RecordType::Intent).first().details.value(u"release"_s).toString().right(10), u"/promote/1"_s);
        QCOMPARE(patches(), int(a->records(RecordType::Intent).size()));
    }

    /// Two machines see the same failing gate: one Lease, one request.
    void twoConsoles()
    {
        const auto a = console();
        const auto b = console();
        keepTelling({a.get(), b.get()}, Decision::Rollback, 15);
        QTRY_COMPARE(a->records(RecordType::Outcome).size() + b->records(RecordType::Outcome).size(), 1);
        QCOMPARE(patches(), 1);
    }

    void notTheOwner()
    {
        m_policy.strategies[0].automation.owner = Automation::Owner::Controller;
        {
            const auto a = console(u"kept"_s);
            keepTelling({a.get()}, Decision::Rollback, 6);
            QCOMPARE(a->records(RecordType::Note).size(), 1);
            const JournalRecord note = a->records(RecordType::Note).first();
            QCOMPARE(note.state, u"skipped"_s);
            QCOMPARE(note.details.value(u"rule"_s).toString(), u"errors"_s);
            QCOMPARE(note.details.value(u"policyHash"_s).toString(), u"abc"_s);
        }
        const auto again = console(u"kept"_s); // the next start does not say it again
        keepTelling({again.get()}, Decision::Rollback, 3);
        QCOMPARE(again->records(RecordType::Note).size(), 1);
        QCOMPARE(patches(), 0);
    }

    void notWithoutTheLease()
    {
        const auto a = console();
        a->connected = false;
        keepTelling({a.get()}, Decision::Rollback, 6);
        QCOMPARE(a->records(RecordType::Intent).size(), 0);
        QCOMPARE(patches(), 0);
    }

    void notOnOldData_data()
    {
        QTest::addColumn<bool>("oldConnection");
        QTest::newRow("the connection is silent") << true;
        QTest::newRow("the report is old") << false;
    }

    void notOnOldData()
    {
        QFETCH(bool, oldConnection);
        const auto a = console();
        if (oldConnection)
            a->heardAt = m_clock.bootMs() - 30'000;
        const SloReportPtr stale = report(Decision::Rollback);
        if (!oldConnection)
            m_clock.ahead += 91'000;
        for (int i = 0; i < 8; ++i) {
            a->look(&m_clock);
            Q_EMIT a->slo.reportChanged(oldConnection ? report(Decision::Rollback) : stale);
            QTest::qWait(60);
        }
        QCOMPARE(a->records(RecordType::Intent).size(), 0);
        QCOMPARE(patches(), 0);
    }

    /// Killed after the intent: what became of it is settled by reading, and never asked for again.
    void notAfterAnOpenIntent()
    {
        const auto a = console(u"killed"_s);
        const Rollout seen = a->look(&m_clock);
        JournalRecord intent;
        intent.id = u"7d444840-9dc0-11d1-b245-5ffdce74fad2"_s;
        intent.type = RecordType::Intent;
        intent.at = m_clock.utcNow();
        intent.verb = u"abort"_s;
        intent.state = u"open"_s;
        intent.objectUid = seen.meta.uid;
        intent.details = {{u"trigger"_s, u"gate"_s}, {u"rule"_s, u"errors"_s}, {u"release"_s, releaseKey(seen, Verb::Abort)}};
        QVERIFY(a->journal.appendIntent(intent));
        a->journal.publish();
        keepTelling({a.get()}, Decision::Rollback, 8);
        QCOMPARE(patches(), 0);
    }

    /// Said before anything is done: by which rule, and who holds the Lease.
    void saysItBeforehand()
    {
        const auto a = console();
        AutomationStatusPtr told;
        connect(a->automation.get(), &AutomationPort::statusChanged, this, [&](const ObjectRef &, const AutomationStatusPtr &status) { told = status; });
        a->automation->open(report(Decision::Hold)->target);
        QVERIFY(!told);
        keepTelling({a.get()}, Decision::Hold, 6);
        QTRY_VERIFY(told && told->leaseHeld);
        QCOMPARE(moodOf(*told), AutomationStatus::Mood::Ready);
        QCOMPARE(told->abortRules, QStringList {u"errors"_s});
        QVERIFY2(automationSentence(*told).contains(u"abort on errors"_s), qPrintable(automationSentence(*told)));
        QVERIFY2(automationSentence(*told).contains(u"This window holds the Lease"_s), qPrintable(automationSentence(*told)));
        const auto b = console();
        AutomationStatusPtr other;
        connect(b->automation.get(), &AutomationPort::statusChanged, this, [&](const ObjectRef &, const AutomationStatusPtr &status) { other = status; });
        b->automation->open(report(Decision::Hold)->target);
        keepTelling({b.get()}, Decision::Hold, 4);
        QTRY_VERIFY(other && moodOf(*other) == AutomationStatus::Mood::StandsBy);
        QVERIFY2(automationSentence(*other).contains(localHostName()), qPrintable(automationSentence(*other)));
        m_clock.ahead += 91'000; // nothing more was heard
        QTRY_COMPARE(moodOf(*told), AutomationStatus::Mood::Waits);
        QCOMPARE(patches(), 0);
    }

    /// Switched off: nothing is done, both are on record, and another console need not wait for the Lease to run out.
    void standsDown()
    {
        const auto a = console();
        AutomationStatusPtr told;
        connect(a->automation.get(), &AutomationPort::statusChanged, this, [&](const ObjectRef &, const AutomationStatusPtr &status) { told = status; });
        a->automation->open(report(Decision::Hold)->target);
        keepTelling({a.get()}, Decision::Hold, 4);
        QTRY_VERIFY(told && told->leaseHeld);
        a->automation->setStandDown(true);
        QCOMPARE(moodOf(*told), AutomationStatus::Mood::StoodDown);
        QVERIFY(!told->leaseHeld);
        keepTelling({a.get()}, Decision::Rollback, 6);
        QCOMPARE(patches(), 0);
        const QList<JournalRecord> notes = a->records(RecordType::Note);
        QCOMPARE(notes.size(), 2);
        QCOMPARE(notes.first().verb, u"stand-down"_s);
        QCOMPARE(notes.first().state, u"applied"_s);
        QCOMPARE(notes.last().state, u"skipped"_s);
        QVERIFY2(notes.last().message.contains(u"stands down"_s), qPrintable(notes.last().message));
        QTRY_VERIFY(told->leaseHolder.isEmpty()); // given back
        const auto b = console();
        QElapsedTimer since;
        since.start();
        keepTelling({a.get(), b.get()}, Decision::Rollback, 6);
        QTRY_COMPARE(b->records(RecordType::Outcome).size(), 1);
        QVERIFY2(since.elapsed() < quick.duration.count(), qPrintable(QString::number(since.elapsed())));
        QCOMPARE(patches(), 1);
        QCOMPARE(a->records(RecordType::Intent).size(), 0);
        a->automation->setStandDown(false);
        QCOMPARE(a->records(RecordType::Note).last().verb, u"stand-up"_s);
        QVERIFY(!told->standsDown);
    }

    /// In the window it is made on one thread and works on another.
    void worksWhereItIsMoved()
    {
        const auto a = console();
        Rollout rollout = a->look(&m_clock);
        QThread thread;
        a->automation->moveToThread(&thread);
        thread.start();
        a->show(rollout, &m_clock);
        QTest::qWait(1'300);
        rollout.abort = true;
        rollout.abortedAt = u"2026-11-18T14:00:05Z"_s;
        rollout.phaseText = u"Degraded"_s;
        rollout.message = u"RolloutAborted: Rollout aborted update to revision 2: x"_s;
        a->show(rollout, &m_clock);
        QTest::qWait(1'300);
        thread.quit();
        QVERIFY(thread.wait());
        QCOMPARE(a->records(RecordType::Observe).size(), 1);
    }

    /// The controller was faster: its abort is recorded once, and nobody repeats it.
    void controllerAborts()
    {
        const auto a = console();
        Rollout rollout = a->look(&m_clock);
        QTest::qWait(1'200);
        rollout.abort = true;
        rollout.abortedAt = u"2026-11-18T14:00:05Z"_s;
        rollout.phaseText = u"Degraded"_s;
        rollout.conditions = {{u"Progressing"_s, u"False"_s, u"RolloutAborted"_s, u"Rollout aborted update to revision 2: Step-based analysis phase error/failed: x"_s, {}}};
        rollout.message = u"RolloutAborted: "_s + rollout.conditions.first().message;
        for (int i = 0; i < 3; ++i) {
            a->show(rollout, &m_clock);
            Q_EMIT a->slo.reportChanged(report(Decision::Rollback));
            QTest::qWait(1'100);
        }
        const QList<JournalRecord> seen = a->records(RecordType::Observe);
        QCOMPARE(seen.size(), 1);
        QCOMPARE(seen.first().details.value(u"trigger"_s).toString(), u"controller"_s);
        QVERIFY2(seen.first().message.contains(u"Step-based analysis"), qPrintable(seen.first().message));
        QCOMPARE(patches(), 0);
        QCOMPARE(a->journal.verification().openIntents.size(), 0);
    }
};

QTEST_GUILESS_MAIN(tst_services_automation)
#include "tst_services_automation.moc"
