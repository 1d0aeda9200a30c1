// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/verdictcard.h"

#include "theme/smallparts.h"

#include <QPainter>
#include <QVBoxLayout>

namespace maestro {

VerdictCard::VerdictCard(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Suggestion"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(12), theme->px(8), theme->px(10), theme->px(10));
    column->setSpacing(theme->px(4));
    column->addWidget(m_pill, 0, Qt::AlignLeft);
    m_sentence->setWordWrap(true);
    column->addWidget(m_sentence);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void VerdictCard::show(const StateLook &look, const QString &sentence)
{
    m_look = look;
    m_pill->setLook(look);
    m_sentence->setFact(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    update();
}

void VerdictCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int radius = m_theme->px(6);
    painter.setBrush(m_theme->color(m_look.background));
    painter.drawRoundedRect(rect(), radius, radius);
    painter.setBrush(m_theme->color(m_look.solid));
    painter.drawRect(QRect(0, 0, m_theme->px(4), height()));
}

} // namespace maestro
