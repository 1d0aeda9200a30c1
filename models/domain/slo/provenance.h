// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace maestro {

/// Where a number comes from: enough to ask again by hand.
struct Provenance
{
    QString query; ///< as sent, variables filled in
    QString source; ///< base URL, without credentials
    QDateTime newestSampleAt;
    std::optional<int> targetsUp; ///< of the jobs behind the query, where the server tells
    std::optional<int> targetsTotal;
    std::optional<int> samplesInWindow; ///< of the part of the query that has fewest, in its own range; where somebody looks
    QStringList warnings; ///< the server's own
    std::optional<Error> error; ///< why there is no answer

    bool operator==(const Provenance &) const = default;
};

} // namespace maestro
