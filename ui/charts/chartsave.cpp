// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartsave.h"

#include "charts/slochart.h"
#include "text/charts/chartcsv.h"
#include "text/humanize.h"

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
    QString name = chart->data().metric.left(60);
    for (QChar &c : name)
        c = c.isLetterOrNumber() ? c : QLatin1Char('-');
    dialog->selectFile(name + (table ? QStringLiteral(".csv") : QStringLiteral(".png")));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [chart = QPointer(chart), kind, done](const QString &path) {
        const QString problem = chart ? saveChart(chart, kind, path) : Save::tr("the chart is gone");
        done(problem.isEmpty() ? Save::tr("written: %1").arg(displaySafe(path, 200)) : Save::tr("not written: %1").arg(displaySafe(problem, 200)));
    });
    dialog->open();
}

} // namespace maestro
