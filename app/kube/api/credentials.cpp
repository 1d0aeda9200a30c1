// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/credentials.h"

#include "kube/config/kubeconfigdata.h"
#include "net/tlsconfig.h"

namespace maestro {

namespace {

constexpr qint64 tokenFileMs = 50'000;
constexpr qint64 certificateFileMs = 300'000;

QByteArray escapedHeaderKey(const QString &key)
{
    QByteArray escaped;
    for (const char c : key.toLower().toUtf8()) {
        if (c != '%' && isSafeHeader({QByteArray(1, c), {}}))
            escaped += c;
        else
            escaped += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return escaped;
}

} // namespace

QByteArray AuthMaterial::withoutSecrets(QByteArray text, qsizetype shortest) const
{
    for (const HttpHeader &header : headers) {
        if (header.first != "Authorization")
            continue;
        const QByteArray sent = header.second.mid(header.second.indexOf(' ') + 1);
        const bool basic = header.second.startsWith("Basic ");
        const QByteArray pair = basic ? QByteArray::fromBase64(sent) : QByteArray();
        for (const QByteArray &secret : {sent, pair.mid(pair.indexOf(':') + 1)})
            if (secret.size() >= shortest)
                text.replace(secret, "[redacted]");
    }
    return text;
}

Credentials::Credentials(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent)
    : QObject(parent)
    , m_context(std::move(context))
    , m_clock(clock)
    , m_token(m_context.user.token)
{
    if (m_context.user.exec)
        m_exec = std::make_unique<ExecCredential>(m_context, clock, trust);
}

Credentials::~Credentials() = default;

bool Credentials::Reading::isDue(const QString &path, qint64 everyMs, qint64 nowMs)
{
    if (path.isEmpty())
        return false;
    const std::optional<FileStamp> now = FileStamp::of(path);
    if (atMs >= 0 && now == stamp && nowMs - atMs < everyMs)
        return false;
    atMs = nowMs;
    stamp = now; // taken before the content: what changes in between is read the next time
    return true;
}

void Credentials::refreshTokenFile()
{
    if (!m_tokenReading.isDue(m_context.user.tokenFile, tokenFileMs, m_clock->bootMs()))
        return;
    const Result<QByteArray> read = readSmallFile(m_context.user.tokenFile, 1024 * 1024);
    const QString token = read.ok() ? QString::fromUtf8(*read).trimmed() : QString();
    m_tokenProblem = read.ok() ? (token.isEmpty() ? tr("%1 is empty").arg(m_context.user.tokenFile) : QString()) : read.error().message;
    if (!token.isEmpty())
        m_token = token;
}

void Credentials::refreshCertificateFiles()
{
    UserConfig &user = m_context.user;
    const bool certDue = m_certificateReading.isDue(user.clientCertFile, certificateFileMs, m_clock->bootMs());
    const bool keyDue = m_keyReading.isDue(user.clientKeyFile, certificateFileMs, m_clock->bootMs());
    if (user.clientCertFile.isEmpty() || !(certDue || keyDue))
        return;
    const Result<QByteArray> cert = readSmallFile(user.clientCertFile, 1024 * 1024);
    const Result<QByteArray> key = user.clientKeyFile.isEmpty() ? Result<QByteArray>(user.clientKeyPem) : readSmallFile(user.clientKeyFile, 1024 * 1024);
    if (!cert.ok() || !key.ok() || !tlsConfiguration({{}, {}, false, {}, *cert, *key, {}, true}).ok())
        return;
    user.clientCertPem = *cert;
    user.clientKeyPem = *key;
}

void Credentials::refreshCaFile()
{
    ClusterConfig &cluster = m_context.cluster;
    if (!m_caReading.isDue(cluster.caFile, certificateFileMs, m_clock->bootMs()))
        return;
    const Result<QByteArray> pem = readSmallFile(cluster.caFile, 1024 * 1024);
    if (pem.ok() && !pem->trimmed().isEmpty() && tlsConfiguration({{}, *pem, false, {}, {}, {}, {}, true}).ok())
        cluster.caPem = *pem;
}

Result<AuthMaterial> Credentials::assemble(const QString &token, const QByteArray &cert, const QByteArray &key) const
{
    const UserConfig &user = m_context.user;
    AuthMaterial material{{}, cert, key, {}, m_context.cluster.caPem};
    if (!token.isEmpty())
        material.headers.append(HttpHeader{"Authorization", "Bearer " + token.toUtf8()});
    else if (!user.username.isEmpty())
        material.headers.append(HttpHeader{"Authorization", "Basic " + (user.username + u':' + user.password).toUtf8().toBase64()});
    const Impersonation &as = user.impersonate;
    if (!as.isEmpty()) {
        material.headers.append(HttpHeader{"Impersonate-User", as.user.toUtf8()});
        if (!as.uid.isEmpty())
            material.headers.append(HttpHeader{"Impersonate-Uid", as.uid.toUtf8()});
        for (const QString &group : as.groups)
            material.headers.append(HttpHeader{"Impersonate-Group", group.toUtf8()});
        for (auto it = as.extra.cbegin(); it != as.extra.cend(); ++it) {
            for (const QString &value : it.value())
                material.headers.append(HttpHeader{"Impersonate-Extra-" + escapedHeaderKey(it.key()), value.toUtf8()});
        }
    }
    for (const HttpHeader &header : material.headers) {
        if (!isSafeHeader(header))
            return Error{ErrorKind::BadInput, QStringLiteral("credentialUnusable"),
                         tr("The user \"%1\" has a credential or an impersonation that is not printable ASCII (%2).")
                             .arg(user.name, QString::fromLatin1(header.first))};
    }
    return material;
}

void Credentials::material(Callback callback)
{
    refreshCaFile();
    if (m_exec) {
        m_exec->credential([this, callback = std::move(callback)](const Result<PluginCredential> &result) {
            if (!result.ok())
                return callback(result.error());
            Result<AuthMaterial> material = assemble(result->token, result->clientCertPem, result->clientKeyPem);
            if (material.ok())
                material.value().plugin = *result;
            callback(std::move(material));
        });
        return;
    }
    refreshTokenFile();
    refreshCertificateFiles();
    if (m_token.isEmpty() && !m_tokenProblem.isEmpty())
        return callback(Error{ErrorKind::BadInput, QStringLiteral("tokenFileUnusable"), tr("The token of the user \"%1\": %2").arg(m_context.user.name, m_tokenProblem)});
    callback(assemble(m_token, m_context.user.clientCertPem, m_context.user.clientKeyPem));
}

bool Credentials::refused(const AuthMaterial &used)
{
    if (m_exec && used.plugin) {
        m_exec->refused(*used.plugin);
        return true;
    }
    if (m_context.user.tokenFile.isEmpty())
        return false;
    const QString before = m_token;
    m_tokenReading = {};
    refreshTokenFile();
    return m_token != before;
}

QString Credentials::description() const
{
    const UserConfig &user = m_context.user;
    QString text = tr("no credential of user %1").arg(user.name);
    if (m_exec)
        text = tr("plugin %1 of user %2").arg(user.exec->command, user.name);
    else if (!user.token.isEmpty() || !user.tokenFile.isEmpty())
        text = tr("token of user %1").arg(user.name);
    else if (!user.username.isEmpty())
        text = tr("password of user %1").arg(user.name);
    else if (!user.clientCertPem.isEmpty())
        text = tr("certificate of user %1").arg(user.name);
    return user.impersonate.isEmpty() ? text : tr("%1, acting as %2").arg(text, user.impersonate.user);
}

} // namespace maestro
