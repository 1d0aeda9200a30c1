// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/clusterprobe.h"
#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "cli/line/helptext.h"

namespace maestro {

namespace {

QJsonObject clusterObject(const ClusterProbe &probe, const QString &current)
{
    const bool reached = !probe.error;
    QJsonObject object{{QStringLiteral("context"), probe.context},
                       {QStringLiteral("current"), probe.context == current},
                       {QStringLiteral("server"), textOrNull(probe.server)},
                       {QStringLiteral("user"), textOrNull(probe.user)},
                       {QStringLiteral("configuredUser"), textOrNull(probe.configuredUser)},
                       {QStringLiteral("namespace"), textOrNull(probe.ns)},
                       {QStringLiteral("environment"), textOrNull(probe.environment)},
                       {QStringLiteral("readOnly"), probe.readOnly},
                       {QStringLiteral("reachable"), reached},
                       {QStringLiteral("code"), reached ? QJsonValue(QJsonValue::Null) : QJsonValue(probe.error->code)},
                       {QStringLiteral("message"), reached ? QJsonValue(QJsonValue::Null) : QJsonValue(probe.error->message)},
                       {QStringLiteral("hint"), reached ? QJsonValue(QJsonValue::Null) : textOrNull(probe.error->hint)},
                       {QStringLiteral("kubernetesVersion"), textOrNull(probe.version)}};
    object[QLatin1String("argoRollouts")] = probe.argo ? QJsonValue(probe.argo->crdPresent) : QJsonValue(QJsonValue::Null);
    return object;
}

} // namespace

void runClusters(Call *call)
{
    probeClusters(call, [call](const QList<ClusterProbe> &probes) {
        const auto workspace = call->workspace();
        const QString current = (*workspace)->currentContext();
        QJsonArray items;
        TextTable table({QStringLiteral(" "), QStringLiteral("CONTEXT"), QStringLiteral("SERVER"), QStringLiteral("IDENTITY"), QStringLiteral("VERSION"), QStringLiteral("STATE")});
        for (const ClusterProbe &probe : probes) {
            items.append(clusterObject(probe, current));
            const QString state = probe.error ? probe.error->message
                : probe.argo && !probe.argo->crdPresent ? CliText::tr("reachable, without Argo Rollouts") : CliText::tr("reachable");
            table.add({probe.context == current ? QStringLiteral("*") : QStringLiteral(" "), probe.context, probe.server,
                       probe.user.isEmpty() ? CliText::tr("not confirmed") : probe.user, probe.version, state});
        }
        QJsonObject object = document(QStringLiteral("ClusterList"));
        object[QLatin1String("readAt")] = timeValue(call->clock()->utcNow());
        object[QLatin1String("items")] = items;
        call->out().answer(object);
        call->out().answer(table.isEmpty() ? CliText::tr("the kubeconfig has no contexts") : table.text());
        call->finish(0);
    });
}

void runCompletion(Call *call)
{
    const QString shell = call->line().operand(0);
    const QString script = shell == QLatin1String("bash") ? bashCompletion() : shell == QLatin1String("zsh") ? zshCompletion() : manualPage();
    if (call->out().json()) {
        QJsonObject object = document(QStringLiteral("Completion"));
        object[QLatin1String("shell")] = shell;
        object[QLatin1String("text")] = script;
        call->out().answer(object);
    }
    call->out().answer(script);
    call->finish(0);
}

} // namespace maestro
