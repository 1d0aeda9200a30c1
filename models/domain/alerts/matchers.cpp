// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alerts/matchers.h"

#include "domain/alerts/alertmatching.h"

#include <QRegularExpression>

#include <algorithm>

namespace maestro {

namespace {

Error bad(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("badMatcher"), message, QStringLiteral("Write name=\"value\" or name=~\"expression\", with commas between.")};
}

Result<QList<SilenceMatcher>> readMatchers(const QString &text)
{
    static const QRegularExpression one(QStringLiteral("\\G\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\",\\s=~][^\",]*|))\\s*(,|$)"));
    QList<SilenceMatcher> matchers;
    qsizetype at = 0;
    while (at < text.size()) {
        const QRegularExpressionMatch found = one.match(text, at);
        if (!found.hasMatch())
            return bad(QStringLiteral("no matcher: %1").arg(text.mid(at, 60).trimmed()));
        SilenceMatcher matcher;
        matcher.name = found.captured(1);
        matcher.isEqual = !found.captured(2).startsWith(u'!');
        matcher.isRegex = found.captured(2).endsWith(u'~');
        matcher.value = found.captured(4).trimmed();
        if (found.capturedStart(3) >= 0) {
            matcher.value.clear();
            const QString quoted = found.captured(3);
            for (qsizetype i = 0; i < quoted.size(); ++i) {
                const QChar next = quoted.at(i) == u'\\' && i + 1 < quoted.size() ? quoted.at(i + 1) : QChar();
                if (next == u'"' || next == u'\\' || next == u'n') { // any other backslash belongs to the expression, as in Alertmanager
                    matcher.value += next == u'n' ? QChar(u'\n') : next;
                    ++i;
                } else
                    matcher.value += quoted.at(i);
            }
        }
        if (matcher.isRegex && !QRegularExpression(matcher.value).isValid())
            return bad(QStringLiteral("not a regular expression: %1").arg(matcher.value));
        matchers << matcher;
        at = found.capturedEnd(0);
        if (found.captured(5).isEmpty())
            break;
    }
    if (matchers.isEmpty())
        return bad(QStringLiteral("no matcher"));
    return matchers;
}

} // namespace

Result<SilenceMatcher> parseMatcher(const QString &text)
{
    const Result<QList<SilenceMatcher>> matchers = readMatchers(text);
    if (!matchers)
        return matchers.error();
    return matchers->size() == 1 ? Result<SilenceMatcher>(matchers->first()) : bad(QStringLiteral("more than one matcher: %1").arg(text.left(60)));
}

Result<QList<SilenceMatcher>> parseMatchers(const QString &text)
{
    const Result<QList<SilenceMatcher>> matchers = readMatchers(text);
    if (!matchers)
        return matchers;
    if (std::all_of(matchers->begin(), matchers->end(), [](const SilenceMatcher &matcher) { return matches(matcher, {}); }))
        return bad(QStringLiteral("these matchers would silence every alert"));
    return matchers;
}

} // namespace maestro
