// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/actionbar.h"

#include "parts/flowrow.h"
#include "text/operationtext.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QPushButton>

namespace maestro {

namespace {

Icon iconOf(Verb verb)
{
    switch (verb) {
    case Verb::Promote:
        return Icon::Promote;
    case Verb::PromoteFull:
        return Icon::PromoteFully;
    case Verb::SkipStep:
        return Icon::Skip;
    case Verb::Abort:
        return Icon::Abort;
    case Verb::Retry:
        return Icon::Retry;
    case Verb::Pause:
        return Icon::Pause;
    case Verb::Resume:
        return Icon::Resume;
    case Verb::Restart:
        return Icon::Restart;
    case Verb::Rollback:
    case Verb::Scale:
    case Verb::SetWeight100:
    case Verb::RestoreSteps:
    case Verb::DisableAnalysis:
    case Verb::RestoreAnalysis:
    case Verb::SetImage:
        break;
    }
    return Icon::RollBack;
}

} // namespace

ActionBar::ActionBar(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *row = new FlowRow(this, 6);
    const Verb order[] = {Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Pause, Verb::Resume, Verb::Retry, Verb::Restart, Verb::Abort, Verb::Rollback};
    for (const Verb verb : order) {
        auto *button = new QPushButton(verbLabel(verb), this);
        button->setAccessibleName(verbLabel(verb));
        button->setAutoDefault(false);
        if (verb == Verb::Rollback)
            button->setProperty("kind", QStringLiteral("dangerOutline"));
        if (verb == Verb::Pause || verb == Verb::Abort)
            row->addGap(theme->px(10));
        row->addWidget(button);
        m_buttons.insert(verb, button);
        connect(button, &QPushButton::clicked, this, [this, verb] { Q_EMIT chosen(verb); });
    }
    m_ways = new QPushButton(tr("Ways back…"), this);
    m_ways->setAccessibleName(tr("Ways back"));
    m_ways->setAccessibleDescription(tr("Every way back side by side. Key W."));
    m_ways->setAutoDefault(false);
    m_ways->setVisible(false);
    connect(m_ways, &QPushButton::clicked, this, &ActionBar::waysAsked);
    row->addWidget(m_ways);
    m_emergency = new QPushButton(tr("Emergency…"), this);
    m_emergency->setAccessibleName(tr("Emergency"));
    m_emergency->setAccessibleDescription(tr("Four big controls that need the cluster alone. Key X."));
    m_emergency->setAutoDefault(false);
    connect(m_emergency, &QPushButton::clicked, this, &ActionBar::emergencyAsked);
    row->addWidget(m_emergency);
    connect(theme, &Theme::changed, this, &ActionBar::restyle);
    restyle();
    block(tr("nothing is open"));
}

void ActionBar::restyle()
{
    for (auto it = m_buttons.cbegin(); it != m_buttons.cend(); ++it)
        it.value()->setIcon(themedIcon(iconOf(it.key()), *m_theme, it.key() == Verb::Rollback ? Token::Failed : Token::Text2));
}

void ActionBar::offerWays(bool offered)
{
    m_ways->setVisible(offered);
}

void ActionBar::setVerb(Verb verb, const Allowed &allowed)
{
    QPushButton *button = m_buttons.value(verb);
    const QString why = refusalText(allowed);
    button->setEnabled(allowed.allowed);
    button->setAccessibleDescription(why);
    button->setToolTip(plainTip(why));
}

void ActionBar::showAllowed(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    for (const Verb verb : m_buttons.keys())
        setVerb(verb, allowedNow(verb, snapshot, freshness));
    m_emergency->setEnabled(hasVerbs(snapshot.rollout.workload));
}

void ActionBar::block(const QString &why)
{
    m_emergency->setEnabled(false);
    for (QPushButton *button : std::as_const(m_buttons)) {
        button->setEnabled(false);
        button->setAccessibleDescription(why);
        button->setToolTip(plainTip(why));
    }
}

} // namespace maestro
