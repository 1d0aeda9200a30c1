// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reference/grafanaboard.h"

#include <QRegularExpression>
#include <QUrl>

namespace maestro {

using namespace Qt::StringLiterals;

bool concerns(const GrafanaAnnotation &annotation, const ObjectRef &target)
{
    const auto fits = [&annotation](const QString &prefix, const QString &wanted) {
        const bool named = std::any_of(annotation.tags.cbegin(), annotation.tags.cend(), [&prefix](const QString &tag) { return tag.startsWith(prefix); });
        return !named || annotation.tags.contains(prefix + wanted);
    };
    return fits(u"service:"_s, target.name) && fits(u"namespace:"_s, target.ns);
}

QString boardUrl(const QString &root, const QString &uid, const QString &service, const QDateTime &from, const QDateTime &to)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_-]{1,64}\\z"_s);
    if (!form.match(uid).hasMatch())
        return {};
    QStringList query;
    if (from.isValid() && to.isValid())
        query.append(u"from=%1&to=%2"_s.arg(from.toMSecsSinceEpoch()).arg(to.toMSecsSinceEpoch()));
    if (!service.isEmpty())
        query.append(u"var-service="_s + QString::fromLatin1(QUrl::toPercentEncoding(service)));
    const QString base = root.endsWith(u'/') ? root.chopped(1) : root;
    return base + u"/d/"_s + uid + (query.isEmpty() ? QString() : QString(u'?' + query.join(u'&')));
}

} // namespace maestro
