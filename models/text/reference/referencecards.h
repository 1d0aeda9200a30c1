// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace maestro {

/// What a runbook's command says for one service; what is empty stays as <NAME> in the card.
struct ReferenceValues
{
    QString context;
    QString ns;
    QString name; ///< of the Rollout or Deployment
    QString service; ///< as the policy calls it
    QString revision;
    QString tag; ///< the last known good one
    QString release; ///< of Helm
};

/// One command of a runbook, and what does the same here, or why nothing does (ledger REF-01, REF-02).
struct ReferenceCard
{
    QString id; ///< stable, for links and scripts
    QString group;
    QString title;
    QString command; ///< of the runbook, values filled in
    QString action; ///< of `maestro`; empty: see reason
    QString reason; ///< why there is no action
    QString note; ///< where the real tool does otherwise than the runbook says; may be empty

    bool isComplete() const { return !command.contains(u'<') && !action.contains(u'<'); } ///< nothing is left to fill in
};

/// In the order of the runbooks. Values are quoted for a shell where they need it.
QList<ReferenceCard> referenceCards(const ReferenceValues &values);

} // namespace maestro
