// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/drill/drillcommands.h"

#include "cli/commands/servicefinder.h"
#include "cli/commands/terminal.h"
#include "cli/validation/validationcommands.h"
#include "cli/documents/documents.h"
#include "services/cluster/actor.h"
#include "services/drill/drillrunner.h"
#include "text/humanize.h"

#include <QDir>
#include <QUuid>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 questionLifetimeMs = 120'000;
constexpr int shortestReason = 10;

QJsonValue milliseconds(const std::optional<qint64> &value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

/// Null where the step is no request, or it is worked out when it is its turn.
QJsonValue requestValue(const PlannedRequest &request)
{
    if (request.method.isEmpty())
        return {};
    return QJsonObject{{u"method"_s, request.method}, {u"path"_s, request.path}, {u"contentType"_s, request.contentType}, {u"body"_s, QString::fromUtf8(request.body)}};
}

QJsonObject runDocument(const DrillRun &run)
{
    QJsonArray steps;
    for (const DrillStepRun &step : run.steps)
        steps.append(QJsonObject{{u"do"_s, drillDeedWord(step.deed)}, {u"what"_s, step.what}, {u"state"_s, drillStateWord(step.state)}, {u"startedAt"_s, timeValue(step.startedAt)},
                                 {u"endedAt"_s, timeValue(step.endedAt)}, {u"finding"_s, textOrNull(step.finding)}});
    return {{u"id"_s, run.id}, {u"state"_s, drillStateWord(run.state)}, {u"startedAt"_s, timeValue(run.startedAt)}, {u"endedAt"_s, timeValue(run.endedAt)}, {u"by"_s, textOrNull(run.by)},
            {u"reason"_s, textOrNull(run.reason)}, {u"detectionMs"_s, milliseconds(run.detectionMs())}, {u"decisionMs"_s, milliseconds(run.decisionMs())},
            {u"recoveryMs"_s, milliseconds(run.recoveryMs())}, {u"records"_s, QJsonArray::fromStringList(run.records)}, {u"steps"_s, steps}};
}

QJsonObject headOf(const QString &kind, const DrillPlan &plan)
{
    QJsonObject object = document(kind);
    object.insert(u"drill"_s, plan.drill.name);
    object.insert(u"policy"_s, plan.match.policy->name);
    object.insert(u"environment"_s, plan.match.environment);
    object.insert(u"service"_s, plan.match.service);
    object.insert(u"context"_s, plan.target.context);
    object.insert(u"namespace"_s, plan.target.ns);
    object.insert(u"name"_s, plan.target.name);
    return object;
}

QString stopwatch(const std::optional<qint64> &value)
{
    return value ? durationText(*value / 1000) : CliText::tr("unknown");
}

/// NAME=VALUE, each.
Result<DeskVariables> valuesOf(const QStringList &given)
{
    DeskVariables values;
    for (const QString &one : given) {
        const qsizetype split = one.indexOf(u'=');
        if (split < 1)
            return Error{ErrorKind::BadInput, u"usage"_s, CliText::tr("--set \"%1\": it is NAME=VALUE").arg(displaySafe(one, 80)), {}, {}};
        values.insert(one.left(split), one.mid(split + 1));
    }
    return values;
}

struct Named
{
    PolicyPtr policy;
    PolicyDrill drill;
};

/// The drill of that name among the policies in force.
Result<Named> drillNamed(const PolicyLibrary &policies, const QString &name)
{
    QList<Named> found;
    QStringList all;
    for (const PolicyPtr &policy : policies.policies())
        for (const PolicyDrill &drill : drillsOf(*policy)) {
            all.append(drill.name);
            if (drill.name == name)
                found.append({policy, drill});
        }
    if (found.isEmpty())
        return Error{ErrorKind::NotFound, u"noDrill"_s, CliText::tr("no policy in force has a drill \"%1\"").arg(displaySafe(name, 80)),
                     all.isEmpty() ? CliText::tr("A policy names drills in its section \"drills\".") : CliText::tr("There are: %1.").arg(displaySafe(all.join(u", "_s), 400))};
    if (found.size() > 1)
        return Error{ErrorKind::BadInput, u"ambiguous"_s, CliText::tr("%1 policies have a drill \"%2\"").arg(found.size()).arg(displaySafe(name, 80)), CliText::tr("Say which one with --policy FILE.")};
    return found.first();
}

/// The service that is meant: --service, else the only one of the policy.
Result<QString> serviceOf(const Call &call, const Named &named)
{
    if (call.line().has("service"))
        return call.line().value("service");
    if (named.policy->services.size() == 1)
        return named.policy->services.first().name;
    return Error{ErrorKind::BadInput, u"usage"_s, CliText::tr("--service NAME says for which service of the policy %1").arg(displaySafe(named.policy->name)), {}, {}};
}

using Ready = std::function<void(const DrillPlan &, ClusterAccess *)>;

/// Everything filled in; an error ends the call.
void withPlan(Call *call, const QString &reason, Ready ready)
{
    const auto policies = call->policies();
    const auto named = policies ? drillNamed(**policies, call->line().operand(0)) : Result<Named>(policies.error());
    const auto service = named ? serviceOf(*call, *named) : Result<QString>(named.error());
    const auto values = service ? valuesOf(call->line().sets) : Result<DeskVariables>(service.error());
    const auto folders = values ? call->folders() : Result<Paths>(values.error());
    if (!folders)
        return call->fail(folders.error());
    serviceTarget(call, *service, [=, named = *named, values = *values, folders = *folders, service = *service](const Result<Target> &target) {
        if (!target)
            return call->fail(target.error());
        target->access->readWorkload(target->ns, target->name.name, target->name.kind, [=, access = target->access](const Result<Rollout> &workload) {
            if (!workload)
                return call->fail(workload.error());
            PolicyMatch match = matchPolicy({named.policy}, (*call->workspace())->policyConnection(access->context()), *workload);
            if (!match || match.service != service)
                return call->fail({ErrorKind::Refused, u"notForDrills"_s, CliText::tr("the policy %1 does not name %2 on this cluster").arg(displaySafe(named.policy->name), displaySafe(service)),
                                   CliText::tr("Its environments say for which connections it is; nothing was started.")});
            DrillOrder order{QUuid::createUuid().toString(QUuid::WithoutBraces), reason, call->setting("log-url", "DEPLOYMENT_LOG_URL"), values, {}};
            const QString said = call->setting("evidence-dir", "EVIDENCE_DIR");
            order.evidence = said.isEmpty() ? folders.state + u"/evidence/drills"_s : QDir::current().absoluteFilePath(said);
            ProgramGround ground;
            ground.environment = call->environment();
            ground.scriptFolder = scriptFolderOf(*named.policy);
            ground.kubeconfig = (*call->workspace())->kubeconfigFiles(access->context());
            ground.context = access->context();
            ground.impersonate = call->line().value("as");
            const auto plan = planDrill(named.drill, match, access->context(), *workload, order, ground);
            plan ? ready(*plan, access) : call->fail(plan.error());
        });
    });
}

QString planText(const DrillPlan &plan)
{
    TextTable table({u"STEP"_s, u"DO"_s, u"WHAT"_s});
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        table.add({QString::number(i + 1), drillDeedWord(plan.steps.at(i).deed), drillStepText(plan, i)});
    QString leaves;
    for (qsizetype i = 0; i < plan.steps.size(); ++i)
        if (!plan.requests.at(i).method.isEmpty())
            leaves += u'\n' + CliText::tr("step %1: %2").arg(i + 1).arg(drillStepExact(plan, i)) + u'\n';
    return CliText::tr("drill %1 of %2 in %3 (%4), on %5/%6").arg(displaySafe(plan.drill.name), displaySafe(plan.match.service), displaySafe(plan.match.environment),
                                                                  displaySafe(plan.target.context), displaySafe(plan.target.ns), displaySafe(plan.target.name))
        + u'\n' + table.text() + leaves;
}

QString reportText(const DrillRun &run)
{
    TextTable table({u"STEP"_s, u"DO"_s, u"STATE"_s, u"TOOK"_s, u"SEEN"_s});
    for (qsizetype i = 0; i < run.steps.size(); ++i) {
        const DrillStepRun &step = run.steps.at(i);
        table.add({QString::number(i + 1), drillDeedWord(step.deed), drillStateWord(step.state), step.endedAt.isValid() ? durationText(step.startedAt.secsTo(step.endedAt)) : QString(), step.finding});
    }
    return table.text() + u'\n' + CliText::tr("detected after %1, decided after %2, recovered after %3").arg(stopwatch(run.detectionMs()), stopwatch(run.decisionMs()), stopwatch(run.recoveryMs())) + u'\n'
        + CliText::tr("drill %1: %2 (%3)").arg(displaySafe(run.drill), drillStateWord(run.state), run.id);
}

void report(Call *call, const DrillPlan &plan, const DrillRun &run)
{
    QJsonObject object = headOf(u"DrillRun"_s, plan);
    const QJsonObject went = runDocument(run);
    for (auto it = went.begin(); it != went.end(); ++it)
        object.insert(it.key(), it.value());
    object.insert(u"reportLink"_s, textOrNull(plan.drill.reportLink));
    call->out().answer(object);
    call->out().answer(reportText(run));
    call->finish(run.state == DrillState::Passed ? 0 : 1);
}

/// For native steps. The policies are read anew before each: where a drill is not marked any more, or its policy is broken, nothing is sent.
Result<OperationService *> operationsFor(Call *call, const DrillPlan &plan, ClusterAccess *access, JournalService *journal, const Paths &folders)
{
    const auto workspace = call->workspace();
    const auto policies = workspace ? call->policies() : Result<PolicyLibrary *>(workspace.error());
    if (!policies)
        return policies.error();
    auto *operations = new OperationService([access](const QString &) { return access; }, journal, call->clock(), call);
    operations->setPolicyFor([space = *workspace, library = *policies, name = plan.match.policy->name](const QString &context, const Rollout &rollout, Verb verb) {
        library->load();
        return library->policyToActBy(name) ? library->planPolicy(space->policyConnection(context), rollout, verb) : PlanPolicy();
    });
    operations->setReadOnlyCheck([space = *workspace](const QString &context) { return space->isReadOnly(context); });
    operations->setLockFor([locks = escalationLocks(call, *workspace, *policies, journal)](const ObjectRef &target, const Rollout &workload, Verb verb, ClusterAccess *over, Callback<QString> done) {
        locks->ask(target, workload, verbWord(verb), over, std::move(done));
    });
    operations->setLockDirectory(folders.state + u"/locks"_s);
    operations->setEvidenceDirectory(plan.order.evidence);
    return operations;
}

void begin(Call *call, const DrillPlan &plan, ClusterAccess *access)
{
    const auto journal = call->journal();
    const auto usable = journal ? (*journal)->usable() : Result<Done>(journal.error());
    if (!usable)
        return call->fail(usable.error());
    const auto folders = call->folders();
    const auto operations = operationsFor(call, plan, access, *journal, *folders);
    if (!operations)
        return call->fail(operations.error());
    whoActs(call, access, call->line().value("as"), [=, journal = *journal, folders = *folders, operations = *operations](const Actor &actor) {
        ProgramGround ground;
        ground.environment = call->environment();
        ground.kubeconfig = (*call->workspace())->kubeconfigFiles(access->context());
        auto *runner = new DrillRunner(plan, {access, journal, call->clock(), programEnvironment(ground), folders.state + u"/runs"_s, folders.state + u"/locks"_s, folders.state + u"/notes"_s, actor, operations}, call);
        QObject::connect(runner, &DrillRunner::said, call, [call](const QString &line) { call->out().note(line); });
        QObject::connect(runner, &DrillRunner::failed, call, [call](const Error &error) { call->fail(error); });
        QObject::connect(runner, &DrillRunner::finished, call, [call, runner, plan] { report(call, plan, runner->run()); });
        onInterrupt(runner, [call, runner] {
            call->out().note(CliText::tr("interrupted: what the drill deployed is still there; nothing more is begun"));
            runner->stop();
        });
        runner->start();
    });
}

} // namespace

