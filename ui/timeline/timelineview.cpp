// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelineview.h"

#include "text/humanize.h"
#include "timeline/healthlanes.h"
#include "timeline/timeaxis.h"
#include "timeline/timelinepainter.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace maestro {

TimelineView::TimelineView(TimelineModel *model, TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_cursor(cursor)
    , m_range(cursor)
    , m_theme(theme)
{
    setAccessibleName(tr("Timeline"));
    setModel(model);
    setUniformItemSizes(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    connect(theme, &Theme::changed, this, &TimelineView::rebuild);
    connect(cursor, &TimeCursor::moved, viewport(), qOverload<>(&QWidget::update));
    connect(cursor, &TimeCursor::rangeChosen, viewport(), qOverload<>(&QWidget::update));
}

void TimelineView::showRollout(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline, const Freshness &freshness, const QDateTime &now)
{
    m_snapshot = snapshot;
    m_timeline = timeline;
    m_freshness = freshness;
    m_now = now;
    rebuild();
}

void TimelineView::showHealth(const HealthTrack &health, const QList<ChartData::Span> &baselineWindows, std::optional<TimeCursor::Range> charts)
{
    m_range.setFollowed(charts);
    if (health == m_health && baselineWindows == m_baselines) {
        viewport()->update();
        return;
    }
    m_health = health;
    m_baselines = baselineWindows;
    rebuild();
}

void TimelineView::clear()
{
    m_health = {};
    m_baselines.clear();
    m_range.setFollowed({});
    m_snapshot.reset();
    m_timeline.reset();
    m_scene = {};
    m_window = {};
    m_lastSeconds = 0;
    m_places.clear();
    m_pointer.reset();
    invalidate();
}

void TimelineView::tick(const Freshness &freshness, const QDateTime &now)
{
    m_now = now;
    const bool other = freshness.state != m_freshness.state;
    m_freshness = freshness;
    if (other || now.toMSecsSinceEpoch() >= m_rebuildAt)
        rebuild();
    else
        viewport()->update();
}

void TimelineView::setScaleKind(TimelineScaleKind kind)
{
    m_kind = kind;
    m_window = {};
    m_lastSeconds = 0;
    relayout();
}

void TimelineView::showLast(qint64 seconds)
{
    m_lastSeconds = seconds;
    m_window = {};
    relayout();
}

void TimelineView::rebuild()
{
    if (!m_snapshot || !m_timeline) {
        invalidate();
        return;
    }
    m_scene = buildScene(*m_snapshot, *m_timeline, m_freshness, m_now);
    addHealth(m_scene, m_health, m_baselines);
    m_rebuildAt = m_scene.now + 10'000;
    relayout();
    setMinimumHeight(m_layout.least);
    setMaximumHeight(m_layout.most);
    updateGeometry();
}

void TimelineView::relayout()
{
    const TimeScale &scale = m_kind == TimelineScaleKind::Phases ? m_scene.byPhase : m_scene.byTime;
    if (m_lastSeconds > 0) {
        const double to = std::min(1.0, scale.shareFor(m_scene.now + m_lastSeconds * 50));
        m_window.from = std::max(0.0, scale.shareFor(m_scene.now - m_lastSeconds * 1000));
        m_window.to = std::max(to, m_window.from + 0.0005);
    }
    m_layout = layoutTimeline(m_scene, *m_theme, viewport()->size());
    m_layout.window = m_window;
    m_layout.scale = scale;
    invalidate();
}

void TimelineView::invalidate()
{
    m_picture = QPixmap();
    viewport()->update();
}

QSize TimelineView::sizeHint() const
{
    return {m_theme->px(700), std::max(m_layout.most, m_theme->px(110))};
}

QRect TimelineView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.row() >= m_model->rowCount() || !m_timeline)
        return {};
    const auto place = m_places.constFind(index.row());
    if (place != m_places.constEnd())
        return *place;
    const TimelineEntry &entry = m_model->entryAt(index.row());
    const QRect &row = entry.weight && !m_layout.weights.isEmpty() ? m_layout.weights : m_layout.events;
    const int x = entry.at.isValid() ? int(std::clamp(m_layout.xFor(entry.at.toMSecsSinceEpoch()), -1e5, 1e5)) : m_layout.plot.left();
    return {x - 6, row.top(), 13, row.height()};
}

