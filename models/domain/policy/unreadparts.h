// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariantMap>

namespace maestro {

/// What a policy declares and this version does not read, so that nobody relies on it: paths ("rollback.authority",
/// "strategies[].phases[].cohort"), each once, in the order of the language. A policy that holds such a part is as good as without it. Pure.
QStringList unreadParts(const QVariantMap &document);

} // namespace maestro
