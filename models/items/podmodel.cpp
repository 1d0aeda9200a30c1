// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/podmodel.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "text/plain/elapsed.h"
#include "text/language/wordslocale.h"


namespace maestro {

namespace {

QString rolesText(const QList<RevisionRole> &roles)
{
    QStringList words;
    for (const RevisionRole role : roles)
        words << roleLabel(role);
    return words.join(QStringLiteral(", "));
}

bool failing(const QString &status)
{
    static const QStringList calm {QStringLiteral("Running"), QStringLiteral("Completed"), QStringLiteral("Succeeded"),
                                   QStringLiteral("Terminating"), QStringLiteral("Pending"), QStringLiteral("ContainerCreating"),
                                   QStringLiteral("PodInitializing")};
    return !status.isEmpty() && !calm.contains(status) && !status.startsWith(QLatin1String("Init:"));
}

} // namespace

void PodModel::setSnapshot(const RolloutSnapshot &snapshot)
{
    QList<PodRow> rows;
    rows.reserve(snapshot.pods.size());
    for (const Pod &pod : snapshot.pods) {
        PodRow row {pod, {}, 0};
        for (const Revision &revision : snapshot.revisions) {
            if (!revision.hash.isEmpty() && revision.hash == pod.hash()) {
                row.roles = revision.roles;
                row.revision = revision.number;
            }
        }
        rows << row;
    }
    replaceRows(rows);
}

void PodModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Age, {Qt::DisplayRole});
}

QVariant PodModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PodRow &row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return sentence(row);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Name ? QVariant(sentence(row)) : QVariant();
    case ToneRole:
        return int(toneOf(row, index.column()));
    case MonoRole:
        return index.column() == Image || index.column() == Ip;
    default:
        return {};
    }
}

QString PodModel::text(const PodRow &row, int column) const
{
    const Pod &pod = row.pod;
    switch (column) {
    case Name:
        return displaySafe(pod.meta.name);
    case Role:
        return row.revision > 0 ? tr("%1, rev %2").arg(rolesText(row.roles)).arg(row.revision) : tr("unknown");
    case Ready:
        return tr("%1 of %2").arg(pod.readyContainers).arg(pod.containers);
    case Status:
        return displaySafe(pod.status);
    case Restarts:
        return wordsLocale().toString(pod.restarts);
    case LastTermination:
        return displaySafe(pod.lastTermination);
    case Node:
        return displaySafe(pod.node);
    case Ip:
        return displaySafe(pod.ip);
    case Image: {
        QStringList tags;
        for (const QString &image : pod.images)
            tags << displaySafe(imageTag(image));
        return tags.join(QStringLiteral(", "));
    }
    case Age:
        return elapsedText(pod.meta.createdAt, m_now);
    default:
        return {};
    }
}

Tone PodModel::toneOf(const PodRow &row, int column)
{
    switch (column) {
    case Name:
        return row.pod.meta.deletedAt.isValid() ? Tone::Muted : Tone::Plain;
    case Role:
        if (row.roles.contains(RevisionRole::Canary) || row.roles.contains(RevisionRole::Preview))
            return Tone::Canary;
        return row.roles.contains(RevisionRole::Stable) || row.roles.contains(RevisionRole::Active) ? Tone::Stable : Tone::Muted;
    case Ready:
        return row.pod.ready ? Tone::Good : Tone::Warn;
    case Status:
        if (failing(row.pod.status))
            return Tone::Bad;
        if (row.pod.meta.deletedAt.isValid())
            return Tone::Muted;
        return row.pod.ready ? Tone::Good : Tone::Active;
    case Restarts:
        return row.pod.restarts > 0 ? Tone::Warn : Tone::Muted;
    case LastTermination:
        return row.pod.lastTermination.isEmpty() ? Tone::Muted : Tone::Bad;
    default:
        return Tone::Muted;
    }
}

QString PodModel::sentence(const PodRow &row) const
{
    QString said = tr("%1: %2, %3 containers ready, restarts %4, role %5, node %6, address %7")
                       .arg(text(row, Name), text(row, Status), text(row, Ready), text(row, Restarts), text(row, Role), text(row, Node),
                            text(row, Ip));
    if (!row.pod.lastTermination.isEmpty())
        said += tr(", last termination %1").arg(text(row, LastTermination));
    return said;
}

QVariant PodModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Pod");
    case Role: return tr("Role");
    case Ready: return tr("Ready");
    case Status: return tr("Status");
    case Restarts: return tr("Restarts");
    case LastTermination: return tr("Last termination");
    case Node: return tr("Node");
    case Ip: return tr("Address");
    case Image: return tr("Image");
    case Age: return tr("Age");
    default: return {};
    }
}

} // namespace maestro
