// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

/// Questions about a pass that change nothing. Rules: argo-semantics.md sections 2, 6, 7, 9 and 11.
bool isCanary(const RolloutPass &pass);
bool isRouted(const RolloutPass &pass);
int replicasOf(const RolloutPass &pass);
int maxSurge(const RolloutPass &pass);
int maxUnavailable(const RolloutPass &pass);
int maxWeight(const RolloutPass &pass);
QJsonArray stepsOf(const RolloutPass &pass);
/// 0 when the status has none yet.
int stepIndex(const RolloutPass &pass);
/// The step being worked on; empty without steps or past the last.
QJsonObject currentStep(const RolloutPass &pass);
QString stepText(const QJsonObject &step);
QString stepHash(const RolloutPass &pass);
/// Milliseconds of a pause or delay written as seconds or as "90s", "5m", "1h30m"; nullopt when absent or unreadable.
std::optional<qint64> durationMs(const QJsonValue &value);

bool isAborted(const RolloutPass &pass);
bool isHumanPaused(const RolloutPass &pass);
bool promoteFull(const RolloutPass &pass);
bool isFullyPromoted(const RolloutPass &pass);
/// Nothing may be scaled or switched now.
bool isHalted(const RolloutPass &pass);
QJsonObject pauseCondition(const RolloutPass &pass, const QString &reason);
bool templateOrStepsChanged(const RolloutPass &pass);
bool isRollbackWithinWindow(RolloutPass &pass);
bool isFastRollback(RolloutPass &pass);
int currentSetWeight(const RolloutPass &pass);
/// Available pods of all sets.
int totalAvailable(const RolloutPass &pass);
/// Sizes that the present step asks for.
CanaryCounts wantedCounts(RolloutPass &pass, const QJsonObject &weights);
bool atDesiredCounts(RolloutPass &pass, const QJsonObject &weights);
qint64 scaleDownDelayMs(const RolloutPass &pass);
/// nullopt: keep the pods for ever.
std::optional<qint64> abortScaleDownDelayMs(const RolloutPass &pass);
bool delaysScaleDownOnAbort(RolloutPass &pass);
/// Every wanted pod of the set is there and available.
bool isSaturated(const RolloutPass &pass, const RolloutSet &set);

} // namespace maestro::sandbox
