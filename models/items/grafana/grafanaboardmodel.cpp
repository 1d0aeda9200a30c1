// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/grafana/grafanaboardmodel.h"

#include "text/humanize.h"

namespace maestro {

void GrafanaBoardModel::setBoards(const QList<GrafanaBoard> &boards, const QString &service)
{
    QList<GrafanaBoardRow> rows;
    for (const GrafanaBoard &board : boards)
        rows.append({board});
    const auto names = [&service](const GrafanaBoardRow &row) { return !service.isEmpty() && row.board.title.contains(service, Qt::CaseInsensitive); };
    std::stable_partition(rows.begin(), rows.end(), names);
    replaceRows(std::move(rows));
}

QVariant GrafanaBoardModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GrafanaBoard &board = rowAt(index.row()).board;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Title ? displaySafe(board.title, 160) : board.folder.isEmpty() ? tr("none") : displaySafe(board.folder, 80);
    case Qt::ToolTipRole:
        return displaySafe(board.url, 400);
    case ToneRole:
        return int(index.column() == Title ? Tone::Plain : Tone::Muted);
    default:
        return {};
    }
}

QVariant GrafanaBoardModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Title ? QVariant(tr("Board")) : section == Folder ? QVariant(tr("Folder")) : QVariant();
}

} // namespace maestro
