// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/healthtrack.h"
#include "timeline/timelinelayout.h"

class QPainter;

namespace maestro {

/// What gates and alerts said over time, into the rows of a scene.
void addHealth(TimelineScene &scene, const HealthTrack &health, const QList<ChartData::Span> &baselineWindows);

/// Paints gate lanes, alerts, baseline bands and the two markers of a regression. Lives for one paint.
class HealthPainter
{
public:
    HealthPainter(QPainter &painter, const TimelineScene &scene, const TimelineLayout &layout, const Theme &theme);

    void paintBands(); ///< below everything else: baseline windows, and hatching from the first failure on
    void paintLanes();
    void paintAlerts();
    void paintMarkers();
    /// What the lanes say at a place: gate, state and since when; empty elsewhere.
    static QStringList linesAt(const TimelineScene &scene, const TimelineLayout &layout, const QPoint &at);

private:
    QPainter &m_painter;
    const TimelineScene &m_scene;
    const TimelineLayout &m_layout;
    const Theme &m_theme;
};

} // namespace maestro
