// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/lease/lease.h"

#include "kube/api/resourcepath.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

namespace {

constexpr qsizetype sizeLimit = 256 * 1024;

/// metav1.MicroTime wants exactly six digits.
QString microTime(const QDateTime &at)
{
    return at.toUTC().toString(QStringLiteral("yyyy-MM-dd'T'HH:mm:ss.zzz'000Z'"));
}

QDateTime timeOf(const QJsonObject &spec, QLatin1String field)
{
    return QDateTime::fromString(spec.value(field).toString(), Qt::ISODateWithMs);
}

} // namespace

Result<Lease> leaseOf(const QByteArray &body)
{
    const QJsonObject object = body.size() <= sizeLimit ? QJsonDocument::fromJson(body).object() : QJsonObject();
    const QJsonObject meta = object.value(QLatin1String("metadata")).toObject();
    const QJsonObject spec = object.value(QLatin1String("spec")).toObject();
    Lease lease {meta.value(QLatin1String("namespace")).toString(), meta.value(QLatin1String("name")).toString(),
                 meta.value(QLatin1String("resourceVersion")).toString(), spec.value(QLatin1String("holderIdentity")).toString(),
                 std::chrono::seconds(spec.value(QLatin1String("leaseDurationSeconds")).toInt()), timeOf(spec, QLatin1String("acquireTime")),
                 timeOf(spec, QLatin1String("renewTime")), spec.value(QLatin1String("leaseTransitions")).toInt()};
    if (object.value(QLatin1String("kind")).toString() != QLatin1String("Lease") || lease.resourceVersion.isEmpty())
        return Error {ErrorKind::Internal, QStringLiteral("badAnswer"), QCoreApplication::translate("Automation", "The server's answer is not a Lease.")};
    return lease;
}

Result<QString> leasePath(const QString &ns, const QString &name)
{
    return resourcePath({QStringLiteral("coordination.k8s.io"), QStringLiteral("v1"), QStringLiteral("leases")}, ns, name);
}

Result<PlannedRequest> leaseWrite(const Lease &lease)
{
    const bool create = lease.resourceVersion.isEmpty();
    const Result<QString> path = leasePath(lease.ns, create ? QString() : lease.name);
    if (!path)
        return path.error();
    QJsonObject meta {{QStringLiteral("namespace"), lease.ns}, {QStringLiteral("name"), lease.name}};
    if (!create)
        meta.insert(QStringLiteral("resourceVersion"), lease.resourceVersion);
    QJsonObject spec {{QStringLiteral("leaseDurationSeconds"), int(lease.duration.count())}, {QStringLiteral("leaseTransitions"), lease.transitions},
                      {QStringLiteral("acquireTime"), microTime(lease.acquiredAt)}, {QStringLiteral("renewTime"), microTime(lease.renewedAt)}};
    spec.insert(QStringLiteral("holderIdentity"), lease.holder);
    const QJsonObject object {{QStringLiteral("apiVersion"), QStringLiteral("coordination.k8s.io/v1")}, {QStringLiteral("kind"), QStringLiteral("Lease")},
                              {QStringLiteral("metadata"), meta}, {QStringLiteral("spec"), spec}};
    return PlannedRequest {create ? QStringLiteral("POST") : QStringLiteral("PUT"), *path + QStringLiteral("?fieldManager=maestro-console"),
                           QStringLiteral("application/json"), QJsonDocument(object).toJson(QJsonDocument::Compact)};
}

} // namespace maestro
