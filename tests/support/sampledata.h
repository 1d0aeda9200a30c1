// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/rollout/fleet.h"

#include <functional>
#include <memory>

namespace maestro::test {

/// Four clusters, twenty-seven rollouts in every state the fleet can show; the same on every call.
FleetSnapshotPtr sampleFleet(const QDateTime &now, qint64 bootMs);
/// `count` rollouts in one cluster, named app-00000 and on; every seventh moves.
FleetSnapshotPtr largeFleet(int count, qint64 bootMs);
/// The same snapshot with one row replaced by `change`.
FleetSnapshotPtr withRow(const FleetSnapshotPtr &fleet, qsizetype row, const std::function<void(FleetRow &)> &change);
/// Two weeks of records, one intent still open.
std::shared_ptr<const QList<JournalRecord>> sampleJournal(const QDateTime &now);

} // namespace maestro::test
