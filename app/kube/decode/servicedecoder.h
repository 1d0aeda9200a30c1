// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/kubeobjects.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// core/v1 Service.
Result<Service> decodeService(QByteArrayView json);
Result<DecodedList<Service>> decodeServiceList(QByteArrayView body);
/// networking.k8s.io/v1 Ingress.
Result<Ingress> decodeIngress(QByteArrayView json);
Result<DecodedList<Ingress>> decodeIngressList(QByteArrayView body);

} // namespace maestro
