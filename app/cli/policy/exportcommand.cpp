// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "cli/policy/policyinput.h"
#include "services/manifest/yamltext.h"
#include "services/policy/analysisexport.h"
#include "text/humanize.h"

namespace maestro {

namespace {

struct Exported
{
    QVariantList templates;
    QVariantList rollouts;
    QVariantMap rules;
    QStringList notes;
};

Error bad(const char *code, const QString &message, const QString &hint)
{
    return {ErrorKind::BadInput, QString::fromLatin1(code), message, hint, {}};
}

Result<QList<PolicyService>> servicesAsked(const CommandLine &line, const Policy &policy)
{
    if (!line.has("service"))
        return policy.services;
    const auto service = serviceFrom(policy, line.value("service"));
    if (!service)
        return service.error();
    return QList<PolicyService>{**service};
}

ExportTarget targetOf(const CommandLine &line, const PolicyEnvironment &environment, const PolicyService &service)
{
    ExportTarget target;
    target.environment = environment.name;
    target.prometheus = line.has("prometheus") ? line.value("prometheus") : prometheusAddress(environment);
    target.ns = line.has("namespace") ? line.value("namespace") : service.workload.ns.isEmpty() ? environment.namespaces.value(QStringLiteral("apps")) : service.workload.ns;
    return target;
}

Result<Exported> exported(const CommandLine &line, const Policy &policy)
{
    const auto environment = environmentFrom(policy, line.value("environment"));
    if (!environment)
        return environment.error();
    const auto services = servicesAsked(line, policy);
    if (!services)
        return services.error();
    Exported made;
    QList<PolicyService> placed;
    for (PolicyService service : *services) {
        const ExportTarget target = targetOf(line, *environment, service);
        const AnalysisExport one = exportAnalysis(policy, service, target);
        made.templates += one.templates;
        if (!one.rollout.isEmpty())
            made.rollouts.append(one.rollout);
        for (const QString &note : one.notes)
            made.notes.append(service.name + QStringLiteral(": ") + note);
        service.workload.ns = target.ns;
        placed.append(service);
    }
    QStringList left;
    made.rules = exportRules(policy, placed, targetOf(line, *environment, {}), left);
    if (line.has("rules"))
        made.notes = left;
    return made;
}

QJsonObject exportDocument(const Policy &policy, const Exported &made)
{
    QJsonObject object = document(QStringLiteral("PolicyExport"));
    object[QLatin1String("policyHash")] = QString::fromLatin1(policy.hash);
    object[QLatin1String("templates")] = QJsonArray::fromVariantList(made.templates);
    object[QLatin1String("rollouts")] = QJsonArray::fromVariantList(made.rollouts);
    object[QLatin1String("rules")] = QJsonObject::fromVariantMap(made.rules);
    object[QLatin1String("notes")] = QJsonArray::fromStringList(made.notes);
    return object;
}

QString headText(const Policy &policy, const QStringList &notes)
{
    QString head = QStringLiteral("# ") + CliText::tr("policy %1, version %2, sha256 %3").arg(displaySafe(policy.name), displaySafe(policy.version), QString::fromLatin1(policy.hash)) + u'\n';
    for (const QString &note : notes)
        head += QStringLiteral("# ") + displaySafe(note, 1000) + u'\n';
    return head;
}

QString manifestText(const QVariantList &objects)
{
    QStringList parts;
    for (const QVariant &object : objects)
        parts.append(yamlText(object.toMap()));
    return parts.join(QStringLiteral("---\n"));
}

/// FILE, --policy FILE, or the one policy in force that has the service.
Result<PolicyPtr> policyAsked(Call *call)
{
    const CommandLine &line = call->line();
    if (!line.operands.isEmpty() && line.has("policy"))
        return bad("usage", CliText::tr("FILE and --policy are two policies"), CliText::tr("See maestro policy analysis-template --help."));
    if (const QString file = line.operands.isEmpty() ? line.value("policy") : line.operand(0); !file.isEmpty())
        return policyFrom(call, file);
    const auto library = call->policies();
    if (!library)
        return library.error();
    QList<PolicyPtr> fitting;
    for (const PolicyPtr &policy : (*library)->policies()) {
        if (!line.has("service") || policy->service(line.value("service")))
            fitting.append(policy);
    }
    if (fitting.size() == 1)
        return fitting.first();
    return bad("usage", fitting.isEmpty() ? CliText::tr("no policy in force has that service") : CliText::tr("%n policies fit", "", int(fitting.size())),
               CliText::tr("Name one: FILE or --policy FILE."));
}

} // namespace

void runPolicyExport(Call *call)
{
    const CommandLine &line = call->line();
    if (line.has("rollout") && line.has("rules"))
        return call->fail(bad("usage", CliText::tr("--rollout and --rules are two files"), CliText::tr("Call twice, or once with --json.")));
    const Result<PolicyPtr> policy = policyAsked(call);
    if (!policy)
        return call->fail(policy.error());
    if (!*policy)
        return; // failed already
    const Result<Exported> made = exported(line, **policy);
    if (!made)
        return call->fail(made.error());
    for (const QString &note : made->notes)
        call->out().note(CliText::tr("note: %1").arg(displaySafe(note, 1000)));
    const QVariantList &objects = line.has("rollout") ? made->rollouts : made->templates;
    if (!line.has("rules") && objects.isEmpty() && !call->out().json())
        return call->fail(bad("nothingToExport", CliText::tr("no service with a Rollout and gates: there is nothing to write"), {}));
    const QString body = line.has("rules") ? yamlText(made->rules) : manifestText(objects);
    call->out().answer(exportDocument(**policy, *made));
    call->out().answer(QString(headText(**policy, made->notes) + body).trimmed());
    call->finish(0);
}

} // namespace maestro
