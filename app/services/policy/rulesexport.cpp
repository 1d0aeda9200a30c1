// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/analysisexport.h"

#include "domain/promql/querytemplate.h"
#include "services/policy/gateexpression.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

/// Braces would be a template of Prometheus.
QString plain(QString text)
{
    return text.replace(QStringLiteral("{{"), QStringLiteral("{ {"));
}

QVariantMap rule(const QString &name, const QString &expression, std::chrono::milliseconds needed, const QVariantMap &labels, const QString &summary)
{
    return {{QStringLiteral("alert"), name},
            {QStringLiteral("expr"), expression},
            {QStringLiteral("for"), machineSpan(needed)},
            {QStringLiteral("labels"), labels},
            {QStringLiteral("annotations"), QVariantMap{{QStringLiteral("summary"), plain(summary)}}}};
}

QVariantMap group(const QString &name, const QVariantList &rules)
{
    return {{QStringLiteral("name"), name}, {QStringLiteral("rules"), rules}};
}

/// Metrics of the controller itself, as 1.10 exports them.
QVariantList controllerRules(const PolicyService &service)
{
    QString which = QStringLiteral("name=%1").arg(promText(service.workload.name));
    if (!service.workload.ns.isEmpty())
        which += QStringLiteral(",namespace=%1").arg(promText(service.workload.ns));
    const QString title = service.workload.ns.isEmpty() ? service.workload.name : service.workload.ns + u'/' + service.workload.name;
    const QVariantMap labels{{QStringLiteral("service"), service.name}, {QStringLiteral("severity"), QStringLiteral("critical")}};
    return {rule(QStringLiteral("RolloutAborted"), QStringLiteral("increase(rollout_events_total{%1,reason=\"RolloutAborted\"}[5m]) > 0").arg(which), {}, labels,
                 Words::tr("an update of %1 was aborted").arg(title)),
            rule(QStringLiteral("RolloutDegraded"), QStringLiteral("max by (namespace, name) (rollout_info{%1,phase=\"Degraded\"}) > 0").arg(which), std::chrono::minutes(5), labels,
                 Words::tr("%1 is degraded").arg(title)),
            rule(QStringLiteral("RolloutReplicasUnavailable"), QStringLiteral("max by (namespace, name) (rollout_info_replicas_unavailable{%1}) > 0").arg(which), std::chrono::minutes(15), labels,
                 Words::tr("%1 has replicas that are not available").arg(title))};
}

QVariantList nativeRules(const Policy &policy)
{
    QVariantList rules;
    for (const NativeAlert &alert : policy.nativeAlerts)
        rules.append(rule(alert.name, alert.expression, alert.needed, {{QStringLiteral("severity"), alert.severity.isEmpty() ? QStringLiteral("warning") : alert.severity}},
                          Words::tr("%1, from the policy %2").arg(alert.name, policy.name)));
    return rules;
}

/// Every gate that is in force for the service in some phase, once.
QList<PolicyGate> gatesOf(const Policy &policy, const PolicyService &service)
{
    const PolicyStrategy *strategy = policy.strategyOf(service);
    if (!strategy || strategy->phases.isEmpty())
        return policy.gatesInForce(service);
    QList<PolicyGate> gates;
    for (const PolicyPhase &phase : strategy->phases) {
        for (const PolicyGate &gate : policy.gatesInForce(service, phase.name)) {
            if (!gates.contains(gate))
                gates.append(gate);
        }
    }
    return gates;
}

QVariantList gateRules(const Policy &policy, const PolicyService &service, const ExportTarget &target, QStringList &notes)
{
    QVariantList rules;
    for (const PolicyGate &gate : gatesOf(policy, service)) {
        if (gate.showOnly)
            continue;
        const Result<GateExpression> said = gateExpression(policy, service, target.environment, gate, target.interval);
        if (!said || said->breach.isEmpty()) {
            notes.append(said ? Words::tr("gate %1 has no rule: its limit is unset").arg(gate.name) : Words::tr("gate %1 has no rule: %2").arg(gate.name, said.error().message));
            continue;
        }
        const QString severity = gate.onFail == OnFail::Hold ? QStringLiteral("warning") : QStringLiteral("critical");
        const QString bound = gate.fail ? gate.fail->text : gate.pass ? Words::tr("not %1").arg(gate.pass->text) : QString();
        rules.append(rule(QStringLiteral("GateFailing"), said->breach, gate.needed,
                          {{QStringLiteral("service"), service.name}, {QStringLiteral("gate"), gate.name}, {QStringLiteral("severity"), severity}},
                          bound.isEmpty() ? Words::tr("gate %1 of %2 fails").arg(gate.name, service.name) : Words::tr("gate %1 of %2 fails: %3").arg(gate.name, service.name, bound)));
    }
    return rules;
}

} // namespace

QVariantMap exportRules(const Policy &policy, const QList<PolicyService> &services, const ExportTarget &target, QStringList &notes)
{
    QVariantList groups;
    if (const QVariantList rules = nativeRules(policy); !rules.isEmpty())
        groups.append(group(policy.name, rules));
    for (const PolicyService &service : services) {
        const QVariantList gates = gateRules(policy, service, target, notes);
        const QVariantList rules = (service.workload.kind == u"Rollout" ? controllerRules(service) : QVariantList()) + gates;
        if (!rules.isEmpty())
            groups.append(group(policy.name + u'/' + service.name, rules));
    }
    notes.removeDuplicates();
    return {{QStringLiteral("groups"), groups}};
}

} // namespace maestro
