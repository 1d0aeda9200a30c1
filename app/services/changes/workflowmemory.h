// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "services/desk/workflowdeed.h"

namespace maestro {

/// The last runs of a repository's workflows. What was read is told again for two minutes: who looks every few seconds does not use up
/// what GitHub allows in an hour. Lives on the services' thread.
class WorkflowMemory : public QObject
{
    Q_OBJECT
public:
    using Runs = Result<QList<WorkflowRun>>;

    explicit WorkflowMemory(const Clock *clock, QObject *parent = nullptr);

    /// `repository`: OWNER/NAME, checked by the caller. Calls back once, later; not after destruction.
    void recent(const std::shared_ptr<RemoteReader> &github, const QString &repository, Callback<Runs> done);

    static constexpr int asked = 20; ///< runs

private:
    struct Known
    {
        qint64 bootMs = 0;
        Runs runs;
    };
    const Clock *m_clock;
    QHash<QString, Known> m_known; ///< by server and repository
};

} // namespace maestro
