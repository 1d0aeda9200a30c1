// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/healthprober.h"

#include "net/read/directsender.h"
#include "net/tlsconfig.h"
#include "services/endpoints/proxysender.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTimer>
#include <QUrl>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

constexpr qint64 bodyLimit = 64 * 1024;
constexpr int redirectsAtMost = 3;
constexpr int shownAtMost = 120;

QString originOf(const QUrl &url)
{
    return QStringLiteral("%1://%2:%3").arg(url.scheme(), url.host()).arg(url.port(url.scheme() == QLatin1String("https") ? 443 : 80));
}

enum class Encoded { No, Percent };

/// Of addresses with values percent-encoded, so that none can change host or path depth; nothing: a variable has no value.
std::optional<QString> filled(const QString &url, const HealthProber::Variables &variables, QString *missing, Encoded encoded = Encoded::Percent)
{
    static const QRegularExpression name(QStringLiteral("\\{\\{\\s*([A-Za-z0-9_.-]+)\\s*\\}\\}"));
    QString out;
    qsizetype at = 0;
    for (auto matches = name.globalMatch(url); matches.hasNext();) {
        const auto match = matches.next();
        const QString value = variables.value(match.captured(1));
        if (value.isEmpty()) {
            *missing = match.captured(1);
            return {};
        }
        out += QStringView(url).sliced(at, match.capturedStart() - at);
        out += encoded == Encoded::Percent ? QString::fromLatin1(QUrl::toPercentEncoding(value)) : value;
        at = match.capturedEnd();
    }
    return out + QStringView(url).sliced(at);
}

QString plain(const QJsonValue &value)
{
    return value.toVariant().toString();
}

/// What is otherwise than expected, first found; empty: nothing.
QString differenceIn(const QVariantMap &expected, const QJsonValue &found, const QString &path = {})
{
    if (!found.isObject())
        return path.isEmpty() ? Facts::tr("the answer is no JSON object") : Facts::tr("%1 is no object").arg(path);
    for (auto member = expected.cbegin(); member != expected.cend(); ++member) {
        const QString name = path.isEmpty() ? member.key() : path + u'.' + member.key();
        const QJsonValue value = found.toObject().value(member.key());
        if (member->typeId() == QMetaType::QVariantMap) {
            if (const QString inner = differenceIn(member->toMap(), value, name); !inner.isEmpty())
                return inner;
        } else if (value.isUndefined()) {
            return Facts::tr("%1 is missing").arg(name);
        } else if (value.isObject() || value.isArray() || value.isNull() || plain(value) != member->toString()) {
            return Facts::tr("%1 is %2, not %3").arg(name, value.isNull() ? QStringLiteral("null") : plain(value).left(shownAtMost), member->toString());
        }
    }
    return {};
}

/// The fault may be on our side of the line.
bool isOurs(const Error &error)
{
    static const QStringList codes{QStringLiteral("hostNotFound"), QStringLiteral("tlsFailed"), QStringLiteral("proxyFailed"), QStringLiteral("cancelled"),
                                   QStringLiteral("answerTooLarge")}; // it answered; we read no further
    return error.kind != ErrorKind::Unreachable || codes.contains(error.code);
}

/// The API server itself speaks, not the service behind it: whether the service is known to fail, and what is said.
std::optional<std::pair<bool, QString>> wordOfApiServer(const HttpResponse &response)
{
    const QJsonObject object = QJsonDocument::fromJson(response.body).object();
    if (object.value(QLatin1String("kind")) != QLatin1String("Status") || object.value(QLatin1String("apiVersion")) != QLatin1String("v1"))
        return {};
    const QString message = object.value(QLatin1String("message")).toString();
    const bool absent = response.status == 404 && object.value(QLatin1String("details")).toObject().value(QLatin1String("kind")) == QLatin1String("services");
    const bool unreached = message.startsWith(QLatin1String("no endpoints available")) || message.startsWith(QLatin1String("error trying to reach service"));
    return std::pair(absent || unreached, Facts::tr("the API server: %1").arg(message.left(shownAtMost)));
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

} // namespace

FactReading ProbeAnswer::reading(const QString &name) const
{
    FactReading fact;
    fact.name = name;
    if (ok)
        fact.value = *ok ? 1 : 0;
    fact.at = at;
    fact.source = url;
    fact.text = text;
    return fact;
}

