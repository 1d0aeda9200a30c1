// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/tiles/promptline.h"

#include "text/triage/handofftext.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace maestro {

PromptLine::PromptLine(const QString &button, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new FactLabel(tr("Escalate"), this))
    , m_button(new QPushButton(button, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme->px(36), theme->px(6), theme->px(8), theme->px(6));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_button->setAutoDefault(false);
    m_button->setAccessibleName(button);
    connect(m_button, &QPushButton::clicked, this, [this] { Q_EMIT asked(m_prompts.isEmpty() ? QString() : m_prompts.constFirst().rule.to.value(0)); });
    row->addWidget(m_button);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void PromptLine::showPrompts(const QList<EscalationPrompt> &prompts, const QDateTime &now)
{
    const bool news = prompts != m_prompts && !prompts.isEmpty();
    m_prompts = prompts;
    QStringList lines;
    for (const EscalationPrompt &prompt : prompts)
        lines.append(promptSentence(prompt, now));
    const QString text = lines.join(u'\n');
    if (news)
        m_text->announce(text);
    else
        m_text->setFact(text);
    setVisible(!prompts.isEmpty());
}

void PromptLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Token::WarnBg));
    painter.drawRoundedRect(rect(), m_theme->px(6), m_theme->px(6));
    const int side = m_theme->px(18);
    paintGlyph(painter, QRect(m_theme->px(10), (height() - side) / 2, side, side), Glyph::Warn, *m_theme);
}

} // namespace maestro
