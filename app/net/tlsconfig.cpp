// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tlsconfig.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSslKey>

namespace maestro {

namespace {

Error bad(const char *code, const QString &message)
{
    return {ErrorKind::BadInput, QString::fromLatin1(code), message};
}

QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull())
            return key;
    }
    return {};
}

bool dnsMatches(const QString &pattern, const QString &host)
{
    const auto bare = [](QString name) {
        if (name.endsWith(u'.'))
            name.chop(1);
        return name.toLower();
    };
    const QString p = bare(pattern);
    const QString h = bare(host);
    if (!p.startsWith(u"*."))
        return !p.isEmpty() && p == h;
    const qsizetype dot = h.indexOf(u'.');
    return dot > 0 && p.count(u'.') >= 2 && QStringView(h).mid(dot) == QStringView(p).mid(1);
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Tls)
};

} // namespace

Result<QSslConfiguration> tlsConfiguration(const ServerIdentity &identity)
{
    QSslConfiguration config = QSslConfiguration::defaultConfiguration();
    config.setProtocol(QSsl::TlsV1_2OrLater);
    config.setPeerVerifyMode(identity.insecure ? QSslSocket::VerifyNone : QSslSocket::VerifyPeer);
    config.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    if (!identity.caPem.isEmpty()) {
        const QList<QSslCertificate> roots = QSslCertificate::fromData(identity.caPem, QSsl::Pem);
        if (roots.isEmpty())
            return bad("badCertificateAuthority", Words::tr("The certificate authority holds no readable PEM certificate."));
        config.setCaCertificates(roots);
    }
    if (!identity.clientCertPem.isEmpty()) {
        const QList<QSslCertificate> chain = QSslCertificate::fromData(identity.clientCertPem, QSsl::Pem);
        const QSslKey key = readKey(identity.clientKeyPem);
        if (chain.isEmpty())
            return bad("badClientCertificate", Words::tr("The client certificate is not readable PEM."));
        if (key.isNull())
            return bad("badClientKey", Words::tr("The client key is not a readable RSA or EC key in PEM without a pass phrase."));
        config.setLocalCertificateChain(chain);
        config.setPrivateKey(key);
    }
    return config;
}

QString certificateProblem(const QSslCertificate &leaf, const ServerIdentity &identity)
{
    if (identity.insecure || identity.server.scheme() != u"https")
        return {};
    const QString host = identity.tlsServerName.isEmpty() ? identity.server.host(QUrl::EncodeUnicode) : identity.tlsServerName;
    const auto names = leaf.subjectAlternativeNames();
    const QHostAddress address(host);
    bool matches = false;
    for (const QString &ip : names.values(QSsl::IpAddressEntry))
        matches = matches || (!address.isNull() && QHostAddress(ip) == address);
    for (const QString &dns : names.values(QSsl::DnsEntry))
        matches = matches || (address.isNull() && dnsMatches(dns, host));
    if (matches)
        return {};
    const QStringList all = names.values(QSsl::DnsEntry) + names.values(QSsl::IpAddressEntry);
    if (all.isEmpty())
        return Words::tr("The server's certificate has no subject alternative name; a common name alone is not accepted.");
    return Words::tr("The server's certificate is for %1, not for %2.").arg(all.join(u", "), host);
}

Result<QNetworkProxy> proxyOf(const QUrl &proxyUrl)
{
    if (proxyUrl.isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const QString scheme = proxyUrl.scheme();
    const bool socks = scheme == u"socks5" || scheme == u"socks5h";
    if ((scheme != u"http" && !socks) || proxyUrl.host().isEmpty())
        return bad("badProxy", Words::tr("The proxy %1 cannot be used: only http:// and socks5:// are supported.")
                                   .arg(proxyUrl.toString(QUrl::RemoveUserInfo)));
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, proxyUrl.host(),
                         static_cast<quint16>(proxyUrl.port(socks ? 1080 : 80)), proxyUrl.userName(), proxyUrl.password());
}

bool isSecureEnough(const ServerIdentity &identity)
{
    const QUrl &server = identity.server;
    return server.scheme() == u"https" || (server.scheme() == u"http" && (identity.plainAllowed || isLoopback(server)));
}

bool isLoopback(const QUrl &server)
{
    const QHostAddress address(server.host());
    return server.host() == u"localhost" || (!address.isNull() && address.isLoopback());
}

} // namespace maestro
