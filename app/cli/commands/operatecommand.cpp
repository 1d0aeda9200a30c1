// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit/auditdelivery.h"
#include "cli/commands/commands.h"
#include "cli/commands/operationinput.h"
#include "cli/commands/servicefinder.h"
#include "cli/commands/terminal.h"
#include "cli/desk/deskcommands.h"
#include "cli/documents/documents.h"
#include "cli/validation/validationcommands.h"
#include "services/operation/operationservice.h"
#include "services/policy/emergencysource.h"
#include "services/policy/evidencesource.h"
#include "text/desk/desktext.h"
#include "text/dryrun/dryruntext.h"
#include "text/humanize.h"
#include "text/operationtext.h"

namespace maestro {

namespace {

constexpr int auditMomentMs = 2'000;
constexpr int validateForMs = 600'000;

QString planText(const OperationPlan &plan)
{
    QString text = planTitle(plan) + QStringLiteral("\n\n");
    const auto line = [&](const QString &title, const QString &value) {
        if (!value.isEmpty())
            text += title + QStringLiteral(": ") + value + u'\n';
    };
    const ObjectRef &ref = plan.request.target;
    line(CliText::tr("Object"), QStringLiteral("%1 %2/%3, context %4, server %5")
                                    .arg(workloadWord(plan.request.workload), displaySafe(ref.ns), displaySafe(ref.name), displaySafe(ref.context), plan.server));
    const QString unconfirmed = CliText::tr("not confirmed by the server");
    line(CliText::tr("Acting as"), (plan.actor.server.isEmpty() ? unconfirmed : displaySafe(plan.actor.server)) + QStringLiteral(" (") + displaySafe(plan.actor.os) + u')');
    if (!plan.allowed.allowed)
        line(CliText::tr("Not possible"), refusalText(plan.allowed));
    else {
        line(CliText::tr("Effect"), effectText(plan));
        line(CliText::tr("Not undone by this"), notUndoneText(plan));
        line(CliText::tr("Counter-action"), counterActionText(plan));
        line(CliText::tr("Owed afterwards"), planDutyText(plan));
        for (const PlanWarning &warning : plan.warnings)
            line(CliText::tr("Note"), warningText(warning));
        if (plan.dryRun)
            line(CliText::tr("Asked beforehand"), displaySafe(dryRunText(*plan.dryRun), 2000));
        for (const PlannedRequest &request : plan.requests)
            line(CliText::tr("Request"), requestText(request));
        if (plan.call && plan.call->isProgram())
            line(CliText::tr("Command"), commandText(*plan.call));
        if (plan.call)
            line(CliText::tr("Afterwards"), checksText(*plan.call));
    }
    return text;
}

/// Finds what a verb works on and asks for its plan; everything that follows is in planned() and finished(). A child of the call.
class Operation : public QObject
{
public:
    Operation(Call *call, Verb verb)
        : QObject(call)
        , m_call(call)
        , m_verb(verb)
        , m_request(operationRequest(*call, verb))
    {
    }

