// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/drillplan.h"

#include "text/humanize.h"

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

std::optional<Error> refusal(const PolicyDrill &drill, const PolicyMatch &match)
{
    const PolicyEnvironment *environment = match.environmentEntry();
    const auto refused = [](const QString &message) { return Error{ErrorKind::Refused, QStringLiteral("notForDrills"), message, Words::tr("Nothing was started.")}; };
    if (!environment || !environment->drill)
        return refused(Words::tr("%1 is not marked for drills: the policy %2 has no \"drill: true\" there.")
                           .arg(environment ? displaySafe(environment->name) : Words::tr("This cluster"), displaySafe(match.policy->name)));
    if (!drill.environments.isEmpty() && !drill.environments.contains(match.environment))
        return refused(Words::tr("The drill %1 is for %2, not for %3.").arg(displaySafe(drill.name), displaySafe(drill.environments.join(QStringLiteral(", "))), displaySafe(match.environment)));
    return std::nullopt;
}

/// Why a step cannot be run; empty: it can.
QString stepProblem(const DrillStep &step, const PolicyMatch &match)
{
    if (step.deed == DrillDeed::Tool && step.argv.isEmpty())
        return Words::tr("it names no program, no wait for the health of a probe, no assertion and no notes");
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
        else if (step.deed == DrillDeed::Tool && !recover.probe.isEmpty())
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

} // namespace

HealthProbe DrillPlan::probe(const QString &name) const
{
    const PolicyService *service = match.serviceEntry();
    const auto found = service ? std::find_if(service->health.cbegin(), service->health.cend(), [&name](const HealthProbe &one) { return one.name == name; }) : QList<HealthProbe>::const_iterator();
    return service && found != service->health.cend() ? *found : HealthProbe();
}

Result<DrillPlan> planDrill(const PolicyDrill &drill, const PolicyMatch &match, const ObjectRef &target, const DrillOrder &order, const ProgramGround &ground)
{
    if (const auto problem = refusal(drill, match))
        return *problem;
    const Result<QList<DrillStep>> steps = stepsToRun(drill, match);
    if (!steps)
        return steps.error();
    DrillPlan plan{drill, match, target, order, *steps, {}};
    const DeskVariables variables = variablesFor(match, target, order);
    for (const DrillStep &step : plan.steps) {
        DeskCall call;
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
                    problem.hint = Words::tr("Say it with --set NAME=VALUE, or under \"variables\" of the policy, the service or the environment.");
                return problem;
            }
            if (!call.environment.contains(QStringLiteral("EVIDENCE_DIR")))
                call.environment.insert(QStringLiteral("EVIDENCE_DIR"), order.evidence);
        }
        plan.calls.append(call);
    }
    return plan;
}

QString drillStepText(const DrillPlan &plan, qsizetype step)
{
    const DrillStep &one = plan.steps.at(step);
    switch (one.deed) {
    case DrillDeed::Tool: return displaySafe(plan.calls.at(step).argv.join(u' '), 400);
    case DrillDeed::Wait: return Words::tr("the health probe %1 fails for %2").arg(displaySafe(one.probe), durationText(one.failingForMs / 1000));
    case DrillDeed::Recover: return Words::tr("the health probe %1 is well again").arg(displaySafe(one.probe));
    case DrillDeed::Assert:
        return one.subject == QLatin1String("audit-event") ? Words::tr("an audit event: an Event of the workload by a person or this program, or an action in the Journal")
                                                           : Words::tr("an evidence record: a JSON file in %1").arg(displaySafe(plan.order.evidence));
    case DrillDeed::Note: return Words::tr("a line in the notes %1").arg(displaySafe(one.subject));
    }
    return {};
}

} // namespace maestro
