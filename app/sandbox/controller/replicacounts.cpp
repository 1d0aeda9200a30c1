// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/replicacounts.h"

#include <QString>

#include <cmath>
#include <limits>
#include <vector>

namespace maestro::sandbox {

namespace {

bool tied(int weight, int maxWeight, int total)
{
    const double exact = double(total) * (double(weight) / double(maxWeight));
    return exact - std::floor(exact) == 0.5;
}

/// Pods of a set that count when deciding how much may go.
int countable(const SetSize &set, bool ignoreAvailability)
{
    if (!set.exists)
        return 0;
    if (ignoreAvailability || set.desired < set.available)
        return set.desired;
    return set.available;
}

/// Keeps the sum within the surge without giving up availability that is still needed.
void fitLimits(const SetSize &drainedSet, const SetSize &keptSet, int &drained, int &kept, int most, int least)
{
    const int over = std::max(0, kept + drained - most);
    int available = drainedSet.exists ? std::min(drainedSet.available, drained) : 0;
    if (!keptSet.exists)
        return;
    kept -= over;
    available += std::min(keptSet.available, kept);
    const int lost = std::max(0, keptSet.available - kept);
    kept += std::min(lost, std::max(0, least - available));
    drained -= std::max(0, kept + drained - most);
}

} // namespace

CanaryCounts approximateCounts(int replicas, int weight, int maxWeight, int maxSurge)
{
    if (replicas == 0)
        return {};
    const double exact = double(replicas) * weight / maxWeight;
    const int up = int(std::ceil(exact));
    const int down = int(std::floor(exact));
    const bool zeroAllowed = weight == maxWeight || weight == 0 || (replicas == 1 && maxSurge == 0);
    struct Option
    {
        int canary;
        int total;
    };
    std::vector<Option> options;
    const auto offer = [&](int total, bool roundedUp) {
        if (roundedUp)
            options.push_back({up, total});
        if (!tied(weight, maxWeight, total) && (down != 0 || zeroAllowed))
            options.push_back({down, total});
    };
    offer(replicas, up < replicas || zeroAllowed);
    if (maxSurge > 0)
        offer(replicas + 1, true);
    CanaryCounts best{0, replicas};
    double bestDelta = std::numeric_limits<double>::infinity();
    for (const Option &option : options) {
        const double delta = std::abs(double(option.canary) * maxWeight / option.total - weight);
        if (delta < bestDelta) {
            bestDelta = delta;
            best = {option.canary, option.total - option.canary};
        }
    }
    return best;
}

CanaryCounts basicCanaryCounts(const CountInput &in)
{
    CanaryCounts wanted = approximateCounts(in.replicas, in.weight, in.maxWeight, in.maxSurge);
    if (!in.stable.exists)
        wanted = {in.replicas, 0};
    CanaryCounts next{in.canary.exists ? in.canary.desired : 0, in.stable.exists ? in.stable.desired : 0};
    const int most = in.replicas + in.maxSurge;
    int room = most - (in.others + next.canary + next.stable);
    if (in.stable.exists && in.stable.desired < wanted.stable && room > 0) {
        next.stable = std::min(wanted.stable, in.stable.desired + room);
        room -= next.stable - in.stable.desired;
    }
    if (in.canary.exists && in.canary.desired < wanted.canary && room > 0)
        next.canary = std::min(wanted.canary, in.canary.desired + room);
    if (in.others > 0)
        return next;
    const int least = in.replicas - in.maxUnavailable;
    const bool growing = !in.canary.exists || wanted.canary >= in.canary.desired;
    const int spare = countable(in.canary, !growing) + countable(in.stable, growing) - least;
    if (spare <= 0)
        return next;
    if (!growing) {
        if (in.canary.desired > wanted.canary)
            next.canary = std::max(wanted.canary, in.canary.desired - spare);
        fitLimits(in.canary, in.stable, next.canary, next.stable, most, least);
    } else if (in.stable.exists) {
        if (in.stable.desired > wanted.stable)
            next.stable = std::max(wanted.stable, in.stable.desired - spare);
        fitLimits(in.stable, in.canary, next.stable, next.canary, most, least);
    }
    return next;
}

int replicasForWeight(int replicas, int weight, int maxWeight)
{
    return int(std::ceil(double(weight) * replicas / maxWeight));
}

int intOrPercent(const QJsonValue &value, int total, bool roundUp, const QString &absent)
{
    if (value.isDouble())
        return value.toInt();
    const QString text = value.isString() ? value.toString() : absent;
    if (!text.endsWith(u'%'))
        return text.toInt();
    const double exact = text.chopped(1).toDouble() * total / 100.0;
    return int(roundUp ? std::ceil(exact) : std::floor(exact));
}

} // namespace maestro::sandbox