ProbeAnswer judgedAnswer(const HealthProbe &probe, const HttpResponse &response)
{
    ProbeAnswer answer;
    answer.probe = probe;
    answer.status = response.status.value_or(0);
    const bool bodyMatters = !probe.json.isEmpty() || !probe.body.isEmpty();
    // Too large, or without a length as old servers answer: the status is there all the same.
    const bool tooLarge = response.cancelReason == CancelReason::TooLarge && !bodyMatters;
    const bool endless = response.status && response.error && response.error->code == QLatin1String("badAnswer");
    if (const auto said = probe.service.isEmpty() || response.error ? std::nullopt : wordOfApiServer(response)) {
        if (said->first)
            answer.ok = false;
        answer.text = said->second;
        return answer;
    }
    if (response.error && !tooLarge && !endless) {
        if (!isOurs(*response.error) && probe.service.isEmpty())
            answer.ok = false;
        answer.text = response.error->message;
        return answer;
    }
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    answer.version = document.object().value(QLatin1String("version")).toString().left(shownAtMost);
    if (answer.version.isEmpty())
        answer.version = QString::fromUtf8(response.header("x-version")).left(shownAtMost);
    const bool statusRight = probe.status ? answer.status == *probe.status : answer.status >= 200 && answer.status < 300;
    QString wrong;
    if (!statusRight)
        wrong = probe.status ? Facts::tr("HTTP %1, not %2").arg(answer.status).arg(*probe.status) : Facts::tr("HTTP %1").arg(answer.status);
    else if (!probe.json.isEmpty())
        wrong = differenceIn(probe.json, document.isObject() ? QJsonValue(document.object()) : QJsonValue());
    if (wrong.isEmpty() && !probe.body.isEmpty() && !response.body.contains(probe.body.toUtf8()))
        wrong = Facts::tr("the answer does not contain \"%1\"").arg(probe.body.left(shownAtMost));
    answer.ok = wrong.isEmpty();
    answer.text = wrong.isEmpty() ? Facts::tr("HTTP %1").arg(answer.status) : wrong;
    return answer;
}

struct HealthProber::Flight
{
    HealthProbe probe;
    QUrl url;
    HttpHeaders headers;
    QMap<QString, QString> ofPolicy; ///< those of the probe, filled in
    QDateTime at;
    qint64 startedMs = 0;
    int redirects = 0;
    std::shared_ptr<ProxySender> proxy; ///< null: the url is asked directly
    Done done;
};

