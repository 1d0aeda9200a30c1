// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/checkpointport.h"

namespace maestro {

/// As those in bridges.h.
class CheckpointBridge final : public CheckpointPort
{
    Q_OBJECT
public:
    CheckpointBridge(CheckpointPort *service, QObject *parent);
    void open(const ObjectRef &target) override;
    void decide(const CheckpointRequest &request, const QMap<QString, QString> &files) override;

private:
    CheckpointPort *m_service;
};

} // namespace maestro
