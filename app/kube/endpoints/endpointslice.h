// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/objectmeta.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// discovery.k8s.io/v1 EndpointSlice: who answers for a Service.
struct EndpointSlice
{
    ObjectMeta meta; ///< the label kubernetes.io/service-name tells the Service
    QStringList ready; ///< addresses whose condition ready is not false
    QStringList notReady;
    QStringList unreadable = {};

    QString service() const { return meta.labels.value(QStringLiteral("kubernetes.io/service-name")); }
};

Result<DecodedList<EndpointSlice>> decodeEndpointSliceList(QByteArrayView body);

} // namespace maestro
