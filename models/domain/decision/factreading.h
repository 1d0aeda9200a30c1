// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace maestro {

/// One fact that decisions rest on, as it was read: what, where, when. Names are those of slo/facts.h, and besides, for reading alone:
///   endpoints:SERVICE        how many ready addresses it has
///   dependency:NAME          1 healthy, 0.5 degraded, 0 unhealthy
///   canary-health:NAME       the probe once more, with the canary's header
///   pods                     1: all of the pods that serve or are to serve are ready
struct FactReading
{
    QString name;
    std::optional<double> value; ///< nothing: not known, `text` says why
    QDateTime since; ///< of the value, as the source tells it; invalid: it does not
    QDateTime at; ///< when it was read
    QString source; ///< who was asked
    QString text; ///< what was read, in words; may hold what a cluster or a server said

    bool operator==(const FactReading &) const = default;
};

} // namespace maestro
