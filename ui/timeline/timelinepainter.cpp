// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinepainter.h"

#include "text/humanize.h"
#include "theme/glyph.h"
#include "timeline/healthlanes.h"
#include "timeline/timeaxis.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>
#include <limits>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

struct PhaseLook
{
    Token ground;
    Token ink;
    Glyph glyph;
};

PhaseLook lookOfPhase(PhaseState state)
{
    switch (state) {
    case PhaseState::Done:
        return {Token::HealthyBg, Token::Text, Glyph::Healthy};
    case PhaseState::Current:
        return {Token::ProgressBg, Token::Text, Glyph::Progress};
    case PhaseState::Waiting:
        return {Token::WaitBg, Token::Text, Glyph::Wait};
    case PhaseState::Failed:
        return {Token::FailedBg, Token::Text, Glyph::Failed};
    case PhaseState::Planned:
    case PhaseState::NotReached:
        break;
    }
    return {Token::Sunken, Token::Text2, Glyph::Idle};
}

QColor translucent(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

Glyph gateGlyph(TimelineMark::Kind kind)
{
    switch (kind) {
    case TimelineMark::GateDone:
    case TimelineMark::TimerDone:
        return Glyph::Healthy;
    case TimelineMark::GateOpen:
        return Glyph::Wait;
    case TimelineMark::TimerOpen:
        return Glyph::Timed;
    default:
        return Glyph::Idle;
    }
}

} // namespace

TimelinePainter::TimelinePainter(QPainter &painter, const TimelineScene &scene, const TimelineLayout &layout, const Theme &theme)
    : m_painter(painter)
    , m_scene(scene)
    , m_layout(layout)
    , m_theme(theme)
{
}

void TimelinePainter::paintAll()
{
    paintGutter();
    m_painter.save();
    m_painter.setClipRect(QRect(m_layout.plot.left(), 0, m_layout.plot.width() + 1, std::max(m_layout.axis.bottom(), m_layout.attempts.bottom()) + 1));
    HealthPainter health(m_painter, m_scene, m_layout, m_theme);
    paintPhases();
    health.paintBands();
    paintWeights();
    health.paintLanes();
    paintLanes();
    paintRegions();
    paintWeightLabels();
    paintGates();
    health.paintAlerts();
    paintEvents();
    paintPeople();
    health.paintMarkers();
    paintEnd();
    paintAxis();
    paintAttempts();
    m_painter.restore();
}

void TimelinePainter::paintText(const QRectF &box, const QString &text, Token token, FontRole role, int flags)
{
    if (box.width() < 8)
        return;
    m_painter.setFont(m_theme.font(role));
    m_painter.setPen(m_theme.color(token));
    m_painter.drawText(box, flags | Qt::TextSingleLine, m_painter.fontMetrics().elidedText(text, Qt::ElideRight, int(box.width())));
}

bool TimelinePainter::visible(double from, double to) const
{
    return to >= m_layout.plot.left() && from <= m_layout.plot.right();
}

void TimelinePainter::paintGutter()
{
    const auto name = [this](const QRect &row, const QString &text, FontRole role, Token token) {
        if (row.isEmpty())
            return;
        paintText(QRectF(m_theme.px(4), row.top(), m_layout.gutter - m_theme.px(14), row.height()), text, token, role, Qt::AlignRight | Qt::AlignVCenter);
    };
    if (!m_layout.weights.isEmpty()) {
        const QRect &w = m_layout.weights;
        name(QRect(0, w.top() + m_theme.px(6), 1, m_theme.px(18)), Words::tr("Canary weight"), FontRole::BodyStrong, Token::Text);
        name(QRect(0, w.top() + m_theme.px(24), 1, m_theme.px(16)), m_scene.weightNow, FontRole::Secondary, Token::Text3);
    }
    name(m_layout.gates, Words::tr("Pauses"), FontRole::Secondary, Token::Text2);
    for (int i = 0; i < m_layout.gateLanes.size(); ++i)
        name(m_layout.gateLanes.at(i), displaySafe(m_scene.gateLanes.at(i).gate, 40), FontRole::Axis, Token::Text2);
    name(m_layout.attempts, Words::tr("Past attempts"), FontRole::Secondary, Token::Text2);
    name(m_layout.alerts, Words::tr("Alerts"), FontRole::Secondary, Token::Text2);
    for (int i = 0; i < m_layout.lanes.size(); ++i)
        name(m_layout.lanes.at(i), displaySafe(m_scene.lanes.at(i).name, 40), FontRole::Axis, Token::Text2);
    name(m_layout.events, Words::tr("Events"), FontRole::Secondary, Token::Text2);
    name(m_layout.people, Words::tr("People"), FontRole::Secondary, Token::Text2);
}

