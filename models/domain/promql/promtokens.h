// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QList>
#include <QStringView>

namespace maestro {

/// The lexical pieces of a PromQL text, enough to know what is inside a string literal and what is a selector. Not a parser: the
/// server decides what is valid. Source: prometheus.io/docs/prometheus/latest/querying/basics, promql/parser/lex.go.
struct PromToken
{
    enum class Kind { Identifier, Number, Text, Operator }; ///< Text is a string literal, quotes included

    Kind kind = Kind::Operator;
    qsizetype start = 0;
    qsizetype length = 0;

    QStringView in(QStringView query) const { return query.mid(start, length); }
};

/// White space and comments are left out. BadInput, badQuery: a string literal does not end, or a line end inside one.
Result<QList<PromToken>> promTokens(const QString &query);

} // namespace maestro
