// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/facthistory.h"

namespace maestro {

namespace {

constexpr qint64 roundMs = 2'000; ///< reading takes a moment: what it finds counts for the moment it began
constexpr qint64 skewMs = 5'000; ///< a server's clock may be behind ours: what somebody just said counts at once

} // namespace

QList<Sample> FactHistory::samplesAt(const QDateTime &at) const
{
    return book.samplesAt(at) + (records ? signalSamples(signalStates(*policy, *records, scope, at), at) : unknownSignals(*policy, at));
}

QList<Sample> FactHistory::samplesNow(const QDateTime &at) const
{
    const QDateTime moment = std::max(at, std::min(at.addMSecs(roundMs), now));
    QList<Sample> samples = book.samplesAt(moment, now);
    for (Sample &sample : samples)
        sample.at = at;
    return samples + (records ? signalSamples(signalsNow(), at) : unknownSignals(*policy, at));
}

QList<FactReading> FactHistory::readings() const
{
    return book.readings() + signalReadings(signalsNow(), now);
}

QList<SignalState> FactHistory::signalsNow() const
{
    return records ? maestro::signalsNow(*policy, *records, scope, now.addMSecs(skewMs)) : QList<SignalState>();
}

} // namespace maestro
