// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/grafanaport.h"

namespace maestro {

/// GrafanaPort on the GUI thread, see bridges.h.
class GrafanaBridge final : public GrafanaPort
{
    Q_OBJECT
public:
    GrafanaBridge(GrafanaPort *service, QObject *parent);
    void readSource() override;
    void look(const GrafanaWish &wish) override;
    void wantSnapshot(const QString &packId) override;

private:
    GrafanaPort *m_service;
};

} // namespace maestro
