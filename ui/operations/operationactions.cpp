// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationactions.h"

#include <QWidget>

namespace maestro {

OperationActions::OperationActions(const Ports &ports, Theme *theme, QWidget *window)
    : QObject(window)
    , m_ports(ports)
    , m_theme(theme)
    , m_window(window)
    , m_bar(new QWidget(window))
{
    m_bar->hide();
}

void OperationActions::start(Verb verb, const ObjectRef &ref, WorkloadKind workload, const QString &uid)
{
    m_ports.operations->requestPlan({.verb = verb, .target = ref, .workload = workload, .uid = uid});
}

QWidget *OperationActions::outcomeBar()
{
    return m_bar;
}

} // namespace maestro
