// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/composition.h"

#include "config/secretstore.h"
#include "desktop/bridges.h"
#include "desktop/checkpointbridge.h"
#include "desktop/drill/drillbridge.h"
#include "desktop/dutybridge.h"
#include "desktop/reference/grafanabridge.h"
#include "desktop/reference/referencebridge.h"
#include "desktop/suite/suitebridge.h"
#include "desktop/triagebridge.h"
#include "domain/base/weblink.h"
#include "services/alerts/alertservice.h"
#include "services/audit/grafanasink.h"
#include "services/audit/recordfollower.h"
#include "services/automation/automationservice.h"
#include "services/desk/deskservice.h"
#include "services/facts/checkpointservice.h"
#include "services/facts/decisionservice.h"
#include "services/drill/drillservice.h"
#include "services/endpoints/secretdesk.h"
#include "services/duty/dutyservice.h"
#include "services/evidence/evidenceservice.h"
#include "services/fleetservice.h"
#include "services/grafana/grafanaservice.h"
#include "services/grafana/grafanasettings.h"
#include "services/journalservice.h"
#include "services/mass/massservice.h"
#include "services/operation/operationservice.h"
#include "services/operation/reconciler.h"
#include "services/policy/emergencysource.h"
#include "services/policy/evidencesource.h"
#include "services/receive/webhookreceiver.h"
#include "services/reference/referenceservice.h"
#include "services/slo/sloservice.h"
#include "services/triage/triagedesk.h"
#include "services/validation/escalationlocks.h"
#include "services/validation/probedoor.h"
#include "services/validation/validationservice.h"

