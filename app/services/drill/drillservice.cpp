// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/drillservice.h"

#include "services/cluster/actor.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drill)
};

/// Said by whoever runs it: what neither the policy nor the workload says.
QStringList toSay(const PolicyDrill &drill, const Policy &policy)
{
    static const QStringList known{QStringLiteral("service"), QStringLiteral("namespace"), QStringLiteral("name"), QStringLiteral("context"), QStringLiteral("environment"),
                                   QStringLiteral("log_url"), QStringLiteral("reason"), QStringLiteral("action_id")};
    const DeskVariables declared = declaredVariables(policy.document.value(QStringLiteral("variables")).toMap());
    QStringList names = drillPlaceholders(drill);
    names.removeIf([&](const QString &name) { return known.contains(name) || declared.contains(name); });
    return names;
}

} // namespace

DrillService::DrillService(Means means, QObject *parent)
    : DrillPort(parent)
    , m_means(std::move(means))
{
    connect(m_means.policies, &PolicyLibrary::policiesChanged, this, &DrillService::refresh);
    connect(m_means.workspace, &Workspace::sessionsChanged, this, &DrillService::refresh);
}

void DrillService::takeRecords(const JournalRecordsPtr &records)
{
    m_records = records;
    refresh();
}

QList<DrillTarget> DrillService::targetsOf(const Policy &policy, const PolicyDrill &drill) const
{
    QList<DrillTarget> targets;
    for (const QString &context : m_means.workspace->contexts()) {
        const PolicyEnvironment *environment = environmentOf(policy, m_means.workspace->policyConnection(context));
        if (!environment)
            continue;
        for (const PolicyService &service : policy.services) {
            DrillTarget target{context, environment->name, service.name, service.workload.ns, service.workload.name, {}};
            if (target.ns.isEmpty())
                target.ns = m_means.workspace->defaultNamespace(context);
            if (const auto problem = drillRefusal(drill, policy, environment))
                target.refusal = problem->message;
            else if (m_means.workspace->isReadOnly(context))
                target.refusal = Words::tr("The connection %1 is read-only.").arg(displaySafe(context));
            else if (drill.steps.isEmpty())
                target.refusal = Words::tr("It has no steps: the policy has the date of the drill alone.");
            targets.append(target);
        }
    }
    std::stable_sort(targets.begin(), targets.end(), [](const DrillTarget &a, const DrillTarget &b) { return a.refusal.isEmpty() > b.refusal.isEmpty(); });
    return targets;
}

void DrillService::refresh()
{
    const auto board = std::make_shared<DrillBoard>();
    board->at = m_means.clock->utcNow();
    const QList<DrillRun> runs = m_records ? withInterruptions(drillRuns(*m_records), m_means.locks) : QList<DrillRun>();
    if (!m_records)
        board->problem = Words::tr("The Journal was not read yet: what was run before is not known.");
    for (const PolicyPtr &policy : m_means.policies->policies()) {
        for (const PolicyDrill &drill : drillsOf(*policy)) {
            DrillEntry entry;
            entry.policy = policy->name;
            entry.drill = drill;
            entry.placeholders = toSay(drill, *policy);
            entry.targets = targetsOf(*policy, drill);
            std::copy_if(runs.cbegin(), runs.cend(), std::back_inserter(entry.runs), [&](const DrillRun &run) { return run.drill == drill.name && run.policy == policy->name; });
            const auto passed = std::find_if(entry.runs.cbegin(), entry.runs.cend(), [](const DrillRun &run) { return run.state == DrillState::Passed; });
            entry.dueAt = drillDueAt(drill, passed == entry.runs.cend() ? QDateTime() : passed->endedAt, board->at);
            entry.overdue = entry.dueAt.isValid() && entry.dueAt < board->at;
            board->drills.append(entry);
        }
    }
    Q_EMIT boardChanged(board);
}

void DrillService::refuse(const QString &code, const QString &message, const QString &hint)
{
    Q_EMIT refused({ErrorKind::Refused, code, message, hint.isEmpty() ? Words::tr("Nothing was started.") : hint});
}

ProgramGround DrillService::ground(const Policy &policy, const QString &context) const
{
    ProgramGround ground;
    ground.environment = m_means.environment;
    ground.scriptFolder = scriptFolderOf(policy);
    ground.kubeconfig = m_means.workspace->kubeconfigFiles(context);
    ground.context = context;
    ground.impersonate = m_means.workspace->impersonated();
    return ground;
}

void DrillService::prepare(const DrillAsk &ask)
{
    const int asked = ++m_asked;
    m_plan.reset();
    const PolicyPtr policy = m_means.policies->policyToActBy(ask.policy);
    if (!policy)
        return refuse(QStringLiteral("noPolicy"), Words::tr("The policy %1 is not in force, or its file is wrong at the moment.").arg(displaySafe(ask.policy)));
    ClusterAccess *access = m_means.workspace->access(ask.target.context);
    if (!access)
        return Q_EMIT refused(m_means.workspace->problem(ask.target.context));
    const PolicyService *service = policy->service(ask.target.service);
    const bool deployment = service && service->workload.kind == QLatin1String("Deployment");
    access->readWorkload(ask.target.ns, ask.target.name, deployment ? WorkloadKind::Deployment : WorkloadKind::Rollout,
                         whileAlive(this, [this, asked, ask, policy, access = QPointer<ClusterAccess>(access)](const Result<Rollout> &workload) {
                             if (asked != m_asked)
                                 return;
                             if (!workload)
                                 return Q_EMIT refused(workload.error());
                             if (access)
                                 offer(ask, policy, access, *workload);
                         }));
}

