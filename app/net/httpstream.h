// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/replyreader.h"

#include <QObject>

class QTimer;

namespace maestro {

/// A response that is read while it arrives. Destroying it closes the connection. Ends exactly once.
class HttpStream : public QObject
{
    Q_OBJECT
public:
    explicit HttpStream(QObject *parent = nullptr);
    ~HttpStream() override;

    /// Silence longer than this, from now on, ends the stream with CancelReason::Idle. 0 switches it off.
    void setIdleLimit(int ms);
    void cancel();

Q_SIGNALS:
    void opened(int status); ///< a 2xx arrived
    void data(const QByteArray &bytes);
    /// Clean end: 2xx and no error. For any other status the body, up to 1 MiB, is in the response.
    void ended(const maestro::HttpResponse &response);

private:
    friend class HttpClient;
    void attach(ReplyReader *reader);
    void end(const HttpResponse &response);

    QPointer<ReplyReader> m_reader;
    QTimer *m_idleTimer;
    bool m_ended = false;
};

} // namespace maestro
