// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/policy.h"

namespace maestro {

/// Ledger DRL-02 to DRL-04. A program; the console's own set-image and abort (native steps); a wait until a probe fails; what has to be on record at the end; a line for the notes.
enum class DrillDeed { Tool, Wait, Recover, Assert, Note, SetImage, Abort };
QString drillDeedWord(DrillDeed deed); ///< "tool", "wait", "recover", "assert", "note", "set-image", "abort"
bool isDeploying(DrillDeed deed); ///< a program or a request: it changes something

struct DrillStep
{
    DrillDeed deed = DrillDeed::Tool;
    QStringList argv; ///< Tool
    QMap<QString, QString> environment; ///< of the tool
    QString probe; ///< Wait, Recover: of the service
    qint64 failingForMs = 0; ///< Wait: without a break
    QString container; ///< SetImage: empty, the only one
    QString image; ///< SetImage: whole, or
    QString tag; ///< SetImage: beside the repository that is there
    QString subject; ///< Assert: evidence-record or audit-event; Note: name of the notes
    qint64 timeoutMs = 0; ///< 0: as of every program; of a wait ten minutes, of a native step one

    bool operator==(const DrillStep &) const = default;
};

/// An entry of a policy's section `drills`. A value.
struct PolicyDrill
{
    QString name;
    QString every; ///< as written; empty: nobody waits for it
    QStringList environments; ///< those it is for; empty: every one that is marked for drills
    QString reportLink;
    QString lead;
    qint64 detectionMs = 0; ///< `targets`: how long it may take until the failure is seen; 0: the policy does not say
    qint64 decisionMs = 0; ///< from there to the deed against it
    qint64 recoveryMs = 0; ///< from there to well again
    QList<DrillStep> steps; ///< empty: a date and nothing to run

    bool operator==(const PolicyDrill &) const = default;
};

QList<PolicyDrill> drillsOf(const Policy &policy);
/// {{names}} of its steps, each once, in the order in which they appear.
QStringList drillPlaceholders(const PolicyDrill &drill);

/// Until when it has to be run again, counted from the last one that passed. Months are those of the calendar: the end of the month
/// (UTC). One that never passed: the end of this month, of days now. Invalid: nobody waits for it.
QDateTime drillDueAt(const PolicyDrill &drill, const QDateTime &lastPassed, const QDateTime &now);

constexpr qint64 drillPatienceMs = 10 * 60'000; ///< of a wait without a time limit

} // namespace maestro
