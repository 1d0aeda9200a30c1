// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/healthbuilder.h"

#include "config/policy/policyvalues.h"

namespace maestro {

namespace {

QString textAt(const QVariantMap &map, const char *key)
{
    return map.value(QLatin1String(key)).toString();
}

void takeDuration(const QVariantMap &map, const char *key, std::chrono::milliseconds &into)
{
    if (const auto given = parsePolicyDuration(textAt(map, key)); given && given->count() > 0)
        into = *given;
}

QList<HealthProbe> probesFrom(const QVariantMap &owner)
{
    QList<HealthProbe> probes;
    for (const QVariant &entry : owner.value(QStringLiteral("health")).toList()) {
        const QVariantMap map = entry.toMap();
        const QVariantMap expect = map.value(QStringLiteral("expect")).toMap();
        HealthProbe probe;
        probe.name = textAt(map, "name");
        probe.url = textAt(map, "url");
        const QVariantMap headers = map.value(QStringLiteral("headers")).toMap();
        for (auto header = headers.cbegin(); header != headers.cend(); ++header)
            probe.headers.insert(header.key(), header->toString());
        if (expect.contains(QStringLiteral("status")))
            probe.status = expect.value(QStringLiteral("status")).toInt();
        probe.json = expect.value(QStringLiteral("json")).toMap();
        probe.body = textAt(expect, "body");
        takeDuration(map, "every", probe.every);
        takeDuration(map, "timeout", probe.timeout);
        probes.append(probe);
    }
    return probes;
}

PolicyDependency dependencyFrom(const QVariantMap &map)
{
    const QVariantMap workload = map.value(QStringLiteral("workload")).toMap();
    const QVariantMap pods = map.value(QStringLiteral("pods")).toMap();
    PolicyDependency made;
    made.name = textAt(map, "name");
    made.workload = {textAt(workload, "kind"), textAt(workload, "namespace"), textAt(workload, "name"), {}, textAt(workload, "selector")};
    if (made.workload.name.isEmpty() && !made.workload.kind.isEmpty())
        made.workload.name = made.name;
    made.podsNamespace = textAt(pods, "namespace");
    made.podsSelector = textAt(pods, "selector");
    made.health = probesFrom(map);
    return made;
}

} // namespace

void readHealth(Policy &policy)
{
    for (const QVariant &entry : policy.document.value(QStringLiteral("services")).toList()) {
        const QVariantMap map = entry.toMap();
        for (PolicyService &service : policy.services)
            if (service.name == textAt(map, "name"))
                service.health = probesFrom(map);
    }
    for (const QVariant &entry : policy.document.value(QStringLiteral("dependencies")).toList())
        policy.dependencies.append(dependencyFrom(entry.toMap()));
}

} // namespace maestro
