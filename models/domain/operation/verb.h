// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace maestro {

enum class Verb { Promote, PromoteFull, SkipStep, Abort, Retry, Pause, Resume, Restart, Rollback, Scale, SetWeight100, RestoreSteps, DisableAnalysis, RestoreAnalysis, SetImage };

/// "promote", "promote-full", "skip-step", ... as on the command line and in the Journal.
QString verbWord(Verb verb);
std::optional<Verb> verbFromWord(const QString &word);
/// Those that a person may ask for. SetImage is none of them: it is a step of a drill (ledger DRL-02).
QList<Verb> allVerbs();

} // namespace maestro