    /// Without input it is only planned.
    void begin(const QString &name, const std::optional<OperationInput> &input)
    {
        m_input = input;
        const QString service = m_call->line().value("service");
        const auto target = name.isEmpty() ? Result<TargetName>(TargetName{{}, service}) : parseTarget(name);
        if (!target)
            return m_call->fail(target.error());
        const auto access = m_call->access();
        const auto journal = access ? m_call->journal() : Result<JournalService *>(access.error());
        const auto folders = m_call->folders();
        if (!journal || !folders)
            return m_call->fail(journal ? folders.error() : journal.error());
        m_access = *access;
        m_request.target = {m_access->context(), m_access->defaultNamespace(), target->name};
        const auto policies = m_call->policies();
        if (!policies)
            return m_call->fail(policies.error());
        prepare(*journal, *folders, *policies);
        if (!m_request.via.isEmpty()) {
            const auto desk = deskServiceOf(m_call, m_input ? m_input->evidenceDirectory : QString());
            if (!desk)
                return m_call->fail(desk.error());
            m_service->setDesk(*desk);
        }
        const auto chosen = [this](Result<Rollout> workload) {
            if (!workload)
                return m_call->fail(workload.error());
            m_request.target.ns = workload->meta.ns;
            m_request.target.name = workload->meta.name;
            m_request.workload = workload->workload;
            m_request.uid = workload->meta.uid;
            m_service->requestPlan(m_request);
        };
        if (name.isEmpty())
            serviceWorkload(m_call, service, chosen);
        else if (target->kind)
            m_access->readWorkload(m_request.target.ns, target->name, target->kind, chosen);
        else
            m_service->requestPlan(m_request);
    }

private:
    void prepare(JournalService *journal, const Paths &folders, PolicyLibrary *policies)
    {
        const auto workspace = m_call->workspace();
        m_service = new OperationService([this](const QString &) { return m_access; }, journal, m_call->clock(), this);
        m_service->setPolicyFor([space = *workspace, policies](const QString &context, const Rollout &rollout, Verb verb) {
            return policies->planPolicy(space->policyConnection(context), rollout, verb);
        });
        m_service->setEmergencyFor([space = *workspace, policies](const QString &context, const Rollout &rollout) { return emergencyRulesFor(*policies, space->policyConnection(context), rollout); });
        m_service->setReadOnlyCheck([space = *workspace](const QString &context) { return space->isReadOnly(context); });
        m_service->setLockFor([locks = escalationLocks(m_call, *workspace, policies, journal)](const ObjectRef &target, const Rollout &workload, Verb verb, ClusterAccess *access, Callback<QString> done) {
            locks->ask(target, workload, verbWord(verb), access, std::move(done));
        });
        m_service->setLockDirectory(folders.state + QStringLiteral("/locks"));
        if (m_input) {
            m_service->setObserveTimeout(m_input->observeTimeoutMs);
            m_service->setEvidence({m_input->evidenceDirectory, folders.state}, evidenceRulesOf(policies));
        }
        connect(m_service, &OperationPort::planReady, this, [this](const OperationPlanPtr &plan) { planned(plan); });
        connect(m_service, &OperationPort::planFailed, this, [this](const OperationRequest &, const Error &error) { m_call->fail(error); });
        connect(m_service, &OperationPort::progressed, this, [this](const OperationProgress &progress) {
            m_call->out().note(stageText(progress));
        });
        connect(m_service, &OperationPort::finished, this, [this](const Outcome &outcome) { finished(outcome); });
    }

    void planned(const OperationPlanPtr &plan)
    {
        m_plan = plan;
        if (!m_input) {
            m_call->out().answer(planDocument(*plan));
            m_call->out().answer(planText(*plan));
            return m_call->finish(0);
        }
        // A plan that may not be executed goes the same way: the refusal is recorded and told as an Outcome.
        if (m_input->yes || !plan->allowed.allowed)
            return execute();
        const auto workspace = m_call->workspace();
        const QString token = typedToken(*plan, (*workspace)->environment(m_request.target.context));
        m_call->out().note(planText(*plan));
        askOnTerminal(this, m_call->out(), token.isEmpty() ? verbWord(m_verb) : token, confirmationLifetimeMs, [this](bool confirmed) {
            if (confirmed)
                return execute();
            m_call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed: nothing was sent"), {}, {}});
        });
    }

    void execute()
    {
        m_call->out().note(planTitle(*m_plan));
        onInterrupt(this, [this] {
            m_call->out().note(CliText::tr("interrupted: looking once more and recording what is known; what was sent cannot be taken back"));
            m_service->stopObserving();
        });
        m_service->execute(m_plan, {m_plan->digest, m_input->reason, m_input->ticket, m_input->logUrl, m_input->withoutEvidence});
    }

    void finished(const Outcome &outcome)
    {
        const bool changed = outcome.state == OutcomeState::Applied || outcome.state == OutcomeState::NotObserved;
        const bool checked = CheckChain::follows(*m_plan, outcome);
        if ((!m_call->line().has("validate") && !checked) || !changed)
            return told(outcome, std::nullopt);
        m_call->out().note(outcomeText(outcome));
        if (checked)
            return followChecks(m_call, *m_plan, outcome.id, [this, outcome](const QList<CheckChain::End> &results) {
                m_checks = results;
                validated(outcome);
            });
        validated(outcome);
    }

