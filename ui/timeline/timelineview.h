// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/timecursor.h"
#include "domain/slo/healthtrack.h"
#include "items/timelinemodel.h"
#include "timeline/rangehandle.h"
#include "timeline/timelinelayout.h"

#include <QListView>
#include <QPixmap>

namespace maestro {

enum class TimelineScaleKind { Phases, Time };

/// The painted timeline of one rollout. To the keyboard and to assistive technology it is a list named Timeline with one item
/// for each entry, oldest first; to the eye rows over one time axis. What changes with data is painted once into a picture,
/// now line and crosshair over it each second or mouse move. GUI thread; times are UTC.
class TimelineView : public QListView
{
    Q_OBJECT
public:
    /// `cursor` is shared with the charts and outlives the view.
    TimelineView(TimelineModel *model, TimeCursor *cursor, Theme *theme, QWidget *parent = nullptr);

    void showRollout(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline, const Freshness &freshness, const QDateTime &now);
    void showHealth(const HealthTrack &health, const QList<ChartData::Span> &baselineWindows, std::optional<TimeCursor::Range> charts);
    void tick(const Freshness &freshness, const QDateTime &now);
    void setScaleKind(TimelineScaleKind kind);
    void showLast(qint64 seconds); ///< 0: everything
    void clear();
    std::optional<qint64> plannedEnd() const { return m_scene.plannedEnd; }

    QSize sizeHint() const override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &point) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint) override;

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void rebuild();
    void relayout();
    void invalidate();
    void zoomBy(double factor, double x);
    void showChartsAt(qint64 ms);
    void paintOverlay(QPainter &painter);
    void paintCursor(QPainter &painter);
    void paintNow(QPainter &painter, const TimelineLayout &layout);
    void paintHover(QPainter &painter, const TimelineLayout &layout);
    QStringList hoverLines(const TimelineLayout &layout) const;

    TimelineModel *m_model;
    TimeCursor *m_cursor;
    RangeHandle m_range;
    HealthTrack m_health;
    QList<ChartData::Span> m_baselines;
    Theme *m_theme;
    RolloutSnapshotPtr m_snapshot;
    TimelinePtr m_timeline;
    Freshness m_freshness;
    QDateTime m_now;
    qint64 m_rebuildAt = 0;
    TimelineScaleKind m_kind = TimelineScaleKind::Phases;
    qint64 m_lastSeconds = 0;
    TimeWindow m_window;
    TimelineScene m_scene;
    TimelineLayout m_layout;
    QPixmap m_picture;
    QHash<int, QRect> m_places;
    bool m_byKey = false; ///< the card follows the current entry
    std::optional<QPoint> m_pointer;
    std::optional<QPoint> m_dragFrom;
    QPoint m_pressedAt;
};

} // namespace maestro
