// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/policy/policy.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// What people are shown besides gates: every metric of the policy, with the tiles of its pages and the focus of the phase first. A tile that
/// is no metric of the policy is there with an error, unless it is a gate. Without values. At most `mostShown`. Pure.
QList<MetricReading> shownMetrics(const Policy &policy, const PolicyService &service, const QString &phase, const QStringList &judged);
constexpr qsizetype mostShown = 32;

/// Of the validations in these records that ended well on this object.
RollbackPace rollbackPace(const QList<JournalRecord> &records, const ObjectRef &target);
/// With the target and the metric of the policy.
RollbackPace rollbackPace(RollbackPace measured, const Policy &policy);

/// What the annotation says, and whether it is what the gates ask. It can be compared where it is the policy's hash ("sha256:..."), or
/// one "GATE: CONDITION" in each line or between semicolons, every GATE being one of the policy.
CriteriaReading promotionCriteria(const Policy &policy, const QString &service, const QMap<QString, QString> &annotations);

} // namespace maestro
