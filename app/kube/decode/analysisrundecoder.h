// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/analysisrun.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// argoproj.io/v1alpha1 AnalysisRun; limits come from spec.metrics, with the defaults of the controller where the spec is silent.
Result<AnalysisRun> decodeAnalysisRun(QByteArrayView json);
Result<DecodedList<AnalysisRun>> decodeAnalysisRunList(QByteArrayView body);

} // namespace maestro
