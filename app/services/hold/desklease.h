// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/lease/lease.h"
#include "services/callback.h"

#include <QObject>
#include <QTimer>

namespace maestro {

class ClusterAccess;

/// Who takes a way back that the API server does not guard: a program, or a request to another server.
struct DeskHold
{
    QString who; ///< user@host
    QString way;
    QString action; ///< id in that person's journal
    QDateTime since; ///< by the clock of the cluster, as the rest
    QDateTime until; ///< when it may be taken for over, though nobody said so
};

/// "ada@laptop is taking B-helm here since 14:20:36 UTC", and until when it counts.
QString holdText(const DeskHold &hold);

/// Keeps two consoles with separate homes from taking such a way for one object at the same time: a Lease in the object's namespace, held from
/// before the intent until the outcome is known. It runs out by itself after the way's own time limit, so a console that died with its
/// program at work does not free it early. Lives on the services' thread; the connection may go before it.
class DeskLease : public QObject
{
    Q_OBJECT
public:
    struct Subject
    {
        QString ns;
        QString objectUid;
        QString way;
        std::chrono::milliseconds longest {0}; ///< how long the way may still be at work when this process is gone
        bool renewed = false; ///< nothing is at work without this process: a short Lease, kept while it lives
        bool required = true; ///< false: the person was told that there is none, a refusal to write it does not stop the way
    };

    DeskLease(ClusterAccess *access, Subject subject, QObject *parent = nullptr);

    /// Nothing: it is ours, or nobody may hold one and that was said before. Refused, objectBusy, names the other one.
    void take(const QString &action, Callback<std::optional<Error>> done);
    /// Nobody has to wait any longer. Tried once; called back in any case.
    void giveBack(std::function<void()> done);
    bool isHeld() const { return !m_held.resourceVersion.isEmpty(); }

    /// Who holds it now. NotFound is nobody.
    static void look(ClusterAccess *access, const QString &ns, const QString &objectUid, QObject *owner, Callback<Result<std::optional<DeskHold>>> done);
    /// Frees what an action of this journal left behind; others' stay.
    static void clear(ClusterAccess *access, const QString &ns, const QString &objectUid, const QString &action, std::function<void()> done);

private:
    void found(const Lease &lease, const Callback<std::optional<Error>> &done);
    void readBack(const Callback<std::optional<Error>> &done);
    void renew();
    std::optional<Error> failed(const Error &error) const;
    QDateTime clusterNow() const;

    QPointer<ClusterAccess> m_access;
    Subject m_subject;
    QString m_identity;
    Lease m_held; ///< as stored; empty while it is not ours
    QTimer m_renewal;
};

} // namespace maestro
