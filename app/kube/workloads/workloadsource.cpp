// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/workloadsource.h"

#include "kube/decode/rolloutdecoder.h"
#include "kube/workloads/helmreleasedecoder.h"
#include "kube/workloads/statefulsetdecoder.h"

namespace maestro {

WorkloadSource workloadSource(WorkloadKind kind, DecodeDepth depth)
{
    switch (kind) {
    case WorkloadKind::Deployment:
        return {ResourceType::deployments(), {}, [depth](const QByteArray &b) { return decodeDeployment(b, depth); },
                [depth](const QByteArray &b) { return decodeDeploymentList(b, depth); }};
    case WorkloadKind::StatefulSet:
        return {ResourceType::statefulSets(), {}, [](const QByteArray &b) { return decodeStatefulSet(b); }, [](const QByteArray &b) { return decodeStatefulSetList(b); }};
    case WorkloadKind::HelmRelease:
        return {ResourceType::secrets(), helmReleaseQuery(), [](const QByteArray &b) { return decodeHelmRelease(b); },
                [](const QByteArray &b) { return decodeHelmReleaseList(b); }};
    case WorkloadKind::Rollout:
    case WorkloadKind::External:
        break;
    }
    return {ResourceType::rollouts(), {}, [depth](const QByteArray &b) { return decodeRollout(b, depth); },
            [depth](const QByteArray &b) { return decodeRolloutList(b, depth); }};
}

} // namespace maestro