    void validated(const Outcome &outcome)
    {
        if (!m_call->line().has("validate"))
            return told(outcome, std::nullopt);
        const int waitMs = allChecksOk() ? m_call->line().milliseconds("wait").value_or(validateForMs) : 0; // what failed is not waited for
        followValidation(m_call, outcome.id, waitMs, [this, outcome](const Validation &validation) { told(outcome, validation); });
    }

    bool allChecksOk() const
    {
        return std::all_of(m_checks.cbegin(), m_checks.cend(), [](const CheckChain::End &one) { return one.ok; });
    }

    void told(const Outcome &outcome, const std::optional<Validation> &validation)
    {
        QJsonObject said = outcomeDocument(outcome, m_plan.get(), m_call->clock()->bootMs());
        QString text = outcomeText(outcome);
        if (!m_checks.isEmpty())
            said[QLatin1String("checks")] = checkResults(m_checks);
        for (const CheckChain::End &one : std::as_const(m_checks))
            text += u'\n' + (one.ok ? CliText::tr("check %1: verified. %2") : CliText::tr("check %1: NOT verified. %2")).arg(displaySafe(one.item, 80), one.note);
        if (validation) {
            const QDateTime now = m_call->clock()->utcNow();
            said[QLatin1String("validation")] = validationDocument(*validation, now);
            text += u'\n' + validationText(*validation, now);
        }
        int code = validation && outcome.state == OutcomeState::Applied ? validationExitCode(*validation) : outcomeExitCode(outcome.state);
        if (code == 0 && !allChecksOk())
            code = outcomeExitCode(OutcomeState::NotObserved);
        said[QLatin1String("exitCode")] = code;
        m_call->out().answer(said);
        m_call->out().answer(text);
        if (!validation && (outcome.state != OutcomeState::Applied || m_call->out().json()))
            m_call->out().note(text);
        if (!outcome.evidencePath.isEmpty())
            m_call->out().note(CliText::tr("evidence: %1").arg(outcome.evidencePath));
        if (!outcome.backupPath.isEmpty())
            m_call->out().note(CliText::tr("the configuration before it: %1").arg(outcome.backupPath));
        followRecord(m_call, m_plan, outcome, [this, code] { deliver(code); });
    }

    void deliver(int code)
    {
        // Everything is said; the receiver of audit events gets a moment, and what it misses waits in the Journal.
        deliverAudit(m_call, auditMomentMs, [this, code](const AuditSinkStatus &sink) {
            if (sink.waiting > 0)
                m_call->out().note(CliText::tr("%n record(s) not delivered to the audit webhook yet: %1", "", int(sink.waiting)).arg(sink.problem));
            deliverEvents(m_call, auditMomentMs, [this, code](int waiting) {
                if (waiting > 0)
                    m_call->out().note(CliText::tr("%n Event(s) not delivered to their cluster yet", "", waiting));
                m_call->finish(code);
            });
        });
    }

    Call *m_call;
    Verb m_verb;
    OperationRequest m_request;
    std::optional<OperationInput> m_input;
    ClusterAccess *m_access = nullptr;
    OperationService *m_service = nullptr;
    OperationPlanPtr m_plan;
    QList<CheckChain::End> m_checks; ///< those that followed by themselves
};

} // namespace

void runPlan(Call *call)
{
    const Verb verb = *verbFromWord(call->line().operand(0));
    (new Operation(call, verb))->begin(call->line().operand(1), std::nullopt);
}

void runOperate(Call *call)
{
    const Verb verb = *call->line().spec->verb;
    const QString name = call->line().operand(0);
    if (const auto target = parseTarget(name); !name.isEmpty() && !target)
        return call->fail(target.error());
    const auto input = operationInput(*call, verb, haveTerminal());
    if (!input)
        return call->fail(input.error());
    (new Operation(call, verb))->begin(name, *input);
}

} // namespace maestro
