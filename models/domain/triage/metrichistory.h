// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/weblink.h"
#include "domain/policy/policygate.h"
#include "domain/slo/sample.h"

namespace maestro {

/// One metric of a checklist over its last hour (ledger TRI-07, SLO-28), for a tile. Values in the metric's unit.
struct MetricHistory
{
    QString metric;
    QString panel; ///< the policy's name of it on its board; empty: none
    MetricUnit unit = MetricUnit::None;
    std::optional<double> value; ///< of the moment it was read
    SampleSeries line; ///< of the hour before; empty: `gap` says why
    QString why; ///< it is not measured, because; empty: it is
    QString gap; ///< why there is no line
    QDateTime newestAt; ///< of the newest sample, by the server's clock; invalid: nobody tells
    QDateTime from; ///< of the line, by the server's clock
    QDateTime to;
    qint64 skewMs = 0; ///< that clock against ours
    std::chrono::milliseconds staleAfter{0}; ///< of the policy; 0: it does not say
    std::optional<double> passLimit; ///< of the gate that reads it, where it needs no baseline
    std::optional<double> failLimit;
    QString gate; ///< and its limits in words; empty: no gate reads it
    QString limits;
    QString query; ///< as sent
    QString source;
    QList<WebLink> links; ///< to the same in Prometheus, and to the boards of the service

    bool operator==(const MetricHistory &) const = default;
};

} // namespace maestro
