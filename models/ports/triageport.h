// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/rollout/rollout.h"
#include "domain/triage/triagerun.h"

#include <QObject>

namespace maestro {

/// The door to triage. Signals arrive on the receiver's thread, values are immutable. Nothing here changes a cluster.
class TriagePort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// The newest run of this object that is not decided, else its newest; while watched it is read anew every few seconds.
    virtual void open(const ObjectRef &ref, WorkloadKind workload) = 0;
    virtual void setWatched(bool watched) = 0;
    virtual void start(const QString &playbook, const QString &alert) = 0;
    virtual void read() = 0; ///< now
    virtual void tick(const QString &item, const QString &note, ItemState state) = 0;
    virtual void untick(const QString &item) = 0;
    virtual void take() = 0;
    virtual void decide(const QString &verdict, const QString &reason) = 0;
    /// To whom this run can be handed over: answered by addresseesRead or handOverFailed. Nothing is sent.
    virtual void readAddressees() = 0;
    /// Everything is read once more, then the message is drafted: handOverDrafted or handOverFailed. Nothing is sent.
    virtual void draftHandOver(const QString &to, const QString &note) = 0;
    /// Sends what was shown to the letter, at most once for each run and addressee, or nothing: handedOver or handOverFailed. A draft that
    /// is not the last one, or an old one, is refused.
    virtual void handOver(const maestro::HandOverDraft &shown) = 0;
    /// Reads one thing once, whether it is an item of the run or not: looked or lookFailed. Records nothing.
    virtual void look(maestro::CheckKind kind) = 0;

Q_SIGNALS:
    void offersChanged(QList<maestro::PlaybookOffer> offers);
    void viewChanged(maestro::ObjectRef ref, maestro::TriageViewPtr view); ///< null: there is no run of it yet
    void failed(maestro::Error error);
    /// When failing AnalysisRuns ask to escalate, by the policy that names this object; told when it is opened and when a policy changes.
    void escalationRulesRead(maestro::ObjectRef ref, QList<maestro::AnalysisEscalation> rules);
    void addresseesRead(QList<maestro::HandOverAddressee> addressees);
    void handOverDrafted(maestro::HandOverDraft draft);
    void handedOver(maestro::HandOver outcome); ///< as the Journal has it; also in the views to come
    void looked(maestro::TriageItem item);
    void lookFailed(maestro::Error error);
    void handOverFailed(maestro::Error error); ///< nothing was sent
};

} // namespace maestro
