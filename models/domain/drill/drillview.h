// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/drillrun.h"

#include <memory>

namespace maestro {

/// Where a drill may be run, or why it may not.
struct DrillTarget
{
    QString context;
    QString environment; ///< of the policy; empty: the policy knows none for this cluster
    QString service;
    QString ns;
    QString name;
    QString refusal; ///< empty: it may be run there

    bool operator==(const DrillTarget &) const = default;
};

/// One drill of a policy in force as it stands (ledger DRL-01). A value; times are UTC.
struct DrillEntry
{
    QString policy;
    PolicyDrill drill;
    QStringList placeholders; ///< {{names}} that whoever runs it has to say
    QList<DrillTarget> targets;
    QDateTime dueAt; ///< invalid: nobody waits for it
    bool overdue = false;
    QList<DrillRun> runs; ///< the newest first

    bool operator==(const DrillEntry &) const = default;
};

struct DrillBoard
{
    QList<DrillEntry> drills;
    QDateTime at; ///< when it was worked out
    QString problem; ///< why the runs are not known; empty: they are
};
using DrillBoardPtr = std::shared_ptr<const DrillBoard>;

/// What a person chose to run.
struct DrillAsk
{
    QString policy;
    QString drill;
    DrillTarget target;
    QMap<QString, QString> values; ///< {{names}} of this run
    QString reason;

    bool operator==(const DrillAsk &) const = default;
};

/// A drill with everything filled in, as it is shown before anybody confirms; good for one run.
struct DrillOffer
{
    struct Step
    {
        DrillDeed deed = DrillDeed::Tool;
        QString text; ///< in a few words
        QString exact; ///< the program with its arguments, or the request to the letter; empty: nothing leaves
    };

    QString id; ///< of the run that would begin
    DrillAsk ask;
    QString server;
    QList<Step> steps;
};
using DrillOfferPtr = std::shared_ptr<const DrillOffer>;

/// A part of a run on its clock, which begins with the first deed.
struct DrillSplit
{
    enum class Part { Deploy, Detect, Decide, Deed, Recover, Proof };

    Part part = Part::Deploy;
    qint64 fromMs = 0;
    std::optional<qint64> toMs; ///< nothing: it goes on
    qint64 targetMs = 0; ///< how long it may take; 0: the policy does not say

    bool operator==(const DrillSplit &) const = default;
};
/// As far as the run came, in the order of time. Pure.
QList<DrillSplit> drillSplits(const DrillRun &run, const PolicyDrill &drill);

/// The quickest that passed, from the first deed to well again; null: none did. `except` is left out.
const DrillRun *bestRun(const QList<DrillRun> &runs, const QString &except = {});
/// From the beginning of the first deed to the end of the last step that was waited for; nothing: it did not come so far.
std::optional<qint64> drillTotalMs(const DrillRun &run);

} // namespace maestro
