// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/truststore.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace maestro {

namespace {

constexpr int formatVersion = 1;

Error corrupt(const QString &file, const QString &why)
{
    return {ErrorKind::BadInput, QStringLiteral("trustFile"), QCoreApplication::translate("Config", "the trust decisions cannot be read: %1: %2").arg(file, why),
            QCoreApplication::translate("Config", "Move the file away and allow the plugins again with `maestro trust add USER`."), SourcePlace{file}};
}

std::optional<QStringList> stringsOf(const QJsonValue &value)
{
    if (!value.isArray())
        return std::nullopt;
    QStringList list;
    for (const QJsonValue item : value.toArray()) {
        if (!item.isString())
            return std::nullopt;
        list.append(item.toString());
    }
    return list;
}

std::optional<TrustedPlugin> pluginOf(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    const auto arguments = stringsOf(object.value(QLatin1String("arguments")));
    const auto names = stringsOf(object.value(QLatin1String("environment")));
    for (const char *key : {"user", "command", "sha256", "since"})
        if (!object.value(QLatin1String(key)).isString())
            return std::nullopt;
    if (!arguments || !names)
        return std::nullopt;
    return TrustedPlugin{{object.value(QLatin1String("user")).toString(), object.value(QLatin1String("command")).toString(), *arguments,
                          *names, object.value(QLatin1String("sha256")).toString()},
                         QDateTime::fromString(object.value(QLatin1String("since")).toString(), Qt::ISODateWithMs)};
}

QByteArray bytesOf(const QList<TrustedPlugin> &plugins)
{
    QJsonArray items;
    for (const TrustedPlugin &p : plugins)
        items.append(QJsonObject{{QStringLiteral("user"), p.identity.user},
                                 {QStringLiteral("command"), p.identity.command},
                                 {QStringLiteral("arguments"), QJsonArray::fromStringList(p.identity.arguments)},
                                 {QStringLiteral("environment"), QJsonArray::fromStringList(p.identity.environmentNames)},
                                 {QStringLiteral("sha256"), p.identity.sha256},
                                 {QStringLiteral("since"), p.since.toUTC().toString(Qt::ISODateWithMs)}});
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), formatVersion}, {QStringLiteral("plugins"), items}}).toJson();
}

} // namespace

TrustStore::TrustStore(QString file)
    : m_file(std::move(file))
{
}

Result<QList<TrustedPlugin>> TrustStore::list() const
{
    const auto content = readPrivateFile(m_file);
    if (!content)
        return content.error();
    if (!content->has_value())
        return QList<TrustedPlugin>();
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(**content, &problem);
    if (problem.error != QJsonParseError::NoError)
        return corrupt(m_file, problem.errorString());
    if (document.object().value(QLatin1String("version")).toInt() != formatVersion)
        return corrupt(m_file, QCoreApplication::translate("Config", "unknown version"));
    if (!document.object().value(QLatin1String("plugins")).isArray())
        return corrupt(m_file, QCoreApplication::translate("Config", "no list of plugins"));
    QList<TrustedPlugin> plugins;
    for (const QJsonValue item : document.object().value(QLatin1String("plugins")).toArray()) {
        const auto plugin = pluginOf(item);
        if (!plugin)
            return corrupt(m_file, QCoreApplication::translate("Config", "entry %1 is not complete").arg(plugins.size() + 1));
        plugins.append(*plugin);
    }
    return plugins;
}

Result<bool> TrustStore::isTrusted(const PluginFingerprint &plugin) const
{
    const auto plugins = list();
    if (!plugins)
        return plugins.error();
    return std::any_of(plugins->begin(), plugins->end(), [&](const TrustedPlugin &p) { return p.identity == plugin; });
}

Result<Done> TrustStore::allow(const PluginFingerprint &plugin, const QDateTime &nowUtc)
{
    static const QRegularExpression hash(QStringLiteral("^[0-9a-f]{64}$"));
    if (plugin.user.isEmpty() || !QDir::isAbsolutePath(plugin.command) || !hash.match(plugin.sha256).hasMatch())
        return Error{ErrorKind::BadInput, QStringLiteral("pluginIdentity"),
                     QCoreApplication::translate("Config", "a plugin is allowed by user, absolute path and SHA-256 of its file; one of them is missing"), {}, {}};
    const auto lock = PrivateFileLock::take(m_file);
    if (!lock)
        return lock.error();
    auto plugins = list();
    if (!plugins)
        return plugins.error();
    plugins.value().removeIf([&](const TrustedPlugin &p) {
        return p.identity.user == plugin.user && p.identity.command == plugin.command;
    });
    plugins.value().append({plugin, nowUtc});
    return writePrivateFile(m_file, bytesOf(*plugins));
}

Result<int> TrustStore::remove(const QString &user)
{
    const auto lock = PrivateFileLock::take(m_file);
    if (!lock)
        return lock.error();
    auto plugins = list();
    if (!plugins)
        return plugins.error();
    const int removed = int(plugins.value().removeIf([&](const TrustedPlugin &p) { return p.identity.user == user; }));
    if (removed > 0)
        if (const auto written = writePrivateFile(m_file, bytesOf(*plugins)); !written)
            return written.error();
    return removed;
}

} // namespace maestro
