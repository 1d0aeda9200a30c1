// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/registrylookup.h"

#include "config/secretstore.h"
#include "domain/desk/deskcall.h"
#include "net/httpclient.h"
#include "net/tlsconfig.h"
#include "services/endpoints/endpointsender.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

namespace maestro {

namespace {

constexpr qint64 tokenLimit = 64 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

HttpRequest manifestRequest(const QString &repository, const QString &tag)
{
    HttpRequest request;
    request.path = QStringLiteral("/v2/%1/manifests/%2").arg(repository, tag).toUtf8();
    request.headers = remoteHeaders();
    request.headers.append(HttpHeader {"Accept", "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
                                                 "application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json"});
    request.bodyLimit = 4 * 1024 * 1024;
    return request;
}

/// What came of a question; without a response `message` says why.
struct Reply
{
    std::optional<HttpResponse> response;
    QString message;
};

QString statusText(const HttpResponse &response)
{
    return response.error ? response.error->message : Words::tr("The registry answered HTTP %1.").arg(response.status.value_or(0));
}

TagAnswer answerOf(const Reply &reply)
{
    if (!reply.response)
        return {TagAnswer::State::Unknown, {}, reply.message};
    const HttpResponse &response = *reply.response;
    if (!response.error && response.status == 200)
        return {TagAnswer::State::There, QString::fromLatin1(response.header("docker-content-digest")).left(100), {}};
    if (!response.error && response.status == 404)
        return {TagAnswer::State::Missing, {}, {}};
    return {TagAnswer::State::Unknown, {}, statusText(response)};
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port(443) == b.port(443);
}

/// One question with its token; owns its clients and itself.
class RegistryQuestion : public QObject
{
public:
    RegistryQuestion(std::shared_ptr<RemoteReader> registry, HttpRequest request, SecretStore *secrets, QObject *owner, Callback<Reply> done)
        : QObject(owner)
        , m_registry(std::move(registry))
        , m_request(std::move(request))
        , m_secrets(secrets)
        , m_done(std::move(done))
    {
    }

    void begin()
    {
        m_registry->ask(m_request, whileAlive(this, [this](const HttpResponse &response) {
            const QMap<QString, QString> challenge = bearerChallenge(response.header("www-authenticate"));
            if (response.status == 401 && challenge.contains(QStringLiteral("realm")))
                return askForToken(challenge);
            finish({response, {}});
        }));
    }

private:
    void askForToken(const QMap<QString, QString> &challenge)
    {
        const QUrl realm(challenge.value(QStringLiteral("realm")), QUrl::StrictMode);
        const QUrl own(m_registry->endpoint().url);
        ServerIdentity identity;
        identity.server = realm.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
        if (!realm.isValid() || realm.host().isEmpty() || !realm.userInfo().isEmpty() || !isSecureEnough(identity))
            return finish({std::nullopt, Words::tr("The registry sends us to %1 for a token, where it is not safe to go.").arg(realm.toString(QUrl::RemoveUserInfo).left(200))});
        QUrlQuery query(realm);
        for (const QString &name : {QStringLiteral("service"), QStringLiteral("scope")})
            if (challenge.contains(name))
                query.addQueryItem(name, challenge.value(name));
        HttpRequest request;
        request.path = (realm.path(QUrl::FullyEncoded) + u'?' + query.toString(QUrl::FullyEncoded)).toUtf8();
        request.headers = remoteHeaders();
        request.bodyLimit = tokenLimit;
        const auto told = [this](const HttpResponse &response) { tokenCame(response); };
        if (sameOrigin(realm, own))
            return m_registry->ask(request, whileAlive(this, told));
        m_stranger = std::make_unique<HttpClient>(identity);
        m_stranger->send(request, told);
    }

    void tokenCame(const HttpResponse &response)
    {
        const QJsonObject object = QJsonDocument::fromJson(response.body).object();
        const QByteArray token = object.value(QStringLiteral("token")).toString(object.value(QStringLiteral("access_token")).toString()).toUtf8();
        if (response.status != 200 || token.isEmpty() || !isSafeHeader({"Authorization", "Bearer " + token}))
            return finish({std::nullopt, Words::tr("The registry gave no token.")});
        Endpoint bare = m_registry->endpoint(); // the token stands in for our credentials
        bare.token.clear();
        bare.username.clear();
        bare.password.clear();
        resolveEndpoint(bare, m_secrets, whileAlive(this, [this, token](const Result<EndpointAccess> &who) {
            if (!who)
                return finish({std::nullopt, who.error().message});
            m_bearer = std::make_unique<HttpClient>(who->identity);
            HttpRequest again = m_request;
            again.headers.append(HttpHeader {"Authorization", "Bearer " + token});
            m_bearer->send(again, [this](const HttpResponse &answer) { finish({answer, {}}); });
        }));
    }

    void finish(const Reply &reply)
    {
        m_done(reply);
        deleteLater();
    }

