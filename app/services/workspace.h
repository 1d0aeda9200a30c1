// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "config/paths.h"
#include "kube/config/kubeconfig.h"
#include "ports/connectionport.h"
#include "services/cluster/clustersession.h"
#include "services/cluster/kubeconfigwatch.h"
#include "services/cluster/trustgate.h"
#include "services/policy/policylibrary.h"

#include <QSet>

#include <map>

namespace maestro {

/// The kubeconfig contexts and what connections.yaml says about them. Owns one access per context for one-shot reads, made when
/// first asked for, and the watched sessions of the window. Lives on the thread of the services.
class Workspace final : public ConnectionPort
{
    Q_OBJECT
public:
    struct Options
    {
        QString kubeconfig; ///< explicit file; empty: the usual search
        QString context; ///< explicit; empty: current-context
        QString ns; ///< overrides the context's namespace
        QString impersonate; ///< --as
        int requestTimeoutMs = 10'000;
        int checkStoreMs = 0; ///< see ClusterSession::Options
        bool helm = false; ///< the window shows Helm releases as well: that lists Secrets
        QMap<QString, Endpoint> endpoints = {}; ///< given for this call, in place of those of connections.yaml
    };

    Workspace(const Options &options, const Paths &paths, const Clock *clock, QObject *parent = nullptr);
    ~Workspace() override;

    /// Reads the files. BadInput with file, line and field; an unknown --context is an error here.
    Result<Done> load();

    QStringList contexts() const;
    QString currentContext() const;
    QString stateFolder() const { return m_paths.state; }
    QString defaultNamespace(const QString &context) const;
    QString environment(const QString &context) const;
    bool isReadOnly(const QString &context) const;
    /// "prometheus", "alertmanager" ... of a context; without a URL and a proxy: none. What was given for the call comes first.
    Endpoint endpoint(const QString &context, const QString &key) const;
    /// The contexts with such an endpoint, --context alone where it is given; an endpoint given for the call belongs to the current one.
    QStringList endpointContexts(const QString &key) const;
    QString connectionName(const QString &context) const; ///< of connections.yaml, else the context
    /// How policies may call the connection of a context.
    PolicyConnection policyConnection(const QString &context) const;
    /// Where a list of all namespaces is forbidden, those that the policies name are watched (asked when a session starts).
    void setPolicies(const PolicyLibrary *policies) { m_policies = policies; }
    Result<ContextConfig> config(const QString &context) const; ///< with the overrides of the options
    QStringList warnings() const;
    /// The kubeconfig files of a context, in the order of their precedence: for programs that read them on their own.
    QStringList kubeconfigFiles(const QString &context) const;
    QString impersonated() const { return m_options.impersonate; }

    /// Null when the context cannot be used, or when its configuration changed on disk since it is watched; problem() then says why.
    ClusterAccess *access(const QString &context);
    Error problem(const QString &context) const;

    /// Starts to watch: the named context alone when one was given, else one context for each distinct server. From now on the kubeconfig
    /// is looked after: a renewed credential is taken, anything else suspends the connection until the operator connects it anew.
    void watchAll(const QList<WorkloadKind> &kinds);
    ClusterSession *session(const QString &context) const;
    QList<ClusterSession *> sessions() const;
    /// Connections that could not even be started, in the order of the kubeconfig.
    QList<ConnectionStatus> unusable() const;

    const PluginTrust *pluginTrust() const { return &m_trust; }
    TrustStore &trustStore() { return m_trustStore; }
    /// What the exec plugin of a kubeconfig user would run now. Codes unknownUser, notAPlugin.
    Result<PluginIdentity> pluginOf(const QString &user) const;

    void reconnect(const QString &context) override;
    void setWatched(const QString &context, bool watched) override;
    void answerTrust(const TrustQuestion &question, bool allow) override;

Q_SIGNALS:
    void sessionsChanged();

private:
    const ConnectionEntry *entry(const QString &context) const;
    void watch(const QString &context);
    QStringList configFiles() const;
    void compareConfig();
    void compare(const QString &context, const std::optional<Error> &unreadable);

    const PolicyLibrary *m_policies = nullptr;
    Options m_options;
    Paths m_paths;
    const Clock *m_clock;
    TrustStore m_trustStore;
    TrustGate m_trust;
    std::optional<Kubeconfig> m_kubeconfig;
    QList<ConnectionEntry> m_entries;
    std::map<QString, ClusterAccess *> m_accesses;
    std::map<QString, ClusterSession *> m_sessions;
    std::map<QString, Error> m_problems;
    QSet<QString> m_asked; ///< trust questions under way, by hash and user
    QList<WorkloadKind> m_kinds;
    KubeconfigWatch *m_watch = nullptr; ///< while contexts are watched
    std::map<QString, ContextConfig> m_used; ///< of the sessions
    std::map<QString, Error> m_changed; ///< sessions whose configuration is another one on disk
};

} // namespace maestro
