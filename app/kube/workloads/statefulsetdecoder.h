// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/rollout.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// A StatefulSet (apps/v1) as a workload of the fleet; its pod template is not kept. Errors as decodeRollout.
Result<Rollout> decodeStatefulSet(QByteArrayView json);
Result<DecodedList<Rollout>> decodeStatefulSetList(QByteArrayView body);

} // namespace maestro
