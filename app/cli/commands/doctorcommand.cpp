// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"
#include "cli/audit/auditdelivery.h"
#include "cli/commands/clusterprobe.h"
#include "cli/commands/commands.h"
#include "cli/desk/remoteprobe.h"
#include "cli/documents/documents.h"
#include "services/audit/grafanasink.h"
#include "services/cluster/clustersession.h"
#include "services/cluster/storecheck.h"
#include "services/journaltrial.h"
#include "text/humanize.h"

#include <QFileInfo>
#include <QStorageInfo>

namespace maestro {

namespace {

constexpr qint64 skewWarningMs = 30'000;
constexpr qint64 littleDiskBytes = 64 * 1024 * 1024;

enum class Health { Fine, Warning, Problem };

struct Finding
{
    QString check;
    QString subject;
    Health health = Health::Fine;
    QString message;
    QString hint = {};
};

QString healthWord(Health health)
{
    return health == Health::Fine ? QStringLiteral("fine") : health == Health::Warning ? QStringLiteral("warning") : QStringLiteral("problem");
}

Finding failed(const char *check, const QString &subject, const Error &error)
{
    return {QLatin1String(check), subject, Health::Problem, error.message, error.hint};
}

void checkCluster(QList<Finding> &findings, const ClusterProbe &probe)
{
    if (probe.error) {
        findings.append(failed("connection", probe.context, *probe.error));
        return;
    }
    const QString who = probe.user.isEmpty() ? CliText::tr("the server does not say who we are") : CliText::tr("%1 as %2").arg(probe.version, probe.user);
    findings.append({QStringLiteral("connection"), probe.context, probe.user.isEmpty() ? Health::Warning : Health::Fine, who});
    if (probe.insecure)
        findings.append({QStringLiteral("connection"), probe.context, Health::Warning, CliText::tr("the server's certificate is not checked"),
                         CliText::tr("Remove insecure-skip-tls-verify from the kubeconfig and add the certificate authority.")});
    if (!probe.argo)
        findings.append({QStringLiteral("argo"), probe.context, Health::Warning, CliText::tr("not known whether Argo Rollouts is installed")});
    else
        findings.append({QStringLiteral("argo"), probe.context, probe.argo->crdPresent ? Health::Fine : Health::Warning,
                         probe.argo->crdPresent ? CliText::tr("Argo Rollouts is served") : CliText::tr("Argo Rollouts is not installed; only Deployments can be seen")});
    for (const auto &[name, answer] : probe.permissions) {
        const bool allowed = answer.access == Access::Allowed;
        findings.append({QStringLiteral("permission"), probe.context, allowed ? Health::Fine : Health::Warning,
                         answer.access == Access::Unknown ? CliText::tr("not known whether you may %1 in %2").arg(name, probe.ns)
                             : allowed ? CliText::tr("may %1 in %2").arg(name, probe.ns) : CliText::tr("may not %1 in %2").arg(name, probe.ns),
                         allowed ? QString() : CliText::tr("Ask for a Role with this verb if you need it.")});
    }
    if (probe.skewMs) {
        const bool far = std::abs(*probe.skewMs) > skewWarningMs;
        findings.append({QStringLiteral("clock"), probe.context, far ? Health::Warning : Health::Fine,
                         CliText::tr("this machine and the server differ by %1 s").arg(double(*probe.skewMs) / 1000.0, 0, 'f', 1),
                         far ? CliText::tr("Synchronise the clock; certificates, tokens and the Journal depend on it.") : QString()});
    }
}

void checkEndpoint(QList<Finding> &findings, const EndpointProbe &probe)
{
    if (probe.error)
        findings.append({probe.kind, probe.source, Health::Problem, probe.error->message, probe.error->hint});
    else
        findings.append({probe.kind, probe.source, Health::Fine, probe.version.isEmpty() ? CliText::tr("answers") : CliText::tr("answers, version %1").arg(probe.version)});
    if (probe.skewMs && std::abs(*probe.skewMs) > skewWarningMs)
        findings.append({QStringLiteral("clock"), probe.source, Health::Warning, CliText::tr("this machine and the server differ by %1 s").arg(double(*probe.skewMs) / 1000.0, 0, 'f', 1),
                         CliText::tr("Synchronise the clocks; the age of samples depends on it.")});
}

void checkFiles(Call *call, QList<Finding> &findings)
{
    const auto folders = call->folders();
    if (!folders) {
        findings.append(failed("folders", {}, folders.error()));
        return;
    }
    const auto journal = call->journal();
    const auto usable = journal ? (*journal)->usable() : Result<Done>(journal.error());
    if (!usable)
        findings.append(failed("journal", folders->journal, usable.error()));
    for (const QString &notice : journal ? (*journal)->notices() : QStringList())
        findings.append({QStringLiteral("journal"), folders->journal, Health::Warning, notice});
    const JournalVerification v = verifyJournal(folders->journal);
    if (v.state == JournalState::Broken)
        findings.append({QStringLiteral("journal"), folders->journal, Health::Problem, CliText::tr("the chain is broken: %1").arg(v.message), CliText::tr("Keep a copy, then see `maestro journal verify`.")});
    else if (!v.openIntents.isEmpty())
        findings.append({QStringLiteral("journal"), folders->journal, Health::Warning, CliText::tr("%n action(s) without an outcome", "", int(v.openIntents.size())), CliText::tr("Call `maestro journal reconcile`.")});
    else if (usable)
        findings.append({QStringLiteral("journal"), folders->journal, Health::Fine, CliText::tr("writable and whole, %n record(s)", "", int(v.records))});
    const auto nearest = [](QString place) { // not there before the first action
        while (!QFileInfo::exists(place))
            place = QFileInfo(place).path();
        return place;
    };
    if (usable) {
        const QString place = nearest(folders->state);
        const auto tried = tryJournal(place, call->clock());
        findings.append(tried ? Finding {QStringLiteral("journal"), place, Health::Fine, CliText::tr("a record on trial was written, read back, and its falsification noticed")} : failed("journal", place, tried.error()));
    }
    const QStorageInfo disk(nearest(folders->journal));
    const qint64 free = disk.bytesAvailable();
    const bool little = free < littleDiskBytes;
    findings.append({QStringLiteral("disk"), disk.rootPath(), disk.isReadOnly() ? Health::Problem : little ? Health::Warning : Health::Fine,
                     CliText::tr("%1 MiB free").arg(free / (1024 * 1024)), little ? CliText::tr("Without room for the record no action is possible.") : QString()});
    const auto trusted = TrustStore(folders->trustFile()).list();
    if (!trusted)
        findings.append(failed("trust", folders->trustFile(), trusted.error()));
    else
        findings.append({QStringLiteral("trust"), folders->trustFile(), Health::Fine, CliText::tr("%n plugin(s) may run", "", int(trusted->size()))});
}

void checkPolicies(Call *call, QList<Finding> &findings)
{
    const auto folders = call->folders();
    if (!folders)
        return; // said already
    PolicyLibrary library(folders->policies(), call->line().policies);
    library.load();
    for (const PolicyPtr &policy : library.policies())
        findings.append({QStringLiteral("policy"), policy->file, Health::Fine, CliText::tr("%1, version %2, sha256 %3").arg(policy->name, policy->version, QString::fromLatin1(policy->hash))});
    for (const Error &problem : library.problems()) {
        Finding finding = failed("policy", problem.where ? problem.where->file : QString(), problem);
        if (problem.where && problem.where->line > 0)
            finding.message = CliText::tr("line %1, column %2: %3").arg(problem.where->line).arg(problem.where->column).arg(problem.message);
        findings.append(finding);
    }
    if (library.files().isEmpty())
        findings.append({QStringLiteral("policy"), folders->policies(), Health::Fine, CliText::tr("no policies")});
}

void tellSink(Call *call, const AuditWebhook::Settings &settings, QList<Finding> &findings)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const AuditSinkStatus sink = AuditWebhook::statusOf(settings, records ? *records : QList<JournalRecord>());
    if (!sink.problem.isEmpty())
        findings.append({QStringLiteral("audit"), sink.url, Health::Warning, CliText::tr("%n record(s) not delivered yet: %1", "", int(sink.waiting)).arg(sink.problem),
                         CliText::tr("They stay in the Journal; `maestro journal deliver` tries now.")});
    else
        findings.append({QStringLiteral("audit"), sink.url, Health::Fine, CliText::tr("%n record(s) not delivered yet", "", int(sink.waiting))});
    if (sink.skipped > 0)
        findings.append({QStringLiteral("audit"), sink.url, Health::Warning, CliText::tr("%n record(s) never delivered: refused, or too many waited", "", int(sink.skipped)),
                         CliText::tr("The Journal has them all.")});
}

/// A fault of connections.yaml is told with the kubeconfig.
void checkAudit(Call *call, QList<Finding> &findings)
{
    const auto folders = call->folders();
    if (!folders)
        return;
    for (const auto &settings : {auditSettings(*folders), grafanaSettingsOf(call, *folders)})
        if (settings && settings->has_value())
            tellSink(call, **settings, findings);
}

void checkRemote(QList<Finding> &findings, const RemoteProbe &remote)
{
    if (remote.error)
        findings.append({remote.kind, remote.source, Health::Problem, remote.error->message, remote.error->hint});
    else
        findings.append({remote.kind, remote.source, remote.sure ? Health::Fine : Health::Warning, remote.said, remote.hint});
}

void tellStore(QList<Finding> &findings, const QString &context, const StoreComparison &found)
{
    if (found.error)
        findings.append(failed("store", context, *found.error));
    else if (found.differences.isEmpty())
        findings.append({QStringLiteral("store"), context, Health::Fine, CliText::tr("what was watched is what the server lists: %n object(s)", "", int(found.listed))});
    for (const QString &difference : found.differences)
        findings.append({QStringLiteral("store"), context, Health::Problem, difference, CliText::tr("What is shown was not true: please report this.")});
}

/// Watches like the window does, for as long as --compare says, then compares.
void compareStores(Call *call, Workspace *workspace, const std::shared_ptr<QList<Finding>> &findings, const std::function<void()> &done)
{
    const std::optional<int> duration = parseDuration(call->line().value("compare"));
    if (!duration)
        return done();
    workspace->watchAll({WorkloadKind::Rollout, WorkloadKind::Deployment});
    QTimer::singleShot(*duration, call, [workspace, findings, done] {
        const auto open = std::make_shared<qsizetype>(workspace->sessions().size());
        for (ClusterSession *session : workspace->sessions()) {
            session->compareStore(3'000, [context = session->status().context, findings, open, done](const StoreComparison &found) {
                tellStore(*findings, context, found);
                if (--*open == 0)
                    done();
            });
        }
        if (workspace->sessions().isEmpty())
            done();
    });
}

