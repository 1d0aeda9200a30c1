// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/fakepages.h"

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

    void askEmergency(const RolloutSnapshotPtr &snapshot) override
    {
        if (emergency && snapshot)
            Q_EMIT emergencyTold(snapshot->ref, *emergency);
    }

    std::optional<EmergencyRules> emergency; ///< told for every rollout, when there is one
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
    FakeCheckpoints checkpoints;
    FakeClock clock;

    Ports ports() { return {&fleet, &operations, &journal, &connections, &settings, &slo, &alerts, &clock, &automation, &triage, &decisions, nullptr, nullptr, &mass, nullptr, nullptr, &checkpoints}; }
};

} // namespace maestro::test
