// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/glyph.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("StateLook", text);
}

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

StateLook oldLook(const Freshness &freshness)
{
    const QString word = freshness.seconds < 0 ? tr("No data") : tr("%1 old").arg(ageText(freshness.seconds));
    return {Glyph::Stale, Token::Warn, Token::WarnBg, Token::WarnSolid, word};
}

/// How a pause ends: by a person, by a clock, or after somebody looked at an inconclusive analysis.
StateLook pausedLook(const Rollout &rollout)
{
    for (const PauseCondition &pause : rollout.pauseConditions) {
        if (pause.reason == QLatin1String("InconclusiveAnalysisRun"))
            return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("Inconclusive")};
    }
    const int index = rollout.currentStepIndex.value_or(-1);
    const bool timed = !rollout.specPaused && rollout.strategy == Strategy::Canary && index >= 0 && index < rollout.steps.size()
        && rollout.steps.at(index).kind == StepKind::Pause && rollout.steps.at(index).pauseSeconds;
    if (timed)
        return {Glyph::Timed, Token::Progress, Token::ProgressBg, Token::ProgressSolid, tr("Baking")};
    if (rollout.pauseConditions.isEmpty())
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, tr("Paused")};
    return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, tr("Needs promote")};
}

StateLook lookOfState(const Rollout &rollout, const EffectivePhase &phase, const Freshness &freshness)
{
    if (isOld(freshness))
        return oldLook(freshness);
    switch (phase.phase) {
    case RolloutPhase::Healthy:
        return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, tr("Healthy")};
    case RolloutPhase::Progressing:
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, tr("Progressing")};
    case RolloutPhase::Paused:
        return pausedLook(rollout);
    case RolloutPhase::Degraded:
        return {rollout.abort ? Glyph::Aborted : Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, rollout.abort ? tr("Aborted") : tr("Degraded")};
    case RolloutPhase::Unknown:
        break;
    }
    return {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, tr("Unknown")};
}

} // namespace

StateLook lookOf(const FleetRow &row, const Freshness &freshness)
{
    return lookOfState(row.rollout, row.phase, freshness);
}

StateLook lookOf(const RolloutSnapshot &snapshot, const Freshness &freshness)
{
    return lookOfState(snapshot.rollout, snapshot.phase, freshness);
}

StateLook lookOf(const ConnectionStatus &connection, const Freshness &freshness)
{
    switch (connection.phase) {
    case ConnectionPhase::Failed:
        return {Glyph::Failed, Token::Failed, Token::FailedBg, Token::FailedSolid, tr("Not connected")};
    case ConnectionPhase::NeedsTrust:
        return {Glyph::Wait, Token::Wait, Token::WaitBg, Token::WaitSolid, tr("Asks for trust")};
    case ConnectionPhase::Connecting:
        return {Glyph::Progress, Token::Progress, Token::ProgressBg, Token::ProgressSolid, tr("Connecting")};
    case ConnectionPhase::Reconnecting:
    case ConnectionPhase::Connected:
        break;
    }
    if (isOld(freshness))
        return oldLook(freshness);
    if (connection.phase == ConnectionPhase::Reconnecting || freshness.state == FreshnessState::Late)
        return {Glyph::Warn, Token::Warn, Token::WarnBg, Token::WarnSolid, tr("Slow")};
    return {Glyph::Healthy, Token::Healthy, Token::HealthyBg, Token::HealthySolid, tr("Live")};
}

} // namespace maestro
