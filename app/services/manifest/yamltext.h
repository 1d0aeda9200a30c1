// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVariantMap>

namespace maestro {

/// YAML that every reader reads alike: each text stands between double quotes, with everything escaped that a terminal or a parser could
/// take for something else. Names and ids come first, the rest by key. Ends with a line end.
QString yamlText(const QVariantMap &map);

/// In one line, which is JSON too.
QString yamlFlow(const QVariant &value);

} // namespace maestro