void conclude(Call *call, const QList<Finding> &findings)
{
    QJsonArray items;
    TextTable table({QStringLiteral("CHECK"), QStringLiteral("SUBJECT"), QStringLiteral("STATE"), QStringLiteral("MESSAGE")});
    bool problem = false;
    for (const Finding &f : findings) {
        problem = problem || f.health == Health::Problem;
        items.append(QJsonObject{{QStringLiteral("check"), f.check}, {QStringLiteral("subject"), textOrNull(f.subject)}, {QStringLiteral("state"), healthWord(f.health)},
                                 {QStringLiteral("message"), f.message}, {QStringLiteral("hint"), textOrNull(f.hint)}});
        table.add({f.check, f.subject, healthWord(f.health), f.hint.isEmpty() ? f.message : f.message + QStringLiteral(". ") + f.hint});
    }
    QJsonObject object = document(QStringLiteral("Doctor"));
    object[QLatin1String("healthy")] = !problem;
    object[QLatin1String("items")] = items;
    call->out().answer(object);
    call->out().answer(table.text());
    call->finish(problem ? 1 : 0);
}

} // namespace

void runDoctor(Call *call)
{
    const auto findings = std::make_shared<QList<Finding>>();
    checkFiles(call, *findings);
    checkPolicies(call, *findings);
    checkAudit(call, *findings);
    const auto workspace = call->workspace();
    if (!workspace) {
        Finding finding = failed("kubeconfig", call->line().value("kubeconfig"), workspace.error());
        if (workspace.error().where)
            finding.subject = workspace.error().where->file;
        findings->append(finding);
        return conclude(call, *findings);
    }
    for (const QString &warning : (*workspace)->warnings())
        findings->append({QStringLiteral("kubeconfig"), {}, Health::Warning, warning});
    probeClusters(call, [call, findings](const QList<ClusterProbe> &probes) {
        for (const ClusterProbe &probe : probes)
            checkCluster(*findings, probe);
        probeEndpoints(call, [call, findings](const QList<EndpointProbe> &endpoints) {
            for (const EndpointProbe &endpoint : endpoints)
                checkEndpoint(*findings, endpoint);
            probeRemotes(call, [call, findings](const QList<RemoteProbe> &remotes) {
                for (const RemoteProbe &remote : remotes)
                    checkRemote(*findings, remote);
                compareStores(call, *call->workspace(), findings, [call, findings] { conclude(call, *findings); });
            });
        });
    }, true);
}

} // namespace maestro
