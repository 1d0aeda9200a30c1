// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/glyph.h"

#include "text/humanize.h"
#include "text/pendingabort.h"
#include "text/slotext.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace maestro {

namespace {

Token solidOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Healthy:
        return Token::HealthySolid;
    case Glyph::Progress:
    case Glyph::Timed:
        return Token::ProgressSolid;
    case Glyph::Wait:
        return Token::WaitSolid;
    case Glyph::Warn:
    case Glyph::Stale:
        return Token::WarnSolid;
    case Glyph::Failed:
        return Token::FailedSolid;
    case Glyph::Unknown:
    case Glyph::Aborted:
    case Glyph::Idle:
        break;
    }
    return Token::UnknownSolid;
}

/// A regular polygon around (8, 8).
QPolygonF polygon(int corners, double radius, double turnDegrees)
{
    QPolygonF points;
    for (int i = 0; i < corners; ++i)
        points << QPointF(8, 8) + QLineF::fromPolar(radius, turnDegrees + 360.0 * i / corners).p2();
    return points;
}

void fill(QPainter &painter, const QColor &color)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
}

void stroke(QPainter &painter, const QColor &color, double width)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
}

void paintFilled(QPainter &painter, Glyph glyph, const QColor &solid, const QColor &mark)
{
    fill(painter, solid);
    switch (glyph) {
    case Glyph::Healthy:
        painter.drawEllipse(QPointF(8, 8), 6.8, 6.8);
        stroke(painter, mark, 1.8);
        painter.drawPolyline(QPolygonF{{5.0, 8.3}, {7.1, 10.4}, {11.1, 5.9}});
        break;
    case Glyph::Wait:
        painter.drawRoundedRect(QRectF(1.6, 1.6, 12.8, 12.8), 2.6, 2.6);
        fill(painter, mark);
        painter.drawRect(QRectF(5.2, 4.6, 1.9, 6.8));
        painter.drawRect(QRectF(8.9, 4.6, 1.9, 6.8));
        break;
    case Glyph::Warn:
        painter.setPen(QPen(solid, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(QPolygonF{{8, 2.2}, {14.4, 13.4}, {1.6, 13.4}});
        stroke(painter, mark, 1.6);
        painter.drawLine(QPointF(8, 6.2), QPointF(8, 9.2));
        painter.drawPoint(QPointF(8, 11.6));
        break;
    case Glyph::Failed:
        painter.drawPolygon(polygon(8, 7.4, 22.5));
        stroke(painter, mark, 1.8);
        painter.drawLine(QPointF(5.6, 5.6), QPointF(10.4, 10.4));
        painter.drawLine(QPointF(10.4, 5.6), QPointF(5.6, 10.4));
        break;
    default: { // Unknown
        painter.drawPolygon(polygon(4, 7.4, 0));
        stroke(painter, mark, 1.5);
        QPainterPath hook(QPointF(6.1, 6.6));
        hook.cubicTo(6.1, 4.0, 10.0, 4.2, 9.8, 6.6);
        hook.cubicTo(9.7, 7.8, 8.0, 7.8, 8.0, 9.2);
        painter.drawPath(hook);
        painter.drawPoint(QPointF(8, 11.4));
        break;
    }
    }
}

void paintRing(QPainter &painter, Glyph glyph, const QColor &solid)
{
    const QRectF ring(2, 2, 12, 12);
    QColor track = solid;
    track.setAlphaF(0.28F);
    switch (glyph) {
    case Glyph::Progress:
        stroke(painter, track, 2.2);
        painter.drawEllipse(ring);
        stroke(painter, solid, 2.2);
        painter.drawArc(ring, 90 * 16, -140 * 16);
        break;
    case Glyph::Timed:
        stroke(painter, solid, 1.7);
        painter.drawEllipse(ring);
        painter.drawPolyline(QPolygonF{{8, 4.8}, {8, 8.2}, {10.2, 9.6}});
        break;
    case Glyph::Aborted:
        stroke(painter, solid, 1.6);
        painter.drawEllipse(ring);
        painter.drawLine(QPointF(3.9, 12.1), QPointF(12.1, 3.9));
        break;
    case Glyph::Stale: {
        QPen pen(solid, 1.8);
        pen.setCapStyle(Qt::FlatCap);
        pen.setDashPattern({1.5, 1.1});
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(ring);
        stroke(painter, solid, 1.7);
        painter.drawLine(QPointF(8, 5.2), QPointF(8, 8.6));
        painter.drawPoint(QPointF(8, 10.9));
        break;
    }
    default: // Idle
        stroke(painter, solid, 1.5);
        painter.drawEllipse(ring);
        break;
    }
}

} // namespace

void paintGlyph(QPainter &painter, const QRectF &box, Glyph glyph, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.topLeft());
    painter.scale(box.width() / 16, box.height() / 16);
    const QColor solid = theme.color(solidOf(glyph));
    switch (glyph) {
    case Glyph::Healthy:
    case Glyph::Wait:
    case Glyph::Warn:
    case Glyph::Failed:
    case Glyph::Unknown:
        paintFilled(painter, glyph, solid, theme.color(Token::Surface));
        break;
    default:
        paintRing(painter, glyph, solid);
        break;
    }
    painter.restore();
}

