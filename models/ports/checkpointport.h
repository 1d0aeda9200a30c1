// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/decision/checkpoint.h"

#include <QObject>

namespace maestro {

/// The go/no-go points of one workload, read at one moment.
struct CheckpointList
{
    ObjectRef target;
    QString service; ///< of the policy
    QString phase; ///< empty: none is known
    int revision = 0;
    QList<CheckpointState> states;

    bool operator==(const CheckpointList &) const = default;
};

/// The door to the go/no-go points of a policy (ledger GAT-07, GAT-08). Answers arrive on the receiver's thread.
class CheckpointPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Answered by listChanged or readFailed, and again while it is open; an empty one: nobody looks any more. One at a time.
    virtual void open(const maestro::ObjectRef &target) = 0;
    /// `files` are attached: by name of what is needed the path of a file, which is kept by its hash. Of the request the point's title and
    /// phase count; that the revision is still the same is read first. A go without a tick at every item of the checklist is refused, and so is
    /// a tick at what is no item of it. Answered once, by written or failed.
    virtual void decide(const maestro::CheckpointRequest &request, const QMap<QString, QString> &files) = 0;

Q_SIGNALS:
    void listChanged(maestro::CheckpointList list);
    void readFailed(maestro::ObjectRef target, maestro::Error error); ///< what was told before is no longer known
    void written(QString recordId);
    void failed(maestro::Error error); ///< nothing was recorded
    /// Of every rollout that a policy with points names, whatever is open; those without a point are left out.
    void fleetChanged(QList<maestro::CheckpointList> lists);
};

} // namespace maestro
