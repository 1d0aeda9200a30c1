// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/nativestep.h"

#include "text/operationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drill)
};

} // namespace

NativeStep::NativeStep(OperationService *operations, Order order, QObject *parent)
    : QObject(parent)
    , m_operations(operations)
    , m_order(std::move(order))
{
    connect(operations, &OperationPort::planReady, this, &NativeStep::planned);
    connect(operations, &OperationPort::planFailed, this, [this](const OperationRequest &, const Error &error) { Q_EMIT refused(error.message); });
    connect(operations, &OperationPort::progressed, this, [this](const OperationProgress &progress) { Q_EMIT progressed(stageText(progress)); });
    connect(operations, &OperationPort::finished, this, &NativeStep::ended);
}

void NativeStep::begin()
{
    m_operations->setObserveTimeout(m_order.timeoutMs);
    m_operations->requestPlan(m_order.request);
}

void NativeStep::stop()
{
    m_stopped = true;
    m_operations->stopObserving();
}

/// A plan that may not be executed goes the same way: the refusal is recorded.
void NativeStep::planned(const OperationPlanPtr &plan)
{
    if (m_stopped)
        return Q_EMIT refused(Words::tr("stopped by a person; nothing was sent"));
    const bool othersUpdate = plan->request.verb == Verb::Abort && plan->request.expectHash.isEmpty() && plan->before && plan->before->rollout.currentPodHash == m_order.servedBefore;
    if (othersUpdate)
        return Q_EMIT refused(Words::tr("no other version was deployed since the drill began: nothing of it can be aborted"));
    m_operations->execute(plan, {plan->digest, m_order.request.reason, {}, m_order.logUrl, false});
}

bool mayHaveActed(OutcomeState state)
{
    return state != OutcomeState::Refused && state != OutcomeState::NotPermitted && state != OutcomeState::NotSent;
}

} // namespace maestro
