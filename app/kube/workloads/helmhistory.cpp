// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/helmhistory.h"

#include "kube/api/resourcepath.h"
#include "kube/workloads/helmreleasedecoder.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace maestro {

namespace {

QJsonObject at(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toObject();
}

QString textAt(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

/// A number in YAML becomes a number in JSON: 1.5 is a tag too.
QString tagOfValues(const QJsonObject &values)
{
    const QJsonValue tag = at(values, "image").value(QStringLiteral("tag"));
    return tag.isDouble() ? QString::number(tag.toDouble(), 'g', 15) : tag.toString();
}

HelmRevision revisionOf(const QJsonObject &secret)
{
    const QJsonObject meta = at(secret, "metadata");
    const QJsonObject labels = at(meta, "labels");
    HelmRevision out;
    out.release = textAt(labels, "name");
    out.ns = textAt(meta, "namespace");
    out.number = textAt(labels, "version").toInt();
    out.status = textAt(labels, "status");
    const std::optional<QByteArray> json = helmReleaseJson(textAt(at(secret, "data"), "release").toLatin1());
    const QJsonObject release = json ? QJsonDocument::fromJson(*json).object() : QJsonObject();
    const QJsonObject chart = at(at(release, "chart"), "metadata");
    const QJsonObject info = at(release, "info");
    out.readable = !chart.isEmpty() && release.value(QStringLiteral("version")).toInt() == out.number;
    out.chart = textAt(chart, "name");
    out.chartVersion = textAt(chart, "version");
    out.appVersion = textAt(chart, "appVersion");
    out.imageTag = tagOfValues(at(release, "config"));
    if (out.imageTag.isEmpty())
        out.imageTag = tagOfValues(at(at(release, "chart"), "values"));
    out.description = textAt(info, "description");
    out.at = QDateTime::fromString(textAt(info, "last_deployed"), Qt::ISODateWithMs).toUTC();
    return out;
}

} // namespace

Result<QString> helmHistoryPath(const QString &ns, const QString &release)
{
    if (!isPathSegment(release))
        return Error {ErrorKind::BadInput, QStringLiteral("invalidName"), QCoreApplication::translate("Kube", "%1 is no name of a Helm release").arg(release.left(80))};
    const Result<QString> path = resourcePath(ResourceType::secrets(), ns);
    if (!path)
        return path;
    return QString(*path + QStringLiteral("?fieldSelector=type%3Dhelm.sh%2Frelease.v1&labelSelector=owner%3Dhelm%2Cname%3D") + release);
}

Result<HelmRevisions> decodeHelmHistory(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject() || !document.object().value(QStringLiteral("items")).isArray())
        return Error {ErrorKind::Internal, QStringLiteral("badList"), QCoreApplication::translate("Kube", "the list of Helm's records cannot be read")};
    HelmRevisions history;
    for (const QJsonValue &item : document.object().value(QStringLiteral("items")).toArray()) {
        const QJsonObject secret = item.toObject();
        const bool helm = textAt(secret, "type") == QLatin1String("helm.sh/release.v1") || !secret.contains(QStringLiteral("type"));
        if (const HelmRevision revision = revisionOf(secret); helm && revision.number > 0)
            history.append(revision);
    }
    std::sort(history.begin(), history.end(), [](const HelmRevision &a, const HelmRevision &b) { return a.number > b.number; });
    return history;
}

} // namespace maestro
