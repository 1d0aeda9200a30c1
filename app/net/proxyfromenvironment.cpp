// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tlsconfig.h"

#include <QHostAddress>

namespace maestro {

namespace {

QString variable(const char *upper)
{
    const QString value = qEnvironmentVariable(upper);
    return value.isEmpty() ? qEnvironmentVariable(QByteArray(upper).toLower().constData()) : value;
}

bool bypasses(QString rule, const QUrl &server)
{
    rule = rule.trimmed().toLower();
    if (rule == u"*")
        return true;
    const QString host = server.host().toLower();
    const QHostAddress address(host);
    if (rule.contains(u'/')) {
        const auto subnet = QHostAddress::parseSubnet(rule);
        return !address.isNull() && subnet.second >= 0 && address.isInSubnet(subnet);
    }
    const qsizetype colon = rule.count(u':') == 1 ? rule.indexOf(u':') : -1;
    if (colon >= 0) {
        if (rule.mid(colon + 1).toInt() != server.port(server.scheme() == u"http" ? 80 : 443))
            return false;
        rule.truncate(colon);
    }
    if (!address.isNull())
        return QHostAddress(rule) == address;
    if (rule.startsWith(u"*."))
        rule.remove(0, 1);
    if (rule.startsWith(u'.'))
        return host.endsWith(rule);
    return !rule.isEmpty() && (host == rule || host.endsWith(u'.' + rule));
}

} // namespace

QUrl proxyFromEnvironment(const QUrl &server)
{
    if (isLoopback(server))
        return {};
    const QStringList rules = variable("NO_PROXY").split(u',', Qt::SkipEmptyParts);
    for (const QString &rule : rules) {
        if (bypasses(rule, server))
            return {};
    }
    const QString value = variable(server.scheme() == u"http" ? "HTTP_PROXY" : "HTTPS_PROXY").trimmed();
    if (value.isEmpty())
        return {};
    return QUrl(value.contains(u"://") ? value : u"http://" + value, QUrl::StrictMode);
}

} // namespace maestro
