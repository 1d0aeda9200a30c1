// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rollout.h"

#include <QByteArray>

#include <string_view>

namespace maestro {

/// Whether a rule about fleet rows reads this label or annotation; the others are not packed.
bool isPackedMark(std::string_view key);

/// What a fleet row keeps of a Rollout, in some 300 bytes. Left out: namespace, name, uid and version (the row has them), owners, pod template, selector,
/// conditions, received values, and labels and annotations that are no packed mark.
QByteArray packRollout(const Rollout &rollout);
/// `packed` comes from packRollout() of this process.
Rollout unpackRollout(const QByteArray &packed);

} // namespace maestro
