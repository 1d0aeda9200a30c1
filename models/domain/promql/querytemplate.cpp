// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/promql/querytemplate.h"

#include "domain/promql/promtokens.h"

#include <functional>

namespace maestro {

namespace {

Error bad(const char *code, const QString &message)
{
    return {ErrorKind::BadInput, QString::fromLatin1(code), message};
}

bool isWordCharacter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'_' || c == u'-';
}

bool isPlainWord(const QString &value)
{
    return std::all_of(value.begin(), value.end(), isWordCharacter);
}

/// For a literal between `quote` characters, which is " or '.
QString escaped(const QString &value, QChar quote)
{
    QString out;
    for (const QChar c : value) {
        if (c == quote || c == u'\\')
            out += u'\\';
        out += c;
    }
    return out;
}

bool isSayable(const QString &value)
{
    return std::none_of(value.begin(), value.end(), [](QChar c) { return c < u' ' || c == QChar(0x7f); }) && value.isValidUtf16();
}

enum class Place { Matcher, RegexMatcher, Argument };

Place placeOf(const QString &query, const QList<PromToken> &tokens, qsizetype index)
{
    const QStringView before = index > 0 ? tokens.at(index - 1).in(query) : QStringView();
    if (before == u"=~" || before == u"!~")
        return Place::RegexMatcher;
    return before == u"=" || before == u"!=" ? Place::Matcher : Place::Argument;
}

Result<QString> written(const QString &value, const QString &name, Place place, QChar quote)
{
    if (value.isEmpty() || !isSayable(value))
        return bad("unsafeValue", QStringLiteral("The value of {{%1}} is empty or holds characters that cannot be sent.").arg(name));
    if (place == Place::Argument && !isPlainWord(value))
        return bad("unsafeValue", QStringLiteral("The value of {{%1}} may hold only letters, digits, - and _ in the argument of a function.").arg(name));
    const QString meant = place == Place::RegexMatcher ? promRegexQuoted(value) : value;
    if (quote != u'`')
        return escaped(meant, quote);
    if (meant.contains(u'`'))
        return bad("unsafeValue", QStringLiteral("The value of {{%1}} cannot stand between backticks.").arg(name));
    return meant;
}

using ValueOf = std::function<Result<QString>(const QString &name, Place place, QChar quote)>;

Result<QString> filledLiteral(const QString &literal, Place place, const ValueOf &valueOf)
{
    QString out;
    qsizetype at = 0;
    for (;;) {
        const qsizetype open = literal.indexOf(u"{{", at);
        if (open < 0)
            return QString(out + literal.mid(at));
        const qsizetype close = literal.indexOf(u"}}", open);
        const QString name = close < 0 ? QString() : literal.mid(open + 2, close - open - 2).trimmed();
        if (name.isEmpty() || !isPlainWord(name))
            return bad("badQuery", QStringLiteral("%1 holds {{ without a name and }}.").arg(literal));
        qsizetype backslashes = 0;
        while (backslashes < open && literal.at(open - 1 - backslashes) == u'\\')
            ++backslashes;
        if (literal.at(0) != u'`' && backslashes % 2 != 0)
            return bad("badQuery", QStringLiteral("A backslash stands before {{%1}}.").arg(name));
        Result<QString> value = valueOf(name, place, literal.at(0));
        if (!value)
            return value;
        out += literal.mid(at, open - at) + *value;
        at = close + 2;
    }
}

Result<QString> filled(const QString &query, const ValueOf &valueOf)
{
    const auto tokens = promTokens(query);
    if (!tokens)
        return tokens.error();
    QString out;
    qsizetype at = 0;
    for (qsizetype i = 0; i < tokens->size(); ++i) {
        const PromToken &token = tokens->at(i);
        const QStringView text = token.in(query);
        if (text == u"{{" || text == u"}}")
            return bad("badQuery", QStringLiteral("A variable stands outside a text at character %1 of the query; it may stand only between quotes.")
                                       .arg(token.start + 1));
        if (token.kind != PromToken::Kind::Text || !text.contains(u"{{"))
            continue;
        const Result<QString> literal = filledLiteral(text.toString(), placeOf(query, *tokens, i), valueOf);
        if (!literal)
            return literal;
        out += query.mid(at, token.start - at) + *literal;
        at = token.start + token.length;
    }
    return QString(out + query.mid(at));
}

} // namespace

QString promRegexQuoted(const QString &value)
{
    QString out;
    for (const QChar c : value) {
        if (QStringView(u"\\.+*?()|[]{}^$").contains(c))
            out += u'\\';
        out += c;
    }
    return out;
}

QString promText(const QString &value)
{
    QString text = escaped(value, u'"');
    text.replace(u'\n', QStringLiteral("\\n"));
    return u'"' + text + u'"';
}

Result<QString> fillQuery(const QString &query, const QMap<QString, QString> &variables)
{
    return filled(query, [&variables](const QString &name, Place place, QChar quote) -> Result<QString> {
        const auto found = variables.constFind(name);
        if (found == variables.cend())
            return bad("unknownVariable", QStringLiteral("Nothing says what {{%1}} is.").arg(name));
        return written(*found, name, place, quote);
    });
}

Result<QStringList> queryVariables(const QString &query)
{
    QStringList names;
    const Result<QString> done = filled(query, [&names](const QString &name, Place, QChar) -> Result<QString> {
        if (!names.contains(name))
            names.append(name);
        return QString();
    });
    if (!done)
        return done.error();
    return names;
}

} // namespace maestro
