// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/slochart.h"

#include "charts/chartplot.h"
#include "items/health/seriesmodel.h"
#include "text/humanize.h"
#include "text/language/wordslocale.h"
#include "text/slotext.h"
#include "theme/glyph.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace maestro {

SloChart::SloChart(TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_cursor(cursor)
    , m_theme(theme)
    , m_plot(std::make_unique<ChartPlot>())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(cursor, &TimeCursor::moved, this, qOverload<>(&QWidget::update));
    connect(cursor, &TimeCursor::rangeChosen, this, qOverload<>(&QWidget::update));
    connect(theme, &Theme::changed, this, &SloChart::invalidate);
}

SloChart::~SloChart() = default;

void SloChart::showChart(const ChartData &data, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind)
{
    m_verdict = verdict;
    m_frame.data = data;
    m_frame.context = context;
    m_frame.context.to = std::max(context.to, context.from + 1);
    m_frame.kind = kind;
    setAccessibleName(tr("%1 chart").arg(title()));
    setAccessibleDescription(summary());
    invalidate();
}

QString SloChart::title() const
{
    return displaySafe(m_frame.data.metric, 60);
}

QString SloChart::summary() const
{
    QStringList parts;
    if (m_verdict)
        parts << lookOf(*m_verdict).word;
    for (const SampleSeries &series : m_frame.data.series) {
        const std::optional<SampleSeries::Point> last = lastPoint(series);
        parts << tr("%1 %2").arg(seriesLabel(series), m_frame.hasEnded(series) ? tr("ended") : last ? chartValue(last->value, m_frame.data, m_frame.kind) : tr("no sample"));
    }
    for (const bool fail : {true, false}) {
        if (fail ? m_frame.data.failLimit : m_frame.data.passLimit)
            parts << limitWords(m_frame.data, m_frame.kind, fail);
    }
    if (m_frame.data.baselineLevel)
        parts << tr("last good %1").arg(chartValue(m_frame.data.baselineLevel, m_frame.data, m_frame.kind));
    if (!m_frame.data.breaches.isEmpty())
        parts << tr("limit broken %n times in this range", nullptr, int(m_frame.data.breaches.size()));
    if (!m_frame.data.spikes.isEmpty())
        parts << tr("%n samples stand out", nullptr, int(m_frame.data.spikes.size()));
    if (m_frame.data.fewRequests)
        parts << tr("few requests");
    if (isIncomplete(m_frame.data))
        parts << incompleteLabel();
    if (m_frame.data.provenance.error)
        parts << displaySafe(m_frame.data.provenance.error->message, 200);
    return parts.join(QStringLiteral(", "));
}

void SloChart::invalidate()
{
    m_laidOut = false;
    m_picture = QPixmap();
    update();
}

void SloChart::layOut()
{
    if (m_laidOut)
        return;
    m_laidOut = true;
    m_frame.size = size();
    m_frame.plot = QRect(m_theme->px(54), m_theme->px(36), 0, 0);
    m_frame.plot.setRight(std::max(m_frame.plot.left() + 20, width() - m_theme->px(76)));
    m_frame.plot.setBottom(std::max(m_frame.plot.top() + 20, height() - m_theme->px(24)));
    m_frame.lines.clear();
    for (const SampleSeries &series : std::as_const(m_frame.data.series))
        m_frame.lines << decimate(series, m_frame.context.from, m_frame.context.to, m_frame.plot.width());
    QList<double> limits;
    for (const std::optional<double> &limit : {m_frame.data.failInForce ? m_frame.data.failLimit : m_frame.data.passLimit, m_frame.data.passLimit, m_frame.data.failLimit, m_frame.data.baselineLevel}) {
        if (limit)
            limits << *limit;
    }
    m_frame.axis = valueAxis(m_frame.lines, limits, m_frame.data.unit, m_frame.plot.height());
    QList<ChartPlot::Line> lines;
    for (int i = int(m_frame.lines.size()) - 1; i >= 0; --i) // the canary, which comes first, is on top
        lines << ChartPlot::Line {m_frame.lines.at(i).line, lookOfLine(m_frame.data.series.at(i), i, m_frame.data, *m_theme).pen};
    m_plot->setSize(m_frame.size, m_frame.plot);
    m_plot->setLines(lines, double(m_frame.context.to - m_frame.context.from), m_frame.axis);
    m_frame.area = m_plot->plotArea();
}

const ChartFrame &SloChart::frame()
{
    layOut();
    return m_frame;
}

QList<QPointF> SloChart::drawnLine(int series)
{
    layOut();
    return m_plot->drawn(int(m_frame.lines.size()) - 1 - series);
}

QPointF SloChart::place(const QPointF &value)
{
    layOut();
    return m_plot->place(value);
}

