// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartpainter.h"

#include "items/health/seriesmodel.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/glyph.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maestro {

namespace {

struct Chart
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

constexpr qint64 staleAfterMs = 60'000; // of the newest sample, as everywhere in the window

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

} // namespace

QList<ChartContext::Marker> markersOf(const RegressionStart &regression)
{
    QList<ChartContext::Marker> markers;
    if (regression.changedAt.isValid())
        markers << ChartContext::Marker {regression.changedAt.toMSecsSinceEpoch(), Chart::tr("rev %1").arg(regression.revision), false};
    if (regression.firstBadAt.isValid()) {
        QString gap = Chart::tr("first bad");
        if (regression.changedAt.isValid()) {
            const qint64 seconds = regression.changedAt.secsTo(regression.firstBadAt);
            gap = seconds >= 0 ? Chart::tr("first bad, +%1").arg(clockText(seconds)) : Chart::tr("first bad, %1 before").arg(clockText(-seconds));
        }
        markers << ChartContext::Marker {regression.firstBadAt.toMSecsSinceEpoch(), gap, true};
    }
    return markers;
}

double ChartFrame::xFor(qint64 ms) const
{
    const double span = double(std::max<qint64>(1, context.to - context.from));
    return std::clamp(area.left() + double(ms - context.from) / span * area.width(), -1e6, 1e6);
}

double ChartFrame::yFor(double value) const
{
    return std::clamp(area.top() + (axis.high - value) / (axis.high - axis.low) * area.height(), -1e6, 1e6);
}

qint64 ChartFrame::msFor(double x) const
{
    return context.from + std::llround((x - area.left()) / std::max(1.0, area.width()) * double(context.to - context.from));
}

std::optional<qint64> ChartFrame::staleFrom() const
{
    if (context.to < context.now - staleAfterMs) // a range of the past is not old data
        return {};
    qint64 newest = 0;
    for (const SampleSeries &series : data.series) {
        if (!series.points.isEmpty() && series.role != SampleRole::Baseline)
            newest = std::max(newest, series.points.last().ms);
    }
    if (newest == 0 || context.now - newest <= staleAfterMs)
        return {};
    return newest;
}

bool ChartFrame::hasEnded(const SampleSeries &series) const
{
    qint64 newest = 0;
    for (const SampleSeries &other : data.series)
        if (const auto last = lastPoint(other))
            newest = std::max(newest, last->ms);
    const auto last = lastPoint(series);
    return last && newest - last->ms > std::max(staleAfterMs, 2 * series.stepMs);
}

bool isIncomplete(const ChartData &data)
{
    return data.provenance.error && data.provenance.error->code == u"doubtfulAnswer";
}

QString incompleteLabel()
{
    return Chart::tr("may be incomplete");
}

LineLook lookOfLine(const SampleSeries &series, int index, const ChartData &data, const Theme &theme)
{
    const auto pen = [&](Token token, double width, const QList<qreal> &dashes) {
        QPen made(theme.color(token), width);
        if (!dashes.isEmpty())
            made.setDashPattern(dashes);
        return made;
    };
    LineLook look;
    switch (series.role) {
    case SampleRole::Canary:
        look = {theme.color(Token::Canary), pen(Token::Canary, 2, data.fewRequests ? QList<qreal> {1, 2} : QList<qreal>()), LineLook::Disc};
        break;
    case SampleRole::Stable:
        look = {theme.color(Token::Stable), pen(Token::Stable, 1.6, {9, 1.6}), LineLook::Square};
        break;
    case SampleRole::Baseline:
        look = {theme.color(Token::Baseline), pen(Token::Baseline, 1.2, {3, 2.5}), LineLook::Dash};
        break;
    case SampleRole::None: {
        const Token inks[] = {Token::Canary, Token::Progress, Token::Stable, Token::Wait, Token::Healthy, Token::Baseline};
        const QList<qreal> dashes[] = {{}, {7, 2}, {2.5, 2}, {7, 2, 2, 2}};
        const Token ink = inks[index % std::ssize(inks)];
        look = {theme.color(ink), pen(ink, index == 0 ? 2 : 1.6, dashes[index % std::ssize(dashes)]), index % 2 == 0 ? LineLook::Disc : LineLook::Ring};
        break;
    }
    }
    if (isIncomplete(data))
        look.pen.setDashPattern({1, 2});
    // Flat ends leave seams between the segments of a line; round ones take twice the time to paint.
    look.pen.setCapStyle(look.pen.style() == Qt::SolidLine ? Qt::SquareCap : Qt::FlatCap);
    look.pen.setJoinStyle(Qt::BevelJoin);
    return look;
}

