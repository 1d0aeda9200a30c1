// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/drill/drillbridge.h"

namespace maestro {

DrillBridge::DrillBridge(DrillPort *service, QObject *parent)
    : DrillPort(parent)
    , m_service(service)
{
    connect(service, &DrillPort::boardChanged, this, &DrillPort::boardChanged);
    connect(service, &DrillPort::offered, this, &DrillPort::offered);
    connect(service, &DrillPort::refused, this, &DrillPort::refused);
    connect(service, &DrillPort::progressed, this, &DrillPort::progressed);
    connect(service, &DrillPort::said, this, &DrillPort::said);
    connect(service, &DrillPort::ended, this, &DrillPort::ended);
    connect(service, &DrillPort::failed, this, &DrillPort::failed);
}

void DrillBridge::refresh()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->refresh(); }, Qt::QueuedConnection);
}

void DrillBridge::prepare(const DrillAsk &ask)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, ask] { service->prepare(ask); }, Qt::QueuedConnection);
}

void DrillBridge::begin(const QString &id)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, id] { service->begin(id); }, Qt::QueuedConnection);
}

void DrillBridge::stop()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->stop(); }, Qt::QueuedConnection);
}

} // namespace maestro
