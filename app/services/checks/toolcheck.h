// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "domain/policy/policymatch.h"
#include "domain/suite/suiterun.h"
#include "domain/validation/validation.h"
#include "services/desk/programrules.h"

namespace maestro {

/// A check that is a request to a service (ledger VAL-09), as it would be sent now.
struct RequestCheck
{
    Endpoint endpoint; ///< scheme, host and port, and the reference of the token
    PlannedRequest request;
    QMap<QString, QString> headers; ///< of the policy, filled in
    HealthProbe expected;
    QString bodyFile; ///< as read; empty: nothing is sent
    std::chrono::milliseconds timeout{0}; ///< 0: as every write
};

/// Until its answer has come.
std::chrono::milliseconds requestLimit(const RequestCheck &check);

/// One check that a person starts, a program of the policy (ledger VAL-07, VAL-08) or a request, as it would be started now.
struct ToolCheck
{
    ValidationSubject subject;
    QString item;
    int attempt = 1; ///< 1 is the first
    bool resumed = false; ///< this attempt was begun by somebody, and nobody recorded its end: it is looked after, not started
    DeskCall call; ///< filled in; of a program
    std::optional<RequestCheck> request = {}; ///< instead of one
};

/// A script of a validation. Refused: noItem, or why the program cannot be started (programrules.h).
Result<ToolCheck> toolCheck(const PolicyMatch &match, const ValidationSubject &subject, const QString &item, const QList<JournalRecord> &records, const ProgramGround &ground);

/// One check of a suite. Refused as above; badRequest: it is no address, or the file to send cannot be read; underWay: somebody may still wait
/// for the answer to the attempt before.
Result<ToolCheck> suiteCheck(const PolicyMatch &match, const ValidationSubject &subject, const SuiteStep &step, const QList<JournalRecord> &records, const ProgramGround &ground, const QDateTime &now);

QString checkText(const ToolCheck &check); ///< what is started or sent, in one line

/// Of one check: attempts that were begun, and those whose end is recorded.
struct CheckAttempts
{
    int begun = 0;
    int ended = 0;
};
CheckAttempts checkAttempts(const QList<JournalRecord> &records, const QString &id, const QString &item);

/// A script that was begun, and nobody recorded its end.
struct UnfinishedScript
{
    QString id;
    QString item;
    int attempt = 1;
    QDateTime at; ///< when it was begun
    qint64 requestMs = 0; ///< of a request: how long its answer is waited for; 0: it is a program
};
/// Whether whoever began it may still look after it: a minute, and for a request as long as its answer is waited for.
qint64 orphanedAfterMs(const UnfinishedScript &script);
QList<UnfinishedScript> unfinishedScripts(const QList<JournalRecord> &records);

} // namespace maestro
