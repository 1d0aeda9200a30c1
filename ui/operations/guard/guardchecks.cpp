// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/guardchecks.h"

#include "domain/base/clock.h"
#include "text/humanize.h"
#include "text/slotext.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPainter>

namespace maestro {

namespace {

constexpr qint64 oldMs = 60'000;

class CheckGlyph : public QWidget
{
public:
    CheckGlyph(Glyph glyph, Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_glyph(glyph)
        , m_theme(theme)
    {
        setFixedSize(theme->px(16), theme->px(18));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int size = m_theme->px(14);
        paintGlyph(painter, QRectF(1, m_theme->px(2), size, size), m_glyph, *m_theme);
    }

private:
    Glyph m_glyph;
    Theme *m_theme;
};

bool leadsBack(const OperationPlan &plan)
{
    return plan.request.verb == Verb::Abort || plan.request.verb == Verb::Rollback;
}

QString gateText(const GateReading &gate)
{
    const GateVerdict &verdict = gate.verdict;
    const QString value = displaySafe(verdict.gate, 60) % u' ' % metricText(verdict.value, gate.unit);
    return verdict.baseline ? GuardChecks::tr("%1 against %2").arg(value, metricText(verdict.baseline, gate.unit)) : value;
}

} // namespace

GuardChecks::GuardChecks(OperationPlanPtr plan, const Clock *clock, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_plan(std::move(plan))
    , m_clock(clock)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme->px(6));
    m_grid->setVerticalSpacing(theme->px(3));
    m_grid->setColumnStretch(1, 1);
    refresh();
}

void GuardChecks::see(const SloReportPtr &report)
{
    if (report && report != m_report)
        m_age.begin(report->at, report->serverTime(m_clock->utcNow()), m_clock->bootMs());
    m_report = report;
    refresh();
}

void GuardChecks::refresh()
{
    const QList<Check> list = checks();
    if (list == m_shown)
        return;
    m_shown = list;
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (int row = 0; row < list.size(); ++row) {
        const Check &check = list.at(row);
        m_grid->addWidget(new CheckGlyph(check.glyph, m_theme, this), row, 0, Qt::AlignTop);
        auto *label = new FactLabel(tr("Check %1").arg(check.title), this);
        label->setFont(m_theme->font(FontRole::Secondary));
        label->setWordWrap(true);
        label->setFact(check.title % QLatin1String(": ") % check.text);
        m_grid->addWidget(label, row, 1);
        label->show();
    }
}

QList<GuardChecks::Check> GuardChecks::checks() const
{
    QList<Check> list;
    addTarget(list);
    if (!m_report || m_age.isOver(m_report->serverTime(m_clock->utcNow()), m_clock->bootMs(), oldMs)) {
        list.append({Glyph::Unknown, tr("Health"), tr("not known: nobody judged it in the last minute")});
        return list;
    }
    addGates(list);
    for (const AlertReading &alert : m_report->alerts)
        if (alert.state == AlertReading::State::Firing)
            list.append({Glyph::Failed, tr("Alert"), alertSentence(alert)});
    return list;
}

/// Whether the version that traffic goes back to can take all of it at once.
void GuardChecks::addTarget(QList<Check> &list) const
{
    if (!leadsBack(*m_plan) || !m_plan->before || m_plan->call)
        return;
    const Rollout &rollout = m_plan->before->rollout;
    const QString hash = m_plan->targetRevision ? m_plan->targetRevision->hash : rollout.strategy == Strategy::BlueGreen ? rollout.activeHash : rollout.stableHash;
    const auto &revisions = m_plan->before->revisions;
    const auto to = std::find_if(revisions.cbegin(), revisions.cend(), [&hash](const Revision &one) { return !hash.isEmpty() && one.hash == hash; });
    if (to == revisions.cend())
        return list.append({Glyph::Unknown, tr("Capacity"), tr("not known: the version it leads to has no ReplicaSet")});
    const bool whole = to->ready >= rollout.specReplicas && rollout.specReplicas > 0;
    list.append({whole ? Glyph::Healthy : Glyph::Warn, tr("Capacity"),
                 whole ? tr("revision %1 has %2 of %3 pods ready").arg(to->number).arg(to->ready).arg(rollout.specReplicas)
                       : tr("revision %1 has %2 of %3 pods ready: the rest has to start first").arg(to->number).arg(to->ready).arg(rollout.specReplicas)});
}

void GuardChecks::addGates(QList<Check> &list) const
{
    if (!hasPolicy(*m_report))
        return list.append({Glyph::Idle, tr("Health"), tr("no policy names this rollout, so no gate judges it")});
    if (m_report->problem)
        return list.append({Glyph::Unknown, tr("Health"), tr("not known: %1").arg(displaySafe(m_report->problem->message, 300))});
    QStringList calm;
    for (const GateReading &gate : m_report->gates) {
        const StateLook look = lookOf(gate.verdict);
        if (gate.verdict.state == GateState::Pass)
            calm.append(gateText(gate));
        else
            list.append({look.glyph, look.word, gateText(gate)});
    }
    if (!calm.isEmpty())
        list.append({Glyph::Healthy, tr("Pass"), calm.join(QStringLiteral(", "))});
}

} // namespace maestro