QModelIndex TimelineView::indexAt(const QPoint &point) const
{
    int best = -1;
    int distance = m_theme->px(8);
    for (int row = m_model->rowCount() - 1; row >= 0; --row) {
        const QRect rect = visualRect(m_model->index(row, 0));
        if (point.y() < rect.top() || point.y() > rect.bottom())
            continue;
        const int away = std::abs(rect.center().x() - point.x());
        if (away < distance) {
            distance = away;
            best = row;
        }
    }
    return best < 0 ? QModelIndex() : m_model->index(best, 0);
}

void TimelineView::scrollTo(const QModelIndex &index, ScrollHint)
{
    if (!index.isValid() || index.row() >= m_model->rowCount())
        return;
    const TimelineEntry &entry = m_model->entryAt(index.row());
    const double share = m_layout.scale.shareFor(entry.at.toMSecsSinceEpoch());
    if (!entry.at.isValid() || (share >= m_window.from && share <= m_window.to))
        return;
    m_lastSeconds = 0;
    m_window.pan(share - (m_window.from + m_window.to) / 2);
    relayout();
}

QModelIndex TimelineView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return {};
    const int row = currentIndex().row();
    if (row < 0 && action != MoveHome) // the newest entry is where reading starts
        return m_model->index(rows - 1, 0);
    switch (action) {
    case MoveLeft:
    case MoveUp:
    case MovePrevious:
        return m_model->index(std::max(0, row - 1), 0);
    case MoveHome:
        return m_model->index(0, 0);
    case MoveEnd:
        return m_model->index(rows - 1, 0);
    case MovePageUp:
        return m_model->index(std::max(0, row - 10), 0);
    case MovePageDown:
        return m_model->index(std::min(rows - 1, row + 10), 0);
    default:
        return m_model->index(std::min(rows - 1, row + 1), 0);
    }
}

void TimelineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && hasFocus())
        scrollTo(current, EnsureVisible);
    viewport()->update();
}

void TimelineView::paintEvent(QPaintEvent *)
{
    const double ratio = devicePixelRatioF();
    if (m_picture.size() != viewport()->size() * ratio || !qFuzzyCompare(m_picture.devicePixelRatio(), ratio)) {
        m_picture = QPixmap(viewport()->size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(m_theme->color(Token::Surface));
        if (m_timeline) {
            QPainter painter(&m_picture);
            TimelinePainter rows(painter, m_scene, m_layout, *m_theme);
            rows.paintAll();
            m_places = rows.places();
        }
    }
    QPainter painter(viewport());
    painter.drawPixmap(0, 0, m_picture);
    if (m_timeline)
        paintOverlay(painter);
}

void TimelineView::paintOverlay(QPainter &painter)
{
    if (hasFocus() && currentIndex().isValid()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(visualRect(currentIndex()).adjusted(-2, -1, 2, 1), 4, 4);
    }
    m_range.paint(painter, m_layout, *m_theme);
    paintCursor(painter);
    paintNow(painter, m_layout);
    if (m_pointer || (m_byKey && hasFocus() && currentIndex().isValid()))
        paintHover(painter, m_layout);
}

void TimelineView::paintCursor(QPainter &painter)
{
    if (!m_cursor->at())
        return;
    const int x = int(m_layout.xFor(*m_cursor->at()));
    if (x < m_layout.plot.left() || x > m_layout.plot.right())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(m_theme->color(Token::Control), 1, m_cursor->pinned() == m_cursor->at() ? Qt::SolidLine : Qt::DashLine));
    painter.drawLine(x, m_layout.phases.bottom(), x, m_layout.axis.top());
}

void TimelineView::paintNow(QPainter &painter, const TimelineLayout &layout)
{
    const int x = int(layout.xFor(m_now.toMSecsSinceEpoch()));
    if (x < layout.plot.left() || x > layout.plot.right())
        return;
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(QRect(x - 1, layout.phases.bottom() - 1, 2, layout.axis.top() - layout.phases.bottom() + 2), m_theme->color(Token::Text));
    painter.setFont(m_theme->font(FontRole::Pill));
    const QString text = nowText(m_now.toMSecsSinceEpoch());
    const int width = painter.fontMetrics().horizontalAdvance(text) + m_theme->px(12);
    const int left = std::clamp(x - width / 2, layout.plot.left(), std::max(layout.plot.left(), layout.plot.right() - width));
    const QRect box(left, layout.axis.top() + 1, width, m_theme->px(18));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Token::Text));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(m_theme->color(Token::Surface));
    painter.drawText(box, Qt::AlignCenter, text);
}

