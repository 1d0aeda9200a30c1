// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/statuserror.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::KubeClient)
};

struct Meaning
{
    ErrorKind kind;
    const char *code;
};

Meaning meaningOf(int status)
{
    switch (status) {
    case 401:
        return {ErrorKind::NotPermitted, "unauthorized"};
    case 403:
        return {ErrorKind::NotPermitted, "forbidden"};
    case 404:
        return {ErrorKind::NotFound, "notFound"};
    case 409:
        return {ErrorKind::Refused, "conflict"};
    case 410:
        return {ErrorKind::Unreachable, "expired"};
    case 422:
        return {ErrorKind::Refused, "invalid"};
    case 429:
        return {ErrorKind::Unreachable, "tooManyRequests"};
    case 504:
        return {ErrorKind::Unreachable, "timeout"};
    default:
        break;
    }
    if (status >= 500)
        return {ErrorKind::Unreachable, "serverError"};
    if (status >= 300 && status < 400)
        return {ErrorKind::Unreachable, "redirect"};
    return {ErrorKind::Internal, "badRequest"};
}

QString headerValue(const HttpHeaders &headers, const QByteArray &lowerName)
{
    for (const auto &[name, value] : headers) {
        if (name == lowerName)
            return QString::fromLatin1(value);
    }
    return {};
}

QString hintFor(const QString &code)
{
    if (code == u"unauthorized")
        return Words::tr("The credential was refused: renew it, or check the user of this context.");
    if (code == u"forbidden")
        return Words::tr("Ask for the missing permission, or use another context.");
    if (code == u"tooManyRequests")
        return Words::tr("The API server is overloaded; wait a moment.");
    if (code == u"serverError")
        return Words::tr("The API server has a problem of its own; wait a moment, or ask who runs it.");
    if (code == u"connectionRefused" || code == u"connectionLost" || code == u"hostNotFound" || code == u"proxyFailed")
        return Words::tr("Check that the server runs and can be reached from here: network, VPN, proxy, address in the kubeconfig.");
    if (code == u"timeout")
        return Words::tr("The server or the way to it is slow or stuck; try again.");
    if (code == u"tlsFailed")
        return Words::tr("Compare the certificate of the server with the authority and the server name in the kubeconfig.");
    if (code == u"redirect" || code == u"notKubernetes" || code == u"badAnswer" || code == u"answerTooLarge")
        return Words::tr("Something else may be answering in place of the API server, such as a proxy or a login page.");
    return {};
}

Error errorWithoutHint(const QString &subject, int status, const QByteArray &body, const HttpHeaders &headers)
{
    const Meaning meaning = meaningOf(status);
    Error error{meaning.kind, QString::fromLatin1(meaning.code), {}};
    if (error.code == u"redirect") {
        const QUrl target = QUrl(headerValue(headers, "location").left(200)).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
        error.message = Words::tr("%1: the server answered with HTTP %2, a redirect to %3, which is not followed.")
                            .arg(subject, QString::number(status), plainExcerpt(target.toString().toUtf8()));
        return error;
    }
    if (const std::optional<KubeStatus> known = KubeStatus::parse(body)) {
        const QString text = known->message.isEmpty() ? known->reason : known->message;
        error.message = Words::tr("%1: %2").arg(subject, plainExcerpt(text.toUtf8()));
        if (known->reason == u"Expired")
            error.code = QStringLiteral("expired");
        if (known->causeReasons.contains(QStringLiteral("ResourceVersionTooLarge")) || text.contains(u"Too large resource version"))
            error.code = QStringLiteral("versionTooLarge");
        return error;
    }
    if (status != 401 && status != 410 && status != 429) {
        error.code = QStringLiteral("notKubernetes");
        if (error.kind == ErrorKind::NotFound || error.kind == ErrorKind::Internal)
            error.kind = ErrorKind::Unreachable;
    }
    error.message = Words::tr("%1: HTTP %2, and the answer did not come from Kubernetes: %3").arg(subject, QString::number(status), plainExcerpt(body));
    return error;
}

} // namespace

std::optional<KubeStatus> KubeStatus::parse(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    if (object.value(u"kind").toString() != u"Status")
        return std::nullopt;
    KubeStatus status;
    status.reason = object.value(u"reason").toString();
    status.message = object.value(u"message").toString();
    status.code = object.value(u"code").toInt();
    const QJsonObject details = object.value(u"details").toObject();
    status.retryAfterSeconds = details.value(u"retryAfterSeconds").toInt(-1);
    const QJsonArray causes = details.value(u"causes").toArray();
    for (const QJsonValue &cause : causes) {
        status.causes.append(cause[u"message"].toString());
        status.causeReasons.append(cause[u"reason"].toString());
    }
    return status;
}

QString plainExcerpt(const QByteArray &body)
{
    QString text = QString::fromUtf8(body.left(2048)).simplified();
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c.category() == QChar::Other_Format; });
    return text.isEmpty() ? Words::tr("(empty)") : text;
}

int retryAfterMs(const HttpHeaders &headers)
{
    bool isNumber = false;
    const qlonglong seconds = headerValue(headers, "retry-after").toLongLong(&isNumber);
    return isNumber ? static_cast<int>(std::clamp<qlonglong>(seconds, 1, 120)) * 1000 : -1;
}

Error withHint(Error error)
{
    if (error.hint.isEmpty())
        error.hint = hintFor(error.code);
    return error;
}

Error errorOfAnswer(const QString &subject, int status, const QByteArray &body, const HttpHeaders &headers)
{
    return withHint(errorWithoutHint(subject, status, body, headers));
}

} // namespace maestro
