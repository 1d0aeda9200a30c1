// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/slo/samplebook.h"
#include "domain/slo/verdict.h"

namespace maestro {

// One look, without memory: samples against bounds. The time rules are GateEvaluator's.

/// Samples against the bounds of a metric or signal gate; of several samples the worst. Fills state, cause and what was compared.
/// `unit` and the rest come from `metric`; null: a signal, which is never stale.
GateVerdict judged(const PolicyGate &gate, const PolicyMetric *metric, const QList<Sample> &values, const QList<Sample> &baselines, const QDateTime &at);

/// Which bounds a gate has; of a group: what all its members have.
enum class GateSort { ToPass, ToFail, Both };
GateSort sortOf(const PolicyGate &gate);

/// Members of any or all, each with its verdict, put together.
GateVerdict combined(const PolicyGate &group, const QList<GateVerdict> &members);

/// The worst of the set, the first of those that are equally bad; nothing of an empty set.
const GateVerdict *worst(const QList<GateVerdict> &verdicts);

/// What a member of a group is called: its name, metric or signal.
QString memberName(const PolicyGate &gate);

} // namespace maestro
