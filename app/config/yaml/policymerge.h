// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"

namespace maestro {

/// Maps by key, lists of maps by name or id, everything else from `over`.
PolicyNode::Ptr mergePolicy(const PolicyNode::Ptr &base, const PolicyNode::Ptr &over);

/// Every entry with "like" becomes its sibling's copy with what it says itself laid over.
PolicyNode::Ptr resolveLikes(const PolicyNode::Ptr &node, PolicyProblems &problems);

/// The same map without this key.
PolicyNode::Ptr withoutKey(const PolicyNode::Ptr &node, const QString &key);

} // namespace maestro
