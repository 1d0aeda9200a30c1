// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reference/cardtarget.h"

#include "text/operationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

using Place = CardTarget::Place;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

struct Row
{
    const char *card;
    Place place;
    std::optional<Verb> verb;
    bool namesRevision = false;
};

const Row rows[] = {
    {"list", Place::Fleet, {}}, {"history", Place::Rollout, {}}, {"watch", Place::Rollout, {}}, {"runs", Place::AnalysisRuns, {}},
    {"promote", Place::Guard, Verb::Promote}, {"promote-full", Place::Guard, Verb::PromoteFull}, {"pause", Place::Guard, Verb::Pause}, {"retry", Place::Guard, Verb::Retry},
    {"restart", Place::Guard, Verb::Restart}, {"scale", Place::Guard, Verb::Scale}, {"abort", Place::Guard, Verb::Abort}, {"undo", Place::Guard, Verb::Rollback},
    {"undo-to", Place::Guard, Verb::Rollback, true}, {"deployment-undo", Place::Guard, Verb::Rollback, true}, {"options", Place::WaysBack, {}}, {"helm", Place::WaysBack, {}},
    {"helm-image", Place::WaysBack, {}}, {"workflow", Place::WaysBack, {}}, {"route", Place::WaysBack, {}}, {"script", Place::WaysBack, {}},
    {"mass", Place::MassRollback, {}}, {"validate", Place::Rollout, {}}, {"health", Place::Triage, {}}, {"evidence", Place::Journal, {}}};

} // namespace

CardTarget windowTarget(const ReferenceCard &card, const QString &revision)
{
    bool isNumber = false;
    const int number = revision.trimmed().toInt(&isNumber);
    for (const Row &row : rows)
        if (card.id == QLatin1String(row.card))
            return {row.place, row.verb, {}, row.namesRevision, row.namesRevision && isNumber && number > 0 ? std::optional(number) : std::nullopt};
    return {Place::Nowhere, {}, card.reason.isEmpty() ? Words::tr("The window shows it, but only the command line writes it out: copy the command.") : card.reason};
}

QString targetText(const CardTarget &target)
{
    switch (target.place) {
    case Place::Nowhere: return {};
    case Place::Fleet: return Words::tr("Go to Fleet");
    case Place::Rollout: return Words::tr("Go to Rollout");
    case Place::AnalysisRuns: return Words::tr("Go to analysis runs");
    case Place::Triage: return Words::tr("Go to Triage");
    case Place::WaysBack: return Words::tr("Go to rollback options");
    case Place::Journal: return Words::tr("Go to Journal");
    case Place::MassRollback: return Words::tr("Go to mass rollback");
    case Place::Guard: return Words::tr("%1…").arg(verbLabel(*target.verb));
    }
    return {};
}

} // namespace maestro
