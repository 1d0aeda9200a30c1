// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"
#include "domain/slo/sample.h"
#include "ports/alertport.h"

namespace maestro {

// What the Alertmanager of one connection says about one service of a policy.

const AlertBoard *boardOf(const QList<AlertBoard> &boards, const QString &connection); ///< null: none is read
QList<AlertReading> alertsOf(const AlertBoard *board, const QString &service);

/// The signals that families of alerts raise (ledger BUD-04): raised while an alert of the family fires for the service, or for none in
/// particular; silenced or not. Without a board nobody knows.
QList<Sample> alertFacts(const AlertBoard *board, const QString &service, const Policy &policy);

} // namespace maestro
