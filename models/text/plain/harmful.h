// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// Whether a character can steer a terminal, turn the direction of a text or be there without being seen.
bool isHarmful(char32_t c);

/// The same with every such character, but line feeds and tabs, written as \uXXXX: in a JSON document the same document.
QString withoutHarm(const QString &text);

} // namespace maestro
