// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/mutationverdict.h"

#include "kube/api/statuserror.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::KubeClient)
};

/// Answers that come before or instead of the write.
bool provesRefusal(int status)
{
    static constexpr int refusals[] = {400, 401, 403, 404, 405, 406, 409, 410, 411, 413, 414, 415, 422, 429, 431};
    return std::find(std::begin(refusals), std::end(refusals), status) != std::end(refusals)
        || (status >= 300 && status < 400 && status != 303);
}

QStringList warningsOf(const MutationReply &reply)
{
    static const QRegularExpression shape(QStringLiteral("^299 \\S+ \"(.*)\"$"));
    QStringList warnings;
    qsizetype total = 0;
    for (const QByteArray &value : reply.headerValues("warning")) {
        const auto match = shape.match(QString::fromUtf8(value));
        QString text = match.captured(1).replace(QStringLiteral("\\\""), QStringLiteral("\"")).replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
        text = plainExcerpt(text.toUtf8());
        total += text.size();
        if (match.hasMatch() && total <= 4096 && !warnings.contains(text))
            warnings.append(text);
    }
    return warnings;
}

Error unknownOutcome(const QString &subject, const QString &code, const QString &why)
{
    return {ErrorKind::UnknownOutcome, code, Words::tr("%1: the request was sent, and whether it was carried out is unknown: %2").arg(subject, why)};
}

} // namespace

MutationResult mutationResult(const QString &subject, const QString &auditId, const MutationReply &reply)
{
    MutationResult result;
    result.httpStatus = reply.status;
    result.serverDate = reply.serverDate;
    result.warnings = warningsOf(reply);
    const QList<QByteArray> echoed = reply.headerValues("audit-id");
    result.auditId = echoed.isEmpty() ? auditId : plainExcerpt(echoed.first().left(128));
    if (reply.delivery == Delivery::NotSent || reply.delivery == Delivery::PartlySent) {
        result.verdict = WriteVerdict::NotSent;
        result.error = reply.error;
        if (result.error->kind != ErrorKind::BadInput && result.error->kind != ErrorKind::Refused)
            result.error->kind = ErrorKind::Unreachable;
        result.error->message = Words::tr("%1: not sent: %2").arg(subject, result.error->message);
        result.error = withHint(*result.error);
        return result;
    }
    if (reply.delivery == Delivery::Lost) {
        result.verdict = WriteVerdict::Unknown;
        result.error = unknownOutcome(subject, reply.error->code, reply.error->message);
        return result;
    }
    const int status = *reply.status;
    if (status >= 200 && status < 300) {
        const QJsonObject object = QJsonDocument::fromJson(reply.body).object();
        const bool isStored = !object.value(u"metadata").toObject().value(u"uid").toString().isEmpty();
        if (isStored && object.value(u"kind").toString() != u"Status") {
            result.verdict = WriteVerdict::Accepted;
            result.body = reply.body;
            return result;
        }
        result.verdict = WriteVerdict::Unknown;
        result.error = unknownOutcome(subject, QStringLiteral("badAnswer"), Words::tr("the answer is not an object of Kubernetes"));
        return result;
    }
    const Error answer = errorOfAnswer(subject, status, reply.body, reply.headers);
    if (!provesRefusal(status)) {
        result.verdict = WriteVerdict::Unknown;
        result.error = unknownOutcome(subject, answer.code, answer.message);
        return result;
    }
    result.verdict = WriteVerdict::Refused;
    result.error = answer;
    if (answer.kind != ErrorKind::NotPermitted && answer.kind != ErrorKind::NotFound)
        result.error->kind = ErrorKind::Refused;
    return result;
}

} // namespace maestro