    std::shared_ptr<RemoteReader> m_registry;
    HttpRequest m_request;
    SecretStore *m_secrets;
    Callback<Reply> m_done;
    std::unique_ptr<HttpClient> m_stranger;
    std::unique_ptr<HttpClient> m_bearer;
};

/// The path of the next page, where the answer names one of the same list; relative or at the registry itself. Empty: there is none.
QString nextPage(const HttpResponse &response, const QUrl &registry, const QString &list)
{
    static const QRegularExpression link(QStringLiteral("<([^<>\\s]{1,2000})>\\s*;[^,]*\\brel=\"?next\"?"));
    const QRegularExpressionMatch found = link.match(QString::fromLatin1(response.header("link").left(4096)));
    const QUrl next = found.hasMatch() ? registry.resolved(QUrl(found.captured(1), QUrl::StrictMode)) : QUrl();
    if (!next.isValid() || !sameOrigin(next, registry) || !next.userInfo().isEmpty() || next.path() != list || !next.hasQuery())
        return {};
    return next.path(QUrl::FullyEncoded) + u'?' + next.query(QUrl::FullyEncoded);
}

/// All pages of a list of tags, one after the other; owns itself.
class TagPages : public QObject
{
public:
    TagPages(std::shared_ptr<RemoteReader> registry, const QString &repository, SecretStore *secrets, QObject *owner, Callback<TagList> done)
        : QObject(owner)
        , m_registry(std::move(registry))
        , m_list(QStringLiteral("/v2/%1/tags/list").arg(repository))
        , m_secrets(secrets)
        , m_done(std::move(done))
    {
    }

    void ask(const QString &path)
    {
        HttpRequest request;
        request.path = path.toUtf8();
        request.headers = remoteHeaders();
        request.bodyLimit = 2 * 1024 * 1024;
        (new RegistryQuestion(m_registry, request, m_secrets, this, [this](const Reply &reply) { take(reply); }))->begin();
    }
    QString firstPage() const { return m_list + QStringLiteral("?n=1000"); }

private:
    static constexpr int mostPages = 10;

    void take(const Reply &reply)
    {
        if (!reply.response)
            return finish(reply.message);
        const HttpResponse &response = *reply.response;
        if (response.error || response.status != 200)
            return finish(response.status == 404 ? Words::tr("The registry does not know %1.").arg(m_list.section(u'/', 2, -3)) : statusText(response));
        const QJsonValue tags = QJsonDocument::fromJson(response.body).object().value(QStringLiteral("tags"));
        if (!tags.isArray() && !tags.isNull()) // null: a repository without tags
            return finish(Words::tr("The registry's answer is no list of tags."));
        for (const QJsonValue &tag : tags.toArray())
            if (isTag(tag.toString()))
                m_told.tags.append(tag.toString());
        const QString next = nextPage(response, QUrl(m_registry->endpoint().url), m_list);
        if (next.isEmpty() || ++m_pages == mostPages) {
            m_told.complete = response.header("link").isEmpty();
            return finish({});
        }
        ask(next);
    }

    void finish(const QString &problem)
    {
        m_told.problem = problem;
        m_told.complete = m_told.complete && problem.isEmpty();
        m_done(m_told);
        deleteLater();
    }

    std::shared_ptr<RemoteReader> m_registry;
    QString m_list;
    SecretStore *m_secrets;
    Callback<TagList> m_done;
    TagList m_told;
    int m_pages = 0;
};

} // namespace

QString registryOf(const QString &image)
{
    const QString first = image.section(u'/', 0, 0);
    const bool named = image.contains(u'/') && (first.contains(u'.') || first.contains(u':') || first == QLatin1String("localhost"));
    return named ? first.toLower() : QStringLiteral("docker.io");
}

bool isRegistryOf(const Endpoint &endpoint, const QString &image)
{
    static const QStringList hub {QStringLiteral("docker.io"), QStringLiteral("index.docker.io"), QStringLiteral("registry-1.docker.io")};
    const QUrl url(endpoint.url);
    const auto same = [&image](const QString &name) { return name == registryOf(image) || (hub.contains(name) && hub.contains(registryOf(image))); };
    if (!endpoint.serves.isEmpty())
        return same(endpoint.serves.toLower());
    if (endpoint.viaServiceProxy || url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback())
        return true;
    const int usual = url.scheme() == QLatin1String("https") ? 443 : 80;
    const QString named = QStringLiteral("%1:%2").arg(url.host()).arg(url.port(usual));
    return same(named) || (url.port(usual) == usual && same(url.host()));
}

QString repositoryOf(const QString &image)
{
    static const QRegularExpression good(QStringLiteral("\\A[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\\z"));
    QStringList parts = image.section(u'@', 0, 0).split(u'/');
    if (parts.size() > 1 && (parts.first().contains(u'.') || parts.first().contains(u':') || parts.first() == QLatin1String("localhost")))
        parts.removeFirst();
    parts.last() = parts.last().section(u':', 0, 0);
    const QString name = parts.join(u'/');
    return good.match(name).hasMatch() ? name : QString();
}

QMap<QString, QString> bearerChallenge(const QByteArray &header)
{
    static const QRegularExpression pair(QStringLiteral("([A-Za-z_]+)\\s*=\\s*\"([^\"]*)\""));
    const QString text = QString::fromLatin1(header.left(4096)).trimmed();
    QMap<QString, QString> out;
    if (text.startsWith(QLatin1String("bearer "), Qt::CaseInsensitive))
        for (auto matches = pair.globalMatch(text); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            out.insert(match.captured(1).toLower(), match.captured(2));
        }
    return out;
}

void lookUpTag(const std::shared_ptr<RemoteReader> &registry, const QString &repository, const QString &tag, SecretStore *secrets, QObject *owner, Callback<TagAnswer> done)
{
    (new RegistryQuestion(registry, manifestRequest(repository, tag), secrets, owner, [done = std::move(done)](const Reply &reply) { done(answerOf(reply)); }))->begin();
}

void listTags(const std::shared_ptr<RemoteReader> &registry, const QString &repository, SecretStore *secrets, QObject *owner, Callback<TagList> done)
{
    auto *pages = new TagPages(registry, repository, secrets, owner, std::move(done));
    pages->ask(pages->firstPage());
}

} // namespace maestro
