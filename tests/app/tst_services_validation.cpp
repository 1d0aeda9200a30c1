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
    Process(const QString &kubeconfig, const QString &home, const Clock *clock, const ValidationDoors::BoardsFor &boards = {})
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
        doors.boards = boards;
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

    /// VAL-03: what spoke for going back without naming a service speaks against "it worked" as long as it fires.
    void anAlertWithoutAServiceCounts()
    {
        const QString config = m_dir.filePath(u"home%1/config"_s.arg(m_run));
        QVERIFY(QDir().mkpath(config + u"/policies"_s));
        for (const QString &folder : {m_dir.filePath(u"home%1"_s.arg(m_run)), config, QString(config + u"/policies"_s)})
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const auto write = [](const QString &name, const QByteArray &text) {
            QFile file(name);
            return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        };
        QVERIFY(write(config + u"/connections.yaml"_s, "connections: [{name: box, alertmanager: {url: 'http://127.0.0.1:1'}}]\n"));
        QVERIFY(write(config + u"/policies/shop.yaml"_s, "apiVersion: maestro.console/v1\nkind: ReleasePolicy\nmetadata: {name: shop}\n"
                                                         "services: [{name: web, workload: {kind: Rollout, namespace: default, name: web}}]\n"
                                                         "alerts: {families: [{name: availability, severity: P0, match: [IngressDown]}]}\n"
                                                         "validation: [{name: quiet, type: alerts-and-gates}]\n"));
        AlertBoard board;
        board.connection = u"box"_s;
        AlertReading alert;
        alert.name = u"IngressDown"_s;
        alert.family = u"availability"_s;
        alert.state = AlertReading::State::Firing;
        alert.since = m_clock.utcNow().addSecs(-60);
        AlertReading other = alert; // of nobody's family
        other.name = u"Watchdog"_s;
        other.family.clear();
        board.alerts = {alert, other};
        Process one(m_dir.filePath(u"kc"_s), m_dir.filePath(u"home%1"_s.arg(m_run)), &m_clock, [this, &board](Callback<QList<AlertBoard>> done) {
            QTimer::singleShot(0, this, [done, &board] { done({board}); });
        });
        QVERIFY(one.ok);
        one.policies.load();
        QCOMPARE(one.policies.policies().size(), 1);
        abort(one);
        const auto quiet = [&one] { return one.views.isEmpty() ? nullptr : one.views.constFirst().validation.item(u"quiet"_s); };
        QTRY_VERIFY_WITH_TIMEOUT(quiet() && quiet()->state == CheckState::Bad, patienceMs);
        QCOMPARE(quiet()->reads.constFirst().value, u"IngressDown"_s);
        QCOMPARE(one.views.constFirst().validation.trigger, u"IngressDown"_s);
        QCOMPARE(one.views.constFirst().validation.severity, u"P0"_s);
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
