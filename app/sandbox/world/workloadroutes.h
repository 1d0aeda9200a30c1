// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/httpconnection.h"

namespace maestro::sandbox {

class Cluster;

/// What workloads answer by plain http: /metrics, /svc/NAMESPACE/NAME/health, and with `admin` the fault switches
/// below /admin/ (POST freeze, thaw, drop-watches, compact, reject, lose-reply, delay-controller; GET arrivals).
void serveWorkloads(HttpConnection *connection, Cluster &cluster, bool admin);

} // namespace maestro::sandbox
