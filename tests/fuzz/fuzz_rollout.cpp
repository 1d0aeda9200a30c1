// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "kube/decode/analysisrundecoder.h"
#include "kube/decode/eventdecoder.h"
#include "kube/decode/poddecoder.h"
#include "kube/decode/replicasetdecoder.h"
#include "kube/decode/rolloutdecoder.h"
#include "kube/decode/servicedecoder.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray json = fuzzing::bytesOf(data, size);
    const Result<Rollout> whole = decodeRollout(json);
    const Result<Rollout> row = decodeRollout(json, DecodeDepth::Row);
    fuzzing::require(!whole || row, "what can be read whole can be read as a row");
    if (whole && row)
        fuzzing::require(whole->meta.uid == row->meta.uid && whole->currentPodHash == row->currentPodHash, "a row says what the whole says");
    (void)decodeDeployment(json);
    (void)decodeRolloutList(json);
    (void)decodeReplicaSet(json);
    (void)decodeReplicaSetList(json);
    (void)decodePod(json);
    (void)decodeAnalysisRun(json);
    (void)decodeEvent(json);
    (void)decodeIngress(json);
    return 0;
}
