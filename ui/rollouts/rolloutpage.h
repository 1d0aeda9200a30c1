// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

class OperationActions;

/// One rollout: what state it is in and why, its timeline, pods, revisions, analysis and events. GUI thread.
class RolloutPage : public QWidget
{
    Q_OBJECT
public:
    RolloutPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent = nullptr);

    /// Shows this rollout; what was shown before is gone at once, never mixed.
    void open(const ObjectRef &ref, WorkloadKind workload);

private:
    Ports m_ports;
    Theme *m_theme;
    OperationActions *m_actions;
    ObjectRef m_ref;
    WorkloadKind m_workload = WorkloadKind::Rollout;
};

} // namespace maestro
