// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"
#include "net/serveridentity.h"
#include "net/read/traffic.h"

#include <QObject>
#include <QPointer>

class QNetworkReply;
class QTimer;

namespace maestro {

/// Turns one QNetworkReply into one HttpResponse: deadline, size limits, certificate names, truncation, and who cancelled.
/// Owns the reply. Emits finished() once, then deletes itself.
class ReplyReader : public QObject
{
    Q_OBJECT
public:
    ReplyReader(QNetworkReply *reply, const ServerIdentity &identity, qint64 bodyLimit, int deadlineMs, bool streaming);
    ~ReplyReader() override;

    void cancel(CancelReason reason);

Q_SIGNALS:
    void opened(int status); ///< streaming only: a 2xx arrived
    void data(const QByteArray &bytes); ///< streaming only, of a 2xx
    void finished(const maestro::HttpResponse &response);

private:
    void checkCertificate();
    void readHead();
    void readBody();
    void checkSurplus();
    void finish();
    std::optional<Error> transportError() const;

    QNetworkReply *m_reply;
    ServerIdentity m_identity;
    qint64 m_bodyLimit;
    bool m_streaming;
    bool m_finished = false;
    int m_deadlineMs;
    std::optional<Traffic> m_traffic; ///< when a body was last seen to grow
    bool m_surplus = false; ///< it was cancelled for what is in no body
    QString m_certificateProblem;
    QStringList m_tlsErrors;
    HttpResponse m_response;
};

} // namespace maestro
