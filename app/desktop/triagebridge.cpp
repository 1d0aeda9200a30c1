// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/triagebridge.h"

namespace maestro {

TriageBridge::TriageBridge(TriagePort *service, QObject *parent)
    : TriagePort(parent)
    , m_service(service)
{
    connect(service, &TriagePort::offersChanged, this, &TriagePort::offersChanged);
    connect(service, &TriagePort::viewChanged, this, &TriagePort::viewChanged);
    connect(service, &TriagePort::failed, this, &TriagePort::failed);
    connect(service, &TriagePort::escalationRulesRead, this, &TriagePort::escalationRulesRead);
    connect(service, &TriagePort::addresseesRead, this, &TriagePort::addresseesRead);
    connect(service, &TriagePort::handOverDrafted, this, &TriagePort::handOverDrafted);
    connect(service, &TriagePort::handedOver, this, &TriagePort::handedOver);
    connect(service, &TriagePort::handOverFailed, this, &TriagePort::handOverFailed);
    connect(service, &TriagePort::looked, this, &TriagePort::looked);
    connect(service, &TriagePort::lookFailed, this, &TriagePort::lookFailed);
}

void TriageBridge::open(const ObjectRef &ref, WorkloadKind workload)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, ref, workload] { service->open(ref, workload); }, Qt::QueuedConnection);
}

void TriageBridge::setWatched(bool watched)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, watched] { service->setWatched(watched); }, Qt::QueuedConnection);
}

void TriageBridge::start(const QString &playbook, const QString &alert)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, playbook, alert] { service->start(playbook, alert); }, Qt::QueuedConnection);
}

void TriageBridge::read()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->read(); }, Qt::QueuedConnection);
}

void TriageBridge::tick(const QString &item, const QString &note, ItemState state)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, item, note, state] { service->tick(item, note, state); }, Qt::QueuedConnection);
}

void TriageBridge::untick(const QString &item)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, item] { service->untick(item); }, Qt::QueuedConnection);
}

void TriageBridge::take()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->take(); }, Qt::QueuedConnection);
}

void TriageBridge::decide(const QString &verdict, const QString &reason)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, verdict, reason] { service->decide(verdict, reason); }, Qt::QueuedConnection);
}

void TriageBridge::readAddressees()
{
    QMetaObject::invokeMethod(m_service, [service = m_service] { service->readAddressees(); }, Qt::QueuedConnection);
}

void TriageBridge::draftHandOver(const QString &to, const QString &note)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, to, note] { service->draftHandOver(to, note); }, Qt::QueuedConnection);
}

void TriageBridge::handOver(const HandOverDraft &shown)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, shown] { service->handOver(shown); }, Qt::QueuedConnection);
}

void TriageBridge::look(CheckKind kind)
{
    QMetaObject::invokeMethod(m_service, [service = m_service, kind] { service->look(kind); }, Qt::QueuedConnection);
}

} // namespace maestro
