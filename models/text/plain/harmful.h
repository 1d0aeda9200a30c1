// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// Whether a character can steer a terminal, turn the direction of a text or be there without being seen.
bool isHarmful(char32_t c);

} // namespace maestro
