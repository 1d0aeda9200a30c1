// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakerules.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// Canary against stable of one rollout since its newest revision. Immutable, shared between threads.
struct BakeReport
{
    ObjectRef target;
    QDateTime from;
    QDateTime to;
    int intervals = 0; ///< of a minute, that were looked at
    BakeRules rules;
    BakeVerdict verdict;
    QString source; ///< base URL, without credentials
    QStringList queries;
    QStringList warnings;
    std::optional<Error> problem; ///< there is no verdict

    bool operator==(const BakeReport &) const = default;
};

using BakeReportPtr = std::shared_ptr<const BakeReport>;

} // namespace maestro
