// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QUrlQuery>

namespace maestro::sandbox {

struct HttpRequest
{
    QByteArray method;
    /// Percent-decoded.
    QString path;
    QUrlQuery query;
    /// Names in lower case; repeated headers joined by a comma.
    QHash<QByteArray, QByteArray> headers;
    QByteArray body;

    QByteArray header(const char *name) const { return headers.value(QByteArray(name)); }
    QString parameter(const QString &name) const { return query.queryItemValue(name, QUrl::FullyDecoded); }
    bool wants(const QString &name) const { return parameter(name) == u"true" || parameter(name) == u"1"; }
};

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

} // namespace maestro::sandbox
