// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/gatebound.h"

namespace maestro {

/// Two numbers that a person would call equal: they differ by less than the twelfth significant digit, or one is zero and the
/// other within 1e-12 of it. Sums of binary fractions land there (0.1 + 0.2 against 0.3); nothing that is measured does.
bool sameNumber(double a, double b);

/// Whether "value OP limit" is true. Equal numbers, in the sense above, are equal for every operator. False for NaN.
bool holds(Comparison comparison, double value, double limit);

/// The number a bound stands for, in the metric's unit; nothing when its limit is unset or it needs a baseline and there is none.
/// A share of a negative baseline is a share of its size.
std::optional<double> resolvedLimit(const GateBound &bound, const std::optional<double> &baseline);

inline bool needsBaseline(const GateBound &bound)
{
    return bound.form != GateBound::Form::Absolute;
}

} // namespace maestro
