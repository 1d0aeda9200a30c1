// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"

#include <QHash>

namespace maestro::test {

/// A clock that stands still until told otherwise.
class FakeClock : public Clock
{
public:
    QDateTime utcNow() const override { return now; }
    qint64 bootMs() const override { return boot; }
    void advance(qint64 ms)
    {
        now = now.addMSecs(ms);
        boot += ms;
    }

    QDateTime now = QDateTime(QDate(2026, 11, 18), QTime(14, 20, 36), Qt::UTC);
    qint64 boot = 10'000'000;
};

class FakeFleet : public FleetPort
{
public:
    void openRollout(const ObjectRef &ref, WorkloadKind workload) override
    {
        opened << ref;
        openedKinds << workload;
        if (answer)
            answer(ref);
    }
    void watchAnalysisRuns(bool on) override { runsWatched = on; }
    void refresh() override { ++refreshes; }

    QList<ObjectRef> opened;
    QList<WorkloadKind> openedKinds;
    int refreshes = 0;
    bool runsWatched = false;
    std::function<void(const ObjectRef &)> answer; ///< called for every opened rollout
};

class FakeOperations : public OperationPort
{
public:
    void requestPlan(const OperationRequest &request) override
    {
        requests << request;
        if (plan)
            plan(request);
    }
    void execute(OperationPlanPtr confirmedPlan, const Confirmation &confirmation) override
    {
        executed << confirmedPlan;
        confirmations << confirmation;
    }

    QList<OperationRequest> requests;
    QList<OperationPlanPtr> executed;
    QList<Confirmation> confirmations;
    std::function<void(const OperationRequest &)> plan; ///< called for every request
};

class FakeJournal : public JournalPort
{
public:
    void verify() override { ++verifications; }
    void exportTo(const QString &path) override { exports << path; }

    int verifications = 0;
    QStringList exports;
};

class FakeConnections : public ConnectionPort
{
public:
    void reconnect(const QString &context) override { reconnected << context; }
    void setWatched(const QString &context, bool watchedNow) override { watched.insert(context, watchedNow); }
    void answerTrust(const TrustQuestion &question, bool allow) override
    {
        trusted << question.command;
        allowed << allow;
    }

    QStringList reconnected;
    QHash<QString, bool> watched;
    QStringList trusted;
    QList<bool> allowed;
};

class FakeSettings : public SettingsPort
{
public:
    QVariant value(const QString &key, const QVariant &fallback) const override { return values.value(key, fallback); }
    void setValue(const QString &key, const QVariant &value) override { values.insert(key, value); }

    QVariantHash values;
};

class FakeSlo : public SloPort
{
public:
    void open(const ObjectRef &ref) override { opened << ref; }
    void setRange(const QDateTime &from, const QDateTime &to, int points) override
    {
        rangeFrom = from;
        rangeTo = to;
        rangePoints = points;
        ++ranges;
        if (answer)
            answer(opened.last());
    }
    void query(const QString &promql) override { queries << promql; }

    QList<ObjectRef> opened;
    QDateTime rangeFrom;
    QDateTime rangeTo;
    int rangePoints = 0;
    int ranges = 0;
    QStringList queries;
    std::function<void(const ObjectRef &)> answer; ///< called for every range of the open rollout
};

class FakeAlerts : public AlertPort
{
public:
    void planSilence(const QString &connection, const Silence &silence, bool expire) override
    {
        plannedOn << connection;
        planned << silence;
        expires << expire;
    }
    void execute(const SilencePlan &plan, const Confirmation &confirmation) override
    {
        executed << plan;
        confirmations << confirmation;
    }
    void readRouting() override { ++routingsAsked; }

    int routingsAsked = 0;
    QStringList plannedOn;
    QList<Silence> planned;
    QList<bool> expires;
    QList<SilencePlan> executed;
    QList<Confirmation> confirmations;
};

class FakeAutomation : public AutomationPort
{
public:
    void open(const ObjectRef &ref) override { opened << ref; }
    void setStandDown(bool down) override { switched << down; }

    QList<ObjectRef> opened;
    QList<bool> switched;
};

class FakeTriage : public TriagePort
{
public:
    void open(const ObjectRef &ref, WorkloadKind) override
    {
        opened << ref;
        Q_EMIT viewChanged(ref, nullptr);
    }
    void setWatched(bool on) override { watched = on; }
    void start(const QString &playbook, const QString &alert) override
    {
        started << playbook;
        alerts << alert;
    }
    void read() override { ++reads; }
    void tick(const QString &item, const QString &, ItemState state) override { ticks << item % u'=' % itemWord(state); }
    void untick(const QString &item) override { ticks << item % QStringLiteral("=none"); }
    void take() override { ++taken; }
    void decide(const QString &verdict, const QString &reason) override { decisions << verdict % QStringLiteral(": ") % reason; }

    QList<ObjectRef> opened;
    QStringList started;
    QStringList alerts;
    QStringList ticks;
    QStringList decisions;
    int reads = 0;
    int taken = 0;
    bool watched = false;
};

class FakeDecisions : public DecisionPort
{
public:
    void setSignal(const SignalRequest &request) override { said << request; }
    void decide(const DecisionRequest &request) override { decided << request; }
    void openSignals(const ObjectRef &target) override { opened << target; }

    QList<SignalRequest> said;
    QList<DecisionRequest> decided;
    QList<ObjectRef> opened;
};

class FakeMass : public MassPort
{
public:
    void open(const QString &context, const QString &ns) override { scopes << QString(context % u'/' % ns); }
    void choose(const ObjectRef &ref, bool chosen) override { choices << QString(ref.name % (chosen ? QStringLiteral("=in") : QStringLiteral("=out"))); }
    void begin(const MassOrder &order) override { orders << order; }
    void stop() override { ++stops; }

    QStringList scopes;
    QStringList choices;
    QList<MassOrder> orders;
    int stops = 0;
};

/// All doors, closed until a test emits a signal.
struct FakePorts
{
    FakeFleet fleet;
    FakeOperations operations;
    FakeJournal journal;
    FakeConnections connections;
    FakeSettings settings;
    FakeSlo slo;
    FakeAlerts alerts;
    FakeAutomation automation;
    FakeTriage triage;
    FakeDecisions decisions;
    FakeMass mass;
    FakeClock clock;

    Ports ports() { return {&fleet, &operations, &journal, &connections, &settings, &slo, &alerts, &clock, &automation, &triage, &decisions, nullptr, nullptr, &mass}; }
};

} // namespace maestro::test
