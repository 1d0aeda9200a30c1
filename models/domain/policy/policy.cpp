// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/policy.h"

namespace maestro {

namespace {

template<typename T> const T *named(const QList<T> &list, const QString &name)
{
    const auto found = std::find_if(list.cbegin(), list.cend(), [&name](const T &item) { return item.name == name; });
    return found == list.cend() ? nullptr : &*found;
}

} // namespace

const PolicyService *Policy::service(const QString &wanted) const
{
    return named(services, wanted);
}

const PolicyMetric *Policy::metric(const QString &wanted) const
{
    return named(metrics, wanted);
}

const PolicyGate *Policy::gate(const QString &wanted) const
{
    return named(gates, wanted);
}

const PolicyStrategy *Policy::strategyOf(const PolicyService &of) const
{
    return named(strategies, of.strategy);
}

QList<PolicyGate> Policy::gatesInForce(const PolicyService &of, const QString &phase) const
{
    const PolicyStrategy *strategy = strategyOf(of);
    if (!strategy)
        return gates;
    const auto found = std::find_if(strategy->phases.cbegin(), strategy->phases.cend(), [&phase](const PolicyPhase &candidate) {
        return phase.isEmpty() || candidate.name == phase || candidate.group == phase;
    });
    const PolicyPhase *in = found == strategy->phases.cend() ? nullptr : &*found;
    const QStringList wanted = strategy->always + (in ? in->gates : QStringList());
    QList<PolicyGate> inForce;
    std::copy_if(gates.cbegin(), gates.cend(), std::back_inserter(inForce), [&wanted](const PolicyGate &gate) { return wanted.contains(gate.name); });
    return inForce;
}

} // namespace maestro