void paintLineMark(QPainter &painter, const QPointF &center, const LineLook &look, const Theme &theme)
{
    const double size = theme.px(6);
    const QRectF box(center.x() - size / 2, center.y() - size / 2, size, size);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(look.color, 1.6));
    painter.setBrush(look.mark == LineLook::Disc ? QBrush(look.color) : QBrush(theme.color(Token::Surface)));
    if (look.mark == LineLook::Dash)
        painter.drawLine(QPointF(box.left(), center.y()), QPointF(box.right(), center.y()));
    else if (look.mark == LineLook::Square)
        painter.drawRect(box);
    else
        painter.drawEllipse(box);
    painter.restore();
}

QString chartValue(const std::optional<double> &value, const ChartData &data, ChartKind kind)
{
    const QString text = metricText(value, data.unit);
    return kind == ChartKind::Burn && value && std::isfinite(*value) ? QString(text % u'×') : text;
}

QString limitWords(const ChartData &data, ChartKind kind, bool fail)
{
    const QString value = chartValue(fail ? data.failLimit : data.passLimit, data, kind);
    if (kind == ChartKind::Burn && !data.gate.isEmpty())
        return fail ? Chart::tr("%1: fails at %2").arg(data.gate, value) : Chart::tr("%1: up to %2").arg(data.gate, value);
    if (kind == ChartKind::Burn)
        return fail ? Chart::tr("page at %1").arg(value) : Chart::tr("plan limit %1").arg(value);
    if (!fail)
        return Chart::tr("target %1").arg(value);
    return Chart::tr("%1 at %2").arg(onFailLabel(data.onFail), value);
}

ChartPainter::ChartPainter(QPainter &painter, const ChartFrame &frame, const Theme &theme)
    : m_painter(painter)
    , m_frame(frame)
    , m_theme(theme)
{
}

void ChartPainter::paintGround()
{
    m_painter.save();
    m_painter.setClipRect(m_frame.plot);
    paintWrongSide();
    paintSpans();
    m_painter.restore();
    paintGrid();
}

void ChartPainter::paintFore()
{
    m_painter.save();
    m_painter.setClipRect(m_frame.plot.adjusted(0, -m_theme.px(4), 1, m_theme.px(1)));
    paintMarkers();
    paintBaselineLevel();
    paintLimit(!m_frame.data.failInForce);
    paintLimit(m_frame.data.failInForce);
    nameMarkers();
    paintSamples();
    m_painter.restore();
    paintEnds();
    paintNothing();
}

void ChartPainter::paintWrongSide()
{
    const ChartData &data = m_frame.data;
    const std::optional<double> limit = data.failInForce ? data.failLimit : data.passLimit;
    if (!limit || !std::isfinite(*limit))
        return;
    const double y = m_frame.yFor(*limit);
    const QRectF plot(m_frame.plot);
    const QRectF wrong = data.lowerIsBetter ? QRectF(plot.left(), plot.top(), plot.width(), y - plot.top()) : QRectF(plot.left(), y, plot.width(), plot.bottom() + 1 - y);
    m_painter.fillRect(wrong.intersected(plot), faded(m_theme.color(Token::FailedBg), m_theme.isDark() ? 0.42 : 0.45));
}

