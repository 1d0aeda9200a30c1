// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "services/cluster/clusteraccess.h"
#include "services/journalservice.h"

namespace maestro {

/// How an action whose outcome was never recorded ended, as far as reading can tell.
struct Reconciled
{
    QString id;
    OutcomeState state = OutcomeState::Unknown;
    QString message;
};

/// Settles intents without an outcome by reading the cluster, never by sending anything again. Appends one reconcile record per
/// action it could decide; leaves the others open.
class Reconciler : public QObject
{
    Q_OBJECT
public:
    using AccessFor = std::function<ClusterAccess *(const QString &context)>;

    Reconciler(AccessFor access, JournalService *journal, const Clock *clock, QObject *parent = nullptr);

    /// Who settles intents whose object is not in a cluster, by its kind ("Silence"), or that were no patch ("Call"). Without one
    /// they stay open.
    using Settler = std::function<void(const JournalRecord &intent, Callback<Reconciled> done)>;
    void setSettler(const QString &objectKind, Settler settler) { m_settlers.insert(objectKind, std::move(settler)); }

    /// Where actions under way hold their locks (ActionLock): what somebody is still at is not settled.
    void setLockDirectory(const QString &directory) { m_locks = directory; }

    void run(Callback<Result<QList<Reconciled>>> done);

private:
    void settle(const JournalRecord &intent, Callback<Reconciled> done);

    AccessFor m_access;
    QHash<QString, Settler> m_settlers;
    JournalService *m_journal;
    const Clock *m_clock;
    QString m_locks;
};

} // namespace maestro
