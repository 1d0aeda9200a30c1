// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/preparedcard.h"

#include "text/humanize.h"
#include "theme/factlabel.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace maestro {

PreparedCard::PreparedCard(Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_text(new FactLabel(tr("Prepared"), this))
    , m_take(new QPushButton(tr("Take the prepared way…"), this))
    , m_discard(new QPushButton(tr("Discard"), this))
{
    setProperty("panel", true);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    row->setSpacing(theme->px(8));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    for (QPushButton *button : {m_discard, m_take}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    connect(m_discard, &QPushButton::clicked, this, &PreparedCard::discarded);
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (m_prepared && m_expired.isEmpty())
            Q_EMIT taken(*m_prepared);
    });
    hide();
}

void PreparedCard::show(const PreparedWay &prepared)
{
    m_prepared = prepared;
    m_expired.clear();
    describe();
    setVisible(true);
}

void PreparedCard::clear()
{
    m_prepared.reset();
    m_expired.clear();
    m_take->setEnabled(false);
    hide();
}

void PreparedCard::see(const RolloutSnapshot &now)
{
    if (!m_prepared || now.ref != m_prepared->request.target)
        return;
    if (const auto moved = movedSince(*m_prepared->plan->before, now))
        expire({Expiry::Why::Moved, moved, {}});
}

void PreparedCard::see(const RollbackOptions &now)
{
    if (!m_prepared || now.target != m_prepared->request.target)
        return;
    if (const auto expiry = expiryOf(*m_prepared, now))
        expire(*expiry);
}

/// What was once not true any more does not come back: somebody acted meanwhile.
void PreparedCard::expire(const Expiry &expiry)
{
    if (!m_expired.isEmpty())
        return;
    switch (expiry.why) {
    case Expiry::Why::Moved:
        m_expired = tr("%1 was %2 and is %3 now").arg(expiry.moved->path, displaySafe(expiry.moved->expected, 80), displaySafe(expiry.moved->found, 80));
        break;
    case Expiry::Why::Unusable:
        m_expired = expiry.reason.isEmpty() ? tr("this way is there no longer") : displaySafe(expiry.reason, 300);
        break;
    case Expiry::Why::OtherCall:
        m_expired = tr("it would send something else now");
        break;
    }
    describe();
    m_text->announce(m_text->text());
}

void PreparedCard::describe()
{
    const OperationRequest &request = m_prepared->request;
    const QString to = request.to.isEmpty() ? tr("the last known good") : displaySafe(request.to, 80);
    const QString what = tr("%1 to %2, prepared at %3. Reason: %4").arg(displaySafe(request.via, 80), to, utcText(m_prepared->at), displaySafe(request.reason, 400));
    m_text->setFact(m_expired.isEmpty() ? tr("Ready: %1. Permission and policy were checked; one confirmation in the guard takes it.").arg(what)
                                        : tr("Expired: %1. %2. Prepare it again.").arg(m_expired, what));
    m_take->setEnabled(m_expired.isEmpty());
    m_take->setAccessibleDescription(m_expired.isEmpty() ? QString() : tr("Expired: %1").arg(m_expired));
}

} // namespace maestro
