// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/gatestrip.h"

#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/glyph.h"

#include <QPainter>

namespace maestro {

namespace {

constexpr qint64 trustedSeconds = 60; ///< a verdict older than this says nothing about now

} // namespace

GateStrip::GateStrip(Theme *theme, QWidget *parent)
    : QPushButton(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Gates"));
    setToolTip(tr("Open SLO and gates (F3)"));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, &QWidget::updateGeometry);
    hide();
}

void GateStrip::showReport(const SloReportPtr &report, const QDateTime &now)
{
    m_report = report;
    m_now = report ? report->serverTime(now) : now;
    setVisible(report && hasPolicy(*report));
    describe();
    update();
}

bool GateStrip::isOld() const
{
    return m_report && m_now.isValid() && m_report->at.secsTo(m_now) > trustedSeconds;
}

void GateStrip::setDoubtful(bool doubtful)
{
    m_doubtful = doubtful;
    update();
}

void GateStrip::tick(const QDateTime &now)
{
    m_now = m_report ? m_report->serverTime(now) : now;
    describe();
    if (m_report)
        update();
}

void GateStrip::describe()
{
    if (!m_report)
        return;
    QString said = verdictSentence(*m_report);
    if (isOld())
        said = tr("last known: %1").arg(said); // no number: it would be spoken each second
    if (said != accessibleDescription())
        setAccessibleDescription(said);
}

QSize GateStrip::sizeHint() const
{
    return {m_theme->px(400), m_theme->px(32)};
}

QSize GateStrip::minimumSizeHint() const
{
    return {m_theme->px(120), m_theme->px(32)};
}

/// Worst first, so that what does not fit is what passes.
QList<GateReading> GateStrip::ordered() const
{
    QList<GateReading> gates = m_report->gates;
    std::stable_sort(gates.begin(), gates.end(), [](const GateReading &a, const GateReading &b) {
        return std::pair(a.verdict.state, isPending(a.verdict)) > std::pair(b.verdict.state, isPending(b.verdict));
    });
    return gates;
}

void GateStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(hasFocus() ? Token::Accent : Token::Border), hasFocus() ? 2 : 1));
    painter.setBrush(m_theme->color(underMouse() ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    if (!m_report)
        return;
    const int height = m_theme->px(20);
    int x = m_theme->px(10);
    const auto write = [&](const QString &text, FontRole role, Token ink, int room) {
        painter.setFont(m_theme->font(role));
        painter.setPen(m_theme->color(ink));
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room);
        painter.drawText(QRect(x, 0, room, this->height()), Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += painter.fontMetrics().horizontalAdvance(shown);
    };
    if (m_report->problem)
        return write(verdictSentence(*m_report), FontRole::Secondary, Token::Warn, width() - 2 * x);
    const bool old = isOld();
    if (old)
        paintHatch(painter, QRectF(rect()).adjusted(2, 2, -2, -2), m_theme->color(Token::WarnBg));
    const StateLook unknown {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, old ? tr("last known, %1 old").arg(ageText(double(m_report->at.secsTo(m_now)))) : QString()};
    x += paintPill(painter, QRect(x, (this->height() - height) / 2, width(), height), old ? unknown : lookOf(*m_report, m_doubtful), *m_theme) + m_theme->px(12);
    const QList<GateReading> gates = ordered();
    for (int i = 0; i < gates.size(); ++i) {
        const GateReading &gate = gates.at(i);
        const StateLook look = lookOf(gate.verdict);
        const QString name = displaySafe(gate.verdict.gate, 40);
        const QString timer = timerText(gate, m_now);
        QString value = gate.verdict.value ? metricText(gate.verdict.value, gate.unit) : look.word;
        if (!timer.isEmpty())
            value = value % u", " % timer;
        const QFontMetrics strong(m_theme->font(FontRole::BodyStrong));
        const QFontMetrics plain(m_theme->font(FontRole::Secondary));
        const int wanted = m_theme->px(13 + 5 + 6 + 16) + strong.horizontalAdvance(name) + plain.horizontalAdvance(value);
        if (x + wanted > width() - m_theme->px(50) && i > 0) {
            write(tr("+%1").arg(gates.size() - i), FontRole::Secondary, Token::Text2, m_theme->px(40));
            break;
        }
        const double size = m_theme->px(13);
        paintGlyph(painter, QRectF(x, (this->height() - size) / 2.0, size, size), look.glyph, *m_theme);
        x += m_theme->px(18);
        write(name, FontRole::BodyStrong, Token::Text, width() - x);
        x += m_theme->px(6);
        write(value, FontRole::Secondary, gate.verdict.state == GateState::Pass && timer.isEmpty() ? Token::Text2 : look.text, width() - x);
        x += m_theme->px(16);
    }
}

} // namespace maestro
