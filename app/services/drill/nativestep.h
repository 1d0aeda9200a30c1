// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/operation/operationservice.h"

namespace maestro {

/// A step of a drill that the console takes itself (ledger DRL-02, DRL-03): planned, guarded, recorded and observed by the OperationService like
/// every other action, once. Ends by one signal. Lives on the services' thread.
class NativeStep : public QObject
{
    Q_OBJECT
public:
    struct Order
    {
        OperationRequest request; ///< trigger Drill; expectHash of an abort: what this drill deployed, where that is known
        QString logUrl;
        QString servedBefore; ///< pod hash when the drill began: an abort without expectHash never is of that one
        int timeoutMs = 60'000; ///< how long its effect is waited for
    };

    /// `operations` is this drill's alone.
    NativeStep(OperationService *operations, Order order, QObject *parent);

    void begin();
    /// Looks for the effect once more and no longer; what was sent cannot be taken back.
    void stop();

Q_SIGNALS:
    void progressed(QString text);
    void refused(QString why); ///< nothing was sent
    void ended(maestro::Outcome outcome);

private:
    void planned(const OperationPlanPtr &plan);

    OperationService *m_operations;
    Order m_order;
    bool m_stopped = false;
};

/// Whether the step may have changed the cluster.
bool mayHaveActed(OutcomeState state);

} // namespace maestro
