// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/helmrevision.h"
#include "domain/journal/journalrecord.h"
#include "domain/rollout/rolloutsnapshot.h"

namespace maestro {

enum class GoodSource { Journal, Helm, ReplicaSets, Registry };
/// Why something counts as good.
enum class GoodReason { StableNow, PromotedHere, ReturnedHere, RunBefore, DeployedBefore, InRegistry };

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
    QString by; ///< who did what the Journal tells; of a tag in a registry, the registry's address

    /// What --to takes: the revision, else the Helm revision, else the tag.
    QString ref() const;
    bool operator==(const KnownGood &) const = default;
};

/// Candidates, the best first: what is stable while an update is under way, what the Journal says a person brought in force here, what ran
/// before, what Helm had deployed before. None of them is a version that was rolled back from in the Journal, one whose newest analysis
/// failed, and a release that Helm was told to leave. Pure.
QList<KnownGood> lastKnownGood(const RolloutSnapshot &snapshot, const HelmRevisions &helm, const QList<JournalRecord> &records);

/// Tags of a registry that could be gone back to, behind `known`: never proven good, in the order of their names with the highest number
/// first, for a registry tells no times. Without the tag that runs, tags of what was left or failed its analysis, those known already and
/// signatures. At most `most`; `left` counts those that did not fit. They are for a person to pick: no way is aimed at one by itself.
QList<KnownGood> registryTags(const RolloutSnapshot &snapshot, const QList<KnownGood> &known, const QList<JournalRecord> &records, QStringList tags, const QString &registry,
                              qsizetype most, qsizetype *left);

/// Of the candidates that proved good, the first that can be a target of this kind; null: none.
const KnownGood *goodRevision(const QList<KnownGood> &known);
const KnownGood *goodHelmRevision(const QList<KnownGood> &known);
const KnownGood *goodTag(const QList<KnownGood> &known);

/// "journal", "helm", "replicaSets", "registry"
QString goodSourceWord(GoodSource source);

/// Median of how long rollbacks of this object by this way took from intent to outcome, in seconds; nothing: never done here.
std::optional<int> rollbackSeconds(const QList<JournalRecord> &records, const QString &objectUid, const QString &provider);

} // namespace maestro