namespace maestro {

namespace {

constexpr int reconcileEveryMs = 30'000;

} // namespace

struct Composition::Services : QObject
{
    Services(const Workspace::Options &options, const Paths &paths, const Clock *clock)
        : policies(paths.policies(), {})
        , workspace(options, paths, clock)
        , journal(paths.journal, clock)
        , operations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , fleet(&workspace, &journal, clock, paths.state + QStringLiteral("/measurements"))
        , reconciler([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , secrets(QProcessEnvironment::systemEnvironment())
        , secretDesk(&secrets)
        , endpoints(&workspace, &secrets, clock)
        , alerts(&workspace, &endpoints, &journal, clock)
        , slo(&workspace, &endpoints, &policies, clock)
        , decisions([this](const ObjectRef &ref) -> std::optional<DecisionService::Subject> {
            const auto standing = slo.rounds().standing(ref);
            return standing ? DecisionService::Subject{standing->match, standing->scope, standing->kind, standing->uid} : DecisionService::Subject{policies.unmatched(), {}, {}, {}};
        }, [this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , ownOperations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , automation({&slo, &fleet, &ownOperations, &journal, clock, [this](const QString &name) { return policies.policyToActBy(name); },
                      [this](const QString &context) { ClusterAccess *access = workspace.access(context); return access ? access->client() : nullptr; }})
        , triage({&workspace, &policies, &endpoints, &journal, clock, paths.state + QStringLiteral("/evidence"), paths.state, [this](const ObjectRef &ref) {
            const WorkloadHealth *health = slo.rounds().health(ref);
            return health ? health->report() : SloReportPtr();
        }})
        , desk(deskMeans(paths, clock))
        , prober(clock)
        , sender(EscalationSender::Means {&policies, &secrets, &journal, clock, paths.state + QStringLiteral("/locks"), webhookAuthority(paths)})
        , suites({validationDoors(paths, clock), &journal, QProcessEnvironment::systemEnvironment(), workspace.impersonated()})
        , scripts({validationDoors(paths, clock), &journal, QProcessEnvironment::systemEnvironment(), workspace.impersonated(), paths.state + QStringLiteral("/runs"), paths.state + QStringLiteral("/evidence"), &suites})
        , validations(validationDoors(paths, clock), &journal)
        , locks(EscalationLocks::Means {&policies, &journal, clock, [this](const QString &context) { return workspace.policyConnection(context); }})
        , checkpoints(CheckpointService::Means {[this](const QString &context) { return workspace.access(context); }, &policies,
                                                [this](const QString &context) { return workspace.policyConnection(context); }, &journal, clock, paths.state + QStringLiteral("/evidence"), options.impersonate,
                                                [this] {
                                                    QList<CheckpointService::Release> all;
                                                    for (const HealthRounds::Release &one : slo.rounds().releases())
                                                        all.append({one.ref, one.workload, one.match, one.changedAt});
                                                    return all;
                                                }})
        , massOperations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , mass({&fleet, &massOperations, &journal, clock, [this](const QString &context) { return workspace.access(context); },
                [this](const QString &context, const Rollout &rollout) { return massWayOf(policies.match(workspace.policyConnection(context), rollout), rollout); }, paths.state + QStringLiteral("/locks")})
        , evidence(packDoors(clock), packSources(paths), &journal)
        , duties([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , drillOperations([this](const QString &context) { return workspace.access(context); }, &journal, clock)
        , drills({&workspace, &policies, &journal, &drillOperations, clock, QProcessEnvironment::systemEnvironment(), paths.state + QStringLiteral("/runs"), paths.state + QStringLiteral("/locks"),
                  paths.state + QStringLiteral("/notes"), paths.state + QStringLiteral("/evidence/drills"), logUrl()})
        , grafana([paths] { return grafanaEndpoint(paths); }, &secrets, clock)
        , reconcileTimer(this)
    {
        for (QObject *part : parts())
            part->setParent(this); // they move to the thread together
        workspace.setPolicies(&policies);
        for (OperationService *service : {&operations, &ownOperations, &massOperations, &drillOperations})
            setUp(service, paths);
        drillOperations.setPolicyFor([this](const QString &context, const Rollout &rollout, Verb verb) {
            const PlanPolicy said = policies.planPolicy(workspace.policyConnection(context), rollout, verb);
            return policies.policyToActBy(said.name) ? said : PlanPolicy(); // one that is wrong at the moment marks nothing for drills
        });
        validations.setSender(&sender);
        triage.setSender(&sender, paths.config);
        validations.setScripts(&scripts);
        operations.setDesk(&desk);
        massOperations.setDesk(&desk);
        evidence.setGrafana(&grafana);
        for (OperationService *service : {&operations, &massOperations})
            connect(service, &OperationService::ended, &scripts, &ScriptRunner::follow);
        auto *follower = new RecordFollower({evidenceRulesOf(&policies), &sender, &journal, clock, paths.state + QStringLiteral("/locks")}, this);
        connect(&mass, &MassPort::finished, follower, [follower](const MassReportPtr &report) { follower->followMass(report->batch); });
        for (OperationService *service : {&operations, &ownOperations, &massOperations})
            connect(service, &OperationService::ended, follower, [follower](const OperationPlanPtr &plan, const Outcome &outcome) { follower->follow(plan, outcome); });
        reconciler.setSettler(QStringLiteral("Call"), [this](const JournalRecord &intent, Callback<Reconciled> done) {
            desk.settle(intent, workspace.access(intent.object.context), std::move(done));
        });
        alerts.setPolicies([this] { return policies.policies(); });
        alerts.setPolicyFaults([this] { return policies.faults(); });
        reconciler.setLockDirectory(paths.state + QStringLiteral("/locks"));
        alerts.setLockDirectory(paths.state + QStringLiteral("/locks"));
        reconciler.setSettler(QStringLiteral("Silence"), [this](const JournalRecord &intent, Callback<Reconciled> done) { alerts.settle(intent, std::move(done)); });
        connect(&alerts, &AlertPort::boardsChanged, &slo, &SloService::setAlerts);
        connect(&journal, &JournalPort::recordsChanged, &slo, &SloService::setRecords);
        connect(&journal, &JournalPort::recordsChanged, &decisions, &DecisionService::takeRecords);
        connect(&journal, &JournalPort::recordsChanged, &checkpoints, &CheckpointService::takeRecords);
        connect(&journal, &JournalPort::recordsChanged, &checkpoints, &CheckpointService::takeFleetRecords);
        connect(&journal, &JournalPort::recordsChanged, &suites, &SuiteService::takeRecords);
        connect(&journal, &JournalPort::recordsChanged, &drills, &DrillService::takeRecords);
        decisions.setImpersonating(options.impersonate);
        connect(fleet.measurements(), &MeasurementKeeper::problem, &workspace, &Workspace::configurationFailed);
        connect(&journal, &JournalPort::recordsChanged, &validations, &ValidationService::take);
        connect(&workspace, &Workspace::sessionsChanged, &validations, &ValidationService::takeAgain);
        showHelm = options.helm;
        audit = [this, paths, clock, follower] {
            startAudit(paths, clock);
            follower->followLostMasses();
            startGrafana(paths, clock);
            startReceiver(paths, clock);
        };
        connect(&reconcileTimer, &QTimer::timeout, this, [this] { reconcile(); });
    }

    ~Services() override
    {
        // Members go in their own order, not as children.
        for (QObject *part : parts())
            part->setParent(nullptr);
    }

    QObjectList parts()
    {
        return {&policies, &workspace, &journal, &operations, &fleet, &reconciler, &secrets, &secretDesk, &endpoints, &alerts, &slo, &decisions, &ownOperations, &automation, &triage, &desk, &prober, &sender, &suites, &scripts, &validations, &locks, &checkpoints, &massOperations, &mass, &evidence, &duties, &drillOperations, &drills, &grafana};
    }

    /// A file that is wrong is told with the other problems of connections.yaml.
    static QString webhookAuthority(const Paths &paths)
    {
        const Result<QString> file = loadWebhookAuthority(paths.connectionsFile());
        return file ? *file : QString();
    }

    static EvidencePlace evidencePlace(const Paths &paths) { return {qEnvironmentVariable("EVIDENCE_DIR"), paths.state}; }

    /// What is no web address is left out rather than written into records.
    static QString logUrl()
    {
        const QString url = qEnvironmentVariable("DEPLOYMENT_LOG_URL");
        return isWebAddress(url) ? url : QString();
    }

    DeskService::Means deskMeans(const Paths &paths, const Clock *clock)
    {
        DeskService::Means means;
        means.access = [this](const QString &context) { return workspace.access(context); };
        means.policies = [this] { return policies.policies(); };
        means.connection = [this](const QString &context) { return workspace.policyConnection(context); };
        means.policyInForce = [this](const QString &context, const Rollout &rollout) { return policies.planPolicy(workspace.policyConnection(context), rollout, Verb::Rollback); };
        means.readOnly = [this](const QString &context) { return workspace.isReadOnly(context); };
        means.kubeconfig = [this](const QString &context) { return workspace.kubeconfigFiles(context); };
        means.endpoint = [this](const QString &context, const QString &key) { return workspace.endpoint(context, key); };
        means.endpoints = &endpoints;
        means.impersonate = workspace.impersonated();
        means.environment = QProcessEnvironment::systemEnvironment();
        means.helmProgram = SettingsService(paths.settingsFile()).value(QStringLiteral("helmProgram")).toString();
        means.locks = paths.state + QStringLiteral("/locks");
        means.runs = paths.state + QStringLiteral("/runs");
        means.evidence = evidencePlace(paths);
        means.logUrl = logUrl();
        means.journal = &journal;
        means.clock = clock;
        return means;
    }

    /// The boards are those that the alert service reads anyway.
    ValidationDoors validationDoors(const Paths &paths, const Clock *clock)
    {
        ValidationDoors doors;
        doors.access = [this](const QString &context) { return workspace.access(context); };
        doors.workspace = &workspace;
        doors.policies = &policies;
        doors.endpoints = &endpoints;
        doors.clock = clock;
        doors.probe = probeDoor(&prober, doors.access);
        doors.evidence = evidencePlace(paths);
        doors.boards = [this](Callback<QList<AlertBoard>> done) { QTimer::singleShot(0, &alerts, [this, done = std::move(done)] { done(alerts.boards()); }); };
        return doors;
    }

    PackGather::Doors packDoors(const Clock *clock)
    {
        return {[this](const QString &context) { return workspace.access(context); },
                [this](const QString &context, const Rollout &rollout) { return policies.match(workspace.policyConnection(context), rollout); },
                [this](const QString &context, const PolicyMatch &match) {
                    const PolicyEnvironment *environment = match.environmentEntry();
                    return endpoints.prometheus(context, environment ? endpointFrom(environment->prometheus) : Endpoint());
                },
                clock,
                [this](const QString &context) { return remoteReader(&endpoints, workspace.endpoint(context, QStringLiteral("github")), context); }};
    }

    PackSources packSources(const Paths &paths)
    {
        return {paths.journal, {}, paths.state + QStringLiteral("/evidence"), [this, place = evidencePlace(paths)] { return evidenceFolders(&policies, place); }, evidenceRulesOf(&policies)};
    }

    void setUp(OperationService *service, const Paths &paths)
    {
        service->setPolicyFor([this](const QString &context, const Rollout &rollout, Verb verb) {
            return policies.planPolicy(workspace.policyConnection(context), rollout, verb);
        });
        service->setEmergencyFor([this](const QString &context, const Rollout &rollout) { return emergencyRulesFor(policies, workspace.policyConnection(context), rollout); });
        service->setProblemFor([this](const QString &context) { return workspace.problem(context); });
        service->setReadOnlyCheck([this](const QString &context) { return workspace.isReadOnly(context); });
        service->setLockFor([this](const ObjectRef &target, const Rollout &rollout, Verb verb, ClusterAccess *access, Callback<QString> done) {
            locks.ask(target, rollout, verbWord(verb), access, std::move(done));
        });
        service->setLockDirectory(paths.state + QStringLiteral("/locks"));
        service->deliverEvents();
        service->setEvidence(evidencePlace(paths), evidenceRulesOf(&policies));
        service->setLogUrl(logUrl());
    }

    /// A sink that is set up wrongly is told with the other problems of connections.yaml, which the workspace reads.
    void startAudit(const Paths &paths, const Clock *clock)
    {
        const Result<std::optional<AuditWebhook::Settings>> settings = auditSettings(paths);
        if (!settings || !settings->has_value())
            return;
        auto *webhook = new AuditWebhook(**settings, &secrets, clock, {}, this);
        connect(&journal, &JournalPort::recordsChanged, webhook, &AuditWebhook::take);
        connect(webhook, &AuditWebhook::statusChanged, &journal, &JournalPort::auditSinkChanged);
    }

    /// Off unless config/receiver.yaml is there.
    void startReceiver(const Paths &paths, const Clock *clock)
    {
        const Result<std::optional<ReceiverSettings>> settings = receiverSettings(paths.config);
        if (!settings)
            return Q_EMIT workspace.configurationFailed(settings.error());
        if (!settings->has_value())
            return;
        auto *receiver = new WebhookReceiver({&journal, &secrets, clock, paths.state + QStringLiteral("/evidence")}, this);
        connect(receiver, &WebhookReceiver::statusChanged, &journal, &JournalPort::receiverChanged);
        receiver->start(**settings);
    }

    /// What Grafana did not take stands beside what is read of it.
    void startGrafana(const Paths &paths, const Clock *clock)
    {
        const Result<std::optional<AuditWebhook::Settings>> settings = grafanaSettings(paths, clock, evidenceRulesOf(&policies));
        if (!settings || !settings->has_value())
            return;
        auto *sink = new AuditWebhook(**settings, &secrets, clock, {}, this);
        connect(&journal, &JournalPort::recordsChanged, sink, &AuditWebhook::take);
        connect(sink, &AuditWebhook::statusChanged, &grafana, &GrafanaService::setDelivery);
    }

    void start()
    {
        policies.watch();
        audit();
        journal.publish();
        if (const Result<Done> usable = journal.usable(); !usable)
            Q_EMIT workspace.configurationFailed(usable.error());
        if (const Result<Done> loaded = workspace.load(); !loaded) {
            Q_EMIT workspace.configurationFailed(loaded.error());
            return;
        }
        QList<WorkloadKind> kinds {WorkloadKind::Rollout, WorkloadKind::Deployment, WorkloadKind::StatefulSet};
        if (showHelm)
            kinds.append(WorkloadKind::HelmRelease);
        workspace.watchAll(kinds);
        alerts.watch();
        reconcileTimer.start(reconcileEveryMs);
        reconcile();
    }

    /// Settles what a crash left open, by reading; nothing is done when no intent is open.
    void reconcile()
    {
        if (reconciling)
            return;
        reconciling = true;
        reconciler.run([this](const Result<QList<Reconciled>> &) { reconciling = false; });
    }

    PolicyLibrary policies;
    Workspace workspace;
    JournalService journal;
    OperationService operations;
    FleetService fleet;
    Reconciler reconciler;
    SecretStore secrets;
    SecretDesk secretDesk;
    Endpoints endpoints;
    AlertService alerts;
    SloService slo;
    DecisionService decisions;
    OperationService ownOperations; ///< of automation: nobody else hears its plans
    AutomationService automation;
    TriageDesk triage;
    DeskService desk;
    HealthProber prober; ///< of the validations
    EscalationSender sender;
    SuiteService suites;
    ScriptRunner scripts;
    ValidationService validations;
    EscalationLocks locks;
    CheckpointService checkpoints;
    OperationService massOperations; ///< of mass rollbacks alone
    MassService mass;
    EvidenceService evidence;
    DutyService duties;
    OperationService drillOperations; ///< of native steps of drills alone
    DrillService drills;
    GrafanaService grafana;
    QTimer reconcileTimer;
    std::function<void()> audit; ///< reads a file, so not before the start
    bool showHelm = false;
    bool reconciling = false;
};

Composition::Composition(const Workspace::Options &options, const Paths &paths)
    : m_settings(paths.settingsFile())
    , m_services(new Services(options, paths, &m_clock))
{
    m_ports.fleet = new FleetBridge(&m_services->fleet, this);
    m_ports.operations = new OperationBridge(&m_services->operations, this);
    m_ports.journal = new JournalBridge(&m_services->journal, this);
    m_ports.connections = new ConnectionBridge(&m_services->workspace, this);
    m_ports.slo = new SloBridge(&m_services->slo, this);
    m_ports.alerts = new AlertBridge(&m_services->alerts, this);
    m_ports.automation = new AutomationBridge(&m_services->automation, this);
    m_ports.desk = new DeskBridge(&m_services->desk, this);
    m_ports.triage = new TriageBridge(&m_services->triage, this);
    m_ports.decisions = new DecisionBridge(&m_services->decisions, this);
    m_ports.validations = new ValidationBridge(&m_services->validations, this);
    m_ports.secrets = new SecretBridge(&m_services->secretDesk, this);
    m_ports.mass = new MassBridge(&m_services->mass, this);
    m_ports.evidence = new EvidenceBridge(&m_services->evidence, this);
    m_ports.checkpoints = new CheckpointBridge(&m_services->checkpoints, this);
    m_ports.duties = new DutyBridge(&m_services->duties, this);
    m_ports.suites = new SuiteBridge(&m_services->suites, this);
    m_ports.drills = new DrillBridge(&m_services->drills, this);
    m_grafanaDoor = new GrafanaBridge(&m_services->grafana, this);
    m_reference = new ReferenceService(paths.config, &m_clock);
    m_referenceDoor = new ReferenceBridge(m_reference, this);
    connect(&m_services->policies, &PolicyLibrary::policiesChanged, m_services, [services = m_services, reference = m_reference] {
        QMetaObject::invokeMethod(reference, [reference, policies = services->policies.policies()] { reference->setPolicies(policies); }, Qt::QueuedConnection);
    });
    m_ports.settings = &m_settings;
    m_ports.clock = &m_clock;
    m_thread.setObjectName(QStringLiteral("services"));
    m_services->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_services, &QObject::deleteLater);
    m_thread.start();
    m_files.setObjectName(QStringLiteral("files"));
    m_reference->moveToThread(&m_files);
    connect(&m_files, &QThread::finished, m_reference, &QObject::deleteLater);
    m_files.start();
}

Composition::~Composition()
{
    m_thread.quit(); // before the other one, which it tells of policies
    m_thread.wait();
    m_files.quit();
    m_files.wait();
}

void Composition::start()
{
    QMetaObject::invokeMethod(m_services, [services = m_services] { services->start(); }, Qt::QueuedConnection);
}

} // namespace maestro
