// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/suite/suitebridge.h"

namespace maestro {

SuiteBridge::SuiteBridge(SuitePort *service, QObject *parent)
    : SuitePort(parent)
    , m_service(service)
{
    connect(service, &SuitePort::boardChanged, this, &SuitePort::boardChanged);
    connect(service, &SuitePort::readFailed, this, &SuitePort::readFailed);
    connect(service, &SuitePort::proposed, this, &SuitePort::proposed);
    connect(service, &SuitePort::failed, this, &SuitePort::failed);
}

void SuiteBridge::open(const ObjectRef &target)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, target] { service->open(target); }, Qt::QueuedConnection);
}

void SuiteBridge::propose(const ObjectRef &target, const QString &suite)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, target, suite] { service->propose(target, suite); }, Qt::QueuedConnection);
}

} // namespace maestro
