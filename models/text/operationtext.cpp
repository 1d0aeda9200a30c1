// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/operationtext.h"

#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/plain/harmful.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Operation
{
    Q_DECLARE_TR_FUNCTIONS(Operation)
};

/// "25% to 50%": what the operator decides, in characters every keyboard has; the name where no number is known.
QString promoteToken(const OperationPlan &plan, const QString &name)
{
    const std::optional<int> to = weightAfterPresentStep(plan.before->rollout);
    const std::optional<Weight> &weight = plan.before->weight;
    if (!to || !weight || !weight->wanted || *to == *weight->wanted)
        return name;
    return weight->max == 100 ? QStringLiteral("%1% to %2%").arg(*weight->wanted).arg(*to)
                              : QStringLiteral("%1 to %2 of %3").arg(*weight->wanted).arg(*to).arg(weight->max);
}

QString rollbackToken(const OperationPlan &plan, const QString &name)
{
    if (plan.targetRevision && plan.targetRevision->number > 0)
        return QStringLiteral("rev %1").arg(plan.targetRevision->number);
    for (const Revision &revision : plan.before->revisions)
        if (plan.way == RollbackWay::Abort && revision.has(RevisionRole::Stable) && revision.number > 0)
            return QStringLiteral("rev %1").arg(revision.number);
    return name;
}

} // namespace

QString verbLabel(Verb verb)
{
    switch (verb) {
    case Verb::Promote: return Operation::tr("Promote");
    case Verb::PromoteFull: return Operation::tr("Promote fully");
    case Verb::SkipStep: return Operation::tr("Skip step");
    case Verb::Abort: return Operation::tr("Abort");
    case Verb::Retry: return Operation::tr("Retry");
    case Verb::Pause: return Operation::tr("Pause");
    case Verb::Resume: return Operation::tr("Resume");
    case Verb::Restart: return Operation::tr("Restart");
    case Verb::Rollback: return Operation::tr("Roll back");
    case Verb::Scale: return Operation::tr("Scale");
    case Verb::SetWeight100: return Operation::tr("Set weight 100");
    case Verb::RestoreSteps: return Operation::tr("Put the steps back");
    case Verb::DisableAnalysis: return Operation::tr("Turn analysis off");
    case Verb::RestoreAnalysis: return Operation::tr("Turn analysis on again");
    case Verb::SetImage: return Operation::tr("Set image");
    }
    return {};
}

QString planTitle(const OperationPlan &plan)
{
    if (plan.call)
        return Operation::tr("%1 %2/%3: %4").arg(verbLabel(plan.request.verb), displaySafe(plan.request.target.ns), displaySafe(plan.request.target.name), callTitle(*plan.call));
    return Operation::tr("%1 %2/%3").arg(verbLabel(plan.request.verb), displaySafe(plan.request.target.ns), displaySafe(plan.request.target.name));
}

QString confirmLabel(const OperationPlan &plan)
{
    return Operation::tr("%1 %2").arg(verbLabel(plan.request.verb), displaySafe(plan.request.target.name));
}

QString requestText(const PlannedRequest &request)
{
    return QStringLiteral("%1 %2\nContent-Type: %3\n\n%4").arg(request.method, request.path, request.contentType, withoutHarm(QString::fromUtf8(request.body)));
}

bool isRelaxed(const QString &environment)
{
    return environment == QLatin1String("staging") || environment == QLatin1String("dev");
}

QString typedToken(const OperationPlan &plan, const QString &environment)
{
    const QString name = plan.request.target.name;
    const Verb verb = plan.request.verb;
    if (!plan.before)
        return name;
    const QString &guard = plan.policy.guard;
    if (guard.isEmpty() ? isRelaxed(environment) : guard == QLatin1String("confirm") || guard == QLatin1String("hold"))
        return verb == Verb::PromoteFull || verb == Verb::SkipStep || verb == Verb::SetWeight100 || verb == Verb::DisableAnalysis ? name : QString();
    if (verb == Verb::SetWeight100 || (verb == Verb::PromoteFull && plan.request.review))
        return QStringLiteral("%1 100%").arg(name); // the consequence beside the name
    if (verb == Verb::Promote)
        return promoteToken(plan, name);
    if (verb == Verb::Rollback)
        return rollbackToken(plan, name);
    return name;
}

int minimumReasonLength(Verb verb)
{
    return verb == Verb::Abort ? 1 : 10;
}

int minimumReasonLength(const OperationPlan &plan)
{
    const int own = minimumReasonLength(plan.request.verb);
    return plan.request.verb == Verb::Abort ? own : std::max(own, plan.policy.minReasonChars);
}

QString planDutyTitle(const PlanDuty &duty, const ObjectRef &target)
{
    const QString object = displaySafe(target.ns) + u'/' + displaySafe(target.name);
    switch (duty.kind) {
    case PlanDuty::Kind::Review: return Operation::tr("Review the full promotion of %1, which passed over its gates").arg(object);
    case PlanDuty::Kind::RestoreSteps: return Operation::tr("Put the steps of %1 back").arg(object);
    case PlanDuty::Kind::RestoreAnalysis: return Operation::tr("Turn the analysis of %1 on again").arg(object);
    }
    return {};
}

QString planDutyText(const OperationPlan &plan)
{
    return plan.duty ? Operation::tr("%1: owed by %2. It stays open in the Journal until it is done.").arg(planDutyTitle(*plan.duty, plan.request.target), utcText(plan.duty->due)) : QString();
}

QString stageText(const OperationProgress &progress)
{
    switch (progress.stage) {
    case OperationStage::Checking: return Operation::tr("Checking");
    case OperationStage::IntentRecorded: return Operation::tr("Intent recorded");
    case OperationStage::Sent: return Operation::tr("Sent");
    case OperationStage::Accepted: return Operation::tr("Accepted by the server");
    case OperationStage::Observing: return progress.text.isEmpty() ? Operation::tr("Waiting for the effect") : displaySafe(progress.text, 300);
    case OperationStage::Finished: return Operation::tr("Finished");
    }
    return {};
}

QString outcomeText(const Outcome &outcome)
{
    const QString message = displaySafe(outcome.message, 1024);
    const auto told = [&](const QString &state) { return message.isEmpty() ? state : Operation::tr("%1: %2").arg(state, message); };
    switch (outcome.state) {
    case OutcomeState::Applied: return Operation::tr("Applied, observed");
    case OutcomeState::Refused: return told(Operation::tr("Refused"));
    case OutcomeState::NotPermitted: return told(Operation::tr("Not permitted"));
    case OutcomeState::NotSent: return told(Operation::tr("Not sent"));
    case OutcomeState::Unknown: return told(Operation::tr("Unknown"));
    case OutcomeState::NotObserved: return told(Operation::tr("Applied, effect not seen"));
    case OutcomeState::Failed: return told(Operation::tr("Failed"));
    }
    return told(Operation::tr("Failed"));
}

} // namespace maestro