void ChartPainter::paintSpans()
{
    const QRectF plot(m_frame.plot);
    const auto span = [&](qint64 from, qint64 to) {
        const double left = m_frame.xFor(from);
        return QRectF(left, plot.top(), std::max(2.0, m_frame.xFor(to) - left), plot.height()).intersected(plot);
    };
    for (const ChartData::Span &window : m_frame.context.baselineWindows) {
        const QRectF box = span(window.from.toMSecsSinceEpoch(), window.to.toMSecsSinceEpoch());
        if (box.isEmpty())
            continue;
        m_painter.fillRect(box, faded(m_theme.color(Token::ProgressBg), 0.55));
        m_painter.setFont(m_theme.font(FontRole::Axis));
        const std::optional<double> &above = m_frame.data.failLimit;
        const int down = above && *above > m_frame.axis.high ? m_theme.px(16) : 1;
        haloText(box.adjusted(3, down, -3, 0), Qt::AlignLeft | Qt::AlignTop, m_painter.fontMetrics().elidedText(Chart::tr("baseline"), Qt::ElideRight, int(box.width()) - 6),
                 m_theme.color(Token::Progress));
    }
    for (const ChartData::Span &breach : m_frame.data.breaches) {
        const QRectF box = span(breach.from.toMSecsSinceEpoch(), breach.to.toMSecsSinceEpoch());
        if (box.isEmpty())
            continue;
        m_painter.fillRect(box, faded(m_theme.color(Token::FailedBg), 0.8));
        paintHatch(m_painter, box, faded(m_theme.color(Token::FailedSolid), 0.55));
    }
    if (isIncomplete(m_frame.data)) {
        m_painter.fillRect(plot, faded(m_theme.color(Token::WarnBg), 0.6));
        paintHatch(m_painter, plot, faded(m_theme.color(Token::WarnSolid), 0.35));
        m_painter.setFont(m_theme.font(FontRole::Pill));
        haloText(plot.adjusted(4, 0, -4, -2), Qt::AlignRight | Qt::AlignBottom, incompleteLabel(), m_theme.color(Token::Warn));
    }
    if (const std::optional<qint64> stale = m_frame.staleFrom()) {
        const QRectF box = span(*stale, m_frame.context.to);
        m_painter.fillRect(box, faded(m_theme.color(Token::WarnBg), 0.6));
        paintHatch(m_painter, box, faded(m_theme.color(Token::WarnSolid), 0.6));
        m_painter.setFont(m_theme.font(FontRole::Pill));
        haloText(plot.adjusted(4, 2, -4, 0), Qt::AlignRight | Qt::AlignTop,
                 Chart::tr("no samples for %1").arg(ageText(double(m_frame.context.now - *stale) / 1000)), m_theme.color(Token::Warn));
    }
}

void ChartPainter::paintGrid()
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setFont(m_theme.font(FontRole::Axis));
    const QRect &plot = m_frame.plot;
    const QList<double> ticks = m_frame.axis.ticks();
    for (const double tick : ticks) {
        const int y = int(std::lround(m_frame.yFor(tick)));
        m_painter.fillRect(QRect(plot.left(), y, plot.width(), 1), m_theme.color(tick == ticks.first() ? Token::BorderStrong : Token::Border));
        m_painter.setPen(m_theme.color(Token::Text3));
        m_painter.drawText(QRect(0, y - m_theme.px(8), plot.left() - m_theme.px(7), m_theme.px(16)), Qt::AlignRight | Qt::AlignVCenter, m_frame.axis.label(tick));
    }
    for (const TimeTick &tick : timeTicks(m_frame.context.from, m_frame.context.to, plot.width(), m_theme.px(58))) {
        const int x = int(std::lround(m_frame.xFor(tick.ms)));
        m_painter.fillRect(QRect(x, plot.bottom() + 1, 1, m_theme.px(3)), m_theme.color(Token::BorderStrong));
        m_painter.setPen(m_theme.color(Token::Text3));
        m_painter.drawText(QRect(x - m_theme.px(34), plot.bottom() + m_theme.px(4), m_theme.px(68), m_theme.px(16)), Qt::AlignHCenter | Qt::AlignVCenter, tick.label);
    }
}

