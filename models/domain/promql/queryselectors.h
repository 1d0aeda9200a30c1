// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QStringList>

namespace maestro {

/// The vector selectors of a query, without range and offset, each once, in order: what a value is made of. For asking how old the
/// samples behind it are; a query whose text does not end is an error, see promTokens().
Result<QStringList> querySelectors(const QString &query);

/// A query for how many samples each of them has in its own range (5m, where it takes the newest alone), told apart by the label `part`; what has none is
/// not in the answer. Nothing for a query without selectors, and for one that looks at a fixed time.
struct SampleCounts
{
    QString query;
    int parts = 0;
};
Result<SampleCounts> sampleCounts(const QString &query);

} // namespace maestro
