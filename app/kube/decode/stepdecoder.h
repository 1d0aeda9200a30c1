// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/canarystep.h"
#include "kube/decode/jsonnode.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// One element of spec.strategy.canary.steps. An element with no, several or an unheard-of key is Unknown; its text always
/// survives. Fleet: weights and pauses, whose members say all, keep no text.
CanaryStep readStep(JsonNode node, DecodeDepth depth);

/// Seconds of a pause as Argo Rollouts reads them: "30", or a Go duration such as "1m30s" (fractions cut off).
std::optional<qint64> parsePauseDuration(QStringView text);

} // namespace maestro
