// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/automationstrip.h"

#include "text/automation/automationtext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace maestro {

namespace {

StateLook lookOf(AutomationStatus::Mood mood)
{
    const QString word = automationWord(mood);
    switch (mood) {
    case AutomationStatus::Mood::Acting: return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, word};
    case AutomationStatus::Mood::Ready: return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
    case AutomationStatus::Mood::Waits: return {Glyph::Timed, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case AutomationStatus::Mood::StandsBy: return {Glyph::Idle, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, word};
    case AutomationStatus::Mood::WillNot: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case AutomationStatus::Mood::StoodDown: break;
    }
    return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, word};
}

} // namespace

AutomationStrip::AutomationStrip(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(ports.automation)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Automation"), this))
    , m_switch(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(10));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_switch->setAutoDefault(false);
    row->addWidget(m_pill);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_switch);
    hide();
    if (!m_port)
        return;
    connect(m_port, &AutomationPort::statusChanged, this, &AutomationStrip::take);
    connect(m_port, &AutomationPort::failed, this, [this](const Error &error) {
        m_switch->setEnabled(true);
        if (isVisible() && m_status)
            m_sentence->announce(tr("Not recorded in the Journal: %1 %2").arg(displaySafe(error.message, 300), automationSentence(*m_status)));
    });
    connect(m_switch, &QPushButton::clicked, this, [this] {
        m_switch->setEnabled(false); // until the answer is here
        m_port->setStandDown(!m_status->standsDown);
    });
}

void AutomationStrip::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_status.reset();
    hide();
    if (m_port)
        m_port->open(ref);
}

void AutomationStrip::take(const ObjectRef &ref, const AutomationStatusPtr &status)
{
    if (ref != m_ref)
        return;
    m_status = status;
    setVisible(status != nullptr);
    if (!status)
        return;
    m_pill->setLook(lookOf(moodOf(*status)));
    m_sentence->setFact(automationSentence(*status));
    const QString action = status->standsDown ? tr("Let automation act again") : tr("Stand down");
    m_switch->setText(action);
    m_switch->setAccessibleName(action);
    m_switch->setToolTip(status->standsDown ? tr("This window may act by itself again, as the policies say. Recorded in the Journal.")
                                            : tr("This window does nothing by itself any more, for any rollout. Recorded in the Journal."));
    m_switch->setAccessibleDescription(m_switch->toolTip());
    m_switch->setEnabled(true);
}

} // namespace maestro
