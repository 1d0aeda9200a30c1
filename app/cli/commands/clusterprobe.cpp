// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/clusterprobe.h"

namespace maestro {

namespace {

struct Probes
{
    QList<ClusterProbe> items;
    int open = 0;
    bool permissions = false;
    std::function<void(QList<ClusterProbe>)> done;

    void answered()
    {
        if (--open == 0)
            done(items);
    }
};

using ProbesPtr = std::shared_ptr<Probes>;

const QList<AccessQuestion> &questions()
{
    static const QList<AccessQuestion> list{
        {QStringLiteral("list"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts")},
        {QStringLiteral("watch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts")},
        {QStringLiteral("list"), QStringLiteral("apps"), QStringLiteral("replicasets")},
        {QStringLiteral("list"), QString(), QStringLiteral("pods")},
        {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts")},
        {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts"), QStringLiteral("status")},
        {QStringLiteral("patch"), QStringLiteral("apps"), QStringLiteral("deployments")},
        {QStringLiteral("create"), QString(), QStringLiteral("events")},
    };
    return list;
}

QString permissionName(const AccessQuestion &question)
{
    const QString resource = question.subresource.isEmpty() ? question.resource : question.resource + u'/' + question.subresource;
    return question.verb + u' ' + resource;
}

/// The context answers: the rest can be asked at once.
void askMore(const ProbesPtr &probes, qsizetype index, ClusterAccess *access)
{
    probes->open += 2;
    serverVersion(access->client(), [=](const Result<QString> &version) {
        if (version)
            probes->items[index].version = *version;
        probes->answered();
    });
    argoPresent(access->client(), [=](const Result<ArgoPresence> &presence) {
        if (presence)
            probes->items[index].argo = *presence;
        probes->answered();
    });
    if (!probes->permissions)
        return;
    for (AccessQuestion question : questions()) {
        question.ns = access->defaultNamespace();
        const qsizetype place = probes->items.at(index).permissions.size();
        probes->items[index].permissions.append({permissionName(question), {}});
        ++probes->open;
        access->canI(question, [=](const AccessAnswer &answer) {
            probes->items[index].permissions[place].second = answer;
            probes->answered();
        });
    }
}

} // namespace

void probeClusters(Call *call, const std::function<void(QList<ClusterProbe>)> &done, bool permissions)
{
    const auto workspace = call->workspace();
    if (!workspace)
        return call->fail(workspace.error());
    const QStringList contexts = call->line().contexts.isEmpty() ? (*workspace)->contexts() : call->line().contexts;
    const auto probes = std::make_shared<Probes>();
    probes->done = done;
    probes->permissions = permissions;
    probes->open = 1;
    for (const QString &context : contexts) {
        ClusterProbe probe;
        probe.context = context;
        probe.environment = (*workspace)->environment(context);
        probe.readOnly = (*workspace)->isReadOnly(context);
        const auto access = call->access(context);
        if (!access) {
            if (access.error().code == QLatin1String("unknownContext"))
                return call->fail(access.error());
            probe.error = access.error();
            probes->items.append(probe);
            continue;
        }
        const ContextConfig &config = (*access)->client()->context();
        probe.server = (*access)->server();
        probe.configuredUser = config.user.name;
        probe.insecure = config.cluster.insecure;
        probe.ns = (*access)->defaultNamespace();
        const qsizetype index = probes->items.size();
        probes->items.append(probe);
        ++probes->open;
        (*access)->whoAmI([probes, index, asked = *access](const Result<WhoAmI> &who) {
            ClusterProbe &item = probes->items[index];
            item.skewMs = asked->client()->clockSkewMs();
            if (!who)
                item.error = who.error();
            else {
                item.user = who->confirmed ? who->username : QString();
                askMore(probes, index, asked);
            }
            probes->answered();
        });
    }
    QTimer::singleShot(0, call, [probes] { probes->answered(); });
}

} // namespace maestro
