// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/base/result.h"
#include "domain/decision/factreading.h"
#include "domain/journal/journalrecord.h"
#include "domain/policy/policy.h"
#include "domain/slo/sample.h"

namespace maestro {

/// What a person says of one service: an entry of a counter, a flag, a severity; or takes it back.
struct SignalRequest
{
    ObjectRef target;
    QString signal;
    bool clear = false;
    std::optional<double> value; ///< a counter: how many (1); a severity: the n of "Pn"; a flag: none
    std::optional<std::chrono::milliseconds> lasts; ///< nothing: as the policy says, see signalsOf
    QString owner; ///< empty: who sets it
    QString link;
    QString reason; ///< at least 10 characters
};

/// A signal that people may set under a policy.
struct SignalSpec
{
    QString name;
    PolicySignal::Kind kind = PolicySignal::Kind::Flag;
    bool resetsWithPhase = false;
    std::chrono::milliseconds lasts{0}; ///< 0: until it is cleared
    bool immediate = false; ///< an immediate rule rests on it

    bool operator==(const SignalSpec &) const = default;
};

/// Those of the section `signals`, and the flags that conditions know by themselves: mitigation_in_progress and known-degraded, which
/// end after half an hour unless somebody says otherwise (ledger Z-01: signed, with expiry).
QList<SignalSpec> signalsOf(const Policy &policy);

/// Nothing when the request may be written; else why not: unknownSignal, valueNeeded, valueNotAllowed.
std::optional<Error> problemOf(const Policy &policy, const SignalRequest &request);

/// A signal of one service as it stands.
struct SignalState
{
    SignalSpec spec;
    std::optional<double> value; ///< a counter's number, a flag's 1 or 0, a severity's n; a severity not raised: none
    bool raised = false;
    QDateTime since; ///< of the value; invalid: never set
    QDateTime expiresAt; ///< invalid: never
    QString by;
    QString owner;
    QString reason;
    QString link;

    bool operator==(const SignalState &) const = default;
};

/// Where the workload stands: counters that reset with the phase begin anew with another phase or revision.
struct SignalScope
{
    ObjectRef target;
    QString phase;
    int revision = 0;
};

/// All signals of a policy at an instant, from the records of the Journal (type signal; the details are this file's, see signalDetails).
/// Later records are not looked at. Pure.
QList<SignalState> signalStates(const Policy &policy, const QList<JournalRecord> &records, const SignalScope &scope, const QDateTime &at);
/// The present: also what is on record of a time to come, for then the clock was set back, and what somebody said still holds.
QList<SignalState> signalsNow(const Policy &policy, const QList<JournalRecord> &records, const SignalScope &scope, const QDateTime &now);

/// The same as samples for decision rules, under the names of slo/facts.h.
QList<Sample> signalSamples(const QList<SignalState> &states, const QDateTime &at);
/// What is said when the Journal cannot be read: nothing is known of any.
QList<Sample> unknownSignals(const Policy &policy, const QDateTime &at);
/// The text is the reason; empty: not raised.
QList<FactReading> signalReadings(const QList<SignalState> &states, const QDateTime &at);

/// The details of the record that stands for a request made at `at`.
QJsonObject signalDetails(const Policy &policy, const SignalRequest &request, const SignalScope &scope, const QDateTime &at);

} // namespace maestro
