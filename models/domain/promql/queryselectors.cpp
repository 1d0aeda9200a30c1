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

    /// A selector with the range and the offset that stand behind it.
    struct Use
    {
        QString selector;
        QString range;
        QString offset;
        bool operator==(const Use &) const = default;
    };

    const QList<Use> &uses() const { return m_uses; }
    bool isFixed() const { return m_fixed; } ///< looks at a time of its own, by @

    QStringList find()
    {
        for (qsizetype i = 0; i < m_tokens.size(); ++i) {
            if (text(i) == u"[")
                i = closing(i, u"]");
            else if (text(i) == u"@") {
                m_fixed = true;
                ++i;
            }
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
        if (const Use use = used(selector, last + 1); !m_uses.contains(use))
            m_uses.append(use);
        return last;
    }

    Use used(const QString &selector, qsizetype next) const
    {
        Use use{selector, QStringLiteral("5m"), {}};
        if (text(next) == u"[") {
            const qsizetype end = closing(next, u"]");
            if (end < m_tokens.size())
                use.range = between(next + 1, end).section(u':', 0, 0).trimmed(); // of a subquery its length
            next = end + 1;
        }
        if (text(next).toString().toLower() != u"offset")
            return use;
        const bool negative = text(next + 1) == u"-";
        if (const QString span = between(next + 1, spanEnd(next + (negative ? 2 : 1))); !span.isEmpty())
            use.offset = QStringLiteral(" offset ") + span;
        return use;
    }

    /// Behind a span like 1h30m, whose pieces touch one another.
    qsizetype spanEnd(qsizetype from) const
    {
        qsizetype end = from + 1;
        while (end < m_tokens.size() && m_tokens.at(end).start == m_tokens.at(end - 1).start + m_tokens.at(end - 1).length
               && m_tokens.at(end).kind != PromToken::Kind::Operator)
            ++end;
        return end;
    }

    QString between(qsizetype first, qsizetype end) const
    {
        if (first >= end || first >= m_tokens.size())
            return {};
        const PromToken &last = m_tokens.at(std::min(end, m_tokens.size()) - 1);
        return m_query.mid(m_tokens.at(first).start, last.start + last.length - m_tokens.at(first).start);
    }

    const QString &m_query;
    QList<PromToken> m_tokens;
    QStringList m_found;
    QList<Use> m_uses;
    bool m_fixed = false;
};

} // namespace

Result<QStringList> querySelectors(const QString &query)
{
    Result<QList<PromToken>> tokens = promTokens(query);
    if (!tokens)
        return tokens.error();
    return Finder(query, std::move(tokens).value()).find();
}

Result<SampleCounts> sampleCounts(const QString &query)
{
    Result<QList<PromToken>> tokens = promTokens(query);
    if (!tokens)
        return tokens.error();
    Finder finder(query, std::move(tokens).value());
    finder.find();
    QStringList parts;
    for (const auto &use : finder.uses())
        parts.append(QStringLiteral("label_replace(sum(count_over_time(%1[%2]%3)), \"part\", \"%4\", \"\", \"\")").arg(use.selector, use.range, use.offset).arg(parts.size()));
    if (parts.isEmpty() || finder.isFixed())
        return SampleCounts();
    return SampleCounts{parts.join(QStringLiteral(" or ")), int(parts.size())};
}

} // namespace maestro
