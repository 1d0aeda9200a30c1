// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/bridges.h"

namespace maestro {

namespace {

/// Runs on the service's thread, after what was asked before.
template<typename Service, typename Call> void post(Service *service, Call call)
{
    QMetaObject::invokeMethod(service, [service, call = std::move(call)] { call(service); }, Qt::QueuedConnection);
}

} // namespace

FleetBridge::FleetBridge(FleetPort *service, QObject *parent)
    : FleetPort(parent)
    , m_service(service)
{
    connect(service, &FleetPort::fleetChanged, this, &FleetPort::fleetChanged);
    connect(service, &FleetPort::rolloutChanged, this, &FleetPort::rolloutChanged);
    connect(service, &FleetPort::analysisRunsChanged, this, &FleetPort::analysisRunsChanged);
    connect(service, &FleetPort::rolloutGone, this, &FleetPort::rolloutGone);
}

void FleetBridge::openRollout(const ObjectRef &ref, WorkloadKind workload)
{
    post(m_service, [ref, workload](FleetPort *service) { service->openRollout(ref, workload); });
}

void FleetBridge::watchAnalysisRuns(bool on)
{
    post(m_service, [on](FleetPort *service) { service->watchAnalysisRuns(on); });
}

void FleetBridge::refresh()
{
    post(m_service, [](FleetPort *service) { service->refresh(); });
}

OperationBridge::OperationBridge(OperationPort *service, QObject *parent)
    : OperationPort(parent)
    , m_service(service)
{
    connect(service, &OperationPort::planReady, this, &OperationPort::planReady);
    connect(service, &OperationPort::planFailed, this, &OperationPort::planFailed);
    connect(service, &OperationPort::progressed, this, &OperationPort::progressed);
    connect(service, &OperationPort::finished, this, &OperationPort::finished);
    connect(service, &OperationPort::emergencyTold, this, &OperationPort::emergencyTold);
}

void OperationBridge::requestPlan(const OperationRequest &request)
{
    post(m_service, [request](OperationPort *service) { service->requestPlan(request); });
}

void OperationBridge::execute(OperationPlanPtr plan, const Confirmation &confirmation)
{
    post(m_service, [plan, confirmation](OperationPort *service) { service->execute(plan, confirmation); });
}

void OperationBridge::askEmergency(const RolloutSnapshotPtr &snapshot)
{
    post(m_service, [snapshot](OperationPort *service) { service->askEmergency(snapshot); });
}

JournalBridge::JournalBridge(JournalPort *service, QObject *parent)
    : JournalPort(parent)
    , m_service(service)
{
    connect(service, &JournalPort::recordsChanged, this, &JournalPort::recordsChanged);
    connect(service, &JournalPort::verified, this, &JournalPort::verified);
    connect(service, &JournalPort::auditSinkChanged, this, &JournalPort::auditSinkChanged);
    connect(service, &JournalPort::exported, this, &JournalPort::exported);
    connect(service, &JournalPort::receiverChanged, this, &JournalPort::receiverChanged);
    connect(service, &JournalPort::noticesChanged, this, &JournalPort::noticesChanged);
}

void JournalBridge::verify()
{
    post(m_service, [](JournalPort *service) { service->verify(); });
}

void JournalBridge::exportTo(const QString &path)
{
    post(m_service, [path](JournalPort *service) { service->exportTo(path); });
}

ConnectionBridge::ConnectionBridge(ConnectionPort *service, QObject *parent)
    : ConnectionPort(parent)
    , m_service(service)
{
    connect(service, &ConnectionPort::trustAsked, this, &ConnectionPort::trustAsked);
    connect(service, &ConnectionPort::configurationFailed, this, &ConnectionPort::configurationFailed);
}

void ConnectionBridge::reconnect(const QString &context)
{
    post(m_service, [context](ConnectionPort *service) { service->reconnect(context); });
}

void ConnectionBridge::setWatched(const QString &context, bool watched)
{
    post(m_service, [context, watched](ConnectionPort *service) { service->setWatched(context, watched); });
}

void ConnectionBridge::answerTrust(const TrustQuestion &question, bool allow)
{
    post(m_service, [question, allow](ConnectionPort *service) { service->answerTrust(question, allow); });
}

SecretBridge::SecretBridge(SecretPort *service, QObject *parent)
    : SecretPort(parent)
    , m_service(service)
{
    connect(service, &SecretPort::missing, this, &SecretPort::missing);
    connect(service, &SecretPort::kept, this, &SecretPort::kept);
}

void SecretBridge::keep(const QString &name, const QString &secret)
{
    post(m_service, [name, secret](SecretPort *service) { service->keep(name, secret); });
}

AlertBridge::AlertBridge(AlertPort *service, QObject *parent)
    : AlertPort(parent)
    , m_service(service)
{
    connect(service, &AlertPort::boardsChanged, this, &AlertPort::boardsChanged);
    connect(service, &AlertPort::silencePlanned, this, &AlertPort::silencePlanned);
    connect(service, &AlertPort::failed, this, &AlertPort::failed);
    connect(service, &AlertPort::finished, this, &AlertPort::finished);
    connect(service, &AlertPort::silenceFinished, this, &AlertPort::silenceFinished);
    connect(service, &AlertPort::routingRead, this, &AlertPort::routingRead);
}

void AlertBridge::planSilence(const QString &connection, const Silence &silence, bool expire)
{
    post(m_service, [connection, silence, expire](AlertPort *service) { service->planSilence(connection, silence, expire); });
}

void AlertBridge::execute(const SilencePlan &plan, const Confirmation &confirmation)
{
    post(m_service, [plan, confirmation](AlertPort *service) { service->execute(plan, confirmation); });
}

void AlertBridge::readRouting()
{
    post(m_service, [](AlertPort *service) { service->readRouting(); });
}

AutomationBridge::AutomationBridge(AutomationPort *service, QObject *parent)
    : AutomationPort(parent)
    , m_service(service)
{
    connect(service, &AutomationPort::statusChanged, this, &AutomationPort::statusChanged);
    connect(service, &AutomationPort::failed, this, &AutomationPort::failed);
}

void AutomationBridge::open(const ObjectRef &ref)
{
    post(m_service, [ref](AutomationPort *service) { service->open(ref); });
}

void AutomationBridge::setStandDown(bool down)
{
    post(m_service, [down](AutomationPort *service) { service->setStandDown(down); });
}

DeskBridge::DeskBridge(DeskPort *service, QObject *parent)
    : DeskPort(parent)
    , m_service(service)
{
    connect(service, &DeskPort::optionsRead, this, &DeskPort::optionsRead);
    connect(service, &DeskPort::readFailed, this, &DeskPort::readFailed);
}

void DeskBridge::read(const ObjectRef &target, WorkloadKind workload)
{
    post(m_service, [target, workload](DeskPort *service) { service->read(target, workload); });
}

DecisionBridge::DecisionBridge(DecisionPort *service, QObject *parent)
    : DecisionPort(parent)
    , m_service(service)
{
    connect(service, &DecisionPort::signalsChanged, this, &DecisionPort::signalsChanged);
    connect(service, &DecisionPort::written, this, &DecisionPort::written);
    connect(service, &DecisionPort::failed, this, &DecisionPort::failed);
}

void DecisionBridge::setSignal(const SignalRequest &request)
{
    post(m_service, [request](DecisionPort *service) { service->setSignal(request); });
}

void DecisionBridge::decide(const DecisionRequest &request)
{
    post(m_service, [request](DecisionPort *service) { service->decide(request); });
}

void DecisionBridge::acknowledge(const BudgetRequest &request)
{
    post(m_service, [request](DecisionPort *service) { service->acknowledge(request); });
}

void DecisionBridge::openSignals(const ObjectRef &target)
{
    post(m_service, [target](DecisionPort *service) { service->openSignals(target); });
}

EvidenceBridge::EvidenceBridge(EvidencePort *service, QObject *parent)
    : EvidencePort(parent)
    , m_service(service)
{
    connect(service, &EvidencePort::chartsRead, this, &EvidencePort::chartsRead);
    connect(service, &EvidencePort::exported, this, &EvidencePort::exported);
    connect(service, &EvidencePort::failed, this, &EvidencePort::failed);
}

void EvidenceBridge::exportPack(const QString &id, const QString &parent)
{
    post(m_service, [id, parent](EvidencePort *service) { service->exportPack(id, parent); });
}

void EvidenceBridge::addPictures(const QList<PackPicture> &pictures)
{
    post(m_service, [pictures](EvidencePort *service) { service->addPictures(pictures); });
}

MassBridge::MassBridge(MassPort *service, QObject *parent)
    : MassPort(parent)
    , m_service(service)
{
    connect(service, &MassPort::planChanged, this, &MassPort::planChanged);
    connect(service, &MassPort::failed, this, &MassPort::failed);
    connect(service, &MassPort::progressed, this, &MassPort::progressed);
    connect(service, &MassPort::finished, this, &MassPort::finished);
}

void MassBridge::open(const QString &context, const QString &ns)
{
    post(m_service, [context, ns](MassPort *service) { service->open(context, ns); });
}

void MassBridge::choose(const ObjectRef &ref, bool chosen)
{
    post(m_service, [ref, chosen](MassPort *service) { service->choose(ref, chosen); });
}

void MassBridge::begin(const MassOrder &order)
{
    post(m_service, [order](MassPort *service) { service->begin(order); });
}

void MassBridge::stop()
{
    post(m_service, [](MassPort *service) { service->stop(); });
}

SloBridge::SloBridge(SloPort *service, QObject *parent)
    : SloPort(parent)
    , m_service(service)
{
    connect(service, &SloPort::reportChanged, this, &SloPort::reportChanged);
    connect(service, &SloPort::fleetVerdictsChanged, this, &SloPort::fleetVerdictsChanged);
    connect(service, &SloPort::policyFaultsChanged, this, &SloPort::policyFaultsChanged);
    connect(service, &SloPort::chartsChanged, this, &SloPort::chartsChanged);
    connect(service, &SloPort::compared, this, &SloPort::compared);
    connect(service, &SloPort::queried, this, &SloPort::queried);
}

void SloBridge::open(const ObjectRef &ref)
{
    post(m_service, [ref](SloPort *service) { service->open(ref); });
}

void SloBridge::setRange(const QDateTime &from, const QDateTime &to, int points)
{
    post(m_service, [from, to, points](SloPort *service) { service->setRange(from, to, points); });
}

void SloBridge::query(const QString &promql)
{
    post(m_service, [promql](SloPort *service) { service->query(promql); });
}

void SloBridge::compare()
{
    post(m_service, [](SloPort *service) { service->compare(); });
}

ValidationBridge::ValidationBridge(ValidationPort *service, QObject *parent)
    : ValidationPort(parent)
    , m_service(service)
{
    connect(service, &ValidationPort::viewsChanged, this, &ValidationPort::viewsChanged);
    connect(service, &ValidationPort::failed, this, &ValidationPort::failed);
    connect(service, &ValidationPort::scriptPlanned, this, &ValidationPort::scriptPlanned);
    connect(service, &ValidationPort::scriptSaid, this, &ValidationPort::scriptSaid);
    connect(service, &ValidationPort::scriptEnded, this, &ValidationPort::scriptEnded);
    connect(service, &ValidationPort::scriptFailed, this, &ValidationPort::scriptFailed);
}

void ValidationBridge::confirm(const QString &id, const QString &item, bool ok, const QString &note)
{
    post(m_service, [id, item, ok, note](ValidationPort *service) { service->confirm(id, item, ok, note); });
}

void ValidationBridge::mark(const QString &clock, bool acknowledged, const QString &note)
{
    post(m_service, [clock, acknowledged, note](ValidationPort *service) { service->mark(clock, acknowledged, note); });
}

void ValidationBridge::send(const QString &clock)
{
    post(m_service, [clock](ValidationPort *service) { service->send(clock); });
}

void ValidationBridge::sendMessage(const QString &id, const QString &item)
{
    post(m_service, [id, item](ValidationPort *service) { service->sendMessage(id, item); });
}

void ValidationBridge::planScript(const QString &id, const QString &item)
{
    post(m_service, [id, item](ValidationPort *service) { service->planScript(id, item); });
}

void ValidationBridge::runScript(const CheckScript &confirmed)
{
    post(m_service, [confirmed](ValidationPort *service) { service->runScript(confirmed); });
}

void ValidationBridge::stopScript(const QString &id, const QString &item)
{
    post(m_service, [id, item](ValidationPort *service) { service->stopScript(id, item); });
}

} // namespace maestro
