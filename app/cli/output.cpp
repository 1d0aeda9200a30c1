// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "text/humanize.h"
#include "text/plain/harmful.h"

#include <QJsonDocument>

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace maestro {

namespace {

QByteArray harmless(const QByteArray &json)
{
    const auto plain = [](char c) { return uchar(c) < 0x7f; };
    return std::all_of(json.begin(), json.end(), plain) ? json : withoutHarm(QString::fromUtf8(json)).toUtf8();
}

} // namespace

Output::Output(int answers, int prose, bool json)
    : m_answers(answers)
    , m_prose(prose)
    , m_json(json)
{
}

void Output::write(int fd, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.constData() + done, size_t(bytes.size() - done));
        if (n > 0) {
            done += n;
            continue;
        }
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 && errno == EAGAIN) {
            pollfd wait{fd, POLLOUT, 0};
            ::poll(&wait, 1, -1);
            continue;
        }
        if (fd == m_answers && errno == EPIPE)
            m_readerGone = true;
        else if (fd == m_answers)
            m_failure = errno;
        return;
    }
}

void Output::answer(const QJsonObject &document)
{
    if (m_json)
        write(m_answers, harmless(QJsonDocument(document).toJson(QJsonDocument::Compact)) + '\n');
}

void Output::answer(const QJsonObject &document, const QByteArray &member, const QByteArrayList &items)
{
    if (!m_json)
        return;
    const QByteArray text = QJsonDocument(document).toJson(QJsonDocument::Compact);
    const QByteArray empty = '"' + member + "\":[]"; // a quote inside a text is escaped, so that this is the member itself
    const qsizetype place = text.indexOf(empty) + empty.size() - 1;
    write(m_answers, harmless(text.first(place) + items.join(',') + text.sliced(place)) + '\n');
}

void Output::answer(const QString &text)
{
    if (!m_json)
        write(m_answers, withoutHarm(text).toUtf8() + (text.endsWith(u'\n') ? "" : "\n"));
}

void Output::answerPart(const QByteArray &bytes)
{
    if (m_json)
        write(m_answers, bytes);
}

void Output::note(const QString &line)
{
    write(m_prose, withoutHarm(line).toUtf8() + '\n');
}

void Output::lookForReader()
{
    pollfd end{m_answers, 0, 0};
    if (::poll(&end, 1, 0) > 0 && (end.revents & POLLERR) != 0)
        m_readerGone = true;
}

void Output::noteFailure()
{
    if (failed())
        note(CliText::tr("maestro: the answer could not be written to stdout: %1\nhint: Where something was changed, `maestro journal list` tells how it ended.").arg(qt_error_string(m_failure)));
}

void Output::error(const Error &error, int exitCode)
{
    answer(errorDocument(error, exitCode));
    QString place;
    if (error.where && !error.where->file.isEmpty()) {
        place = error.where->file;
        for (const int number : {error.where->line, error.where->column})
            if (number > 0)
                place += u':' + QString::number(number);
        place = error.message.startsWith(error.where->file) ? QString() : place + QStringLiteral(": "); // once is enough
    }
    for (const QString &line : error.message.split(u'\n'))
        note(QStringLiteral("maestro: ") + displaySafe(std::exchange(place, {}) + line, 2000));
    if (!error.hint.isEmpty())
        note(CliText::tr("hint: %1").arg(displaySafe(error.hint, 1000)));
}

TextTable::TextTable(const QStringList &titles)
    : m_rows{titles}
{
}

void TextTable::add(const QStringList &cells)
{
    QStringList safe;
    for (const QString &cell : cells)
        safe.append(cell.isEmpty() ? QStringLiteral("-") : displaySafe(cell, 120));
    m_rows.append(safe);
}

QString TextTable::text() const
{
    QList<qsizetype> widths;
    for (const QStringList &row : m_rows)
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i >= widths.size())
                widths.append(0);
            widths[i] = std::max(widths.at(i), row.at(i).size());
        }
    QString text;
    for (const QStringList &row : m_rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            text += row.at(i);
            if (i + 1 < row.size())
                text.resize(text.size() + widths.at(i) + 2 - row.at(i).size(), u' ');
        }
        while (text.endsWith(u' '))
            text.chop(1);
        text += u'\n';
    }
    return text;
}

} // namespace maestro
