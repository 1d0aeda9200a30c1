// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/behaviour.h"
#include "sandbox/controller/eventrecorder.h"
#include "sandbox/controller/workqueue.h"
#include "sandbox/store/objectwriter.h"
#include "sandbox/store/simclock.h"

namespace maestro::sandbox {

class WorkloadMetrics;

/// What every controller of a simulated cluster works with.
struct ControllerContext
{
    ObjectWriter &writer;
    SimClock &clock;
    EventRecorder &events;
    WorkQueue &queue;
    BehaviourTable &behaviours;
    WorkloadMetrics &metrics;

    ObjectStore &store() { return writer.store(); }
    /// Looks at the object again after so many simulated milliseconds.
    void again(const QJsonObject &object, qint64 delayMs);
};

/// Owner reference with controller: true.
QJsonArray ownedByController(const QJsonObject &owner);

/// A short stable hash in the alphabet Kubernetes uses for names.
QString safeHash(const QByteArray &bytes);

} // namespace maestro::sandbox
