// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/execanswer.h"

#include "net/tlsconfig.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::ExecCredential)
};

} // namespace

QByteArray execInfo(const ContextConfig &context)
{
    QJsonObject spec{{QStringLiteral("interactive"), false}};
    if (context.user.exec->provideClusterInfo) {
        const ClusterConfig &cluster = context.cluster;
        QJsonObject info{{QStringLiteral("server"), cluster.server.toString(QUrl::FullyEncoded)}};
        if (!cluster.tlsServerName.isEmpty())
            info.insert(u"tls-server-name", cluster.tlsServerName);
        if (cluster.insecure)
            info.insert(u"insecure-skip-tls-verify", true);
        if (!cluster.caPem.isEmpty())
            info.insert(u"certificate-authority-data", QString::fromLatin1(cluster.caPem.toBase64()));
        if (!cluster.proxyUrl.isEmpty())
            info.insert(u"proxy-url", cluster.proxyUrl.toString(QUrl::FullyEncoded));
        if (cluster.disableCompression)
            info.insert(u"disable-compression", true);
        info.insert(u"config", cluster.execConfig.isUndefined() ? QJsonValue(QJsonValue::Null) : cluster.execConfig);
        spec.insert(u"cluster", info);
    }
    const QJsonObject root{{QStringLiteral("kind"), QStringLiteral("ExecCredential")},
                           {QStringLiteral("apiVersion"), context.user.exec->apiVersion},
                           {QStringLiteral("spec"), spec}};
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

Result<PluginCredential> readExecAnswer(const QByteArray &output, const ContextConfig &context, const QDateTime &nowUtc)
{
    const auto failed = [&context](const QString &why) {
        return Error{ErrorKind::NotPermitted, QStringLiteral("pluginFailed"),
                     Words::tr("The credential plugin %1 of user \"%2\": %3").arg(context.user.exec->command, context.user.name, why)};
    };
    const QJsonDocument document = QJsonDocument::fromJson(output);
    if (!document.isObject())
        return failed(Words::tr("its output is not JSON"));
    const QJsonObject root = document.object();
    if (root.value(u"kind").toString() != u"ExecCredential" || root.value(u"apiVersion").toString() != context.user.exec->apiVersion)
        return failed(Words::tr("its output is not an ExecCredential of %1").arg(context.user.exec->apiVersion));
    if (!root.value(u"status").isObject())
        return failed(Words::tr("its output has no status"));
    const QJsonObject status = root.value(u"status").toObject();
    PluginCredential credential;
    credential.token = status.value(u"token").toString();
    credential.clientCertPem = status.value(u"clientCertificateData").toString().toUtf8();
    credential.clientKeyPem = status.value(u"clientKeyData").toString().toUtf8();
    if (credential.clientCertPem.isEmpty() != credential.clientKeyPem.isEmpty())
        return failed(Words::tr("it gave a certificate or a key without the other"));
    if (credential.token.isEmpty() && credential.clientCertPem.isEmpty())
        return failed(Words::tr("it gave neither a token nor a certificate"));
    if (!credential.clientCertPem.isEmpty()) {
        const Result<QSslConfiguration> tls = tlsConfiguration({{}, {}, false, {}, credential.clientCertPem, credential.clientKeyPem, {}, true});
        if (!tls.ok())
            return failed(tls.error().message);
    }
    const QJsonValue expiry = status.value(u"expirationTimestamp");
    if (!expiry.isUndefined() && !expiry.isNull()) {
        const QString text = expiry.toString();
        credential.expiry = QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
        if (!credential.expiry.isValid() || !(text.endsWith(u'Z') || text.mid(10).contains(u'+') || text.mid(10).contains(u'-')))
            return failed(Words::tr("its expirationTimestamp is not a time"));
        if (credential.expiry <= nowUtc)
            return failed(Words::tr("it gave a credential that expired at %1; check the clock of this computer as well").arg(text));
    }
    return credential;
}

} // namespace maestro
