// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/responseparser.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace maestro {

namespace {

constexpr qsizetype headLimit = 64 * 1024;
constexpr qsizetype chunkLineLimit = 4 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::ResponseParser)
};

std::optional<qint64> number(const QByteArray &digits, int base)
{
    if (digits.isEmpty() || digits.size() > 15)
        return std::nullopt;
    const auto isDigit = [base](char c) { return (c >= '0' && c <= '9') || (base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))); };
    if (!std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    return digits.toLongLong(nullptr, base);
}

std::optional<int> statusOf(const QByteArray &line)
{
    if (!(line.startsWith("HTTP/1.1 ") || line.startsWith("HTTP/1.0 ")) || (line.size() > 12 && line.at(12) != ' '))
        return std::nullopt;
    const std::optional<qint64> code = number(line.mid(9, 3), 10);
    return line.size() >= 12 && code && *code >= 100 && *code <= 599 ? std::optional<int>(static_cast<int>(*code)) : std::nullopt;
}

} // namespace

ResponseParser::ResponseParser(qint64 bodyLimit)
    : m_bodyLimit(bodyLimit)
{
}

QByteArray ResponseParser::header(const QByteArray &lowerName) const
{
    for (const auto &[name, value] : m_headers) {
        if (name == lowerName)
            return value;
    }
    return {};
}

bool ResponseParser::broken(const QString &problem)
{
    m_state = State::Broken;
    m_problem = problem;
    m_pending.clear();
    return false;
}

void ResponseParser::feed(const QByteArray &bytes)
{
    if (m_state == State::Complete || m_state == State::Broken)
        return;
    m_pending += bytes;
    while (step()) { }
}

void ResponseParser::close()
{
    if (m_state == State::UntilClose)
        m_state = State::Complete;
    else if (m_state != State::Complete)
        broken(Words::tr("the connection closed before the answer was complete"));
}

bool ResponseParser::takeLine(QByteArray *line, qsizetype limit)
{
    const qsizetype end = m_pending.indexOf("\r\n");
    if (end < 0 || end > limit) {
        if (m_pending.size() > limit)
            broken(Words::tr("a line of the answer is too long"));
        return false;
    }
    *line = m_pending.left(end);
    m_pending.remove(0, end + 2);
    return true;
}

bool ResponseParser::step()
{
    QByteArray line;
    switch (m_state) {
    case State::Head: {
        const qsizetype end = m_pending.indexOf("\r\n\r\n");
        if (end > headLimit || (end < 0 && m_pending.size() > headLimit))
            return broken(Words::tr("the head of the answer is larger than 64 KiB"));
        if (end < 0)
            return m_pending.size() >= 5 && !m_pending.startsWith("HTTP/") ? broken(Words::tr("the answer is not HTTP")) : false;
        const QByteArray head = m_pending.left(end);
        m_pending.remove(0, end + 4);
        return parseHead(head);
    }
    case State::Body:
    case State::ChunkData: {
        const qsizetype n = static_cast<qsizetype>(std::min<qint64>(m_remaining, m_pending.size()));
        m_body += m_pending.left(n);
        m_pending.remove(0, n);
        m_remaining -= n;
        if (m_remaining > 0)
            return false;
        m_state = m_state == State::Body ? State::Complete : State::ChunkEnd;
        return m_state == State::ChunkEnd;
    }
    case State::ChunkSize: {
        if (!takeLine(&line, chunkLineLimit))
            return false;
        const std::optional<qint64> size = number(line.split(';').first().trimmed(), 16);
        if (!size)
            return broken(Words::tr("a chunk of the answer has no valid size"));
        if (m_body.size() + *size > m_bodyLimit)
            return broken(Words::tr("the answer is too large"));
        m_remaining = *size;
        m_state = *size == 0 ? State::Trailer : State::ChunkData;
        return true;
    }
    case State::ChunkEnd:
        if (m_pending.size() < 2)
            return false;
        if (!m_pending.startsWith("\r\n"))
            return broken(Words::tr("a chunk of the answer is longer than announced"));
        m_pending.remove(0, 2);
        m_state = State::ChunkSize;
        return true;
    case State::Trailer:
        if (!takeLine(&line, headLimit))
            return false;
        m_trailerBytes += line.size() + 2;
        if (m_trailerBytes > headLimit)
            return broken(Words::tr("the trailer of the answer is larger than 64 KiB"));
        if (line.isEmpty())
            m_state = State::Complete;
        return !line.isEmpty();
    case State::UntilClose:
        m_body += m_pending;
        m_pending.clear();
        return m_body.size() > m_bodyLimit ? broken(Words::tr("the answer is too large")) : false;
    case State::Complete:
    case State::Broken:
        break;
    }
    return false;
}

bool ResponseParser::parseHead(const QByteArray &head)
{
    const qsizetype firstEnd = head.indexOf("\r\n");
    m_status = statusOf(firstEnd < 0 ? head : head.left(firstEnd));
    if (!m_status)
        return broken(Words::tr("the answer is not HTTP"));
    m_headers.clear();
    qsizetype at = firstEnd < 0 ? head.size() : firstEnd + 2;
    while (at < head.size()) {
        const qsizetype found = head.indexOf("\r\n", at);
        const qsizetype end = found < 0 ? head.size() : found;
        const QByteArray line = head.mid(at, end - at);
        const qsizetype colon = line.indexOf(':');
        HttpHeader header{line.left(std::max<qsizetype>(colon, 0)).toLower(), line.mid(colon + 1).trimmed()};
        if (colon <= 0 || !isSafeHeader({header.first, {}}) || header.second.contains('\n') || header.second.contains('\r') || header.second.contains('\0'))
            return broken(Words::tr("the answer has a malformed header"));
        m_headers.append(std::move(header));
        at = end + 2;
    }
    if (*m_status == 101)
        return broken(Words::tr("the server wants to switch protocols"));
    if (*m_status < 200) {
        m_status.reset();
        return true;
    }
    return chooseFraming();
}

bool ResponseParser::chooseFraming()
{
    QByteArray length;
    QByteArray encoding;
    int lengths = 0;
    int encodings = 0;
    for (const auto &[name, value] : m_headers) {
        if (name == "content-length") {
            length = value;
            ++lengths;
        } else if (name == "transfer-encoding") {
            encoding = value.toLower();
            ++encodings;
        }
    }
    if (lengths + encodings > 1 || (encodings == 1 && encoding != "chunked"))
        return broken(Words::tr("the answer has contradictory lengths"));
    if (*m_status == 204 || *m_status == 304) {
        m_state = State::Complete;
        return false;
    }
    if (encodings == 1) {
        m_state = State::ChunkSize;
        return true;
    }
    if (lengths == 0) {
        m_framed = false;
        m_state = State::UntilClose;
        return true;
    }
    const std::optional<qint64> n = number(length, 10);
    if (!n || *n > m_bodyLimit)
        return broken(n ? Words::tr("the answer is too large") : Words::tr("the answer has no valid length"));
    m_remaining = *n;
    m_state = State::Body;
    return true;
}

QDateTime httpDate(const QByteArray &value)
{
    if (!value.endsWith(" GMT"))
        return {};
    const QString stamp = QString::fromLatin1(value.chopped(4));
    QDateTime when = QLocale::c().toDateTime(stamp, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss"));
    when.setTimeZone(QTimeZone::utc());
    return when;
}

} // namespace maestro
