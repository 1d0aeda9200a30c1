// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// The two families of the console. Qt 6.4 cannot switch OpenType features, so the installed Inter and JetBrains Mono are
/// registered a second time, in memory and under another name: Inter with tabular digits always on (a countdown must not
/// jitter), JetBrains Mono without ligatures (a command must read as typed). Absent packages fall back to the desktop's fonts.
/// Both register on the first call of either; needs a QGuiApplication.
const QString &sansFamily();
const QString &monoFamily();

/// Reads what they are made of, on any thread and before there is an application; the first call of either waits for it.
void readFontsAhead();

} // namespace maestro