QPixmap SloChart::render()
{
    layOut();
    QPixmap picture(size() * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(m_theme->color(Token::Surface));
    QPainter painter(&picture);
    ChartPainter around(painter, m_frame, *m_theme);
    around.paintGround();
    m_plot->render(painter);
    around.paintFore();
    return picture;
}

QPixmap SloChart::picture()
{
    QPixmap picture = render();
    QPainter painter(&picture);
    paintTitle(painter);
    return picture;
}

void SloChart::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    if (m_picture.size() != size() * ratio || !qFuzzyCompare(m_picture.devicePixelRatio(), ratio))
        m_picture = render();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(hasFocus() ? Token::Accent : Token::Border), hasFocus() ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
    paintTitle(painter);
    paintBrush(painter);
    paintCrosshair(painter);
}

void SloChart::paintTitle(QPainter &painter)
{
    const int middle = m_theme->px(17);
    const double glyph = m_theme->px(14);
    double x = m_theme->px(12);
    if (m_verdict) {
        paintGlyph(painter, QRectF(x, middle - glyph / 2, glyph, glyph), lookOf(*m_verdict).glyph, *m_theme);
        x += glyph + m_theme->px(7);
    }
    const auto write = [&](const QString &text, FontRole role, const QColor &ink) {
        painter.setFont(m_theme->font(role));
        painter.setPen(ink);
        const double room = width() - m_theme->px(10) - x;
        if (room < m_theme->px(16))
            return;
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(room));
        painter.drawText(QRectF(x, middle - m_theme->px(10), room, m_theme->px(20)), Qt::AlignLeft | Qt::AlignVCenter, shown);
        x += painter.fontMetrics().horizontalAdvance(shown) + m_theme->px(8);
    };
    write(title(), FontRole::BodyStrong, m_theme->color(Token::Text));
    std::optional<qint64> at = m_cursor->at();
    if (at && (*at < m_frame.context.from || *at > m_frame.context.to))
        at.reset(); // not in this chart
    std::optional<double> canary;
    std::optional<double> stable;
    for (int i = 0; i < m_frame.data.series.size(); ++i) {
        const SampleSeries &series = m_frame.data.series.at(i);
        const std::optional<SampleSeries::Point> last = lastPoint(series);
        const std::optional<double> value = at ? valueAt(series, *at) : last ? std::optional(last->value) : std::nullopt;
        if (series.role == SampleRole::Canary && (at || !m_frame.hasEnded(series)))
            canary = value;
        if (series.role == SampleRole::Stable)
            stable = value;
        if (series.role == SampleRole::Baseline && !at)
            continue;
        const LineLook look = lookOfLine(series, i, m_frame.data, *m_theme);
        paintLineMark(painter, QPointF(x + m_theme->px(3), middle), look, *m_theme);
        x += m_theme->px(10);
        write(tr("%1 %2").arg(seriesLabel(series), !at && m_frame.hasEnded(series) ? tr("ended") : value ? chartValue(value, m_frame.data, m_frame.kind) : tr("no sample")), FontRole::Secondary, m_theme->color(Token::Text2));
    }
    if (isIncomplete(m_frame.data))
        write(incompleteLabel(), FontRole::Pill, m_theme->color(Token::Warn));
    else if (m_frame.data.fewRequests)
        write(tr("few requests"), FontRole::Pill, m_theme->color(Token::Warn));
    else if (canary && stable && std::abs(*stable) > 0 && m_frame.data.unit != MetricUnit::Ratio && m_frame.data.unit != MetricUnit::Percent) {
        const double change = (*canary / *stable - 1) * 100;
        if (std::isfinite(change))
            write(tr("%1%2 %").arg(change < 0 ? QString() : QStringLiteral("+"), wordsLocale().toString(change, 'f', std::abs(change) < 10 ? 1 : 0)), FontRole::Secondary,
                  m_theme->color(Token::Text2));
    }
}

void SloChart::paintCrosshair(QPainter &painter)
{
    const std::optional<qint64> at = m_cursor->at();
    if (!at || *at < m_frame.context.from || *at > m_frame.context.to)
        return;
    const double x = std::round(m_frame.xFor(*at));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme->color(Token::Text2), 1, m_cursor->pinned() == at ? Qt::SolidLine : Qt::DashLine));
    painter.drawLine(QPointF(x, m_frame.plot.top()), QPointF(x, m_frame.plot.bottom()));
    for (int i = 0; i < m_frame.data.series.size(); ++i) {
        const SampleSeries &series = m_frame.data.series.at(i);
        const std::optional<double> value = valueAt(series, *at);
        if (!value || !std::isfinite(*value) || series.role == SampleRole::Baseline)
            continue;
        LineLook look = lookOfLine(series, i, m_frame.data, *m_theme);
        if (look.mark == LineLook::Disc)
            look.mark = LineLook::Ring;
        const double y = m_frame.yFor(*value);
        if (y >= m_frame.plot.top() && y <= m_frame.plot.bottom() + 1)
            paintLineMark(painter, QPointF(x, y), look, *m_theme);
    }
}

