// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/slo/limit.h"

#include <algorithm>
#include <cmath>

namespace maestro {

namespace {

constexpr double tolerance = 1e-12;

} // namespace

bool sameNumber(double a, double b)
{
    if (!std::isfinite(a) || !std::isfinite(b))
        return a == b;
    const bool zero = a == 0 || b == 0;
    return std::abs(a - b) <= (zero ? tolerance : tolerance * std::max(std::abs(a), std::abs(b)));
}

bool holds(Comparison comparison, double value, double limit)
{
    if (std::isnan(value) || std::isnan(limit))
        return false;
    const bool same = sameNumber(value, limit);
    switch (comparison) {
    case Comparison::Less: return value < limit && !same;
    case Comparison::LessOrEqual: return value < limit || same;
    case Comparison::Greater: return value > limit && !same;
    case Comparison::GreaterOrEqual: return value > limit || same;
    case Comparison::Equal: return same;
    case Comparison::NotEqual: return !same;
    }
    return false;
}

std::optional<double> resolvedLimit(const GateBound &bound, const std::optional<double> &baseline)
{
    if (!bound.amount)
        return std::nullopt;
    if (bound.form == GateBound::Form::Absolute)
        return bound.amount;
    if (!baseline)
        return std::nullopt;
    if (bound.form == GateBound::Form::BaselineMultiple)
        return *bound.amount * *baseline;
    return *baseline + *bound.amount * (bound.relative ? std::abs(*baseline) : 1.0);
}

} // namespace maestro
