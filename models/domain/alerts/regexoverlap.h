// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// Whether some text matches both regular expressions, each anchored at both ends as Alertmanager and the policies do. Decided exactly
/// for literals, classes, groups, alternatives and repetitions (a product of two automata). What it does not read (look-around is none
/// of RE2; Unicode classes, flags, word borders) or what grows too large counts as true: a warning too many beats one too few.
bool regexesOverlap(const QString &a, const QString &b);

/// The text as a regular expression that matches it alone.
QString regexOf(const QString &literal);

/// Whether `pattern`, anchored at both ends, matches. False for one that is not valid.
bool matchesWhole(const QString &pattern, const QString &text);

} // namespace maestro
