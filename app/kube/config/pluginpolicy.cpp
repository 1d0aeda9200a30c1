// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/pluginpolicy.h"

#include "kube/config/yamltree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace maestro {

namespace {

constexpr qint64 sizeLimit = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::PluginPolicy)
};

/// The file, or an empty name.
QString preferences()
{
    const QString named = qEnvironmentVariable("KUBERC");
    if (named == u"off" || qEnvironmentVariable("KUBECTL_KUBERC").compare(u"false", Qt::CaseInsensitive) == 0)
        return {};
    if (!named.isEmpty())
        return named;
    const QString usual = QDir::homePath() + QStringLiteral("/.kube/kuberc");
    return QFileInfo::exists(usual) ? usual : QString();
}

Result<YamlNode::Ptr> read(const QString &path)
{
    QFile file(path);
    const auto unreadable = [&path](const QString &why) { return Error{ErrorKind::BadInput, QStringLiteral("kubercUnreadable"), Words::tr("%1 cannot be read: %2").arg(path, why)}; };
    if (!QFileInfo(path).isFile())
        return unreadable(Words::tr("it is no file"));
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    const QByteArray text = file.read(sizeLimit + 1);
    return text.size() > sizeLimit ? Result<YamlNode::Ptr>(unreadable(Words::tr("it is larger than 1 MiB"))) : readYaml(text, path);
}

bool isListed(const YamlNode &list, const QString &program, const std::function<QString(const QString &)> &find)
{
    return std::any_of(list.items.begin(), list.items.end(), [&](const YamlNode::Ptr &entry) {
        const YamlNode::Ptr command = entry->find(QStringLiteral("command"));
        const YamlNode::Ptr name = command ? command : entry->find(QStringLiteral("name")); // as it was called first
        const QString found = name && name->kind == YamlNode::Kind::Scalar ? find(name->text) : QString();
        return !found.isEmpty() && QDir::cleanPath(found) == QDir::cleanPath(program);
    });
}

} // namespace

std::optional<QString> forbiddenByPreferences(const QString &program, const std::function<QString(const QString &)> &find)
{
    const QString file = preferences();
    if (file.isEmpty())
        return std::nullopt;
    const Result<YamlNode::Ptr> root = read(file);
    if (!root)
        return root.error().message;
    if (!*root)
        return std::nullopt;
    if ((*root)->kind != YamlNode::Kind::Map)
        return Words::tr("%1 is no map").arg(file);
    const YamlNode::Ptr policy = (*root)->find(QStringLiteral("credentialPluginPolicy"));
    const YamlNode::Ptr list = (*root)->find(QStringLiteral("credentialPluginAllowlist"));
    const bool listed = list && list->kind != YamlNode::Kind::Null;
    const std::optional<QString> unknown = Words::tr("%1 has a credentialPluginPolicy that is not known here").arg(file);
    if (policy && policy->kind != YamlNode::Kind::Scalar && policy->kind != YamlNode::Kind::Null)
        return unknown;
    const QString word = policy ? policy->text : QString();
    if (listed != (word == u"Allowlist") || (listed && list->kind != YamlNode::Kind::List))
        return Words::tr("%1 has a credentialPluginAllowlist and another policy, or none and that policy").arg(file);
    if (word == u"DenyAll")
        return Words::tr("%1 forbids every plugin").arg(file);
    if (word == u"Allowlist")
        return isListed(*list, program, find) ? std::nullopt : std::optional<QString>(Words::tr("%1 does not list it").arg(file));
    return word.isEmpty() || word == u"AllowAll" ? std::nullopt : unknown;
}

} // namespace maestro
