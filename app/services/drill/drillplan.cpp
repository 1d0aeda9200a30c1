// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/drillplan.h"

#include "kube/patch/rolloutpatches.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drill)
};

constexpr qsizetype mostSteps = 40;

Error badStep(qsizetype number, const QString &why)
{
    return {ErrorKind::BadInput, QStringLiteral("drillSteps"), Words::tr("step %1 of the drill: %2").arg(number).arg(why), Words::tr("Mend the section \"drills\" of the policy.")};
}

/// Why a step cannot be run; empty: it can.
QString stepProblem(const DrillStep &step, const PolicyMatch &match)
{
    if (step.deed == DrillDeed::Tool && step.argv.isEmpty())
        return Words::tr("it names no program, no native step, no wait for the health of a probe, no assertion and no notes");
    if (step.deed == DrillDeed::SetImage && step.image.isEmpty() == step.tag.isEmpty())
        return Words::tr("a native set-image needs an image or a tag, and not both");
    if (step.deed == DrillDeed::Assert && step.subject != QLatin1String("evidence-record") && step.subject != QLatin1String("audit-event"))
        return Words::tr("nothing is known of \"%1\"; what can be asserted is evidence-record and audit-event").arg(displaySafe(step.subject, 80));
    if (step.deed != DrillDeed::Wait)
        return {};
    const PolicyService *service = match.serviceEntry();
    const bool known = service && std::any_of(service->health.cbegin(), service->health.cend(), [&step](const HealthProbe &one) { return one.name == step.probe; });
    return known ? QString() : step.probe.isEmpty() ? Words::tr("a drill waits for the health of a probe and for nothing else")
                                                    : Words::tr("the service has no health probe \"%1\"").arg(displaySafe(step.probe, 80));
}

Result<QList<DrillStep>> stepsToRun(const PolicyDrill &drill, const PolicyMatch &match)
{
    QList<DrillStep> steps;
    DrillStep recover;
    recover.deed = DrillDeed::Recover;
    qsizetype recoverAt = -1;
    for (const DrillStep &step : drill.steps) {
        if (const QString why = stepProblem(step, match); !why.isEmpty())
            return badStep(steps.size() + 1, why);
        steps.append(step);
        if (step.deed == DrillDeed::Wait)
            recover.probe = step.probe;
        else if (isDeploying(step.deed) && !recover.probe.isEmpty())
            recoverAt = steps.size();
    }
    if (recoverAt > 0)
        steps.insert(recoverAt, recover);
    if (steps.isEmpty())
        return badStep(1, Words::tr("there is none: the policy has the date of the drill alone"));
    if (steps.size() > mostSteps)
        return badStep(mostSteps + 1, Words::tr("a drill has %1 steps at most").arg(mostSteps));
    return steps;
}

DeskVariables variablesFor(const PolicyMatch &match, const ObjectRef &target, const DrillOrder &order)
{
    DeskVariables names = programVariables(match, target);
    names.insert(QStringLiteral("log_url"), order.logUrl);
    names.insert(order.values);
    names.removeIf([](const std::pair<const QString &, QString &> &one) { return one.second.isEmpty(); });
    names.insert(QStringLiteral("reason"), order.reason.simplified());
    names.insert(QStringLiteral("action_id"), order.id);
    return names;
}

/// Without the environment: its values are for the program alone.
QString argumentsText(DeskCall call)
{
    call.environment.clear();
    return commandText(call);
}

QString sayIt()
{
    return Words::tr("Say it with --set NAME=VALUE, or under \"variables\" of the policy, the service or the environment.");
}

Result<Done> fillNative(DrillStep &step, const DeskVariables &variables)
{
    QStringList missing;
    for (QString *text : {&step.container, &step.image, &step.tag})
        *text = filled(*text, variables, &missing);
    if (missing.isEmpty())
        return Done {};
    return Error {ErrorKind::Refused, QStringLiteral("noValue"), Words::tr("nobody says what {{%1}} is").arg(missing.first())};
}

