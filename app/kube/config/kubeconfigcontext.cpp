// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/kubeconfig.h"

#include "kube/config/stanzareader.h"
#include "net/tlsconfig.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Kubeconfig)
};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString withoutControls(QString text)
{
    static const QRegularExpression escape(QStringLiteral("\\x{1b}\\[[0-9;?]*[ -/]*[@-~]"));
    text.remove(escape);
    text.removeIf([](QChar c) {
        return (c.category() == QChar::Other_Control && c != u'\n') || c.category() == QChar::Other_Format;
    });
    return text.left(1024);
}

QUrl readServer(StanzaReader &reader)
{
    const QString written = reader.text(key("server"));
    QUrl server(written, QUrl::StrictMode);
    if (written.isEmpty())
        reader.problem(key("server"), Words::tr("is missing"));
    else if (!server.isValid() || server.host().isEmpty() || (server.scheme() != u"https" && server.scheme() != u"http"))
        reader.problem(key("server"), Words::tr("\"%1\" is not an https:// address").arg(server.isValid() ? server.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery) : written.section(u'@', -1)));
    else if (!server.userInfo().isEmpty())
        reader.problem(key("server"), Words::tr("must not hold a user name or password"));
    else if (server.scheme() == u"http" && !isLoopback(server))
        reader.problem(key("server"), Words::tr("has to start with https://: nothing is sent to %1 in clear text").arg(server.host()));
    server.setQuery(QString());
    server.setFragment(QString());
    return server;
}

ClusterConfig readCluster(StanzaReader &reader, const QString &name)
{
    ClusterConfig cluster;
    cluster.name = name;
    cluster.server = readServer(reader);
    cluster.caPem = reader.pem(key("certificate-authority"), &cluster.caFile);
    cluster.insecure = reader.flag(key("insecure-skip-tls-verify"));
    cluster.tlsServerName = reader.text(key("tls-server-name"));
    cluster.disableCompression = reader.flag(key("disable-compression"));
    if (cluster.insecure && (reader.has(key("certificate-authority")) || reader.has(key("certificate-authority-data"))))
        reader.problem(key("insecure-skip-tls-verify"), Words::tr("contradicts the certificate authority; keep one"));
    if (!cluster.caPem.isEmpty()) {
        const Result<QSslConfiguration> tls = tlsConfiguration({cluster.server, cluster.caPem, false, {}, {}, {}, {}, true});
        if (!tls.ok())
            reader.problem(key("certificate-authority"), tls.error().message);
    }
    const QString proxy = reader.text(key("proxy-url"));
    if (!proxy.isEmpty()) {
        cluster.proxyUrl = QUrl(proxy, QUrl::StrictMode);
        const Result<QNetworkProxy> usable = proxyOf(cluster.proxyUrl);
        if (!cluster.proxyUrl.isValid() || !usable.ok())
            reader.problem(key("proxy-url"), usable.ok() ? Words::tr("is not an address") : usable.error().message);
    }
    if (const YamlNode::Ptr list = reader.group(key("extensions"), YamlNode::Kind::List)) {
        for (const YamlNode::Ptr &item : list->items) {
            const YamlNode::Ptr itemName = item->find(key("name"));
            const YamlNode::Ptr extension = item->find(key("extension"));
            if (itemName && extension && itemName->text == u"client.authentication.k8s.io/exec")
                cluster.execConfig = yamlToJson(*extension);
        }
    }
    reader.warnUnknown({key("server"), key("certificate-authority"), key("certificate-authority-data"), key("insecure-skip-tls-verify"),
                        key("tls-server-name"), key("proxy-url"), key("disable-compression"), key("extensions")});
    return cluster;
}

void readExecEnvironment(StanzaReader &reader, ExecConfig *exec)
{
    const YamlNode::Ptr list = reader.group(key("env"), YamlNode::Kind::List);
    if (!list)
        return;
    for (const YamlNode::Ptr &item : list->items) {
        if (item->kind != YamlNode::Kind::Map) {
            reader.problem(key("env"), Words::tr("has to be a list of names and values"));
            return;
        }
        StanzaReader entry = reader.inside(key("env"), item);
        const QString name = entry.text(key("name"));
        if (name.isEmpty() || name.contains(u'='))
            entry.problem(key("name"), Words::tr("is not a name of an environment variable"));
        exec->environment.append({name, entry.text(key("value"))});
    }
}

