// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/pod.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// core/v1 Pod; the status word follows the table printer of kubectl (kubernetes, pkg/printers/internalversion).
Result<Pod> decodePod(QByteArrayView json);
Result<DecodedList<Pod>> decodePodList(QByteArrayView body);

} // namespace maestro
