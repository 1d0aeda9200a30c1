// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"
#include "timeline/timelineview.h"

#include <QFrame>

class QButtonGroup;
class QHBoxLayout;
class QStackedWidget;

namespace maestro {

class ThemedLabel;

/// The timeline with its heading, scales and zoom; the same entries are also there as a plain list. Owns the item model.
class TimelinePanel : public QFrame
{
    Q_OBJECT
public:
    TimelinePanel(TimeCursor *cursor, Theme *theme, QWidget *parent = nullptr);

    void showRollout(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline, const Freshness &freshness, const QDateTime &now);
    /// Gates, alerts and what went bad; `charts` is the range the charts show.
    void showHealth(const HealthTrack &health, const QList<ChartData::Span> &baselineWindows, std::optional<TimeCursor::Range> charts);
    /// What was written onto Grafana about it; joins the timeline that is shown and those that come.
    void showAnnotations(const QList<GrafanaAnnotation> &annotations);
    void tick(const Freshness &freshness, const QDateTime &now);
    void clear();

private:
    void join(const Freshness &freshness, const QDateTime &now);
    void buildHead(QHBoxLayout *head);
    void buildRanges(QHBoxLayout *head);
    QListView *buildList();

    Theme *m_theme;
    RolloutSnapshotPtr m_snapshot; ///< as shown; null: none
    TimelinePtr m_timeline; ///< without annotations
    QList<GrafanaAnnotation> m_annotations;
    Freshness m_freshness;
    QDateTime m_now;
    TimelineModel *m_model;
    TimelineView *m_view;
    QStackedWidget *m_stack;
    QButtonGroup *m_ranges = nullptr;
    ThemedLabel *m_end = nullptr;
};

} // namespace maestro
