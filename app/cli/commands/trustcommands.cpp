// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr qint64 questionLifetimeMs = 60'000;

QJsonObject pluginObject(const PluginFingerprint &plugin, const QDateTime &since)
{
    return {{QStringLiteral("user"), plugin.user},
            {QStringLiteral("command"), plugin.command},
            {QStringLiteral("arguments"), QJsonArray::fromStringList(plugin.arguments)},
            {QStringLiteral("environment"), QJsonArray::fromStringList(plugin.environmentNames)},
            {QStringLiteral("sha256"), plugin.sha256},
            {QStringLiteral("since"), timeValue(since)}};
}

void printPlugins(Call *call, const QJsonArray &items)
{
    QJsonObject object = document(QStringLiteral("TrustList"));
    object[QLatin1String("items")] = items;
    call->out().answer(object);
}

void allow(Call *call, const PluginFingerprint &plugin)
{
    const auto workspace = call->workspace();
    const QDateTime now = call->clock()->utcNow();
    if (const auto kept = (*workspace)->trustStore().allow(plugin, now); !kept)
        return call->fail(kept.error());
    printPlugins(call, {pluginObject(plugin, now)});
    call->out().answer(CliText::tr("allowed: %1 for user %2, exactly as it is now").arg(displaySafe(plugin.command), displaySafe(plugin.user)));
    call->finish(0);
}

} // namespace

void runTrustList(Call *call)
{
    const auto folders = call->folders();
    const auto plugins = folders ? TrustStore(folders->trustFile()).list() : Result<QList<TrustedPlugin>>(folders.error());
    if (!plugins)
        return call->fail(plugins.error());
    QJsonArray items;
    TextTable table({QStringLiteral("USER"), QStringLiteral("COMMAND"), QStringLiteral("ARGUMENTS"), QStringLiteral("SHA-256"), QStringLiteral("SINCE")});
    for (const TrustedPlugin &one : *plugins) {
        items.append(pluginObject(one.identity, one.since));
        table.add({one.identity.user, one.identity.command, one.identity.arguments.join(u' '), one.identity.sha256, one.since.toString(Qt::ISODate)});
    }
    printPlugins(call, items);
    call->out().answer(table.isEmpty() ? CliText::tr("no plugin is allowed to run") : table.text());
    call->finish(0);
}

void runTrustAdd(Call *call)
{
    const bool terminal = haveTerminal();
    if (!call->line().has("yes") && !terminal)
        return call->fail({ErrorKind::BadInput, QStringLiteral("confirmation"), CliText::tr("no plugin is allowed without a confirmation"),
                           CliText::tr("Give --yes, or call it on a terminal."), {}});
    const auto workspace = call->workspace();
    const auto found = workspace ? (*workspace)->pluginOf(call->line().operand(0)) : Result<PluginIdentity>(workspace.error());
    if (!found)
        return call->fail(found.error());
    const PluginFingerprint plugin = fingerprintOf(*found);
    call->out().note(CliText::tr("User:        %1").arg(displaySafe(plugin.user)));
    call->out().note(CliText::tr("Runs:        %1").arg(displaySafe(plugin.command, 1000)));
    call->out().note(CliText::tr("Arguments:   %1").arg(displaySafe(plugin.arguments.join(QStringLiteral(" | ")), 1000)));
    call->out().note(CliText::tr("Environment: %1").arg(displaySafe(plugin.environmentNames.join(QStringLiteral(", ")), 1000)));
    call->out().note(CliText::tr("SHA-256:     %1").arg(plugin.sha256));
    if (call->line().has("yes"))
        return allow(call, plugin);
    askOnTerminal(call, call->out(), QStringLiteral("allow"), questionLifetimeMs, [call, plugin](bool confirmed) {
        if (confirmed)
            return allow(call, plugin);
        call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed: nothing was allowed"), {}, {}});
    });
}

void runTrustRemove(Call *call)
{
    const auto folders = call->folders();
    const QString user = call->line().operand(0);
    const auto removed = folders ? TrustStore(folders->trustFile()).remove(user) : Result<int>(folders.error());
    if (!removed)
        return call->fail(removed.error());
    if (*removed == 0)
        return call->fail({ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("nothing was allowed for user \"%1\"").arg(displaySafe(user, 80)), {}, {}});
    QJsonObject object = document(QStringLiteral("TrustRemoval"));
    object[QLatin1String("user")] = user;
    object[QLatin1String("removed")] = *removed;
    call->out().answer(object);
    call->out().answer(CliText::tr("no longer allowed for user %1").arg(displaySafe(user)));
    call->finish(0);
}

} // namespace maestro
