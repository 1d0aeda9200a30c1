// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/grafanasink.h"

#include "domain/operation/verb.h"

#include <QJsonArray>
#include <QUrl>

namespace maestro {

namespace {

constexpr qint64 newsMs = 24 * 3600'000LL; ///< a Grafana that is named today is not told of last year

bool isEnd(const JournalRecord &record)
{
    return (record.type == RecordType::Outcome || record.type == RecordType::Reconcile) && !record.object.isEmpty() && verbFromWord(record.verb);
}

} // namespace

QJsonObject grafanaAnnotation(const JournalRecord &end)
{
    const QString who = end.actor.server.isEmpty() ? end.actor.os : end.actor.server;
    QString text = QStringLiteral("%1 %2/%3: %4, by %5").arg(end.verb, end.object.ns, end.object.name, end.state, who);
    if (!end.reason.isEmpty())
        text += QStringLiteral(": ") + end.reason;
    QStringList tags{QStringLiteral("maestro"), end.verb, end.state, QStringLiteral("namespace:") + end.object.ns, QStringLiteral("service:") + end.object.name, QStringLiteral("action:") + end.id};
    if (const QString environment = end.details.value(QLatin1String("environment")).toString(); !environment.isEmpty())
        tags.append(QStringLiteral("environment:") + environment);
    return {{QStringLiteral("time"), end.at.toMSecsSinceEpoch()}, {QStringLiteral("tags"), QJsonArray::fromStringList(tags)}, {QStringLiteral("text"), text.toHtmlEscaped()}};
}

QByteArray grafanaLookup(const JournalRecord &end)
{
    const qint64 at = end.at.toMSecsSinceEpoch();
    return QStringLiteral("?type=annotation&limit=1&from=%1&to=%2&tags=%3&tags=%4").arg(at - 1).arg(at + 1).arg(QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("action:") + end.id)),
                                                                                                          QString::fromLatin1(QUrl::toPercentEncoding(end.state))).toLatin1();
}

Result<std::optional<AuditWebhook::Settings>> grafanaSettings(const Paths &paths, const Clock *clock, const std::function<EvidenceRules(const QString &policy)> &rules)
{
    const Result<AuditEndpoints> found = loadAuditEndpoints(paths.connectionsFile());
    if (!found)
        return found.error();
    if (!found->grafana)
        return std::optional<AuditWebhook::Settings>();
    AuditWebhook::Settings settings{*found->grafana, paths.state + QStringLiteral("/audit-grafana.json"), paths.state + QStringLiteral("/locks")};
    while (settings.endpoint.url.endsWith(u'/'))
        settings.endpoint.url.chop(1);
    settings.endpoint.url += QStringLiteral("/api/annotations");
    settings.name = QStringLiteral("audit-grafana");
    settings.wants = [clock, rules](const JournalRecord &record) {
        return isEnd(record) && record.at.msecsTo(clock->utcNow()) < newsMs && (!rules || rules(record.details.value(QLatin1String("policy")).toString()).annotateGrafana);
    };
    settings.body = grafanaAnnotation;
    settings.lookup = grafanaLookup;
    return std::optional(settings);
}

} // namespace maestro
