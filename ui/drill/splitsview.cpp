// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "drill/splitsview.h"

#include "text/drill/drilltext.h"
#include "theme/glyph.h"

#include <QPainter>

#include <algorithm>

namespace maestro {

namespace {

constexpr DrillSplit::Part parts[] = {DrillSplit::Part::Deploy, DrillSplit::Part::Detect, DrillSplit::Part::Decide, DrillSplit::Part::Deed, DrillSplit::Part::Recover, DrillSplit::Part::Proof};
constexpr int rowHigh = 28;
constexpr int labelWide = 96;
constexpr qsizetype mostBars = 6;

const DrillSplit *partOf(const QList<DrillSplit> &splits, DrillSplit::Part part)
{
    const auto found = std::find_if(splits.cbegin(), splits.cend(), [part](const DrillSplit &one) { return one.part == part; });
    return found == splits.cend() ? nullptr : &*found;
}

/// At most eight ticks of a length that people count in.
qint64 tickMs(qint64 span)
{
    for (const qint64 tick : {1'000, 5'000, 10'000, 30'000, 60'000, 120'000, 300'000, 600'000, 1'800'000})
        if (span / tick <= 8)
            return tick;
    return 3'600'000;
}

} // namespace

SplitsView::SplitsView(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Splits"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void SplitsView::showSplits(const QList<DrillSplit> &splits, const QList<DrillSplit> &best, std::optional<qint64> nowMs)
{
    m_splits = splits;
    m_best = best;
    m_nowMs = nowMs;
    QString text = drillSplitsSentence(splits);
    if (!best.isEmpty())
        text += tr(" Best run: %1.").arg(drillSplitsSentence(best));
    setAccessibleDescription(text);
    setToolTip(text);
    update();
}

QSize SplitsView::sizeHint() const
{
    return {m_theme->px(420), m_theme->px(int(std::size(parts)) * rowHigh + 34)};
}

void SplitsView::paintRow(QPainter &painter, int row, double left, double scale)
{
    const Theme &theme = *m_theme;
    const DrillSplit *split = partOf(m_splits, parts[row]);
    const DrillSplit *best = partOf(m_best, parts[row]);
    const double top = theme.px(4 + row * rowHigh);
    painter.setFont(theme.font(FontRole::Body));
    painter.setPen(theme.color(Token::Text));
    painter.drawText(QRectF(0, top, left - theme.px(10), theme.px(16)), Qt::AlignVCenter | Qt::AlignRight, drillPartText(parts[row]));
    painter.setPen(Qt::NoPen);
    if (best && best->toMs)
        painter.fillRect(QRectF(left + double(best->fromMs) * scale, top + theme.px(16), std::max(2.0, double(*best->toMs - best->fromMs) * scale), theme.px(4)), theme.color(Token::UnknownSolid));
    if (!split)
        return;
    const bool running = !split->toMs;
    const qint64 to = split->toMs.value_or(std::max(m_nowMs.value_or(split->fromMs), split->fromMs));
    const bool late = split->targetMs > 0 && to - split->fromMs > split->targetMs;
    const QRectF bar(left + double(split->fromMs) * scale, top, std::max(2.0, double(to - split->fromMs) * scale), theme.px(14));
    painter.setBrush(theme.color(running ? Token::ProgressSolid : late ? Token::WarnSolid : Token::HealthySolid));
    painter.drawRoundedRect(bar, 2, 2);
    if (split->targetMs > 0) {
        painter.setPen(QPen(theme.color(Token::Threshold), 1.5, Qt::DashLine));
        const double x = left + double(split->fromMs + split->targetMs) * scale;
        painter.drawLine(QPointF(x, top - theme.px(2)), QPointF(x, top + theme.px(18)));
    }
    const QString took = running ? tr("%1 running").arg(stopwatchText(to - split->fromMs)) : late ? tr("%1 late").arg(stopwatchText(to - split->fromMs)) : stopwatchText(to - split->fromMs);
    painter.setFont(theme.font(FontRole::BodyStrong));
    painter.setPen(theme.color(Token::Text));
    const double room = painter.fontMetrics().horizontalAdvance(took) + theme.px(8);
    const bool fits = bar.right() + room < width();
    painter.drawText(QRectF(fits ? bar.right() + theme.px(6) : bar.left() - room, top, room, theme.px(15)), Qt::AlignVCenter | Qt::AlignLeft, took);
}

void SplitsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = *m_theme;
    qint64 span = std::max<qint64>(m_nowMs.value_or(0), 10'000);
    for (const QList<DrillSplit> &splits : {m_splits, m_best})
        for (const DrillSplit &split : splits)
            span = std::max({span, split.toMs.value_or(0), split.targetMs > 0 ? split.fromMs + split.targetMs : 0});
    const double left = theme.px(labelWide);
    const double scale = (width() - left - theme.px(80)) / double(span);
    const double bottom = theme.px(4 + int(std::size(parts)) * rowHigh);
    painter.setFont(theme.font(FontRole::Axis));
    const qint64 tick = tickMs(span);
    for (qint64 at = 0; at <= span; at += tick) {
        const double x = left + double(at) * scale;
        painter.setPen(theme.color(Token::Border));
        painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
        painter.setPen(theme.color(Token::Text2));
        painter.drawText(QRectF(x - theme.px(30), bottom + theme.px(4), theme.px(60), theme.px(16)), Qt::AlignHCenter | Qt::AlignTop, stopwatchText(at));
    }
    for (int row = 0; row < int(std::size(parts)); ++row)
        paintRow(painter, row, left, scale);
    if (!m_nowMs)
        return;
    const double x = left + double(*m_nowMs) * scale;
    painter.setPen(QPen(theme.color(Token::Text), 2));
    painter.drawLine(QPointF(x, 0), QPointF(x, bottom));
    const QRectF flag(x - theme.px(24), bottom, theme.px(48), theme.px(18));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Text));
    painter.drawRoundedRect(flag, 3, 3);
    painter.setPen(theme.color(Token::Surface));
    painter.setFont(theme.font(FontRole::Pill));
    painter.drawText(flag, Qt::AlignCenter, stopwatchText(*m_nowMs));
}

