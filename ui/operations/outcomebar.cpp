// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/outcomebar.h"

#include "operations/outcometracker.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace maestro {

OutcomeBar::OutcomeBar(const Clock *clock, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_noteRow(new QWidget(this))
    , m_note(new FactLabel(tr("Notice"), this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    auto *row = new QHBoxLayout(m_noteRow);
    row->setContentsMargins(theme->px(16), theme->px(7), theme->px(12), theme->px(7));
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    auto *close = new QPushButton(tr("Close"), m_noteRow);
    close->setAccessibleName(tr("Close the notice"));
    close->setAutoDefault(false);
    row->addWidget(close);
    connect(close, &QPushButton::clicked, this, [this] { unsay(); });
    m_column->addWidget(m_noteRow);
    m_noteRow->hide();
    m_ticks.setInterval(200);
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        for (OutcomeTracker *tracker : std::as_const(m_trackers))
            tracker->tick();
    });
    hide();
}

void OutcomeBar::track(const OperationPlanPtr &plan)
{
    unsay();
    const QList<OutcomeTracker *> before = m_trackers;
    for (OutcomeTracker *old : before) {
        if (old->isFinished())
            remove(old);
    }
    auto *tracker = new OutcomeTracker(plan, m_clock, m_theme, this);
    m_trackers.prepend(tracker);
    m_column->insertWidget(0, tracker);
    connect(tracker, &OutcomeTracker::closed, this, [this, tracker] { remove(tracker); });
    connect(tracker, &OutcomeTracker::waysAsked, this, [this, plan] { Q_EMIT waysAsked(plan); });
    connect(tracker, &OutcomeTracker::planAgainAsked, this, [this, tracker, plan] {
        remove(tracker);
        Q_EMIT planAgainAsked(plan);
    });
    refresh();
}

OutcomeTracker *OutcomeBar::trackerFor(const QString &id, const ObjectRef *target) const
{
    for (OutcomeTracker *tracker : m_trackers) {
        if (!id.isEmpty() && tracker->id() == id)
            return tracker;
    }
    for (auto it = m_trackers.rbegin(); it != m_trackers.rend(); ++it) {
        if ((*it)->id().isEmpty() && !(*it)->isFinished() && (!target || (*it)->plan().request.target == *target))
            return *it;
    }
    return nullptr;
}

void OutcomeBar::take(const OperationProgress &progress)
{
    if (OutcomeTracker *tracker = trackerFor(progress.id, nullptr))
        tracker->take(progress);
}

void OutcomeBar::take(const Outcome &outcome)
{
    if (OutcomeTracker *tracker = trackerFor(outcome.id, outcome.before ? &outcome.before->ref : nullptr))
        tracker->take(outcome);
    refresh();
}

void OutcomeBar::say(const QString &text)
{
    m_noteRow->show();
    show();
    m_note->announce(text);
}

void OutcomeBar::unsay(const QString &text)
{
    if (m_note->text() == text)
        unsay();
}

void OutcomeBar::unsay()
{
    m_noteRow->hide();
    m_note->setFact({});
    refresh();
}

void OutcomeBar::remove(OutcomeTracker *tracker)
{
    if (m_trackers.removeOne(tracker)) {
        tracker->hide();
        tracker->deleteLater();
    }
    refresh();
}

void OutcomeBar::refresh()
{
    const bool running = std::any_of(m_trackers.cbegin(), m_trackers.cend(), [](const OutcomeTracker *t) { return !t->isFinished(); });
    if (running)
        m_ticks.start();
    else
        m_ticks.stop();
    setVisible(!m_trackers.isEmpty() || !m_noteRow->isHidden());
}

} // namespace maestro
