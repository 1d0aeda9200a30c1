// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/operation/outcome.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QVBoxLayout;

namespace maestro {

class FactLabel;
class OutcomeTracker;

/// Every operation of this window that is under way or was not yet put away, newest on top. Hidden when empty.
class OutcomeBar : public QWidget
{
    Q_OBJECT
public:
    OutcomeBar(const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    void track(const OperationPlanPtr &plan);
    void take(const OperationProgress &progress);
    void take(const Outcome &outcome);
    /// Something that ended before it began: no plan could be made, or one is being made.
    void say(const QString &text);
    void unsay();
    void unsay(const QString &text); ///< unless it says something else by now

Q_SIGNALS:
    void planAgainAsked(maestro::OperationPlanPtr plan);
    void waysAsked(maestro::OperationPlanPtr plan);

private:
    OutcomeTracker *trackerFor(const QString &id, const ObjectRef *target) const;
    void remove(OutcomeTracker *tracker);
    void refresh();

    const Clock *m_clock;
    Theme *m_theme;
    QVBoxLayout *m_column;
    QWidget *m_noteRow;
    FactLabel *m_note;
    QList<OutcomeTracker *> m_trackers; ///< newest first
    QTimer m_ticks;
};

} // namespace maestro
