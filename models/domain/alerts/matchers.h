// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/slo/silence.h"

namespace maestro {

/// Matchers as people write them, one after another with commas between: name="value", name!="value", name=~"expression",
/// name!~"expression"; quotes may be left out where the value has neither comma nor quote. BadInput: badMatcher, also when all of
/// them match the empty value (Alertmanager refuses a silence of everything).
Result<QList<SilenceMatcher>> parseMatchers(const QString &text);

/// Exactly one, which may match the empty value: as routes have them.
Result<SilenceMatcher> parseMatcher(const QString &text);

} // namespace maestro
