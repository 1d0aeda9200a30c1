// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QVariantMap>

namespace maestro {

/// The `evidence` section of a policy: what is kept of its actions, where, and who is told (ledger EVD-04 to EVD-12, COM-10).
struct EvidenceRules
{
    QString dir; ///< as written; empty: the program's own folder
    QStringList required; ///< of actor, reason, ticket, log_url, from, to: what no record may lack
    bool clusterEvent = true; ///< false: `audit_sinks` is there and does not name kubernetes-event
    QStringList channels; ///< told of every way back
    QStringList include; ///< of record_path, log_url: what they are told beside what was done
    QStringList attach; ///< what a pack has to hold
    bool reviewNote = false; ///< a draft of the review is left beside each record
    bool annotateGrafana = true; ///< false: the policy says no
    QStringList links; ///< go into each record

    bool operator==(const EvidenceRules &) const = default;
};

/// All defaults where the document has no such section. The loader has checked the words.
EvidenceRules evidenceRules(const QVariantMap &document);

/// The folder of a policy's evidence. A relative one is of `state`, and one that ends in rollbacks/ names the folder of the records
/// themselves: records lie in FOLDER/rollbacks.
QString evidenceFolderOf(const EvidenceRules &rules, const QString &state);

/// Where evidence goes: what the operator named, else what the policy of the action says, else state/evidence (ledger CFG-03).
struct EvidencePlace
{
    QString named; ///< EVIDENCE_DIR or --evidence-dir
    QString state; ///< empty, with nothing named: no evidence is wanted

    QString folder(const EvidenceRules &rules) const;
};

} // namespace maestro
