// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariant>

#include <optional>

namespace maestro {

/// Milliseconds of a duration in Policy::document ("5m", "1.5h", "2d"); the loader has accepted it. Nothing: none is written.
std::optional<qint64> policyMilliseconds(const QVariant &written);

/// A share of a quantity in Policy::document: "5%" is 0.05, a plain number itself.
std::optional<double> policyShare(const QVariant &written);

} // namespace maestro