ExecConfig readExec(StanzaReader reader)
{
    ExecConfig exec;
    exec.apiVersion = reader.text(key("apiVersion"));
    const bool v1 = exec.apiVersion == u"client.authentication.k8s.io/v1";
    if (!v1 && exec.apiVersion != u"client.authentication.k8s.io/v1beta1")
        reader.problem(key("apiVersion"), Words::tr("has to be client.authentication.k8s.io/v1 or /v1beta1, found \"%1\"").arg(exec.apiVersion));
    exec.command = reader.text(key("command"));
    if (exec.command.isEmpty())
        reader.problem(key("command"), Words::tr("is missing"));
    else if (exec.command.contains(u'/'))
        exec.command = reader.resolve(exec.command);
    exec.arguments = reader.texts(key("args"));
    readExecEnvironment(reader, &exec);
    exec.installHint = withoutControls(reader.text(key("installHint")));
    exec.provideClusterInfo = reader.flag(key("provideClusterInfo"));
    const QString mode = reader.text(key("interactiveMode"));
    if (mode == u"Never")
        exec.interactive = ExecConfig::Interactive::Never;
    else if (mode == u"Always")
        exec.interactive = ExecConfig::Interactive::Always;
    else if (mode != u"IfAvailable" && (v1 || !mode.isEmpty()))
        reader.problem(key("interactiveMode"), Words::tr("has to be Never, IfAvailable or Always"));
    reader.warnUnknown({key("apiVersion"), key("command"), key("args"), key("env"), key("installHint"), key("provideClusterInfo"), key("interactiveMode")});
    return exec;
}

void readImpersonation(StanzaReader &reader, Impersonation *as)
{
    as->user = reader.text(key("as"));
    as->uid = reader.text(key("as-uid"));
    as->groups = reader.texts(key("as-groups"));
    if (const YamlNode::Ptr extra = reader.group(key("as-user-extra"), YamlNode::Kind::Map)) {
        StanzaReader inner = reader.inside(key("as-user-extra"), extra);
        for (const auto &[name, value] : extra->entries)
            as->extra.insert(name, inner.texts(name));
    }
    if (as->user.isEmpty() && (!as->uid.isEmpty() || !as->groups.isEmpty() || !as->extra.isEmpty()))
        reader.problem(key("as"), Words::tr("is missing, but as-uid, as-groups or as-user-extra is set"));
}

UserConfig readUser(StanzaReader &reader, const QString &name, QStringList *warnings)
{
    UserConfig user;
    user.name = name;
    user.token = reader.text(key("token")).trimmed();
    user.tokenFile = reader.path(key("tokenFile"));
    user.clientCertPem = reader.pem(key("client-certificate"), &user.clientCertFile);
    user.clientKeyPem = reader.pem(key("client-key"), &user.clientKeyFile);
    user.username = reader.text(key("username"));
    user.password = reader.text(key("password"));
    const bool hasCertificate = reader.has(key("client-certificate")) || reader.has(key("client-certificate-data"));
    const bool hasKey = reader.has(key("client-key")) || reader.has(key("client-key-data"));
    const bool hasToken = !user.token.isEmpty() || !user.tokenFile.isEmpty();
    const bool hasBasic = !user.username.isEmpty() || !user.password.isEmpty();
    if (hasCertificate != hasKey)
        reader.problem(hasCertificate ? key("client-key") : key("client-certificate"), Words::tr("is missing: certificate and key belong together"));
    if (!user.clientCertPem.isEmpty() && !user.clientKeyPem.isEmpty()) {
        const Result<QSslConfiguration> tls = tlsConfiguration({{}, {}, false, {}, user.clientCertPem, user.clientKeyPem, {}, true});
        if (!tls.ok())
            reader.problem(tls.error().code == u"badClientKey" ? key("client-key") : key("client-certificate"), tls.error().message);
    }
    if (hasToken && hasBasic)
        reader.problem(key("username"), Words::tr("is set together with a token; keep one"));
    if (hasBasic && user.username.isEmpty())
        reader.problem(key("username"), Words::tr("is missing, but a password is set"));
    const YamlNode::Ptr exec = reader.group(key("exec"), YamlNode::Kind::Map);
    if (reader.has(key("auth-provider")))
        reader.problem(key("auth-provider"), exec ? Words::tr("is set together with exec; keep exec")
                                                  : Words::tr("is no longer supported by Kubernetes; use an exec credential plugin instead"));
    if (exec) {
        const ExecConfig config = readExec(reader.inside(key("exec"), exec));
        if (hasToken || hasBasic || hasCertificate)
            warnings->append(Words::tr("%1: exec is not used because the user has other credentials").arg(name));
        else
            user.exec = config;
    }
    readImpersonation(reader, &user.impersonate);
    reader.warnUnknown({key("token"), key("tokenFile"), key("client-certificate"), key("client-certificate-data"), key("client-key"),
                        key("client-key-data"), key("username"), key("password"), key("exec"), key("auth-provider"), key("as"), key("as-uid"),
                        key("as-groups"), key("as-user-extra"), key("extensions")});
    return user;
}

