// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/desk/routedeed.h"

#include <QJsonArray>
#include <QSet>

namespace maestro {

/// One run of a workflow as GitHub lists it.
struct WorkflowRun
{
    qint64 id = 0;
    QString title; ///< run-name
    QString actor;
    QString status; ///< queued, in_progress, completed ...
    QString conclusion;
    QString url;
    QString workflow = {}; ///< its name
    QDateTime at = {}; ///< when it was asked for; invalid: not said
};
QList<WorkflowRun> workflowRuns(const QJsonDocument &document);

/// Which of `runs` an action began: by `marker` in its name; without one the only new run of `login`, or the only new one where nobody
/// knows who we are. Null: none, or more than one (`several`).
const WorkflowRun *ownRun(const QList<WorkflowRun> &runs, const QSet<qint64> &before, const QString &marker, const QString &login, bool *several);

/// Path of the last runs of a workflow that were dispatched.
QString workflowRunsPath(const DeskCall &call);

/// workflow_dispatch: every request begins a run, so it is sent once and its run is found by reading.
class WorkflowDeed final : public RemoteDeed
{
    Q_OBJECT
public:
    using RemoteDeed::RemoteDeed;

    void setPace(int firstMs, int laterMs) { m_firstMs = firstMs, m_laterMs = laterMs; } ///< between two looks

    void send(const QString &id, const QString &reason, Callback<MutationResult> done) override;
    void look(Callback<Sight> done) override;
    QJsonObject evidence() const override;

private:
    void seen(const QList<WorkflowRun> &runs, const Callback<Sight> &done);
    void readStep(const QString &told, const Callback<Sight> &done);
    void readJobs(const Sight &sight, const Callback<Sight> &done);

    QString m_id;
    QString m_login;
    QSet<qint64> m_before;
    WorkflowRun m_run; ///< id 0: not found yet
    QJsonArray m_jobs;
    int m_firstMs = 500;
    int m_laterMs = 3'000;
    int m_looks = 0;
};

} // namespace maestro
