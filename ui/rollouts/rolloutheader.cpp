// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/rolloutheader.h"

#include "rollouts/trafficbar.h"
#include "text/humanize.h"
#include "text/labels.h"

#include <QHBoxLayout>

namespace maestro {

namespace {

QString sideText(const QString &caption, const Revision *revision)
{
    if (!revision)
        return caption + QLatin1Char('\n') + RolloutHeader::tr("unknown");
    QStringList tags;
    for (const QString &image : revision->images)
        tags << displaySafe(imageTag(image), 32);
    return caption + QLatin1Char('\n') + RolloutHeader::tr("%1  rev %2").arg(tags.join(QStringLiteral(", "))).arg(revision->number);
}

const Revision *revisionOf(const RolloutSnapshot &snapshot, const QString &hash)
{
    for (const Revision &revision : snapshot.revisions) {
        if (!hash.isEmpty() && revision.hash == hash)
            return &revision;
    }
    return nullptr;
}

} // namespace

RolloutHeader::RolloutHeader(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new ThemedLabel({}, theme, FontRole::PageTitle, Token::Text, this))
    , m_pill(new PillLabel(theme, this))
    , m_stable(new ThemedLabel({}, theme, FontRole::Secondary, Token::Stable, this))
    , m_traffic(new TrafficBar(theme, this))
    , m_canary(new ThemedLabel({}, theme, FontRole::Secondary, Token::Canary, this))
    , m_age(new DataAgeLabel(theme, this))
    , m_summary(new FactLabel(tr("Rollout summary"), this))
    , m_wanted(new FactLabel(tr("Wanted weight"), this))
    , m_recorded(new FactLabel(tr("Recorded weight"), this))
    , m_observed(new FactLabel(tr("Observed weight"), this))
    , m_weightNote(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text3, this))
    , m_weights(new QWidget(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(buildTitleRow());
    column->addLayout(buildFactRow());
    m_summary->setWordWrap(true);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

QHBoxLayout *RolloutHeader::buildTitleRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_name);
    row->addWidget(m_pill);
    row->addSpacing(14);
    row->addWidget(m_stable);
    row->addWidget(m_traffic);
    row->addWidget(m_canary);
    row->addStretch(1);
    row->addWidget(m_age);
    return row;
}

QHBoxLayout *RolloutHeader::buildFactRow()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_summary, 1);
    auto *weights = new QHBoxLayout(m_weights);
    weights->setContentsMargins(0, 0, 0, 0);
    weights->setSpacing(12);
    weights->addWidget(fact(tr("wanted"), m_wanted));
    weights->addWidget(fact(tr("recorded"), m_recorded));
    weights->addWidget(fact(tr("observed"), m_observed));
    weights->addWidget(m_weightNote);
    m_weights->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_weights);
    return row;
}

QWidget *RolloutHeader::fact(const QString &caption, FactLabel *label)
{
    auto *box = new QWidget(this);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    row->addWidget(new ThemedLabel(caption, m_theme, FontRole::Secondary, Token::Text3, box));
    row->addWidget(label);
    label->setFont(m_theme->font(FontRole::BodyStrong));
    connect(m_theme, &Theme::changed, label, [this, label] { label->setFont(m_theme->font(FontRole::BodyStrong)); });
    return box;
}

void RolloutHeader::showMessage(const ObjectRef &ref, const QString &message)
{
    m_name->setText(displaySafe(ref.name, 80));
    m_pill->hide();
    for (QWidget *w : std::initializer_list<QWidget *> {m_stable, m_traffic, m_canary, m_weights})
        w->hide();
    m_summary->setFact(message);
    m_age->setFreshness({});
}

void RolloutHeader::showSnapshot(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    m_name->setText(displaySafe(snapshot.ref.name, 80));
    m_name->setToolTip(plainTip(tr("%1 in %2, cluster %3").arg(displaySafe(snapshot.ref.name), displaySafe(snapshot.ref.ns), displaySafe(snapshot.ref.context))));
    showSides(snapshot);
    showWeights(snapshot);
    tick(snapshot, freshness);
}

void RolloutHeader::tick(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    m_pill->setLook(lookOf(snapshot, freshness));
    m_pill->show();
    m_age->setFreshness(freshness);
    m_summary->setFact(summarySentence(snapshot));
}

void RolloutHeader::showSides(const RolloutSnapshot &snapshot)
{
    const Rollout &rollout = snapshot.rollout;
    const bool blueGreen = rollout.strategy == Strategy::BlueGreen;
    const bool argo = rollout.workload == WorkloadKind::Rollout;
    const Revision *stable = revisionOf(snapshot, blueGreen ? rollout.activeHash : rollout.stableHash);
    const Revision *fresh = revisionOf(snapshot, rollout.currentPodHash);
    m_stable->setVisible(argo);
    m_stable->setText(sideText(blueGreen ? tr("Active") : tr("Stable"), stable));
    const bool two = argo && fresh && fresh != stable;
    m_canary->setVisible(two);
    m_canary->setText(sideText(blueGreen ? tr("Preview") : tr("Canary"), fresh));
    m_traffic->setVisible(argo);
    std::optional<double> percent;
    if (snapshot.weight && snapshot.weight->observed)
        percent = *snapshot.weight->observed * 100.0 / std::max(1, snapshot.weight->max);
    if (argo && !two && stable)
        percent = 0;
    m_traffic->setShare(percent);
}

void RolloutHeader::showWeights(const RolloutSnapshot &snapshot)
{
    m_weights->setVisible(snapshot.weight.has_value());
    if (!snapshot.weight)
        return;
    const Weight &weight = *snapshot.weight;
    m_wanted->setFact(weightText(weight.wanted, weight.max));
    m_recorded->setFact(weightText(weight.recorded, weight.max));
    m_observed->setFact(weightText(weight.observed, weight.max));
    const bool atRest = snapshot.rollout.isFullyPromoted() && weight.recorded == 0; // Argo Rollouts records the canary's share, and asks for none then
    const bool differs = (weight.wanted && weight.observed && *weight.wanted != *weight.observed)
        || (weight.recorded && weight.observed && !atRest && *weight.recorded != *weight.observed);
    QString note = weight.observedFrom.isEmpty() ? QString() : tr("from %1").arg(displaySafe(weight.observedFrom, 60));
    if (differs)
        note = note.isEmpty() ? tr("they differ") : tr("they differ; observed %1").arg(note);
    else if (atRest && weight.observed != 0)
        note = note.isEmpty() ? tr("recorded: no canary is left") : tr("recorded: no canary is left; observed %1").arg(note);
    m_weightNote->setText(note);
    m_weightNote->setToken(differs ? Token::Warn : Token::Text3);
}

} // namespace maestro
