// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/promql/promtokens.h"

namespace maestro {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool startsName(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c == u':';
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'' || c == u'`';
}

/// The position after the literal that starts at `at`, or -1.
qsizetype endOfText(QStringView query, qsizetype at)
{
    const QChar quote = query.at(at);
    for (qsizetype i = at + 1; i < query.size(); ++i) {
        const QChar c = query.at(i);
        if (c == quote)
            return i + 1;
        if (quote == u'`')
            continue;
        if (c == u'\n')
            return -1;
        if (c == u'\\')
            ++i;
    }
    return -1;
}

qsizetype endOfWord(QStringView query, qsizetype at)
{
    while (at < query.size() && (startsName(query.at(at)) || isDigit(query.at(at)) || query.at(at) == u'.'))
        ++at;
    return at;
}

qsizetype endOfOperator(QStringView query, qsizetype at)
{
    static const QList<QStringView> doubles{u"=~", u"!~", u"!=", u"==", u">=", u"<=", u"{{", u"}}"};
    return doubles.contains(query.mid(at, 2)) ? at + 2 : at + 1;
}

} // namespace

Result<QList<PromToken>> promTokens(const QString &query)
{
    QList<PromToken> tokens;
    for (qsizetype at = 0; at < query.size();) {
        const QChar c = query.at(at);
        if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r') {
            ++at;
            continue;
        }
        if (c == u'#') {
            const qsizetype lineEnd = query.indexOf(u'\n', at);
            at = lineEnd < 0 ? query.size() : lineEnd;
            continue;
        }
        PromToken token;
        token.start = at;
        if (isQuote(c)) {
            token.kind = PromToken::Kind::Text;
            at = endOfText(query, at);
            if (at < 0)
                return Error{ErrorKind::BadInput, QStringLiteral("badQuery"),
                             QStringLiteral("The text that starts at character %1 of the query does not end.").arg(token.start + 1)};
        } else if (startsName(c) || isDigit(c)) {
            // A colon starts a name only outside of [5m:30s]; a number never holds one.
            token.kind = isDigit(c) ? PromToken::Kind::Number : PromToken::Kind::Identifier;
            at = endOfWord(query, at);
        } else {
            at = endOfOperator(query, at);
        }
        token.length = at - token.start;
        tokens.append(token);
    }
    return tokens;
}

} // namespace maestro
