// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/replicaset.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// apps/v1 ReplicaSet. The template only with Whole.
Result<ReplicaSet> decodeReplicaSet(QByteArrayView json, DecodeDepth depth = DecodeDepth::Whole);
Result<DecodedList<ReplicaSet>> decodeReplicaSetList(QByteArrayView body, DecodeDepth depth = DecodeDepth::Row);

} // namespace maestro
