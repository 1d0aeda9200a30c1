// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/hold/desklease.h"

#include "services/cluster/clusteraccess.h"
#include "services/localuser.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QUuid>

namespace maestro {

namespace {

constexpr int deadlineMs = 8'000;
constexpr std::chrono::seconds renewedFor {90};
constexpr std::chrono::seconds renewEvery {20};
constexpr std::chrono::seconds margin {30};
constexpr QChar separator = u' ';

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

QString nameOf(const QString &objectUid)
{
    return QStringLiteral("maestro-rollback-") + QString::fromLatin1(QCryptographicHash::hash(objectUid.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

QDateTime clusterTime(const KubeClient &client)
{
    return client.clock()->utcNow().addMSecs(client.clockSkewMs().value_or(0));
}

/// user@host WAY ACTION; a way's name may hold blanks.
DeskHold holdOf(const Lease &lease)
{
    const QString &holder = lease.holder;
    return {holder.section(separator, 0, 0), holder.section(separator, 1, -2), holder.section(separator, -1), lease.acquiredAt, lease.renewedAt.addMSecs(std::chrono::milliseconds(lease.duration).count())};
}

bool isOver(const Lease &lease, const QDateTime &now)
{
    const DeskHold hold = holdOf(lease);
    return lease.holder.isEmpty() || !hold.until.isValid() || hold.until <= now;
}

Error busy(const Lease &lease)
{
    return {ErrorKind::Refused, QStringLiteral("objectBusy"), holdText(holdOf(lease)), {}};
}

QString auditId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// The stored Lease; one that is not there yet is without a version.
void readLease(KubeClient *client, const QString &ns, const QString &name, QObject *owner, const Callback<Result<Lease>> &done)
{
    const Result<QString> path = leasePath(ns, name);
    if (!path) {
        QTimer::singleShot(0, owner, [done, error = path.error()] { done(error); });
        return;
    }
    client->get(*path, whileAlive(owner, [ns, name, done](const Result<QByteArray> &body) {
        if (body)
            return done(leaseOf(*body));
        done(body.error().kind == ErrorKind::NotFound ? Result<Lease>(Lease {ns, name, {}, {}, {}, {}, {}, 0}) : Result<Lease>(body.error()));
    }), deadlineMs);
}

Lease freed(Lease lease, const QDateTime &now)
{
    lease.holder.clear();
    lease.duration = std::chrono::seconds(1);
    lease.renewedAt = now;
    return lease;
}

} // namespace

QString holdText(const DeskHold &hold)
{
    return Words::tr("%1 is taking %2 here since %3. Wait until it ends; it counts until %4 (action %5).")
        .arg(displaySafe(hold.who, 120), displaySafe(hold.way, 80), utcText(hold.since), utcText(hold.until), displaySafe(hold.action, 60));
}

DeskLease::DeskLease(ClusterAccess *access, Subject subject, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_subject(std::move(subject))
    , m_renewal(this)
{
    m_renewal.setInterval(renewEvery);
    connect(&m_renewal, &QTimer::timeout, this, &DeskLease::renew);
}

QDateTime DeskLease::clusterNow() const
{
    return clusterTime(*m_access->client());
}

/// What a person was told before is no reason to stop; anything else is.
std::optional<Error> DeskLease::failed(const Error &error) const
{
    const bool forbidden = error.kind == ErrorKind::NotPermitted || error.kind == ErrorKind::NotFound;
    if (forbidden && !m_subject.required)
        return std::nullopt;
    return Error {error.kind, QStringLiteral("noLease"), Words::tr("It could not be made sure that nobody else takes a way back here; nothing was started. %1").arg(error.message), {}};
}

void DeskLease::take(const QString &action, Callback<std::optional<Error>> done)
{
    m_identity = localUserName() + u'@' + localHostName() + separator + m_subject.way + separator + action;
    if (!m_access)
        return done(Error {ErrorKind::Unreachable, QStringLiteral("connectionGone"), Words::tr("The connection is gone; nothing was started."), {}});
    readLease(m_access->client(), m_subject.ns, nameOf(m_subject.objectUid), this, [this, done](const Result<Lease> &lease) {
        lease ? found(*lease, done) : done(failed(lease.error()));
    });
}

void DeskLease::found(const Lease &lease, const Callback<std::optional<Error>> &done)
{
    if (!m_access)
        return done(Error {ErrorKind::Unreachable, QStringLiteral("connectionGone"), Words::tr("The connection is gone; nothing was started."), {}});
    const QDateTime now = clusterNow();
    if (!isOver(lease, now))
        return done(busy(lease));
    Lease wanted = lease;
    wanted.holder = m_identity;
    wanted.duration = m_subject.renewed ? renewedFor : std::chrono::ceil<std::chrono::seconds>(m_subject.longest) + margin;
    wanted.acquiredAt = wanted.renewedAt = now;
    wanted.transitions = lease.resourceVersion.isEmpty() ? 0 : lease.transitions + 1;
    const Result<PlannedRequest> request = leaseWrite(wanted);
    if (!request)
        return done(failed(request.error()));
    m_access->client()->mutate(*request, auditId(), whileAlive(this, [this, done](const MutationResult &result) {
        const Error error = result.error.value_or(Error {ErrorKind::Internal, {}, {}, {}});
        if (result.verdict == WriteVerdict::Accepted || result.verdict == WriteVerdict::Unknown || result.httpStatus == 409)
            return readBack(done); // who holds it is what is stored
        const bool forbidden = result.httpStatus == 403 || result.httpStatus == 404;
        done(failed(forbidden ? Error {ErrorKind::NotPermitted, error.code, error.message, {}} : error));
    }), deadlineMs);
}

void DeskLease::readBack(const Callback<std::optional<Error>> &done)
{
    if (!m_access)
        return done(Error {ErrorKind::Unreachable, QStringLiteral("connectionGone"), Words::tr("The connection is gone; nothing was started."), {}});
    readLease(m_access->client(), m_subject.ns, nameOf(m_subject.objectUid), this, [this, done](const Result<Lease> &lease) {
        if (!lease)
            return done(Error {ErrorKind::Unreachable, QStringLiteral("noLease"), Words::tr("It could not be made sure that nobody else takes a way back here; nothing was started. %1").arg(lease.error().message), {}});
        if (lease->holder.isEmpty())
            return done(Error {ErrorKind::Refused, QStringLiteral("objectBusy"), Words::tr("Somebody else was about to take a way back here; nothing was started. Plan again."), {}});
        if (lease->holder != m_identity)
            return done(busy(*lease));
        m_held = *lease;
        if (m_subject.renewed)
            m_renewal.start();
        done(std::nullopt);
    });
}

/// On exactly the version that is ours: whoever took it over keeps it.
void DeskLease::renew()
{
    if (!m_access || !isHeld())
        return m_renewal.stop();
    Lease wanted = m_held;
    wanted.renewedAt = clusterNow();
    const Result<PlannedRequest> request = leaseWrite(wanted);
    if (!request)
        return;
    m_access->client()->mutate(*request, auditId(), whileAlive(this, [this](const MutationResult &result) {
        const Result<Lease> stored = result.verdict == WriteVerdict::Accepted ? leaseOf(result.body) : Result<Lease>(Error {});
        if (stored && stored->holder == m_identity && isHeld())
            m_held = *stored;
    }), deadlineMs);
}

void DeskLease::giveBack(std::function<void()> done)
{
    m_renewal.stop();
    const Lease held = std::exchange(m_held, {});
    if (held.resourceVersion.isEmpty() || !m_access) {
        QTimer::singleShot(0, this, std::move(done));
        return;
    }
    readLease(m_access->client(), held.ns, held.name, this, [this, done](const Result<Lease> &lease) {
        const Result<PlannedRequest> request = lease && lease->holder == m_identity && m_access ? leaseWrite(freed(*lease, clusterNow())) : Result<PlannedRequest>(Error {});
        if (!request)
            return done();
        m_access->client()->mutate(*request, auditId(), whileAlive(this, [done](const MutationResult &) { done(); }), deadlineMs);
    });
}

void DeskLease::look(ClusterAccess *access, const QString &ns, const QString &objectUid, QObject *owner, Callback<Result<std::optional<DeskHold>>> done)
{
    readLease(access->client(), ns, nameOf(objectUid), owner, [access = QPointer<ClusterAccess>(access), done](const Result<Lease> &lease) {
        if (!lease)
            return done(lease.error());
        const bool free = !access || isOver(*lease, clusterTime(*access->client()));
        done(free ? std::optional<DeskHold>() : std::optional(holdOf(*lease)));
    });
}

void DeskLease::clear(ClusterAccess *access, const QString &ns, const QString &objectUid, const QString &action, std::function<void()> done)
{
    readLease(access->client(), ns, nameOf(objectUid), access, [access = QPointer<ClusterAccess>(access), action, done](const Result<Lease> &lease) {
        const bool ours = access && lease && !action.isEmpty() && holdOf(*lease).action == action;
        const Result<PlannedRequest> request = ours ? leaseWrite(freed(*lease, clusterTime(*access->client()))) : Result<PlannedRequest>(Error {});
        if (!request)
            return done();
        access->client()->mutate(*request, auditId(), [done](const MutationResult &) { done(); }, deadlineMs);
    });
}

} // namespace maestro
