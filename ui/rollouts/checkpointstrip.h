// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/present.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

namespace maestro {

class FactLabel;
class PillLabel;

/// The alarm of the open rollout's go/no-go points (ledger GAT-07): which one is overdue, and the no-go for which Promote is refused. Hidden
/// while there is neither. Spoken when one becomes so. GUI thread.
class CheckpointStrip : public QWidget
{
    Q_OBJECT
public:
    CheckpointStrip(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &ref);

private:
    void take(const CheckpointList &list);
    void showStates();

    CheckpointPort *m_port;
    const Clock *m_clock;
    SteadyPresent m_present;
    ObjectRef m_ref;
    CheckpointList m_list;
    QStringList m_alarms; ///< spoken already
    QTimer m_timer;
    PillLabel *m_pill;
    FactLabel *m_sentence;
};

} // namespace maestro
