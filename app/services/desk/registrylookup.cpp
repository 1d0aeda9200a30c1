// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/registrylookup.h"

#include "config/secretstore.h"
#include "net/httpclient.h"
#include "net/tlsconfig.h"
#include "services/endpoints/endpointsender.h"

#include <QCoreApplication>
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

HttpRequest manifestRequest(const QString &repository, const QString &tag, const QByteArray &token = {})
{
    HttpRequest request;
    request.path = QStringLiteral("/v2/%1/manifests/%2").arg(repository, tag).toUtf8();
    request.headers = remoteHeaders();
    request.headers.append(HttpHeader {"Accept", "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
                                                 "application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json"});
    if (!token.isEmpty())
        request.headers.append(HttpHeader {"Authorization", "Bearer " + token});
    request.bodyLimit = 4 * 1024 * 1024;
    return request;
}

TagAnswer answerOf(const HttpResponse &response)
{
    if (response.error)
        return {TagAnswer::State::Unknown, {}, response.error->message};
    if (response.status == 200)
        return {TagAnswer::State::There, QString::fromLatin1(response.header("docker-content-digest")).left(100), {}};
    if (response.status == 404)
        return {TagAnswer::State::Missing, {}, {}};
    return {TagAnswer::State::Unknown, {}, Words::tr("The registry answered HTTP %1.").arg(response.status.value_or(0))};
}

bool sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host() && a.port(443) == b.port(443);
}

/// One question with its token; owns its clients and itself.
class TagLookup : public QObject
{
public:
    TagLookup(std::shared_ptr<RemoteReader> registry, QString repository, QString tag, SecretStore *secrets, QObject *owner, Callback<TagAnswer> done)
        : QObject(owner)
        , m_registry(std::move(registry))
        , m_repository(std::move(repository))
        , m_tag(std::move(tag))
        , m_secrets(secrets)
        , m_done(std::move(done))
    {
    }

    void begin()
    {
        m_registry->ask(manifestRequest(m_repository, m_tag), whileAlive(this, [this](const HttpResponse &response) {
            const QMap<QString, QString> challenge = bearerChallenge(response.header("www-authenticate"));
            if (response.status == 401 && challenge.contains(QStringLiteral("realm")))
                return askForToken(challenge);
            finish(answerOf(response));
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
            return finish({TagAnswer::State::Unknown, {}, Words::tr("The registry sends us to %1 for a token, where it is not safe to go.").arg(realm.toString(QUrl::RemoveUserInfo).left(200))});
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
            return finish({TagAnswer::State::Unknown, {}, Words::tr("The registry gave no token.")});
        Endpoint bare = m_registry->endpoint(); // the token stands in for our credentials
        bare.token.clear();
        bare.username.clear();
        bare.password.clear();
        resolveEndpoint(bare, m_secrets, whileAlive(this, [this, token](const Result<EndpointAccess> &who) {
            if (!who)
                return finish({TagAnswer::State::Unknown, {}, who.error().message});
            m_bearer = std::make_unique<HttpClient>(who->identity);
            m_bearer->send(manifestRequest(m_repository, m_tag, token), [this](const HttpResponse &answer) { finish(answerOf(answer)); });
        }));
    }

    void finish(const TagAnswer &answer)
    {
        m_done(answer);
        deleteLater();
    }

    std::shared_ptr<RemoteReader> m_registry;
    QString m_repository;
    QString m_tag;
    SecretStore *m_secrets;
    Callback<TagAnswer> m_done;
    std::unique_ptr<HttpClient> m_stranger;
    std::unique_ptr<HttpClient> m_bearer;
};

} // namespace

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
    (new TagLookup(registry, repository, tag, secrets, owner, std::move(done)))->begin();
}

} // namespace maestro
