// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/pod.h"
#include "domain/validation/validationtracker.h"
#include "kube/api/kubeclient.h"
#include "services/callback.h"

#include <QHash>

namespace maestro {

/// The error lines in the logs of some pods since an instant (ledger VAL-04), every container of theirs. A log is read on from where it was
/// read to, a piece at each look, so that no part of a long one is left out; what was found stays found. Lives on the services' thread.
class ServingLogs : public QObject
{
    Q_OBJECT
public:
    struct Found
    {
        QList<ErrorLine> lines;
        int pods = 0; ///< whose logs were read to their end within the last minute
        QString unread; ///< why not all of it is known; empty: it is
    };

    explicit ServingLogs(QObject *parent = nullptr);

    /// One look; those that were read longest ago come first where there are many. One at a time: another one begins anew. Calls back once,
    /// later, not after destruction, nor for a look that was left for another. `at`: the present, by the clock that `since` is of.
    void read(KubeClient *client, const QList<Pod> &pods, const QDateTime &since, const QDateTime &at, const QStringList &patterns, Callback<Found> done);

    static constexpr int pieceBytes = 512 * 1024;
    static constexpr int logsAtOnce = 40; ///< of containers

private:
    struct Log
    {
        QByteArray stamp; ///< of the last line that was read whole, as the server wrote it
        QByteArray openStamp; ///< of a line with an error that had no end yet: told, and read again
        QDateTime lookedAt;
        QDateTime endAt; ///< when its end was last reached; invalid: never
        QString problem;
        QList<ErrorLine> lines;
    };
    void take(Log &log, const QString &pod, const QByteArray &body, const QStringList &patterns);
    Found found(const QList<Pod> &pods) const;

    QHash<QString, Log> m_logs; ///< by uid of the pod and name of the container
    QStringList m_patterns;
    QDateTime m_at;
    quint64 m_round = 0;
};

} // namespace maestro