/// The abort as it would be, were the version that the drill deploys the current one.
RolloutSnapshotPtr afterDeploy(const DrillPlan &plan, Rollout workload)
{
    const QString unknown = Words::tr("<hash of the version that is deployed>");
    workload.currentPodHash = unknown;
    workload.abort = false;
    if (!workload.received.isEmpty()) {
        workload.received.insert(guardPath(GuardField::CurrentPodHash), unknown);
        workload.received.remove(guardPath(GuardField::Abort));
    }
    RolloutParts parts;
    parts.context = plan.target.context;
    parts.rollout = workload;
    return std::make_shared<const RolloutSnapshot>(assembleSnapshot(parts));
}

/// The first deed is planned against what there is, so that a drill that cannot begin is refused as a whole.
Result<PlannedRequest> requestOf(const DrillPlan &plan, qsizetype step, const Rollout &workload)
{
    const bool abort = plan.steps.at(step).deed == DrillDeed::Abort;
    const bool first = std::none_of(plan.steps.cbegin(), plan.steps.cbegin() + step, [](const DrillStep &one) { return isDeploying(one.deed); });
    if (!abort && !first)
        return PlannedRequest();
    RolloutParts parts;
    parts.context = plan.target.context;
    parts.rollout = workload;
    const OperationPlan planned = planOperation(nativeRequest(plan, step), abort ? afterDeploy(plan, workload) : std::make_shared<const RolloutSnapshot>(assembleSnapshot(parts)), {}, nullptr, {});
    if (!planned.allowed.allowed)
        return Error {ErrorKind::Refused, QStringLiteral("notAllowed"), Words::tr("step %1 of the drill: %2").arg(step + 1).arg(refusalText(planned.allowed)), Words::tr("Nothing was started.")};
    const Result<QList<PlannedRequest>> requests = patchRequests(planned);
    return requests ? Result<PlannedRequest>(requests->value(0)) : Result<PlannedRequest>(requests.error());
}

} // namespace

std::optional<Error> drillRefusal(const PolicyDrill &drill, const Policy &policy, const PolicyEnvironment *environment)
{
    const auto refused = [](const QString &message) { return Error{ErrorKind::Refused, QStringLiteral("notForDrills"), message, Words::tr("Nothing was started.")}; };
    if (!environment || !environment->drill)
        return refused(Words::tr("%1 is not marked for drills: the policy %2 has no \"drill: true\" there.")
                           .arg(environment ? displaySafe(environment->name) : Words::tr("This cluster"), displaySafe(policy.name)));
    if (!drill.environments.isEmpty() && !drill.environments.contains(environment->name))
        return refused(Words::tr("The drill %1 is for %2, not for %3.").arg(displaySafe(drill.name), displaySafe(drill.environments.join(QStringLiteral(", "))), displaySafe(environment->name)));
    return std::nullopt;
}

HealthProbe DrillPlan::probe(const QString &name) const
{
    const PolicyService *service = match.serviceEntry();
    const auto found = service ? std::find_if(service->health.cbegin(), service->health.cend(), [&name](const HealthProbe &one) { return one.name == name; }) : QList<HealthProbe>::const_iterator();
    return service && found != service->health.cend() ? *found : HealthProbe();
}

