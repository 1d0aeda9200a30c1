// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/operation/outcome.h"
#include "domain/policy/emergencyrules.h"

#include <QObject>

namespace maestro {

/// The only door to a change. One operation at a time per object; nothing is queued for later.
class OperationPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Reads the object anew and plans; answers planReady or planFailed with the same request.
    virtual void requestPlan(const OperationRequest &request) = 0;
    /// Executes exactly the plan whose digest the confirmation names; refuses when it is expired, replaced or already used.
    virtual void execute(OperationPlanPtr plan, const Confirmation &confirmation) = 0;
    /// What the policy of this workload says about its worst hour; answered by emergencyTold. Asks no cluster and no Prometheus; who has no
    /// policies does not answer.
    virtual void askEmergency(const RolloutSnapshotPtr &snapshot) { Q_UNUSED(snapshot) }

Q_SIGNALS:
    void planReady(maestro::OperationPlanPtr plan);
    void planFailed(maestro::OperationRequest request, maestro::Error error);
    void progressed(maestro::OperationProgress progress);
    void finished(maestro::Outcome outcome);
    void emergencyTold(maestro::ObjectRef target, maestro::EmergencyRules rules);
};

} // namespace maestro
