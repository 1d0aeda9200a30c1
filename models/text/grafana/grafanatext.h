// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"

namespace maestro {

/// Which Grafana, how old what is shown is, and what could not be read.
QString grafanaSentence(const GrafanaSight &sight, const QDateTime &now);
/// How the annotations of actions leave; empty: nothing is known of it.
QString deliverySentence(const AuditSinkStatus &status, const QDateTime &now);
/// Something was not read or not taken.
bool isInDoubt(const GrafanaSight &sight);
/// A part is not what Grafana says now: its last reading failed, or is some minutes old.
bool isOld(const GrafanaSight::Part &part, const QDateTime &now);
/// What stands where a table is empty.
QString emptyBoards(const GrafanaSight &sight);
QString emptyAnnotations(const GrafanaSight &sight, const QDateTime &now);

} // namespace maestro
