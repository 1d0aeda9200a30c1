// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartsave.h"
#include "charts/slochart.h"

#include <QPointer>

class QGridLayout;
class QPushButton;
class QStackedWidget;

namespace maestro {

class DetailTable;
class SeriesModel;
class ThemedLabel;

/// A chart and its samples as a table named "<metric> data", one of both shown.
class ChartCell : public QWidget
{
    Q_OBJECT
public:
    ChartCell(const QString &metric, TimeCursor *cursor, Theme *theme, QWidget *parent = nullptr);

    void show(const ChartData &given, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind);
    void setTable(bool table);
    SloChart *chart() const { return m_chart; }
    const QString &metric() const { return m_metric; }

private:
    QString m_metric;
    SloChart *m_chart;
    SeriesModel *m_model;
    DetailTable *m_table;
    QStackedWidget *m_stack;
};

/// Small multiples with one crosshair: heading, legend, the cells, a switch to tables (Alt+T), and the chart that had the focus last as
/// picture (Alt+P) or table (Alt+S) in a file. GUI thread.
class ChartGrid : public QWidget
{
    Q_OBJECT
public:
    ChartGrid(TimeCursor *cursor, int columns, Theme *theme, QWidget *parent = nullptr);

    /// `report` gives verdicts and markers; may be null.
    void showCharts(const ChartSetPtr &set, const SloReportPtr &report, const QDateTime &now);
    void setAnnotations(const QList<ChartContext::Marker> &annotations) { m_annotations = annotations; } ///< of what is shown next
    const QList<ChartContext::Marker> &annotations() const { return m_annotations; }
    void clear(const QString &sentence);
    SloChart *chart(int index) const;
    int count() const { return int(m_cells.size()); }
    void setTables(bool tables);
    SloChart *current() const; ///< what is saved; null without charts

Q_SIGNALS:
    void openRequested(maestro::SloChart *chart);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPushButton *saveButton(ChartFile kind);
    void tellCurrent();
    void rebuildCells(const QStringList &metrics);
    void tellCursor();

    TimeCursor *m_cursor;
    Theme *m_theme;
    int m_columns;
    QGridLayout *m_grid;
    ThemedLabel *m_range;
    ThemedLabel *m_where;
    ThemedLabel *m_empty;
    QPushButton *m_tables;
    QPushButton *m_live;
    QPushButton *m_savePicture;
    QPushButton *m_saveTable;
    QPointer<SloChart> m_focused;
    QList<ChartCell *> m_cells;
    QList<ChartContext::Marker> m_annotations;
};

/// The burn of an error budget as a chart of its own: a line per window, the page line and the plan's limit.
/// With the paces that the policy limits; where its gate limits a share instead, those that lead to it, named as such.
ChartData burnChart(const ChartSet &set, const SloReport *report);
/// `follows`: the range shall end now; where no answer came for a while it does, and what is missing is seen.
ChartContext contextOf(const ChartSet &set, const SloReport *report, const QDateTime &now, bool follows = false);

} // namespace maestro
