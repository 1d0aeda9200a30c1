// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"

namespace maestro {

/// What somebody who goes on with a run has to know, as one message (ledger ESC-08): the run, what was found with the hashes under which it is
/// kept, the board, the links. Harmless to show, bounded; what is left off is counted in it.
QString handOffText(const TriageView &view, const QString &to, const QString &by, const QString &note, const QDateTime &now);

} // namespace maestro
