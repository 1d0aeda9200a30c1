// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace maestro {

/// Two-bound gates over a canary with a stable beside it; the service "web" runs as the Rollout shop/web.
QByteArray shopPolicy();

} // namespace maestro
