// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/contextchange.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Kubeconfig)
};

ContextConfig withoutFileContents(ContextConfig config)
{
    if (!config.cluster.caFile.isEmpty())
        config.cluster.caPem.clear();
    if (!config.user.clientCertFile.isEmpty())
        config.user.clientCertPem.clear();
    if (!config.user.clientKeyFile.isEmpty())
        config.user.clientKeyPem.clear();
    config.warnings.clear();
    return config;
}

UserConfig withoutSecrets(UserConfig user)
{
    user.token.clear();
    user.password.clear();
    user.clientCertPem.clear();
    user.clientKeyPem.clear();
    return user;
}

/// How the user is authenticated, by what kind of proof.
QStringList ways(const UserConfig &user)
{
    return {QString::number(user.token.isEmpty()), QString::number(user.clientCertPem.isEmpty()), QString::number(user.password.isEmpty())};
}

} // namespace

QStringList contextChanges(const ContextConfig &first, const ContextConfig &second)
{
    const ContextConfig before = withoutFileContents(first), now = withoutFileContents(second);
    QStringList changes;
    if (before.cluster.server != now.cluster.server)
        changes << Words::tr("the server");
    ClusterConfig cluster = now.cluster;
    cluster.server = before.cluster.server;
    if (cluster != before.cluster)
        changes << Words::tr("how the cluster is trusted and reached");
    if (before.user.name != now.user.name || before.user.impersonate != now.user.impersonate)
        changes << Words::tr("the user");
    UserConfig user = now.user;
    user.name = before.user.name;
    user.impersonate = before.user.impersonate;
    if (user != before.user)
        changes << Words::tr("the credentials");
    if (before.ns != now.ns)
        changes << Words::tr("the namespace");
    return changes;
}

bool isRenewal(const ContextConfig &first, const ContextConfig &second)
{
    const ContextConfig before = withoutFileContents(first), now = withoutFileContents(second);
    return before.cluster == now.cluster && before.ns == now.ns && before.user != now.user && ways(before.user) == ways(now.user)
        && withoutSecrets(before.user) == withoutSecrets(now.user);
}

} // namespace maestro