Result<DrillPlan> planDrill(const PolicyDrill &drill, const PolicyMatch &match, const QString &context, const Rollout &workload, const DrillOrder &order, const ProgramGround &ground)
{
    if (const auto problem = drillRefusal(drill, *match.policy, match.environmentEntry()))
        return *problem;
    const Result<QList<DrillStep>> steps = stepsToRun(drill, match);
    if (!steps)
        return steps.error();
    const ObjectRef target {context, workload.meta.ns, workload.meta.name};
    DrillPlan plan{drill, match, target, order, *steps, {}, {}, workload.meta.uid, workload.currentPodHash};
    const DeskVariables variables = variablesFor(match, target, order);
    for (DrillStep &step : plan.steps) {
        DeskCall call;
        PlannedRequest request;
        if (step.deed == DrillDeed::SetImage || step.deed == DrillDeed::Abort) {
            Result<Done> ready = fillNative(step, variables);
            const Result<PlannedRequest> planned = ready ? requestOf(plan, plan.calls.size(), workload) : Result<PlannedRequest>(ready.error());
            if (!planned) {
                Error problem = planned.error();
                if (problem.code == QLatin1String("noValue")) {
                    problem.message = Words::tr("step %1 of the drill: %2").arg(plan.calls.size() + 1).arg(problem.message);
                    problem.hint = sayIt();
                }
                return problem;
            }
            request = *planned;
        }
        if (step.deed == DrillDeed::Tool) {
            DeskWay way;
            way.name = drill.name;
            way.kind = DeskKind::Script;
            way.argv = step.argv;
            way.environment = step.environment;
            way.timeout = std::chrono::milliseconds(step.timeoutMs);
            if (const Result<Done> ready = prepareProgram(way, variables, ground, &call); !ready) {
                Error problem = ready.error();
                problem.message = Words::tr("step %1 of the drill: %2").arg(plan.calls.size() + 1).arg(problem.message);
                if (problem.code == QLatin1String("noValue"))
                    problem.hint = sayIt();
                return problem;
            }
            if (!call.environment.contains(QStringLiteral("EVIDENCE_DIR")))
                call.environment.insert(QStringLiteral("EVIDENCE_DIR"), order.evidence);
        }
        plan.calls.append(call);
        plan.requests.append(request);
    }
    return plan;
}

QString drillStepText(const DrillPlan &plan, qsizetype step)
{
    const DrillStep &one = plan.steps.at(step);
    switch (one.deed) {
    case DrillDeed::Tool: return displaySafe(plan.calls.at(step).argv.join(u' '), 400);
    case DrillDeed::SetImage:
        return Words::tr("the console itself: set-image %1 of %2").arg(displaySafe(one.image.isEmpty() ? Words::tr("to the tag %1").arg(one.tag) : one.image, 300),
                                                                        one.container.isEmpty() ? Words::tr("the only container") : displaySafe(one.container));
    case DrillDeed::Abort: return Words::tr("the console itself: abort of what the drill deployed");
    case DrillDeed::Wait: return Words::tr("the health probe %1 fails for %2").arg(displaySafe(one.probe), durationText(one.failingForMs / 1000));
    case DrillDeed::Recover: return Words::tr("the health probe %1 is well again").arg(displaySafe(one.probe));
    case DrillDeed::Assert:
        return one.subject == QLatin1String("audit-event") ? Words::tr("an audit event: an Event of the workload by a person or this program, or an action in the Journal")
                                                           : Words::tr("an evidence record: a JSON file in %1").arg(displaySafe(plan.order.evidence));
    case DrillDeed::Note: return Words::tr("a line in the notes %1").arg(displaySafe(one.subject));
    }
    return {};
}

QString drillStepExact(const DrillPlan &plan, qsizetype step)
{
    if (plan.steps.at(step).deed == DrillDeed::Tool)
        return argumentsText(plan.calls.at(step));
    const PlannedRequest &request = plan.requests.at(step);
    return request.method.isEmpty() ? QString() : requestText(request);
}

OperationRequest nativeRequest(const DrillPlan &plan, qsizetype step)
{
    const DrillStep &one = plan.steps.at(step);
    OperationRequest request;
    request.verb = one.deed == DrillDeed::Abort ? Verb::Abort : Verb::SetImage;
    request.target = plan.target;
    request.uid = plan.uid;
    request.reason = plan.order.reason;
    request.trigger = {TriggerKind::Drill, plan.drill.name, {}};
    request.image = {one.container, one.image, one.tag};
    return request;
}

} // namespace maestro
