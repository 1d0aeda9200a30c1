// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"

#include <QStringList>

namespace maestro {

struct Pod
{
    ObjectMeta meta;
    QString status; ///< the word kubectl prints: Running, CrashLoopBackOff, Init:0/1, Terminating ...
    int readyContainers = 0;
    int containers = 0;
    int restarts = 0;
    QString lastTermination; ///< "Error, exit 1", empty: none
    QDateTime lastTerminatedAt; ///< of the container that ended last; invalid: none, or not told
    QString node;
    QString ip;
    QStringList images;
    bool ready = false; ///< condition Ready
    QDateTime readyChangedAt; ///< since when it is so; invalid: not told
    bool over = false; ///< phase Succeeded or Failed
    QStringList containerNames = {}; ///< those that run beside each other; sidecars after the others
    QStringList unreadable = {}; ///< JSON paths that arrived with a wrong type, see Rollout

    QString hash() const; ///< rollouts-pod-template-hash, else pod-template-hash
    bool operator==(const Pod &) const = default;
};

} // namespace maestro
