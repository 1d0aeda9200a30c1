// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/healthlanes.h"

#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/glyph.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

constexpr int cellStep = 5;

QColor faded(QColor color, double alpha)
{
    color.setAlphaF(float(alpha));
    return color;
}

/// Worse is higher; a cell shows the worst of what it stands for.
int severity(const HealthCell &cell)
{
    switch (cell.state) {
    case GateState::Fail: return 4;
    case GateState::Hold: return 3;
    case GateState::NoData:
    case GateState::Unset: return 2;
    case GateState::Pass: break;
    }
    return cell.pending ? 3 : 1;
}

QString stateWords(const HealthCell &cell)
{
    return cell.pending ? Words::tr("failing, not yet long enough") : gateStateLabel(cell.state);
}

} // namespace

void addHealth(TimelineScene &scene, const HealthTrack &health, const QList<ChartData::Span> &baselineWindows)
{
    for (const QString &gate : health.gates())
        scene.gateLanes << HealthLane {gate, {}};
    for (const GateSpan &span : health.spans()) {
        const auto lane = std::find_if(scene.gateLanes.begin(), scene.gateLanes.end(), [&](const HealthLane &l) { return l.gate == span.gate; });
        if (lane != scene.gateLanes.end())
            lane->cells << HealthCell {span.from.toMSecsSinceEpoch(), span.to.toMSecsSinceEpoch(), span.state, span.pending};
    }
    const auto worst = [](const HealthLane &lane) { return lane.cells.isEmpty() ? 0 : severity(lane.cells.last()); };
    std::stable_sort(scene.gateLanes.begin(), scene.gateLanes.end(), [&](const HealthLane &a, const HealthLane &b) { return worst(a) > worst(b); });
    for (const HealthTrack::AlertSpan &alert : health.alerts())
        scene.alerts << AlertBar {alert.from.toMSecsSinceEpoch(), alert.firing ? scene.now : alert.to.toMSecsSinceEpoch(), alert.name, alert.firing, alert.silenced};
    for (const ChartData::Span &window : baselineWindows)
        scene.baselines << std::pair {window.from.toMSecsSinceEpoch(), window.to.toMSecsSinceEpoch()};
    const RegressionStart &regression = health.regression();
    if (regression.firstBadAt.isValid()) {
        scene.firstBadAt = regression.firstBadAt.toMSecsSinceEpoch();
        if (regression.changedAt.isValid())
            scene.changedAt = regression.changedAt.toMSecsSinceEpoch();
        scene.regression = regressionText(regression);
    }
}

HealthPainter::HealthPainter(QPainter &painter, const TimelineScene &scene, const TimelineLayout &layout, const Theme &theme)
    : m_painter(painter)
    , m_scene(scene)
    , m_layout(layout)
    , m_theme(theme)
{
}

