// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/checkpointstrip.h"

#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>

namespace maestro {

CheckpointStrip::CheckpointStrip(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_port(ports.checkpoints)
    , m_clock(ports.clock)
    , m_timer(this)
    , m_pill(new PillLabel(theme, this))
    , m_sentence(new FactLabel(tr("Go or no-go"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(10));
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_pill);
    row->addWidget(m_sentence, 1);
    hide();
    if (!m_port)
        return;
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &CheckpointStrip::showStates);
    connect(m_port, &CheckpointPort::listChanged, this, &CheckpointStrip::take);
    connect(m_port, &CheckpointPort::readFailed, this, [this](const ObjectRef &ref) {
        if (ref == m_ref)
            take({ref, {}, {}, 0, {}}); // the decision board says why nothing is known
    });
}

void CheckpointStrip::open(const ObjectRef &ref)
{
    m_ref = ref;
    m_alarms.clear();
    take({ref, {}, {}, 0, {}});
    if (m_port)
        m_port->open(ref);
}

void CheckpointStrip::take(const CheckpointList &list)
{
    if (list.target != m_ref)
        return;
    m_list = list;
    list.states.isEmpty() ? m_timer.stop() : m_timer.start();
    showStates();
}

void CheckpointStrip::showStates()
{
    const QDateTime now = m_present.at(m_clock->utcNow(), m_clock->bootMs());
    QStringList said;
    QStringList alarms;
    bool stands = false;
    for (const CheckpointState &state : std::as_const(m_list.states)) {
        const bool noGo = state.choice == QLatin1String("no-go");
        if (!noGo && !state.isOverdue(now))
            continue;
        stands = stands || noGo;
        alarms.append(state.point.phase % u'/' % state.point.title % u'=' % state.choice);
        said.append(noGo ? noGoText(state) : tr("\"%1\": %2").arg(displaySafe(state.point.title, 80), checkpointDueText(state, now)));
    }
    setVisible(!said.isEmpty());
    if (said.isEmpty())
        return;
    m_pill->setLook(stands ? StateLook {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, tr("no-go: Promote is refused")}
                           : StateLook {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, tr("go or no-go is overdue")});
    const QString sentence = said.join(QStringLiteral(" · "));
    const bool isNew = std::any_of(alarms.cbegin(), alarms.cend(), [this](const QString &one) { return !m_alarms.contains(one); });
    m_alarms = alarms;
    isNew ? m_sentence->announce(sentence) : m_sentence->setFact(sentence);
}

} // namespace maestro
