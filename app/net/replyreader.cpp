// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/replyreader.h"

#include "net/responseparser.h"
#include "net/tlsconfig.h"

#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 readAhead = 4 * 1024 * 1024; ///< by the thread of the manager, while we are busy; the rest waits at the server
constexpr qint64 reservedAtMost = 16 * 1024 * 1024; ///< on the word of a server
constexpr qint64 surplusLimit = 16 * 1024 * 1024; ///< of what belongs to no body
constexpr int surplusEveryMs = 200;
constexpr qint64 roomBehind = 64; ///< for a reader that looks at whole blocks

const char *codeOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        return "connectionRefused";
    case QNetworkReply::HostNotFoundError:
        return "hostNotFound";
    case QNetworkReply::TimeoutError:
        return "timeout";
    case QNetworkReply::SslHandshakeFailedError:
        return "tlsFailed";
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return "proxyFailed";
    default:
        return "connectionLost";
    }
}

} // namespace

ReplyReader::ReplyReader(QNetworkReply *reply, const ServerIdentity &identity, qint64 bodyLimit, int deadlineMs, bool streaming)
    : m_reply(reply)
    , m_identity(identity)
    , m_bodyLimit(bodyLimit)
    , m_streaming(streaming)
    , m_deadlineMs(deadlineMs)
{
    // A limit that is told while a proxy asks for a name makes Qt 6.4 read from a tunnel that has no protocol yet (QHttpNetworkConnectionChannel).
    if (identity.proxy.isEmpty())
        reply->setReadBufferSize(readAhead);
    else
        connect(reply, &QNetworkReply::requestSent, this, [reply] { reply->setReadBufferSize(readAhead); });
    connect(reply, &QNetworkReply::encrypted, this, &ReplyReader::checkCertificate);
    connect(reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors) {
            m_tlsErrors.append(error.errorString());
            if (error.error() == QSslError::CertificateExpired || error.error() == QSslError::CertificateNotYetValid)
                m_tlsErrors.append(tr("Check the clock of this computer as well."));
        }
    });
    // Queued, so that whoever hears of it may destroy everything, the manager included, without pulling it from under the reply.
    connect(reply, &QNetworkReply::metaDataChanged, this, &ReplyReader::readHead, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::readyRead, this, &ReplyReader::readBody, Qt::QueuedConnection);
    connect(reply, &QNetworkReply::finished, this, &ReplyReader::finish, Qt::QueuedConnection);
    if (deadlineMs > 0)
        QTimer::singleShot(deadlineMs, this, [this] { cancel(CancelReason::Deadline); });
    auto *surplus = new QTimer(this);
    connect(surplus, &QTimer::timeout, this, &ReplyReader::checkSurplus);
    surplus->start(surplusEveryMs);
}

ReplyReader::~ReplyReader()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
    }
}

void ReplyReader::cancel(CancelReason reason)
{
    if (m_finished || m_response.cancelReason != CancelReason::None)
        return;
    m_response.cancelReason = reason;
    m_reply->abort();
}

/// Only what takes long is looked at. A stream that was opened delivers everything at once, and has a limit for each event.
void ReplyReader::checkSurplus()
{
    if (m_finished || m_response.cancelReason != CancelReason::None || (m_streaming && m_response.status))
        return sender()->deleteLater();
    const QUrl &peer = m_identity.proxy.isEmpty() ? m_identity.server : m_identity.proxy;
    const QString scheme = peer.scheme();
    const Traffic now = trafficOf(quint16(peer.port(scheme == u"https" ? 443 : scheme.startsWith(u"socks") ? 1080 : 80)));
    if (!m_traffic || now.bodies != m_traffic->bodies)
        m_traffic = now; // bodies are read: what came besides is on its way to be one
    m_surplus = now.received - m_traffic->received > surplusLimit;
    if (m_surplus)
        cancel(CancelReason::TooLarge);
}

void ReplyReader::checkCertificate()
{
    m_certificateProblem = certificateProblem(m_reply->sslConfiguration().peerCertificate(), m_identity);
    if (!m_certificateProblem.isEmpty())
        cancel(CancelReason::Certificate);
}

