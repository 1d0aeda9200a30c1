// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/emergencyrules.h"

#include "domain/policy/policy.h"

namespace maestro {

using namespace Qt::StringLiterals;

std::optional<int> EmergencyRules::scaleTo() const
{
    for (const Step &step : serviceDown)
        if (step.replicas)
            return step.replicas;
    return preset;
}

EmergencyRules emergencyRulesOf(const Policy &policy, const QString &environment)
{
    EmergencyRules rules;
    rules.policy = policy.name;
    for (const QVariant &entry : policy.document.value(u"emergency"_s).toMap().value(u"service_down"_s).toList()) {
        const QVariantMap map = entry.toMap();
        if (map.contains(u"scale"_s))
            rules.serviceDown.append({u"scale"_s, map.value(u"scale"_s).toInt()});
        else
            rules.serviceDown.append({entry.toString()});
    }
    QVariantMap own;
    for (const QVariant &entry : policy.document.value(u"environments"_s).toList())
        if (const QVariantMap map = entry.toMap(); !environment.isEmpty() && map.value(u"name"_s).toString() == environment)
            own = map.value(u"actions"_s).toMap();
    for (const QVariantMap &actions : {own, policy.document.value(u"actions"_s).toMap()}) {
        const QVariantMap scale = actions.value(u"scale"_s).toMap();
        if (!rules.preset && scale.contains(u"preset"_s))
            rules.preset = scale.value(u"preset"_s).toInt();
        if (!rules.most && scale.contains(u"max"_s))
            rules.most = scale.value(u"max"_s).toInt();
    }
    return rules;
}

} // namespace maestro
