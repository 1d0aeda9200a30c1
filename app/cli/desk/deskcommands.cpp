// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/desk/deskcommands.h"

#include "cli/commands/commands.h"
#include "cli/commands/servicefinder.h"
#include "cli/documents/documents.h"
#include "services/settingsservice.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include <QDir>

namespace maestro {

namespace {

QString estimateText(const RollbackOption &option)
{
    return option.estimateSeconds ? durationText(*option.estimateSeconds) : CliText::tr("not done here yet");
}

QString optionText(const RollbackOption &option)
{
    QString text = CliText::tr("%1 (%2): %3").arg(displaySafe(option.way.name, 80), deskKindLabel(option.way.kind), option.usable ? CliText::tr("usable") : CliText::tr("not usable")) + u'\n';
    const auto line = [&text](const QString &title, const QString &value) {
        if (!value.isEmpty())
            text += QStringLiteral("    %1: %2\n").arg(title, value);
    };
    line(option.usable ? CliText::tr("Chosen") : CliText::tr("Why not"), option.reason);
    line(CliText::tr("Permission"), option.permission);
    line(CliText::tr("Target"), displaySafe(option.target, 80));
    line(CliText::tr("Reverts"), option.reverts);
    line(CliText::tr("Leaves"), option.leaves);
    line(CliText::tr("Side effects"), option.sideEffects);
    line(CliText::tr("Takes"), estimateText(option));
    if (option.plan->call && option.plan->call->isProgram())
        line(CliText::tr("Command"), commandText(*option.plan->call));
    if (option.plan->call)
        line(CliText::tr("Afterwards"), checksText(*option.plan->call));
    for (const PlannedRequest &request : option.plan->requests)
        line(CliText::tr("Request"), request.method + u' ' + request.path);
    return text;
}

QString optionsText(const RollbackOptions &options)
{
    QString text = CliText::tr("Ways back for %1 (%2/%3)").arg(displaySafe(options.service, 80), displaySafe(options.target.ns, 80), displaySafe(options.target.name, 80)) + u'\n';
    QStringList tags;
    bool proven = false;
    for (const KnownGood &good : options.lastKnownGood) {
        if (good.source == GoodSource::Registry) {
            tags.append(displaySafe(good.tag, 128));
            continue;
        }
        proven = true;
        text += CliText::tr("Last known good: %1 from %2, %3. %4").arg(good.ref(), goodSourceWord(good.source), timeValue(good.at).toString(), goodReasonText(good)) + u'\n';
    }
    if (!proven)
        text += CliText::tr("Nothing is known to have been good before.") + u'\n';
    if (!tags.isEmpty()) // the last ones: a name proves nothing
        text += CliText::tr("Tags to pick with --to, by name, highest first: %1. %2").arg(tags.join(QStringLiteral(", ")), goodReasonText(options.lastKnownGood.constLast())) + u'\n';
    for (const QString &problem : options.problems)
        text += CliText::tr("Not read: %1").arg(displaySafe(problem, 400)) + u'\n';
    if (!options.busy.isEmpty())
        text += options.busy + u'\n';
    for (const RollbackOption &option : options.options)
        text += u'\n' + optionText(option);
    return text;
}

QJsonObject goodObject(const KnownGood &good)
{
    return {{QStringLiteral("ref"), textOrNull(good.ref())}, {QStringLiteral("source"), goodSourceWord(good.source)}, {QStringLiteral("at"), timeValue(good.at)},
            {QStringLiteral("why"), goodReasonText(good)}, {QStringLiteral("tag"), textOrNull(good.tag)}, {QStringLiteral("image"), textOrNull(good.image)}};
}

QJsonObject optionObject(const RollbackOption &option)
{
    const OperationPlan &plan = *option.plan;
    return {{QStringLiteral("provider"), option.way.name}, {QStringLiteral("type"), deskKindWord(option.way.kind)}, {QStringLiteral("usable"), option.usable},
            {QStringLiteral("reason"), textOrNull(option.reason)}, {QStringLiteral("permission"), textOrNull(option.permission)}, {QStringLiteral("target"), textOrNull(option.target)},
            {QStringLiteral("reverts"), textOrNull(option.reverts)}, {QStringLiteral("leaves"), textOrNull(option.leaves)}, {QStringLiteral("sideEffects"), textOrNull(option.sideEffects)},
            {QStringLiteral("estimateSeconds"), option.estimateSeconds ? QJsonValue(*option.estimateSeconds) : QJsonValue()}, {QStringLiteral("requests"), requestsDocument(plan)},
            {QStringLiteral("command"), plan.call && plan.call->isProgram() ? QJsonValue(QJsonArray::fromStringList(plan.call->argv)) : QJsonValue()}};
}

} // namespace

Result<DeskService *> deskServiceOf(Call *call, const QString &evidenceDirectory)
{
    const auto journal = call->journal();
    const auto workspace = journal ? call->workspace() : Result<Workspace *>(journal.error());
    const auto policies = workspace ? call->policies() : Result<PolicyLibrary *>(workspace.error());
    const auto folders = call->folders();
    if (!policies || !folders)
        return policies ? folders.error() : policies.error();
    DeskService::Means means;
    means.policies = [library = *policies] { return library->policies(); };
    means.connection = [space = *workspace](const QString &context) { return space->policyConnection(context); };
    means.policyInForce = [space = *workspace, library = *policies](const QString &context, const Rollout &rollout) {
        return library->planPolicy(space->policyConnection(context), rollout, Verb::Rollback);
    };
    means.readOnly = [space = *workspace](const QString &context) { return space->isReadOnly(context); };
    means.kubeconfig = [space = *workspace](const QString &context) { return space->kubeconfigFiles(context); };
    means.impersonate = (*workspace)->impersonated();
    means.environment = call->environment();
    means.helmProgram = SettingsService(folders->settingsFile()).value(QStringLiteral("helmProgram")).toString();
    means.locks = folders->state + QStringLiteral("/locks");
    means.runs = folders->state + QStringLiteral("/runs");
    means.evidence = {evidenceDirectory.isEmpty() ? QString() : QDir::current().absoluteFilePath(evidenceDirectory), folders->state};
    means.logUrl = call->setting("log-url", "DEPLOYMENT_LOG_URL");
    if (const auto endpoints = call->endpoints(); endpoints)
        means.endpoints = *endpoints;
    means.endpoint = [space = *workspace](const QString &context, const QString &key) { return space->endpoint(context, key); };
    means.journal = *journal;
    means.clock = call->clock();
    return new DeskService(std::move(means), call);
}

void runOptions(Call *call)
{
    const QString name = call->line().operand(0);
    const QString service = call->line().value("service");
    const auto target = name.isEmpty() ? Result<TargetName>(TargetName {{}, service}) : parseTarget(name);
    const auto access = target ? call->access() : Result<ClusterAccess *>(target.error());
    const auto desk = access ? deskServiceOf(call, {}) : Result<DeskService *>(access.error());
    if (!desk)
        return call->fail(desk.error());
    if (name.isEmpty() && service.isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("which service is meant is not said"), CliText::tr("Give --service NAME.")});
    const ObjectRef ref {(*access)->context(), (*access)->defaultNamespace(), target->name};
    const auto told = [call](const Result<RollbackOptionsPtr> &options) {
        if (!options)
            return call->fail(options.error());
        call->out().answer(rollbackOptionsDocument(**options));
        call->out().answer(optionsText(**options));
        call->finish(0);
    };
    const auto known = [call](const RollbackOptionsPtr &options) {
        call->out().note(CliText::tr("Asking %1 for its tags, 8 s at most…").arg(displaySafe(options->asking, 200)));
    };
    if (!name.isEmpty())
        return (*desk)->options(*access, ref, target->kind, told, known);
    serviceWorkload(call, service, [call, desk = *desk, access = *access, ref, told, known](const Result<Rollout> &workload) {
        if (!workload)
            return call->fail(workload.error());
        desk->options(access, {ref.context, workload->meta.ns, workload->meta.name}, workload->workload, told, known);
    });
}

QJsonObject rollbackOptionsDocument(const RollbackOptions &options)
{
    QJsonArray goods;
    for (const KnownGood &good : options.lastKnownGood)
        goods.append(goodObject(good));
    QJsonArray ways;
    for (const RollbackOption &option : options.options)
        ways.append(optionObject(option));
    QJsonObject object = document(QStringLiteral("RollbackOptions"));
    object[QLatin1String("service")] = options.service;
    object[QLatin1String("context")] = options.target.context;
    object[QLatin1String("namespace")] = options.target.ns;
    object[QLatin1String("name")] = options.target.name;
    object[QLatin1String("at")] = timeValue(options.at);
    object[QLatin1String("lastKnownGood")] = goods;
    object[QLatin1String("options")] = ways;
    object[QLatin1String("busy")] = textOrNull(options.busy);
    object[QLatin1String("problems")] = QJsonArray::fromStringList(options.problems);
    return object;
}

} // namespace maestro
