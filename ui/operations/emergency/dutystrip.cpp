// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/emergency/dutystrip.h"

#include "text/duty/dutytext.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace maestro {

DutyStrip::DutyStrip(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_clock(ports.clock)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Owed after an emergency"), this))
    , m_do(new QPushButton(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(10));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_do->setAutoDefault(false);
    row->addWidget(m_pill);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_do);
    hide();
    connect(m_do, &QPushButton::clicked, this, [this] {
        if (m_verb)
            Q_EMIT asked(*m_verb);
    });
    if (ports.journal)
        connect(ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
            m_all.clear();
            for (const Duty &duty : records ? dutiesOf(*records) : QList<Duty>())
                if (duty.isOpen() && !duty.kind.isEmpty())
                    m_all.append(duty);
            refresh();
        });
}

void DutyStrip::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_spoken.clear();
    refresh();
}

void DutyStrip::tick(const QDateTime &)
{
    if (!isHidden())
        refresh();
}

void DutyStrip::refresh()
{
    const QDateTime now = m_present.at(m_clock->utcNow(), m_clock->bootMs());
    QStringList said;
    const Duty *first = nullptr; // the earliest due stands first
    for (const Duty &duty : std::as_const(m_all)) {
        if (duty.object != m_ref)
            continue;
        first = first ? first : &duty;
        said.append(dutySentence(duty, now));
    }
    setVisible(first != nullptr);
    if (!first)
        return;
    const bool overdue = first->isOverdue(now);
    m_pill->setLook(overdue ? StateLook {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, tr("overdue")}
                            : StateLook {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, tr("owed")});
    m_verb = verbFromWord(first->kind);
    m_do->setVisible(m_verb.has_value());
    if (m_verb) {
        m_do->setText(verbLabel(*m_verb));
        m_do->setAccessibleName(verbLabel(*m_verb));
        m_do->setAccessibleDescription(said.first());
    }
    const QString sentence = said.join(u' ');
    if (overdue && m_spoken != first->id) {
        m_spoken = first->id;
        m_sentence->announce(sentence);
    } else {
        m_sentence->setFact(sentence);
    }
}

} // namespace maestro
