// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/metrics/metrictiles.h"

#include "text/humanize.h"
#include "text/metrics/metrictext.h"
#include "text/slotext.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QGridLayout>

namespace maestro {

namespace {

constexpr int columns = 6;

QWidget *tile(const QString &name, const QString &number, const QString &remark, const QString &groups, bool loud, Theme *theme, QWidget *parent)
{
    auto *frame = new QFrame(parent);
    frame->setProperty("panel", true);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(theme->px(10), theme->px(5), theme->px(10), theme->px(5));
    column->setSpacing(theme->px(1));
    auto *title = new ThemedLabel(groups.isEmpty() ? name : MetricTiles::tr("%1 · %2", "metric and its boards").arg(name, groups), theme, FontRole::Secondary, Token::Text2, frame);
    title->setWordWrap(true);
    column->addWidget(title);
    auto *fact = new FactLabel(MetricTiles::tr("Metric %1").arg(name), frame);
    fact->setFont(theme->font(FontRole::BodyStrong));
    fact->setWordWrap(true);
    fact->setFact(number);
    fact->setAccessibleDescription(remark);
    column->addWidget(fact);
    auto *beside = new ThemedLabel(remark, theme, FontRole::Secondary, loud ? Token::Warn : Token::Text2, frame);
    beside->setWordWrap(true);
    column->addWidget(beside);
    column->addStretch(1);
    return frame;
}

} // namespace

MetricTiles::MetricTiles(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    setAccessibleName(tr("Metrics"));
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(theme->px(8));
    hide();
}

void MetricTiles::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void MetricTiles::showReport(const SloReport &report)
{
    QList<MetricReading> shown;
    for (const MetricReading &reading : report.metrics)
        if (!reading.judged || !reading.groups.isEmpty() || reading.isUnusual())
            shown.append(reading);
    const QString pace = paceText(report.rollbackPace, measuredPace(report));
    if (shown == m_shown && pace == m_pace)
        return;
    m_shown = shown;
    m_pace = pace;
    clear();
    int at = 0;
    const auto add = [&](QWidget *one) {
        m_grid->addWidget(one, at / columns, at % columns);
        ++at;
    };
    for (const MetricReading &reading : std::as_const(shown))
        add(tile(metricName(reading), reading.value ? metricText(reading.value, reading.unit) : tr("unknown"), metricRemark(reading),
                 displaySafe(reading.groups.join(QStringLiteral(", ")), 60), reading.isUnusual(), m_theme, this));
    if (!pace.isEmpty())
        add(tile(tr("Time to roll back"), report.rollbackPace.medianSeconds ? clockText(std::llround(*report.rollbackPace.medianSeconds)) : tr("unknown"), pace, {}, isPaceMissed(report.rollbackPace, measuredPace(report)), m_theme, this));
    for (int column = 0; column < columns; ++column)
        m_grid->setColumnStretch(column, 1);
    setVisible(at > 0);
}

} // namespace maestro
