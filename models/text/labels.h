// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"
#include "domain/timeline/timeline.h"

namespace maestro {

// Words for domain values, translated. The same words serve the window and the command line.

QString phaseLabel(RolloutPhase phase);
QString strategyLabel(Strategy strategy);
QString stepLabel(const CanaryStep &step); ///< "set weight 25", "pause until a person promotes", "pause 10 min"
QString roleLabel(RevisionRole role);
QString attentionLabel(Attention attention); ///< "Needs a person", "In progress", "Data is old", "Steady"
QString connectionPhaseLabel(ConnectionPhase phase);
QString entrySourceLabel(EntrySource source);
QString weightText(const std::optional<int> &weight, int max); ///< "25 %", "25 of 1000" or "unknown"
QString scaleDownText(const QString &deadline, const QDateTime &nowUtc); ///< "delay:24 s", "delay:passed", empty without a deadline

/// The header's one sentence: state, why, what is next, who must act. Never calls unknown fine.
QString summarySentence(const RolloutSnapshot &snapshot);
/// The same for a row of the fleet, for its accessible description and its Next column.
QString rowSentence(const FleetRow &row, const Freshness &freshness);
QString nextText(const FleetRow &row, const Freshness &freshness);
/// Second line under the status pill: "manual pause", "aborted", "step 2 of 4".
QString rowDetail(const FleetRow &row);

} // namespace maestro
