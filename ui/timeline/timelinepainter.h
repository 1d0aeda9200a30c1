// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/timelinelayout.h"

#include <QHash>

class QPainter;

namespace maestro {

/// Paints the rows of a scene. Lives for one paint; `places` tells afterwards where each entry can be found.
class TimelinePainter
{
public:
    TimelinePainter(QPainter &painter, const TimelineScene &scene, const TimelineLayout &layout, const Theme &theme);

    void paintAll();
    const QHash<int, QRect> &places() const { return m_places; } ///< by entry row

private:
    void paintGutter();
    void paintRegions();
    void paintPhases();
    void paintPhase(const PhaseBar &phase);
    void paintWeights();
    void paintWeightLabels();
    void paintGates();
    void paintLanes();
    void paintEvents();
    void paintPeople();
    void paintEnd();
    QString endText() const; ///< empty: no end is planned, or it is out of sight
    QRectF endLabel() const;
    void paintAxis();
    void paintAttempts();
    void paintText(const QRectF &box, const QString &text, Token token, FontRole role, int flags);
    double weightY(double percent) const; ///< square root, so that 1 % is visible
    bool visible(double from, double to) const;

    QPainter &m_painter;
    const TimelineScene &m_scene;
    const TimelineLayout &m_layout;
    const Theme &m_theme;
    QHash<int, QRect> m_places;
};

} // namespace maestro
