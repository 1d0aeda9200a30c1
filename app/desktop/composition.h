// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "services/settingsservice.h"
#include "services/systemclock.h"
#include "services/workspace.h"

#include <QThread>

namespace maestro {

class GrafanaPort;
class ReferencePort;
class ReferenceService;

/// Builds the services on a thread of their own and the doors to them on the GUI thread; the only place that sees both sides.
class Composition : public QObject
{
    Q_OBJECT
public:
    Composition(const Workspace::Options &options, const Paths &paths);
    ~Composition() override;

    Ports ports() const { return m_ports; }
    ReferencePort *reference() const { return m_referenceDoor; } ///< for the reference alone
    GrafanaPort *grafana() const { return m_grafanaDoor; }
    /// Reads the kubeconfig and begins to watch; a failure comes as ConnectionPort::configurationFailed.
    void start();

private:
    struct Services; ///< lives on m_thread
    SystemClock m_clock;
    SettingsService m_settings;
    QThread m_thread;
    QThread m_files; ///< of the service that only looks at files
    Services *m_services = nullptr;
    ReferenceService *m_reference = nullptr; ///< lives on m_files
    Ports m_ports;
    ReferencePort *m_referenceDoor = nullptr;
    GrafanaPort *m_grafanaDoor = nullptr;
};

} // namespace maestro
