// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/mass/massplan.h"

namespace maestro {

/// How long a deed took here, from the intent to the observed effect: the median of the newest ten that were applied in this context.
/// Nothing: it was not done here yet.
std::optional<double> typicalSeconds(const QList<JournalRecord> &records, const QString &context, MassDeed deed);

/// One chosen row on the axis of time: it begins when one before it has ended, where as many are under way as go at once.
struct MassSlot
{
    ObjectRef ref;
    MassDeed deed = MassDeed::Abort;
    double from = 0; ///< seconds since the beginning
    double to = 0;
    bool known = false; ///< how long: from history; else a guess to have something to draw
    int lane = 0; ///< of those that are under way at once

    bool operator==(const MassSlot &) const = default;
};

/// What an unknown duration is drawn as.
constexpr double assumedSeconds = 10;

QList<MassSlot> massOrder(const MassPlan &plan, const std::optional<double> &abortSeconds, const std::optional<double> &rollbackSeconds);

} // namespace maestro
