// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fleetmodel.h"

#include "text/humanize.h"
#include "text/labels.h"

#include <QRegularExpression>

#include <tuple>

namespace maestro {

namespace {

constexpr int frameMs = 16;
constexpr int orderMs = 250;

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

} // namespace

bool FleetEntry::operator==(const FleetEntry &other) const
{
    // The age in seconds is left out: it is read at paint time and tick() tells when to look again.
    return id == other.id && row == other.row && freshness.state == other.freshness.state && kind == other.kind && attention == other.attention
        && environment == other.environment && title == other.title && note == other.note && count == other.count && collapsed == other.collapsed;
}

FleetModel::FleetModel(const Clock *clock, QObject *parent)
    : KeyedTableModel<FleetEntry>(parent)
    , m_clock(clock)
{
    m_frameThrottle.setSingleShot(true);
    m_frameThrottle.setInterval(frameMs);
    m_orderThrottle.setSingleShot(true);
    m_orderThrottle.setInterval(orderMs);
    connect(&m_frameThrottle, &QTimer::timeout, this, [this] {
        if (m_foldPending)
            fold();
    });
    connect(&m_orderThrottle, &QTimer::timeout, this, [this] {
        if (m_orderPending && !m_held)
            rebuild();
    });
}

QString FleetModel::keyOf(const ObjectRef &ref)
{
    return ref.context % u'\x1f' % ref.ns % u'\x1f' % ref.name;
}

/// A Helm release often has the name of the Rollout it brings.
QString FleetModel::keyOf(const FleetRow &row)
{
    const QString key = keyOf(row.ref);
    return hasVerbs(row.rollout.workload) ? key : QString(key % u'\x1f' % workloadWord(row.rollout.workload));
}

void FleetModel::setFleet(FleetSnapshotPtr fleet)
{
    m_fleet = std::move(fleet);
    m_foldPending = true;
    if (!m_frameThrottle.isActive())
        fold();
}

void FleetModel::fold()
{
    m_foldPending = false;
    m_frameThrottle.start();
    const FleetSnapshotPtr before = std::exchange(m_folded, m_fleet);
    const bool sameStates = refreshConnections();
    if (!sameStates || !before || !replaceChanged(*before))
        requestOrder();
}

void FleetModel::tick()
{
    if (!m_folded)
        return;
    if (!refreshConnections())
        requestOrder();
    columnChanged(Status);
    columnChanged(Next);
}

/// False when a connection appeared, went, or its data became old or fresh.
bool FleetModel::refreshConnections()
{
    QHash<QString, Freshness> fresh;
    m_connections.clear();
    const qint64 now = m_clock->bootMs();
    for (const ConnectionStatus &connection : m_folded->connections) {
        m_connections.insert(connection.context, connection);
        const bool connected = connection.phase == ConnectionPhase::Connected || connection.phase == ConnectionPhase::Reconnecting;
        fresh.insert(connection.context, freshnessAt(connection.heardAtBootMs, connected, now));
    }
    m_freshness.swap(fresh);
    return fresh.size() == m_freshness.size() && std::all_of(fresh.constKeyValueBegin(), fresh.constKeyValueEnd(), [this](const auto &was) {
        const auto is = m_freshness.constFind(was.first);
        return is != m_freshness.cend() && is->state == was.second.state;
    });
}

/// Replaces changed rows where they stand; false when groups, counts or order must be looked at again. Unchanged rows keep
/// their pointer from snapshot to snapshot, so this costs one comparison for each of them.
bool FleetModel::replaceChanged(const FleetSnapshot &before)
{
    if (before.rows.size() != m_folded->rows.size())
        return false;
    bool settled = true;
    for (qsizetype i = 0; i < before.rows.size(); ++i) {
        const FleetRowPtr &was = before.rows.at(i);
        const FleetRowPtr &now = m_folded->rows.at(i);
        if (was == now)
            continue;
        if (was->ref != now->ref || was->rollout.workload != now->rollout.workload)
            return false;
        const FleetEntry next = entryFor(now);
        const int row = m_rowOfKey.value(next.id, -1);
        if (row < 0) {
            settled = false;
            continue;
        }
        const FleetEntry &shown = rowAt(row);
        settled = settled && next.kind == shown.kind && next.attention == shown.attention && matches(next);
        replaceRow(row, next);
    }
    return settled;
}

void FleetModel::requestOrder()
{
    m_orderPending = true;
    if (!m_held && !m_orderThrottle.isActive())
        rebuild();
}

FleetEntry FleetModel::entryFor(const FleetRowPtr &row) const
{
    FleetEntry entry;
    entry.id = keyOf(*row);
    entry.row = row;
    entry.freshness = freshnessOf(row->ref.context);
    entry.kind = fleetClassOf(*row, entry.freshness);
    entry.attention = attentionOf(*row, entry.freshness);
    const auto connection = m_connections.constFind(row->ref.context);
    if (connection != m_connections.cend())
        entry.environment = connection->environment;
    return entry;
}

bool FleetModel::matches(const FleetEntry &entry) const
{
    if (m_only && entry.kind != *m_only)
        return false;
    if (m_filter.isEmpty())
        return true;
    const ObjectRef &ref = entry.row->ref;
    for (const QString &word : m_filter.split(u' ', Qt::SkipEmptyParts)) {
        if (!ref.name.contains(word, Qt::CaseInsensitive) && !ref.ns.contains(word, Qt::CaseInsensitive) && !ref.context.contains(word, Qt::CaseInsensitive)
            && !changeText(entry.row->rollout).contains(word, Qt::CaseInsensitive) && workloadWord(entry.row->rollout.workload).compare(word, Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

QString FleetModel::groupTitle(const FleetEntry &entry) const
{
    switch (m_grouping) {
    case FleetGrouping::Attention:
        break;
    case FleetGrouping::Namespace:
        return displaySafe(entry.row->ref.ns);
    case FleetGrouping::Cluster:
        return displaySafe(entry.row->ref.context);
    }
    return attentionLabel(entry.attention);
}

QString FleetModel::groupNote(const FleetEntry &entry) const
{
    if (m_grouping != FleetGrouping::Attention || entry.attention != Attention::DataIsOld)
        return {};
    QStringList lost;
    for (const ConnectionStatus &connection : m_folded->connections) {
        if (isOld(freshnessOf(connection.context)))
            lost << connection.context;
    }
    return tr("%1 does not answer. Shown is the last known state; actions are blocked until it is fresh.").arg(lost.join(QStringLiteral(", ")));
}

void FleetModel::rebuild()
{
    m_orderPending = false;
    m_orderThrottle.start();
    struct Sorted
    {
        FleetEntry entry;
        QString group;
        qint64 since;
    };
    std::vector<Sorted> sorted;
    m_counts = {};
    m_inScope = 0;
    for (const FleetRowPtr &row : m_folded->rows) {
        if ((!m_context.isEmpty() && row->ref.context != m_context) || (!m_ns.isEmpty() && row->ref.ns != m_ns))
            continue;
        FleetEntry entry = entryFor(row);
        ++m_inScope;
        ++m_counts[size_t(entry.kind)];
        if (!matches(entry))
            continue;
        const QDateTime since = sinceOf(row->rollout);
        QString group = groupTitle(entry);
        sorted.push_back({std::move(entry), std::move(group), since.isValid() ? since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max()});
    }
    const bool byAttention = m_grouping == FleetGrouping::Attention;
    std::sort(sorted.begin(), sorted.end(), [byAttention](const Sorted &a, const Sorted &b) {
        if (!byAttention && a.group != b.group)
            return a.group < b.group;
        const bool steady = a.entry.attention == Attention::Steady && b.entry.attention == Attention::Steady;
        return std::tuple(a.entry.attention, a.entry.kind, steady ? 0 : a.since, std::cref(a.entry.row->ref.name), std::cref(a.entry.id))
            < std::tuple(b.entry.attention, b.entry.kind, steady ? 0 : b.since, std::cref(b.entry.row->ref.name), std::cref(b.entry.id));
    });
    m_shown = int(sorted.size());
    QList<FleetEntry> next;
    next.reserve(qsizetype(sorted.size()) + 4);
    qsizetype head = 0;
    QString group;
    for (Sorted &item : sorted) {
        if (next.isEmpty() || item.group != group) {
            group = item.group;
            head = next.size();
            FleetEntry title;
            title.id = QStringLiteral("group:") + group;
            title.title = group;
            title.note = groupNote(item.entry);
            title.attention = item.entry.attention;
            title.collapsed = m_collapsed.contains(group);
            next.append(std::move(title));
        }
        ++next[head].count;
        if (!next[head].collapsed)
            next.append(std::move(item.entry));
    }
    replaceRows(std::move(next));
    m_rowOfKey.clear();
    for (int row = 0; row < rowCount(); ++row)
        m_rowOfKey.insert(rowAt(row).id, row);
    Q_EMIT orderChanged();
    Q_EMIT countsChanged();
}

void FleetModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    if (m_folded)
        rebuild();
}

void FleetModel::setClassShown(std::optional<FleetClass> kind)
{
    m_only = kind;
    if (m_folded)
        rebuild();
}

void FleetModel::setGrouping(FleetGrouping grouping)
{
    m_grouping = grouping;
    m_collapsed.clear();
    if (m_folded)
        rebuild();
}

void FleetModel::setScope(const QString &context, const QString &ns)
{
    m_context = context;
    m_ns = ns;
    if (m_folded)
        rebuild();
}

void FleetModel::toggleGroup(int row)
{
    const FleetEntry &entry = rowAt(row);
    if (!entry.isGroup())
        return;
    if (entry.collapsed)
        m_collapsed.remove(entry.title);
    else
        m_collapsed.insert(entry.title);
    rebuild();
}

void FleetModel::setHeld(bool held)
{
    m_held = held;
    if (!held && m_orderPending && !m_orderThrottle.isActive())
        rebuild();
}

int FleetModel::rowsShown() const
{
    return m_shown;
}

const FleetEntry *FleetModel::entryOf(const ObjectRef &ref) const
{
    const int row = m_rowOfKey.value(keyOf(ref), -1);
    return row < 0 ? nullptr : &rowAt(row);
}

const FleetEntry *FleetModel::entryOf(const FleetRow &row) const
{
    const int at = m_rowOfKey.value(keyOf(row), -1);
    return at < 0 ? nullptr : &rowAt(at);
}

Freshness FleetModel::freshnessOf(const QString &context) const
{
    return m_freshness.value(context);
}

int FleetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FleetModel::text(const FleetEntry &entry, int column) const
{
    if (entry.isGroup())
        return column == Name ? tr("%1, %2").arg(entry.title).arg(entry.count) : QString();
    const FleetRow &row = *entry.row;
    switch (column) {
    case Name:
        return displaySafe(row.ref.name);
    case Status:
        return isOld(entry.freshness) ? tr("%1, was %2").arg(dataAgeText(freshnessOf(row.ref.context)), phaseLabel(row.phase.phase)) : phaseLabel(row.phase.phase);
    case Change:
        return changeText(row.rollout) % u", " % changeDetail(row.rollout);
    case Steps:
        return QStringList{weightHeadline(row), stepsText(row), weightDetail(row)}.filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral(", "));
    case Pods:
        return podsText(row.rollout);
    case Analysis:
        return analysisText(row.rollout);
    case Next:
        return nextText(row, freshnessOf(row.ref.context));
    default:
        return {};
    }
}

QVariant FleetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FleetEntry &entry = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(entry, index.column());
    case Qt::AccessibleDescriptionRole:
        return entry.isGroup() ? entry.note : rowSentence(*entry.row, freshnessOf(entry.row->ref.context));
    case Qt::ToolTipRole:
        if (entry.isGroup())
            return entry.note;
        return tr("%1 in %2 / %3\n%4").arg(displaySafe(entry.row->ref.name), displaySafe(entry.row->ref.context), displaySafe(entry.row->ref.ns),
                                           rowSentence(*entry.row, freshnessOf(entry.row->ref.context)));
    case RowRole:
        return QVariant::fromValue(entry.row);
    case GroupRole:
        return entry.isGroup();
    case FreshnessRole:
        return entry.isGroup() ? QVariant() : QVariant::fromValue(freshnessOf(entry.row->ref.context).seconds);
    default:
        return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("Rollout"), tr("Status"), tr("Change"), tr("Steps and weight"), tr("Pods"), tr("Analysis"), tr("Next")};
    return titles[section];
}

Qt::ItemFlags FleetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return rowAt(index.row()).isGroup() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace maestro
