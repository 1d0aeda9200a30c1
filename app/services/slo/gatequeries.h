// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/slo/sample.h"

namespace maestro {

/// One question to Prometheus on behalf of a metric.
struct GateQuery
{
    enum class Purpose { Value, Requests };
    enum class When { Now, LastGood };

    QString metric;
    SampleRole role = SampleRole::None; ///< of the sample that the answer becomes
    Purpose purpose = Purpose::Value;
    When when = When::Now;
    QString promql; ///< variables filled in

    bool operator==(const GateQuery &) const = default;
};

struct GateQueries
{
    QList<GateQuery> list;
    QMap<QString, Error> problems; ///< by metric: why its query cannot be asked

    /// The question whose answer is judged; null when there is none.
    const GateQuery *value(const QString &metric) const;
};

/// Whose pods are judged: those of the canary, or, when no update is under way, those that serve everybody.
enum class Judged { Canary, Running };

/// Everything that has to be asked for these metrics. A query with {{role}} is asked for the canary and for what it is compared with; one
/// without can only be compared with itself at an earlier time. The earlier time is the last good window: before the present revision.
GateQueries queriesFor(const Policy &policy, const PolicyService &service, const QString &environment, const QStringList &metrics, Judged judged);

} // namespace maestro
