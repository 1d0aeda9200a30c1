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

Q_SIGNALS:
    void offersChanged(QList<maestro::PlaybookOffer> offers);
    void viewChanged(maestro::ObjectRef ref, maestro::TriageViewPtr view); ///< null: there is no run of it yet
    void failed(maestro::Error error);
};

} // namespace maestro