QStringList TimelineView::hoverLines(const TimelineLayout &layout) const
{
    const QModelIndex index = m_pointer ? indexAt(*m_pointer) : currentIndex();
    QStringList lines;
    if (index.isValid() && index.row() < m_model->rowCount()) {
        const TimelineEntry &entry = m_model->entryAt(index.row());
        lines << (entry.at.isValid() ? utcText(entry.at) : tr("time unknown")) << displaySafe(entry.text, 120);
        if (!entry.actor.isEmpty())
            lines << tr("by %1").arg(displaySafe(entry.actor, 80));
        if (!entry.detail.isEmpty())
            lines << displaySafe(entry.detail, 120);
        lines << tr("source: %1").arg(m_model->data(index, TimelineModel::SourceRole).toString());
        return lines;
    }
    if (m_pointer && layout.attempts.contains(*m_pointer)) {
        for (const PastAttempt &attempt : m_scene.attempts.mid(0, 6))
            lines << attempt.label;
        return lines;
    }
    if (!m_pointer || !layout.plot.contains(*m_pointer))
        return {};
    const qint64 at = layout.msFor(m_pointer->x());
    if (const QStringList said = HealthPainter::linesAt(m_scene, layout, *m_pointer); !said.isEmpty())
        return said;
    for (const PhaseBar &phase : m_scene.phases) {
        if (at >= phase.from && at < phase.to && layout.phases.contains(*m_pointer))
            lines << phase.title << phase.note;
    }
    if (at <= m_scene.now)
        lines.prepend(utcText(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC)));
    for (const WeightSpan &span : m_scene.weights) {
        if (at >= span.from && at < span.to)
            lines << (span.kind == WeightSpan::Planned ? tr("planned: %1 %") : tr("canary weight %1 %")).arg(QString::number(span.percent, 'g', 4));
    }
    lines.removeAll(QString());
    return lines;
}

void TimelineView::paintHover(QPainter &painter, const TimelineLayout &layout)
{
    const QStringList lines = hoverLines(layout);
    if (lines.isEmpty())
        return;
    const QFontMetrics strong(m_theme->font(FontRole::Pill));
    const QFontMetrics plain(m_theme->font(FontRole::Secondary));
    int width = strong.horizontalAdvance(lines.first());
    for (const QString &line : lines)
        width = std::max(width, plain.horizontalAdvance(line));
    const int pad = m_theme->px(8);
    const int step = m_theme->px(16);
    const QSize size(std::min(width + 2 * pad, viewport()->width()), step * int(lines.size()) + pad);
    const QPoint anchor = m_pointer ? *m_pointer : visualRect(currentIndex()).center();
    QPoint at(anchor.x() + m_theme->px(14), anchor.y() + m_theme->px(10));
    if (at.x() + size.width() > viewport()->width())
        at.setX(std::max(0, anchor.x() - size.width() - m_theme->px(14)));
    if (at.y() + size.height() > viewport()->height())
        at.setY(std::max(0, anchor.y() - size.height() - m_theme->px(10)));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(Token::BorderStrong), 1));
    painter.setBrush(m_theme->color(Token::Raised));
    painter.drawRoundedRect(QRectF(at, size).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    for (int i = 0; i < lines.size(); ++i) {
        painter.setFont(m_theme->font(i == 0 ? FontRole::Pill : FontRole::Secondary));
        painter.setPen(m_theme->color(i == 0 ? Token::Text : Token::Text2));
        const QRect box(at.x() + pad, at.y() + pad / 2 + i * step, size.width() - 2 * pad, step);
        painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, painter.fontMetrics().elidedText(lines.at(i), Qt::ElideRight, box.width()));
    }
}

void TimelineView::zoomBy(double factor, double x)
{
    m_lastSeconds = 0;
    m_window.zoom(factor, m_layout.shareAt(x));
    relayout();
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    relayout();
}

