// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/seriesmodel.h"

#include "text/humanize.h"
#include "text/slotext.h"

namespace maestro {

QString seriesLabel(const SampleSeries &series)
{
    const QString role = roleLabel(series.role);
    const QString label = displaySafe(series.label, 60);
    if (role.isEmpty())
        return label.isEmpty() ? displaySafe(series.metric, 60) : label;
    return label.isEmpty() ? role : QString(role % u' ' % label);
}

void SeriesModel::setSeries(const QList<SampleSeries> &series, MetricUnit unit)
{
    QStringList heads;
    QList<QHash<qint64, double>> values;
    QList<qint64> times;
    for (const SampleSeries &one : series) {
        heads << seriesLabel(one);
        QHash<qint64, double> column;
        column.reserve(one.points.size());
        for (const SampleSeries::Point &point : one.points) {
            column.insert(point.ms, point.value);
            times << point.ms;
        }
        values << column;
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());

    if (heads != m_heads) {
        if (!m_times.isEmpty()) {
            beginRemoveRows({}, 0, int(m_times.size()) - 1);
            m_times.clear();
            endRemoveRows();
        }
        if (!m_heads.isEmpty()) {
            beginRemoveColumns({}, 1, int(m_heads.size()));
            m_heads.clear();
            endRemoveColumns();
        }
        if (!heads.isEmpty()) {
            beginInsertColumns({}, 1, int(heads.size()));
            m_heads = heads;
            endInsertColumns();
        }
    }
    // Time goes on: what left the range is removed in front, what came is added behind; anything else begins anew.
    const auto keepFrom = times.isEmpty() ? m_times.end() : std::lower_bound(m_times.begin(), m_times.end(), times.first());
    if (const int gone = int(keepFrom - m_times.begin()); gone > 0) {
        beginRemoveRows({}, 0, gone - 1);
        m_times.remove(0, gone);
        endRemoveRows();
    }
    if (!m_times.isEmpty() && (times.size() < m_times.size() || !std::equal(m_times.begin(), m_times.end(), times.begin()))) {
        beginRemoveRows({}, 0, int(m_times.size()) - 1);
        m_times.clear();
        endRemoveRows();
    }
    const int kept = int(m_times.size());
    m_values = values;
    m_unit = unit;
    if (times.size() > kept) {
        beginInsertRows({}, kept, int(times.size()) - 1);
        m_times = times;
        endInsertRows();
    }
    if (kept > 0)
        Q_EMIT dataChanged(index(0, 0), index(kept - 1, columnCount() - 1));
}

int SeriesModel::rowAtTime(qint64 ms) const
{
    return int(std::upper_bound(m_times.begin(), m_times.end(), ms) - m_times.begin()) - 1;
}

QVariant SeriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::ToolTipRole:
        return sentence(index.row());
    case Qt::AccessibleDescriptionRole:
        return index.column() == 0 ? QVariant(sentence(index.row())) : QVariant();
    case ToneRole:
        return int(index.column() == 0 ? Tone::Muted : Tone::Plain);
    default:
        return {};
    }
}

QString SeriesModel::text(int row, int column) const
{
    const qint64 ms = m_times.at(row);
    if (column == 0)
        return utcText(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    const auto &values = m_values.at(column - 1);
    const auto found = values.constFind(ms);
    return found == values.constEnd() ? QString() : metricText(*found, m_unit);
}

QString SeriesModel::sentence(int row) const
{
    QStringList parts {text(row, 0)};
    for (int i = 0; i < m_heads.size(); ++i) {
        const QString value = text(row, i + 1);
        parts << tr("%1 %2").arg(m_heads.at(i), value.isEmpty() ? tr("no sample") : value);
    }
    return parts.join(QStringLiteral(", "));
}

QVariant SeriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Time") : m_heads.value(section - 1);
}

} // namespace maestro
