// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/alertmodel.h"

#include "text/humanize.h"
#include "text/plain/elapsed.h"
#include "text/slotext.h"

namespace maestro {

namespace {

int rank(const AlertReading &alert)
{
    switch (alert.state) {
    case AlertReading::State::Firing: return 0;
    case AlertReading::State::Suppressed: return 1;
    case AlertReading::State::Pending: return 2;
    case AlertReading::State::Resolved: return 3;
    }
    return 4;
}

Tone stateTone(AlertReading::State state)
{
    switch (state) {
    case AlertReading::State::Firing: return Tone::Bad;
    case AlertReading::State::Pending: return Tone::Warn;
    case AlertReading::State::Suppressed: return Tone::Unset;
    case AlertReading::State::Resolved: return Tone::Good;
    }
    return Tone::Unknown;
}

} // namespace

void AlertModel::setAlerts(QList<AlertRow> rows)
{
    std::stable_sort(rows.begin(), rows.end(), [](const AlertRow &a, const AlertRow &b) {
        return std::pair(rank(a.alert), b.alert.since) < std::pair(rank(b.alert), a.alert.since);
    });
    replaceRows(std::move(rows));
}

void AlertModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Since, {Qt::DisplayRole});
}

QVariant AlertModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const AlertRow &row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return alertSentence(row.alert);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Name ? QVariant(alertSentence(row.alert)) : QVariant();
    case ToneRole:
        if (index.column() == State)
            return int(stateTone(row.alert.state));
        return int(index.column() == Name ? Tone::Plain : Tone::Muted);
    default:
        return {};
    }
}

QString AlertModel::text(const AlertRow &row, int column) const
{
    switch (column) {
    case Name:
        return displaySafe(row.alert.name, 120);
    case State:
        return alertStateLabel(row.alert.state);
    case Severity:
        return displaySafe(row.alert.severity, 40);
    case Family:
        return row.alert.family.isEmpty() ? tr("no family") : displaySafe(row.alert.family, 60);
    case Service:
        return displaySafe(row.alert.service, 80);
    case Since:
        return elapsedText(row.alert.since, m_now);
    case SilencedBy:
        return displaySafe(row.alert.silencedBy.join(QStringLiteral(", ")), 120);
    default:
        return {};
    }
}

QVariant AlertModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Alert");
    case State: return tr("State");
    case Severity: return tr("Severity");
    case Family: return tr("Family");
    case Service: return tr("Service");
    case Since: return tr("Since");
    case SilencedBy: return tr("Silenced by");
    default: return {};
    }
}

} // namespace maestro
