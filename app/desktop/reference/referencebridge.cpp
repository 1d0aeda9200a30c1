// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/reference/referencebridge.h"

namespace maestro {

ReferenceBridge::ReferenceBridge(ReferencePort *service, QObject *parent)
    : ReferencePort(parent)
    , m_service(service)
{
    connect(service, &ReferencePort::shelfRead, this, &ReferencePort::shelfRead);
    connect(service, &ReferencePort::manifestsRead, this, &ReferencePort::manifestsRead);
    connect(service, &ReferencePort::manifestsFailed, this, &ReferencePort::manifestsFailed);
}

void ReferenceBridge::read(const CheckoutFolders &chosen)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, chosen] { service->read(chosen); }, Qt::QueuedConnection);
}

void ReferenceBridge::lint(const QString &folder)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, folder] { service->lint(folder); }, Qt::QueuedConnection);
}

} // namespace maestro