void HealthPainter::paintBands()
{
    const QRectF rows(m_layout.plot.left(), m_layout.phases.bottom(), m_layout.plot.width(), m_layout.axis.top() - m_layout.phases.bottom());
    const auto band = [&](qint64 from, qint64 to) {
        const double left = m_layout.xFor(from);
        return QRectF(left, rows.top(), std::max(2.0, m_layout.xFor(to) - left), rows.height()).intersected(rows);
    };
    for (const auto &[from, to] : m_scene.baselines) {
        const QRectF box = band(from, to);
        if (box.isEmpty())
            continue;
        m_painter.fillRect(box, faded(m_theme.color(Token::ProgressBg), 0.5));
        m_painter.setFont(m_theme.font(FontRole::Axis));
        m_painter.setPen(m_theme.color(Token::Progress));
        m_painter.drawText(box.adjusted(3, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, m_painter.fontMetrics().elidedText(Words::tr("baseline"), Qt::ElideRight, int(box.width()) - 3));
    }
    if (m_scene.firstBadAt && *m_scene.firstBadAt <= m_scene.now) {
        const QRectF box = band(*m_scene.firstBadAt, m_scene.now);
        m_painter.fillRect(box, faded(m_theme.color(Token::FailedBg), 0.6));
        paintHatch(m_painter, box, faded(m_theme.color(Token::FailedSolid), 0.35));
    }
}

void HealthPainter::paintLanes()
{
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    const int count = std::max(1, m_layout.plot.width() / cellStep);
    for (int i = 0; i < m_layout.gateLanes.size(); ++i) {
        const QRect &row = m_layout.gateLanes.at(i);
        QList<const HealthCell *> worst(count, nullptr);
        for (const HealthCell &cell : m_scene.gateLanes.at(i).cells) {
            const double left = m_layout.xFor(cell.from) - m_layout.plot.left();
            const double right = m_layout.xFor(cell.to) - m_layout.plot.left();
            if (right < 0 || left >= m_layout.plot.width())
                continue;
            const int first = std::max(0, int(left) / cellStep);
            const int last = std::min(count - 1, int(std::min(right, double(m_layout.plot.width()))) / cellStep);
            for (int k = first; k <= last; ++k) {
                if (!worst.at(k) || severity(cell) > severity(*worst.at(k)))
                    worst[k] = &cell;
            }
        }
        const int base = row.bottom() - 1;
        for (int k = 0; k < count; ++k) {
            if (!worst.at(k))
                continue;
            const int level = severity(*worst.at(k));
            const int height = m_theme.px(level == 4 ? 11 : level == 1 ? 4 : 8);
            const QRect box(m_layout.plot.left() + k * cellStep, base - height, cellStep - 1, height);
            if (level == 2) {
                m_painter.setPen(m_theme.color(Token::UnknownSolid));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(box.adjusted(0, 0, -1, -1));
            } else
                m_painter.fillRect(box, m_theme.color(level == 4 ? Token::FailedSolid : level == 3 ? Token::WarnSolid : Token::HealthySolid));
        }
    }
}

void HealthPainter::paintAlerts()
{
    const QRect &row = m_layout.alerts;
    if (row.isEmpty())
        return;
    m_painter.setFont(m_theme.font(FontRole::Axis));
    QList<AlertBar> bars = m_scene.alerts;
    std::stable_sort(bars.begin(), bars.end(), [](const AlertBar &a, const AlertBar &b) { return a.from < b.from; });
    double free = m_layout.plot.left();
    for (int i = 0; i < bars.size();) {
        const AlertBar &bar = bars.at(i);
        const double left = m_layout.xFor(bar.from);
        int last = i;
        double right = m_layout.xFor(bar.to);
        bool firing = bar.firing;
        bool silenced = bar.silenced;
        while (last + 1 < bars.size() && m_layout.xFor(bars.at(last + 1).from) - left < m_theme.px(12)) {
            ++last;
            right = std::max(right, m_layout.xFor(bars.at(last).to));
            firing = firing || bars.at(last).firing;
            silenced = silenced && bars.at(last).silenced;
        }
        const int number = last - i + 1;
        i = last + 1;
        if (right < m_layout.plot.left() || left > m_layout.plot.right())
            continue;
        const Token ink = silenced ? Token::UnknownSolid : firing ? Token::FailedSolid : Token::WarnSolid;
        const int middle = row.center().y();
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.fillRect(QRectF(left, middle - 1, std::max(2.0, right - left), 3), m_theme.color(ink));
        const double size = m_theme.px(13);
        const double x = std::max(left - size / 2, double(m_layout.plot.left()));
        paintGlyph(m_painter, QRectF(x, middle - size / 2, size, size), silenced ? Glyph::Aborted : firing ? Glyph::Failed : Glyph::Warn, m_theme);
        QString text = displaySafe(bar.name, 60);
        if (number > 1)
            text = Words::tr("%n alerts since %1", nullptr, number).arg(QDateTime::fromMSecsSinceEpoch(bar.from, Qt::UTC).toString(QStringLiteral("HH:mm:ss")));
        if (silenced)
            text = Words::tr("%1, silenced").arg(text);
        const double width = m_painter.fontMetrics().horizontalAdvance(text) + 6;
        const double at = std::max(right, x + size) + m_theme.px(4);
        const double before = x - width - m_theme.px(3);
        const bool fits = at + width <= m_layout.plot.right();
        if (fits || before > free) {
            m_painter.setPen(m_theme.color(Token::Text2));
            m_painter.drawText(QRectF(fits ? at : before, row.top(), width, row.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
        }
        free = right;
    }
}

void HealthPainter::paintMarkers()
{
    const auto line = [&](qint64 ms, Token ink) {
        const double x = std::round(m_layout.xFor(ms));
        if (x < m_layout.plot.left() || x > m_layout.plot.right())
            return -1.0;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.setPen(QPen(m_theme.color(ink), 1.4, Qt::DotLine));
        m_painter.drawLine(QPointF(x, m_layout.phases.bottom()), QPointF(x, m_layout.axis.top()));
        return x;
    };
    if (!m_scene.firstBadAt)
        return;
    if (m_scene.changedAt)
        line(*m_scene.changedAt, Token::Text3);
    const double x = line(*m_scene.firstBadAt, Token::FailedSolid);
    if (x < 0 || m_layout.weights.isEmpty())
        return;
    m_painter.setFont(m_theme.font(FontRole::Pill));
    const double width = m_painter.fontMetrics().horizontalAdvance(m_scene.regression) + m_theme.px(12);
    const bool left = x - width - m_theme.px(4) > m_layout.plot.left();
    const QRectF box(left ? x - width - m_theme.px(4) : x + m_theme.px(4), m_layout.weights.top() + m_theme.px(3), width, m_theme.px(17));
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_theme.color(Token::FailedSolid), 1));
    m_painter.setBrush(m_theme.color(Token::Surface));
    m_painter.drawRoundedRect(box, 4, 4);
    m_painter.setPen(m_theme.color(Token::Failed));
    m_painter.drawText(box, Qt::AlignCenter, m_scene.regression);
}

QStringList HealthPainter::linesAt(const TimelineScene &scene, const TimelineLayout &layout, const QPoint &at)
{
    const qint64 slack = std::max<qint64>(0, layout.msFor(at.x() + cellStep) - layout.msFor(at.x()));
    const qint64 ms = layout.msFor(at.x());
    for (int i = 0; i < layout.gateLanes.size(); ++i) {
        if (at.y() < layout.gateLanes.at(i).top() || at.y() > layout.gateLanes.at(i).bottom())
            continue;
        const HealthCell *found = nullptr;
        for (const HealthCell &cell : scene.gateLanes.at(i).cells) {
            if (cell.from <= ms + slack && cell.to >= ms - slack && (!found || severity(cell) > severity(*found)))
                found = &cell;
        }
        const QString gate = displaySafe(scene.gateLanes.at(i).gate, 80);
        if (!found)
            return {gate, Words::tr("no verdict known")};
        return {gate, stateWords(*found), Words::tr("%1 to %2").arg(utcText(QDateTime::fromMSecsSinceEpoch(found->from, Qt::UTC)), utcText(QDateTime::fromMSecsSinceEpoch(found->to, Qt::UTC)))};
    }
    for (int i = 0; i < layout.lanes.size(); ++i) {
        if (at.y() < layout.lanes.at(i).top() || at.y() > layout.lanes.at(i).bottom())
            continue;
        const AnalysisCell *nearest = nullptr;
        for (const AnalysisCell &cell : scene.lanes.at(i).cells) {
            if (std::abs(cell.at - ms) <= 2 * slack && (!nearest || std::abs(cell.at - ms) < std::abs(nearest->at - ms)))
                nearest = &cell;
        }
        if (nearest)
            return {displaySafe(scene.lanes.at(i).name, 80), Words::tr("%1, measured %2").arg(displaySafe(nearest->phase, 40), nearest->value.isEmpty() ? Words::tr("no value") : displaySafe(nearest->value, 80)),
                    utcText(QDateTime::fromMSecsSinceEpoch(nearest->at, Qt::UTC)), Words::tr("click: the charts at this time")};
    }
    if (!layout.alerts.isEmpty() && at.y() >= layout.alerts.top() && at.y() <= layout.alerts.bottom()) {
        QStringList lines;
        for (const AlertBar &bar : scene.alerts) {
            if (bar.from <= ms + slack && bar.to >= ms - slack)
                lines << Words::tr("%1, since %2").arg(displaySafe(bar.name, 80), utcText(QDateTime::fromMSecsSinceEpoch(bar.from, Qt::UTC)));
        }
        return lines.mid(0, 6);
    }
    return {};
}

} // namespace maestro