void ChartPainter::paintLimit(bool fail)
{
    const ChartData &data = m_frame.data;
    const std::optional<double> limit = fail ? data.failLimit : data.passLimit;
    if (!limit || !std::isfinite(*limit))
        return;
    const bool inForce = fail == data.failInForce;
    const QRectF plot(m_frame.plot);
    const double y = m_frame.yFor(*limit);
    const bool above = y < plot.top() - 1;
    const bool below = y > plot.bottom() + 2;
    QString words = limitWords(data, m_frame.kind, fail);
    const QColor ink = m_theme.color(inForce ? Token::Failed : Token::Text3);
    if (!above && !below) {
        QPen pen(m_theme.color(inForce ? Token::Threshold : Token::Text3), inForce ? 1.4 : 1.2);
        pen.setDashPattern(inForce ? QList<qreal> {5, 2.2} : QList<qreal> {1, 2.4});
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(pen);
        m_painter.drawLine(QPointF(plot.left(), std::round(y)), QPointF(plot.right(), std::round(y)));
        m_taken << QRectF(plot.left(), y - 1, plot.width(), 2);
    } else
        words = above ? Chart::tr("%1 ↑").arg(words) : Chart::tr("%1 ↓").arg(words);
    m_painter.setFont(m_theme.font(FontRole::Axis));
    const double height = m_theme.px(15);
    double top = data.lowerIsBetter ? y - height - 1 : y + 1;
    const std::optional<double> other = fail ? data.passLimit : data.failLimit;
    if (other && std::abs(m_frame.yFor(*other) - y) < height && (m_frame.yFor(*other) < y) == data.lowerIsBetter)
        top = data.lowerIsBetter ? y + 1 : y - height - 1;
    if (above || below) // the nearer of two that are not in view stands nearer to the plot
        top = above ? plot.top() + (inForce ? 0 : height) : plot.bottom() - height * (inForce ? 1 : 2);
    top = std::clamp(top, plot.top() - 2, plot.bottom() - height);
    const bool right = (above || below) && !inForce;
    if (above || below)
        return haloText(QRectF(plot.left() + 4, top, plot.width() - 8, height), (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, words, ink);
    const double width = QFontMetricsF(m_painter.font()).horizontalAdvance(words);
    QList<QRectF> boxes;
    for (const double share : {0.0, 1.0, 0.5, 0.25, 0.75})
        boxes.append({plot.left() + 4 + share * std::max(0.0, plot.width() - 8 - width), top, width, height});
    haloText(clearest(boxes), Qt::AlignLeft | Qt::AlignVCenter, words, ink);
}

QRectF ChartPainter::clearest(const QList<QRectF> &boxes) const
{
    QRectF best = boxes.first();
    int least = std::numeric_limits<int>::max();
    for (const QRectF &box : boxes) {
        int through = 0;
        for (const DrawnLine &drawn : m_frame.lines) {
            QList<QPointF> pixels;
            for (const QPointF &point : drawn.line)
                pixels.append({m_frame.xFor(m_frame.context.from + qint64(point.x())), std::isfinite(point.y()) ? m_frame.yFor(point.y()) : point.y()});
            through += piecesThrough(pixels, box);
        }
        const QRectF inner = box.adjusted(0, 3, 0, -3); // beside its own line
        through += int(std::count_if(m_taken.begin(), m_taken.end(), [&inner](const QRectF &taken) { return taken.intersects(inner); })) * 1000;
        if (through < least) {
            least = through;
            best = box;
        }
    }
    return best;
}

/// What the gate compares with, where that is a number of an earlier time and no line.
void ChartPainter::paintBaselineLevel()
{
    const std::optional<double> &level = m_frame.data.baselineLevel;
    if (!level || !std::isfinite(*level))
        return;
    const QRectF plot(m_frame.plot);
    const double y = std::round(m_frame.yFor(*level));
    if (y < plot.top() - 1 || y > plot.bottom() + 2)
        return;
    QPen pen(m_theme.color(Token::Baseline), 1.2);
    pen.setDashPattern({3, 2.5});
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(pen);
    m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    m_taken << QRectF(plot.left(), y - 1, plot.width(), 2);
    m_painter.setFont(m_theme.font(FontRole::Axis));
    const double height = m_theme.px(15);
    haloText(QRectF(plot.left() + 4, y - height - 1 < plot.top() ? y + 1 : y - height - 1, plot.width() - 8, height), Qt::AlignRight | Qt::AlignVCenter,
             Chart::tr("last good %1").arg(chartValue(level, m_frame.data, m_frame.kind)), m_theme.color(Token::Baseline));
}

void ChartPainter::paintMarkers()
{
    const QRectF plot(m_frame.plot);
    for (const ChartContext::Marker &marker : m_frame.context.markers) {
        const double x = std::round(m_frame.xFor(marker.at));
        if (x < plot.left() || x > plot.right())
            continue;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(QPen(m_theme.color(marker.bad ? Token::FailedSolid : Token::Text3), marker.bad ? 1.4 : 1, Qt::DotLine));
        m_painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

/// Beside their lines, as far down as nothing else is written.
void ChartPainter::nameMarkers()
{
    const QRectF plot(m_frame.plot);
    const double height = m_theme.px(14);
    m_painter.setFont(m_theme.font(FontRole::Axis));
    for (const ChartContext::Marker &marker : m_frame.context.markers) {
        const double x = std::round(m_frame.xFor(marker.at));
        if (x < plot.left() || x > plot.right())
            continue;
        const double width = m_painter.fontMetrics().horizontalAdvance(marker.label) + 4;
        const bool left = x + width > plot.right();
        const QRectF lowest(left ? x - width - 2 : x + 3, plot.bottom() - m_theme.px(16), width, height);
        QRectF box = lowest;
        const auto isTaken = [&box](const QRectF &one) { return one.intersects(box); };
        while (box.top() > plot.top() && std::any_of(m_taken.cbegin(), m_taken.cend(), isTaken))
            box.translate(0, -2);
        if (box.top() <= plot.top())
            box = lowest;
        haloText(box, (left ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, marker.label, m_theme.color(marker.bad ? Token::Failed : Token::Text2));
    }
}

void ChartPainter::paintSamples()
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.color(Token::WarnSolid));
    for (const SampleSeries::Point &spike : m_frame.data.spikes) {
        const double x = m_frame.xFor(spike.ms);
        const double y = std::isfinite(spike.value) ? m_frame.yFor(spike.value) : m_frame.plot.top();
        m_painter.drawPolygon(QPolygonF {{x, y - 3}, {x - 4, y - 10}, {x + 4, y - 10}});
    }
    for (int i = 0; i < m_frame.lines.size(); ++i) {
        const LineLook look = lookOfLine(m_frame.data.series.at(i), i, m_frame.data, m_theme);
        m_painter.setBrush(look.color);
        for (const QPointF &point : m_frame.lines.at(i).lone)
            m_painter.drawEllipse(QPointF(m_frame.xFor(m_frame.context.from + qint64(point.x())), m_frame.yFor(point.y())), 1.8, 1.8);
        for (const QPointF &point : m_frame.lines.at(i).infinite) {
            const double x = m_frame.xFor(m_frame.context.from + qint64(point.x()));
            const double y = point.y() > 0 ? m_frame.plot.top() : m_frame.plot.bottom();
            const double tip = point.y() > 0 ? y + 1 : y - 1;
            m_painter.drawPolygon(QPolygonF {{x, tip}, {x - 3, tip + 5 * point.y()}, {x + 3, tip + 5 * point.y()}});
        }
    }
}

void ChartPainter::paintEnds()
{
    struct End
    {
        double y;
        QString text;
        LineLook look;
    };
    QList<End> ends;
    for (int i = 0; i < m_frame.data.series.size(); ++i) {
        const SampleSeries &series = m_frame.data.series.at(i);
        const std::optional<SampleSeries::Point> last = lastPoint(series);
        if (!last || last->ms < m_frame.context.from || series.role == SampleRole::Baseline || m_frame.hasEnded(series))
            continue;
        QString text = chartValue(last->value, m_frame.data, m_frame.kind);
        if (isIncomplete(m_frame.data))
            text += QStringLiteral(" ?");
        if (series.role == SampleRole::None)
            text = displaySafe(series.label, 12) % u' ' % text;
        ends << End {m_frame.yFor(last->value), text, lookOfLine(series, i, m_frame.data, m_theme)};
    }
    const double step = m_theme.px(14);
    std::sort(ends.begin(), ends.end(), [](const End &a, const End &b) { return a.y < b.y; });
    double free = m_frame.plot.top() - step;
    for (End &end : ends)
        free = end.y = std::max(free + step, end.y);
    double limit = m_frame.plot.bottom() + step;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end)
        limit = end->y = std::min(limit - step, end->y);
    m_painter.setFont(m_theme.font(FontRole::Pill));
    for (const End &end : std::as_const(ends)) {
        const double left = m_frame.plot.right() + m_theme.px(9);
        paintLineMark(m_painter, QPointF(left, end.y), end.look, m_theme);
        m_painter.setPen(end.look.color);
        const QRectF box(left + m_theme.px(6), end.y - step / 2, m_frame.size.width() - left - m_theme.px(7), step);
        m_painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, m_painter.fontMetrics().elidedText(end.text, Qt::ElideRight, int(box.width()) + 1));
    }
}

