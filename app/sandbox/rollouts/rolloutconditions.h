// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rollouts/rolloutpass.h"

namespace maestro::sandbox {

QJsonObject conditionOf(const QJsonObject &status, const QString &type);
/// False when a condition of the same type, status and reason was there already.
bool setCondition(QJsonObject &status, const QString &type, const QString &truth, const QString &reason, const QString &message, const SimClock &clock);
void removeCondition(QJsonObject &status, const QString &type);

/// Healthy, Progressing, Available, Completed of pass.next; emits the events that go with them.
void updateConditions(RolloutPass &pass);

/// The progress deadline has passed and spec.progressDeadlineAbort asks for an abort.
bool exceededDeadline(RolloutPass &pass);

/// phase and message of pass.next.
void updatePhase(RolloutPass &pass);

} // namespace maestro::sandbox
