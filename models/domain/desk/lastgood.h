// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/helmrevision.h"
#include "domain/journal/journalrecord.h"
#include "domain/rollout/rolloutsnapshot.h"

namespace maestro {

enum class GoodSource { Journal, Helm, ReplicaSets, Registry };
/// Why something counts as good.
enum class GoodReason { StableNow, PromotedHere, ReturnedHere, RunBefore, DeployedBefore };

/// A version that was good, and who says so (ledger RBK-02).
struct KnownGood
{
    GoodSource source = GoodSource::ReplicaSets;
    GoodReason reason = GoodReason::RunBefore;
    int revision = 0; ///< of the workload; 0: not known there (any more)
    int helmRevision = 0;
    QString tag; ///< of its first image; empty: none
    QString image;
    QDateTime at;
    QString by; ///< who did what the Journal tells

    /// What --to takes: the revision, else the Helm revision, else the tag.
    QString ref() const;
    bool operator==(const KnownGood &) const = default;
};

/// Candidates, the best first: what is stable while an update is under way, what the Journal says a person brought in force here, what ran
/// before, what Helm had deployed before. None of them is a version that was rolled back from in the Journal, one whose newest analysis
/// failed, and a release that Helm was told to leave. Pure.
QList<KnownGood> lastKnownGood(const RolloutSnapshot &snapshot, const HelmRevisions &helm, const QList<JournalRecord> &records);

/// Of the candidates, the first that can be a target of this kind; null: none.
const KnownGood *goodRevision(const QList<KnownGood> &known);
const KnownGood *goodHelmRevision(const QList<KnownGood> &known);
const KnownGood *goodTag(const QList<KnownGood> &known);

/// "journal", "helm", "replicaSets", "registry"
QString goodSourceWord(GoodSource source);

/// Median of how long rollbacks of this object by this way took from intent to outcome, in seconds; nothing: never done here.
std::optional<int> rollbackSeconds(const QList<JournalRecord> &records, const QString &objectUid, const QString &provider);

} // namespace maestro
