// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"
#include "net/responseparser.h"
#include "net/serveridentity.h"

#include <QObject>

class QSslSocket;
class QTimer;

namespace maestro {

/// How far a mutation got, by what was handed to the socket. Only Lost leaves open whether it was applied.
enum class Delivery {
    NotSent, ///< not one byte of the request left
    PartlySent, ///< the last byte was never handed to the socket, so the server cannot have acted
    Lost, ///< all of it left, and no complete answer came
    Answered,
};

struct MutationReply
{
    Delivery delivery = Delivery::NotSent;
    std::optional<int> status; ///< also with Lost, when the answer broke off after its status line
    HttpHeaders headers;
    QByteArray body;
    QDateTime serverDate;
    std::optional<Error> error; ///< set unless Answered

    QList<QByteArray> headerValues(const QByteArray &lowerName) const;
};

/// Exactly one mutation on exactly one connection: own HTTP/1.1 over QSslSocket, because QNetworkAccessManager sends a PATCH again
/// by itself when the connection breaks. Never repeats, never follows. The last byte is held back until all others have left,
/// so that "not sent completely" is a proof. Lives on the caller's thread.
class MutationTransport : public QObject
{
    Q_OBJECT
public:
    explicit MutationTransport(ServerIdentity identity, QObject *parent = nullptr);
    ~MutationTransport() override;

    /// Only once per object. `path` is appended to the server's prefix unchanged. `deadlineMs` is total.
    void send(const QByteArray &method, const QByteArray &path, const HttpHeaders &headers, const QByteArray &body, int deadlineMs);

Q_SIGNALS:
    void finished(const maestro::MutationReply &reply);

private:
    void connected();
    void writeMore();
    void readMore();
    void lost(const QString &code, const QString &message);
    void complete(Delivery delivery, std::optional<Error> error);

    ServerIdentity m_identity;
    QSslSocket *m_socket;
    QTimer *m_deadlineTimer;
    QByteArray m_bytes; ///< the whole request
    bool m_started = false;
    bool m_bytesGiven = false;
    bool m_lastByteGiven = false;
    bool m_done = false;
    ResponseParser m_parser;
};

} // namespace maestro
