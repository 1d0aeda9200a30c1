// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/tiles/metrictile.h"

#include "parts/linkrow.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace maestro {

namespace {

constexpr double liveSeconds = 60; // a scrape, and the ten seconds between readings
constexpr double lateSeconds = 300; // longer, and a server forgets the sample itself

bool isGap(const SampleSeries &line, qsizetype i)
{
    return i > 0 && line.stepMs > 0 && line.points.at(i).ms - line.points.at(i - 1).ms > line.stepMs * 3 / 2;
}

} // namespace

QString historySentence(const MetricHistory &history)
{
    QList<double> values;
    int gaps = 0;
    for (qsizetype i = 0; i < history.line.points.size(); ++i) {
        gaps += isGap(history.line, i) || !std::isfinite(history.line.points.at(i).value) ? 1 : 0;
        if (std::isfinite(history.line.points.at(i).value))
            values.append(history.line.points.at(i).value);
    }
    if (values.isEmpty())
        return {};
    const auto words = [&history](double value) { return metricText(value, history.unit); };
    const auto [low, high] = std::minmax_element(values.cbegin(), values.cend());
    const QString sentence = MetricTile::tr("From %1 to %2 between %3 and %4, lowest %5, highest %6.")
                                 .arg(words(values.constFirst()), words(values.constLast()), utcText(history.from, history.to.date()), utcText(history.to, history.to.date()), words(*low), words(*high));
    return gaps == 0 ? sentence : QStringList{sentence, MetricTile::tr("%n gap(s) without a sample.", nullptr, gaps)}.join(u' ');
}

/// The line itself. Gaps stay gaps; limits are drawn where they are, dashed, with their word.
class MetricTile::Line : public QWidget
{
public:
    Line(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(64));
        setMinimumWidth(theme->px(160));
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void show(const MetricHistory &history)
    {
        m_history = history;
        m_low = m_high = std::nan("");
        for (const SampleSeries::Point &point : history.line.points)
            widen(point.value);
        const double span = m_high - m_low;
        for (const auto &limit : {history.passLimit, history.failLimit})
            if (limit && (span <= 0 || (*limit > m_low - 3 * span && *limit < m_high + 3 * span))) // one far away would flatten the line
                widen(*limit);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (std::isnan(m_low))
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::Sunken));
        painter.drawRoundedRect(rect(), m_theme->px(4), m_theme->px(4));
        paintLimit(painter, m_history.passLimit, tr("pass"), Token::Text3, Qt::DotLine);
        paintLimit(painter, m_history.failLimit, tr("fail"), Token::Failed, Qt::DashLine);
        painter.setPen(QPen(m_theme->color(Token::Accent), m_theme->px(2)));
        QPolygonF part;
        const auto flush = [&] {
            if (part.size() == 1)
                painter.drawPoint(part.constFirst());
            painter.drawPolyline(part);
            part.clear();
        };
        for (qsizetype i = 0; i < m_history.line.points.size(); ++i) {
            const SampleSeries::Point &point = m_history.line.points.at(i);
            if (isGap(m_history.line, i) || !std::isfinite(point.value))
                flush();
            if (std::isfinite(point.value))
                part.append({x(double(point.ms)), y(point.value)});
        }
        const QPointF last = part.isEmpty() ? QPointF() : part.constLast();
        flush();
        if (!last.isNull()) {
            painter.setBrush(m_theme->color(Token::Accent));
            painter.drawEllipse(last, m_theme->px(2), m_theme->px(2));
        }
    }

