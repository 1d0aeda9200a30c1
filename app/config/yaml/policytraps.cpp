// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml/policytraps.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringDecoder>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

SourcePlace placeAt(const QByteArray &bytes, qsizetype offset, const QString &file)
{
    const QByteArrayView before = QByteArrayView(bytes).first(offset);
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    return {file, int(before.count('\n')) + 1, int(offset - lineStart) + 1, {}};
}

/// Offset of the first byte that is not UTF-8, or -1.
qsizetype firstForeignByte(const QByteArray &bytes)
{
    qsizetype lineStart = 0;
    while (lineStart < bytes.size()) {
        qsizetype end = bytes.indexOf('\n', lineStart);
        end = end < 0 ? bytes.size() : end + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder.decode(QByteArrayView(bytes).sliced(lineStart, end - lineStart));
        if (decoder.hasError()) {
            const qsizetype good = decoded.indexOf(QChar::ReplacementCharacter);
            return lineStart + (good < 0 ? 0 : decoded.left(good).toUtf8().size());
        }
        lineStart = end;
    }
    return -1;
}

/// The parser reads the first document only and says nothing about what follows it.
bool checkOneDocument(const QByteArray &bytes, const QString &file, PolicyProblems &problems)
{
    int number = 0;
    bool content = false;
    bool ended = false;
    for (const QByteArray &raw : bytes.split('\n')) {
        ++number;
        const QByteArray trimmed = raw.trimmed();
        const auto marker = [&raw](const char *word) { return raw.startsWith(word) && (raw.size() == 3 || raw.at(3) == ' ' || raw.at(3) == '\t'); };
        if (raw.startsWith('%') && !content) {
            addProblem(problems, {file, number, 1, {}}, Words::tr("YAML directives are not accepted"));
            return false;
        }
        const bool blank = trimmed.isEmpty() || trimmed.startsWith('#');
        if ((content && marker("---")) || (ended && !blank && !marker("..."))) {
            addProblem(problems, {file, number, 1, {}}, Words::tr("the file holds more than one document"));
            return false;
        }
        ended = ended || marker("...");
        content = content || !blank;
    }
    return true;
}

} // namespace

PolicySource::PolicySource(const QString &text)
    : m_lines(text.split(u'\n'))
{
}

QString PolicySource::line(int number) const
{
    return m_lines.value(number - 1);
}

QChar PolicySource::at(const SourcePlace &place) const
{
    const QString text = line(place.line);
    return place.column >= 1 && place.column <= text.size() ? text.at(place.column - 1) : QChar();
}

bool PolicySource::writesNullAt(const SourcePlace &place) const
{
    static const QRegularExpression written(QStringLiteral("\\G(~|null|Null|NULL)(?![\\w.-])"));
    const QString text = line(place.line);
    return place.column >= 1 && place.column <= text.size() && written.match(text, place.column - 1).hasMatch();
}

std::optional<PolicyTrap> PolicySource::commentTrap(int number) const
{
    static const QRegularExpression comment(QStringLiteral("(:|-)[ \\t]+(#\\S)"));
    const auto match = comment.match(line(number));
    if (!match.hasMatch())
        return std::nullopt;
    return PolicyTrap{int(match.capturedStart(2)) + 1, Words::tr("there is no value here: an unquoted # starts a comment"),
                      Words::tr("Put the text into quotes: \"#name\".")};
}

std::optional<PolicyTrap> PolicySource::syntaxTrap(int number) const
{
    static const QRegularExpression start(QStringLiteral("(?:[:,\\[-][ \\t]+|\\[)([>@%`|])"));
    for (auto matches = start.globalMatch(line(number)); matches.hasNext();) {
        const auto match = matches.next();
        const int column = int(match.capturedStart(1)) + 1;
        const QString sign = match.captured(1);
        if (sign == u">" || sign == u"|")
            return PolicyTrap{column, Words::tr("an unquoted %1 opens a block of text").arg(sign), Words::tr("Put the condition into quotes: \"> 99.5%\".")};
        return PolicyTrap{column, Words::tr("a value cannot start with an unquoted %1").arg(sign), Words::tr("Put the text into quotes: \"%1name\".").arg(sign)};
    }
    return std::nullopt;
}

QString PolicySource::withKeyAt(const QString &path, int number, int column) const
{
    static const QRegularExpression key(QStringLiteral("([\\w.-]+):[ \\t]*\\z"));
    const auto match = key.match(line(number).left(column - 1));
    if (!match.hasMatch() || path == match.captured(1) || path.endsWith(u'.' + match.captured(1)))
        return path;
    return path.isEmpty() ? match.captured(1) : path + u'.' + match.captured(1);
}

bool checkPolicyBytes(const QByteArray &bytes, const QString &file, PolicyProblems &problems)
{
    if (bytes.startsWith("\xEF\xBB\xBF") || bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF")) {
        addProblem(problems, {file, 1, 1, {}}, Words::tr("the file starts with a byte order mark"), Words::tr("Save it as UTF-8 without one."));
        return false;
    }
    if (const qsizetype nul = bytes.indexOf('\0'); nul >= 0) {
        addProblem(problems, placeAt(bytes, nul, file), Words::tr("the file holds a NUL byte"));
        return false;
    }
    if (const qsizetype foreign = firstForeignByte(bytes); foreign >= 0) {
        addProblem(problems, placeAt(bytes, foreign, file), Words::tr("the file is not UTF-8 text"));
        return false;
    }
    if (const qsizetype carriage = bytes.indexOf('\r'); carriage >= 0) {
        addProblem(problems, placeAt(bytes, carriage, file), Words::tr("the file has carriage returns (CR)"), Words::tr("Save it with LF line ends."));
        return false;
    }
    return checkOneDocument(bytes, file, problems);
}

} // namespace maestro
