// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "ports/alertport.h"

namespace maestro::test {

/// Health of prod-us-east-1 maestro/maestro-control-plane while its canary goes bad: two gates failed, one on the way, one without data.
SloReportPtr sampleHealth(const QDateTime &now, const ObjectRef &target = {QStringLiteral("prod-us-east-1"), QStringLiteral("maestro"), QStringLiteral("maestro-control-plane")});
/// The same rollout an hour before: everything passes.
SloReportPtr calmHealth(const QDateTime &now, const ObjectRef &target);
/// Six charts over the last half hour, a gap in one, breaches in three.
ChartSetPtr sampleCharts(const QDateTime &now, bool calm = false);
/// One board with alerts and silences, one of which hides what a gate depends on.
QList<AlertBoard> sampleBoards(const QDateTime &now);

} // namespace maestro::test
