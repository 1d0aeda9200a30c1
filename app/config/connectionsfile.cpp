// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connectionsfile.h"

#include "config/privatefile.h"
#include "config/yaml/onedocument.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

#include <cstring>

#include <yaml-cpp/yaml.h>

namespace maestro {

namespace {

constexpr qsizetype sizeLimit = 256 * 1024;
constexpr int connectionLimit = 500;

QString text(const YAML::Node &node)
{
    return QString::fromStdString(node.Scalar());
}

/// Walks the tree and keeps the first problem; every reader returns a default after it.
class Reader
{
public:
    explicit Reader(QString file)
        : m_file(std::move(file))
    {
    }

    bool failed() const { return m_error.has_value(); }
    Error error() const { return *m_error; }

    void fail(const YAML::Mark &mark, const QString &field, const QString &message, const QString &hint = {})
    {
        if (m_error)
            return;
        const bool known = !mark.is_null();
        m_error = Error{ErrorKind::BadInput, QStringLiteral("connectionsFile"), message, hint,
                        SourcePlace{m_file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0, field}};
    }

    QString scalar(const YAML::Node &node, const QString &field)
    {
        if (node.IsScalar() && !node.Scalar().empty())
            return text(node);
        fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be a text").arg(field));
        return {};
    }

    QStringList texts(const YAML::Node &node, const QString &field)
    {
        QStringList out;
        if (!node.IsSequence())
            fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be a list").arg(field));
        else
            for (const auto &item : node)
                out.append(scalar(item, field));
        return out;
    }

    bool boolean(const YAML::Node &node, const QString &field)
    {
        if (node.IsScalar() && (node.Scalar() == "true" || node.Scalar() == "false"))
            return node.Scalar() == "true";
        fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be true or false").arg(field));
        return false;
    }

    /// True; anything but the one allowed word is a problem.
    bool word(const YAML::Node &node, const QString &field, const QString &only)
    {
        if (!node.IsScalar() || text(node) != only)
            fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 can only be %2").arg(field, only));
        return true;
    }

    QString reference(const YAML::Node &node, const QString &field)
    {
        const QString value = scalar(node, field);
        for (const char *scheme : {"keychain:", "env:", "file:"})
            if (value.startsWith(QLatin1String(scheme)) && value.size() > qsizetype(strlen(scheme)))
                return value;
        fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be a reference, not the secret itself").arg(field),
             QCoreApplication::translate("Config", "Write keychain:NAME, env:VARIABLE or file:PATH."));
        return {};
    }

