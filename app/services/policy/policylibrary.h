// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/policy/policyloader.h"
#include "domain/operation/operationplan.h"
#include "domain/policy/policyfault.h"
#include "domain/policy/policymatch.h"

#include <QFileSystemWatcher>
#include <QTimer>

namespace maestro {

/// The policies in force: every *.yaml of a folder, or the files that were named instead. A file that becomes wrong keeps its last
/// good policy in force and is a problem until it is right again; a file that goes takes its policy along. Lives on the thread of the
/// services; reads files there, within the bounds of the loader.
class PolicyLibrary : public QObject
{
    Q_OBJECT
public:
    /// `files` replace the folder when there are any.
    PolicyLibrary(QString folder, QStringList files, QObject *parent = nullptr);

    void load();
    /// Loads again whenever a file or the folder changes, however it is written.
    void watch();

    QList<PolicyPtr> policies() const; ///< in the order of the files
    PolicyProblems problems() const; ///< of files as they are now
    PolicyFaults faults() const; ///< the same, one for each file
    QStringList files() const { return m_order; }
    /// The policy of this name, or null.
    PolicyPtr policy(const QString &name) const;
    /// The same, but null while its file is wrong: what an operator is in the middle of changing is no mandate to act without one.
    PolicyPtr policyToActBy(const QString &name) const;

    PolicyMatch match(const PolicyConnection &connection, const Rollout &rollout) const;
    /// Of a workload that no policy in force names.
    PolicyMatch unmatched() const;
    /// What the policy of a workload says about a verb on it: guard and reason of its environment, a guard of the verb alone first.
    PlanPolicy planPolicy(const PolicyConnection &connection, const Rollout &rollout, Verb verb) const;
    /// Namespaces that a connection's environments name for workloads, and those its services run in (ledger CON-02).
    QStringList namespaces(const PolicyConnection &connection) const;
    /// The environment of the first policy that has one for this connection.
    std::optional<PolicyEnvironment> environment(const PolicyConnection &connection) const;

Q_SIGNALS:
    void policiesChanged();
    void problemsChanged();

private:
    struct Loaded
    {
        PolicyPtr policy; ///< the last good one
        QStringList reads;
        PolicyProblems problems;
    };

    QStringList wanted(PolicyProblems &problems) const;
    void watchPaths();

    const QString m_folder;
    const QStringList m_files;
    QStringList m_order;
    QHash<QString, Loaded> m_loaded;
    PolicyProblems m_folderProblems;
    QFileSystemWatcher m_watcher;
    QTimer m_debounce;
    bool m_watching = false;
};

} // namespace maestro
