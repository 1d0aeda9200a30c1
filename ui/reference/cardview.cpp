// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/cardview.h"

#include "reference/plaintable.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QGuiApplication>
#include <QClipboard>
#include <QGridLayout>
#include <QPushButton>

namespace maestro {

namespace {

constexpr int commandLength = 2'000;

/// Why the way to a target is closed for what is chosen; empty: it is open.
QString closedBecause(const ReferenceCard &card, const CardTarget &target, const ReferenceSubject &subject)
{
    if (target.place == CardTarget::Place::Nowhere)
        return target.reason;
    if (target.needsRollout() && subject.ref.isEmpty())
        return CardView::tr("Choose a rollout first, in the fleet or by opening it.");
    if (card.id == QLatin1String("deployment-undo") && subject.workload != WorkloadKind::Deployment)
        return CardView::tr("What is chosen is no Deployment.");
    if (target.namesRevision && !target.revision)
        return CardView::tr("Fill in the number of the revision first.");
    return {};
}

} // namespace

CardView::CardView(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_title(new ThemedLabel({}, theme, FontRole::BodyStrong, Token::Text, this))
    , m_command(new FactLabel(tr("Command of the runbook"), this))
    , m_here(new FactLabel(tr("Here"), this))
    , m_note(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_copy(plainButton(tr("Copy"), this))
    , m_copyHere(plainButton(tr("Copy"), this))
    , m_go(plainButton({}, this))
{
    setProperty("panel", true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    grid->setHorizontalSpacing(theme->px(10));
    grid->setVerticalSpacing(theme->px(4));
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_go, 0, 1, 1, 2, Qt::AlignRight);
    for (FactLabel *label : {m_command, m_here}) {
        label->setFont(theme->font(FontRole::Mono));
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        connect(theme, &Theme::changed, label, [label, theme] { label->setFont(theme->font(FontRole::Mono)); });
    }
    m_note->setWordWrap(true);
    grid->addWidget(m_command, 1, 0, 1, 2);
    grid->addWidget(m_copy, 1, 2, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(m_here, 2, 0, 1, 2);
    grid->addWidget(m_copyHere, 2, 2, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(m_note, 3, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    const auto copy = [this](const QString &text) {
        QGuiApplication::clipboard()->setText(text);
        Q_EMIT copied(text);
    };
    // What is copied is what is shown: harmless in a terminal, too.
    connect(m_copy, &QPushButton::clicked, this, [this, copy] { copy(displaySafe(m_card.command, commandLength)); });
    connect(m_copyHere, &QPushButton::clicked, this, [this, copy] { copy(displaySafe(m_card.action, commandLength)); });
    connect(m_go, &QPushButton::clicked, this, [this] { Q_EMIT asked(m_target); });
}

void CardView::setCard(const ReferenceCard &card, const ReferenceSubject &subject)
{
    m_card = card;
    m_target = windowTarget(card, subject.revision);
    const QString closed = closedBecause(card, m_target, subject);
    setAccessibleName(card.title);
    m_title->setText(card.title);
    m_command->setFact(displaySafe(card.command, commandLength));
    m_here->setVisible(!card.action.isEmpty());
    m_copyHere->setVisible(!card.action.isEmpty());
    m_here->setFact(displaySafe(card.action, commandLength));
    m_copy->setAccessibleName(tr("Copy the runbook's command: %1").arg(card.title));
    m_copyHere->setAccessibleName(tr("Copy the command of maestro: %1").arg(card.title));
    QStringList notes;
    if (!closed.isEmpty())
        notes.append(m_target.place == CardTarget::Place::Nowhere ? tr("Not done by a click here: %1").arg(closed) : closed);
    if (!card.isComplete())
        notes.append(tr("What stands in <> is still to be filled in."));
    if (!card.note.isEmpty())
        notes.append(card.note);
    m_note->setText(notes.join(u'\n'));
    m_note->setVisible(!notes.isEmpty());
    m_go->setVisible(m_target.place != CardTarget::Place::Nowhere);
    m_go->setEnabled(closed.isEmpty());
    m_go->setText(targetText(m_target));
    m_go->setAccessibleName(tr("%1: %2").arg(card.title, targetText(m_target)));
    m_go->setAccessibleDescription(closed);
}

bool CardView::contains(const QString &wanted) const
{
    for (const QString &text : {m_card.title, m_card.group, m_card.command, m_card.action, m_card.note, m_card.reason})
        if (text.contains(wanted, Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace maestro
