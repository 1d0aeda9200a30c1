// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/controller/controllercontext.h"

namespace maestro::sandbox {

/// Takes the measurements of an AnalysisRun that are due and judges metrics and run (argo-semantics.md 13).
/// A measurement is taken from the simulated workload: its error rate for metrics named after errors or success,
/// its latency otherwise.
void reconcileAnalysisRun(ControllerContext &context, const QJsonObject &run);

/// Judges one value by conditions of the form `result[0] >= 0.95`, joined by && or ||:
/// Successful, Failed, Inconclusive, or Error when a condition cannot be read.
QString judge(double value, const QString &success, const QString &failure);

} // namespace maestro::sandbox
