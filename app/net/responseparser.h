// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"

namespace maestro {

/// Strict reader of one HTTP/1.1 response: Content-Length or chunked, never both, head of at most 64 KiB. Informational (1xx) heads are
/// skipped. A value; feed it whatever arrived.
class ResponseParser
{
public:
    enum class State { Head, Body, ChunkSize, ChunkData, ChunkEnd, Trailer, UntilClose, Complete, Broken };

    explicit ResponseParser(qint64 bodyLimit = 1024 * 1024);

    void feed(const QByteArray &bytes);
    /// The peer closed: completes only a body without framing, and then framed() is false.
    void close();

    State state() const { return m_state; }
    bool framed() const { return m_framed; }
    QString problem() const { return m_problem; }
    std::optional<int> status() const { return m_status; }
    const HttpHeaders &headers() const { return m_headers; }
    const QByteArray &body() const { return m_body; }
    QByteArray header(const QByteArray &lowerName) const;

private:
    bool step();
    bool parseHead(const QByteArray &head);
    bool chooseFraming();
    bool takeLine(QByteArray *line, qsizetype limit);
    bool broken(const QString &problem);

    State m_state = State::Head;
    QByteArray m_pending;
    QByteArray m_body;
    HttpHeaders m_headers;
    std::optional<int> m_status;
    qint64 m_remaining = 0;
    qint64 m_bodyLimit;
    qsizetype m_trailerBytes = 0;
    bool m_framed = true;
    QString m_problem;
};

/// The Date header of RFC 9110 (IMF-fixdate only); invalid otherwise.
QDateTime httpDate(const QByteArray &value);

} // namespace maestro