private:
    void widen(double value)
    {
        if (!std::isfinite(value))
            return;
        m_low = std::isnan(m_low) ? value : std::min(m_low, value);
        m_high = std::isnan(m_high) ? value : std::max(m_high, value);
    }
    double x(double ms) const
    {
        const double from = double(m_history.from.toMSecsSinceEpoch());
        const double span = std::max(1.0, double(m_history.to.toMSecsSinceEpoch()) - from);
        const int pad = m_theme->px(6);
        return pad + std::clamp((ms - from) / span, 0.0, 1.0) * (width() - 2 * pad);
    }
    double y(double value) const
    {
        const int pad = m_theme->px(8);
        return m_high > m_low ? height() - pad - (value - m_low) / (m_high - m_low) * (height() - 2 * pad) : height() / 2.0;
    }
    void paintLimit(QPainter &painter, const std::optional<double> &limit, const QString &word, Token token, Qt::PenStyle style)
    {
        if (!limit || *limit < m_low || *limit > m_high)
            return;
        const double at = y(*limit);
        painter.setPen(QPen(m_theme->color(token), 1, style));
        painter.drawLine(QPointF(0, at), QPointF(width(), at));
        painter.setFont(m_theme->font(FontRole::Axis));
        const int tall = painter.fontMetrics().height();
        const double top = at - tall < 0 ? at : at - tall;
        painter.drawText(QRectF(m_theme->px(6), top, width() - m_theme->px(12), tall), Qt::AlignLeft | Qt::AlignVCenter, word);
    }

    Theme *m_theme;
    MetricHistory m_history;
    double m_low = 0;
    double m_high = 0;
};

MetricTile::MetricTile(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new ThemedLabel({}, theme, FontRole::BodyStrong, Token::Text2, this))
    , m_age(new DataAgeLabel(theme, this))
    , m_value(new FactLabel(tr("Value of the metric"), this))
    , m_limits(new FactLabel(tr("Limits of the metric"), this))
    , m_line(new Line(theme, this))
    , m_span(new FactLabel(tr("The last hour"), this))
    , m_links(new LinkRow(2, theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme->px(4), 0, theme->px(4));
    column->setSpacing(theme->px(4));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(10));
    m_age->setAccessibleName(tr("Age of the newest sample"));
    m_value->setFont(theme->font(FontRole::PanelTitle));
    m_value->setWordWrap(true);
    head->addWidget(m_title);
    head->addWidget(m_value, 1);
    head->addWidget(m_age);
    column->addLayout(head);
    column->addWidget(m_line);
    for (FactLabel *label : {m_span, m_limits}) {
        label->setFont(theme->font(FontRole::Secondary));
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addWidget(m_links, 0, Qt::AlignLeft); // as wide as its words
    connect(m_links, &LinkRow::failed, this, &MetricTile::failed);
    m_line->setAccessibleName(tr("Line of the last hour"));
}

void MetricTile::showHistory(const MetricHistory &history, const QDateTime &now)
{
    m_history = history;
    m_title->setText(displaySafe(history.panel.isEmpty() ? history.metric : history.panel, 80));
    const QString line = historySentence(history);
    m_value->setFact(history.why.isEmpty() ? metricText(history.value, history.unit) : tr("Not measured because: %1").arg(displaySafe(history.why, 300)));
    m_line->setVisible(history.why.isEmpty() && !line.isEmpty());
    m_line->show(history);
    m_line->setAccessibleDescription(line);
    m_span->setVisible(history.why.isEmpty());
    m_span->setFact(line.isEmpty() ? tr("No line of the last hour: %1").arg(history.gap.isEmpty() ? tr("it has no sample") : displaySafe(history.gap, 300)) : line);
    if (history.newestAt.isValid() && !line.isEmpty())
        m_span->setFact(line + u' ' + tr("Newest sample %1.").arg(utcText(history.newestAt, history.to.date())));
    m_limits->setFact(history.gate.isEmpty() ? tr("No gate decides by it: it is looked at.") : tr("Gate %1: %2").arg(displaySafe(history.gate, 80), displaySafe(history.limits, 200)));
    m_links->setLinks(history.links);
    showAge(now);
}

/// By the server's clock, whose samples they are. A sample that the policy calls stale is said to be so.
void MetricTile::showAge(const QDateTime &now)
{
    m_age->setVisible(m_history.why.isEmpty());
    if (!m_history.newestAt.isValid()) {
        m_age->setFreshness({FreshnessState::Disconnected, -1}, tr("age not known"));
        return;
    }
    const double age = std::max(0.0, double(m_history.newestAt.msecsTo(now.addMSecs(m_history.skewMs))) / 1000);
    const double stale = m_history.staleAfter.count() > 0 ? double(m_history.staleAfter.count()) / 1000 : lateSeconds;
    m_age->setFreshness({age > stale ? FreshnessState::Stale : age > std::min(liveSeconds, stale) ? FreshnessState::Late : FreshnessState::Live, age}, age > stale ? tr("too old to go by") : QString());
}

} // namespace maestro
