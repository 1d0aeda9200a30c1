// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/dutybridge.h"

namespace maestro {

DutyBridge::DutyBridge(DutyPort *service, QObject *parent)
    : DutyPort(parent)
    , m_service(service)
{
    connect(service, &DutyPort::written, this, &DutyPort::written);
    connect(service, &DutyPort::failed, this, &DutyPort::failed);
}

void DutyBridge::open(const DutyRequest &request)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, request] { service->open(request); }, Qt::QueuedConnection);
}

void DutyBridge::close(const QString &id, const QString &how)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, id, how] { service->close(id, how); }, Qt::QueuedConnection);
}

void DutyBridge::learn(const LessonRequest &request)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, request] { service->learn(request); }, Qt::QueuedConnection);
}

} // namespace maestro
