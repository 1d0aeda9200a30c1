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
    bool namesRevision = false; ///< the guard opens for one revision
    std::optional<int> revision = {}; ///< that one; absent: it is not filled in, or no number of a revision

    bool needsRollout() const { return place == Place::Guard || place == Place::Rollout || place == Place::Triage || place == Place::WaysBack; }
};

/// `revision` is what was filled in for the cards that name one.
CardTarget windowTarget(const ReferenceCard &card, const QString &revision = {});
/// "Promote…", "Go to Fleet".
QString targetText(const CardTarget &target);

} // namespace maestro
