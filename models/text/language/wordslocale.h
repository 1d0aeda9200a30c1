// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>

namespace maestro {

/// How numbers and days are written beside the words of this thread: as in their language where a translator answers, else as in the C
/// locale. Never the system's: what is recorded, and what scripts read, must not change with it.
QLocale wordsLocale();

} // namespace maestro
