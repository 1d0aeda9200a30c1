// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policygate.h"
#include "domain/slo/decisions.h"

#include <QJsonObject>

namespace maestro {

// Verdicts as cli.md writes them.

/// An item of a VerdictSeries or, with what it was read from added, a gate of a SloReport. Seconds of `for` are null when the gate has none.
QJsonObject verdictObject(const GateVerdict &verdict, const PolicyGate &gate);
QJsonObject decisionObject(const DecisionVerdict &decision);

} // namespace maestro
