// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"
#include "cli/alerts/alertdocuments.h"
#include "cli/commands/operationinput.h"
#include "cli/commands/terminal.h"
#include "domain/alerts/matchers.h"
#include "text/humanize.h"

namespace maestro {

namespace {

/// One silence created or expired: plan, confirmation, execution. A child of the call.
class SilenceChange : public QObject
{
public:
    SilenceChange(Call *call, AlertService *service, OperationInput input)
        : QObject(call)
        , m_call(call)
        , m_service(service)
        , m_input(std::move(input))
    {
        connect(service, &AlertPort::silencePlanned, this, [this](const SilencePlan &plan) { planned(plan); });
        connect(service, &AlertPort::failed, this, [this](const Error &error) { m_call->fail(error); });
        connect(service, &AlertPort::silenceFinished, this, [this](const SilenceOutcome &outcome) { finished(outcome); });
    }

private:
    void planned(const SilencePlan &plan)
    {
        m_plan = plan;
        m_call->out().note(silencePlanText(plan));
        if (m_input.yes)
            return execute();
        askOnTerminal(this, m_call->out(), plan.expire ? QStringLiteral("expire") : QStringLiteral("silence"), silencePlanLifetimeMs, [this](bool confirmed) {
            if (confirmed)
                return execute();
            m_call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed: nothing was sent"), {}, {}});
        });
    }

    void execute()
    {
        onInterrupt(this, [this] {
            m_call->out().note(CliText::tr("interrupted: looking once more and recording what is known; what was sent cannot be taken back"));
            m_service->stopObserving();
        });
        m_service->execute(m_plan, {m_plan.digest, m_input.reason, m_input.ticket, {}});
    }

    void finished(const SilenceOutcome &outcome)
    {
        const QString text = CliText::tr("%1: %2 (silence %3)").arg(outcomeWord(outcome.state), outcome.message, outcome.silence.id.isEmpty() ? QStringLiteral("?") : outcome.silence.id);
        m_call->out().answer(silenceOutcomeDocument(outcome, m_plan));
        m_call->out().answer(displaySafe(text));
        if (outcome.state != OutcomeState::Applied || m_call->out().json())
            m_call->out().note(displaySafe(text));
        m_call->finish(outcomeExitCode(outcome.state));
    }

    Call *m_call;
    AlertService *m_service;
    OperationInput m_input;
    SilencePlan m_plan;
};

void change(Call *call, const Silence &silence, bool expire)
{
    const Result<OperationInput> input = operationInput(*call, Verb::Pause, haveTerminal()); // the rules for a reason of every verb but abort
    if (!input)
        return call->fail(input.error());
    const Result<AlertService *> service = alertServiceOf(call);
    if (!service)
        return call->fail(service.error());
    Silence complete = silence;
    if (!expire)
        complete.comment = input->reason;
    new SilenceChange(call, *service, *input);
    (*service)->planSilence({}, complete, expire);
}

} // namespace

void runSilenceCreate(Call *call)
{
    const auto matchers = parseMatchers(call->line().operands.join(u','));
    if (!matchers)
        return call->fail(matchers.error());
    Silence silence;
    silence.matchers = *matchers;
    const int lasting = call->line().milliseconds("duration").value_or(3'600'000);
    silence.startsAt = call->clock()->utcNow();
    silence.endsAt = silence.startsAt.addMSecs(lasting);
    change(call, silence, false);
}

void runSilenceExpire(Call *call)
{
    Silence silence;
    silence.id = call->line().operand(0);
    change(call, silence, true);
}

} // namespace maestro
