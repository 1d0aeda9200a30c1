// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"

namespace maestro {

// The doors on the GUI thread. Each forwards to its service on the services' thread and hands the answers back, queued: the one hop
// between the threads. The services must outlive the bridges' last event; ServiceThread sees to that.

class FleetBridge final : public FleetPort
{
    Q_OBJECT
public:
    FleetBridge(FleetPort *service, QObject *parent);
    void openRollout(const ObjectRef &ref, WorkloadKind workload) override;
    void watchAnalysisRuns(bool on) override;
    void refresh() override;

private:
    FleetPort *m_service;
};

class OperationBridge final : public OperationPort
{
    Q_OBJECT
public:
    OperationBridge(OperationPort *service, QObject *parent);
    void requestPlan(const OperationRequest &request) override;
    void execute(OperationPlanPtr plan, const Confirmation &confirmation) override;
    void askEmergency(const RolloutSnapshotPtr &snapshot) override;

private:
    OperationPort *m_service;
};

class JournalBridge final : public JournalPort
{
    Q_OBJECT
public:
    JournalBridge(JournalPort *service, QObject *parent);
    void verify() override;
    void exportTo(const QString &path) override;

private:
    JournalPort *m_service;
};

class ConnectionBridge final : public ConnectionPort
{
    Q_OBJECT
public:
    ConnectionBridge(ConnectionPort *service, QObject *parent);
    void reconnect(const QString &context) override;
    void setWatched(const QString &context, bool watched) override;
    void answerTrust(const TrustQuestion &question, bool allow) override;

private:
    ConnectionPort *m_service;
};

class AlertBridge final : public AlertPort
{
    Q_OBJECT
public:
    AlertBridge(AlertPort *service, QObject *parent);
    void planSilence(const QString &connection, const Silence &silence, bool expire) override;
    void execute(const SilencePlan &plan, const Confirmation &confirmation) override;
    void readRouting() override;

private:
    AlertPort *m_service;
};

class AutomationBridge final : public AutomationPort
{
    Q_OBJECT
public:
    AutomationBridge(AutomationPort *service, QObject *parent);
    void open(const ObjectRef &ref) override;
    void setStandDown(bool down) override;

private:
    AutomationPort *m_service;
};

class DecisionBridge final : public DecisionPort
{
    Q_OBJECT
public:
    DecisionBridge(DecisionPort *service, QObject *parent);
    void setSignal(const SignalRequest &request) override;
    void decide(const DecisionRequest &request) override;
    void acknowledge(const BudgetRequest &request) override;
    void openSignals(const ObjectRef &target) override;

private:
    DecisionPort *m_service;
};

class DeskBridge final : public DeskPort
{
    Q_OBJECT
public:
    DeskBridge(DeskPort *service, QObject *parent);
    void read(const ObjectRef &target, WorkloadKind workload) override;

private:
    DeskPort *m_service;
};

class EvidenceBridge final : public EvidencePort
{
    Q_OBJECT
public:
    EvidenceBridge(EvidencePort *service, QObject *parent);
    void exportPack(const QString &id, const QString &parent) override;
    void addPictures(const QList<PackPicture> &pictures) override;

private:
    EvidencePort *m_service;
};

class MassBridge final : public MassPort
{
    Q_OBJECT
public:
    MassBridge(MassPort *service, QObject *parent);
    void open(const QString &context, const QString &ns) override;
    void choose(const ObjectRef &ref, bool chosen) override;
    void begin(const MassOrder &order) override;
    void stop() override;

private:
    MassPort *m_service;
};

class SecretBridge final : public SecretPort
{
    Q_OBJECT
public:
    SecretBridge(SecretPort *service, QObject *parent);
    void keep(const QString &name, const QString &secret) override;

private:
    SecretPort *m_service;
};

class SloBridge final : public SloPort
{
    Q_OBJECT
public:
    SloBridge(SloPort *service, QObject *parent);
    void open(const ObjectRef &ref) override;
    void setRange(const QDateTime &from, const QDateTime &to, int points) override;
    void query(const QString &promql) override;
    void compare() override;

private:
    SloPort *m_service;
};

class ValidationBridge final : public ValidationPort
{
    Q_OBJECT
public:
    ValidationBridge(ValidationPort *service, QObject *parent);
    void confirm(const QString &id, const QString &item, bool ok, const QString &note) override;
    void mark(const QString &clock, bool acknowledged, const QString &note) override;
    void send(const QString &clock) override;
    void sendMessage(const QString &id, const QString &item) override;
    void planScript(const QString &id, const QString &item) override;
    void runScript(const CheckScript &confirmed) override;
    void stopScript(const QString &id, const QString &item) override;

private:
    ValidationPort *m_service;
};

} // namespace maestro