HealthProber::HealthProber(const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

HealthProber::~HealthProber() = default;

void HealthProber::ask(const HealthProbe &probe, const Variables &variables, const HttpHeaders &extra, ClusterAccess *access, Done done)
{
    const auto flight = std::make_shared<Flight>();
    flight->probe = probe;
    flight->done = std::move(done);
    flight->at = m_clock->utcNow();
    flight->startedMs = m_clock->bootMs();
    QString problem = aim(flight, variables, access);
    flight->headers = {{"Accept", "application/json, */*"}, {"Cache-Control", "no-cache"}};
    for (auto header = probe.headers.cbegin(); header != probe.headers.cend(); ++header) {
        QString missing;
        const auto value = filled(*header, variables, &missing, Encoded::No);
        if (!value && problem.isEmpty())
            problem = Facts::tr("the header %1 asks for {{%2}}, which has no value here").arg(header.key(), missing);
        flight->ofPolicy.insert(header.key(), value.value_or(*header));
        flight->headers.append(HttpHeader{header.key().toUtf8(), value.value_or(*header).toUtf8()});
    }
    flight->headers += extra;
    if (problem.isEmpty() && !std::all_of(flight->headers.cbegin(), flight->headers.cend(), isSafeHeader))
        problem = Facts::tr("a header of the probe cannot be sent");
    if (problem.isEmpty())
        return send(flight);
    ProbeAnswer answer;
    answer.text = problem;
    QTimer::singleShot(0, this, [this, flight, answer] { finish(flight, answer); });
}

/// Where to ask; says what stands against it.
QString HealthProber::aim(const std::shared_ptr<Flight> &flight, const Variables &variables, ClusterAccess *access) const
{
    const HealthProbe &probe = flight->probe;
    QString missing;
    const auto fill = [&](const QString &text) { return missing.isEmpty() ? filled(text, variables, &missing).value_or(text) : text; };
    const QString where = fill(probe.service.isEmpty() ? probe.url : probe.service);
    flight->url = QUrl(where, QUrl::StrictMode);
    const QString path = probe.service.isEmpty() ? QString() : fill(probe.servicePath);
    const QString ns = probe.service.isEmpty() ? QString() : fill(probe.serviceNamespace.isEmpty() ? QStringLiteral("{{namespace}}") : probe.serviceNamespace);
    if (!missing.isEmpty())
        return Facts::tr("the address asks for {{%1}}, which has no value here").arg(missing);
    if (probe.service.isEmpty()) {
        const bool fine = flight->url.isValid() && !flight->url.host().isEmpty() && flight->url.userInfo().isEmpty() && flight->url.scheme().startsWith(QLatin1String("http"));
        return fine ? QString() : Facts::tr("the address is none that can be asked");
    }
    Endpoint endpoint;
    endpoint.ns = ns;
    endpoint.service = where.section(u':', 0, 0);
    endpoint.port = where.section(u':', 1);
    endpoint.scheme = probe.serviceTls ? QStringLiteral("https") : QString();
    flight->url = QUrl(path, QUrl::StrictMode);
    if (!isProxied(endpoint) || !flight->url.isValid() || !path.startsWith(u'/') || path.startsWith(QLatin1String("//")))
        return Facts::tr("the service is none that can be asked");
    if (!access)
        return Facts::tr("the cluster is not connected");
    flight->proxy = std::shared_ptr<ProxySender>(new ProxySender(endpoint, access->context(), [alive = QPointer<ClusterAccess>(access)] { return alive.data(); }),
                                                 [](ProxySender *sender) { sender->deleteLater(); });
    return {};
}

HttpSender *HealthProber::directSender(const Flight &flight)
{
    const QString origin = originOf(flight.url);
    const QByteArray trust = QCryptographicHash::hash(flight.probe.authorityPem, QCryptographicHash::Sha256).toHex();
    std::unique_ptr<HttpSender> &sender = m_senders[QStringLiteral("%1 %2 %3").arg(origin, QString::fromLatin1(trust), flight.probe.tlsServerName)];
    if (!sender) {
        ServerIdentity identity;
        identity.server = QUrl(origin);
        identity.caPem = flight.probe.authorityPem;
        identity.tlsServerName = flight.probe.tlsServerName;
        identity.proxy = proxyFromEnvironment(identity.server);
        identity.plainAllowed = true; // nothing secret is sent
        sender = std::make_unique<DirectSender>(identity);
    }
    return sender.get();
}

void HealthProber::send(const std::shared_ptr<Flight> &flight)
{
    HttpSender *sender = flight->proxy ? flight->proxy.get() : directSender(*flight);
    const qint64 spent = m_clock->bootMs() - flight->startedMs;
    HttpRequest request;
    request.method = flight->probe.method.toLatin1();
    request.path = flight->url.path(QUrl::FullyEncoded).toLatin1();
    if (request.path.isEmpty())
        request.path = "/";
    if (flight->url.hasQuery())
        request.path += '?' + flight->url.query(QUrl::FullyEncoded).toLatin1();
    request.headers = flight->headers;
    request.deadlineMs = int(std::max<qint64>(1, flight->probe.timeout.count() - spent));
    request.bodyLimit = bodyLimit;
    sender->send(request, whileAlive(this, [this, flight](const HttpResponse &response) { answered(flight, response); }));
}

void HealthProber::answered(const std::shared_ptr<Flight> &flight, const HttpResponse &response)
{
    const bool wanted = flight->probe.status && response.status == flight->probe.status;
    if (!response.error && response.status && isRedirect(*response.status) && !wanted && !flight->proxy) {
        const QUrl next = flight->url.resolved(QUrl(QString::fromLatin1(response.header("location"))));
        if (originOf(next) == originOf(flight->url) && next.userInfo().isEmpty() && ++flight->redirects <= redirectsAtMost) {
            flight->url = next;
            return send(flight);
        }
        ProbeAnswer answer = judgedAnswer(flight->probe, response);
        answer.ok = false;
        answer.text = Facts::tr("HTTP %1 to %2, not followed").arg(*response.status).arg(originOf(next).left(shownAtMost));
        return finish(flight, answer);
    }
    finish(flight, judgedAnswer(flight->probe, response));
}

void HealthProber::finish(const std::shared_ptr<Flight> &flight, ProbeAnswer answer)
{
    answer.probe = flight->probe;
    answer.headers = flight->ofPolicy;
    const QString proxied = flight->proxy ? flight->proxy->source() : QString();
    answer.url = proxied + flight->url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    answer.at = flight->at;
    answer.latencyMs = int(m_clock->bootMs() - flight->startedMs);
    if (answer.status > 0 && answer.ok)
        answer.text += answer.version.isEmpty() ? Facts::tr(" in %1 ms").arg(answer.latencyMs)
                                                : Facts::tr(" in %1 ms, version %2").arg(answer.latencyMs).arg(answer.version);
    const Done done = std::exchange(flight->done, {});
    if (done)
        done(answer);
}

} // namespace maestro
