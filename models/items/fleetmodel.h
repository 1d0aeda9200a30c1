// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/rollout/fleet.h"
#include "items/health/fleethealth.h"
#include "items/keyedtablemodel.h"

#include <QTimer>

#include <array>

namespace maestro {

/// What a chip above the table counts; one class for each row.
/// AtRisk: nothing else asks for a person, but the gates of its policy say to go back.
enum class FleetClass { Degraded, Waits, AtRisk, Unclear, Baking, Moving, Old, Steady };
enum class FleetGrouping { Attention, Namespace, Cluster };

/// What a row is known by. A Helm release often has the name of the Rollout it brings.
struct FleetKey
{
    ObjectRef ref;
    QString other; ///< the kind, where it has no verbs; "group" of a head

    bool operator==(const FleetKey &) const = default;
    friend size_t qHash(const FleetKey &key, size_t seed) { return qHashMulti(seed, key.ref, key.other); }
};
FleetKey fleetKeyOf(const FleetRow &row);

/// The head of a group of rows.
struct FleetGroup
{
    FleetKey key;
    QString title;
    QString note; ///< why the group is there, where that needs saying
    int count = 0;
    bool collapsed = false;

    bool operator==(const FleetGroup &) const = default;
};

/// A row of the table: a rollout, or the head of a group (row null). Small: there is one for each rollout.
struct FleetEntry
{
    FleetRowPtr row;
    std::shared_ptr<const FleetGroup> group; ///< of a head only
    FreshnessState freshness = FreshnessState::Live;
    FleetClass kind = FleetClass::Steady;
    Attention attention = Attention::Steady;

    FleetKey key() const { return row ? fleetKeyOf(*row) : group->key; }
    bool isGroup() const { return !row; }
    bool operator==(const FleetEntry &other) const;
};

/// The fleet as the operator scans it: grouped, filtered, worst first, then longest wait (ux/design.md section 3). New snapshots
/// are folded: a leading edge, then one update a frame; order changes at most four times a second and never while held.
/// Time comes from tick(). GUI thread.
class FleetModel : public KeyedTableModel<FleetEntry>
{
    Q_OBJECT
public:
    enum Column { Name, Status, Change, Steps, Pods, Gates, Analysis, Next, ColumnCount };
    enum Role { RowRole = Qt::UserRole + 1, GroupRole, FreshnessRole };

    explicit FleetModel(const Clock *clock, QObject *parent = nullptr);

    void setFleet(FleetSnapshotPtr fleet);
    /// What the gates say; rows that they send back come among those that need a person.
    void setReports(const QList<SloReportPtr> &reports);
    void setPolicyFaults(const PolicyFaults &faults);
    /// Once a second: ages, countdowns, and rows that grew old.
    void tick();
    void setFilter(const QString &text);
    void setClassShown(std::optional<FleetClass> kind); ///< only this class; none: all
    void setGrouping(FleetGrouping grouping);
    void setScope(const QString &context, const QString &ns); ///< empty: all
    void toggleGroup(int row);
    /// While held, rows change in place but keep their order: nothing may jump under a pointer.
    void setHeld(bool held);

    int rowsShown() const; ///< rollouts after scope and filter, collapsed ones too
    int rowsInScope() const { return m_inScope; }
    int countOf(FleetClass kind) const { return m_counts[size_t(kind)]; }
    const FleetEntry *entryOf(const ObjectRef &ref) const; ///< the Rollout or Deployment of that name
    Freshness freshnessOf(const QString &context) const;
    QString environmentOf(const QString &context) const;
    const FleetSnapshotPtr &fleet() const { return m_fleet; }
    const FleetHealth &health() const { return m_health; }
    static ObjectRef judged(const FleetRow &row); ///< by what the health of a row is known; empty: nothing judges such a workload
    QString next(const FleetEntry &entry) const; ///< what happens next, or what the gates ask for
    QDateTime utcNow() const { return m_clock->utcNow(); }

    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void countsChanged();
    void orderChanged(); ///< heights and groups may differ now

private:
    void fold();
    bool refreshConnections();
    bool sameOrder(const FleetSnapshot &before) const;
    void findRows();
    bool replaceChanged(const FleetSnapshot &before);
    void requestOrder();
    void rebuild();
    std::vector<FleetEntry> sortedEntries();
    void requestOrderIfRisksChanged();
    FleetEntry entryFor(const FleetRowPtr &row) const;
    bool matches(const FleetEntry &entry) const;
    std::shared_ptr<FleetGroup> groupFor(const FleetEntry &first) const;
    QString groupNote(const FleetEntry &entry) const;
    QString text(const FleetEntry &entry, int column) const;
    QString gatesSentence(const FleetRow &row) const;
    QString sentence(const FleetRow &row) const;

    const Clock *m_clock;
    FleetSnapshotPtr m_fleet;
    FleetSnapshotPtr m_folded; ///< the snapshot that the rows show
    std::vector<int> m_rowOf; ///< where each row of m_folded stands, -1: not shown
    QHash<QString, ConnectionStatus> m_connections;
    QHash<QString, Freshness> m_freshness;
    QString m_filter;
    QString m_context;
    QString m_ns;
    std::optional<FleetClass> m_only;
    FleetGrouping m_grouping = FleetGrouping::Attention;
    QSet<QString> m_collapsed;
    FleetHealth m_health;
    QSet<ObjectRef> m_risky; ///< what needs a person by its gates alone
    std::array<int, 8> m_counts = {};
    int m_inScope = 0;
    int m_shown = 0;
    bool m_held = false;
    bool m_orderPending = false;
    bool m_foldPending = false;
    QTimer m_frameThrottle;
    QTimer m_orderThrottle;
};

/// "v2.14.0-rc.2" and "rev 58", from what the row itself knows.
QString changeText(const Rollout &rollout);
QString changeDetail(const Rollout &rollout);
QString stepsText(const FleetRow &row); ///< "step 3 of 8", "all 8 steps done", "blue/green"
QString weightHeadline(const FleetRow &row); ///< observed weight, or "?" when nobody knows
QString weightDetail(const FleetRow &row); ///< what is wanted and recorded, where it differs from observed
QString podsText(const Rollout &rollout); ///< "9 / 10"
QString analysisText(const Rollout &rollout);
FleetClass fleetClassOf(const FleetRow &row, const Freshness &freshness);
QString fleetClassLabel(FleetClass kind);

} // namespace maestro
