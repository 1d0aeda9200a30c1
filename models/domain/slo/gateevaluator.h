// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/samplebook.h"
#include "domain/slo/streak.h"
#include "domain/slo/verdict.h"

#include <vector>

namespace maestro {

/// Judges gates from samples, one instant after the other (ledger 5.1). Reads no clock: time is what it is told. Any thread, one at
/// a time; a stream told twice gives the same verdicts twice.
///
/// A gate fails when its fail bound is broken, or, having only a pass bound, when that is not met. It passes when its pass bound is
/// met, or, having only a fail bound, when that is not broken. Between the two it holds. What cannot be known never passes: a
/// missing, stale, NaN or impossible sample, too few requests, a missing baseline are no data; a limit without a number is unset.
/// A bound that is broken all the same fails: an infinite latency, or errors over an absolute limit without a baseline.
///
/// `for` and `consecutive` delay the change to fail and nothing else: until then the gate holds. How they count when samples are
/// missing is written at Streak. `every`: between two evaluations the last result stands, but nothing stands without data and
/// a pass only while the samples of the moment would pass too; an evaluation without data is made up for at the next instant.
///
/// Several samples of one metric and role at one instant: the worst verdict of all; baselines that differ are no baseline.
/// Samples from before the last instant are judged like others and prove no time.
///
/// Groups: `all` of conditions to pass and `any` of conditions to fail take the worst member, as every set does. `any` of conditions
/// to pass passes when one does; `all` of conditions to fail fails when each does and holds when only some do. In both, a member
/// without data leaves the group without, unless the group fails in any case. Members with two bounds, or of both sorts: the worst.
/// `consecutive_failures_of` counts instants at which one of the named gates broke its bound; it ends where those that did are known
/// to be well, and passes only where all are known. A named probe counts its own answers in a row (ledger AUT-10); the larger number
/// counts.
class GateEvaluator
{
public:
    /// Evaluates the gates in force, and besides those that they or the policy's decisions name.
    GateEvaluator(PolicyPtr policy, const QList<PolicyGate> &inForce);
    ~GateEvaluator();
    GateEvaluator(GateEvaluator &&) noexcept;
    GateEvaluator &operator=(GateEvaluator &&) noexcept;

    /// The gates in force at this instant, in their order. `samples` is all that is known of it.
    QList<GateVerdict> evaluate(const QDateTime &at, const QList<Sample> &samples);

    const QList<PolicyGate> &inForce() const { return m_inForce; }
    const QList<GateVerdict> &verdicts() const { return m_verdicts; } ///< of the last instant, like inForce()
    const SampleBook &samples() const { return m_book; }
    const Policy &policy() const { return *m_policy; }

    /// Of the last instant; also of gates that are not in force but named. Nothing: not evaluated here.
    std::optional<GateVerdict> verdict(const QString &gate) const;
    /// The numbers of a metric gate against a bound of somebody else's, by the same rules. Nothing: no data, or unset.
    std::optional<bool> against(const QString &gate, const GateBound &bound) const;
    /// The metrics that have to be asked for.
    QStringList metrics() const;

    /// Older than this is stale where the metric does not say: two of the ledger's intervals of 60 s (Z-01).
    static constexpr std::chrono::seconds staleAfter{120};

private:
    struct Node;

    PolicyPtr m_policy;
    QList<PolicyGate> m_inForce;
    std::vector<Node> m_nodes; ///< the gates in force first
    SampleBook m_book;
    QList<GateVerdict> m_verdicts;
};

} // namespace maestro
