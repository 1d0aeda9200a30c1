// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/stagerail.h"

#include "text/language/wordslocale.h"
#include "theme/glyph.h"

#include <QPainter>

#include <cmath>

namespace maestro {

namespace {

QString stageName(int stage)
{
    switch (OperationStage(stage)) {
    case OperationStage::Checking:
        return StageRail::tr("checked");
    case OperationStage::IntentRecorded:
        return StageRail::tr("intent recorded");
    case OperationStage::Sent:
        return StageRail::tr("sent");
    case OperationStage::Accepted:
        return StageRail::tr("accepted");
    case OperationStage::Observing:
        return StageRail::tr("effect");
    case OperationStage::Finished:
        break;
    }
    return StageRail::tr("recorded");
}

Glyph endGlyph(OutcomeState state)
{
    switch (state) {
    case OutcomeState::Applied:
        return Glyph::Healthy;
    case OutcomeState::Unknown:
    case OutcomeState::NotObserved:
        return Glyph::Unknown;
    default:
        return Glyph::Failed;
    }
}

} // namespace

StageRail::StageRail(qint64 startedBootMs, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_now(startedBootMs)
{
    m_reached.fill(-1);
    m_reached[0] = startedBootMs;
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    describe();
}

void StageRail::reach(OperationStage stage, qint64 bootMs)
{
    const int index = std::clamp(int(stage), 0, count - 1);
    if (index < m_current || m_end)
        return;
    m_current = index;
    m_reached[size_t(index)] = bootMs;
    m_now = bootMs;
    describe();
    update();
}

void StageRail::finish(OutcomeState state, qint64 bootMs)
{
    m_end = state;
    m_endedAt = bootMs;
    describe();
    update();
}

void StageRail::tick(qint64 bootMs)
{
    if (m_end)
        return;
    m_now = bootMs;
    update();
}

void StageRail::describe()
{
    QStringList words;
    for (int i = 0; i < count; ++i) {
        if (m_reached[size_t(i)] >= 0)
            words << stageName(i);
    }
    setAccessibleName(tr("Stages reached: %1").arg(words.join(QStringLiteral(", "))));
}

QSize StageRail::sizeHint() const
{
    return {m_theme->px(560), m_theme->px(28)};
}

/// The stage at work: a check and an observation last, the others are over when they are reported.
int StageRail::activeStage() const
{
    const auto stage = OperationStage(m_current);
    const bool lasting = stage == OperationStage::Checking || stage == OperationStage::Observing || stage == OperationStage::Finished;
    return lasting ? m_current : m_current + 1;
}

QString StageRail::durationOf(int stage) const
{
    const bool lasting = stage == 0 || stage == activeStage();
    if (!lasting && m_reached[size_t(stage)] < 0)
        return {};
    qint64 from = m_reached[0];
    for (int i = 0; i < (stage == 0 ? 1 : stage); ++i)
        from = std::max(from, m_reached[size_t(i)]);
    qint64 to = m_end ? m_endedAt : m_now;
    for (int i = std::max(stage, 1); i < count && stage < activeStage(); ++i) {
        if (m_reached[size_t(i)] >= 0) {
            to = m_reached[size_t(i)];
            break;
        }
    }
    return tr("%1 s").arg(wordsLocale().toString(double(to - from) / 1000.0, 'f', 1));
}

void StageRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const double size = m_theme->px(14);
    const double beside = size + m_theme->px(8); // a mark and its gaps
    const bool applied = m_end == OutcomeState::Applied;
    const int active = activeStage();
    const auto fontOf = [&](int stage) { return m_theme->font(stage == active && !m_end ? FontRole::Pill : FontRole::Secondary); };
    std::array<QString, count> words;
    std::array<double, count> widths;
    const auto measure = [&](bool all) { // how long each took; where there is no room, only the one under way
        double sum = 0;
        for (int i = 0; i < count; ++i) {
            const QString took = (all && i < active) || (i == active && !m_end) ? durationOf(i) : QString();
            words[size_t(i)] = took.isEmpty() ? stageName(i) : stageName(i) + QStringLiteral("  ") + took;
            widths[size_t(i)] = QFontMetricsF(fontOf(i)).horizontalAdvance(words[size_t(i)]) + beside + 1;
            sum += widths[size_t(i)];
        }
        return sum;
    };
    double wanted = measure(true);
    if (wanted > width())
        wanted = measure(false);
    const double slack = (width() - wanted) / count; // words have the room that they need; what is left is shared
    double x = 0;
    for (int i = 0; i < count; ++i) {
        Glyph glyph = Glyph::Idle;
        if (applied || i < active)
            glyph = m_reached[size_t(i)] >= 0 || applied ? Glyph::Healthy : Glyph::Idle;
        else if (i == active)
            glyph = m_end ? endGlyph(*m_end) : Glyph::Progress;
        const double cell = slack >= 0 ? widths[size_t(i)] + slack : double(width()) / count;
        paintGlyph(painter, QRectF(x, (height() - size) / 2, size, size), glyph, *m_theme);
        const QRectF text(x + size + m_theme->px(5), 0, cell - beside + 1, height());
        painter.setFont(fontOf(i));
        painter.setPen(m_theme->color(i <= active ? Token::Text : Token::Text3));
        painter.drawText(text, Qt::AlignVCenter | Qt::TextSingleLine, painter.fontMetrics().elidedText(words[size_t(i)], Qt::ElideRight, int(std::ceil(text.width()))));
        x += cell;
    }
}

} // namespace maestro
