// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"

namespace maestro::test {

// The doors of single pages: what came through them is kept.

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
    void compare() override { ++comparisons; }

    int comparisons = 0;
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
    void readAddressees() override { ++addresseesAsked; }
    void draftHandOver(const QString &to, const QString &note) override { draftsAsked << to % QStringLiteral(": ") % note; }
    void handOver(const HandOverDraft &shown) override { handedOn << shown; }

    void look(CheckKind kind) override { looks << kind; }

    QList<CheckKind> looks;
    int addresseesAsked = 0;
    QStringList draftsAsked;
    QList<HandOverDraft> handedOn;
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
    void acknowledge(const BudgetRequest &request) override { acknowledged << request; }
    void openSignals(const ObjectRef &target) override { opened << target; }

    QList<SignalRequest> said;
    QList<DecisionRequest> decided;
    QList<BudgetRequest> acknowledged;
    QList<ObjectRef> opened;
};

class FakeCheckpoints : public CheckpointPort
{
public:
    void open(const ObjectRef &target) override { opened << target; }
    void decide(const CheckpointRequest &request, const QMap<QString, QString> &attached) override
    {
        said << request;
        files << attached;
    }

    QList<ObjectRef> opened;
    QList<CheckpointRequest> said;
    QList<QMap<QString, QString>> files;
};

class FakeSuites : public SuitePort
{
public:
    void open(const ObjectRef &target) override { opened << target; }
    void propose(const ObjectRef &target, const QString &suite) override { asked << target.name % u'/' % suite; }

    QList<ObjectRef> opened;
    QStringList asked;
};

class FakeValidations : public ValidationPort
{
public:
    void confirm(const QString &id, const QString &item, bool ok, const QString &note) override
    {
        said.append(QStringLiteral("%1 %2 %3").arg(id, item).arg(ok));
        notes.append(note);
    }
    void mark(const QString &clock, bool acknowledged, const QString &) override { said.append(QStringLiteral("%1 %2").arg(clock).arg(acknowledged)); }
    void send(const QString &clock) override { said.append(QStringLiteral("send ") + clock); }
    void sendMessage(const QString &id, const QString &item) override { said.append(QStringLiteral("message %1 %2").arg(id, item)); }
    void planScript(const QString &id, const QString &item) override { said.append(QStringLiteral("plan %1 %2").arg(id, item)); }
    void runScript(const CheckScript &confirmed) override { said.append(QStringLiteral("run %1 %2").arg(confirmed.item, QString::fromLatin1(confirmed.digest))); }
    void stopScript(const QString &id, const QString &item) override { said.append(QStringLiteral("stop %1 %2").arg(id, item)); }

    QStringList said;
    QStringList notes;
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

} // namespace maestro::test
