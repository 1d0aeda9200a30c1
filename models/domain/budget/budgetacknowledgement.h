// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"
#include "domain/journal/journalrecord.h"

#include <chrono>

namespace maestro {

struct BudgetReading;

/// Somebody saw how much of an error budget is used and put a name to it (ledger BUD-02).
struct BudgetAcknowledgement
{
    QString record; ///< id in the Journal
    QString budget;
    QString meaning; ///< of the share, as it was then
    double consumed = 0; ///< what was seen; 1 is all of it
    QString by;
    QDateTime at;
    QString reason;
    QString link;
    bool inForce = false; ///< it covers what is known now, see acknowledgementOf()

    bool operator==(const BudgetAcknowledgement &) const = default;
};

/// What somebody acknowledges: the reading that was looked at.
struct BudgetRequest
{
    ObjectRef target;
    QString budget;
    QString meaning;
    std::optional<double> consumed;
    QString policy;
    QByteArray policyHash;
    QString reason; ///< at least 10 characters
    QString link;
};

/// Nothing when it may be written, else budgetUnknown: what is not known cannot be acknowledged.
std::optional<Error> problemOf(const BudgetRequest &request);

/// How long one stands: notes are weekly.
constexpr std::chrono::hours acknowledgementLasts(7 * 24);

/// Those of one object, oldest first, from the records of the Journal.
QList<BudgetAcknowledgement> budgetAcknowledgements(const QList<JournalRecord> &records, const ObjectRef &target);

/// The newest one of this budget, with the same meaning. In force while it is younger than a week and what is used now is either no more than what
/// was seen then or within the policy's limit; what is used now being unknown, it covers nothing.
std::optional<BudgetAcknowledgement> acknowledgementOf(const BudgetReading &reading, const QList<BudgetAcknowledgement> &known, const QDateTime &at);

/// The record that stands for a request; who acts and where it goes is the writer's.
JournalRecord acknowledgementRecord(const BudgetRequest &request, const QDateTime &at);

} // namespace maestro
