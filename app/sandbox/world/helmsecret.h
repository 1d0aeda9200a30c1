// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/scenario/scenario.h"

namespace maestro::sandbox {

/// A release as Helm stores it: base64 of gzip of JSON in a Secret, values and manifest included.
QString helmSecretName(const HelmReleasePlan &release);
QJsonObject helmSecret(const HelmReleasePlan &release);

} // namespace maestro::sandbox