void SloChart::paintBrush(QPainter &painter)
{
    if (!m_pressed || !m_brushTo)
        return;
    QRect box(QPoint(m_pressed->x(), m_frame.plot.top()), QPoint(*m_brushTo, m_frame.plot.bottom()));
    box = box.normalized().intersected(m_frame.plot);
    QColor fill = m_theme->color(Token::AccentFill);
    fill.setAlphaF(0.2F);
    painter.fillRect(box, fill);
    painter.setPen(m_theme->color(Token::Accent));
    painter.drawLine(box.topLeft(), box.bottomLeft());
    painter.drawLine(box.topRight(), box.bottomRight());
}

void SloChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    invalidate();
}

void SloChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    layOut();
    m_pressed = event->pos();
    m_brushTo.reset();
}

void SloChart::mouseMoveEvent(QMouseEvent *event)
{
    layOut();
    if (m_pressed && (event->modifiers() & Qt::ShiftModifier)) {
        m_brushTo = std::clamp(event->pos().x(), m_frame.plot.left(), m_frame.plot.right());
        update();
        return;
    }
    if (m_frame.plot.adjusted(-2, -4, 2, 4).contains(event->pos()))
        m_cursor->hover(m_frame.msFor(event->pos().x()));
    else
        m_cursor->hover({});
}

void SloChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_pressed)
        return;
    const QPoint pressed = *m_pressed;
    const std::optional<int> brushed = m_brushTo;
    m_pressed.reset();
    m_brushTo.reset();
    update();
    if (brushed && std::abs(*brushed - pressed.x()) > 3) {
        m_cursor->choose(TimeCursor::Range {m_frame.msFor(pressed.x()), m_frame.msFor(*brushed)});
        return;
    }
    if (!m_frame.plot.contains(event->pos()))
        return;
    const qint64 at = m_frame.msFor(event->pos().x());
    const bool same = m_cursor->pinned() && std::abs(m_frame.xFor(*m_cursor->pinned()) - event->pos().x()) < 4;
    m_cursor->pin(same ? std::nullopt : std::optional(at));
}

void SloChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT openRequested();
}

void SloChart::moveBy(int samples)
{
    layOut();
    qint64 step = std::max<qint64>(1, (m_frame.context.to - m_frame.context.from) / 240);
    for (const SampleSeries &series : std::as_const(m_frame.data.series))
        step = series.stepMs > 0 ? std::max(series.stepMs, qint64(1)) : step;
    const qint64 at = m_cursor->at() ? *m_cursor->at() + samples * step : m_frame.context.to;
    m_cursor->hover(std::clamp(at, m_frame.context.from, m_frame.context.to));
    const qint64 shown = *m_cursor->at();
    QStringList values {utcText(QDateTime::fromMSecsSinceEpoch(shown, Qt::UTC))};
    for (const SampleSeries &series : std::as_const(m_frame.data.series)) {
        const std::optional<double> value = valueAt(series, shown);
        values << tr("%1 %2").arg(seriesLabel(series), value ? chartValue(value, m_frame.data, m_frame.kind) : tr("no sample"));
    }
    setAccessibleDescription(values.join(QStringLiteral(", ")));
}

void SloChart::keyPressEvent(QKeyEvent *event)
{
    const int stride = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy(-stride);
    case Qt::Key_Right:
        return moveBy(stride);
    case Qt::Key_Home:
        return m_cursor->hover(m_frame.context.from);
    case Qt::Key_End:
        return m_cursor->hover(m_frame.context.to);
    case Qt::Key_Space:
        return m_cursor->pin(m_cursor->pinned() == m_cursor->at() ? std::nullopt : m_cursor->at());
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT openRequested();
        return;
    case Qt::Key_Escape:
        if (!m_cursor->at())
            break;
        m_cursor->hover({});
        return m_cursor->pin({});
    default:
        break;
    }
    event->ignore();
}

void SloChart::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls
}

void SloChart::leaveEvent(QEvent *event)
{
    m_cursor->hover({});
    QWidget::leaveEvent(event);
}

QSize SloChart::sizeHint() const
{
    return {m_theme->px(340), m_theme->px(180)};
}

QSize SloChart::minimumSizeHint() const
{
    return {m_theme->px(240), m_theme->px(128)};
}

} // namespace maestro
