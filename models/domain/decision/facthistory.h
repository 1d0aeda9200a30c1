// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/factbook.h"
#include "domain/decision/signalbook.h"

#include <memory>

namespace maestro {

/// What is known of one workload besides its metrics, over time: what was read and what people said. A value for judging; pure.
struct FactHistory
{
    FactBook book;
    PolicyPtr policy;
    SignalScope scope;
    std::optional<QList<JournalRecord>> records; ///< nothing: the Journal cannot be read, so nobody knows what people said
    QDateTime now; ///< of the newest look, by the clock that the readings have

    /// As it was at an instant of the past.
    QList<Sample> samplesAt(const QDateTime &at) const;
    /// As it is; `at` is the moment that is judged, at most some seconds before `now`.
    QList<Sample> samplesNow(const QDateTime &at) const;
    QList<FactReading> readings() const;
    QList<ProbeHistory> probes() const { return book.probes(now); }
    QList<SignalState> signalsNow() const; ///< none without the Journal
};

using FactHistoryPtr = std::shared_ptr<const FactHistory>;

} // namespace maestro
