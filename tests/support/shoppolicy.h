// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace maestro {

/// Two-bound gates over a canary with a stable beside it; the service "web" runs as the Rollout shop/web.
QByteArray shopPolicy();

/// The same service in the namespace default, by the counters and histograms of BackfilledTraffic.
QByteArray trafficPolicy();

} // namespace maestro
