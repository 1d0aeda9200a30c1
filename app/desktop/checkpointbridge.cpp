// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/checkpointbridge.h"

namespace maestro {

CheckpointBridge::CheckpointBridge(CheckpointPort *service, QObject *parent)
    : CheckpointPort(parent)
    , m_service(service)
{
    connect(service, &CheckpointPort::listChanged, this, &CheckpointPort::listChanged);
    connect(service, &CheckpointPort::readFailed, this, &CheckpointPort::readFailed);
    connect(service, &CheckpointPort::written, this, &CheckpointPort::written);
    connect(service, &CheckpointPort::failed, this, &CheckpointPort::failed);
    connect(service, &CheckpointPort::fleetChanged, this, &CheckpointPort::fleetChanged);
}

void CheckpointBridge::open(const ObjectRef &target)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, target] { service->open(target); }, Qt::QueuedConnection);
}

void CheckpointBridge::decide(const CheckpointRequest &request, const QMap<QString, QString> &files)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, request, files] { service->decide(request, files); }, Qt::QueuedConnection);
}

} // namespace maestro
