// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/factreading.h"
#include "domain/decision/probehistory.h"
#include "domain/slo/sample.h"

#include <QHash>

#include <chrono>

namespace maestro {

/// What facts were over time, as far as somebody looked: between two looks that said the same, and were not too far apart, it was so in
/// between as well; anything else is unknown. What a source tells of since when something is so is believed, as far as no look says otherwise.
/// Reads no clock. Bounded: an hour is kept.
class FactBook
{
public:
    /// A reading that is older than the last of its name changes nothing; one that is older by more than `freshFor` begins anew: the clock was set back.
    void add(const FactReading &reading);
    void add(const QList<FactReading> &readings);

    /// Every fact at an instant: what a look not older than `freshFor` said, unless a later one says it was otherwise by then. What is
    /// unknown there is taken from the first look after it, until `orUntil`: for the present, judged at a moment just before. Of a probe
    /// besides how many looks in a row failed; a look that knew nothing is none.
    QList<Sample> samplesAt(const QDateTime &at, const QDateTime &orUntil = {}) const;
    /// The fact that is bad now (a probe fails, pods crash or are not ready) and became so first; nothing is: an empty name, an invalid time.
    std::pair<QString, QDateTime> firstBad(const QDateTime &at) const;
    /// The newest reading of each name, in the order of first sight. Where the source does not tell since when: since the first of the looks
    /// that said the same.
    QList<FactReading> readings() const;
    /// The looks at every probe, in the order of first sight.
    QList<ProbeHistory> probes(const QDateTime &now) const;

    static constexpr std::chrono::milliseconds freshFor{90'000}; ///< an interval (ledger Z-01) and a half
    static constexpr std::chrono::milliseconds kept{60 * 60'000};

private:
    struct Span
    {
        QDateTime from;
        QDateTime to; ///< of the last look
        std::optional<double> value;
        bool wasOtherwise = false; ///< just before
    };
    struct Track
    {
        QList<Span> spans;
        FactReading last;
        QList<HealthLook> looks; ///< of a probe
    };

    QStringList m_names;
    QHash<QString, Track> m_tracks;
};

} // namespace maestro
