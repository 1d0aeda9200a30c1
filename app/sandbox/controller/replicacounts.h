// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

namespace maestro::sandbox {

/// A ReplicaSet as the counting rules see it.
struct SetSize
{
    bool exists = false;
    int desired = 0;
    int available = 0;
};

struct CanaryCounts
{
    int canary = 0;
    int stable = 0;

    bool operator==(const CanaryCounts &) const = default;
};

struct CountInput
{
    int replicas = 1;
    int weight = 0;
    int maxWeight = 100;
    int maxSurge = 0;
    int maxUnavailable = 0;
    SetSize canary = {};
    /// exists is false when stable and canary are the same set.
    SetSize stable = {};
    /// Desired pods of all other sets.
    int others = 0;
};

/// Next sizes of a canary without a traffic router: pods share the traffic, so sizes move towards the weight within
/// maxSurge and maxUnavailable, stable first when growing (argo-semantics.md 2 and 9).
CanaryCounts basicCanaryCounts(const CountInput &input);

/// The sizes that come closest to the weight, before surge and availability are looked at.
CanaryCounts approximateCounts(int replicas, int weight, int maxWeight, int maxSurge);

/// Pods for a share of the traffic, rounded up.
int replicasForWeight(int replicas, int weight, int maxWeight);

/// An absolute number or a percentage of `total` ("25%"), rounded up or down; `absent` when undefined.
int intOrPercent(const QJsonValue &value, int total, bool roundUp, const QString &absent);

} // namespace maestro::sandbox
