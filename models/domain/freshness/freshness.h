// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// How old what we show is. Rules: ux/design.md section 7 (6 s, 15 s, 60 s without an answered heartbeat).
enum class FreshnessState { Live, Late, Stale, Disconnected };

struct Freshness
{
    FreshnessState state = FreshnessState::Disconnected;
    double seconds = -1; ///< since the last proof that the data is current; negative: never heard

    bool operator==(const Freshness &) const = default;
};

/// `heardAtBootMs` is Clock::bootMs() of the last answered heartbeat, complete list or watch event; negative: never.
/// `connected` is false once the connection gave up; the age is then still told.
Freshness freshnessAt(qint64 heardAtBootMs, bool connected, qint64 nowBootMs);

/// "live", "late", "stale", "disconnected": the words of cli.md.
QString freshnessWord(FreshnessState state);

} // namespace maestro
