// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/probehistory.h"

#include <algorithm>

namespace maestro {

std::optional<bool> ProbeHistory::ok() const
{
    return looks.isEmpty() || isStale ? std::nullopt : looks.constLast().ok;
}

QDateTime ProbeHistory::firstFailure() const
{
    const auto found = std::find_if(looks.cbegin(), looks.cend(), [](const HealthLook &look) { return look.ok == false; });
    return found == looks.cend() ? QDateTime() : found->at;
}

int ProbeHistory::count(std::optional<bool> ok) const
{
    return int(std::count_if(looks.cbegin(), looks.cend(), [ok](const HealthLook &look) { return look.ok == ok; }));
}

} // namespace maestro
