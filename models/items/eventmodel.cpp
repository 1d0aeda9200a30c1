// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/eventmodel.h"

#include "text/humanize.h"
#include "text/language/wordslocale.h"


namespace maestro {

namespace {

QString text(const KubeEvent &event, int column)
{
    switch (column) {
    case EventModel::Last:
        return event.lastAt.isValid() ? utcText(event.lastAt) : EventModel::tr("unknown");
    case EventModel::Type:
        return displaySafe(event.type);
    case EventModel::Reason:
        return displaySafe(event.reason);
    case EventModel::Message:
        return displaySafe(event.message);
    case EventModel::Object:
        return displaySafe(event.regardingKind + QLatin1Char(' ') + event.regardingName);
    case EventModel::Count:
        return wordsLocale().toString(event.count);
    case EventModel::Source:
        return displaySafe(event.source);
    default:
        return {};
    }
}

QString sentence(const KubeEvent &event)
{
    QString said = EventModel::tr("%1 %2: %3").arg(text(event, EventModel::Last), text(event, EventModel::Reason),
                                                   displaySafe(event.message, 2048));
    if (event.count > 1 && event.firstAt.isValid())
        said += EventModel::tr(" (%1 times since %2)").arg(wordsLocale().toString(event.count), utcText(event.firstAt));
    return said;
}

Tone toneOf(const KubeEvent &event, int column)
{
    const bool warning = event.type == QLatin1String("Warning");
    switch (column) {
    case EventModel::Type:
    case EventModel::Reason:
        return warning ? Tone::Warn : Tone::Plain;
    case EventModel::Message:
        return Tone::Plain;
    case EventModel::Count:
        return event.count > 1 ? Tone::Plain : Tone::Muted;
    default:
        return Tone::Muted;
    }
}

} // namespace

void EventModel::setSnapshot(const RolloutSnapshot &snapshot)
{
    QList<EventRow> rows;
    rows.reserve(snapshot.events.size());
    for (auto it = snapshot.events.rbegin(); it != snapshot.events.rend(); ++it)
        rows << EventRow {*it};
    replaceRows(rows);
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const KubeEvent &event = rowAt(index.row()).event;
    switch (role) {
    case Qt::DisplayRole:
        return text(event, index.column());
    case Qt::ToolTipRole:
        return sentence(event);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Last ? QVariant(sentence(event)) : QVariant();
    case ToneRole:
        return int(toneOf(event, index.column()));
    case MonoRole:
        return false;
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Last: return tr("Last seen");
    case Type: return tr("Type");
    case Reason: return tr("Event");
    case Message: return tr("Message");
    case Object: return tr("Object");
    case Count: return tr("Count");
    case Source: return tr("Source");
    default: return {};
    }
}

} // namespace maestro
