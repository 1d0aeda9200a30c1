// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace maestro {

/// How well what a person typed fits a name; more is better, nothing: not at all. Every word must be found, in any order and case:
/// as it stands (best at the beginning of a word of the name), or letter by letter in order ("mcp" finds maestro-control-plane),
/// where runs and beginnings of words count and letters scattered too far apart do not match. `further` is searched only for words
/// as they stand. Time is linear in the name for each letter.
std::optional<int> fuzzyScore(const QString &name, const QString &further, const QStringList &words);

} // namespace maestro
