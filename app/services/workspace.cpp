// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/workspace.h"

#include "kube/config/contextchange.h"
#include "kube/config/execcredential.h"

#include <QCoreApplication>
#include <QSet>

namespace maestro {

Workspace::Workspace(const Options &options, const Paths &paths, const Clock *clock, QObject *parent)
    : ConnectionPort(parent)
    , m_options(options)
    , m_paths(paths)
    , m_clock(clock)
    , m_trustStore(paths.trustFile())
    , m_trust(&m_trustStore, [this](const PluginIdentity &plugin) {
        const QString key = plugin.user + plugin.sha256 + plugin.arguments.join(u' ');
        if (m_asked.contains(key))
            return;
        m_asked.insert(key);
        Q_EMIT trustAsked({plugin.context, plugin.user, plugin.command, plugin.arguments, plugin.environmentNames, plugin.sha256});
    })
{
}

Workspace::~Workspace()
{
    for (const auto &[context, session] : m_sessions)
        delete session;
    for (const auto &[context, access] : m_accesses)
        delete access;
}

Result<Done> Workspace::load()
{
    Result<QList<ConnectionEntry>> entries = loadConnections(m_paths.connectionsFile());
    if (!entries)
        return entries.error();
    m_entries = std::move(entries).value();
    Result<Kubeconfig> kubeconfig = Kubeconfig::load(KubeconfigSource::standard(m_options.kubeconfig));
    if (!kubeconfig)
        return kubeconfig.error();
    m_kubeconfig = std::move(kubeconfig).value();
    if (!m_options.context.isEmpty() && !contexts().contains(m_options.context))
        return Error {ErrorKind::BadInput, QStringLiteral("unknownContext"),
                      QCoreApplication::translate("Cluster", "There is no context “%1” in %2.").arg(m_options.context, m_kubeconfig->files().join(QStringLiteral(", "))),
                      QCoreApplication::translate("Cluster", "Contexts: %1.").arg(contexts().join(QStringLiteral(", ")))};
    return Done {};
}

QStringList Workspace::contexts() const
{
    return m_kubeconfig ? m_kubeconfig->contextNames() : QStringList();
}

QString Workspace::currentContext() const
{
    if (!m_options.context.isEmpty())
        return m_options.context;
    return m_kubeconfig ? m_kubeconfig->currentContext() : QString();
}

QStringList Workspace::warnings() const
{
    return m_kubeconfig ? m_kubeconfig->warnings() : QStringList();
}

QStringList Workspace::kubeconfigFiles(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    if (known && !known->kubeconfig.isEmpty() && m_options.kubeconfig.isEmpty())
        return {known->kubeconfig};
    return m_kubeconfig ? m_kubeconfig->files() : QStringList();
}

const ConnectionEntry *Workspace::entry(const QString &context) const
{
    for (const ConnectionEntry &entry : m_entries)
        if (entry.context == context)
            return &entry;
    return nullptr;
}

QString Workspace::environment(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    return known ? known->environment : QString();
}

PolicyConnection Workspace::policyConnection(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    return {context, known ? known->name : QString(), known ? known->environment : QString()};
}

bool Workspace::isReadOnly(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    return known && known->readOnly;
}

Endpoint Workspace::endpoint(const QString &context, const QString &key) const
{
    const ConnectionEntry *known = entry(context);
    return m_options.endpoints.value(key, known ? known->endpoints.value(key) : Endpoint());
}

QStringList Workspace::endpointContexts(const QString &key) const
{
    if (m_options.endpoints.contains(key))
        return {currentContext()};
    QStringList out;
    for (const ConnectionEntry &entry : m_entries)
        if (entry.endpoints.value(key).isSet() && !out.contains(entry.context) && (m_options.context.isEmpty() || entry.context == m_options.context))
            out.append(entry.context);
    return out;
}

QString Workspace::connectionName(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    return known ? known->name : context;
}

Result<ContextConfig> Workspace::config(const QString &context) const
{
    const ConnectionEntry *known = entry(context);
    Result<ContextConfig> config = m_kubeconfig->context(context);
    if (known && !known->kubeconfig.isEmpty() && m_options.kubeconfig.isEmpty()) {
        const Result<Kubeconfig> other = Kubeconfig::load(KubeconfigSource::standard(known->kubeconfig));
        if (!other)
            return other.error();
        config = other->context(context);
    }
    if (!config)
        return config;
    if (!m_options.ns.isEmpty())
        config.value().ns = m_options.ns;
    if (!m_options.impersonate.isEmpty())
        config.value().user.impersonate.user = m_options.impersonate;
    return config;
}

QString Workspace::defaultNamespace(const QString &context) const
{
    const Result<ContextConfig> known = config(context);
    return known && !known->ns.isEmpty() ? known->ns : QStringLiteral("default");
}

ClusterAccess *Workspace::access(const QString &context)
{
    if (m_watch)
        m_watch->look(); // at this moment, not at its last round
    if (const auto changed = m_changed.find(context); changed != m_changed.end()) {
        m_problems.insert_or_assign(context, changed->second);
        return nullptr;
    }
    if (ClusterSession *watched = session(context))
        return watched->access();
    if (const auto known = m_accesses.find(context); known != m_accesses.end())
        return known->second;
    const Result<ContextConfig> usable = config(context);
    if (!usable) {
        m_problems.insert_or_assign(context, usable.error());
        return nullptr;
    }
    auto *access = new ClusterAccess(*usable, m_clock, &m_trust);
    access->setRequestTimeout(m_options.requestTimeoutMs);
    m_accesses.emplace(context, access);
    return access;
}

Error Workspace::problem(const QString &context) const
{
    const auto known = m_problems.find(context);
    return known == m_problems.end() ? Error {ErrorKind::BadInput, QStringLiteral("unknownContext"), QCoreApplication::translate("Cluster", "There is no context “%1”.").arg(context)}
                                     : known->second;
}

void Workspace::watch(const QString &context)
{
    if (m_sessions.contains(context))
        return;
    const Result<ContextConfig> usable = config(context);
    if (!usable) {
        m_problems.insert_or_assign(context, usable.error());
        return;
    }
    m_problems.erase(context);
    ClusterSession::Options options;
    options.environment = environment(context);
    options.readOnly = isReadOnly(context);
    options.kinds = m_kinds;
    options.checkStoreMs = m_options.checkStoreMs;
    if (m_policies)
        options.fallbackNamespaces = m_policies->namespaces(policyConnection(context));
    auto *session = new ClusterSession(*usable, options, m_clock, &m_trust);
    m_sessions.emplace(context, session);
    m_used.insert_or_assign(context, *usable);
    session->start();
}

void Workspace::watchAll(const QList<WorkloadKind> &kinds)
{
    m_kinds = kinds;
    QStringList wanted;
    if (!m_options.context.isEmpty()) {
        wanted.append(m_options.context);
    } else {
        // Two contexts of one server would show every rollout twice: the current context speaks for its server.
        QStringList order = contexts();
        if (order.removeOne(currentContext()))
            order.prepend(currentContext());
        QSet<QString> servers;
        for (const QString &context : order) {
            const Result<ContextConfig> usable = config(context);
            const QString server = usable ? usable->cluster.server.toString() : context;
            if (!servers.contains(server))
                wanted.append(context);
            servers.insert(server);
        }
    }
    for (const QString &context : wanted)
        watch(context);
    if (!m_watch) {
        m_watch = new KubeconfigWatch(this);
        connect(m_watch, &KubeconfigWatch::changed, this, &Workspace::compareConfig);
    }
    m_watch->setFiles(configFiles());
    Q_EMIT sessionsChanged();
}

QStringList Workspace::configFiles() const
{
    QStringList files = KubeconfigSource::standard(m_options.kubeconfig).candidates();
    if (m_options.kubeconfig.isEmpty())
        for (const ConnectionEntry &entry : m_entries)
            if (!entry.kubeconfig.isEmpty())
                files.append(entry.kubeconfig);
    return files;
}

void Workspace::compareConfig()
{
    Result<Kubeconfig> now = Kubeconfig::load(KubeconfigSource::standard(m_options.kubeconfig));
    if (now)
        m_kubeconfig = std::move(now).value();
    for (const auto &[context, access] : std::exchange(m_accesses, {}))
        access->deleteLater(); // made anew from what is there now, when it is needed
    QStringList watched;
    for (const auto &[context, session] : m_sessions)
        watched.append(context);
    for (const QString &context : watched)
        compare(context, now ? std::nullopt : std::optional(now.error()));
    Q_EMIT sessionsChanged();
}

void Workspace::compare(const QString &context, const std::optional<Error> &unreadable)
{
    const Result<ContextConfig> fresh = unreadable ? Result<ContextConfig>(*unreadable) : config(context);
    const ContextConfig used = m_used.at(context);
    if (fresh && isRenewal(used, *fresh))
        return reconnect(context);
    const QStringList changes = fresh ? contextChanges(used, *fresh) : QStringList();
    if (fresh && changes.isEmpty()) {
        m_changed.erase(context);
        m_problems.erase(context);
        m_sessions.at(context)->suspend(std::nullopt);
        return;
    }
    const QString what = fresh ? QCoreApplication::translate("Cluster", "The kubeconfig changed on disk (%1). What is shown here is of the former connection, and nothing is done over it.").arg(changes.join(QStringLiteral(", ")))
                               : QCoreApplication::translate("Cluster", "The kubeconfig changed on disk and cannot be used as it is: %1 What is shown here is of the former connection, and nothing is done over it.").arg(fresh.error().message + u' ');
    const Error error {ErrorKind::Refused, QStringLiteral("kubeconfigChanged"), what.simplified(), QCoreApplication::translate("Cluster", "Reconnect on the page Connections to use what the file says now.")};
    m_changed.insert_or_assign(context, error);
    m_sessions.at(context)->suspend(error);
}

ClusterSession *Workspace::session(const QString &context) const
{
    const auto known = m_sessions.find(context);
    return known == m_sessions.end() ? nullptr : known->second;
}

QList<ClusterSession *> Workspace::sessions() const
{
    QList<ClusterSession *> all;
    for (const auto &[context, session] : m_sessions)
        all.append(session);
    return all;
}

QList<ConnectionStatus> Workspace::unusable() const
{
    QList<ConnectionStatus> out;
    for (const QString &context : contexts()) {
        const auto problem = m_problems.find(context);
        if (problem == m_problems.end() || m_sessions.contains(context))
            continue;
        ConnectionStatus status;
        status.context = context;
        status.environment = environment(context);
        status.phase = ConnectionPhase::Failed;
        status.message = problem->second.message;
        status.hint = problem->second.hint;
        out.append(status);
    }
    return out;
}

Result<PluginIdentity> Workspace::pluginOf(const QString &user) const
{
    for (const QString &context : contexts()) {
        if (m_kubeconfig->userOfContext(context) != user)
            continue;
        const Result<ContextConfig> usable = config(context);
        if (!usable)
            return usable.error();
        if (!usable->user.exec)
            return Error {ErrorKind::BadInput, QStringLiteral("notAPlugin"),
                          QCoreApplication::translate("Cluster", "User “%1” has no exec plugin: there is nothing to allow.").arg(user)};
        return ExecCredential::identify(*usable);
    }
    return Error {ErrorKind::BadInput, QStringLiteral("unknownUser"),
                  QCoreApplication::translate("Cluster", "No context of the kubeconfig uses a user “%1”.").arg(user)};
}

void Workspace::reconnect(const QString &context)
{
    setWatched(context, false);
    setWatched(context, true);
}

void Workspace::setWatched(const QString &context, bool watched)
{
    if (watched) {
        watch(context);
    } else if (const auto known = m_sessions.find(context); known != m_sessions.end()) {
        known->second->deleteLater();
        m_sessions.erase(known);
        m_used.erase(context);
        m_changed.erase(context);
    }
    Q_EMIT sessionsChanged();
}

void Workspace::answerTrust(const TrustQuestion &question, bool allow)
{
    if (!allow)
        return;
    const PluginFingerprint plugin {question.user, question.command, question.arguments, question.environmentNames, question.sha256};
    if (const Result<Done> kept = m_trustStore.allow(plugin, m_clock->utcNow()); !kept) {
        Q_EMIT configurationFailed(kept.error());
        return;
    }
    m_asked.clear();
    reconnect(question.context);
}

} // namespace maestro