void DrillService::offer(const DrillAsk &ask, const PolicyPtr &policy, ClusterAccess *access, const Rollout &workload)
{
    const PolicyMatch match = matchPolicy({policy}, m_means.workspace->policyConnection(ask.target.context), workload);
    const QList<PolicyDrill> drills = drillsOf(*policy);
    const auto drill = std::find_if(drills.cbegin(), drills.cend(), [&ask](const PolicyDrill &one) { return one.name == ask.drill; });
    if (!match || match.service != ask.target.service || match.environment != ask.target.environment || drill == drills.cend())
        return refuse(QStringLiteral("notForDrills"), Words::tr("The policy %1 does not name %2 for drills on this cluster any more.").arg(displaySafe(policy->name), displaySafe(ask.target.service)));
    if (m_means.workspace->isReadOnly(ask.target.context))
        return refuse(QStringLiteral("readOnly"), Words::tr("The connection %1 is read-only.").arg(displaySafe(ask.target.context)));
    const DrillOrder order{QUuid::createUuid().toString(QUuid::WithoutBraces), ask.reason, m_means.logUrl, ask.values, m_means.evidence};
    const Result<DrillPlan> plan = planDrill(*drill, match, ask.target.context, workload, order, ground(*policy, ask.target.context));
    if (!plan)
        return Q_EMIT refused(plan.error());
    m_plan = *plan;
    m_over = access;
    const auto offer = std::make_shared<DrillOffer>();
    offer->id = order.id;
    offer->ask = ask;
    offer->server = access->server();
    for (qsizetype i = 0; i < plan->steps.size(); ++i)
        offer->steps.append({plan->steps.at(i).deed, drillStepText(*plan, i), drillStepExact(*plan, i)});
    Q_EMIT offered(offer);
}

/// What was shown is run; whether it may be is asked once more, of the policy and the connection as they are now.
void DrillService::begin(const QString &id)
{
    if (m_runner || m_beginning)
        return refuse(QStringLiteral("objectBusy"), Words::tr("A drill is under way in this window."));
    const std::optional<DrillPlan> plan = std::exchange(m_plan, {});
    if (!plan || plan->order.id != id)
        return refuse(QStringLiteral("offerGone"), Words::tr("This offer was used already or is another one by now."), Words::tr("Look at what would be run again."));
    const PolicyPtr policy = m_means.policies->policyToActBy(plan->match.policy->name);
    ClusterAccess *access = m_means.workspace->access(plan->target.context);
    if (!policy || policy->hash != plan->match.policy->hash)
        return refuse(QStringLiteral("offerGone"), Words::tr("The policy %1 changed since this was shown.").arg(displaySafe(plan->match.policy->name)), Words::tr("Look at what would be run again."));
    if (!access || access != m_over)
        return refuse(QStringLiteral("offerGone"), Words::tr("The connection was made anew since this was shown."), Words::tr("Look at what would be run again."));
    if (const auto problem = drillRefusal(plan->drill, *policy, environmentOf(*policy, m_means.workspace->policyConnection(plan->target.context))))
        return Q_EMIT refused(*problem);
    if (const Result<Done> usable = m_means.journal->usable(); !usable)
        return Q_EMIT refused(usable.error());
    m_beginning = true;
    whoActs(this, access, m_means.workspace->impersonated(), [this, plan = *plan, access = QPointer<ClusterAccess>(access)](const Actor &actor) {
        m_beginning = false;
        if (!access)
            return refuse(QStringLiteral("connectionClosed"), Words::tr("The connection was closed."));
        run(plan, access, actor);
    });
}

void DrillService::run(const DrillPlan &plan, ClusterAccess *access, const Actor &actor)
{
    m_means.operations->setEvidenceDirectory(plan.order.evidence);
    m_runner = std::make_unique<DrillRunner>(plan, DrillRunner::Means{access, m_means.journal, m_means.clock, programEnvironment(ground(*plan.match.policy, plan.target.context)), m_means.runs, m_means.locks,
                                                                      m_means.notes, actor, m_means.operations});
    connect(m_runner.get(), &DrillRunner::progressed, this, [this] { Q_EMIT progressed(m_runner->run()); });
    connect(m_runner.get(), &DrillRunner::said, this, &DrillPort::said);
    const auto over = [this] {
        const DrillRun run = m_runner->run();
        m_runner.release()->deleteLater();
        m_means.journal->publish();
        return run;
    };
    connect(m_runner.get(), &DrillRunner::finished, this, [this, over] { Q_EMIT ended(over()); });
    connect(m_runner.get(), &DrillRunner::failed, this, [this, over](const Error &error) {
        over();
        Q_EMIT failed(error);
    });
    m_runner->start();
}

void DrillService::stop()
{
    if (m_runner)
        m_runner->stop();
}

} // namespace maestro
