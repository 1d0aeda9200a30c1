// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertreach.h"

namespace maestro {

/// "severity=\"page\", team=\"shop\""; of a route without matchers "everything else".
QString routeMatchersText(const AlertRoute &route);
/// "pager (webhook)", "void (tells nobody)".
QString receiverText(const RouteTree &tree, const QString &receiver);
/// "goes on, silent in nights": what else a route says; empty: nothing.
QString routeRestText(const AlertRoute &route);
/// "told", "told, except in some hours", "tells nobody", "no rule of this name", "unknown".
QString reachText(const AlertReach &reach);

} // namespace maestro