void TimelinePainter::paintPhases()
{
    for (const PhaseBar &phase : m_scene.phases)
        paintPhase(phase);
}

void TimelinePainter::paintPhase(const PhaseBar &phase)
{
    const double left = m_layout.xFor(phase.from);
    const double right = m_layout.xFor(phase.to) - 2;
    if (!visible(left, right) || right - left < 1)
        return;
    const PhaseLook look = lookOfPhase(phase.state);
    const QRectF bar(left, m_layout.phases.top(), right - left, m_layout.phases.height() - 2);
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_theme.color(look.ground));
    m_painter.drawRoundedRect(bar, 3, 3);
    if (phase.state == PhaseState::NotReached)
        paintHatch(m_painter, bar, m_theme.color(Token::BorderStrong));
    if (!phase.startRecorded)
        m_painter.fillRect(QRectF(left, bar.top(), 2, bar.height()), QBrush(m_theme.color(Token::Control), Qt::Dense4Pattern));
    const QRectF seen = bar.intersected(QRectF(m_layout.plot));
    const double size = m_theme.px(13);
    if (seen.width() < size + m_theme.px(8))
        return;
    paintGlyph(m_painter, QRectF(seen.left() + m_theme.px(6), bar.top() + m_theme.px(3), size, size), look.glyph, m_theme);
    const QRectF text = seen.adjusted(m_theme.px(24), 0, -m_theme.px(4), 0);
    paintText(QRectF(text.left(), bar.top() + 1, text.width(), bar.height() / 2), phase.title, look.ink, FontRole::BodyStrong, Qt::AlignLeft | Qt::AlignVCenter);
    QString note = phase.note;
    if (!phase.startRecorded)
        note = note.isEmpty() ? Words::tr("start not recorded") : Words::tr("%1; start not recorded").arg(note);
    paintText(QRectF(text.left(), bar.center().y() - 1, text.width(), bar.height() / 2), note, Token::Text2, FontRole::Axis, Qt::AlignLeft | Qt::AlignVCenter);
}

double TimelinePainter::weightY(double percent) const
{
    const double room = m_layout.weights.height() - m_theme.px(18);
    return m_layout.weights.bottom() - std::sqrt(std::clamp(percent, 0.0, 100.0) / 100.0) * room;
}

void TimelinePainter::paintWeights()
{
    if (m_layout.weights.isEmpty())
        return;
    const QColor line = m_theme.color(Token::Canary);
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.fillRect(QRect(m_layout.plot.left(), m_layout.weights.bottom(), m_layout.plot.width(), 1), m_theme.color(Token::BorderStrong));
    double previous = weightY(0);
    for (const WeightSpan &span : m_scene.weights) {
        const double left = m_layout.xFor(span.from);
        const double right = m_layout.xFor(span.to);
        const double y = weightY(span.percent);
        const QRectF area(left, y, std::max(1.0, right - left), m_layout.weights.bottom() - y);
        if (!visible(left, right)) {
            previous = y;
            continue;
        }
        if (span.kind == WeightSpan::Planned) {
            paintHatch(m_painter, area, translucent(line, 0.35));
            m_painter.setPen(QPen(line, 1, Qt::DashLine));
            m_painter.drawLine(QPointF(left, y), QPointF(right, y));
            m_painter.drawLine(QPointF(left, previous), QPointF(left, y));
        } else {
            const QColor ink = span.kind == WeightSpan::Former ? m_theme.color(Token::Baseline) : line;
            m_painter.fillRect(area, translucent(ink, span.kind == WeightSpan::Inferred ? 0.10 : 0.22));
            m_painter.fillRect(QRectF(left, y - 1, area.width(), 2), span.kind == WeightSpan::Inferred ? translucent(ink, 0.5) : ink);
            m_painter.fillRect(QRectF(left, std::min(y, previous), 2, std::abs(y - previous)), ink);
        }
        previous = y;
    }
}

