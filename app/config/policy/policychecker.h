// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"

#include <QHash>
#include <QSet>

namespace maestro {

/// Names by space (gates, sets, metrics, ...) that references may use.
using PolicyNames = QHash<QString, QSet<QString>>;

/// One file by itself: unknown keys, wrong types, names given twice.
void checkPolicyShape(const PolicyNode::Ptr &root, PolicyProblems &problems);

/// The merged policy: what has to be there, and names that nobody has.
void checkPolicyWhole(const PolicyNode::Ptr &root, PolicyProblems &problems);

PolicyNames namesOf(const PolicyNode::Ptr &root);

} // namespace maestro