PastDrills::PastDrills(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Past drills, as bars"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void PastDrills::showRuns(const QList<DrillRun> &runs)
{
    m_runs = runs.mid(0, mostBars);
    std::reverse(m_runs.begin(), m_runs.end());
    QStringList parts;
    for (const DrillRun &run : std::as_const(m_runs))
        parts.append(tr("%1: %2, %3").arg(run.startedAt.toUTC().date().toString(Qt::ISODate), drillStateText(run.state), stopwatchText(drillTotalMs(run))));
    setAccessibleDescription(parts.isEmpty() ? tr("It was never run.") : parts.join(QStringLiteral("; ")));
    setToolTip(accessibleDescription());
    update();
}

QSize PastDrills::sizeHint() const
{
    return {m_theme->px(280), m_theme->px(130)};
}

void PastDrills::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = *m_theme;
    const double base = height() - theme.px(22);
    qint64 most = 1;
    for (const DrillRun &run : std::as_const(m_runs))
        most = std::max(most, drillTotalMs(run).value_or(0));
    painter.setFont(theme.font(FontRole::Secondary));
    painter.setPen(theme.color(Token::Text2));
    if (m_runs.isEmpty()) {
        painter.drawText(rect(), Qt::AlignCenter, tr("It was never run."));
        return;
    }
    painter.drawLine(QPointF(0, base), QPointF(width(), base));
    const double slot = double(width()) / double(mostBars);
    for (qsizetype i = 0; i < m_runs.size(); ++i) {
        const DrillRun &run = m_runs.at(i);
        const auto total = drillTotalMs(run);
        const bool passed = run.state == DrillState::Passed;
        const double high = std::max(double(theme.px(6)), double(total.value_or(0)) / double(most) * (base - theme.px(22)));
        const QRectF bar(double(i) * slot + slot * 0.22, base - high, slot * 0.56, high);
        if (passed)
            painter.fillRect(bar, theme.color(Token::Text2));
        else
            paintHatch(painter, bar, theme.color(Token::FailedSolid));
        painter.setPen(theme.color(passed ? Token::Text : Token::Failed));
        const QString word = passed ? stopwatchText(total) : drillStateText(run.state);
        painter.drawText(QRectF(double(i) * slot, bar.top() - theme.px(18), slot, theme.px(16)), Qt::AlignCenter, painter.fontMetrics().elidedText(word, Qt::ElideRight, int(slot)));
        painter.setPen(theme.color(Token::Text2));
        painter.drawText(QRectF(double(i) * slot, base + theme.px(4), slot, theme.px(16)), Qt::AlignCenter, run.startedAt.toUTC().toString(QStringLiteral("dd.MM.")));
    }
}

} // namespace maestro