void ChartPainter::paintNothing()
{
    const bool any = std::any_of(m_frame.lines.begin(), m_frame.lines.end(), [](const DrawnLine &l) { return !l.line.isEmpty() || !l.infinite.isEmpty(); });
    const std::optional<Error> &error = m_frame.data.provenance.error;
    if (any && (!error || isIncomplete(m_frame.data)))
        return;
    const QString text = error ? Chart::tr("no answer: %1").arg(displaySafe(error->message, 200)) : Chart::tr("no samples in this range");
    m_painter.setFont(m_theme.font(FontRole::Secondary));
    m_painter.setPen(m_theme.color(error ? Token::Warn : Token::Text3));
    const QRect box = m_frame.plot.adjusted(m_theme.px(8), m_theme.px(6), -m_theme.px(8), -m_theme.px(6));
    constexpr int flags = Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextWordWrap;
    const int pad = m_theme.px(4);
    m_painter.fillRect(m_painter.boundingRect(box, flags, text).adjusted(-pad, -pad, pad, pad), m_theme.color(Token::Surface)); // no line runs through it
    m_painter.drawText(box, flags, text);
}

void ChartPainter::haloText(const QRectF &box, int flags, const QString &text, const QColor &ink)
{
    m_painter.save();
    const QFontMetricsF metrics(m_painter.font());
    const double width = metrics.horizontalAdvance(text);
    const double x = (flags & Qt::AlignRight) ? box.right() - width : box.left();
    const double y = (flags & Qt::AlignTop) ? box.top() + metrics.ascent()
        : (flags & Qt::AlignBottom)         ? box.bottom() - metrics.descent()
                                            : box.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    m_taken << QRectF(x, y - metrics.ascent(), width, metrics.height());
    QPainterPath path;
    path.addText(QPointF(x, y), m_painter.font(), text);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.strokePath(path, QPen(faded(m_theme.color(Token::Surface), 0.75), 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    m_painter.setPen(ink);
    m_painter.drawText(QPointF(x, y), text);
    m_painter.restore();
}

} // namespace maestro
