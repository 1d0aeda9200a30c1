// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertrouting.h"
#include "services/endpoints/endpoints.h"

namespace maestro {

/// Of every connection that has one or the other, all at the same time, without reaches; `done` comes once, later.
void readAlertRouting(const Workspace *workspace, Endpoints *endpoints, QObject *context, std::function<void(const QList<AlertRouting> &)> done);

} // namespace maestro
