// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/triage/checklistmodel.h"

#include "text/humanize.h"
#include "text/triage/triagetext.h"

namespace maestro {

int ChecklistModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const TriageItem *ChecklistModel::itemAt(int row) const
{
    return row >= 0 && row < m_rows.size() && m_rows.at(row).item >= 0 ? &m_view->run.items.at(m_rows.at(row).item) : nullptr;
}

int ChecklistModel::rowOf(const QString &itemId) const
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (const TriageItem *item = itemAt(row); item && item->check.id == itemId)
            return row;
    return -1;
}

int ChecklistModel::firstBad() const
{
    int first = -1;
    for (int row = 0; row < m_rows.size(); ++row)
        if (const TriageItem *item = itemAt(row)) {
            if (item->state() == ItemState::Bad)
                return row;
            first = first < 0 ? row : first;
        }
    return first;
}

/// The worst of its items: bad, not known, to do, fine; skipped when all are.
ItemState ChecklistModel::stateOfStep(int row) const
{
    static const QList<ItemState> worst{ItemState::Bad, ItemState::Unknown, ItemState::Open, ItemState::Ok, ItemState::Skipped};
    qsizetype rank = worst.size() - 1;
    for (int below = row + 1; below < m_rows.size() && m_rows.at(below).item >= 0; ++below)
        rank = std::min(rank, worst.indexOf(itemAt(below)->state()));
    return worst.at(rank);
}

/// What its first item in the step's state found; nothing when a person's answer is all it has.
QString ChecklistModel::summaryOfStep(int row) const
{
    const ItemState state = stateOfStep(row);
    int items = 0;
    const TriageItem *first = nullptr;
    for (int below = row + 1; below < m_rows.size() && m_rows.at(below).item >= 0; ++below) {
        ++items;
        if (!first && itemAt(below)->state() == state)
            first = itemAt(below);
    }
    if (!first || !first->reading || first->reading->finding.isEmpty())
        return state == ItemState::Open && m_rows.at(row).step == u"decide" ? tr("your call: roll back, hold or escalate") : QString();
    return state == ItemState::Ok && items > 1 && m_rows.at(row).step != u"change-history" ? tr("all fine") : displaySafe(first->reading->finding);
}

QVariant ChecklistModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const Row &row = m_rows.at(index.row());
    const TriageItem *item = itemAt(index.row());
    const ItemState state = item ? item->state() : stateOfStep(index.row());
    const QString title = item ? displaySafe(checkTitle(item->check)) : stepTitle(row.step);
    const QString finding = !item ? summaryOfStep(index.row())
        : item->changedSinceTick() ? tr("changed since it was ticked: %1").arg(displaySafe(item->reading->finding))
        : item->reading            ? displaySafe(item->reading->finding)
                                   : QString();
    switch (role) {
    case Qt::DisplayRole: return title;
    case Qt::AccessibleTextRole:
        return item ? tr("%1: %2%3").arg(title, itemLabel(state), finding.isEmpty() ? QString() : u", " % finding) : tr("Step %1, %2: %3%4").arg(row.number).arg(title, itemLabel(state), finding.isEmpty() ? QString() : u", " % finding);
    case Qt::ToolTipRole: return finding;
    case ItemId: return item ? item->check.id : QString();
    case Heading: return item == nullptr;
    case Finding: return finding;
    case State: return QVariant::fromValue(state);
    case Ticked: return item && item->tick.has_value();
    case Number: return row.number;
    case Kept: return item && !item->evidence.isEmpty();
    case Milliseconds: return item && item->reading ? item->reading->milliseconds : 0;
    default: return {};
    }
}

Qt::ItemFlags ChecklistModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return itemAt(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
}

void ChecklistModel::setView(const TriageViewPtr &view)
{
    QList<Row> rows;
    QString step;
    int number = 0;
    for (qsizetype i = 0; view && i < view->run.items.size(); ++i) {
        const QString &of = view->run.items.at(i).check.step;
        if (i == 0 || of != step)
            rows.append({of, ++number, -1});
        step = of;
        rows.append({{}, 0, i});
    }
    if (rows == m_rows && m_view && view && m_view->run.id == view->run.id) {
        m_view = view;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_rows.size()) - 1));
        return;
    }
    if (!m_rows.isEmpty()) {
        beginRemoveRows({}, 0, int(m_rows.size()) - 1);
        m_rows.clear();
        endRemoveRows();
    }
    m_view = view;
    if (!rows.isEmpty()) {
        beginInsertRows({}, 0, int(rows.size()) - 1);
        m_rows = rows;
        endInsertRows();
    }
}

} // namespace maestro