StateLook lookOf(const GateVerdict &verdict)
{
    const QString word = gateStateLabel(verdict.state);
    switch (verdict.state) {
    case GateState::Fail:
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case GateState::Hold:
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case GateState::NoData:
        return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    case GateState::Unset:
        return {Glyph::Idle, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    case GateState::Pass:
        break;
    }
    if (isPending(verdict))
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, QCoreApplication::translate("Glyph", "failing")};
    return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
}

StateLook lookOf(const SloReport &report, bool doubtful)
{
    const QString word = verdictLabel(report);
    switch (report.decision.decision) {
    case Decision::Rollback:
    case Decision::Immediate:
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case Decision::Conflict:
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
    case Decision::Hold:
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case Decision::Promote:
        break;
    }
    if (doubtful)
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, QCoreApplication::translate("Slo", "%1, by an old policy").arg(word)};
    return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
}

void paintHatch(QPainter &painter, const QRectF &box, const QColor &color)
{
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    constexpr double gap = 9;
    // One grid for the whole paint device, so that the lines of neighbouring cells meet.
    const double first = gap * qFloor((box.left() + box.top()) / gap);
    for (double sum = first; sum < box.right() + box.bottom(); sum += gap)
        painter.drawLine(QPointF(sum - box.top(), box.top()), QPointF(sum - box.bottom(), box.bottom()));
    painter.restore();
}

int paintPill(QPainter &painter, const QRect &box, const StateLook &look, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(theme.font(FontRole::Pill));
    const int glyphSize = theme.px(12);
    const int left = theme.px(5);
    const int gap = theme.px(5);
    const int wordWidth = painter.fontMetrics().horizontalAdvance(look.word);
    const int width = qMin(box.width(), left + glyphSize + gap + wordWidth + theme.px(7));
    const QRect pill(box.left(), box.top(), width, box.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(look.background));
    painter.drawRoundedRect(pill, 4, 4);
    paintGlyph(painter, QRectF(pill.left() + left, pill.center().y() + 0.5 - glyphSize / 2.0, glyphSize, glyphSize), look.glyph, theme);
    const QRect wordBox = pill.adjusted(left + glyphSize + gap, 0, -theme.px(2), 0);
    painter.setPen(theme.color(look.text));
    painter.drawText(wordBox, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(look.word, Qt::ElideRight, wordBox.width()));
    painter.restore();
    return width;
}

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StateLook)
};

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

StateLook oldLook(const Freshness &freshness)
{
    const QString word = freshness.seconds < 0 ? Words::tr("No data") : Words::tr("%1 old").arg(ageText(freshness.seconds));
    return {Glyph::Stale, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
}

/// How a pause ends: by a person, by a clock, or after somebody looked at an inconclusive analysis.
StateLook pausedLook(const Rollout &rollout)
{
    for (const PauseCondition &pause : rollout.pauseConditions) {
        if (pause.reason == QLatin1String("InconclusiveAnalysisRun"))
            return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, Words::tr("Inconclusive")};
    }
    if (!rollout.waitsForPerson())
        return {Glyph::Timed, Token::Progress, Token::ProgressBg, Token::ProgressSolid, rollout.strategy == Strategy::BlueGreen ? Words::tr("Preview") : Words::tr("Baking")};
    if (rollout.pauseConditions.isEmpty())
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, Words::tr("Paused")};
    return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, Words::tr("Needs promote")};
}

StateLook lookOfState(const Rollout &rollout, const EffectivePhase &phase, const Freshness &freshness)
{
    if (isOld(freshness))
        return oldLook(freshness);
    if (abortIsPending(rollout, phase))
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, Words::tr("Aborting")};
    switch (phase.phase) {
    case RolloutPhase::Healthy:
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, Words::tr("Healthy")};
    case RolloutPhase::Progressing:
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, Words::tr("Progressing")};
    case RolloutPhase::Paused:
        return pausedLook(rollout);
    case RolloutPhase::Degraded:
        return {rollout.abort ? Glyph::Aborted : Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, rollout.abort ? Words::tr("Aborted") : Words::tr("Degraded")};
    case RolloutPhase::Unknown:
        break;
    }
    return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, Words::tr("Unknown")};
}

} // namespace

StateLook lookOf(const FleetRow &row, const Freshness &freshness)
{
    return lookOfState(row.rollout(), row.phase, freshness);
}

StateLook lookOf(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    return lookOfState(snapshot.rollout, snapshot.phase, freshness);
}

StateLook lookOf(const ConnectionStatus &connection, const Freshness &freshness)
{
    switch (connection.phase) {
    case ConnectionPhase::Failed:
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, Words::tr("Not connected")};
    case ConnectionPhase::NeedsTrust:
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, Words::tr("Asks for trust")};
    case ConnectionPhase::Connecting:
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, Words::tr("Connecting")};
    case ConnectionPhase::Reconnecting:
    case ConnectionPhase::Connected:
        break;
    }
    if (isOld(freshness))
        return oldLook(freshness);
    if (connection.phase == ConnectionPhase::Reconnecting || freshness.state == FreshnessState::Late)
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, Words::tr("Slow")};
    return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, Words::tr("Live")};
}

} // namespace maestro
