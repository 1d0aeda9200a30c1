// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "kube/api/mutationresult.h"
#include "services/callback.h"
#include "services/cluster/clusteraccess.h"

#include <QTimer>

namespace maestro {

/// An Event that a cluster is to be told: see actionEvent(). Its name comes from the action, so the server takes it once, however often it is
/// sent.
struct WaitingEvent
{
    QString id; ///< of the action
    QString context;
    QString server; ///< that was acted on; another one behind the same name is not told
    PlannedRequest request;
    QDateTime at;
};

/// Events that wait, each a private file of one folder (ledger EVD-06): kept before they are sent, gone once the server has them or will never
/// take them. At most the newest 200, none older than a day. Any thread; blocks for disk.
class EventQueue
{
public:
    explicit EventQueue(QString folder);

    Result<Done> keep(const WaitingEvent &event) const;
    void remove(const QString &id) const;
    QList<WaitingEvent> waiting(const QDateTime &now) const; ///< oldest first; what is too old or too much is removed

    /// Whether there is no need to send it again: taken, there already, or refused for what it is.
    static bool isSettled(const MutationResult &result);

    static constexpr int mostEvents = 200;
    static constexpr qint64 longestMs = 24 * 3600'000LL;

private:
    QString pathOf(const QString &id) const;

    QString m_folder;
};

/// Sends what waits, one after the other: once a minute, or when asked. Lives on the services' thread.
class EventCourier : public QObject
{
    Q_OBJECT
public:
    using AccessFor = std::function<ClusterAccess *(const QString &context)>;

    EventCourier(const QString &folder, AccessFor access, const Clock *clock, QObject *parent = nullptr);

    void startRounds(int everyMs = 60'000);
    /// Calls back once, later, with how many still wait; not after destruction. Of a server that does not answer the others wait, too.
    void deliver(Callback<int> done);

private:
    void next();

    EventQueue m_queue;
    AccessFor m_access;
    const Clock *m_clock;
    QTimer m_timer;
    QList<WaitingEvent> m_open;
    QStringList m_silent; ///< servers that did not answer in this round
    QList<Callback<int>> m_asked;
    bool m_busy = false;
};

} // namespace maestro