void TimelineView::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().x() != 0) {
        m_lastSeconds = 0;
        m_window.pan(-event->angleDelta().x() / 1200.0 * m_window.width());
        relayout();
    } else
        zoomBy(std::pow(1.0015, event->angleDelta().y()), event->position().x());
    event->accept();
}

void TimelineView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() != Qt::LeftButton)
        return;
    if (m_timeline && m_range.press(event->pos(), event->modifiers() & Qt::ShiftModifier, m_layout))
        return;
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid())
        setCurrentIndex(index);
    m_dragFrom = event->pos();
    m_pressedAt = event->pos();
}

void TimelineView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_range.move(event->pos(), m_layout)) {
        viewport()->update();
        return;
    }
    viewport()->setCursor(m_timeline && m_range.isOverEdge(event->pos(), m_layout) ? Qt::SizeHorCursor : Qt::ArrowCursor);
    if (m_dragFrom && (event->buttons() & Qt::LeftButton) && m_layout.plot.width() > 0) {
        m_lastSeconds = 0;
        m_window.pan(double(m_dragFrom->x() - event->pos().x()) / m_layout.plot.width() * m_window.width());
        m_dragFrom = event->pos();
        relayout();
    }
    m_pointer = event->pos();
    const bool inside = m_timeline && m_layout.plot.contains(event->pos());
    m_cursor->hover(inside ? std::optional(m_layout.msFor(event->pos().x())) : std::nullopt);
    viewport()->update();
}

void TimelineView::mouseReleaseEvent(QMouseEvent *event)
{
    m_dragFrom.reset();
    if (m_range.release()) {
        viewport()->update();
        return;
    }
    const bool click = event->button() == Qt::LeftButton && (event->pos() - m_pressedAt).manhattanLength() < 4;
    if (!click || !m_timeline || !m_layout.plot.contains(event->pos()))
        return;
    const qint64 at = m_layout.msFor(event->pos().x());
    if (!HealthPainter::linesAt(m_scene, m_layout, event->pos()).isEmpty())
        showChartsAt(at);
    else
        m_cursor->pin(at);
}

/// Pins; when the charts are at another time they move there, as wide as they are.
void TimelineView::showChartsAt(qint64 ms)
{
    const std::optional<TimeCursor::Range> range = m_range.shown();
    if (range && (ms < range->from || ms > range->to)) {
        const qint64 width = range->to - range->from;
        const qint64 to = std::min(ms + width / 2, std::max(ms, m_now.toMSecsSinceEpoch()));
        m_cursor->choose(TimeCursor::Range {to - width, to});
    }
    m_cursor->pin(ms);
}

void TimelineView::leaveEvent(QEvent *event)
{
    m_pointer.reset();
    m_cursor->hover({});
    m_byKey = false;
    viewport()->update();
    QListView::leaveEvent(event);
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    const double middle = m_layout.plot.center().x();
    switch (event->key()) {
    case Qt::Key_Plus:
        zoomBy(1.4, middle);
        return;
    case Qt::Key_Underscore:
        zoomBy(1 / 1.4, middle);
        return;
    case Qt::Key_0:
        showLast(0);
        return;
    case Qt::Key_BracketLeft:
    case Qt::Key_BracketRight:
        return m_range.shift(event->key() == Qt::Key_BracketLeft ? -0.25 : 0.25);
    case Qt::Key_Minus:
    case Qt::Key_Equal:
        return m_range.resize(event->key() == Qt::Key_Minus ? 1 / 1.5 : 1.5);
    case Qt::Key_Space:
        if (const QModelIndex index = currentIndex(); m_timeline && index.isValid() && m_model->entryAt(index.row()).at.isValid())
            showChartsAt(m_model->entryAt(index.row()).at.toMSecsSinceEpoch());
        return;
    case Qt::Key_Escape:
        if (!m_cursor->at() && !m_cursor->range())
            break;
        m_cursor->pin({});
        return m_cursor->choose({});
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        m_pointer.reset();
        m_byKey = true;
        QListView::keyPressEvent(event);
        return;
    default:
        break;
    }
    event->ignore(); // letters belong to the window's shortcuts, not to type-ahead
}

} // namespace maestro
