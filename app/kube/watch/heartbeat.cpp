// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/watch/heartbeat.h"

#include <QPointer>
#include <QTimer>

namespace maestro {

Heartbeat::Heartbeat(KubeClient *client, QString path, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(std::move(path))
    , m_timer(new QTimer(this))
{
    m_timer->setInterval(5'000);
    connect(m_timer, &QTimer::timeout, this, &Heartbeat::beatNow);
}

void Heartbeat::setInterval(int ms)
{
    m_timer->setInterval(ms);
}

void Heartbeat::start()
{
    m_timer->start();
    beatNow();
}

void Heartbeat::stop()
{
    m_timer->stop();
}

void Heartbeat::beatNow()
{
    if (m_pending)
        return;
    m_pending = true;
    const qint64 sentMs = m_client->clock()->bootMs();
    m_client->probe(m_path, [guard = QPointer<Heartbeat>(this), sentMs](const Result<QByteArray> &result) {
        if (!guard)
            return;
        guard->m_pending = false;
        // A refusal for want of permission is an answer: the server is there and current.
        if (result.ok() || result.error().code == u"forbidden" || result.error().code == u"notFound")
            Q_EMIT guard->answered(sentMs);
        else
            Q_EMIT guard->failed(result.error());
    }, m_deadlineMs);
}

} // namespace maestro
