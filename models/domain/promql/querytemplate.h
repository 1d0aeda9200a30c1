// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QMap>
#include <QStringList>

namespace maestro {

/// Fills {{name}} in a query of a policy. A variable may stand only inside a string literal: there its value is escaped for that literal,
/// and quoted as a regular expression when the literal belongs to =~ or !~, so no value can end the literal or match more than itself.
/// In a literal that is no matcher (an argument of a function) only letters, digits, - and _ pass. BadInput: badQuery (a variable outside
/// a literal, a literal without an end), unknownVariable, unsafeValue (nothing at all, a control
/// character, a backtick in a raw literal).
Result<QString> fillQuery(const QString &query, const QMap<QString, QString> &variables);

/// The names of the variables in a query, each once, in order. Errors as above, except those about values.
Result<QStringList> queryVariables(const QString &query);

/// A value as PromQL writes it between double quotes, quotes included.
QString promText(const QString &value);

/// A value with everything quoted that means something to RE2.
QString promRegexQuoted(const QString &value);

} // namespace maestro