void TimelinePainter::paintWeightLabels()
{
    double free = m_layout.plot.left();
    double last = -1;
    for (const WeightSpan &span : m_scene.weights) {
        const double left = std::max(m_layout.xFor(span.from), double(m_layout.plot.left()));
        const bool former = span.kind == WeightSpan::Former;
        if (m_layout.weights.isEmpty() || !visible(left, m_layout.xFor(span.to)) || left < free || qFuzzyCompare(1 + last, 1 + span.percent))
            continue;
        m_painter.setFont(m_theme.font(FontRole::BodyStrong));
        const QString text = QString::number(span.percent, 'g', 4) + QStringLiteral(" %");
        const double width = m_painter.fontMetrics().horizontalAdvance(text) + m_theme.px(6);
        if (m_layout.xFor(span.to) - left < width && span.to != m_scene.now)
            continue;
        const double y = weightY(span.percent) - m_theme.px(18);
        paintText(QRectF(left + m_theme.px(4), y, width, m_theme.px(16)), text, former ? Token::Text3 : Token::Canary, FontRole::BodyStrong,
                  Qt::AlignLeft | Qt::AlignVCenter);
        free = left + width;
        last = span.percent;
    }
}

void TimelinePainter::paintGates()
{
    const QRect &row = m_layout.gates;
    const double size = m_theme.px(13);
    for (int i = 0; i < m_scene.gates.size(); ++i) {
        const TimelineMark &mark = m_scene.gates.at(i);
        const double x = m_layout.xFor(mark.at);
        if (!visible(x, x))
            continue;
        const bool open = mark.kind == TimelineMark::GateOpen;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(QPen(m_theme.color(open ? Token::WaitSolid : Token::BorderStrong), 1, open ? Qt::SolidLine : Qt::DotLine));
        m_painter.drawLine(QPointF(x, m_layout.phases.bottom()), QPointF(x, row.top() + m_theme.px(4)));
        paintGlyph(m_painter, QRectF(x - size / 2, row.center().y() - size / 2 + 1, size, size), gateGlyph(mark.kind), m_theme);
        const double next = i + 1 < m_scene.gates.size() ? m_layout.xFor(m_scene.gates.at(i + 1).at) : m_layout.plot.right();
        paintText(QRectF(x + size / 2 + m_theme.px(5), row.top(), next - x - size - m_theme.px(8), row.height()), mark.label,
                  open ? Token::Wait : Token::Text2, open ? FontRole::Pill : FontRole::Secondary, Qt::AlignLeft | Qt::AlignVCenter);
    }
}

void TimelinePainter::paintLanes()
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    for (int i = 0; i < m_layout.lanes.size(); ++i) {
        const QRect &row = m_layout.lanes.at(i);
        const int base = row.bottom() - 1;
        for (const auto &[from, to] : m_scene.lanes.at(i).runs) {
            const double left = m_layout.xFor(from);
            m_painter.fillRect(QRectF(left, base, std::max(2.0, m_layout.xFor(to) - left), 1), m_theme.color(Token::BorderStrong));
        }
        for (const AnalysisCell &cell : m_scene.lanes.at(i).cells) {
            const double x = m_layout.xFor(cell.at);
            if (!visible(x, x))
                continue;
            const bool failed = cell.phase == QLatin1String("Failed");
            const bool error = cell.phase == QLatin1String("Error");
            const bool good = cell.phase == QLatin1String("Successful");
            const int height = m_theme.px(failed ? 11 : error ? 8 : good ? 4 : 8);
            const QRectF box(std::floor(x) - 2, base - height, 5, height);
            if (good || failed || error)
                m_painter.fillRect(box, m_theme.color(failed ? Token::FailedSolid : error ? Token::WarnSolid : Token::HealthySolid));
            else {
                m_painter.setPen(m_theme.color(Token::UnknownSolid));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(box.adjusted(0, 0, -1, -1));
            }
        }
    }
}

