// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/alertgroups.h"

#include <map>
#include <tuple>

namespace maestro {

QList<AlertGroup> groupAlerts(const QList<AlertReading> &alerts)
{
    std::map<std::tuple<bool, QString, bool, QString>, AlertGroup> groups;
    for (const AlertReading &alert : alerts) {
        AlertGroup &group = groups[{alert.service.isEmpty(), alert.service, alert.family.isEmpty(), alert.family}];
        group.service = alert.service;
        group.family = alert.family;
        group.firing += alert.state == AlertReading::State::Firing;
        group.suppressed += alert.state == AlertReading::State::Suppressed;
        if (!group.since.isValid() || alert.since < group.since)
            group.since = alert.since;
        group.fingerprints.append(alert.fingerprint);
    }
    QList<AlertGroup> out;
    for (const auto &[key, group] : groups)
        out.append(group);
    return out;
}

} // namespace maestro