void runDrillList(Call *call)
{
    const auto policies = call->policies();
    const auto journal = policies ? call->journal() : Result<JournalService *>(policies.error());
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto folders = records ? call->folders() : Result<Paths>(records.error());
    if (!folders)
        return call->fail(folders.error());
    const QList<DrillRun> runs = withInterruptions(drillRuns(*records), folders->state + u"/locks"_s);
    const QDateTime now = call->clock()->utcNow();
    QJsonArray items;
    TextTable table({u"DRILL"_s, u"POLICY"_s, u"FOR"_s, u"EVERY"_s, u"LAST"_s, u"DUE"_s});
    for (const PolicyPtr &policy : (*policies)->policies()) {
        for (const PolicyDrill &drill : drillsOf(*policy)) {
            const auto same = [&](const DrillRun &run) { return run.drill == drill.name && run.policy == policy->name; };
            const auto last = std::find_if(runs.cbegin(), runs.cend(), same);
            const auto passed = std::find_if(runs.cbegin(), runs.cend(), [&same](const DrillRun &run) { return same(run) && run.state == DrillState::Passed; });
            const QDateTime due = drillDueAt(drill, passed == runs.cend() ? QDateTime() : passed->endedAt, now);
            const bool overdue = due.isValid() && due < now;
            items.append(QJsonObject{{u"name"_s, drill.name}, {u"policy"_s, policy->name}, {u"every"_s, textOrNull(drill.every)}, {u"environments"_s, QJsonArray::fromStringList(drill.environments)},
                                     {u"lead"_s, textOrNull(drill.lead)}, {u"reportLink"_s, textOrNull(drill.reportLink)}, {u"steps"_s, drill.steps.size()},
                                     {u"last"_s, last == runs.cend() ? QJsonValue() : QJsonValue(runDocument(*last))},
                                     {u"lastPassedAt"_s, timeValue(passed == runs.cend() ? QDateTime() : passed->endedAt)}, {u"dueAt"_s, timeValue(due)}, {u"overdue"_s, overdue}});
            table.add({drill.name, policy->name, drill.environments.join(u", "_s), drill.every, last == runs.cend() ? CliText::tr("never run") : drillStateWord(last->state) + u' ' + utcText(last->startedAt),
                       !due.isValid() ? CliText::tr("no date") : overdue ? CliText::tr("OVERDUE since %1").arg(utcText(due)) : utcText(due)});
        }
    }
    QJsonObject object = document(u"DrillList"_s);
    object.insert(u"items"_s, items);
    object.insert(u"policyProblems"_s, call->policyProblems());
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("The policies in force have no drills.\n") : table.text());
    call->finish(0);
}

