// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// What a silence of ours carries at the end of its comment, so that it is found again: " [maestro ID]", the id of the action.
QString silenceMark(const QString &id);

/// The words of the person alone.
QString withoutSilenceMark(const QString &comment);

} // namespace maestro
