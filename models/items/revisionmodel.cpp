// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/revisionmodel.h"

#include "domain/base/age.h"
#include "text/humanize.h"
#include "text/labels.h"
#include "text/plain/elapsed.h"

namespace maestro {

void RevisionModel::setSnapshot(const RolloutSnapshot &snapshot)
{
    QList<RevisionRow> rows;
    rows.reserve(snapshot.revisions.size());
    for (const Revision &revision : snapshot.revisions)
        rows << RevisionRow {revision};
    std::stable_sort(rows.begin(), rows.end(),
                     [](const RevisionRow &a, const RevisionRow &b) { return a.revision.number > b.revision.number; });
    replaceRows(rows);
}

void RevisionModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Created, {Qt::DisplayRole});
}

QVariant RevisionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Revision &revision = rowAt(index.row()).revision;
    switch (role) {
    case Qt::DisplayRole:
        return text(revision, index.column());
    case Qt::ToolTipRole:
        return sentence(revision);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Number ? QVariant(sentence(revision)) : QVariant();
    case ToneRole:
        return int(toneOf(revision, index.column()));
    case MonoRole:
        return index.column() == Image || index.column() == Hash;
    default:
        return {};
    }
}

QString RevisionModel::text(const Revision &revision, int column) const
{
    switch (column) {
    case Number:
        return revision.number > 0 ? tr("rev %1").arg(revision.number) : tr("unknown");
    case Role: {
        QStringList words;
        for (const RevisionRole role : revision.roles)
            words << roleLabel(role);
        return words.join(QStringLiteral(", "));
    }
    case Image: {
        QStringList tags;
        for (const QString &image : revision.images)
            tags << displaySafe(imageTag(image));
        return tags.join(QStringLiteral(", "));
    }
    case Pods:
        return tr("%1 of %2 ready").arg(revision.ready).arg(revision.desired);
    case Hash:
        return displaySafe(revision.hash);
    case Created:
        return ageMs(revision.createdAt, m_now) ? tr("%1 ago").arg(elapsedText(revision.createdAt, m_now)) : elapsedText(revision.createdAt, m_now);
    case Cause:
        return displaySafe(revision.changeCause);
    default:
        return {};
    }
}

Tone RevisionModel::toneOf(const Revision &revision, int column)
{
    switch (column) {
    case Number:
        return Tone::Plain;
    case Role:
    case Image:
        if (revision.has(RevisionRole::Canary) || revision.has(RevisionRole::Preview))
            return Tone::Canary;
        return revision.has(RevisionRole::Stable) || revision.has(RevisionRole::Active) ? Tone::Stable : Tone::Muted;
    case Pods:
        if (revision.desired == 0)
            return Tone::Muted;
        return revision.ready >= revision.desired ? Tone::Good : Tone::Warn;
    default:
        return Tone::Muted;
    }
}

QString RevisionModel::sentence(const Revision &revision) const
{
    QStringList images;
    for (const QString &image : revision.images)
        images << displaySafe(image);
    QString said = tr("%1, %2, pods %3, images %4, hash %5")
                       .arg(text(revision, Number), text(revision, Role), text(revision, Pods), images.join(QStringLiteral(", ")),
                            text(revision, Hash));
    if (revision.createdAt.isValid())
        said += tr(", created %1").arg(utcText(revision.createdAt));
    if (!revision.formerNumbers.isEmpty()) {
        QStringList numbers;
        for (const int number : revision.formerNumbers)
            numbers << QString::number(number);
        said += tr(", formerly rev %1").arg(numbers.join(QStringLiteral(", ")));
    }
    return said;
}

QVariant RevisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number: return tr("Revision");
    case Role: return tr("Role");
    case Image: return tr("Image");
    case Pods: return tr("Pods");
    case Hash: return tr("Hash");
    case Created: return tr("Created");
    case Cause: return tr("Change cause");
    default: return {};
    }
}

} // namespace maestro
