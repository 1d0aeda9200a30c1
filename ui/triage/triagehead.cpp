// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/triagehead.h"

#include "parts/timerbar.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "text/triage/changetext.h"
#include "theme/smallparts.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr qint64 lateSeconds = 60;

StateLook lookOf(const AlertReading *alert)
{
    if (!alert)
        return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, TriageHead::tr("not known")};
    const QString word = alertStateLabel(alert->state);
    switch (alert->state) {
    case AlertReading::State::Firing: return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, word};
    case AlertReading::State::Pending: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case AlertReading::State::Suppressed: return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
    case AlertReading::State::Resolved: break;
    }
    return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, word};
}

/// Null: nobody tells of it, or what was told is old.
const AlertReading *alertOf(const SloReportPtr &report, const QString &name, const QDateTime &now)
{
    if (!report || report->at.secsTo(report->serverTime(now)) > lateSeconds)
        return nullptr;
    const auto found = std::find_if(report->alerts.cbegin(), report->alerts.cend(), [&name](const AlertReading &one) { return one.name == name; });
    return found == report->alerts.cend() ? nullptr : &*found;
}

} // namespace

TriageHead::TriageHead(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_state(new PillLabel(theme, this))
    , m_title(new ThemedLabel({}, theme, FontRole::PageTitle, Token::Text, this))
    , m_service(new ThemedLabel({}, theme, FontRole::PanelTitle, Token::Text2, this))
    , m_alert(new FactLabel(tr("Alert"), this))
    , m_about(new FactLabel(tr("Triage run"), this))
    , m_change(new FactLabel(tr("Suspect change"), this))
    , m_further(new QComboBox(this))
    , m_elapsed(new FactLabel(tr("Triage clock"), this))
    , m_budget(new TimerBar(Token::AccentFill, theme, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme->px(18));
    auto *title = new QHBoxLayout;
    title->setSpacing(theme->px(10));
    title->addWidget(m_title);
    title->addWidget(m_service);
    title->addWidget(m_state);
    title->addStretch(1);
    auto *what = new QVBoxLayout;
    what->setSpacing(theme->px(2));
    what->addLayout(title);
    for (FactLabel *label : {m_alert, m_about}) {
        label->setFont(theme->font(FontRole::Secondary));
        what->addWidget(label);
    }
    row->addLayout(what, 3);
    m_change->setWordWrap(true);
    row->addWidget(m_change, 2);
    m_further->setAccessibleName(tr("Begin another"));
    connect(m_further, &QComboBox::activated, this, [this](int index) {
        if (index > 0)
            Q_EMIT startAsked(m_further->itemData(index).toString());
        m_further->setCurrentIndex(0);
    });
    row->addWidget(m_further);
    auto *clock = new QVBoxLayout;
    clock->setSpacing(theme->px(2));
    clock->addWidget(new ThemedLabel(tr("Triage clock"), theme, FontRole::Secondary, Token::Text2, this));
    m_elapsed->setFont(theme->font(FontRole::PanelTitle));
    m_budget->setFixedWidth(theme->px(140));
    m_budget->setAccessibleName(tr("Share of the budget"));
    clock->addWidget(m_elapsed);
    clock->addWidget(m_budget);
    row->addLayout(clock);
}

void TriageHead::setOffers(const QList<PlaybookOffer> &offers)
{
    m_further->clear();
    m_further->addItem(tr("Begin another…"));
    for (const PlaybookOffer &offer : offers)
        m_further->addItem(displaySafe(offer.playbook.title.isEmpty() ? offer.playbook.name : offer.playbook.title), offer.playbook.name);
}

void TriageHead::showRun(const TriageView &view, const SloReportPtr &report, const QDateTime &now)
{
    const TriageRun &run = view.run;
    m_title->setText(displaySafe(run.alert.isEmpty() ? run.service : run.alert));
    m_service->setText(run.alert.isEmpty() ? QString() : displaySafe(run.service));
    m_about->setFact(tr("%1, begun %2 by %3; now with %4").arg(displaySafe(run.playbook), utcText(run.startedAt), displaySafe(run.by.value(0)), displaySafe(run.holder)));
    showAlert(run, report, now);
    showChange(view);
    showClock(run, now);
}

void TriageHead::showAlert(const TriageRun &run, const SloReportPtr &report, const QDateTime &now)
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_state, m_alert})
        part->setVisible(!run.alert.isEmpty());
    if (run.alert.isEmpty())
        return;
    const AlertReading *alert = alertOf(report, run.alert, now);
    m_state->setLook(lookOf(alert));
    if (!alert)
        return m_alert->setFact(tr("No source of alerts tells of it now."));
    QStringList words;
    if (alert->since.isValid())
        words.append(tr("since %1, for %2").arg(utcText(alert->since), clockText(std::max<qint64>(0, alert->since.secsTo(now)))));
    if (!alert->severity.isEmpty())
        words.append(tr("severity %1").arg(displaySafe(alert->severity, 40)));
    if (!alert->silencedBy.isEmpty())
        words.append(tr("silenced"));
    m_alert->setFact(words.join(QStringLiteral(" · ")));
}

void TriageHead::showChange(const TriageView &view)
{
    const TriageRun &run = view.run;
    const QString suspect = view.changes && (view.changes->bad.at.isValid() || !view.changedAt.isValid()) ? tr("Suspect change: %1").arg(displaySafe(changeMarkText(*view.changes), 400))
        : view.changedAt.isValid() ? tr("Suspect change: the newest revision, begun %1, %2 before this run").arg(utcText(view.changedAt), durationText(std::max<qint64>(0, view.changedAt.secsTo(run.startedAt))))
                                   : tr("Suspect change: not known");
    const QString unread = view.changes ? unreadKindsText(*view.changes) : QString();
    m_change->setFact(unread.isEmpty() ? suspect : tr("%1. Not read, so something may be missing: %2").arg(suspect, unread));
    m_change->setVisible(view.changes || view.changedAt.isValid() || !run.decision); // after a decision nothing is read any more
}

void TriageHead::showClock(const TriageRun &run, const QDateTime &now)
{
    const std::chrono::milliseconds elapsed = run.elapsed(now);
    const qint64 seconds = elapsed.count() / 1000;
    const bool budgeted = run.budget.count() > 0;
    m_elapsed->setFact(budgeted ? tr("%1 of %2").arg(clockText(seconds), clockText(run.budget.count() / 1000)) : clockText(seconds));
    m_budget->setVisible(budgeted);
    m_budget->setTimes(elapsed, run.budget);
    m_budget->setToken(elapsed >= run.budget ? Token::FailedSolid : Token::AccentFill);
}

} // namespace maestro