void TimelinePainter::paintEvents()
{
    const QRect &row = m_layout.events;
    const double merge = m_theme.px(10);
    const double room = endText().isEmpty() ? m_layout.plot.right() : std::min(endLabel().left(), m_layout.xFor(*m_scene.plannedEnd)) - m_theme.px(3);
    for (int i = 0; i < m_scene.events.size();) {
        const double x = m_layout.xFor(m_scene.events.at(i).at);
        int last = i;
        int worst = i;
        while (last + 1 < m_scene.events.size() && m_layout.xFor(m_scene.events.at(last + 1).at) - x < merge) {
            ++last;
            if (m_scene.events.at(last).kind > m_scene.events.at(worst).kind)
                worst = last;
        }
        const QRect place(int(x) - m_theme.px(7), row.top() + m_theme.px(3), m_theme.px(14), m_theme.px(14));
        for (int k = i; k <= last; ++k)
            m_places.insert(m_scene.events.at(k).entry, place);
        const int count = last - i + 1;
        const TimelineMark &mark = m_scene.events.at(worst);
        i = last + 1;
        if (!visible(x, x))
            continue;
        double right = place.right() + m_theme.px(3);
        if (mark.kind == TimelineMark::Tick) {
            m_painter.setRenderHint(QPainter::Antialiasing, false);
            m_painter.fillRect(QRectF(std::floor(x), row.top() + m_theme.px(4), 2, m_theme.px(12)), m_theme.color(Token::Control));
            right = x + m_theme.px(5);
        } else
            paintGlyph(m_painter, place, mark.kind == TimelineMark::Failure ? Glyph::Failed : Glyph::Warn, m_theme);
        const double next = i < m_scene.events.size() ? m_layout.xFor(m_scene.events.at(i).at) - m_theme.px(9) : room;
        const QString text = count > 1 ? QStringLiteral("%1 × ").arg(count) + displaySafe(mark.label, 60) : displaySafe(mark.label, 60);
        m_painter.setFont(m_theme.font(FontRole::Axis));
        const int wanted = m_painter.fontMetrics().horizontalAdvance(text) + 2;
        if (wanted <= next - right)
            paintText(QRectF(right, row.top(), wanted, row.height()), text, Token::Text2, FontRole::Axis, Qt::AlignLeft | Qt::AlignVCenter);
        else if (count > 1 && next - right > m_theme.px(14))
            paintText(QRectF(right, row.top(), next - right, row.height()), QString::number(count), Token::Text3, FontRole::Axis,
                      Qt::AlignLeft | Qt::AlignVCenter);
    }
}

void TimelinePainter::paintPeople()
{
    const QRect &row = m_layout.people;
    const double size = m_theme.px(20);
    double free = m_layout.plot.left() - size;
    for (int i = 0; i < m_scene.people.size(); ++i) {
        const TimelineMark &mark = m_scene.people.at(i);
        const double x = m_layout.xFor(mark.at);
        const QRectF disc(x - size / 2, row.center().y() - size / 2 + 1, size, size);
        m_places.insert(mark.entry, disc.toRect());
        if (!visible(x, x) || disc.left() < free)
            continue;
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(m_theme.color(Token::Stable));
        m_painter.drawEllipse(disc);
        paintText(disc, initials(mark.label), Token::Surface, FontRole::Axis, Qt::AlignCenter);
        const double next = i + 1 < m_scene.people.size() ? m_layout.xFor(m_scene.people.at(i + 1).at) - size / 2 : m_layout.plot.right();
        paintText(QRectF(disc.right() + m_theme.px(5), row.top(), next - disc.right() - m_theme.px(8), row.height()), mark.note,
                  Token::Text, FontRole::Secondary, Qt::AlignLeft | Qt::AlignVCenter);
        free = disc.right();
    }
}

void TimelinePainter::paintRegions()
{
    for (const TimelineRegion &region : m_scene.regions) {
        const double right = m_layout.xFor(region.to);
        double left = region.from == std::numeric_limits<qint64>::min() ? m_layout.plot.left() : m_layout.xFor(region.from);
        if (region.kind == TimelineRegion::Stale)
            left = std::min(left, right - m_theme.px(54)); // seconds are nothing on a scale of days, and yet must be seen
        if (!visible(left, right))
            continue;
        const QRectF box = QRectF(left, m_layout.phases.bottom(), std::max(1.0, right - left), m_layout.people.bottom() - m_layout.phases.bottom())
                               .intersected(QRectF(m_layout.plot));
        const bool unrecorded = region.kind == TimelineRegion::Unrecorded;
        m_painter.fillRect(box, translucent(m_theme.color(unrecorded ? Token::Sunken : Token::WarnBg), 0.55));
        paintHatch(m_painter, box, translucent(m_theme.color(unrecorded ? Token::BorderStrong : Token::WarnSolid), 0.6));
        const QString text = unrecorded ? Words::tr("nothing recorded") : region.kind == TimelineRegion::Stale ? Words::tr("old data") : Words::tr("disconnected");
        paintText(box.adjusted(4, 0, -2, -m_theme.px(2)), text, unrecorded ? Token::Text3 : Token::Warn, FontRole::Axis, Qt::AlignLeft | Qt::AlignBottom);
    }
}

