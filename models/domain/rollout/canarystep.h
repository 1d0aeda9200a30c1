// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace maestro {

/// spec.strategy.canary.steps[]: one key per element as a rule; scale, routes and a plugin may stand beside another (Argo Rollouts, validation.go).
enum class StepKind { SetWeight, Pause, Analysis, Experiment, SetCanaryScale, SetHeaderRoute, SetMirrorRoute, Plugin, Unknown };

struct CanaryStep
{
    StepKind kind = StepKind::Unknown;
    QString key; ///< the key as received, several joined by '+'; names an unknown kind
    std::optional<int> weight = {}; ///< SetWeight only
    std::optional<qint64> pauseSeconds = {}; ///< Pause only; absent: waits for a person
    QByteArray raw = {}; ///< compact JSON of the element as received

    bool operator==(const CanaryStep &) const = default;
};

/// The key of cli.md `step.current.kind`: "setWeight", "pause", ... , "unknown".
QString stepKindWord(StepKind kind);

} // namespace maestro
