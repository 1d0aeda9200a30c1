// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/fleetmodel.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "text/slotext.h"

#include <QRegularExpression>

#include <tuple>

namespace maestro {

namespace {

constexpr int frameMs = 6; ///< less than the time between two snapshots of a storm: what comes in time is shown at once
constexpr int orderMs = 250;

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

} // namespace

bool FleetEntry::operator==(const FleetEntry &other) const
{
    // The age in seconds is left out: it is read at paint time and tick() tells when to look again.
    const bool sameGroup = group == other.group || (group && other.group && *group == *other.group);
    return row == other.row && sameGroup && freshness == other.freshness && kind == other.kind && attention == other.attention;
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

FleetKey fleetKeyOf(const FleetRow &row)
{
    return {row.ref, hasVerbs(row.workload) ? QString() : workloadWord(row.workload)};
}

/// A Helm release often has the name of the Rollout it brings.
ObjectRef FleetModel::judged(const FleetRow &row)
{
    return hasVerbs(row.workload) ? row.ref : ObjectRef();
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
    if (!before || !sameOrder(*before)) {
        findRows();
        replaceChanged({});
        requestOrder();
    } else if (!replaceChanged(*before) || !sameStates) {
        requestOrder();
    }
}

void FleetModel::tick()
{
    if (!m_folded)
        return;
    if (!refreshConnections())
        requestOrder();
    requestOrderIfRisksChanged();
    if (std::any_of(m_freshness.cbegin(), m_freshness.cend(), isOld)) // else no state tells an age
        columnChanged(Status);
    columnChanged(Gates);
    columnChanged(Next);
}

void FleetModel::setReports(const QList<SloReportPtr> &reports)
{
    m_health.setReports(reports);
    if (!m_folded)
        return;
    requestOrderIfRisksChanged();
    columnChanged(Gates);
}

void FleetModel::setPolicyFaults(const PolicyFaults &faults)
{
    m_health.setFaults(faults);
    if (m_folded)
        columnChanged(Gates);
}

/// A verdict comes, or grows too old to be about now.
void FleetModel::requestOrderIfRisksChanged()
{
    QSet<ObjectRef> risky = m_health.thatNeedPerson(m_clock->utcNow());
    if (risky == m_risky)
        return;
    m_risky = std::move(risky);
    requestOrder();
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
    const bool same = fresh.size() == m_freshness.size() && std::all_of(fresh.constKeyValueBegin(), fresh.constKeyValueEnd(), [this](const auto &was) {
        const auto is = m_freshness.constFind(was.first);
        return is != m_freshness.cend() && is->state == was.second.state;
    });
    if (!same)
        everythingChanged(); // old data looks old at once, wherever its row stands
    return same;
}

/// Whether each place of the snapshot still holds the same rollout. Unchanged rows keep their pointer from snapshot to snapshot.
bool FleetModel::sameOrder(const FleetSnapshot &before) const
{
    return std::equal(before.rows.begin(), before.rows.end(), m_folded->rows.begin(), m_folded->rows.end(),
                      [](const FleetRowPtr &was, const FleetRowPtr &now) { return was == now || (was->ref == now->ref && was->workload == now->workload); });
}

void FleetModel::findRows()
{
    QHash<FleetKey, int> shown;
    shown.reserve(rowCount());
    for (int row = 0; row < rowCount(); ++row)
        if (!rowAt(row).isGroup())
            shown.insert(rowAt(row).key(), row);
    m_rowOf.resize(size_t(m_folded->rows.size()));
    for (size_t i = 0; i < m_rowOf.size(); ++i) {
        const FleetRow &row = *m_folded->rows.at(qsizetype(i));
        const int at = shown.value(fleetKeyOf(row), -1);
        m_rowOf[i] = at >= 0 && rowAt(at).row->workload == row.workload ? at : -1; // a Deployment may have the name of a Rollout
    }
}

/// Replaces rows that changed since `before` where they stand; false when groups, counts or order must be looked at again.
bool FleetModel::replaceChanged(const FleetSnapshot &before)
{
    bool settled = true;
    for (qsizetype i = 0; i < m_folded->rows.size(); ++i) {
        const FleetRowPtr &now = m_folded->rows.at(i);
        if (i < before.rows.size() && before.rows.at(i) == now)
            continue;
        const int row = m_rowOf[size_t(i)];
        if (row < 0) {
            settled = false;
            continue;
        }
        const FleetEntry &shown = rowAt(row);
        if (shown.row == now)
            continue;
        const FleetEntry next = entryFor(now);
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
    const Freshness freshness = freshnessOf(row->ref.context);
    FleetEntry entry {row, {}, freshness.state, fleetClassOf(*row, freshness), attentionOf(*row, freshness)};
    if (!m_risky.isEmpty() && !isOld(freshness) && m_risky.contains(judged(*row))) {
        entry.attention = Attention::NeedsPerson;
        if (entry.kind != FleetClass::Degraded && entry.kind != FleetClass::Waits)
            entry.kind = FleetClass::AtRisk;
    }
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
            && !changeText(entry.row->rollout()).contains(word, Qt::CaseInsensitive) && workloadWord(entry.row->workload).compare(word, Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

std::shared_ptr<FleetGroup> FleetModel::groupFor(const FleetEntry &first) const
{
    auto group = std::make_shared<FleetGroup>();
    switch (m_grouping) {
    case FleetGrouping::Attention:
        group->title = attentionLabel(first.attention);
        break;
    case FleetGrouping::Namespace:
        group->title = displaySafe(first.row->ref.ns);
        break;
    case FleetGrouping::Cluster:
        group->title = displaySafe(first.row->ref.context);
        break;
    }
    group->key = {{{}, {}, group->title}, QStringLiteral("group")};
    group->note = groupNote(first);
    group->collapsed = m_collapsed.contains(group->title);
    return group;
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

/// Those in scope and not filtered out, in the order of the table; counts them all.
std::vector<FleetEntry> FleetModel::sortedEntries()
{
    std::vector<FleetEntry> entries;
    m_counts = {};
    m_inScope = 0;
    for (const FleetRowPtr &row : m_folded->rows) {
        if ((!m_context.isEmpty() && row->ref.context != m_context) || (!m_ns.isEmpty() && row->ref.ns != m_ns))
            continue;
        FleetEntry entry = entryFor(row);
        ++m_inScope;
        ++m_counts[size_t(entry.kind)];
        if (matches(entry))
            entries.push_back(std::move(entry));
    }
    static const QString none;
    const auto group = [this](const FleetEntry &e) -> const QString & {
        return m_grouping == FleetGrouping::Attention ? none : m_grouping == FleetGrouping::Namespace ? e.row->ref.ns : e.row->ref.context;
    };
    const auto waited = [](const FleetEntry &e) { return e.row->since.isValid() ? e.row->since.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max(); };
    std::sort(entries.begin(), entries.end(), [&](const FleetEntry &a, const FleetEntry &b) {
        if (const int order = group(a).compare(group(b)); order != 0)
            return order < 0;
        if (a.attention != b.attention)
            return a.attention < b.attention;
        if (a.kind != b.kind)
            return a.kind < b.kind;
        if (a.attention != Attention::Steady && a.row->since != b.row->since)
            return waited(a) < waited(b);
        const int order = a.row->ref.name.compare(b.row->ref.name);
        return order != 0 ? order < 0 : a.row->ref < b.row->ref;
    });
    return entries;
}

void FleetModel::rebuild()
{
    m_orderPending = false;
    m_orderThrottle.start();
    std::vector<FleetEntry> entries = sortedEntries();
    m_shown = int(entries.size());
    QList<FleetEntry> next;
    next.reserve(qsizetype(entries.size()) + 4);
    std::shared_ptr<FleetGroup> group;
    FleetEntry former;
    const auto sameGroup = [this](const FleetEntry &a, const FleetEntry &b) {
        return m_grouping == FleetGrouping::Attention ? a.attention == b.attention
            : m_grouping == FleetGrouping::Namespace  ? a.row->ref.ns == b.row->ref.ns
                                                      : a.row->ref.context == b.row->ref.context;
    };
    for (FleetEntry &entry : entries) {
        if (!group || !sameGroup(former, entry)) {
            group = groupFor(entry);
            next.append({nullptr, group, FreshnessState::Live, FleetClass::Steady, entry.attention});
        }
        former = entry;
        ++group->count;
        if (!group->collapsed)
            next.append(std::move(entry));
    }
    replaceRows(std::move(next));
    findRows();
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
    if (entry.group->collapsed)
        m_collapsed.remove(entry.group->title);
    else
        m_collapsed.insert(entry.group->title);
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
    const int row = rowOf({ref, {}});
    return row < 0 ? nullptr : &rowAt(row);
}

Freshness FleetModel::freshnessOf(const QString &context) const
{
    return m_freshness.value(context);
}

QString FleetModel::environmentOf(const QString &context) const
{
    return m_connections.value(context).environment;
}

int FleetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FleetModel::text(const FleetEntry &entry, int column) const
{
    if (entry.isGroup())
        return column == Name ? tr("%1, %2").arg(entry.group->title).arg(entry.group->count) : QString();
    const FleetRow &row = *entry.row;
    switch (column) {
    case Name:
        return displaySafe(row.ref.name);
    case Status:
        return isOld(freshnessOf(row.ref.context)) ? tr("%1, was %2").arg(dataAgeText(freshnessOf(row.ref.context)), phaseLabel(row.phase.phase)) : phaseLabel(row.phase.phase);
    case Change:
        return changeText(row.rollout()) % u", " % changeDetail(row.rollout());
    case Steps:
        return QStringList{weightHeadline(row), stepsText(row), weightDetail(row)}.filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral(", "));
    case Pods:
        return podsText(row.rollout());
    case Analysis:
        return analysisText(row.rollout());
    case Gates:
        return isOld(freshnessOf(row.ref.context)) && m_health.reportOf(judged(row)) ? tr("unknown") : m_health.headline(judged(row), utcNow());
    case Next:
        return next(entry);
    default:
        return {};
    }
}

QString FleetModel::next(const FleetEntry &entry) const
{
    const SloReportPtr report = entry.kind == FleetClass::AtRisk ? m_health.reportOf(entry.row->ref) : nullptr;
    if (!report)
        return nextText(*entry.row, freshnessOf(entry.row->ref.context));
    return report->decision.decision == Decision::Conflict ? tr("decide: %1").arg(decisionLabel(report->decision.decision))
        : report->decision.rule.isEmpty()                  ? tr("decide: %1").arg(decisionLabel(report->decision.decision))
                                                           : tr("decide: %1, %2").arg(decisionLabel(report->decision.decision), displaySafe(report->decision.rule, 60));
}

QString FleetModel::gatesSentence(const FleetRow &row) const
{
    if (isOld(freshnessOf(row.ref.context)) && m_health.reportOf(judged(row)))
        return tr("Health is unknown: %1 does not answer, so nobody knows what is judged.").arg(displaySafe(row.ref.context, 80));
    return m_health.sentence(judged(row), utcNow());
}

QString FleetModel::sentence(const FleetRow &row) const
{
    const QString said = rowSentence(row, freshnessOf(row.ref.context));
    return m_health.reportOf(judged(row)) && !isOld(freshnessOf(row.ref.context)) ? tr("%1 Gates: %2.").arg(said, m_health.headline(judged(row), utcNow())) : said;
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
        return entry.isGroup() ? entry.group->note : index.column() == Gates ? gatesSentence(*entry.row) : sentence(*entry.row);
    case Qt::ToolTipRole:
        if (entry.isGroup())
            return entry.group->note;
        return tr("%1 in %2 / %3\n%4").arg(displaySafe(entry.row->ref.name), displaySafe(entry.row->ref.context), displaySafe(entry.row->ref.ns),
                                           index.column() == Gates ? gatesSentence(*entry.row) : sentence(*entry.row));
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
    const QString titles[] = {tr("Rollout"), tr("Status"), tr("Change"), tr("Steps and weight"), tr("Pods"), tr("Gates"), tr("Analysis"), tr("Next")};
    return titles[section];
}

Qt::ItemFlags FleetModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return rowAt(index.row()).isGroup() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace maestro
