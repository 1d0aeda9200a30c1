// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"

#include "kube/config/kubeconfigdata.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Kubeconfig)
};

Error invalid(const YamlNode &node, const QString &file, const QString &field, const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("kubeconfigInvalid"), Words::tr("%1, line %2: %3: %4").arg(file, QString::number(node.line), field, message), {},
            SourcePlace{file, node.line, node.column, field}};
}

Result<QString> wordOf(const YamlNode &parent, const QString &key, const QString &file, const QString &field)
{
    const YamlNode::Ptr node = parent.find(key);
    if (!node || node->kind == YamlNode::Kind::Null)
        return QString();
    if (node->kind != YamlNode::Kind::Scalar || (node->plain && isAmbiguousPlain(node->text)))
        return invalid(*node, file, field, Words::tr("has to be text; put it in quotes"));
    return node->text;
}

/// Adds the named entries of one list of one file; a name that an earlier file defined stays as it was, whole.
std::optional<Error> addStanzas(const YamlNode &root, const QString &file, const QString &list, const QString &inner,
                                QList<KubeconfigStanza> *stanzas, QStringList *warnings)
{
    const YamlNode::Ptr node = root.find(list);
    if (!node || node->kind == YamlNode::Kind::Null)
        return std::nullopt;
    if (node->kind != YamlNode::Kind::List)
        return invalid(*node, file, list, Words::tr("has to be a list"));
    QStringList here;
    for (const YamlNode::Ptr &item : node->items) {
        const QString position = QStringLiteral("%1[%2]").arg(list).arg(here.size());
        if (item->kind != YamlNode::Kind::Map)
            return invalid(*item, file, position, Words::tr("has to be an entry with a name"));
        const Result<QString> name = wordOf(*item, QStringLiteral("name"), file, position + u".name");
        if (!name.ok())
            return name.error();
        if (here.contains(*name))
            return invalid(*item, file, position + u".name", Words::tr("\"%1\" is defined twice in this file").arg(*name));
        here.append(*name);
        for (const auto &[key, value] : item->entries) {
            if (key != u"name" && key != inner)
                warnings->append(Words::tr("%1, line %2: unknown field %3.%4").arg(file, QString::number(value->line), position, key));
        }
        YamlNode::Ptr body = item->find(inner);
        if (body && body->kind != YamlNode::Kind::Map && body->kind != YamlNode::Kind::Null)
            return invalid(*body, file, position + u'.' + inner, Words::tr("has to be a group of fields"));
        if (!body || body->kind == YamlNode::Kind::Null) {
            auto empty = std::make_shared<YamlNode>(*item);
            empty->kind = YamlNode::Kind::Map;
            empty->entries.clear();
            body = empty;
        }
        const bool known = std::any_of(stanzas->cbegin(), stanzas->cend(), [&name](const KubeconfigStanza &s) { return s.name == *name; });
        if (!known)
            stanzas->append({*name, file, body});
    }
    return std::nullopt;
}

std::optional<Error> addFile(const QString &file, const QByteArray &text, KubeconfigData *data)
{
    const Result<YamlNode::Ptr> read = readYaml(text, file);
    if (!read.ok())
        return read.error();
    const YamlNode::Ptr root = *read;
    if (!root || root->kind == YamlNode::Kind::Null)
        return std::nullopt;
    if (root->kind != YamlNode::Kind::Map)
        return invalid(*root, file, QStringLiteral("."), Words::tr("is not a kubeconfig"));
    const std::pair<QString, QString> fixed[] = {{QStringLiteral("apiVersion"), QStringLiteral("v1")}, {QStringLiteral("kind"), QStringLiteral("Config")}};
    for (const auto &[key, wanted] : fixed) {
        const Result<QString> word = wordOf(*root, key, file, key);
        if (!word.ok())
            return word.error();
        if (!word->isEmpty() && *word != wanted)
            return invalid(*root->find(key), file, key, Words::tr("has to be %1, found \"%2\"").arg(wanted, *word));
    }
    const QStringList known{QStringLiteral("apiVersion"), QStringLiteral("kind"), QStringLiteral("clusters"), QStringLiteral("users"),
                            QStringLiteral("contexts"), QStringLiteral("current-context"), QStringLiteral("preferences"), QStringLiteral("extensions")};
    for (const auto &[key, value] : root->entries) {
        if (!known.contains(key))
            data->warnings.append(Words::tr("%1, line %2: unknown field %3").arg(file, QString::number(value->line), key));
    }
    const Result<QString> current = wordOf(*root, QStringLiteral("current-context"), file, QStringLiteral("current-context"));
    if (!current.ok())
        return current.error();
    if (data->currentContext.isEmpty() && !current->isEmpty()) {
        const YamlNode::Ptr node = root->find(QStringLiteral("current-context"));
        data->currentContext = *current;
        data->currentContextPlace = {file, node->line, node->column, QStringLiteral("current-context")};
    }
    std::optional<Error> error = addStanzas(*root, file, QStringLiteral("clusters"), QStringLiteral("cluster"), &data->clusters, &data->warnings);
    if (!error)
        error = addStanzas(*root, file, QStringLiteral("users"), QStringLiteral("user"), &data->users, &data->warnings);
    if (!error)
        error = addStanzas(*root, file, QStringLiteral("contexts"), QStringLiteral("context"), &data->contexts, &data->warnings);
    return error;
}

