// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisescalation.h"
#include "domain/base/ids.h"
#include "domain/base/weblink.h"
#include "domain/journal/journalrecord.h"
#include "domain/triage/changelist.h"
#include "domain/triage/handover.h"
#include "domain/triage/metrichistory.h"
#include "domain/triage/playbook.h"
#include "domain/triage/triagesuggestion.h"

#include <memory>

namespace maestro {

enum class ItemState { Open, Ok, Bad, Unknown, Skipped };
QString itemWord(ItemState state); ///< "open", "ok", "bad", "unknown", "skipped"
std::optional<ItemState> itemFromWord(const QString &word);

/// One thing that was looked at.
struct TriageRead
{
    QString what;
    QString source; ///< server and path, query, or file
    QDateTime at;
    QString value;

    bool operator==(const TriageRead &) const = default;
};

/// What a check found.
struct CheckReading
{
    ItemState state = ItemState::Unknown;
    QString finding; ///< one line
    QString key; ///< what has to stay for a tick to stand; ages and log lines are not in it
    QList<TriageRead> reads;
    QString command; ///< that a person would type for the same
    QString output; ///< without secrets, at most 256 KiB
    QString sha256; ///< of the output, hex
    QDateTime at;
    qint64 milliseconds = 0;
    std::optional<ChangeList> changes = {}; ///< of the check that lists them
    std::optional<MetricHistory> history = {}; ///< of a check that reads a metric

    bool operator==(const CheckReading &) const = default;
};

/// A person looked, and what there was to see at that moment.
struct TriageTick
{
    QString by;
    QDateTime at;
    QString note;
    ItemState state = ItemState::Ok; ///< as it was judged: ok, bad, skipped
    QString key; ///< of the reading; empty: nothing was read
    QString finding;
    QString evidence; ///< sha256 of the output kept with it

    bool operator==(const TriageTick &) const = default;
};

struct TriageItem
{
    PlaybookCheck check;
    std::optional<CheckReading> reading; ///< the newest
    std::optional<TriageTick> tick;
    QStringList evidence; ///< sha256 of everything kept for it, oldest first

    /// What was ticked is not what is there now.
    bool changedSinceTick() const { return tick && reading && !tick->key.isEmpty() && tick->key != reading->key; }
    ItemState state() const;
    bool operator==(const TriageItem &) const = default;
};

struct TriageDecision
{
    QString verdict; ///< "rollback", "hold", "escalate"
    QString by;
    QString reason;
    QDateTime at;
    QStringList evidence; ///< sha256 of what was known then

    bool operator==(const TriageDecision &) const = default;
};

/// One run of a playbook for one service (ledger TRI-01). What is kept of it are Journal records; this is what they add up to, with what
/// was read since.
struct TriageRun
{
    QString id;
    QString playbook;
    QString service;
    QString environment;
    QString alert; ///< that it began with; empty: a person began it
    ObjectRef ref;
    QString policyHash;
    QDateTime startedAt;
    std::chrono::milliseconds budget{0};
    QStringList by; ///< who worked on it, in the order of their coming
    QString holder; ///< who has it now
    QList<TriageItem> items;
    std::optional<TriageDecision> decision;
    QList<HandOver> handOvers = {}; ///< messages to others about it, also after the decision

    TriageItem *item(const QString &itemId);
    std::chrono::milliseconds elapsed(const QDateTime &now) const; ///< until the decision
    bool operator==(const TriageRun &) const = default;
};

/// The verb of all records of runs; `state` tells them apart: started, read, ticked, unticked, taken, decided.
QString triageVerb();

/// The run as its records tell it; nothing when they tell none. Records of others are passed over.
std::optional<TriageRun> triageRun(const QList<JournalRecord> &records, const QString &id);
/// Those without a decision first, then the newest.
QList<TriageRun> triageRuns(const QList<JournalRecord> &records);

/// `details` of the records, allow-listed under "triage".
QJsonObject startedDetails(const TriageRun &run);
QJsonObject readDetails(const QList<TriageItem> &items);
QJsonObject tickDetails(const QString &item, const TriageTick &tick);

/// A run with what was read for it just now. Immutable, shared between threads.
struct TriageView
{
    TriageRun run;
    TriageSuggestion suggestion; ///< weighed with `board`
    QDateTime changedAt; ///< of the newest revision; invalid: not known
    std::optional<ChangeList> changes = {}; ///< as it was read for this view; nothing: it was not
    QList<WebLink> links = {};
    QList<EscalationPrompt> prompts = {}; ///< of the policy: failing AnalysisRuns ask to escalate
    DecisionBoardPtr board = {}; ///< that the suggestion was weighed with; null: no policy, or it could not be judged

    bool operator==(const TriageView &) const = default;
};

using TriageViewPtr = std::shared_ptr<const TriageView>;

} // namespace maestro
