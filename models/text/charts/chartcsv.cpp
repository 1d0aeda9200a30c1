// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/charts/chartcsv.h"

#include "text/slotext.h"

#include <QCoreApplication>

#include <cmath>

namespace maestro {

namespace {

struct ChartCsv
{
    Q_DECLARE_TR_FUNCTIONS(ChartCsv)
};

QByteArray field(const QString &text)
{
    QString safe = text;
    if (!safe.isEmpty() && QStringLiteral("=+-@\t\r").contains(safe.at(0)))
        safe.prepend(u'\'');
    safe.replace(u'"', QStringLiteral("\"\""));
    return QString(u'"' % safe % u'"').toUtf8();
}

QByteArray number(double value)
{
    if (std::isnan(value))
        return QByteArrayLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QByteArrayLiteral("+Inf") : QByteArrayLiteral("-Inf");
    return QByteArray::number(value, 'g', 17);
}

} // namespace

QByteArray chartCsv(const ChartData &data)
{
    QByteArray csv = QByteArrayLiteral("time");
    QMap<qint64, QList<QByteArray>> rows;
    for (int i = 0; i < data.series.size(); ++i) {
        const SampleSeries &series = data.series.at(i);
        const QString role = roleLabel(series.role);
        const QString unit = data.unit == MetricUnit::Ratio ? QStringLiteral("ratio") : unitText(data.unit);
        const QString name = QStringList {series.metric, role, series.label == series.metric ? QString() : series.label, unit.isEmpty() ? QString() : QString(u'(' % unit % u')'), data.provenance.error && data.provenance.error->code == u"doubtfulAnswer" ? ChartCsv::tr("(may be incomplete)") : QString()}.join(u' ').simplified();
        csv += ',' + field(name);
        for (const SampleSeries::Point &point : series.points) {
            QList<QByteArray> &cells = rows[point.ms];
            cells.resize(data.series.size());
            cells[i] = number(point.value);
        }
    }
    csv += "\r\n";
    for (auto row = rows.constBegin(); row != rows.constEnd(); ++row) {
        csv += QDateTime::fromMSecsSinceEpoch(row.key(), Qt::UTC).toString(Qt::ISODateWithMs).toLatin1();
        for (const QByteArray &cell : row.value())
            csv += ',' + cell;
        csv += "\r\n";
    }
    return csv;
}

} // namespace maestro
