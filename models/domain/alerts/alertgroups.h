// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"

namespace maestro {

/// The alerts of one family about one service of the policy; either may be empty.
struct AlertGroup
{
    QString service;
    QString family;
    int firing = 0;
    int suppressed = 0;
    QDateTime since; ///< of the oldest
    QStringList fingerprints;
};

/// Groups in the order of services and families, what belongs to none last; inside a group as they came.
QList<AlertGroup> groupAlerts(const QList<AlertReading> &alerts);

} // namespace maestro
