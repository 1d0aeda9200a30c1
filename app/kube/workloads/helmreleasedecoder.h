// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/rollout.h"
#include "kube/decode/listdecoder.h"

namespace maestro {

/// Query of a list or watch of Secrets that yields Helm releases alone; revisions that were followed by another are left to the server.
QString helmReleaseQuery();

/// One revision of a Helm release from its Secret (type helm.sh/release.v1): labels name, status, version; of `data.release` (base64 of
/// base64 of gzip of JSON, at most 16 MiB inflated) only chart, description and time are looked at. Nothing else of the Secret is
/// kept, whatever else it holds. What cannot be read is in `unreadable` as /data/release; another type is an error (notHelm).
Result<Rollout> decodeHelmRelease(QByteArrayView json);
Result<DecodedList<Rollout>> decodeHelmReleaseList(QByteArrayView body);

/// The JSON of a release out of `data.release` of its Secret, at most 16 MiB; nothing: it cannot be read.
std::optional<QByteArray> helmReleaseJson(const QByteArray &data);

/// The newest revision of each release, in the order received.
QList<Rollout> newestReleases(const QList<Rollout> &revisions);

} // namespace maestro
