// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/policy/policy.h"

#include <QVariantMap>

namespace maestro {

/// For whom a policy is written out.
struct ExportTarget
{
    QString ns; ///< of the Rollout; empty: none is written
    QString environment;
    QString prometheus; ///< as the controller reaches it; empty: the controller's own default
    std::chrono::milliseconds interval{60'000}; ///< of gates that do not say (ledger Z-01)
};

/// The gates of one service for the controller of Argo Rollouts 1.8 and newer, one template for each phase.
///
/// In a phase the controller looks at every gate for as long as the phase has to last, and afterwards at all together ("every-gate")
/// until they pass at one instant; its value tells which fail, by the numbers of the template's annotation. A gate that fails and asks for a rollback fails the analysis, which aborts the update; one that asks for less keeps it waiting, and so do hold,
/// no data, an unset limit and a Prometheus that does not answer. Where the policy wants a person, or where a gate cannot be told to
/// the controller, a pause without an end follows. With `abort: recommend` nothing is aborted.
struct AnalysisExport
{
    QVariantList templates; ///< AnalysisTemplate objects
    QVariantMap rollout; ///< a merge patch for the Rollout; empty: the service runs as something else
    QStringList notes; ///< what the controller could not be told, in words
};

AnalysisExport exportAnalysis(const Policy &policy, const PolicyService &service, const ExportTarget &target);

/// A rule file of Prometheus: the policy's native alerts, what the controller's own metrics say of each Rollout, and every gate that can
/// fail, with its `for`. Notes name the gates that are left out.
QVariantMap exportRules(const Policy &policy, const QList<PolicyService> &services, const ExportTarget &target, QStringList &notes);

/// Where the controller reaches the Prometheus of an environment; empty: the policy does not say.
QString prometheusAddress(const PolicyEnvironment &environment);

} // namespace maestro
