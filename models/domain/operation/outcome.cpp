// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/outcome.h"

namespace maestro {

QString outcomeWord(OutcomeState state)
{
    switch (state) {
    case OutcomeState::Applied: return QStringLiteral("applied");
    case OutcomeState::Refused: return QStringLiteral("refused");
    case OutcomeState::NotPermitted: return QStringLiteral("notPermitted");
    case OutcomeState::NotSent: return QStringLiteral("notSent");
    case OutcomeState::Unknown: return QStringLiteral("unknown");
    case OutcomeState::NotObserved: return QStringLiteral("notObserved");
    case OutcomeState::Failed: return QStringLiteral("failed");
    }
    return QStringLiteral("failed");
}

int outcomeExitCode(OutcomeState state)
{
    switch (state) {
    case OutcomeState::Applied: return 0;
    case OutcomeState::Refused: return 3;
    case OutcomeState::NotPermitted: return 4;
    case OutcomeState::NotSent: return 5;
    case OutcomeState::Unknown: return 6;
    case OutcomeState::NotObserved: return 7;
    case OutcomeState::Failed: return 1;
    }
    return 1;
}

} // namespace maestro
