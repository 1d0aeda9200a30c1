// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartexport.h"

#include <QUrlQuery>

namespace maestro {

QUrl prometheusGraph(const QString &source, const QString &expression, qint64 fromMs, qint64 toMs)
{
    QUrl url(source, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return {};
    url.setUserInfo({});
    url.setFragment({});
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + QStringLiteral("/graph"));
    QByteArray query = "g0.expr=" + QUrl::toPercentEncoding(expression) + "&g0.tab=0";
    if (toMs > fromMs)
        query += "&g0.range_input=" + QByteArray::number(std::max<qint64>(1, (toMs - fromMs) / 1000)) + "s&g0.end_input="
            + QUrl::toPercentEncoding(QDateTime::fromMSecsSinceEpoch(toMs, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")));
    url.setQuery(QString::fromLatin1(query), QUrl::StrictMode);
    return url;
}

} // namespace maestro
