// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartsave.h"

#include "charts/chartgrid.h"
#include "text/charts/chartcsv.h"
#include "text/humanize.h"
#include "text/plain/filename.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QPointer>
#include <QSaveFile>

namespace maestro {

namespace {

struct Save
{
    Q_DECLARE_TR_FUNCTIONS(ChartSave)
};

constexpr QSize pictureSize(960, 360);

QByteArray pngOf(const ChartData &data, const ChartContext &context, ChartKind kind, Theme *theme)
{
    TimeCursor cursor;
    SloChart chart(&cursor, theme);
    chart.resize(pictureSize);
    chart.showChart(data, context, {}, kind);
    QByteArray png;
    QBuffer buffer(&png);
    return buffer.open(QIODevice::WriteOnly) && chart.picture().save(&buffer, "PNG") ? png : QByteArray();
}

} // namespace

QString saveChart(SloChart *chart, ChartFile kind, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const QByteArray csv = kind == ChartFile::Table ? chartCsv(chart->data()) : QByteArray();
    const bool written = kind == ChartFile::Table ? file.write(csv) == csv.size() : chart->picture().save(&file, "PNG");
    return written && file.commit() ? QString() : file.errorString();
}

void askAndSaveChart(SloChart *chart, ChartFile kind, QWidget *parent, const std::function<void(const QString &)> &done)
{
    const bool table = kind == ChartFile::Table;
    auto *dialog = new QFileDialog(parent, table ? Save::tr("Save table of %1").arg(chart->title()) : Save::tr("Save picture of %1").arg(chart->title()), {},
                                   table ? Save::tr("Tables (*.csv)") : Save::tr("Pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(table ? QStringLiteral("csv") : QStringLiteral("png"));
    const QString name = plainFileName(chart->data().metric);
    dialog->selectFile(name + (table ? QStringLiteral(".csv") : QStringLiteral(".png")));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chart = QPointer(chart), kind, done](const QString &path) {
        const QString problem = chart ? saveChart(chart, kind, path) : Save::tr("the chart is gone");
        done(problem.isEmpty() ? Save::tr("written: %1").arg(displaySafe(path, 200)) : Save::tr("not written: %1").arg(displaySafe(problem, 200)));
    });
    dialog->open();
}

QList<std::pair<QString, QByteArray>> chartPictures(const ChartSet &set, const QDateTime &now, Theme *theme)
{
    QList<std::pair<QString, QByteArray>> pictures;
    const ChartContext context = contextOf(set, nullptr, now);
    const auto add = [&](const QString &name, const ChartData &data, ChartKind kind) {
        if (std::any_of(data.series.begin(), data.series.end(), [](const SampleSeries &one) { return !one.points.isEmpty(); }))
            pictures.append({name, pngOf(data, context, kind, theme)});
    };
    for (const ChartData &chart : set.charts)
        add(chart.metric, chart, ChartKind::Gate);
    add(QStringLiteral("burn"), burnChart(set, nullptr), ChartKind::Burn);
    return pictures;
}

} // namespace maestro
