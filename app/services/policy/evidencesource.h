// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/evidencerules.h"
#include "services/policy/policylibrary.h"

namespace maestro {

/// Asks for the evidence rules of the policy in force under a name; all defaults where there is none. `library` outlives it.
std::function<EvidenceRules(const QString &policy)> evidenceRulesOf(const PolicyLibrary *library);

/// The folders in which records may lie, in the order of looking: what the operator named, what the policies declare, the program's own.
QStringList evidenceFolders(const PolicyLibrary *library, const EvidencePlace &place);

} // namespace maestro
