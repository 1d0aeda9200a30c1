// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartaxis.h"
#include "theme/theme.h"

#include <QPen>
#include <QRect>

class QPainter;

namespace maestro {

/// What two dotted limits are called.
enum class ChartKind { Gate, Burn };

/// What a chart knows about time besides its own data. Times are UTC milliseconds.
struct ChartContext
{
    struct Marker
    {
        qint64 at = 0;
        QString label;
        bool bad = false; ///< the first bad sample; else the change
        bool operator==(const Marker &) const = default;
    };

    qint64 from = 0;
    qint64 to = 0;
    qint64 now = 0;
    QList<ChartData::Span> baselineWindows;
    QList<Marker> markers;

    bool operator==(const ChartContext &) const = default;
};

/// The change of the newest revision and where trouble began; the gap stands beside the second.
QList<ChartContext::Marker> markersOf(const RegressionStart &regression);

/// Everything about one chart that is painted; rebuilt when data, size or theme change.
struct ChartFrame
{
    ChartKind kind = ChartKind::Gate;
    ChartData data;
    ChartContext context;
    QSize size;
    QRect plot; ///< whole pixels, for what is painted around the lines
    QRectF area; ///< where QtCharts maps values to; half a pixel inside
    ValueAxis axis;
    QList<DrawnLine> lines;

    double xFor(qint64 ms) const;
    double yFor(double value) const;
    qint64 msFor(double x) const;
    /// Where samples stopped, when the end of the range is the present and they should have come.
    std::optional<qint64> staleFrom() const;
    /// It stopped while another line went on, as a canary's does after a rollback: its last value is not the present one.
    bool hasEnded(const SampleSeries &series) const;
};

/// Line and mark of one series: shape, dash and width say the role, colour says it again.
struct LineLook
{
    QColor color;
    QPen pen;
    enum Mark { Disc, Square, Dash, Ring } mark = Disc;
};
/// By its source's own word something may be missing from the lines: they are not drawn as whole ones.
bool isIncomplete(const ChartData &data);
QString incompleteLabel();
LineLook lookOfLine(const SampleSeries &series, int index, const ChartData &data, const Theme &theme);
void paintLineMark(QPainter &painter, const QPointF &center, const LineLook &look, const Theme &theme);

/// "rollback at 1 %", "target 500 ms", "page at 14.4×"
QString limitWords(const ChartData &data, ChartKind kind, bool fail);
/// "46.2×" or the metric's own unit.
QString chartValue(const std::optional<double> &value, const ChartData &data, ChartKind kind);

/// Paints what is below and above the lines. Lives for one paint.
class ChartPainter
{
public:
    ChartPainter(QPainter &painter, const ChartFrame &frame, const Theme &theme);

    void paintGround(); ///< wrong side, breaches, bands, grid and axes
    void paintFore(); ///< limits, markers, lone samples, labels at the end of lines

private:
    void paintWrongSide();
    void paintSpans();
    void paintGrid();
    void paintLimit(bool fail);
    QRectF clearest(const QList<QRectF> &boxes) const; ///< the first of those through which least is drawn and written
    void paintBaselineLevel();
    void paintMarkers();
    void nameMarkers();
    void paintSamples();
    void paintEnds();
    void paintNothing();
    void haloText(const QRectF &box, int flags, const QString &text, const QColor &ink);

    QPainter &m_painter;
    const ChartFrame &m_frame;
    const Theme &m_theme;
    QList<QRectF> m_taken; ///< where something is written, and lines that run all the way
};

} // namespace maestro
