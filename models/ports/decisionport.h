// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/budget/budgetacknowledgement.h"
#include "domain/decision/decisionboard.h"
#include "domain/decision/signalbook.h"

#include <QObject>

namespace maestro {

/// A person decided, looking at this board. It is written down and changes nothing else.
struct DecisionRequest
{
    DecisionBoardPtr board;
    QString choice; ///< "rollback", "hold", "promote", "escalate"
    QString reason; ///< at least 10 characters
};

/// The door to what people say: signals, decisions and budgets they acknowledge, all written to the Journal. Boards come with reports (SloPort). Answers arrive
/// once per call, on the receiver's thread.
class DecisionPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void setSignal(const maestro::SignalRequest &request) = 0;
    virtual void decide(const maestro::DecisionRequest &request) = 0;
    /// The reports to come carry it (BudgetReading::acknowledged).
    virtual void acknowledge(const maestro::BudgetRequest &request) = 0;
    /// Answered by signalsChanged, and again whenever one changes; an empty one: nobody looks any more.
    virtual void openSignals(const maestro::ObjectRef &target) = 0;

Q_SIGNALS:
    void signalsChanged(maestro::ObjectRef target, QList<maestro::SignalState> states); ///< none: no policy names the target
    void written(QString recordId);
    void failed(maestro::Error error);
};

} // namespace maestro
