// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/stagestrip.h"

#include "text/humanize.h"
#include "theme/glyph.h"

#include <QPainter>

namespace maestro {

namespace {

const Revision *revisionOf(const RolloutSnapshot &snapshot, const QString &hash)
{
    for (const Revision &revision : snapshot.revisions) {
        if (!hash.isEmpty() && revision.hash == hash)
            return &revision;
    }
    return nullptr;
}

QString sideTitle(const QString &role, const QString &service)
{
    return service.isEmpty() ? role : StageStrip::tr("%1: Service %2").arg(role, displaySafe(service, 60));
}

QString sideNote(const Revision *revision)
{
    if (!revision)
        return StageStrip::tr("revision unknown");
    const QString tag = revision->images.isEmpty() ? QString() : displaySafe(imageTag(revision->images.first()), 32);
    return StageStrip::tr("rev %1  %2, %3 of %4 pods ready").arg(revision->number).arg(tag).arg(revision->ready).arg(revision->desired);
}

Stage scaleDownStage(const RolloutSnapshot &snapshot, const QDateTime &now)
{
    const int delay = snapshot.rollout.scaleDownDelaySeconds.value_or(30);
    for (const Revision &revision : snapshot.revisions) {
        if (revision.scaleDownDeadline.isEmpty() || revision.hash == snapshot.rollout.activeHash)
            continue;
        const QDateTime deadline = QDateTime::fromString(revision.scaleDownDeadline, Qt::ISODate);
        const qint64 left = deadline.isValid() ? now.secsTo(deadline) : -1;
        if (left > 0)
            return {StageStrip::tr("Instant way back"), StageStrip::tr("rev %1 still runs, %2 left").arg(revision.number).arg(durationText(left)),
                    PhaseState::Current};
    }
    return {StageStrip::tr("Old version scales down"), StageStrip::tr("%1 after the switch").arg(durationText(delay)), PhaseState::Planned};
}

std::pair<Token, Glyph> lookOfStage(PhaseState state)
{
    switch (state) {
    case PhaseState::Done:
        return {Token::HealthyBg, Glyph::Healthy};
    case PhaseState::Current:
        return {Token::ProgressBg, Glyph::Progress};
    case PhaseState::Waiting:
        return {Token::WaitBg, Glyph::Wait};
    case PhaseState::Failed:
        return {Token::FailedBg, Glyph::Failed};
    default:
        return {Token::Sunken, Glyph::Idle};
    }
}

} // namespace

QList<Stage> stagesOf(const RolloutSnapshot &snapshot, const QDateTime &now)
{
    const Rollout &r = snapshot.rollout;
    const Revision *active = revisionOf(snapshot, r.activeHash);
    const Revision *fresh = revisionOf(snapshot, r.currentPodHash);
    const bool switched = !r.currentPodHash.isEmpty() && r.currentPodHash == r.activeHash;
    const bool settled = switched && r.currentPodHash == r.stableHash;
    const bool waits = snapshot.phase.phase == RolloutPhase::Paused;
    const bool ready = fresh && fresh->desired > 0 && fresh->ready >= fresh->desired;
    QList<Stage> stages;
    stages << Stage {sideTitle(StageStrip::tr("Active"), r.traffic.activeService), sideNote(active), active ? PhaseState::Done : PhaseState::Planned};
    if (switched) {
        stages << Stage {StageStrip::tr("Preview"), settled ? StageStrip::tr("nothing new to preview") : StageStrip::tr("was previewed"),
                         settled ? PhaseState::Planned : PhaseState::Done};
        stages << Stage {StageStrip::tr("Switched"), StageStrip::tr("the active Service points to rev %1").arg(active ? active->number : 0), PhaseState::Done};
        stages << Stage {StageStrip::tr("Validate"), settled ? StageStrip::tr("accepted as stable") : StageStrip::tr("after the switch"),
                         settled ? PhaseState::Done : PhaseState::Current};
    } else {
        const PhaseState preview = r.abort ? PhaseState::Failed : ready ? PhaseState::Done : PhaseState::Current;
        stages << Stage {sideTitle(StageStrip::tr("Preview"), r.traffic.previewService), sideNote(fresh), preview};
        const QString note = r.abort ? StageStrip::tr("aborted") : r.autoPromotionEnabled.value_or(true) ? StageStrip::tr("by itself when ready") : StageStrip::tr("a person switches");
        stages << Stage {StageStrip::tr("Switch"), note, r.abort ? PhaseState::NotReached : waits ? PhaseState::Waiting : PhaseState::Planned};
        stages << Stage {StageStrip::tr("Validate"), StageStrip::tr("after the switch"), r.abort ? PhaseState::NotReached : PhaseState::Planned};
    }
    stages << scaleDownStage(snapshot, now);
    return stages;
}

StageStrip::StageStrip(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StageStrip::showSnapshot(const RolloutSnapshot &snapshot, const QDateTime &now)
{
    if (snapshot.rollout.strategy != Strategy::BlueGreen)
        return;
    const QList<Stage> stages = stagesOf(snapshot, now);
    if (stages == m_stages)
        return;
    m_stages = stages;
    QStringList words;
    for (const Stage &stage : m_stages)
        words << stage.title + QStringLiteral(": ") + stage.note;
    setAccessibleName(tr("Stages"));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QSize StageStrip::sizeHint() const
{
    return {m_theme->px(600), m_theme->px(52)};
}

void StageStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_stages.isEmpty())
        return;
    const int gap = m_theme->px(10);
    const double units = 1.35 * 2 + double(m_stages.size() - 2);
    const double unit = (width() - gap * (double(m_stages.size()) - 1)) / units;
    double x = 0;
    for (int i = 0; i < m_stages.size(); ++i) {
        const Stage &stage = m_stages.at(i);
        const double w = i < 2 ? unit * 1.35 : unit;
        const QRectF box(x + 0.5, 0.5, w - 1, height() - 1);
        const auto [ground, glyph] = lookOfStage(stage.state);
        painter.setPen(QPen(m_theme->color(i == 0 ? Token::Stable : i == 1 ? Token::Canary : Token::BorderStrong), i < 2 ? 1.6 : 1));
        painter.setBrush(m_theme->color(ground));
        painter.drawRoundedRect(box, 5, 5);
        const double size = m_theme->px(15);
        paintGlyph(painter, QRectF(box.left() + m_theme->px(9), box.center().y() - size / 2, size, size), glyph, *m_theme);
        const QRectF text = box.adjusted(m_theme->px(32), m_theme->px(7), -m_theme->px(6), -m_theme->px(6));
        painter.setFont(m_theme->font(FontRole::BodyStrong));
        painter.setPen(m_theme->color(Token::Text));
        painter.drawText(text, Qt::AlignTop | Qt::TextSingleLine, painter.fontMetrics().elidedText(stage.title, Qt::ElideRight, int(text.width())));
        painter.setFont(m_theme->font(FontRole::Secondary));
        painter.setPen(m_theme->color(Token::Text2));
        painter.drawText(text, Qt::AlignBottom | Qt::TextSingleLine, painter.fontMetrics().elidedText(stage.note, Qt::ElideRight, int(text.width())));
        x += w + gap;
    }
}

} // namespace maestro
