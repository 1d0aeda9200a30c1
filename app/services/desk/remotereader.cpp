// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/remotereader.h"

#include "domain/desk/deskcall.h"
#include "journal/redactor.h"
#include "services/endpoints/endpoints.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace maestro {

namespace {

constexpr qint64 answerLimit = 4 * 1024 * 1024;

QJsonValue completed(const QJsonValue &value, const DeskVariables &last)
{
    if (value.isString())
        return filled(value.toString(), last);
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject in = value.toObject();
        for (auto it = in.begin(); it != in.end(); ++it)
            out.insert(it.key(), completed(it.value(), last));
        return out;
    }
    return value;
}

ErrorKind kindOf(int status)
{
    return status == 404 ? ErrorKind::NotFound : status == 401 || status == 403 ? ErrorKind::NotPermitted : ErrorKind::Internal;
}

} // namespace

std::shared_ptr<RemoteReader> remoteReader(const Endpoints *endpoints, const Endpoint &endpoint, const QString &context)
{
    if (!endpoints || !endpoint.isSet())
        return nullptr;
    // Whoever asks may hold the last reference in the answer's callback, which the reader itself is calling.
    return {new RemoteReader(endpoint, endpoints->sender(endpoint, context)), [](RemoteReader *old) { old->deleteLater(); }};
}

HttpHeaders remoteHeaders()
{
    return {{"User-Agent", "maestro-console/" MAESTRO_VERSION}, {"X-GitHub-Api-Version", "2022-11-28"}};
}

bool isRemotePath(const QString &path)
{
    static const QRegularExpression good(QStringLiteral("\\A/[A-Za-z0-9._~%!$&'()*+,;=:@/?-]*\\z"));
    return good.match(path).hasMatch() && !path.startsWith(QLatin1String("//")) && !path.contains(QLatin1String("/.."));
}

QByteArray completedBody(const QByteArray &body, const QMap<QString, QString> &last)
{
    if (!body.contains("{{"))
        return body;
    return QJsonDocument(completed(QJsonDocument::fromJson(body).object(), last).toObject()).toJson(QJsonDocument::Compact);
}

RemoteReader::RemoteReader(Endpoint endpoint, std::unique_ptr<HttpSender> sender)
    : m_endpoint(std::move(endpoint))
    , m_sender(std::move(sender))
{
}

void RemoteReader::ask(const HttpRequest &request, Callback<HttpResponse> done)
{
    m_sender->send(request, whileAlive(this, std::move(done)));
}

void RemoteReader::get(const QString &path, Callback<Result<QJsonDocument>> done)
{
    HttpRequest request;
    request.path = path.toUtf8();
    request.headers = HttpHeaders {{"Accept", "application/json"}} + remoteHeaders();
    request.bodyLimit = answerLimit;
    ask(request, [this, path, done](const HttpResponse &response) {
        if (response.error)
            return done(*response.error);
        const QString where = source() + path.section(u'?', 0, 0);
        if (response.status != 200)
            return done(Error {kindOf(response.status.value_or(0)), QStringLiteral("remoteRefused"),
                               QCoreApplication::translate("Desk", "%1 answered HTTP %2: %3")
                                   .arg(where, QString::number(response.status.value_or(0)), displaySafe(scrubbed(QString::fromUtf8(response.body.left(300)).simplified())))});
        const QJsonDocument document = QJsonDocument::fromJson(response.body);
        if (document.isNull())
            return done(Error {ErrorKind::Internal, QStringLiteral("notJson"), QCoreApplication::translate("Desk", "%1 did not answer with JSON.").arg(where)});
        done(document);
    });
}

} // namespace maestro
