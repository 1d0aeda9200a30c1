// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"

#include <QObject>
#include <QPointer>

class QNetworkReply;
class QTimer;

namespace maestro {

/// A response that is read while it arrives. Owns its reply; destroying it closes the connection. Ends exactly once.
class HttpStream : public QObject
{
    Q_OBJECT
public:
    explicit HttpStream(QObject *parent = nullptr);
    ~HttpStream() override;

    /// Silence longer than this ends the stream with CancelReason::Idle. 0 switches it off.
    void setIdleLimit(int ms);
    void cancel();

Q_SIGNALS:
    void opened(int status); ///< a 2xx arrived
    void data(const QByteArray &bytes);
    /// Clean end: 2xx and no error. For any other status the body, up to 1 MiB, is in the response.
    void ended(const maestro::HttpResponse &response);

private:
    friend class HttpClient;
    void attach(QNetworkReply *reply);
    void fail(const Error &error);
    void readHead();
    void readAll();
    void finish();
    void stop(CancelReason reason);

    QPointer<QNetworkReply> m_reply;
    QTimer *m_idleTimer;
    int m_idleMs = 0;
    HttpResponse m_response;
    bool m_opened = false;
    bool m_ended = false;
};

} // namespace maestro
