// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartpainter.h"
#include "charts/timecursor.h"

#include <QPixmap>
#include <QWidget>

namespace maestro {

class ChartPlot;

/// One chart of health: lines, limits with their meaning, breaches, gaps. Lines are painted into a picture when data, size or
/// theme change; title and crosshair over it. The crosshair, pin and range are the cursor's, shared by all charts and the
/// timeline. Keys: arrows move the crosshair, Space pins, Enter opens, Escape lets go. GUI thread.
class SloChart : public QWidget
{
    Q_OBJECT
public:
    SloChart(TimeCursor *cursor, Theme *theme, QWidget *parent = nullptr);
    ~SloChart() override;

    void showChart(const ChartData &data, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind = ChartKind::Gate);
    const ChartData &data() const { return m_frame.data; }
    const ChartContext &context() const { return m_frame.context; }
    ChartKind kind() const { return m_frame.kind; }
    const std::optional<GateVerdict> &verdict() const { return m_verdict; }
    QString title() const;
    /// Verdict, newest values and limits in one sentence; the accessible description.
    QString summary() const;
    const ChartFrame &frame(); ///< as laid out for the present size
    QList<QPointF> drawnLine(int series); ///< what the line of this series holds, x from the left end
    QPointF place(const QPointF &value); ///< where QtCharts draws a value of the line, in pixels
    /// The chart without crosshair, for evidence.
    QPixmap picture();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void openRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void layOut();
    void invalidate();
    void moveBy(int samples);
    void paintTitle(QPainter &painter);
    void paintCrosshair(QPainter &painter);
    void paintBrush(QPainter &painter);
    QPixmap render();

    TimeCursor *m_cursor;
    Theme *m_theme;
    std::unique_ptr<ChartPlot> m_plot;
    ChartFrame m_frame;
    std::optional<GateVerdict> m_verdict;
    QPixmap m_picture;
    bool m_laidOut = false;
    std::optional<QPoint> m_pressed;
    std::optional<int> m_brushTo;
};

} // namespace maestro
