// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/operationservice.h"
#include "services/systemclock.h"
#include "services/validation/validationservice.h"
#include "support/sandboxworld.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 30'000;

/// The services of one process.
struct Process
{
    Process(const QString &kubeconfig, const QString &home, const Clock *clock)
        : paths {home + u"/journal"_s, home + u"/state"_s, home + u"/config"_s}
        , workspace({kubeconfig, {}, {}, {}, 10'000, false, {}}, paths, clock)
        , journal(paths.journal, clock)
        , policies(paths.policies(), {})
        , secrets(QProcessEnvironment())
        , endpoints(&workspace, &secrets, clock)
        , operations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
    {
        ok = workspace.load().ok();
        ValidationDoors doors;
        doors.access = [this](const QString &context) { return workspace.access(context); };
        doors.workspace = &workspace;
        doors.policies = &policies;
        doors.endpoints = &endpoints;
        doors.clock = clock;
        validations = std::make_unique<ValidationService>(doors, &journal);
        validations->setInterval(200);
        QObject::connect(&journal, &JournalPort::recordsChanged, validations.get(), &ValidationService::take);
        QObject::connect(validations.get(), &ValidationPort::viewsChanged, validations.get(), [this](const QList<ValidationView> &now) { views = now; });
        journal.publish();
    }

    int ends(const QString &state)
    {
        const auto records = journal.records();
        return int(std::count_if(records->begin(), records->end(), [&](const JournalRecord &record) { return isValidationRecord(record) && record.state == state; }));
    }

    Paths paths;
    Workspace workspace;
    JournalService journal;
    PolicyLibrary policies;
    SecretStore secrets;
    Endpoints endpoints;
    OperationService operations;
    std::unique_ptr<ValidationService> validations;
    QList<ValidationView> views;
    bool ok = false;
};

} // namespace

/// What follows an abort by itself, in the process that did it, in the next one, and in two at once.
class tst_services_validation : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    SystemClock m_clock;
    std::unique_ptr<sandbox::Sandbox> m_world;
    int m_run = 0;

    std::unique_ptr<Process> process() { return std::make_unique<Process>(m_dir.filePath(u"kc"_s), m_dir.filePath(u"home%1"_s.arg(m_run)), &m_clock); }

    void abort(Process &in)
    {
        QSignalSpy ready(&in.operations, &OperationPort::planReady);
        QSignalSpy finished(&in.operations, &OperationPort::finished);
        OperationRequest request;
        request.verb = Verb::Abort;
        request.target = {u"box"_s, u"default"_s, u"web"_s};
        in.operations.requestPlan(request);
        QVERIFY(ready.wait(patienceMs));
        const auto plan = ready.first().first().value<OperationPlanPtr>();
        in.operations.execute(plan, {plan->digest, u"latency doubled"_s, {}});
        QTRY_VERIFY_WITH_TIMEOUT(!finished.isEmpty(), patienceMs);
    }

private Q_SLOTS:
    void init()
    {
        ++m_run;
        const sandbox::Scenario scenario = test::canaryUnderWay({QJsonObject{{u"setWeight"_s, 25}}, QJsonObject{{u"pause"_s, QJsonObject()}}});
        m_world = test::served(scenario, m_clock.utcNow(), m_dir.filePath(u"kc"_s));
        QVERIFY(m_world);
    }
    void cleanup() { m_world.reset(); }

    void startsByItself()
    {
        const auto one = process();
        QVERIFY(one->ok);
        abort(*one);
        QTRY_COMPARE_WITH_TIMEOUT(one->ends(u"verified"_s), 1, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!one->views.isEmpty() && one->views.constFirst().validation.isVerified(), patienceMs);
        QVERIFY(one->views.constFirst().message.contains(u"v2"_s) && one->views.constFirst().message.contains(u"v1"_s));
    }

    /// The process that acted is gone; the next one owes the validation, and two of them give it one end.
    void takenUp()
    {
        {
            const auto gone = process();
            gone->validations.reset(); // it was killed before it looked
            abort(*gone);
            QCOMPARE(gone->ends(u"validating"_s), 0);
        }
        const auto one = process();
        const auto two = process();
        QTRY_VERIFY_WITH_TIMEOUT(one->ends(u"verified"_s) > 0, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!two->views.isEmpty() && two->views.constFirst().validation.isVerified(), patienceMs);
        QTest::qWait(600); // whoever would record it again would have
        QCOMPARE(one->ends(u"verified"_s), 1);
    }

    /// Out of reach is unknown, and verified once it can be read.
    void outOfReach()
    {
        {
            const auto gone = process();
            gone->validations.reset();
            abort(*gone);
        }
        QVERIFY(m_world->setReachable(u"box"_s, false).ok());
        const auto one = process();
        QTRY_VERIFY_WITH_TIMEOUT(!one->views.isEmpty() && one->views.constFirst().validation.item(u"pods"_s), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(one->views.constFirst().validation.item(u"pods"_s)->state, CheckState::Unknown, patienceMs);
        QCOMPARE(one->ends(u"verified"_s), 0);
        QVERIFY(m_world->setReachable(u"box"_s, true).ok());
        QTRY_COMPARE_WITH_TIMEOUT(one->ends(u"verified"_s), 1, 2 * patienceMs);
    }
};

QTEST_GUILESS_MAIN(tst_services_validation)
#include "tst_services_validation.moc"
