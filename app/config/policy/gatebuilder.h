// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/policy/policyvalues.h"
#include "config/yaml/policynode.h"
#include "domain/policy/policy.h"

namespace maestro {

// Reading a tree that may be wrong in every way: what is not there or not of the kind is the default.
std::vector<PolicyNode::Ptr> entriesOf(const PolicyNode::Ptr &node, const QString &key);
QStringList textsOf(const PolicyNode::Ptr &node, const QString &key);
std::optional<std::chrono::milliseconds> durationOf(const PolicyNode::Ptr &node, const QString &key);

/// Metrics, gates and decision rules of a policy whose limits and signals are read.
class GateBuilder
{
public:
    GateBuilder(Policy &policy, PolicyProblems &problems);

    PolicyMetric metric(const PolicyNode::Ptr &node);
    PolicyGate gate(const PolicyNode::Ptr &node, bool member = false);
    DecisionRule rule(const PolicyNode::Ptr &node);
    /// The target of a key figure, against its metric; one that people enter has none.
    void checkTarget(const PolicyNode::Ptr &kpi);
    /// Gates that count one another in a circle.
    void checkCircles(const std::vector<PolicyNode::Ptr> &nodes);

private:
    std::optional<GateBound> bound(const PolicyNode::Ptr &node, const QString &key, const PolicyMetric *metric);
    void checkBounds(const PolicyNode::Ptr &node, const PolicyGate &gate);
    void checkVariables(const PolicyNode::Ptr &query);
    PolicyWhen when(const PolicyNode::Ptr &node);

    Policy &m_policy;
    PolicyProblems &m_problems;
};

} // namespace maestro
