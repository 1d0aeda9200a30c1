// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/workloadsource.h"

#include "kube/decode/rolloutdecoder.h"
#include "kube/workloads/helmreleasedecoder.h"
#include "kube/workloads/statefulsetdecoder.h"

namespace maestro {

WorkloadSource workloadSource(WorkloadKind kind)
{
    switch (kind) {
    case WorkloadKind::Deployment:
        return {ResourceType::deployments(), {}, [](const QByteArray &b) { return decodeDeployment(b, DecodeDepth::Row); },
                [](const QByteArray &b) { return decodeDeploymentList(b, DecodeDepth::Row); }};
    case WorkloadKind::StatefulSet:
        return {ResourceType::statefulSets(), {}, [](const QByteArray &b) { return decodeStatefulSet(b); }, [](const QByteArray &b) { return decodeStatefulSetList(b); }};
    case WorkloadKind::HelmRelease:
        return {ResourceType::secrets(), helmReleaseQuery(), [](const QByteArray &b) { return decodeHelmRelease(b); },
                [](const QByteArray &b) { return decodeHelmReleaseList(b); }};
    case WorkloadKind::Rollout:
    case WorkloadKind::External:
        break;
    }
    return {ResourceType::rollouts(), {}, [](const QByteArray &b) { return decodeRollout(b, DecodeDepth::Row); },
            [](const QByteArray &b) { return decodeRolloutList(b, DecodeDepth::Row); }};
}

} // namespace maestro
