// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/api/kubeclient.h"
#include "kube/lease/lease.h"

#include <QTimer>

namespace maestro {

/// Tries to hold one Lease and keeps it: of all consoles that may act by themselves in a namespace one does. The rules of leader
/// election (Kubernetes, client-go tools/leaderelection): another holder's Lease has run out only when it did not change for its whole
/// duration by our own clock; we hold it only for `renewDeadline` after the start of our last accepted write. Every write is made on
/// the version that was read; an answer that was lost counts as not held until it is read.
class LeaseHolder : public QObject
{
    Q_OBJECT
public:
    struct Timing
    {
        std::chrono::milliseconds duration{15'000};
        std::chrono::milliseconds renewDeadline{10'000};
        std::chrono::milliseconds retry{2'000};
    };

    /// `identity` is this process alone, e.g. host, process and a random part. The client must outlive this.
    LeaseHolder(KubeClient *client, const QString &ns, const QString &name, const QString &identity, const Timing &timing, QObject *parent = nullptr);

    void start();
    /// Gives the Lease back, so that another may hold it at once, and only reads it; or begins to try again.
    void standDown(bool down);

    /// To be asked right before acting.
    bool isHeld() const;
    QString holder() const { return m_seen.holder; } ///< as last read; may be somebody else
    std::optional<Error> problem() const { return m_problem; }

Q_SIGNALS:
    void changed(); ///< holder, held or problem

private:
    void look();
    void found(const Lease &lease);
    void giveBack();
    void write(const Lease &lease);
    void settle(const std::optional<Error> &problem);

    KubeClient *m_client;
    QString m_identity;
    Timing m_timing;
    QTimer m_retry;
    Lease m_seen;
    qint64 m_seenAtBootMs = -1; ///< when m_seen was first read as it is
    qint64 m_heldUntilBootMs = -1;
    bool m_busy = false;
    bool m_standsDown = false;
    bool m_toldHeld = false;
    QString m_toldHolder;
    std::optional<Error> m_problem;
};

} // namespace maestro
