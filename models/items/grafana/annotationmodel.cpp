// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/grafana/annotationmodel.h"

#include "text/humanize.h"

namespace maestro {

QString AnnotationRow::key() const
{
    return annotation.id > 0 ? QString::number(annotation.id) : QStringLiteral("%1/%2/%3").arg(annotation.at.toMSecsSinceEpoch()).arg(annotation.board, annotation.text);
}

void AnnotationModel::setAnnotations(const QList<GrafanaAnnotation> &annotations, const QList<GrafanaBoard> &boards)
{
    m_titles.clear();
    for (const GrafanaBoard &board : boards)
        m_titles.insert(board.uid, board.title);
    QList<AnnotationRow> rows;
    for (auto it = annotations.crbegin(); it != annotations.crend(); ++it)
        rows.append({*it});
    replaceRows(std::move(rows));
    columnChanged(Board, {Qt::DisplayRole});
}

void AnnotationModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Age, {Qt::DisplayRole});
}

QVariant AnnotationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const GrafanaAnnotation &one = rowAt(index.row()).annotation;
    switch (role) {
    case Qt::DisplayRole:
        return text(one, index.column());
    case Qt::ToolTipRole:
        return index.column() == Text || index.column() == Tags ? QVariant(displaySafe(index.column() == Text ? one.text : one.tags.join(QStringLiteral(", ")), 1'000)) : QVariant();
    case ToneRole:
        return int(index.column() == Text ? Tone::Plain : Tone::Muted);
    default:
        return {};
    }
}

QString AnnotationModel::text(const GrafanaAnnotation &one, int column) const
{
    switch (column) {
    case At: {
        const QString at = utcText(one.at, m_now.toUTC().date());
        return one.until.isValid() ? tr("%1, for %2").arg(at, durationText(one.at.secsTo(one.until))) : at;
    }
    case Age: {
        if (!m_now.isValid())
            return tr("unknown");
        const qint64 seconds = one.at.secsTo(m_now);
        return seconds >= 0 ? tr("%1 ago").arg(ageText(double(seconds))) : tr("in %1").arg(ageText(double(-seconds)));
    }
    case Text: return displaySafe(one.text.simplified(), 300);
    case By: return one.author.isEmpty() ? tr("not told") : displaySafe(one.author, 80);
    case Tags: return displaySafe(one.tags.join(QStringLiteral(", ")), 300);
    case Board: return one.board.isEmpty() ? tr("all boards") : displaySafe(m_titles.value(one.board, one.board), 80);
    default: return {};
    }
}

QVariant AnnotationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case At: return tr("At");
    case Age: return tr("Age");
    case Text: return tr("Annotation");
    case By: return tr("By");
    case Tags: return tr("Tags");
    case Board: return tr("On");
    default: return {};
    }
}

} // namespace maestro
