// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisescalation.h"
#include "domain/triage/triagerun.h"

namespace maestro {

/// What somebody who goes on with a run has to know, as one message (ledger ESC-08): the run, what was found with the hashes under which it is
/// kept, the board, the links. Harmless to show, bounded; what is left off is counted in it.
QString handOffText(const TriageView &view, const QString &to, const QString &by, const QString &note, const QDateTime &now);

/// What became of a hand-over and what to do next. `sending`: this very message is on its way now; otherwise a message without an end is one
/// of which nobody knows.
QString handOverSentence(const HandOver &one, bool sending);

/// That the policy asks to escalate, why, and to whom. Nothing is sent by it.
QString promptSentence(const EscalationPrompt &prompt, const QDateTime &now);

} // namespace maestro
