// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/rolloutpage.h"

namespace maestro {

RolloutPage::RolloutPage(const Ports &ports, Theme *theme, OperationActions *actions, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_actions(actions)
{
}

void RolloutPage::open(const ObjectRef &ref, WorkloadKind workload)
{
    m_ref = ref;
    m_workload = workload;
    m_ports.fleet->openRollout(ref, workload);
}

} // namespace maestro
