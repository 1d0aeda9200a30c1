// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"
#include "ports/alertport.h"
#include "ports/journalport.h"
#include "services/endpoints/endpoints.h"
#include "services/facts/factkeeper.h"
#include "services/policy/policylibrary.h"
#include "services/slo/workloadhealth.h"

#include <QTimer>

#include <map>

namespace maestro {

/// The health of every workload that a policy names, in rounds. At most four are asked about at a time, one after the other as the servers
/// answer, the open one first, then those whose update is under way; none more often than once an interval, and the open one every
/// openStepMs(). A fleet that takes longer than that is looked at less often, not harder. Without such a workload nothing is asked.
/// Lives on the services' thread.
class HealthRounds : public QObject
{
    Q_OBJECT
public:
    HealthRounds(Workspace *workspace, Endpoints *endpoints, const PolicyLibrary *policies, const Clock *clock, QObject *parent = nullptr);
    ~HealthRounds() override;

    /// All rows there are; those without a policy are left alone.
    void setWorkloads(const QList<FleetRowPtr> &rows);
    void setAlerts(const QList<AlertBoard> &boards);
    /// What people said; what is open is judged again at once when that changed. Before the first call nobody knows.
    void setRecords(const JournalRecordsPtr &records);
    /// An empty one: none is open.
    void setOpen(const ObjectRef &ref);

    WorkloadHealth *health(const ObjectRef &ref) const; ///< null: no policy names it
    /// Whom to ask about it; null: none is configured. Good until the event loop turns.
    PromClient *client(const ObjectRef &ref) const;
    /// What signals of it rest on; nothing: no policy names it.
    struct Standing
    {
        PolicyMatch match;
        SignalScope scope;
        QString kind;
        QString uid;
    };
    std::optional<Standing> standing(const ObjectRef &ref) const;
    /// One release as it is watched anyway.
    struct Release
    {
        ObjectRef ref;
        Rollout workload; ///< of its row
        PolicyMatch match;
        QDateTime changedAt; ///< when this revision began; invalid: not known (yet)
    };
    QList<Release> releases() const; ///< of all that a policy names, by ref; asks nobody
    QList<SloReportPtr> reports() const; ///< of all that a policy names, by ref; `notRead` is the problem of one that was not evaluated yet

    static constexpr int atOnce = 4;

Q_SIGNALS:
    void reported(maestro::ObjectRef ref);
    void workloadsChanged(); ///< others are named by policies than before

private:
    struct Watched;
    void forgetPolicies();
    QSet<QString> namedWorkloads() const;
    PolicyMatch matched(const QString &context, const Rollout &rollout);
    void takeAlerts(Watched &one);
    void turn();
    Watched *mostDue(qint64 bootMs) const;
    void start(Watched &one);
    void askSince(Watched &one);
    void askFacts(Watched &one);
    void takeHistory(Watched &one);
    void askClock(Watched &one);
    void evaluate(Watched &one);
    void ended(Watched &one);
    Watched *find(const ObjectRef &ref) const;

    Workspace *m_workspace;
    Endpoints *m_endpoints;
    const PolicyLibrary *m_policies;
    const Clock *m_clock;
    Sampler m_sampler;
    FactReader m_reader;
    std::optional<QList<JournalRecord>> m_signals;
    JournalRecordsPtr m_records; ///< null: not read yet
    std::map<ObjectRef, std::unique_ptr<Watched>> m_watched;
    QList<FleetRowPtr> m_rows;
    QMap<QByteArray, PolicyPtr> m_paced; ///< by hash
    QList<AlertBoard> m_boards;
    ObjectRef m_open;
    QTimer m_roundTimer;
};

} // namespace maestro
