// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/automation/leaseholder.h"

#include "services/callback.h"

#include <QUuid>

namespace maestro {

LeaseHolder::LeaseHolder(KubeClient *client, const QString &ns, const QString &name, const QString &identity, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_identity(identity)
    , m_timing(timing)
    , m_retry(this)
{
    m_seen.ns = ns;
    m_seen.name = name;
    m_retry.setInterval(timing.retry);
    connect(&m_retry, &QTimer::timeout, this, &LeaseHolder::look);
}

void LeaseHolder::start()
{
    m_retry.start();
    look();
}

void LeaseHolder::standDown(bool down)
{
    if (std::exchange(m_standsDown, down) == down)
        return;
    const bool held = isHeld();
    m_heldUntilBootMs = -1;
    if (down && held && !m_busy)
        giveBack();
    settle(m_problem);
}

/// As client-go's ReleaseOnCancel: nobody holds it, so nobody has to wait until it runs out.
void LeaseHolder::giveBack()
{
    Lease free = m_seen;
    free.holder.clear();
    free.renewedAt = m_client->clock()->utcNow();
    write(free);
}

bool LeaseHolder::isHeld() const
{
    return m_client->clock()->bootMs() < m_heldUntilBootMs;
}

void LeaseHolder::look()
{
    settle(m_problem); // a Lease that could not be renewed in time is lost without any answer
    if (m_busy)
        return;
    const Result<QString> path = leasePath(m_seen.ns, m_seen.name);
    if (!path)
        return settle(path.error());
    m_busy = true;
    m_client->get(*path, whileAlive(this, [this](const Result<QByteArray> &body) {
        m_busy = false;
        if (!body) {
            if (body.error().kind != ErrorKind::NotFound)
                return settle(body.error());
            return found({m_seen.ns, m_seen.name, {}, {}, {}, {}, {}, 0});
        }
        const Result<Lease> lease = leaseOf(*body);
        if (!lease)
            return settle(lease.error());
        found(*lease);
    }), int(m_timing.renewDeadline.count() / 2));
}

void LeaseHolder::found(const Lease &lease)
{
    const qint64 now = m_client->clock()->bootMs();
    if (!(lease == m_seen) || m_seenAtBootMs < 0) {
        m_seen = lease;
        m_seenAtBootMs = now;
    }
    const bool ours = lease.holder == m_identity;
    if (m_standsDown)
        return ours ? giveBack() : settle({});
    const std::chrono::milliseconds theirs = lease.duration.count() > 0 ? std::chrono::milliseconds(lease.duration) : m_timing.duration;
    const bool ranOut = now - m_seenAtBootMs >= theirs.count();
    if (!ours && !lease.holder.isEmpty() && !ranOut) {
        m_heldUntilBootMs = -1;
        return settle({});
    }
    Lease wanted = lease;
    const QDateTime at = m_client->clock()->utcNow();
    wanted.holder = m_identity;
    wanted.duration = std::chrono::ceil<std::chrono::seconds>(m_timing.duration);
    wanted.renewedAt = at;
    if (!ours) {
        wanted.acquiredAt = at;
        wanted.transitions = lease.resourceVersion.isEmpty() ? 0 : lease.transitions + 1;
    }
    write(wanted);
}

void LeaseHolder::write(const Lease &lease)
{
    const Result<PlannedRequest> request = leaseWrite(lease);
    if (!request)
        return settle(request.error());
    m_busy = true;
    const qint64 begun = m_client->clock()->bootMs();
    m_client->mutate(*request, QUuid::createUuid().toString(QUuid::WithoutBraces), whileAlive(this, [this, begun](const MutationResult &result) {
        m_busy = false;
        if (result.verdict != WriteVerdict::Accepted) {
            // 409: somebody was faster, the next look says who
            return settle(result.httpStatus == 409 ? std::nullopt : result.error);
        }
        const Result<Lease> stored = leaseOf(result.body);
        if (!stored)
            return settle(stored.error());
        m_seen = *stored;
        m_seenAtBootMs = m_client->clock()->bootMs();
        if (m_standsDown && m_seen.holder == m_identity)
            return giveBack(); // it was under way when somebody switched us off
        if (m_seen.holder == m_identity)
            m_heldUntilBootMs = begun + m_timing.renewDeadline.count();
        settle({});
    }), int(m_timing.renewDeadline.count()));
}

void LeaseHolder::settle(const std::optional<Error> &problem)
{
    const bool held = isHeld();
    if (held == m_toldHeld && m_seen.holder == m_toldHolder && problem == m_problem)
        return;
    m_toldHeld = held;
    m_toldHolder = m_seen.holder;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace maestro