void runDrillShow(Call *call)
{
    withPlan(call, call->setting("reason", "ROLLBACK_REASON"), [call](const DrillPlan &plan, ClusterAccess *) {
        QJsonArray steps;
        for (qsizetype i = 0; i < plan.steps.size(); ++i)
            steps.append(QJsonObject{{u"do"_s, drillDeedWord(plan.steps.at(i).deed)}, {u"what"_s, drillStepText(plan, i)}, {u"argv"_s, QJsonArray::fromStringList(plan.calls.at(i).argv)},
                                     {u"env"_s, QJsonArray::fromStringList(plan.calls.at(i).environment.keys())}, {u"request"_s, requestValue(plan.requests.at(i))}});
        QJsonObject object = headOf(u"DrillPlan"_s, plan);
        object.insert(u"steps"_s, steps);
        call->out().answer(object);
        call->out().answer(planText(plan));
        call->finish(0);
    });
}

void runDrillRun(Call *call)
{
    const QString reason = call->setting("reason", "ROLLBACK_REASON").trimmed();
    if (reason.size() < shortestReason || reason.size() > 2000)
        return call->fail({ErrorKind::BadInput, u"reason"_s, reason.isEmpty() ? CliText::tr("a reason is required") : CliText::tr("the reason has %1 to 2000 characters").arg(shortestReason),
                           CliText::tr("Give --reason TEXT or set ROLLBACK_REASON.")});
    if (!call->line().has("yes") && !haveTerminal())
        return call->fail({ErrorKind::BadInput, u"confirmation"_s, CliText::tr("nothing is changed without a confirmation"),
                           CliText::tr("Give --yes, or call it on a terminal. `maestro drill show` shows what would be done.")});
    withPlan(call, reason, [call](const DrillPlan &plan, ClusterAccess *access) {
        if (call->line().has("yes"))
            return begin(call, plan, access);
        call->out().note(planText(plan));
        askOnTerminal(call, call->out(), plan.match.environment, questionLifetimeMs, [call, plan, access](bool confirmed) {
            confirmed ? begin(call, plan, access) : call->fail({ErrorKind::Refused, u"notConfirmed"_s, CliText::tr("not confirmed: nothing was started"), {}, {}});
        });
    });
}

} // namespace maestro
