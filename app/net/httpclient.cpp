// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httpclient.h"

#include "net/read/networkthreads.h"
#include "net/tlsconfig.h"

#include <QNetworkAccessManager>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QTimer>

namespace maestro {

namespace {

constexpr int streamsPerManager = 5;
constexpr qint64 streamErrorBodyLimit = 1024 * 1024;

class NoCookies : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    QList<QNetworkCookie> cookiesForUrl(const QUrl &) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

} // namespace

struct HttpClient::Manager
{
    QNetworkAccessManager nam;
    bool streams = false;
    bool retired = false;
    int active = 0;
};

HttpClient::HttpClient(ServerIdentity identity, QObject *parent)
    : QObject(parent)
    , m_identity(std::move(identity))
{
}

HttpClient::~HttpClient()
{
    // Readers hold replies of our managers; they must go first, silently.
    const QList<ReplyReader *> readers = findChildren<ReplyReader *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(readers);
}

void HttpClient::shutDown()
{
    const QList<ReplyReader *> readers = findChildren<ReplyReader *>(QString(), Qt::FindDirectChildrenOnly);
    for (ReplyReader *reader : readers)
        reader->cancel(CancelReason::Caller);
}

HttpClient::Manager *HttpClient::managerFor(bool stream)
{
    for (const auto &manager : m_managers) {
        if (!manager->retired && manager->streams == stream && (!stream || manager->active < streamsPerManager))
            return manager.get();
    }
    outliveNetworkThreads();
    auto manager = std::make_unique<Manager>();
    manager->streams = stream;
    manager->nam.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    manager->nam.setCookieJar(new NoCookies(&manager->nam));
    manager->nam.setStrictTransportSecurityEnabled(false);
    manager->nam.setAutoDeleteReplies(false);
    if (const Result<QNetworkProxy> proxy = proxyOf(m_identity.proxy); proxy.ok())
        manager->nam.setProxy(*proxy);
    m_managers.push_back(std::move(manager));
    return m_managers.back().get();
}

void HttpClient::release(Manager *manager)
{
    --manager->active;
    if (manager->retired)
        retire(manager);
}

void HttpClient::retire(Manager *manager)
{
    manager->retired = true;
    if (manager->active > 0)
        return;
    const auto found = std::find_if(m_managers.begin(), m_managers.end(), [manager](const auto &m) { return m.get() == manager; });
    if (found == m_managers.end())
        return;
    // Its last reply is still on the stack.
    std::shared_ptr<Manager> last(std::move(*found));
    m_managers.erase(found);
    QTimer::singleShot(0, this, [last] { Q_UNUSED(last) });
}

std::optional<Error> HttpClient::prepare(const HttpRequest &request, QNetworkRequest *prepared)
{
    const QUrl &server = m_identity.server;
    if (!isSecureEnough(m_identity))
        return Error{ErrorKind::Refused, QStringLiteral("insecureServer"), tr("Nothing is sent to %1 without https.").arg(server.toDisplayString())};
    const bool secure = server.scheme() == u"https";
    if (secure && !m_tls)
        m_tls.emplace(tlsConfiguration(m_identity));
    if (secure && !m_tls->ok())
        return m_tls->error();
    if (const Result<QNetworkProxy> proxy = proxyOf(m_identity.proxy); !proxy.ok())
        return proxy.error();
    QString prefix = server.path(QUrl::FullyEncoded);
    if (prefix.endsWith(u'/'))
        prefix.chop(1);
    const QString target = prefix + QString::fromLatin1(request.path);
    QUrl url(server.scheme() + u"://" + server.authority(QUrl::FullyEncoded | QUrl::RemoveUserInfo) + target, QUrl::StrictMode);
    const QString sent = url.path(QUrl::FullyEncoded) + (url.hasQuery() ? u'?' + url.query(QUrl::FullyEncoded) : QString());
    if (!url.isValid() || !request.path.startsWith('/') || url.adjusted(QUrl::NormalizePathSegments) != url || sent != target)
        return Error{ErrorKind::Internal, QStringLiteral("unsafePath"), tr("The path of the request would be changed on its way.")};
    prepared->setUrl(url);
    if (secure)
        prepared->setSslConfiguration(**m_tls);
    if (!m_identity.tlsServerName.isEmpty())
        prepared->setPeerVerifyName(m_identity.tlsServerName);
    prepared->setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared->setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared->setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared->setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared->setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared->setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared->setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    HttpHeaders headers = request.headers;
    const bool hasEncoding = std::any_of(headers.cbegin(), headers.cend(), [](const HttpHeader &h) { return h.first == "Accept-Encoding"; });
    if (!m_identity.compression && !hasEncoding)
        headers.append(HttpHeader{"Accept-Encoding", "identity"});
    for (const HttpHeader &header : headers) {
        if (!isSafeHeader(header))
            return Error{ErrorKind::Internal, QStringLiteral("unsafeHeader"), tr("A header of the request is not printable ASCII.")};
        // Qt keeps one value per name. A repeated header (impersonated groups) travels inside the first value; all parts passed the check
        // above, and a Qt that would drop it is noticed here.
        const QByteArray earlier = prepared->rawHeader(header.first);
        const QByteArray value = earlier.isEmpty() ? header.second : earlier + "\r\n" + header.first + ": " + header.second;
        prepared->setRawHeader(header.first, value);
        if (prepared->rawHeader(header.first) != value)
            return Error{ErrorKind::Internal, QStringLiteral("unsafeHeader"), tr("A repeated header cannot be sent.")};
    }
    return std::nullopt;
}

QPointer<ReplyReader> HttpClient::send(const HttpRequest &request, Callback callback)
{
    QNetworkRequest prepared;
    std::optional<Error> error = prepare(request, &prepared);
    if (!error && request.method != "GET" && request.method != "HEAD" && request.method != "POST")
        error = Error{ErrorKind::Internal, QStringLiteral("unsafeMethod"), tr("Only MutationTransport may send this.")};
    if (error) {
        QTimer::singleShot(0, this, [callback = std::move(callback), error] {
            HttpResponse response;
            response.error = error;
            callback(response);
        });
        return {};
    }
    Manager *manager = managerFor(false);
    QNetworkReply *reply = request.method == "GET" ? manager->nam.get(prepared) : request.method == "HEAD" ? manager->nam.head(prepared) : manager->nam.post(prepared, request.body);
    auto *reader = new ReplyReader(reply, m_identity, request.bodyLimit, request.deadlineMs, false);
    reader->setParent(this);
    ++manager->active;
    connect(reader, &ReplyReader::finished, this, [this, manager, callback = std::move(callback)](const HttpResponse &response) {
        if (response.cancelReason == CancelReason::Deadline || response.cancelReason == CancelReason::Certificate)
            manager->retired = true;
        release(manager);
        callback(response);
    });
    return reader;
}

std::unique_ptr<HttpStream> HttpClient::open(const HttpRequest &request)
{
    auto stream = std::make_unique<HttpStream>();
    QNetworkRequest prepared;
    if (const std::optional<Error> error = prepare(request, &prepared)) {
        HttpResponse response;
        response.error = error;
        QTimer::singleShot(0, stream.get(), [raw = stream.get(), response] { raw->end(response); });
        return stream;
    }
    Manager *manager = managerFor(true);
    auto *reader = new ReplyReader(manager->nam.get(prepared), m_identity, streamErrorBodyLimit, 0, true);
    reader->setParent(this);
    ++manager->active;
    stream->attach(reader);
    connect(reader, &ReplyReader::finished, this, [this, manager](const HttpResponse &response) {
        manager->retired = manager->retired || response.cancelReason == CancelReason::Idle;
        release(manager);
    });
    return stream;
}

} // namespace maestro