const KubeconfigStanza *find(const QList<KubeconfigStanza> &stanzas, const QString &name)
{
    const auto found = std::find_if(stanzas.cbegin(), stanzas.cend(), [&name](const KubeconfigStanza &s) { return s.name == name; });
    return found == stanzas.cend() ? nullptr : &*found;
}

Error merged(const QString &context, const QList<Error> &problems)
{
    QStringList lines;
    for (const Error &problem : problems)
        lines.append(problem.message);
    Error error = problems.first();
    error.message = Words::tr("The context \"%1\" cannot be used:").arg(context) + u'\n' + lines.join(u'\n');
    return error;
}

} // namespace

Result<ContextConfig> Kubeconfig::context(const QString &name) const
{
    if (name.isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("noCurrentContext"), Words::tr("%1 sets no current-context.").arg(d->files.join(u", ")),
                     Words::tr("Choose one with --context: %1").arg(contextNames().join(u", "))};
    const KubeconfigStanza *stanza = find(d->contexts, name);
    if (!stanza) {
        Error error{ErrorKind::BadInput, QStringLiteral("contextMissing"), Words::tr("There is no context \"%1\" in %2.").arg(name, d->files.join(u", ")),
                    Words::tr("There are: %1").arg(contextNames().join(u", "))};
        if (name == d->currentContext)
            error.where = d->currentContextPlace;
        return error;
    }
    QList<Error> problems;
    QStringList warnings;
    ContextConfig context;
    context.name = name;
    StanzaReader reader(*stanza, QStringLiteral("contexts[%1].context").arg(name), &problems, &warnings);
    const QString clusterName = reader.text(key("cluster"));
    const QString userName = reader.text(key("user"));
    context.ns = reader.text(key("namespace"));
    static const QRegularExpression label(QStringLiteral("\\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\z"));
    if (!context.ns.isEmpty() && !label.match(context.ns).hasMatch())
        reader.problem(key("namespace"), Words::tr("is not a name of a namespace"));

    if (const KubeconfigStanza *cluster = find(d->clusters, clusterName)) {
        StanzaReader inner(*cluster, QStringLiteral("clusters[%1].cluster").arg(clusterName), &problems, &warnings);
        context.cluster = readCluster(inner, clusterName);
    } else {
        reader.problem(key("cluster"), clusterName.isEmpty() ? Words::tr("is missing") : Words::tr("names the cluster \"%1\", which is not defined").arg(clusterName));
    }
    if (const KubeconfigStanza *user = find(d->users, userName)) {
        StanzaReader inner(*user, QStringLiteral("users[%1].user").arg(userName), &problems, &warnings);
        context.user = readUser(inner, userName, &warnings);
    } else {
        reader.problem(key("user"), userName.isEmpty() ? Words::tr("is missing") : Words::tr("names the user \"%1\", which is not defined").arg(userName));
    }
    if (!problems.isEmpty())
        return merged(name, problems);
    context.warnings = warnings;
    return context;
}

} // namespace maestro