QString TimelinePainter::endText() const
{
    if (!m_scene.plannedEnd || *m_scene.plannedEnd <= m_scene.now || !visible(m_layout.xFor(*m_scene.plannedEnd), m_layout.xFor(*m_scene.plannedEnd)))
        return {};
    return Words::tr("done about %1").arg(QDateTime::fromMSecsSinceEpoch(*m_scene.plannedEnd, Qt::UTC).toString(QStringLiteral("ddd d MMM HH:mm")));
}

QRectF TimelinePainter::endLabel() const
{
    const double x = std::round(m_layout.xFor(*m_scene.plannedEnd));
    const double width = QFontMetrics(m_theme.font(FontRole::Secondary)).horizontalAdvance(endText()) + 4;
    const bool left = x + width + m_theme.px(5) > m_layout.plot.right();
    return {left ? x - width - m_theme.px(4) : x + m_theme.px(4), double(m_layout.events.top()), width, double(m_layout.events.height())};
}

void TimelinePainter::paintEnd()
{
    const QString text = endText();
    if (text.isEmpty())
        return;
    const double x = std::round(m_layout.xFor(*m_scene.plannedEnd));
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(QPen(m_theme.color(Token::Text2), 1.4, Qt::DotLine));
    m_painter.drawLine(QPointF(x, m_layout.phases.bottom()), QPointF(x, m_layout.axis.top()));
    paintText(endLabel(), text, Token::Text2, FontRole::Secondary, Qt::AlignLeft | Qt::AlignVCenter);
}

void TimelinePainter::paintAxis()
{
    const QRect &row = m_layout.axis;
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.fillRect(QRect(row.left(), row.top(), row.width(), 1), m_theme.color(Token::BorderStrong));
    for (const AxisTick &tick : axisTicks(m_layout, m_scene, m_theme.px(74))) {
        const double x = m_layout.xFor(tick.at);
        m_painter.fillRect(QRectF(x, row.top(), 1, m_theme.px(4)), m_theme.color(Token::BorderStrong));
        paintText(QRectF(x - m_theme.px(40), row.top() + m_theme.px(4), m_theme.px(80), row.height() - m_theme.px(4)), tick.text,
                  tick.planned ? Token::Text3 : Token::Text2, FontRole::Axis, Qt::AlignHCenter | Qt::AlignVCenter);
    }
}

/// Thin grey silhouettes on a time of their own, with how each ended. As many as have room for their words.
void TimelinePainter::paintAttempts()
{
    const QRect &row = m_layout.attempts;
    if (row.isEmpty())
        return;
    const int shown = int(std::min<qsizetype>(row.width() > m_theme.px(900) ? 2 : 1, m_scene.attempts.size()));
    const double room = double(row.width()) / shown;
    for (int i = 0; i < shown; ++i) {
        const PastAttempt &attempt = m_scene.attempts.at(i);
        const double left = row.left() + i * room;
        const double width = std::min(double(m_theme.px(150)), room / 3);
        const double bottom = row.bottom() - m_theme.px(3);
        const double span = double(std::max<qint64>(1, attempt.to - attempt.from));
        for (const WeightSpan &weight : attempt.weights) {
            const double from = left + width * std::clamp(double(weight.from - attempt.from) / span, 0.0, 1.0);
            const double to = left + width * std::clamp(double(weight.to - attempt.from) / span, 0.0, 1.0);
            const double height = m_theme.px(14) * std::sqrt(std::clamp(weight.percent / 100, 0.0, 1.0));
            m_painter.fillRect(QRectF(from, bottom - height, std::max(1.0, to - from), height), translucent(m_theme.color(Token::Baseline), 0.6));
        }
        m_painter.fillRect(QRectF(left, bottom, width, 1), m_theme.color(Token::Baseline));
        const double size = m_theme.px(12);
        double x = left + width + m_theme.px(8);
        paintGlyph(m_painter, QRectF(x, row.center().y() - size / 2, size, size), attempt.aborted ? Glyph::Aborted : Glyph::Idle, m_theme);
        x += size + m_theme.px(5);
        QString text = attempt.label;
        if (i + 1 == shown && m_scene.attempts.size() > shown)
            text += Words::tr(" (and %n before)", nullptr, int(m_scene.attempts.size()) - shown);
        paintText(QRectF(x, row.top(), left + room - x - m_theme.px(8), row.height()), text, Token::Text2, FontRole::Secondary, Qt::AlignLeft | Qt::AlignVCenter);
    }
}

} // namespace maestro
