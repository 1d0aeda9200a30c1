// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/drill/drillport.h"

namespace maestro {

/// DrillPort on the GUI thread, see bridges.h.
class DrillBridge final : public DrillPort
{
    Q_OBJECT
public:
    DrillBridge(DrillPort *service, QObject *parent);
    void refresh() override;
    void prepare(const DrillAsk &ask) override;
    void begin(const QString &id) override;
    void stop() override;

private:
    DrillPort *m_service;
};

} // namespace maestro
