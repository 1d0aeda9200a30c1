// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/policylinks.h"

#include "domain/desk/deskcall.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Links
{
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

QString linkTo(const QString &url, const QMap<QString, QString> &names)
{
    QMap<QString, QString> encoded;
    for (auto it = names.cbegin(); it != names.cend(); ++it)
        encoded.insert(it.key(), QString::fromLatin1(QUrl::toPercentEncoding(it.value())));
    QStringList missing;
    const QUrl filledIn(filled(url, encoded, &missing), QUrl::StrictMode);
    const bool web = filledIn.scheme() == u"https" || filledIn.scheme() == u"http";
    return missing.isEmpty() && filledIn.isValid() && web && !filledIn.host().isEmpty() ? QString::fromLatin1(filledIn.toEncoded()) : QString();
}

} // namespace

QList<WebLink> policyLinks(const Policy &policy, const PolicyService &service, QMap<QString, QString> names, const QString &uid, const QDateTime &from, const QDateTime &to)
{
    const QMap<QString, QString> own = names;
    names = declaredVariables(policy.document.value(u"variables"_s).toMap());
    names.insert(own);
    names.insert({{u"service"_s, service.name}, {u"deployment_id"_s, uid}, {u"from"_s, QString::number(from.toMSecsSinceEpoch())}, {u"to"_s, QString::number(to.toMSecsSinceEpoch())}});
    QList<WebLink> found;
    const auto add = [&](const QString &title, const QString &url) {
        if (const QString link = linkTo(url, names); !link.isEmpty())
            found.append({title, link});
    };
    for (auto it = service.links.cbegin(); it != service.links.cend(); ++it)
        add(it.key() == u"log_url" ? Links::tr("logs") : it.key(), it.value());
    const QVariantList entries = policy.document.value(u"services"_s).toList();
    for (const QVariant &entry : entries)
        if (entry.toMap().value(u"name"_s) == service.name)
            for (const QVariant &one : entry.toMap().value(u"dashboards"_s).toList())
                add(one.toMap().value(u"title"_s).toString(), one.toMap().value(u"url"_s).toString());
    return found;
}

} // namespace maestro
