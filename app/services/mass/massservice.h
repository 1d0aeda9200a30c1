// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/fleetport.h"
#include "ports/massport.h"
#include "services/cluster/throttle.h"
#include "services/mass/massrun.h"

#include <QPointer>

namespace maestro {

/// Previews a mass rollback out of what is watched anyway, and runs it. Needs neither Prometheus nor a policy; where one puts a script first, that is the way back. When a version was promoted
/// is read by a list of its own: rows of the fleet do not carry conditions. Lives on the services' thread.
class MassService final : public MassPort
{
    Q_OBJECT
public:
    struct Doors
    {
        FleetPort *fleet = nullptr;
        OperationService *operations = nullptr; ///< of its own: nobody else hears its plans
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        std::function<ClusterAccess *(const QString &context)> access; ///< null: not connected
        std::function<MassWay(const QString &context, const Rollout &rollout)> way = {}; ///< what its policy says; null: no policies
        QString locks = {}; ///< empty: no other program is told that a run is under way
    };

    explicit MassService(Doors doors, QObject *parent = nullptr);

    void open(const QString &context, const QString &ns) override;
    void choose(const ObjectRef &ref, bool chosen) override;
    void begin(const MassOrder &order) override;
    void stop() override { m_run->stop(); }

private:
    struct Choice
    {
        QString hash; ///< it was made for this version
        bool chosen = false;
    };
    struct Promotion
    {
        QString version;
        QList<Condition> conditions;
    };

    void publish();
    void learn();
    MassViewPtr look();
    void ask(ClusterAccess *access);
    void readPromotions(ClusterAccess *access);
    bool inScope(const FleetRow &row) const { return row.ref.context == m_context && (m_ns.isEmpty() || row.ref.ns == m_ns) && row.workload == WorkloadKind::Rollout; }
    void refuse(const QString &code, const QString &message);

    Doors m_doors;
    Throttle *m_throttle;
    MassRun *m_run;
    bool m_running = false;
    FleetSnapshotPtr m_fleet;
    QString m_context;
    QString m_ns;
    int m_scope = 0; ///< counts open(): answers for an earlier one are void
    QHash<ObjectRef, Choice> m_choices;
    QHash<QString, Promotion> m_promotions; ///< by uid
    qint64 m_readAtBootMs = -1; ///< of m_promotions
    bool m_reading = false;
    QPointer<ClusterAccess> m_asked; ///< for permissions
    std::optional<double> m_abortSeconds; ///< in this context, by the Journal
    std::optional<double> m_rollbackSeconds;
    std::optional<bool> m_mayAbort;
    std::optional<bool> m_mayRollback;
};

} // namespace maestro
