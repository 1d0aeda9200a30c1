// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/regexoverlap.h"

#include "domain/promql/querytemplate.h"

#include <QRegularExpression>
#include <QSet>

#include <utility>
#include <vector>

namespace maestro {

namespace {

constexpr size_t stateLimit = 2000;
constexpr int nestingLimit = 50;
constexpr char32_t lastCharacter = 0x10ffff;

using Range = std::pair<char32_t, char32_t>;
using Class = std::vector<Range>;

struct Edge
{
    Class characters; ///< empty: without a character
    int to = 0;
};

/// Thompson's automaton: one start (0), one end.
struct Automaton
{
    std::vector<std::vector<Edge>> states;
    int end = 0;
};

Class inverted(Class given)
{
    std::sort(given.begin(), given.end());
    Class out;
    char32_t next = 0;
    for (const auto &[from, to] : given) {
        if (from > next)
            out.push_back({next, from - 1});
        next = std::max(next, char32_t(to + 1));
    }
    if (next <= lastCharacter)
        out.push_back({next, lastCharacter});
    return out;
}

/// The class of \d, \w, \s and their opposites; empty for another letter.
Class shorthand(char32_t letter)
{
    switch (letter) {
    case U'd': return {{U'0', U'9'}};
    case U'w': return {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
    case U's': return {{U'\t', U'\n'}, {U'\f', U'\r'}, {U' ', U' '}};
    case U'D': return inverted(shorthand(U'd'));
    case U'W': return inverted(shorthand(U'w'));
    case U'S': return inverted(shorthand(U's'));
    default: return {};
    }
}

/// Builds the automaton while it reads. Anything it does not know makes it give up.
class Builder
{
public:
    explicit Builder(const QString &pattern)
        : m_text(pattern.toStdU32String())
    {
    }

    bool build(Automaton &out)
    {
        m_out = &out;
        newState();
        const auto part = alternatives(0);
        if (m_failed || m_at != m_text.size())
            return false;
        link(0, part.first);
        out.end = part.second;
        return true;
    }

private:
    using Part = std::pair<int, int>; ///< its start and end

    int newState()
    {
        if (m_out->states.size() >= stateLimit)
            m_failed = true;
        else
            m_out->states.emplace_back();
        return static_cast<int>(m_out->states.size()) - 1;
    }
    void link(int from, int to, Class characters = {}) { m_out->states[static_cast<size_t>(from)].push_back({std::move(characters), to}); }
    bool more() const { return m_at < m_text.size() && !m_failed; }
    char32_t peek() const { return m_text[m_at]; }
    bool take(char32_t c)
    {
        if (!more() || peek() != c)
            return false;
        ++m_at;
        return true;
    }

    Part alternatives(int depth)
    {
        const Part whole{newState(), newState()};
        if (depth > nestingLimit)
            m_failed = true;
        do {
            const Part one = sequence(depth);
            link(whole.first, one.first);
            link(one.second, whole.second);
        } while (take(U'|'));
        return whole;
    }

    Part sequence(int depth)
    {
        const int start = newState();
        int end = start;
        while (more() && peek() != U'|' && peek() != U')') {
            const size_t from = m_at;
            const Part part = repeated(from, depth);
            link(end, part.first);
            end = part.second;
        }
        return {start, end};
    }

    Part repeated(size_t from, int depth)
    {
        Part part = atom(depth);
        const size_t after = m_at;
        int least = 1;
        int most = 1;
        if (take(U'*'))
            least = 0, most = -1;
        else if (take(U'+'))
            most = -1;
        else if (take(U'?'))
            least = 0;
        else if (!counts(least, most))
            return part;
        take(U'?'); // not greedy matches the same texts
        const size_t end = m_at;
        const int start = newState();
        int last = start;
        for (int i = 0; i < std::max(least, most) + (most < 0 && least == 0 ? 1 : 0) && !m_failed; ++i) {
            m_at = from;
            part = atom(depth);
            if (m_at != after)
                m_failed = true;
            if (i >= least && most >= 0)
                m_skips.push_back(last);
            link(last, part.first);
            last = part.second;
        }
        const int whole = newState();
        link(last, whole);
        if (most < 0) {
            link(part.second, part.first);
            if (least == 0)
                link(start, whole);
        }
        for (const int skip : std::exchange(m_skips, {}))
            link(skip, whole);
        m_at = end;
        return {start, whole};
    }

    /// {n}, {n,} or {n,m}; anything else in braces is literal in RE2.
    bool counts(int &least, int &most)
    {
        static const QRegularExpression form(QStringLiteral("\\A\\{([0-9]{1,3})(,([0-9]{0,3}))?\\}"));
        if (!more() || peek() != U'{')
            return false;
        const QRegularExpressionMatch match = form.match(QString::fromUcs4(m_text.data() + m_at, static_cast<qsizetype>(m_text.size() - m_at)));
        if (!match.hasMatch())
            return false;
        least = match.captured(1).toInt();
        most = match.captured(2).isEmpty() ? least : match.captured(3).isEmpty() ? -1 : match.captured(3).toInt();
        m_failed = m_failed || (most >= 0 && most < least) || least == 0 || most == 0; // {0,n} is rare: given up
        m_at += static_cast<size_t>(match.capturedLength());
        return true;
    }

    Part atom(int depth)
    {
        if (take(U'(')) {
            if (take(U'?') && !(take(U':') || groupName()))
                m_failed = true;
            const auto skips = std::exchange(m_skips, {});
            const Part inner = alternatives(depth + 1);
            m_skips = skips;
            m_failed = m_failed || !take(U')');
            return inner;
        }
        const Part part{newState(), newState()};
        if (!more() || take(U'^') || take(U'$')) { // the ends are anchored anyway; elsewhere it is too rare to be exact
            m_failed = m_failed || (m_at > 1 && m_at < m_text.size());
            link(part.first, part.second);
            return part;
        }
        link(part.first, part.second, characters());
        return part;
    }

    bool groupName()
    {
        if (!take(U'P') || !take(U'<'))
            return false;
        while (more() && peek() != U'>')
            ++m_at;
        return take(U'>');
    }

    Class characters()
    {
        const char32_t c = m_text[m_at++];
        if (c == U'.')
            return inverted({{U'\n', U'\n'}});
        if (c == U'[')
            return bracket();
        if (c == U'\\')
            return escape();
        if (c == U'*' || c == U'+' || c == U'?')
            m_failed = true;
        return {{c, c}};
    }

    Class escape()
    {
        if (!more()) {
            m_failed = true;
            return {};
        }
        const char32_t c = m_text[m_at++];
        const Class known = shorthand(c);
        if (!known.empty())
            return known;
        if (c == U'n')
            return {{U'\n', U'\n'}};
        if (c == U't')
            return {{U'\t', U'\t'}};
        if ((c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'))
            m_failed = true;
        return {{c, c}};
    }

    Class bracket()
    {
        const bool inverse = take(U'^');
        Class out;
        for (bool first = true; more() && (first || peek() != U']'); first = false) {
            if (peek() == U'[' && m_at + 1 < m_text.size() && m_text[m_at + 1] == U':')
                m_failed = true;
            const bool escaped = peek() == U'\\';
            const char32_t from = m_text[m_at++];
            const Class one = escaped ? escape() : Class{{from, from}};
            const bool single = one.size() == 1 && one[0].first == one[0].second;
            if (single && m_at + 1 < m_text.size() && peek() == U'-' && m_text[m_at + 1] != U']') {
                ++m_at;
                const char32_t to = m_text[m_at++];
                m_failed = m_failed || to == U'\\' || to < one[0].first;
                out.push_back({one[0].first, to});
            } else {
                out.insert(out.end(), one.begin(), one.end());
            }
        }
        m_failed = m_failed || !take(U']');
        return inverse ? inverted(out) : out;
    }

    std::u32string m_text;
    size_t m_at = 0;
    bool m_failed = false;
    std::vector<int> m_skips;
    Automaton *m_out = nullptr;
};

bool share(const Class &a, const Class &b)
{
    for (const Range &x : a)
        for (const Range &y : b)
            if (x.first <= y.second && y.first <= x.second)
                return true;
    return false;
}

/// Whether both ends can be reached together.
bool meet(const Automaton &a, const Automaton &b)
{
    std::vector<std::pair<int, int>> open{{0, 0}};
    QSet<qint64> seen{0};
    const auto visit = [&](int x, int y) {
        const qint64 key = qint64(x) * qint64(stateLimit) + y;
        if (!seen.contains(key)) {
            seen.insert(key);
            open.push_back({x, y});
        }
    };
    while (!open.empty()) {
        const auto [x, y] = open.back();
        open.pop_back();
        if (x == a.end && y == b.end)
            return true;
        for (const Edge &edge : a.states[static_cast<size_t>(x)]) {
            if (edge.characters.empty())
                visit(edge.to, y);
            else
                for (const Edge &other : b.states[static_cast<size_t>(y)])
                    if (share(edge.characters, other.characters))
                        visit(edge.to, other.to);
        }
        for (const Edge &other : b.states[static_cast<size_t>(y)])
            if (other.characters.empty())
                visit(x, other.to);
    }
    return false;
}

} // namespace

bool regexesOverlap(const QString &a, const QString &b)
{
    Automaton first;
    Automaton second;
    if (!Builder(a).build(first) || !Builder(b).build(second))
        return true;
    return meet(first, second);
}

QString regexOf(const QString &literal)
{
    return promRegexQuoted(literal);
}

bool matchesWhole(const QString &pattern, const QString &text)
{
    const QRegularExpression expression(QStringLiteral("\\A(?:%1)\\z").arg(pattern));
    return expression.isValid() && expression.match(text).hasMatch();
}

} // namespace maestro
