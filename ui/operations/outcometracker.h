// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/operation/outcome.h"
#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace maestro {

class FactLabel;
class StageRail;
class ThemedLabel;

/// One operation from the confirmation to its observed effect. Stages are ticked by what was reported, never by hope; an end
/// that is not "observed" says what is known and what to do next.
class OutcomeTracker : public QWidget
{
    Q_OBJECT
public:
    OutcomeTracker(OperationPlanPtr plan, const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    const OperationPlan &plan() const { return *m_plan; }
    QString id() const { return m_id; } ///< empty until the service named it
    bool isFinished() const { return m_outcome.has_value(); }
    void take(const OperationProgress &progress);
    void take(const Outcome &outcome);
    void tick();

Q_SIGNALS:
    void closed();
    void planAgainAsked();
    void waysAsked(); ///< this one did not do it

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString nextStep() const;

    OperationPlanPtr m_plan;
    const Clock *m_clock;
    Theme *m_theme;
    QString m_id;
    std::optional<Outcome> m_outcome;
    QHBoxLayout *m_line = nullptr;
    StageRail *m_rail;
    FactLabel *m_text;
    ThemedLabel *m_next;
    QPushButton *m_again;
    QPushButton *m_ways;
};

} // namespace maestro
