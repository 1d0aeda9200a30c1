// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace maestro {

/// Texts one after another as sentences: each but an empty one ends in a mark when another
/// follows, and begins with a capital when it follows one. The last one keeps its end.
QString joinedSentences(const QStringList &texts);

} // namespace maestro
