// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/timelinemodel.h"

#include "text/humanize.h"
#include "text/labels.h"

namespace maestro {

QString timelineSentence(const TimelineEntry &entry)
{
    const QString at = entry.at.isValid() ? utcText(entry.at) : TimelineModel::tr("time unknown");
    QString said = TimelineModel::tr("%1, %2: %3").arg(at, entrySourceLabel(entry.source), displaySafe(entry.text));
    if (!entry.actor.isEmpty())
        said += TimelineModel::tr(", by %1").arg(displaySafe(entry.actor));
    if (!entry.detail.isEmpty())
        said += QStringLiteral(", ") + displaySafe(entry.detail);
    return said;
}

void TimelineModel::setTimeline(const Timeline &timeline)
{
    QList<TimelineRow> rows;
    rows.reserve(timeline.entries.size());
    for (const TimelineEntry &entry : timeline.entries)
        rows << TimelineRow {entry};
    replaceRows(rows);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return timelineSentence(entryAt(index.row()));
    case SourceRole:
        return entrySourceLabel(entryAt(index.row()).source);
    default:
        return {};
    }
}

} // namespace maestro
