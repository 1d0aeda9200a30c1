// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QStringList>

namespace maestro {

/// The vector selectors of a query, without range and offset, each once, in order: what a value is made of. For asking how old the
/// samples behind it are; a query whose text does not end is an error, see promTokens().
Result<QStringList> querySelectors(const QString &query);

} // namespace maestro
