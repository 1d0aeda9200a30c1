// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/mutationtransport.h"

#include "net/tlsconfig.h"

#include <QSslError>
#include <QSslSocket>
#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 answerLimit = 8 * 1024 * 1024;

} // namespace

QList<QByteArray> MutationReply::headerValues(const QByteArray &lowerName) const
{
    QList<QByteArray> values;
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            values.append(value);
    }
    return values;
}

MutationTransport::MutationTransport(ServerIdentity identity, QObject *parent)
    : QObject(parent)
    , m_identity(std::move(identity))
    , m_socket(new QSslSocket(this))
    , m_deadlineTimer(new QTimer(this))
    , m_parser(answerLimit)
{
    m_deadlineTimer->setSingleShot(true);
    connect(m_deadlineTimer, &QTimer::timeout, this, [this] { lost(QStringLiteral("timeout"), tr("The deadline passed.")); });
    // Queued: inside these signals ciphertext may be on its way from one buffer to the next and counted in neither.
    connect(m_socket, &QSslSocket::bytesWritten, this, &MutationTransport::writeMore, Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, &MutationTransport::writeMore, Qt::QueuedConnection);
    connect(m_socket, &QSslSocket::readyRead, this, &MutationTransport::readMore);
    connect(m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        QStringList texts;
        for (const QSslError &error : errors)
            texts.append(error.errorString());
        texts.removeDuplicates();
        complete(Delivery::NotSent, Error{ErrorKind::Unreachable, QStringLiteral("tlsFailed"), texts.join(u' ')});
    });
    connect(m_socket, &QSslSocket::errorOccurred, this, [this] {
        readMore();
        if (m_done)
            return;
        m_parser.close();
        if (m_parser.state() == ResponseParser::State::Complete)
            readMore();
        else
            lost(QStringLiteral("connectionLost"), m_socket->errorString());
    });
}

MutationTransport::~MutationTransport()
{
    m_done = true;
    m_socket->disconnect(this);
}

void MutationTransport::send(const QByteArray &method, const QByteArray &path, const HttpHeaders &headers, const QByteArray &body, int deadlineMs)
{
    Q_ASSERT(!m_started);
    m_started = true;
    const QUrl &server = m_identity.server;
    const auto reject = [this](const Error &error) {
        QTimer::singleShot(0, this, [this, error] { complete(Delivery::NotSent, error); });
    };
    const Result<QSslConfiguration> tls = tlsConfiguration(m_identity);
    const Result<QNetworkProxy> proxy = proxyOf(m_identity.proxy);
    if (!tls.ok() || !proxy.ok())
        return reject(tls.ok() ? proxy.error() : tls.error());
    const bool secure = server.scheme() == u"https";
    if (!isSecureEnough(m_identity))
        return reject({ErrorKind::Refused, QStringLiteral("insecureServer"), tr("Nothing is sent to %1 without https.").arg(server.toDisplayString())});

    const QByteArray prefix = server.path(QUrl::FullyEncoded).toLatin1();
    const QByteArray target = (prefix.endsWith('/') ? prefix.chopped(1) : prefix) + path;
    HttpHeaders all{{"Host", server.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo).toLatin1()}, {"Connection", "close"},
                    {"Accept-Encoding", "identity"}, {"Content-Length", QByteArray::number(body.size())}};
    all += headers;
    m_bytes = method + ' ' + target + " HTTP/1.1\r\n";
    for (const HttpHeader &header : all) {
        if (!isSafeHeader(header))
            return reject({ErrorKind::Internal, QStringLiteral("unsafeHeader"), tr("A header of the request is not printable ASCII.")});
        m_bytes += header.first + ": " + header.second + "\r\n";
    }
    const auto isVisible = [](char c) { return c > 0x20 && c < 0x7f; };
    if (!path.startsWith('/') || !std::all_of(target.begin(), target.end(), isVisible))
        return reject({ErrorKind::Internal, QStringLiteral("unsafePath"), tr("The path of the request is not encoded.")});
    m_bytes += "\r\n" + body;

    m_deadlineTimer->start(deadlineMs);
    m_socket->setProxy(*proxy);
    m_socket->setSslConfiguration(*tls);
    const quint16 port = static_cast<quint16>(server.port(secure ? 443 : 80));
    if (secure) {
        connect(m_socket, &QSslSocket::encrypted, this, &MutationTransport::connected);
        const QString host = server.host(QUrl::FullyEncoded);
        m_socket->connectToHostEncrypted(host, port, m_identity.tlsServerName.isEmpty() ? host : m_identity.tlsServerName);
    } else {
        connect(m_socket, &QSslSocket::connected, this, &MutationTransport::connected);
        m_socket->connectToHost(server.host(QUrl::FullyEncoded), port);
    }
}

void MutationTransport::connected()
{
    const QString problem = certificateProblem(m_socket->peerCertificate(), m_identity);
    if (!problem.isEmpty())
        return complete(Delivery::NotSent, Error{ErrorKind::Unreachable, QStringLiteral("tlsFailed"), problem});
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->write(m_bytes.constData(), m_bytes.size() - 1);
    m_bytesGiven = true;
    m_socket->flush();
}

void MutationTransport::writeMore()
{
    if (m_done || m_lastByteGiven || !m_bytesGiven || m_socket->bytesToWrite() > 0 || m_socket->encryptedBytesToWrite() > 0
        || m_parser.status() || m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    m_lastByteGiven = true;
    m_socket->write(m_bytes.constData() + m_bytes.size() - 1, 1);
    m_socket->flush();
}

void MutationTransport::readMore()
{
    if (m_done)
        return;
    m_parser.feed(m_socket->readAll());
    if (m_parser.state() == ResponseParser::State::Broken)
        return lost(QStringLiteral("badAnswer"), m_parser.problem());
    if (m_parser.state() != ResponseParser::State::Complete)
        return;
    const bool success = *m_parser.status() < 300;
    if (success && !m_lastByteGiven)
        return lost(QStringLiteral("badAnswer"), tr("The server answered before the request was complete."));
    if (success && !m_parser.framed())
        return lost(QStringLiteral("badAnswer"), tr("The answer has no length, so it may be cut off."));
    complete(Delivery::Answered, std::nullopt);
}

void MutationTransport::lost(const QString &code, const QString &message)
{
    const Delivery delivery = m_lastByteGiven ? Delivery::Lost : m_bytesGiven ? Delivery::PartlySent : Delivery::NotSent;
    complete(delivery, Error{m_lastByteGiven ? ErrorKind::UnknownOutcome : ErrorKind::Unreachable, code, message});
}

void MutationTransport::complete(Delivery delivery, std::optional<Error> error)
{
    if (m_done)
        return;
    m_done = true;
    m_deadlineTimer->stop();
    MutationReply reply{delivery, m_parser.status(), m_parser.headers(), m_parser.body(), httpDate(m_parser.header("date")), std::move(error)};
    m_socket->disconnect(this);
    m_socket->abort();
    // Queued: whoever hears of it may destroy this object, and we may be inside a signal of the socket.
    QMetaObject::invokeMethod(this, [this, reply] { Q_EMIT finished(reply); }, Qt::QueuedConnection);
}

} // namespace maestro
