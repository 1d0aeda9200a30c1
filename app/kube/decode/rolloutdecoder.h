// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rollout.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// argoproj.io/v1alpha1 Rollout (Argo Rollouts, pkg/apis/rollouts/v1alpha1/types.go). A member of a wrong type keeps its default and is
/// named in Rollout::unreadable. Error Internal, badObject: not one JSON object with metadata.
/// As in every decoder here: thread-safe, keeps nothing of the input, leaves out managedFields and last-applied-configuration.
Result<Rollout> decodeRollout(QByteArrayView json, DecodeDepth depth = DecodeDepth::Whole);
/// apps/v1 Deployment. stableHash and currentPodHash stay empty: a Deployment does not say them.
Result<Rollout> decodeDeployment(QByteArrayView json, DecodeDepth depth = DecodeDepth::Whole);

Result<DecodedList<Rollout>> decodeRolloutList(const QByteArray &body, DecodeDepth depth = DecodeDepth::Row);
Result<DecodedList<Rollout>> decodeDeploymentList(const QByteArray &body, DecodeDepth depth = DecodeDepth::Row);

} // namespace maestro
