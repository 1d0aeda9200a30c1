// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/dutyport.h"

namespace maestro {

/// DutyPort on the GUI thread, see bridges.h.
class DutyBridge final : public DutyPort
{
    Q_OBJECT
public:
    DutyBridge(DutyPort *service, QObject *parent);
    void open(const DutyRequest &request) override;
    void close(const QString &id, const QString &how) override;
    void learn(const LessonRequest &request) override;

private:
    DutyPort *m_service;
};

} // namespace maestro