/// What client-go makes of the environment of a pod, as a kubeconfig (JSON is YAML); the token is a file, because it rotates.
QByteArray inCluster(const KubeconfigSource &source)
{
    QString ns = source.serviceNamespace;
    if (ns.isEmpty())
        if (const Result<QByteArray> read = readSmallFile(source.serviceAccount + u"/namespace", 1024); read.ok())
            ns = QString::fromUtf8(*read).trimmed();
    const bool v6 = source.serviceHost.contains(u':');
    const QString host = v6 ? u'[' + source.serviceHost + u']' : source.serviceHost;
    const QString port = source.servicePort.isEmpty() ? QStringLiteral("443") : source.servicePort;
    const QString name = QStringLiteral("in-cluster");
    const auto entry = [&name](const QString &key, const QJsonObject &body) { return QJsonArray{QJsonObject{{QStringLiteral("name"), name}, {key, body}}}; };
    const QJsonObject cluster{{QStringLiteral("server"), QString(u"https://" + host + u':' + port)},
                              {QStringLiteral("certificate-authority"), QString(source.serviceAccount + u"/ca.crt")}};
    const QJsonObject user{{QStringLiteral("tokenFile"), QString(source.serviceAccount + u"/token")}};
    const QJsonObject context{{QStringLiteral("cluster"), name}, {QStringLiteral("user"), name}, {QStringLiteral("namespace"), ns}};
    return QJsonDocument(QJsonObject{{QStringLiteral("current-context"), name},
                                     {QStringLiteral("clusters"), entry(QStringLiteral("cluster"), cluster)},
                                     {QStringLiteral("users"), entry(QStringLiteral("user"), user)},
                                     {QStringLiteral("contexts"), entry(QStringLiteral("context"), context)}}).toJson(QJsonDocument::Compact);
}

} // namespace

Result<QByteArray> readSmallFile(const QString &path, qint64 limit)
{
    const auto unreadable = [&path](const QString &why) {
        return Error{ErrorKind::BadInput, QStringLiteral("fileUnreadable"), Words::tr("%1: %2").arg(path, why), {}, SourcePlace{path, 0, 0, {}}};
    };
    const QFileInfo info(path);
    if (!info.exists())
        return unreadable(Words::tr("there is no such file"));
    if (!info.isFile())
        return unreadable(Words::tr("is not a regular file"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(file.errorString());
    QByteArray bytes = file.read(limit + 1);
    if (file.error() != QFileDevice::NoError)
        return unreadable(file.errorString());
    if (bytes.size() > limit)
        return unreadable(Words::tr("is larger than %1 bytes").arg(limit));
    return bytes;
}

KubeconfigSource KubeconfigSource::standard(const QString &path)
{
    return {path, qEnvironmentVariable("KUBECONFIG"), QDir::homePath(), qEnvironmentVariable("KUBERNETES_SERVICE_HOST"),
            qEnvironmentVariable("KUBERNETES_SERVICE_PORT"), qEnvironmentVariable("POD_NAMESPACE")};
}

QStringList KubeconfigSource::candidates() const
{
    if (!explicitPath.isEmpty())
        return {explicitPath};
    if (searchList.isEmpty())
        return {home + u"/.kube/config"};
    QStringList files = searchList.split(QDir::listSeparator(), Qt::SkipEmptyParts);
    files.removeDuplicates();
    return files;
}

Result<Kubeconfig> Kubeconfig::load(const KubeconfigSource &source)
{
    auto data = std::make_shared<KubeconfigData>();
    const QStringList candidates = source.candidates();
    for (const QString &candidate : candidates) {
        const QString file = QFileInfo(candidate).absoluteFilePath();
        const QFileInfo info(file);
        if (source.explicitPath.isEmpty() && !info.exists() && !info.isSymLink())
            continue;
        const Result<QByteArray> bytes = readSmallFile(file);
        if (!bytes.ok())
            return bytes.error();
        if (std::optional<Error> error = addFile(file, *bytes, data.get()))
            return *error;
        data->files.append(file);
    }
    if (data->files.isEmpty() && source.explicitPath.isEmpty() && !source.serviceHost.isEmpty() && QFileInfo::exists(source.serviceAccount + u"/token")) {
        if (std::optional<Error> error = addFile(QStringLiteral("in-cluster"), inCluster(source), data.get()))
            return *error;
        data->files.append(source.serviceAccount);
        data->warnings.append(Words::tr("There is no kubeconfig: the service account of this pod is used."));
    }
    if (data->files.isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("kubeconfigMissing"), Words::tr("There is no kubeconfig: looked for %1.").arg(candidates.join(u", ")),
                     Words::tr("Set KUBECONFIG or pass --kubeconfig FILE.")};
    Kubeconfig config;
    config.d = std::move(data);
    return config;
}

QStringList Kubeconfig::contextNames() const
{
    QStringList names;
    for (const KubeconfigStanza &stanza : d->contexts)
        names.append(stanza.name);
    return names;
}

QString Kubeconfig::currentContext() const
{
    return d->currentContext;
}

QString Kubeconfig::userOfContext(const QString &name) const
{
    for (const KubeconfigStanza &stanza : d->contexts) {
        if (stanza.name == name) {
            const YamlNode::Ptr user = stanza.node->find(QStringLiteral("user"));
            return user ? user->text : QString();
        }
    }
    return {};
}

QStringList Kubeconfig::files() const
{
    return d->files;
}

QStringList Kubeconfig::warnings() const
{
    return d->warnings;
}

} // namespace maestro
