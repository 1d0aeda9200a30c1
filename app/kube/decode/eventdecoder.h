// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/kubeobjects.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// core/v1 or events.k8s.io/v1 Event.
Result<KubeEvent> decodeEvent(QByteArrayView json);
Result<DecodedList<KubeEvent>> decodeEventList(QByteArrayView body);

} // namespace maestro
