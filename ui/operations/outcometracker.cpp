// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/outcometracker.h"

#include "operations/stagerail.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace maestro {

OutcomeTracker::OutcomeTracker(OperationPlanPtr plan, const Clock *clock, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_plan(std::move(plan))
    , m_clock(clock)
    , m_theme(theme)
    , m_rail(new StageRail(clock->bootMs(), theme, this))
    , m_text(new FactLabel(tr("Outcome"), this))
    , m_next(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_again(new QPushButton(tr("Plan again"), this))
    , m_ways(new QPushButton(tr("Other ways back"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(7), theme->px(12), theme->px(7));
    column->setSpacing(theme->px(2));
    auto *line = new QHBoxLayout;
    line->setSpacing(theme->px(14));
    auto *title = new ThemedLabel(tr("%1 in %2").arg(planTitle(*m_plan), displaySafe(m_plan->request.target.context)), theme, FontRole::BodyStrong, Token::Text, this);
    line->addWidget(title);
    line->addWidget(m_rail, 1);
    m_text->setFont(theme->font(FontRole::BodyStrong));
    m_line = line;
    line->addWidget(m_text);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAccessibleName(tr("Close the outcome"));
    for (QPushButton *button : {m_again, m_ways, close}) {
        button->setAutoDefault(false);
        line->addWidget(button);
    }
    m_again->hide();
    m_ways->hide();
    column->addLayout(line);
    m_next->setWordWrap(true);
    m_next->hide();
    column->addWidget(m_next);
    connect(close, &QPushButton::clicked, this, &OutcomeTracker::closed);
    connect(m_again, &QPushButton::clicked, this, &OutcomeTracker::planAgainAsked);
    connect(m_ways, &QPushButton::clicked, this, &OutcomeTracker::waysAsked);
    m_text->setFact(stageText({{}, OperationStage::Checking, {}}));
}

void OutcomeTracker::take(const OperationProgress &progress)
{
    if (m_outcome)
        return;
    m_id = progress.id;
    m_rail->reach(progress.stage, m_clock->bootMs());
    if (progress.stage != OperationStage::Finished)
        m_text->setFact(stageText(progress));
}

void OutcomeTracker::take(const Outcome &outcome)
{
    m_id = outcome.id;
    m_outcome = outcome;
    m_rail->finish(outcome.state, m_clock->bootMs());
    m_text->announce(outcomeText(outcome));
    if (outcome.state != OutcomeState::Applied) { // words of the server may be long: a row of their own, never cut
        m_text->setWordWrap(true);
        m_line->removeWidget(m_text);
        static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_text);
    }
    const QString next = nextStep();
    m_next->setText(next);
    m_next->setVisible(!next.isEmpty());
    const OutcomeState s = outcome.state;
    m_again->setVisible(s == OutcomeState::Refused || s == OutcomeState::NotSent || s == OutcomeState::Failed);
    const bool back = m_plan->request.verb == Verb::Rollback || m_plan->request.verb == Verb::Abort;
    m_ways->setVisible(back && s != OutcomeState::Applied);
    update();
}

QString OutcomeTracker::nextStep() const
{
    QStringList parts;
    if (m_outcome->failedPrecondition) {
        const FailedPrecondition &f = *m_outcome->failedPrecondition;
        parts << tr("%1 was %2 when it was planned and is %3.").arg(displaySafe(f.path), displaySafe(f.expected), displaySafe(f.found));
    }
    if (m_outcome->httpStatus && *m_outcome->httpStatus >= 300)
        parts << tr("The server answered %1.").arg(*m_outcome->httpStatus);
    switch (m_outcome->state) {
    case OutcomeState::Applied:
        return {};
    case OutcomeState::Refused:
    case OutcomeState::NotSent:
        parts << tr("Nothing was changed. Plan again reads the object anew and shows what it would do now.");
        break;
    case OutcomeState::NotPermitted:
        parts << tr("Nothing was changed. Ask somebody with this right, or use another context.");
        break;
    case OutcomeState::Unknown:
        parts << tr("The request left and no answer settles it: it may or may not have been carried out. Look at the rollout before doing anything again; it is never repeated by itself.");
        break;
    case OutcomeState::NotObserved:
        parts << tr("The server accepted it, the controller has not shown the effect. Look at the events and at the controller; doing it twice does not help.");
        break;
    case OutcomeState::Failed:
        parts << tr("Look at the rollout first, then plan again.");
        break;
    }
    return parts.join(QLatin1Char(' '));
}

void OutcomeTracker::tick()
{
    m_rail->tick(m_clock->bootMs());
}

void OutcomeTracker::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Token ground = Token::ProgressBg;
    Token edge = Token::ProgressSolid;
    if (m_outcome) {
        const bool applied = m_outcome->state == OutcomeState::Applied;
        const bool unsure = m_outcome->state == OutcomeState::Unknown || m_outcome->state == OutcomeState::NotObserved;
        ground = applied ? Token::HealthyBg : unsure ? Token::WarnBg : Token::FailedBg;
        edge = applied ? Token::HealthySolid : unsure ? Token::WarnSolid : Token::FailedSolid;
    }
    painter.fillRect(rect(), m_theme->color(ground));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme->color(edge));
    painter.fillRect(QRect(0, 0, m_theme->px(4), height()), m_theme->color(edge));
}

} // namespace maestro
