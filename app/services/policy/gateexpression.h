// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/policy/policy.h"

namespace maestro {

/// A gate in the words of an analysis metric of Argo Rollouts, so that the controller says of an answer of Prometheus what the gate
/// says: Successful is pass, Failed is fail, Inconclusive is hold, no data (nothing at all, NaN, too few requests, no baseline) and an
/// unset limit. Seen on a real controller: NaN fails and an empty answer is an error wherever a condition does not say otherwise.
///
/// A gate with absolute bounds asks for its value. Every other asks for its verdict: 1 pass, 0 hold, less than 0 fail. A row of failures
/// (`for`, `consecutive`) is looked for in the query: the controller's failureLimit counts failures in all, not in a row. A missing or NaN
/// sample ends such a row where the gate only stops counting, so the controller may fail later than the gate, never sooner.
/// Not said: stale_after (Prometheus has its own rule of five minutes), and the last of twelve digits when comparing.
struct GateExpression
{
    QString query; ///< PromQL, variables filled in
    QString success; ///< condition over `result`
    QString failure; ///< "false": the gate never fails
    QString breach; ///< PromQL with a result while the gate's bound is broken, `consecutive` included and `for` not; empty: never
};

/// `interval`: how often the controller asks, unless the gate says so itself.
/// Errors (BadInput, notExportable): signals, failures of gates that are looked at at other times, a baseline from an earlier time, a query that cannot be filled in.
Result<GateExpression> gateExpression(const Policy &policy, const PolicyService &service, const QString &environment, const PolicyGate &gate, std::chrono::milliseconds interval);

/// All gates at one instant: 1 when every one passes, 0 when one does not, and less than 0 when one of `weights` fails: minus the sum of
/// the weights of those that do.
Result<GateExpression> everyGate(const Policy &policy, const PolicyService &service, const QString &environment, const QList<PolicyGate> &gates,
                                 const QMap<QString, qint64> &weights, std::chrono::milliseconds interval);

/// "90s" or "1500ms", as Prometheus and Go read it.
QString machineSpan(std::chrono::milliseconds span);

} // namespace maestro
