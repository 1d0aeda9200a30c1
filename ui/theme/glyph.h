// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freshness/freshness.h"
#include "domain/rollout/fleet.h"
#include "domain/slo/verdict.h"
#include "theme/theme.h"

class QPainter;
class QRectF;

namespace maestro {

struct SloReport;

/// State as shape: circle tick, ring arc, ring clock, square bars, triangle, octagon cross, diamond, struck ring, hollow ring, dashed ring.
enum class Glyph { Healthy, Progress, Timed, Wait, Warn, Failed, Unknown, Aborted, Idle, Stale };

struct StateLook
{
    Glyph glyph;
    Token text;
    Token background;
    Token solid;
    QString word; ///< translated
};

/// One place decides how a state looks; stale data never looks like its last state.
StateLook lookOf(const FleetRow &row, const Freshness &freshness);
StateLook lookOf(const RolloutSnapshot &snapshot, const Freshness &freshness);
StateLook lookOf(const ConnectionStatus &connection, const Freshness &freshness);
/// A gate that fails but not yet for long enough is a warning; without data it is unknown, never fine.
StateLook lookOf(const GateVerdict &verdict);
/// Under a doubtful policy nothing looks fine.
StateLook lookOf(const SloReport &report, bool doubtful = false);

void paintGlyph(QPainter &painter, const QRectF &box, Glyph glyph, const Theme &theme);
/// Diagonal lines clipped to `box`: the sign of old data.
void paintHatch(QPainter &painter, const QRectF &box, const QColor &color);
/// A pill with glyph and word; returns its width.
int paintPill(QPainter &painter, const QRect &box, const StateLook &look, const Theme &theme);

} // namespace maestro
