// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/facts/factreader.h"
#include "services/journalservice.h"
#include "services/policy/policylibrary.h"

namespace maestro {

/// Says which verbs have to wait for an acknowledgement (ledger ESC-02): by the clocks of the newest way back of an object within a day, and
/// by the dependencies that a rule's `when` names, read now; and by the roles of the policy, which may not allow it to whoever is signed in (ESC-07), by a no-go that stands at a point of
/// the policy (GAT-07), and by a suite that the policy wants at each step and that did not pass at this one (VAL-08). Lives on the services' thread.
class EscalationLocks : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        const PolicyLibrary *policies = nullptr;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        std::function<PolicyConnection(const QString &context)> connection;
    };

    explicit EscalationLocks(Means means, QObject *parent = nullptr);

    /// Why `verb` has to wait, in words; empty: it has not. Reads the cluster only where a rule rests on it; a dependency whose
    /// state is not known locks what goes on, and says so, and no way back.
    void ask(const ObjectRef &target, const Rollout &workload, const QString &verb, ClusterAccess *access, Callback<QString> done);

private:
    void askLocks(const ObjectRef &target, const Rollout &workload, const QString &verb, ClusterAccess *access, Callback<QString> done);

    Means m_means;
    FactReader m_facts;
};

} // namespace maestro
