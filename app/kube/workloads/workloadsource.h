// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/rollout.h"
#include "kube/api/resourcepath.h"
#include "kube/decode/listdecoder.h"

#include <functional>

namespace maestro {

/// Where the workloads of one kind are listed, and how a row of the fleet is read from them.
struct WorkloadSource
{
    ResourceType type;
    QString query; ///< of every list and watch; may be empty
    std::function<Result<Rollout>(const QByteArray &)> decode;
    std::function<Result<DecodedList<Rollout>>(const QByteArray &)> decodeList;
};

/// Not for External: no API server lists those.
WorkloadSource workloadSource(WorkloadKind kind, DecodeDepth depth = DecodeDepth::Row);

} // namespace maestro
