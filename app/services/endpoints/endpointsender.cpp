// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/endpoints/endpointsender.h"

#include "net/tlsconfig.h"

#include <QCoreApplication>
#include <QFile>
#include <QUrl>

namespace maestro {

namespace {

constexpr qint64 secretsLiveMs = 60'000;
constexpr qsizetype shortestInData = 12; ///< a short one may be a word of the data
constexpr qint64 caLimit = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

/// Reads one reference after the other; the first failure ends it.
struct Resolution
{
    Endpoint endpoint;
    SecretStore *secrets = nullptr;
    QList<std::pair<QString, std::function<void(const QByteArray &)>>> steps;
    EndpointAccess access;
    QByteArray basic;
    std::function<void(Result<EndpointAccess>)> done;

    void next(const std::shared_ptr<Resolution> &self)
    {
        if (steps.isEmpty())
            return done(access);
        const auto [reference, use] = steps.takeFirst();
        secrets->read(reference, [self, use = use, reference = reference](const Result<QByteArray> &secret) {
            if (!secret)
                return self->done(secret.error());
            use(*secret);
            self->access.secrets.append(*secret);
            for (const HttpHeader &header : self->access.headers)
                if (!isSafeHeader(header))
                    return self->done(Error{ErrorKind::Refused, QStringLiteral("unsafeHeader"),
                                            Words::tr("What %1 holds cannot travel in a header.").arg(reference)});
            self->next(self);
        });
    }
};

Result<QByteArray> readCa(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorKind::BadInput, QStringLiteral("caFile"), Words::tr("%1 cannot be read.").arg(path)};
    return file.read(caLimit);
}

} // namespace

void resolveEndpoint(const Endpoint &endpoint, SecretStore *secrets, std::function<void(Result<EndpointAccess>)> done)
{
    const auto work = std::make_shared<Resolution>();
    work->endpoint = endpoint;
    work->secrets = secrets;
    work->done = std::move(done);
    ServerIdentity &identity = work->access.identity;
    identity.server = QUrl(endpoint.url);
    identity.proxy = proxyFromEnvironment(identity.server);
    identity.plainAllowed = !endpoint.hasCredential();
    std::optional<Error> problem;
    if (!isSecureEnough(identity))
        problem = Error{ErrorKind::Refused, QStringLiteral("plainHttp"),
                        Words::tr("A credential would travel to %1 without https.").arg(identity.server.toString(QUrl::RemoveUserInfo))};
    if (!problem && !endpoint.caFile.isEmpty()) {
        const Result<QByteArray> pem = readCa(endpoint.caFile);
        if (pem)
            identity.caPem = *pem;
        else
            problem = pem.error();
    }
    if (problem) {
        QMetaObject::invokeMethod(secrets, [work, error = *problem] { work->done(error); }, Qt::QueuedConnection);
        return;
    }
    Resolution *w = work.get(); // the steps belong to it
    const auto header = [w](const QByteArray &name, const QByteArray &value) { w->access.headers.append(HttpHeader{name, value}); };
    if (!endpoint.token.isEmpty())
        work->steps.append({endpoint.token, [header](const QByteArray &secret) { header("Authorization", "Bearer " + secret); }});
    if (!endpoint.username.isEmpty())
        work->steps.append({endpoint.password, [header, w](const QByteArray &secret) {
                                const QByteArray pair = QByteArray(w->endpoint.username.toUtf8() + ':' + secret).toBase64();
                                header("Authorization", "Basic " + pair);
                                w->access.secrets.append(pair);
                            }});
    for (auto it = endpoint.headers.cbegin(); it != endpoint.headers.cend(); ++it)
        work->steps.append({it.value(), [header, name = it.key().toUtf8()](const QByteArray &secret) { header(name, secret); }});
    if (!endpoint.clientCertificate.isEmpty()) {
        work->steps.append({endpoint.clientCertificate, [w](const QByteArray &secret) { w->access.identity.clientCertPem = secret + '\n'; }});
        work->steps.append({endpoint.clientKey, [w](const QByteArray &secret) { w->access.identity.clientKeyPem = secret + '\n'; }});
    }
    QMetaObject::invokeMethod(secrets, [work] { work->next(work); }, Qt::QueuedConnection);
}

QByteArray EndpointAccess::withoutSecrets(QByteArray text, qsizetype shortest) const
{
    for (const QByteArray &secret : secrets)
        if (secret.size() >= shortest)
            text.replace(secret, "[redacted]");
    return text;
}

struct EndpointSender::Pending
{
    HttpRequest request;
    Callback callback;
    Cancel cancel;
    bool cancelled = false;
};

EndpointSender::EndpointSender(Endpoint endpoint, SecretStore *secrets, const Clock *clock)
    : m_endpoint(std::move(endpoint))
    , m_secrets(secrets)
    , m_clock(clock)
{
}

EndpointSender::~EndpointSender() = default;

QString EndpointSender::source() const
{
    return QUrl(m_endpoint.url).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::StripTrailingSlash);
}

HttpSender::Cancel EndpointSender::send(const HttpRequest &request, Callback callback)
{
    const auto pending = std::make_shared<Pending>();
    pending->request = request;
    pending->callback = [this, callback = std::move(callback)](const HttpResponse &response) {
        if (response.status == 401)
            m_readMs = -1;
        const bool data = response.status == 200 && !response.body.left(100).trimmed().startsWith('<');
        HttpResponse said = response;
        said.body = data ? m_access.withoutSecrets(response.body, shortestInData) : m_access.withoutSecrets(response.body);
        callback(said);
    };
    m_pending.append(pending);
    const bool fresh = m_direct && m_readMs >= 0 && m_clock->bootMs() - m_readMs < secretsLiveMs;
    if (fresh) {
        flush(m_access);
    } else if (!m_reading) {
        m_reading = true;
        resolveEndpoint(m_endpoint, m_secrets, [this, guard = QPointer<EndpointSender>(this)](const Result<EndpointAccess> &access) {
            if (guard)
                flush(access);
        });
    }
    return [pending] {
        pending->cancelled = true;
        if (pending->cancel)
            pending->cancel();
    };
}

void EndpointSender::flush(const Result<EndpointAccess> &access)
{
    m_reading = false;
    if (access && (!m_direct || access->identity != m_access.identity || access->headers != m_access.headers)) {
        m_former = std::exchange(m_direct, std::make_unique<DirectSender>(access->identity, access->headers));
        m_access = *access;
    }
    if (access)
        m_readMs = m_clock->bootMs();
    for (const auto &pending : std::exchange(m_pending, {})) {
        if (access && !pending->cancelled) {
            pending->cancel = m_direct->send(pending->request, pending->callback);
            continue;
        }
        HttpResponse none;
        none.error = access ? Error{ErrorKind::Unreachable, QStringLiteral("cancelled"), Words::tr("Cancelled.")} : access.error();
        QMetaObject::invokeMethod(this, [pending, none] { pending->callback(none); }, Qt::QueuedConnection);
    }
}

} // namespace maestro
