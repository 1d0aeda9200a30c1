// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rollout/canarystep.h"

namespace maestro {

QString stepKindWord(StepKind kind)
{
    switch (kind) {
    case StepKind::SetWeight: return QStringLiteral("setWeight");
    case StepKind::Pause: return QStringLiteral("pause");
    case StepKind::Analysis: return QStringLiteral("analysis");
    case StepKind::Experiment: return QStringLiteral("experiment");
    case StepKind::SetCanaryScale: return QStringLiteral("setCanaryScale");
    case StepKind::SetHeaderRoute: return QStringLiteral("setHeaderRoute");
    case StepKind::SetMirrorRoute: return QStringLiteral("setMirrorRoute");
    case StepKind::Plugin: return QStringLiteral("plugin");
    case StepKind::Unknown: return QStringLiteral("unknown");
    }
    return QStringLiteral("unknown");
}

} // namespace maestro
