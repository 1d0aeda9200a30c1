// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"

namespace maestro {

QString checkTitle(const PlaybookCheck &check); ///< the policy's, else the words of the kind
QString stepTitle(const QString &step); ///< "Confirm recent change"; an unknown one as it is
QString itemLabel(ItemState state); ///< "to do", "fine", "bad", "not known", "skipped"
QString decisionLabel(const QString &verdict);
/// What the readings speak for by themselves, and why.
QString checklistSentence(const TriageSuggestion &suggestion);
/// The same with the decision board before it, when a rule of it is met.
QString suggestionSentence(const TriageSuggestion &suggestion);

} // namespace maestro