    /// Calls `each(key, node)` for every pair; keys are texts and never repeat.
    template<typename F> void mapping(const YAML::Node &node, const QString &field, F each)
    {
        if (!node.IsMap()) {
            fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be a mapping").arg(field.isEmpty() ? QCoreApplication::translate("Config", "the file") : field));
            return;
        }
        QSet<QString> seen;
        for (const auto &pair : node) {
            if (failed())
                return;
            const QString key = pair.first.IsScalar() ? text(pair.first) : QString();
            const QString path = field.isEmpty() ? key : field + u'.' + key;
            if (key.isEmpty())
                fail(pair.first.Mark(), field, QCoreApplication::translate("Config", "a key must be a text"));
            else if (seen.contains(key))
                fail(pair.first.Mark(), path, QCoreApplication::translate("Config", "%1 is given twice").arg(path));
            else if (seen.insert(key); !each(key, path, pair.second))
                fail(pair.first.Mark(), path, QCoreApplication::translate("Config", "%1 is not known here").arg(path));
        }
    }

private:
    QString m_file;
    std::optional<Error> m_error;
};

bool isLoopback(const QString &host)
{
    static const QRegularExpression loopback(QStringLiteral("^(localhost|::1|127(\\.[0-9]{1,3}){3})$"));
    return loopback.match(host).hasMatch();
}

/// Empty when the address can be used.
QString addressProblem(const QString &address, bool credential)
{
    const QUrl url(address, QUrl::StrictMode);
    const bool secure = url.scheme() == QLatin1String("https");
    if (!url.isValid() || url.host().isEmpty() || (!secure && url.scheme() != QLatin1String("http")))
        return QCoreApplication::translate("Config", "must be an http or https address");
    if (!url.userInfo().isEmpty())
        return QCoreApplication::translate("Config", "must not contain a user or password");
    if (url.hasQuery() || url.hasFragment())
        return QCoreApplication::translate("Config", "must not contain a query or fragment");
    if (!secure && credential && !isLoopback(url.host()))
        return QCoreApplication::translate("Config", "would send a credential over plain http");
    return {};
}

void checkProxied(Reader &reader, const YAML::Node &node, const QString &field, const Endpoint &endpoint)
{
    if (!endpoint.url.isEmpty() || endpoint.ns.isEmpty() || endpoint.service.isEmpty() || endpoint.port.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 through the service proxy takes namespace, service and port, and no url").arg(field));
    else if (!isProxied(endpoint))
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1: namespace, service and port must be names of Kubernetes").arg(field));
    if (endpoint.hasCredential() || !endpoint.peers.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 through the service proxy has no peers and no credentials of its own").arg(field),
                    QCoreApplication::translate("Config", "The API server takes the cluster's credentials and passes none on."));
}

void checkEndpoint(Reader &reader, const YAML::Node &node, const QString &field, const Endpoint &endpoint)
{
    if (endpoint.viaServiceProxy)
        return checkProxied(reader, node, field, endpoint);
    if (!endpoint.scheme.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1.scheme belongs to the service proxy").arg(field));
    for (const QString &address : QStringList{endpoint.url} + endpoint.peers) {
        const QString problem = addressProblem(address, endpoint.hasCredential());
        if (!problem.isEmpty())
            reader.fail(node.Mark(), field + QStringLiteral(".url"), QCoreApplication::translate("Config", "%1.url %2").arg(field, problem),
                        QCoreApplication::translate("Config", "Secrets are references to keychain:, env: or file:, and travel over https or to a loopback address."));
    }
    if (endpoint.username.isEmpty() != endpoint.password.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1: username and password belong together").arg(field));
    if (endpoint.clientCertificate.isEmpty() != endpoint.clientKey.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1: clientCertificate and clientKey belong together").arg(field));
    if (!endpoint.token.isEmpty() && !endpoint.username.isEmpty())
        reader.fail(node.Mark(), field, QCoreApplication::translate("Config", "%1: a token or a username, not both").arg(field));
}

Endpoint readEndpoint(Reader &reader, const YAML::Node &node, const QString &field, const QDir &base)
{
    Endpoint endpoint;
    reader.mapping(node, field, [&](const QString &key, const QString &path, const YAML::Node &value) {
        if (key == QLatin1String("url"))
            endpoint.url = reader.scalar(value, path);
        else if (key == QLatin1String("token"))
            endpoint.token = reader.reference(value, path);
        else if (key == QLatin1String("username"))
            endpoint.username = reader.scalar(value, path);
        else if (key == QLatin1String("password"))
            endpoint.password = reader.reference(value, path);
        else if (key == QLatin1String("clientCertificate"))
            endpoint.clientCertificate = reader.reference(value, path);
        else if (key == QLatin1String("clientKey"))
            endpoint.clientKey = reader.reference(value, path);
        else if (key == QLatin1String("peers"))
            endpoint.peers = reader.texts(value, path);
        else if (key == QLatin1String("scheme"))
            endpoint.scheme = reader.word(value, path, QStringLiteral("https")) ? QStringLiteral("https") : QString();
        else if (key == QLatin1String("serves") && field.endsWith(QLatin1String(".registry")))
            endpoint.serves = reader.scalar(value, path);
        else if (key == QLatin1String("caFile"))
            endpoint.caFile = base.absoluteFilePath(reader.scalar(value, path));
        else if (key == QLatin1String("namespace"))
            endpoint.ns = reader.scalar(value, path);
        else if (key == QLatin1String("service"))
            endpoint.service = reader.scalar(value, path);
        else if (key == QLatin1String("port"))
            endpoint.port = reader.scalar(value, path);
        else if (key == QLatin1String("via"))
            endpoint.viaServiceProxy = reader.word(value, path, QStringLiteral("service-proxy"));
        else if (key == QLatin1String("headers"))
            reader.mapping(value, path, [&](const QString &name, const QString &headerPath, const YAML::Node &header) {
                endpoint.headers.insert(name, reader.reference(header, headerPath));
                return true;
            });
        else
            return false;
        return true;
    });
    if (!reader.failed())
        checkEndpoint(reader, node, field, endpoint);
    return endpoint;
}

ConnectionEntry readEntry(Reader &reader, const YAML::Node &node, const QString &field, const QString &file)
{
    static const QStringList services{QStringLiteral("prometheus"), QStringLiteral("alertmanager"), QStringLiteral("github"),
                                      QStringLiteral("maestro"), QStringLiteral("registry")};
    ConnectionEntry entry;
    entry.place = {file, node.Mark().line + 1, node.Mark().column + 1, field};
    const QDir base = QFileInfo(file).absoluteDir();
    reader.mapping(node, field, [&](const QString &key, const QString &path, const YAML::Node &value) {
        if (key == QLatin1String("name"))
            entry.name = reader.scalar(value, path);
        else if (key == QLatin1String("context"))
            entry.context = reader.scalar(value, path);
        else if (key == QLatin1String("kubeconfig")) {
            const QString given = reader.scalar(value, path);
            entry.kubeconfig = given.startsWith(QLatin1String("~/")) ? QDir::homePath() + given.mid(1) : base.absoluteFilePath(given);
        } else if (key == QLatin1String("environment"))
            entry.environment = reader.scalar(value, path);
        else if (key == QLatin1String("readOnly"))
            entry.readOnly = reader.boolean(value, path);
        else if (services.contains(key))
            entry.endpoints.insert(key, readEndpoint(reader, value, path, base));
        else
            return false;
        return true;
    });
    if (entry.name.isEmpty())
        reader.fail(node.Mark(), field + QStringLiteral(".name"), QCoreApplication::translate("Config", "%1.name is missing").arg(field));
    if (entry.context.isEmpty())
        entry.context = entry.name;
    return entry;
}

struct FileContent
{
    QList<ConnectionEntry> entries;
    AuditEndpoints audit;
    QString webhookAuthority;
};

/// What was done here, and by whom, goes nowhere in the clear, credential or not.
AuditEndpoints readAudit(Reader &reader, const YAML::Node &node, const QString &field, const QString &file)
{
    AuditEndpoints found;
    reader.mapping(node, field, [&](const QString &key, const QString &path, const YAML::Node &value) {
        if (key != QLatin1String("webhook") && key != QLatin1String("grafana"))
            return false;
        const Endpoint endpoint = readEndpoint(reader, value, path, QFileInfo(file).absoluteDir());
        const QUrl url(endpoint.url, QUrl::StrictMode);
        if (!reader.failed() && (endpoint.viaServiceProxy || (url.scheme() != QLatin1String("https") && !isLoopback(url.host()))))
            reader.fail(value.Mark(), path + QStringLiteral(".url"), QCoreApplication::translate("Config", "%1.url must be https, or a loopback address").arg(path));
        if (!reader.failed() && !endpoint.peers.isEmpty())
            reader.fail(value.Mark(), path, QCoreApplication::translate("Config", "%1 has one address, and no peers").arg(path));
        (key == QLatin1String("webhook") ? found.webhook : found.grafana) = endpoint;
        return true;
    });
    return found;
}

FileContent readConnections(Reader &reader, const YAML::Node &root, const QString &file)
{
    FileContent content;
    QList<ConnectionEntry> &entries = content.entries;
    reader.mapping(root, {}, [&](const QString &key, const QString &path, const YAML::Node &value) {
        if (key == QLatin1String("audit")) {
            content.audit = readAudit(reader, value, path, file);
            return true;
        }
        if (key == QLatin1String("webhooks")) {
            reader.mapping(value, path, [&](const QString &member, const QString &memberPath, const YAML::Node &named) {
                if (member != QLatin1String("caFile"))
                    return false;
                content.webhookAuthority = QFileInfo(file).absoluteDir().absoluteFilePath(reader.scalar(named, memberPath));
                return true;
            });
            return true;
        }
        if (key != QLatin1String("connections"))
            return false;
        if (value.IsNull())
            return true;
        if (!value.IsSequence() || value.size() > connectionLimit) {
            reader.fail(value.Mark(), path, QCoreApplication::translate("Config", "connections must be a list of at most %1").arg(connectionLimit));
            return true;
        }
        QSet<QString> names;
        for (const auto &item : value) {
            const QString field = QStringLiteral("connections[%1]").arg(entries.size());
            entries.append(readEntry(reader, item, field, file));
            if (!reader.failed() && names.contains(entries.constLast().name))
                reader.fail(item.Mark(), field + QStringLiteral(".name"), QCoreApplication::translate("Config", "%1 is the name of two connections").arg(entries.constLast().name));
            names.insert(entries.constLast().name);
            if (reader.failed())
                break;
        }
        return true;
    });
    return content;
}

Result<FileContent> parseFile(const QByteArray &content, const QString &file)
{
    Reader reader(file);
    if (content.size() > sizeLimit) {
        reader.fail(YAML::Mark::null_mark(), {}, QCoreApplication::translate("Config", "the file is larger than 256 KiB"));
        return reader.error();
    }
    if (const int line = secondDocument(content)) {
        const QString message = QCoreApplication::translate("Config", "the file holds more than one document");
        return Error{ErrorKind::BadInput, QStringLiteral("connectionsFile"), message, {}, SourcePlace{file, line, 1, {}}};
    }
    FileContent parsed;
    try {
        const YAML::Node root = YAML::Load(content.toStdString());
        if (hasContent(content))
            parsed = readConnections(reader, root, file);
    } catch (const YAML::Exception &e) {
        reader.fail(e.mark, {}, QCoreApplication::translate("Config", "not YAML: %1").arg(QString::fromStdString(e.msg)));
    }
    if (reader.failed())
        return reader.error();
    return parsed;
}

Result<FileContent> loadFile(const QString &file)
{
    const auto content = readPrivateFile(file);
    if (!content)
        return content.error();
    return content->has_value() ? parseFile(**content, file) : Result<FileContent>(FileContent());
}

} // namespace

bool isProxied(const Endpoint &endpoint)
{
    static const QRegularExpression name(QStringLiteral("\\A[a-z0-9]([-a-z0-9.]*[a-z0-9])?\\z"));
    return name.match(endpoint.ns).hasMatch() && name.match(endpoint.service).hasMatch() && name.match(endpoint.port).hasMatch()
        && (endpoint.scheme.isEmpty() || endpoint.scheme == u"https");
}

Result<Endpoint> endpointOf(const QString &url)
{
    const QString problem = addressProblem(url, false);
    if (!problem.isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("badAddress"), QCoreApplication::translate("Config", "The address %1.").arg(problem),
                     QCoreApplication::translate("Config", "Credentials belong in connections.yaml, as references.")};
    Endpoint endpoint;
    endpoint.url = url;
    return endpoint;
}

Result<QList<ConnectionEntry>> parseConnections(const QByteArray &content, const QString &file)
{
    const Result<FileContent> parsed = parseFile(content, file);
    if (!parsed)
        return parsed.error();
    return parsed->entries;
}

Result<QList<ConnectionEntry>> loadConnections(const QString &file)
{
    const Result<FileContent> parsed = loadFile(file);
    if (!parsed)
        return parsed.error();
    return parsed->entries;
}

Result<AuditEndpoints> loadAuditEndpoints(const QString &file)
{
    const Result<FileContent> parsed = loadFile(file);
    if (!parsed)
        return parsed.error();
    return parsed->audit;
}

Result<QString> loadWebhookAuthority(const QString &file)
{
    const Result<FileContent> parsed = loadFile(file);
    if (!parsed)
        return parsed.error();
    return parsed->webhookAuthority;
}

} // namespace maestro
