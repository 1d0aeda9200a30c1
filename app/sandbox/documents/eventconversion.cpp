// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/eventconversion.h"

#include <QJsonValue>
#include <QString>

#include <array>

namespace maestro::sandbox {

namespace {

struct Pair
{
    QLatin1String core;
    QLatin1String grouped;
};

constexpr std::array pairs{Pair{QLatin1String("involvedObject"), QLatin1String("regarding")},
                           Pair{QLatin1String("message"), QLatin1String("note")},
                           Pair{QLatin1String("source"), QLatin1String("deprecatedSource")},
                           Pair{QLatin1String("firstTimestamp"), QLatin1String("deprecatedFirstTimestamp")},
                           Pair{QLatin1String("lastTimestamp"), QLatin1String("deprecatedLastTimestamp")},
                           Pair{QLatin1String("count"), QLatin1String("deprecatedCount")},
                           Pair{QLatin1String("reportingComponent"), QLatin1String("reportingController")}};

void rename(QJsonObject &object, QLatin1String from, QLatin1String to)
{
    if (object.contains(from))
        object.insert(to, object.take(from));
}

} // namespace

QJsonObject eventFromCore(QJsonObject core)
{
    for (const Pair &pair : pairs)
        rename(core, pair.core, pair.grouped);
    core.insert(QStringLiteral("apiVersion"), QStringLiteral("events.k8s.io/v1"));
    return core;
}

QJsonObject eventToCore(QJsonObject event)
{
    for (const Pair &pair : pairs)
        rename(event, pair.grouped, pair.core);
    event.insert(QStringLiteral("apiVersion"), QStringLiteral("v1"));
    return event;
}

} // namespace maestro::sandbox
