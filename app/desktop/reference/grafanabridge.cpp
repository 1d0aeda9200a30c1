// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/reference/grafanabridge.h"

namespace maestro {

GrafanaBridge::GrafanaBridge(GrafanaPort *service, QObject *parent)
    : GrafanaPort(parent)
    , m_service(service)
{
    connect(service, &GrafanaPort::sourceRead, this, &GrafanaPort::sourceRead);
    connect(service, &GrafanaPort::sightChanged, this, &GrafanaPort::sightChanged);
}

void GrafanaBridge::readSource()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->readSource(); }, Qt::QueuedConnection);
}

void GrafanaBridge::look(const GrafanaWish &wish)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, wish] { service->look(wish); }, Qt::QueuedConnection);
}

void GrafanaBridge::wantSnapshot(const QString &packId)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, packId] { service->wantSnapshot(packId); }, Qt::QueuedConnection);
}

} // namespace maestro
