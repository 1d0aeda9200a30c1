// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "text/reference/referencecards.h"

#include <optional>

namespace maestro {

/// Where the window does what a card says: a page, or a verb, whose guard opens. Going there never acts.
struct CardTarget
{
    enum class Place { Nowhere, Fleet, Rollout, AnalysisRuns, Triage, WaysBack, Journal, MassRollback, Guard };

    Place place = Place::Nowhere;
    std::optional<Verb> verb; ///< of Place::Guard
    QString reason; ///< why it is nowhere

    bool needsRollout() const { return place == Place::Guard || place == Place::Rollout || place == Place::Triage || place == Place::WaysBack; }
};

CardTarget windowTarget(const ReferenceCard &card);
/// "Promote…", "Go to Fleet".
QString targetText(const CardTarget &target);

} // namespace maestro
