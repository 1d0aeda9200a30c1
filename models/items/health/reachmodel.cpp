// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/reachmodel.h"

#include "text/humanize.h"
#include "text/alerts/routetext.h"

namespace maestro {

namespace {

using Told = AlertReach::State;

int rankOf(const AlertReach &reach)
{
    switch (reach.state) {
    case Told::NoRule: return 0;
    case Told::TellsNobody: return 1;
    case Told::Unknown: return 2;
    case Told::Reaches: break;
    }
    return reach.timed ? 3 : 4;
}

Tone toneOf(const AlertReach &reach)
{
    switch (reach.state) {
    case Told::NoRule: return Tone::Bad;
    case Told::TellsNobody: return Tone::Warn;
    case Told::Unknown: return Tone::Unknown;
    case Told::Reaches: break;
    }
    return reach.timed ? Tone::Active : Tone::Good;
}

} // namespace

void ReachModel::setRouting(const QList<AlertRouting> &all)
{
    QList<ReachRow> next;
    for (const AlertRouting &one : all)
        for (const AlertRouting::Reach &reach : one.reaches)
            next.append({one.connection, reach.policy, reach.reach});
    std::stable_sort(next.begin(), next.end(), [](const ReachRow &a, const ReachRow &b) { return rankOf(a.reach) < rankOf(b.reach); });
    replaceRows(std::move(next));
}

int ReachModel::notTold() const
{
    return int(std::count_if(rows().cbegin(), rows().cend(), [](const ReachRow &row) { return row.reach.state != AlertReach::State::Reaches; }));
}

QVariant ReachModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ReachRow &row = rowAt(index.row());
    if (role == ToneRole)
        return int(index.column() == int(Column::State) ? toneOf(row.reach) : index.column() == Alert ? Tone::Plain : Tone::Muted);
    if (role == MonoRole)
        return index.column() == Alert;
    if (role == Qt::ToolTipRole)
        return row.reach.rules.isEmpty() ? QString() : tr("rules: %1").arg(displaySafe(row.reach.rules.join(QStringLiteral(", ")), 400));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Alert: return displaySafe(row.reach.alert, 160);
    case Column::State: return reachText(row.reach);
    case Receivers: return displaySafe(row.reach.receivers.join(QStringLiteral(", ")), 160);
    case Family: return displaySafe(row.reach.family, 80);
    case Policy: return displaySafe(row.policy, 80);
    case Connection: return displaySafe(row.connection, 80);
    default: return {};
    }
}

QVariant ReachModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Alert: return tr("Alert in a policy");
    case Column::State: return tr("Is it told");
    case Receivers: return tr("Receivers");
    case Family: return tr("Family");
    case Policy: return tr("Policy");
    case Connection: return tr("Connection");
    default: return {};
    }
}

} // namespace maestro
