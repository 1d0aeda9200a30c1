// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/promql/queryselectors.h"

#include "domain/promql/promtokens.h"

#include <QSet>

namespace maestro {

namespace {

/// Lower-case words that are never a metric where an expression may stand.
const QSet<QString> &reservedWords()
{
    static const QSet<QString> words{QStringLiteral("and"), QStringLiteral("or"), QStringLiteral("unless"), QStringLiteral("atan2"),
                                     QStringLiteral("bool"), QStringLiteral("offset"), QStringLiteral("inf"), QStringLiteral("nan")};
    return words;
}

/// Words that are followed by a list of labels in parentheses.
bool takesLabels(const QString &word)
{
    static const QSet<QString> words{QStringLiteral("by"), QStringLiteral("without"), QStringLiteral("on"), QStringLiteral("ignoring"),
                                     QStringLiteral("group_left"), QStringLiteral("group_right")};
    return words.contains(word);
}

class Finder
{
public:
    Finder(const QString &query, QList<PromToken> tokens)
        : m_query(query)
        , m_tokens(std::move(tokens))
    {
    }

    QStringList find()
    {
        for (qsizetype i = 0; i < m_tokens.size(); ++i) {
            if (text(i) == u"[")
                i = closing(i, u"]");
            else if (text(i) == u"@")
                ++i;
            else if (text(i) == u"{")
                i = take(i, i);
            else if (m_tokens.at(i).kind == PromToken::Kind::Identifier)
                i = word(i);
        }
        return m_found;
    }

private:
    QStringView text(qsizetype i) const { return i < m_tokens.size() ? m_tokens.at(i).in(m_query) : QStringView(); }

    qsizetype closing(qsizetype from, QStringView mark) const
    {
        while (from < m_tokens.size() && text(from) != mark)
            ++from;
        return from;
    }

    qsizetype word(qsizetype i)
    {
        const QString lower = text(i).toString().toLower();
        if (takesLabels(lower))
            return text(i + 1) == u"(" ? closing(i + 1, u")") : i;
        const QString next = text(i + 1).toString().toLower();
        if (reservedWords().contains(lower) || next == u"(" || ((next == u"by" || next == u"without") && text(i + 2) == u"("))
            return i;
        return take(i, text(i + 1) == u"{" ? i + 1 : i);
    }

    /// Keeps the selector from token `first`, whose braces open at `brace` if that is a brace; returns its last token.
    qsizetype take(qsizetype first, qsizetype brace)
    {
        const qsizetype last = text(brace) == u"{" ? closing(brace, u"}") : brace;
        if (last >= m_tokens.size())
            return last;
        const qsizetype start = m_tokens.at(first).start;
        const QString selector = m_query.mid(start, m_tokens.at(last).start + m_tokens.at(last).length - start);
        if (!m_found.contains(selector))
            m_found.append(selector);
        return last;
    }

    const QString &m_query;
    QList<PromToken> m_tokens;
    QStringList m_found;
};

} // namespace

Result<QStringList> querySelectors(const QString &query)
{
    Result<QList<PromToken>> tokens = promTokens(query);
    if (!tokens)
        return tokens.error();
    return Finder(query, std::move(tokens).value()).find();
}

} // namespace maestro
