// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpstream.h"

#include <QTimer>

namespace maestro {

HttpStream::HttpStream(QObject *parent)
    : QObject(parent)
    , m_idleTimer(new QTimer(this))
{
    m_idleTimer->setSingleShot(true);
    connect(m_idleTimer, &QTimer::timeout, this, [this] {
        if (m_reader)
            m_reader->cancel(CancelReason::Idle);
    });
}

HttpStream::~HttpStream()
{
    if (m_reader) {
        m_reader->disconnect(this);
        m_reader->cancel(CancelReason::Caller);
    }
}

void HttpStream::setIdleLimit(int ms)
{
    m_idleTimer->stop();
    m_idleTimer->setInterval(ms);
    if (ms > 0 && !m_ended)
        m_idleTimer->start();
}

void HttpStream::cancel()
{
    if (m_reader)
        m_reader->cancel(CancelReason::Caller);
}

void HttpStream::attach(ReplyReader *reader)
{
    m_reader = reader;
    connect(reader, &ReplyReader::opened, this, &HttpStream::opened);
    connect(reader, &ReplyReader::data, this, [this](const QByteArray &bytes) {
        if (m_idleTimer->interval() > 0)
            m_idleTimer->start();
        Q_EMIT data(bytes);
    });
    connect(reader, &ReplyReader::finished, this, &HttpStream::end);
    connect(reader, &QObject::destroyed, this, [this] {
        HttpResponse response;
        response.cancelReason = CancelReason::Caller;
        response.error = Error{ErrorKind::Unreachable, QStringLiteral("cancelled"), tr("The connection was given up.")};
        end(response);
    });
}

void HttpStream::end(const HttpResponse &response)
{
    if (m_ended)
        return;
    m_ended = true;
    m_reader = nullptr;
    m_idleTimer->stop();
    Q_EMIT ended(response);
}

} // namespace maestro