void ReplyReader::readHead()
{
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || m_response.status)
        return;
    m_response.status = status;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        m_response.headers.append({name.toLower(), value});
    m_response.serverDate = httpDate(m_response.header("date"));
    if (m_streaming && status >= 200 && status < 300)
        Q_EMIT opened(status);
}

void ReplyReader::readBody()
{
    if (!m_reply || m_response.cancelReason != CancelReason::None)
        return;
    readHead();
    const qint64 waiting = m_reply->bytesAvailable();
    if (waiting <= 0)
        return;
    const bool success = m_response.status && *m_response.status >= 200 && *m_response.status < 300;
    if (m_streaming && success) {
        countBody(waiting);
        Q_EMIT data(m_reply->readAll());
        return;
    }
    QByteArray &body = m_response.body;
    if (body.isEmpty())
        body.reserve(std::clamp<qint64>(m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong(), 0, reservedAtMost) + roomBehind);
    countBody(waiting);
    const qsizetype before = body.size();
    body.resize(before + waiting); // read to where it stays: lists are large
    body.resize(before + std::max<qint64>(0, m_reply->read(body.data() + before, waiting)));
    if (body.size() > m_bodyLimit)
        cancel(CancelReason::TooLarge);
}

std::optional<Error> ReplyReader::transportError() const
{
    const auto unreachable = [this](const char *code, const QString &message) {
        const bool onlyTheProxy = !m_identity.proxy.isEmpty() && !m_response.status && m_response.cancelReason != CancelReason::Caller;
        return Error{ErrorKind::Unreachable, QString::fromLatin1(code),
                     onlyTheProxy ? message + u' ' + tr("The way leads through the proxy %1.").arg(m_identity.proxy.toString(QUrl::RemoveUserInfo)) : message};
    };
    switch (m_response.cancelReason) {
    case CancelReason::Deadline:
        return unreachable("timeout", tr("No complete answer within %1 s.").arg(m_deadlineMs / 1000.0));
    case CancelReason::Idle:
        return unreachable("watchSilent", tr("The server was silent for too long."));
    case CancelReason::TooLarge:
        return unreachable("answerTooLarge", m_surplus ? tr("The head of the answer, or what stands between its parts, does not end.") : tr("The answer is larger than %1 bytes.").arg(m_bodyLimit));
    case CancelReason::Certificate:
        return unreachable("tlsFailed", m_certificateProblem);
    case CancelReason::Caller:
        return unreachable("cancelled", tr("Cancelled."));
    case CancelReason::None:
        break;
    }
    const QNetworkReply::NetworkError error = m_reply->error();
    const bool isAnswer = m_response.status && *m_response.status >= 300
        && ((error > 200 && error <= 299 && error != QNetworkReply::ContentReSendError) || (error > 400 && error <= 499)
            || error == QNetworkReply::ProtocolInvalidOperationError);
    if (error == QNetworkReply::NoError ? m_response.status.has_value() : isAnswer) {
        const bool framed = !m_response.header("content-length").isEmpty() || !m_response.header("transfer-encoding").isEmpty()
            || m_reply->attribute(QNetworkRequest::OriginalContentLengthAttribute).isValid();
        if (framed || *m_response.status < 200 || *m_response.status >= 300)
            return std::nullopt;
        return unreachable("badAnswer", tr("The answer has no length, so it may be cut off."));
    }
    QString message = m_tlsErrors.isEmpty() ? m_reply->errorString() : m_tlsErrors.join(u' ');
    return unreachable(m_tlsErrors.isEmpty() ? codeOf(error) : "tlsFailed", message);
}

void ReplyReader::finish()
{
    if (m_finished)
        return;
    const QPointer<ReplyReader> guard(this);
    readBody();
    if (!guard || m_finished)
        return;
    m_finished = true;
    m_response.error = transportError();
    m_reply->disconnect(this);
    m_reply->deleteLater();
    m_reply = nullptr;
    deleteLater();
    Q_EMIT finished(m_response);
}

} // namespace maestro
